"""What is on, for who is in the street: screens, posters and other sites show the same dates, and only sure ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ..catalog.catalog import CANCELLED, Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Event, Happening, RecurringEvent, Venue
from ..model.occurrences import first_days, last_day, occurrences
from ..places.register import Municipality
from ..site import addresses
from ..site.components import Link
from ..site.site import Site
from . import list_items

WEEKS = 8  # that posters and other sites show


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something with its days: single ones, or all from the first to the last of two where it is `whole`."""

    title: str
    address: str
    where: str
    hours: str  # "ore 8–13"
    end: str  # "13:00", "" where it is not known
    days: tuple[dt.date, ...]
    whole: bool
    state: str  # "annullato": what is not as planned
    rule: str  # "ogni sabato"


def of_municipality(catalog: Catalog, place: Municipality) -> tuple[Happening, ...]:
    """What is held in a municipality."""
    return catalog.happenings_of_municipality.get(place.istat_code, ())


def of_district(catalog: Catalog, district: District) -> tuple[Happening, ...]:
    """What a district is named in; nothing of one that has ceased."""
    return catalog.happenings_of_district.get(district.id, ()) if district.status != "cessato" else ()


def has_notice(catalog: Catalog, district: District) -> bool:
    """Whether anything is on in the next eight weeks."""
    return catalog.memo(_has_notice, district)


def _has_notice(catalog: Catalog, district: District) -> bool:
    return bool(coming(catalog, of_district(catalog, district)))


def has_totem(catalog: Catalog, district: District) -> bool:
    """Whether a screen of a district has something to show: a date, a message, a place, a call of its own."""
    own = catalog.programmes_of_district.get(district.id, ())
    return (
        is_on(catalog, of_district(catalog, district))
        or district.id in catalog.messages_of_district
        or bool(open_places(catalog.venues_of_district.get(district.id, ())))
        or any(catalog.is_open(call) for call in own)
    )


def tools(catalog: Catalog, district: District) -> tuple[Link, ...]:
    """What who works for a district can use: its totem, where it has one."""
    notice = (Link("Locandina da stampare (A4)", addresses.notice(district)),)
    return (
        *_tools(district.id, has_totem(catalog, district), is_on(catalog, of_district(catalog, district))),
        *(notice if has_notice(catalog, district) else ()),
    )


def tools_in_town(catalog: Catalog, place: Municipality) -> tuple[Link, ...]:
    """The same of a municipality."""
    found = is_on(catalog, of_municipality(catalog, place))
    return _tools(addresses.in_town(place), found, found)


def tools_to_stamp(site: Site, record: RecurringEvent | Venue) -> tuple[Link, ...]:
    """The stamp of a market or place, and the code to print; that is only where the site has an address."""
    if not (is_stamped(record) if isinstance(record, RecurringEvent) else open_places((record,))):
        return ()
    code = (Link("Il codice QR del timbro, da stampare", addresses.stamp_code(record)),) if site.url else ()
    return (Link("Timbra il passaporto dei mercati", addresses.stamp(record)), *code)


def _tools(name: str, totem: bool, embed: bool) -> tuple[Link, ...]:
    return (
        *((Link("Totem per uno schermo in strada", addresses.totem(name)),) if totem else ()),
        *((Link("Riquadro per un altro sito", addresses.embed(name)),) if embed else ()),
    )


def towns_with_totem(catalog: Catalog) -> tuple[Municipality, ...]:
    """The municipalities in which something is still to come, by name."""
    codes = (code for code in catalog.happenings_of_municipality)
    towns = [catalog.places.municipalities[code] for code in codes]
    found = (place for place in towns if is_on(catalog, of_municipality(catalog, place)))
    return tuple(sorted(found, key=lambda place: (italian.order(place.name), place.istat_code)))


def stamped(found: Iterable[Happening]) -> tuple[RecurringEvent, ...]:
    """What of these a reader can collect a stamp of: markets and fairs that are surely held, in a municipality."""
    return tuple(each for each in found if isinstance(each, RecurringEvent) and is_stamped(each))


def is_stamped(market: RecurringEvent) -> bool:
    """Whether a market or fair is in the passport."""
    return not (market.to_confirm or market.status == CANCELLED) and bool(market.municipality)


def open_places(venues: Iterable[Venue]) -> tuple[Venue, ...]:
    """What of these a reader finds open: no square, whose market is what is on, and nothing that is to be checked."""
    return tuple(each for each in venues if each.network != "area-di-mercato" and each.status in (None, "attivo"))


def is_on(catalog: Catalog, found: Iterable[Happening]) -> bool:
    """Whether any of these is still to come on a day that is known."""
    return any(_is_shown(catalog, each) for each in found)


def _is_shown(catalog: Catalog, each: Happening) -> bool:
    if isinstance(each, RecurringEvent):
        return not (each.to_confirm or each.recurrence.approximate or each.status == CANCELLED)
    return isinstance(each, Event) and bool(each.start.exact) and not catalog.is_over(each)


def appointments(
    catalog: Catalog, found: Iterable[Happening], first: dt.date, last: dt.date, in_town: bool = False
) -> tuple[Appointment, ...]:
    """Those of these that have a day between two, by their first; `in_town`: without the name of the municipality."""
    made = (_appointment(catalog, each, first, last, in_town) for each in found if _is_shown(catalog, each))
    return tuple(sorted((each for each in made if each.days), key=lambda each: (each.days[0], each.hours, each.title)))


def coming(catalog: Catalog, found: Iterable[Happening], in_town: bool = False) -> tuple[Appointment, ...]:
    """Those of the next eight weeks, today's included; with the days that are left of each."""
    first, last = catalog.today, catalog.today + dt.timedelta(7 * WEEKS - 1)
    return appointments(catalog, found, first, last, in_town)


def next_day(catalog: Catalog, each: Appointment) -> dt.date:
    """The first of its days from today on."""
    return max(each.days[0], catalog.today)


def days_in_words(each: Appointment) -> str:
    """All its days: "5, 12 e 19 dicembre; 2 gennaio", "5–8 dicembre 2026"."""
    if each.whole:
        first, last = (PartialDate(day.year, day.month, day.day) for day in each.days)
        return italian.span(first, last)
    months = groupby(each.days, key=lambda day: day.month)
    return "; ".join(_of_month(month, tuple(days)) for month, days in months)


def _of_month(month: int, days: tuple[dt.date, ...]) -> str:
    if len(days) == 1:
        return italian.short_day(days[0])
    return f"{italian.listed([str(day.day) for day in days])} {italian.month(month)}"


def _appointment(catalog: Catalog, each: Happening, first: dt.date, last: dt.date, in_town: bool) -> Appointment:
    whole = isinstance(each, Event) and each.end is not None and each.end.exact != each.start.exact
    return Appointment(
        each.title,
        addresses.of(each),
        (each.place or "") if in_town else list_items.where(catalog, each),
        list_items.hours(each),
        each.end_time if each.time and each.end_time and each.end_time > each.time else "",
        _days(each, first, last, whole),
        whole,
        list_items.status(each),
        each.recurrence.text if isinstance(each, RecurringEvent) else "",
    )


def _days(each: Happening, first: dt.date, last: dt.date, whole: bool) -> tuple[dt.date, ...]:
    if isinstance(each, RecurringEvent):
        return tuple(day.day for day in occurrences(each.recurrence, first, last) if day.certain)
    assert isinstance(each, Event)
    if whole:
        ends = each.start.first, last_day(each)
        return ends if ends[0] <= last and ends[1] >= first else ()
    return tuple(day for day in first_days(each) if first <= day <= last)
