"""Which calendars there are, what is in each, and how a reader subscribes to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event, Happening, RecurringEvent
from ..model.occurrences import last_day
from ..places.register import Municipality, Province
from ..site import addresses
from ..site.site import Site

KEPT_DAYS = 365  # that an event stays after its end
MOST_MARKETS = 250  # of one calendar: each is about 0.9 kB, and none could be left out by chance
MANY = "sono troppi per un calendario solo. Prendi quello di un luogo più piccolo: provincia, comune o distretto."


@dataclass(frozen=True, slots=True)
class Window:
    """The days that calendars cover, as ISO texts: they change once a month and once a year, not every day."""

    since: str
    until: str


def window(month: dt.date) -> Window:
    """From a year before the first of a month to the last day of the year after it."""
    since = (month.replace(day=1) - dt.timedelta(days=KEPT_DAYS)).replace(day=1)
    return Window(since.isoformat(), dt.date(month.year + 1, 12, 31).isoformat())


def of_site(catalog: Catalog, span: Window) -> list[Happening]:
    """What comes in the whole site: events whose month is in the window, and certain markets."""
    first = int(span.since[:4]), int(span.since[5:7])
    months = [month for month in catalog.events_of_month if month[1] and month >= first]
    found = [event for month in months for event in catalog.events_of_month[month]]
    return [*_kept((*catalog.events_under_way.get(first, ()), *found), span), *certain(catalog)]


def certain(catalog: Catalog) -> tuple[RecurringEvent, ...]:
    """The markets and fairs that need not be confirmed."""
    return catalog.certain.get(True, ())


def of_district(catalog: Catalog, identifier: str, span: Window) -> list[Happening]:
    """What a district is named in."""
    return _kept(catalog.happenings_of_district.get(identifier, ()), span)


def of_municipality(catalog: Catalog, place: Municipality, span: Window) -> list[Happening]:
    """What is held in a municipality."""
    return _kept(catalog.happenings_of_municipality.get(place.istat_code, ()), span)


def of_province(catalog: Catalog, province: Province, span: Window) -> list[Happening]:
    """What is held in the municipalities of a province."""
    return _kept(in_province(catalog, province.code), span)


def in_province(catalog: Catalog, code: str) -> list[Happening]:
    """All that the catalogue knows of a province, past too."""
    towns = catalog.municipalities_in(code)
    return [event for town in towns for event in catalog.happenings_of_municipality.get(town.istat_code, ())]


def of_region(catalog: Catalog, slug: str, span: Window) -> list[Happening]:
    """What is held in a region, and what its districts are named in."""
    return _kept(in_region(catalog, slug), span)


def in_region(catalog: Catalog, slug: str) -> list[Happening]:
    """All that the catalogue knows of a region, past too."""
    codes = sorted(code for code, province in catalog.places.provinces.items() if province.region == slug)
    there = [event for code in codes for event in in_province(catalog, code)]
    districts = catalog.districts_of_region.get(slug, ())
    named = [event for item in districts for event in catalog.happenings_of_district.get(item.id, ())]
    return list(dict.fromkeys([*there, *named]))


def of_kind(catalog: Catalog, kind: str, span: Window) -> list[Happening]:
    """What is of a kind."""
    return _kept(in_kind(catalog, kind), span)


def in_kind(catalog: Catalog, kind: str) -> list[Happening]:
    """All that the catalogue knows of a kind, past too."""
    return [*catalog.events_of_kind.get(kind, ()), *catalog.markets_of_kind.get(kind, ())]


def _kept(found: Iterable[Happening], span: Window) -> list[Happening]:
    """Without what is to be confirmed, and what ended before the window."""
    since = dt.date.fromisoformat(span.since)
    return [
        each
        for each in dict.fromkeys(found)
        if (
            last_day(each) >= since
            if isinstance(each, Event)
            else not (isinstance(each, RecurringEvent) and each.to_confirm)
        )
    ]


def fitting(items: Sequence[tuple[Happening, str]], today: str, most: int, most_bytes: int) -> list[str]:
    """The VEVENTs of what fits into a calendar: what is to come before what is over, the nearest first."""
    begun = dt.date.fromisoformat(today)
    kept: list[int] = []
    for place in sorted(range(len(items)), key=lambda place: _far(items[place][0], begun)):
        text = items[place][1]
        most, most_bytes = most - text.count("BEGIN:VEVENT"), most_bytes - len(text.encode())
        if min(most, most_bytes) < 0:
            break
        kept.append(place)
    return [items[place][1] for place in sorted(kept)]


def _far(event: Happening, today: dt.date) -> tuple[bool, int]:
    if not isinstance(event, Event):
        return False, 0
    over = last_day(event) < today
    return over, abs((event.start.first - today).days)


def markets_of(found: Iterable[Happening]) -> list[RecurringEvent]:
    """What comes back, of these."""
    return [each for each in found if isinstance(each, RecurringEvent)]


def left_out(catalog: Catalog, happenings: Iterable[Happening]) -> str:
    """What is not in a calendar of these, in words: events to come without a day, markets where they are too many."""
    found = tuple(happenings)
    without = [each for each in found if isinstance(each, Event) and not each.start.day]
    number = sum(1 for each in without if not catalog.is_over(each))
    what = "1 evento non è nel calendario" if number == 1 else f"{number} eventi non sono nel calendario"
    said = f"{what}: il giorno non è noto." if number else ""
    many = sum(1 for each in found if isinstance(each, RecurringEvent) and not each.to_confirm)
    if many <= MOST_MARKETS:
        return said
    markets = italian.count(many, "mercato o fiera non c'è", "mercati e fiere non ci sono")
    return f"{said} {italian.capitalised(markets)}: {MANY}".strip()


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a page says of its calendar; `url` and what is made of it are empty where the site has no public address."""

    name: str
    address: str  # of the file, from the root
    url: str
    webcal: str
    google: str
    left_out: str  # what is not in it, in words


def subscription(site: Site, page: str, name: str, without: str = "") -> Subscription:
    """The calendar of the page at an address."""
    address = addresses.calendar(page)
    url = site.canonical(address)
    webcal = f"webcal{url[url.index(':') :]}" if url else ""
    google = f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}" if url else ""
    return Subscription(name, address, url, webcal, google, without)
