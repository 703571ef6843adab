"""Every public address, in one place. Addresses begin and end with "/"; a page's file is `<address>index.html`."""

from __future__ import annotations

import posixpath
import re

from .model import District, Event, Initiative, Part, Programme, RecurringEvent, Region
from .places import Municipality, Province

HOME = "/"
DISTRICTS = "/distretti/"
PROVINCES = "/province/"
MUNICIPALITIES = "/comuni/"
EVENTS = "/eventi/"
RECURRING = "/eventi/ricorrenti/"
INITIATIVES = "/iniziative/"
PROGRAMMES = "/programmi/"
CALLS = "/bandi/"
CORRECTIONS = "/segnala/"
METHOD = "/metodo/"
PROBLEMS = "/problemi/"
NEWS_FEED = "/feed/novita.xml"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"


def of(record: Part) -> str:
    """The address of a record's page."""
    match record:
        case District():
            return f"{DISTRICTS}{record.id}/"
        case Event():
            return f"{EVENTS}{record.id}/"
        case RecurringEvent():
            return f"{RECURRING}{record.id}/"
        case Initiative():
            return f"{INITIATIVES}{record.id}/"
        case Programme():
            return f"{PROGRAMMES}{record.id}/"
        case Region():
            return region(record.id)
    raise TypeError(type(record))


def region(slug: str) -> str:
    """A region's page."""
    return f"{DISTRICTS}{slug}/"


def province(place: Province) -> str:
    """A province's page."""
    return f"{PROVINCES}{place.slug}/"


def municipality(place: Municipality) -> str:
    """A municipality's page."""
    return f"{MUNICIPALITIES}{place.slug}/"


def year(number: int) -> str:
    """The events of a year."""
    return f"{EVENTS}{number}/"


def month(year_number: int, number: int) -> str:
    """The events of a month."""
    return f"{EVENTS}{year_number}/{number:02d}/"


def axis(identifier: str) -> str:
    """The initiatives of an axis."""
    return f"{INITIATIVES}asse/{identifier}/"


def prose(identifier: str) -> str:
    """A page of words."""
    return f"/{identifier}/"


def correction(address: str) -> str:
    """Where a correction of the page at `address` is proposed: /segnala/ with the record named in the query."""
    return f"{CORRECTIONS}?scheda={address}"


def file(address: str) -> str:
    """The path of an address under the output folder, without a leading "/"."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")


def relative(address: str, page: str) -> str:
    """A link from `page` to `address` that holds at the root of a host and under any folder of it."""
    target = re.split("[?#]", address, maxsplit=1)[0]
    rest = address[len(target) :]
    start = page if page.endswith("/") else posixpath.dirname(page)
    link = posixpath.relpath(target, start)
    return f"{link}/{rest}" if target.endswith("/") else f"{link}{rest}"
