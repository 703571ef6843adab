"""What is on, for who is in the street: screens, posters and other sites show the same dates, sure or to confirm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..catalog.catalog import CANCELLED, Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Event, Happening, Message, RecurringEvent, Venue
from ..model.occurrences import first_days, last_day, occurrences
from ..places.register import Municipality
from ..site import addresses
from ..site.components import Link
from . import list_items

WEEKS = 8  # that posters and other sites show
TO_CONFIRM = "da confermare"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something with its days: single ones, or all from the first to the last of two where it is `whole`."""

    title: str
    address: str
    where: str
    hours: str  # "ore 8–13"
    end: str  # "13:00", "" where it is not known
    late: bool  # it ends after midnight
    days: tuple[dt.date, ...]
    unsure: tuple[dt.date, ...]  # of a rule, on a holiday: no source says whether it is held then
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


def why_no_tools(catalog: Catalog, district: District) -> str:
    """Why a district with markets has none of these, "" where it has some."""
    markets = [each for each in of_district(catalog, district) if isinstance(each, RecurringEvent)]
    if not markets or tools(catalog, district):
        return ""
    why = "sono da riconfermare" if all(each.to_confirm for each in markets) else "non hanno date certe"
    return f"Totem, riquadro e locandina non ci sono: i mercati del distretto {why}."


def tools_in_town(catalog: Catalog, place: Municipality) -> tuple[Link, ...]:
    """The same of a municipality."""
    embed = is_on(catalog, of_municipality(catalog, place))
    return _tools(addresses.in_town(place), embed or bool(messages_of_town(catalog, place)), embed)


def _tools(name: str, totem: bool, embed: bool) -> tuple[Link, ...]:
    return (
        *((Link("Totem per uno schermo in strada", addresses.totem(name)),) if totem else ()),
        *((Link("Riquadro per un altro sito", addresses.embed(name)),) if embed else ()),
    )


def towns_with_dates(catalog: Catalog) -> tuple[Municipality, ...]:
    """The municipalities in which something is still to come, by name."""
    return _by_name(
        catalog, catalog.happenings_of_municipality, lambda place: is_on(catalog, of_municipality(catalog, place))
    )


def towns_with_totem(catalog: Catalog) -> tuple[Municipality, ...]:
    """The same, and those to which a message of their district speaks by name."""
    spoken = _by_name(catalog, catalog.messages_of_municipality, lambda place: bool(messages_of_town(catalog, place)))
    return tuple(sorted({*towns_with_dates(catalog), *spoken}, key=_order))


def _by_name(
    catalog: Catalog, codes: Iterable[str], wanted: Callable[[Municipality], bool]
) -> tuple[Municipality, ...]:
    towns = (catalog.places.municipalities[code] for code in codes)
    return tuple(sorted(filter(wanted, towns), key=_order))


def _order(place: Municipality) -> tuple[Any, ...]:
    return italian.order(place.name), place.istat_code


def messages_of_town(catalog: Catalog, place: Municipality) -> list[Message]:
    """What its districts say to a municipality alone."""
    districts = {district.id for district in catalog.districts_of_municipality.get(place.istat_code, ())}
    named = catalog.messages_of_municipality.get(place.istat_code, ())
    return [message for message in named if message.district in districts]


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
    dated = (each for each in made if each.days or each.unsure)
    return tuple(sorted(dated, key=lambda each: ((each.days or each.unsure)[0], each.hours, each.title)))


def coming(catalog: Catalog, found: Iterable[Happening], in_town: bool = False) -> tuple[Appointment, ...]:
    """Those of the next eight weeks, today's included; with the days that are left of each."""
    first, last = catalog.today, catalog.today + dt.timedelta(7 * WEEKS - 1)
    return appointments(catalog, found, first, last, in_town)


def next_day(catalog: Catalog, each: Appointment) -> dt.date:
    """The first of its days from today on; one that is not sure where there is no other."""
    return max((each.days or each.unsure)[0], catalog.today)


def days_in_words(each: Appointment) -> str:
    """All its days: "5, 12 e 19 dicembre; 2 gennaio; 26 dicembre da confermare", "5–8 dicembre 2026"."""
    if each.whole:
        first, last = (PartialDate(day.year, day.month, day.day) for day in each.days)
        return italian.span(first, last)
    unsure = [f"{italian.listed([*_by_month(each.unsure, weekday=False)])} {TO_CONFIRM}"] if each.unsure else []
    return "; ".join((*_by_month(each.days), *unsure))


def _by_month(found: Iterable[dt.date], weekday: bool = True) -> Iterator[str]:
    for month, days in groupby(found, key=lambda day: day.month):
        yield _of_month(month, tuple(days), weekday)


def _of_month(month: int, days: tuple[dt.date, ...], weekday: bool) -> str:
    if len(days) == 1:
        said = italian.short_day(days[0])
        return said if weekday else said.partition(" ")[2]
    return f"{italian.listed([str(day.day) for day in days])} {italian.month(month)}"


def _appointment(catalog: Catalog, each: Happening, first: dt.date, last: dt.date, in_town: bool) -> Appointment:
    whole = isinstance(each, Event) and each.end is not None and each.end.exact != each.start.exact
    days, unsure = _days(each, first, last, whole)
    return Appointment(
        each.title,
        addresses.of(each),
        (each.place or "") if in_town else list_items.where(catalog, each),
        list_items.hours(each),
        each.end_time if each.time and each.end_time and each.end_time != each.time else "",
        bool(each.time and each.end_time and each.end_time < each.time),
        days,
        unsure,
        whole,
        list_items.status(each),
        each.recurrence.text if isinstance(each, RecurringEvent) else "",
    )


def _days(
    each: Happening, first: dt.date, last: dt.date, whole: bool
) -> tuple[tuple[dt.date, ...], tuple[dt.date, ...]]:
    """Its sure days between two, and the others."""
    if isinstance(each, RecurringEvent):
        found = occurrences(each.recurrence, first, last)
        return tuple(day.day for day in found if day.certain), tuple(day.day for day in found if not day.certain)
    assert isinstance(each, Event)
    if whole:
        ends = each.start.first, last_day(each)
        return ends if ends[0] <= last and ends[1] >= first else (), ()
    return tuple(day for day in first_days(each) if first <= day <= last), ()
