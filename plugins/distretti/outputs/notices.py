"""/locandine/: a poster on one sheet for each district with something on: its next eight weeks, and a QR code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import District
from ..presenters import heads, qr, street
from ..presenters.qr import QrCode
from ..presenters.street import Appointment
from ..site import addresses
from ..site.components import Link
from ..site.output import Head, Output, Page
from ..site.site import Site

MOST = 9  # rows that a sheet has room for
MANY = 24  # days that a row names: what is on more often says how often


@dataclass(frozen=True, slots=True)
class Row:
    """Something that comes, with all its days in words."""

    title: str
    days: str
    meta: str
    state: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A poster. `others` says how many there is no room for."""

    head: Head
    heading: str
    lead: str
    rows: tuple[Row, ...]
    others: str
    built: str
    page: Link
    code: QrCode | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A poster for each district with something on in the next eight weeks."""
    for district in catalog.districts:
        if street.has_notice(catalog, district):
            yield Page(addresses.notice(district), "notice.html", _view, (catalog, site, district), listed=False)


def _view(catalog: Catalog, site: Site, district: District) -> NoticeView:
    found = street.coming(catalog, street.of_district(catalog, district))
    name = heads.unique_title(catalog, district, district.name, catalog.places.regions[district.region].name)
    page, today = addresses.of(district), catalog.today
    return NoticeView(
        heads.head(f"Locandina: {name}", f"Mercati ed eventi di {name}, da stampare.", noindex=True, canonical=page),
        district.name,
        f"Mercati ed eventi nelle prossime {street.WEEKS} settimane",
        tuple(map(_row, found[:MOST])),
        _others(len(found) - MOST),
        f"Stampata con le date note {italian.on(PartialDate(today.year, today.month, today.day))}.",
        Link(site.canonical(page).partition("://")[2] or page, page),
        qr.code(site.canonical(page)),
    )


def _others(number: int) -> str:
    if number < 1:
        return ""
    return f"E {'un altro' if number == 1 else f'altri {number}'}: all’indirizzo qui sotto."


def _row(each: Appointment) -> Row:
    often = bool(each.rule) and len(each.days) > MANY
    days = f"{italian.capitalised(each.rule)}; nelle feste da confermare" if often else street.days_in_words(each)
    meta = " · ".join(part for part in ("" if often else each.rule, each.hours, each.where) if part)
    return Row(each.title, days, meta, each.state)
