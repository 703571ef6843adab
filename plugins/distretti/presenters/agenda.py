"""Days with what is on them: one-off events first, then markets; what is not certain apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import floor

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event, Happening, RecurringEvent
from ..model.occurrences import first_days, last_day, occurrences
from ..model.registry import name_of
from ..site import addresses
from ..site.components import ListItem
from . import list_items, long_lists

_DAY = dt.timedelta(days=1)
Month = tuple[int, int]  # year, month
MOST = 300  # rows of a page of a month: with more, each day has a page of its own


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day: its name and ISO date, what is on, and what would be but for a holiday of which nobody knows."""

    title: str
    date: str
    events: tuple[ListItem, ...]
    markets: tuple[ListItem, ...]
    doubtful: tuple[ListItem, ...]
    holiday: str  # "Natale"
    hidden: bool = False  # shown by the script when it is the reader's day


def day(catalog: Catalog, date: dt.date, hidden: bool = False) -> AgendaDay:
    """All that is on a day."""
    held = [(catalog.record(name), holiday) for name, holiday in catalog.memo(_held, date.isoformat())]
    sure = [market for market, holiday in held if not holiday]
    unsure = [market for market, holiday in held if holiday]
    holiday = next((holiday for _, holiday in held if holiday), "")
    return AgendaDay(
        italian.capitalised(italian.day(date, weekday=True)),
        date.isoformat(),
        long_lists.shortened(
            on(catalog, date),
            lambda event: list_items.event(catalog, event),
            long_lists.whole(addresses.day(date)),
        ),
        tuple(_market_row(catalog, market) for market in sure),
        tuple(_market_row(catalog, market) for market in unsure),
        holiday,
        hidden,
    )


def weekend_by_cell(catalog: Catalog) -> dict[str, tuple[tuple[str, str], ...]]:
    """What is surely on this week-end, by degree of latitude and longitude ("45-9"): ISO days and names of records."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for cell, day_, name in catalog.memo(_weekend_by_cell, catalog.today.isoformat()):
        found[cell].append((day_, name))
    return {cell: tuple(items) for cell, items in sorted(found.items())}


def _weekend_by_cell(catalog: Catalog, today: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    for date in weekend(dt.date.fromisoformat(today)):
        held = [(catalog.record(name), name) for name, holiday in catalog.memo(_held, date.isoformat()) if not holiday]
        events = [(event, name_of(Event, event.id)) for event in on(catalog, date) if event.status != "annullato"]
        for happening, name in (*events, *held):
            place = catalog.place_of(happening)
            if place:
                found.append((f"{floor(place.latitude)}-{floor(place.longitude)}", date.isoformat(), name))
    return tuple(found)


def _held(catalog: Catalog, iso: str) -> tuple[tuple[str, str], ...]:
    """The names of the markets of a day, each with the holiday that makes it uncertain, by hour and place."""
    date = dt.date.fromisoformat(iso)
    held: list[tuple[RecurringEvent, str]] = []
    for market in catalog.certain.get(True, ()):
        found = occurrences(market.recurrence, *_month_of(date)) if market.status != "annullato" else ()
        held += [(market, each.holiday) for each in found if each.day == date]
    placed = sorted(held, key=lambda pair: _order(pair[0]))
    return tuple((name_of(RecurringEvent, market.id), holiday) for market, holiday in placed)


def _month_of(date: dt.date) -> tuple[dt.date, dt.date]:
    """Asked by whole months, so that it is computed once for all of its days."""
    first = date.replace(day=1)
    return first, (first + 31 * _DAY).replace(day=1) - _DAY


def _order(event: Happening) -> tuple[str, tuple[str, str], str]:
    return event.time or "", italian.order(event.municipality or ""), event.id


def _market_row(catalog: Catalog, market: RecurringEvent) -> ListItem:
    """Where before when: the day is that of the heading."""
    row = list_items.event(catalog, market)
    facts = (list_items.hours(market), list_items.where(catalog, market))
    return replace(row, meta=" · ".join(filter(None, facts)) or row.meta)


def on(catalog: Catalog, date: dt.date) -> list[Event]:
    """The one-off events that are on a day."""
    return [event for event in touching(catalog, (date.year, date.month)) if is_on(event, date)]


def is_on(event: Event, date: dt.date) -> bool:
    """Whether an event is on a day, as far as its days are known."""
    if event.end and event.start.exact:
        return event.start.exact <= date <= (event.end.exact or event.end.last)
    return date in first_days(event)


def touching(catalog: Catalog, month: Month) -> list[Event]:
    """The events of a month: those that begin in it, and those of earlier months that are on in it."""
    found = (*catalog.events_under_way.get(month, ()), *catalog.events_of_month.get(month, ()))
    return list(dict.fromkeys(found))


def months_ahead(first: dt.date, number: int = 12) -> list[Month]:
    """The month of a day and those after it."""
    begin = first.year * 12 + first.month - 1
    return [(month // 12, month % 12 + 1) for month in range(begin, begin + number + 1)]


def years(catalog: Catalog) -> tuple[int, ...]:
    """Every year that an event touches, in order: each has a page."""
    return catalog.memo(_years)


def _years(catalog: Catalog) -> tuple[int, ...]:
    return tuple(sorted({year for year, _ in (*catalog.events_of_month, *catalog.events_under_way)}))


def months_with_something(catalog: Catalog) -> tuple[Month, ...]:
    """Every month that an event touches, and every one up to twelve ahead in which a certain market is held."""
    return catalog.memo(_months_with_something)


def _months_with_something(catalog: Catalog) -> tuple[Month, ...]:
    events = {*(month for month in catalog.events_of_month if month[1]), *catalog.events_under_way}
    ahead = months_ahead(catalog.month) if catalog.certain.get(True) else []
    return tuple(sorted(events | {month for month in ahead if _has_market(catalog, month)}))


def _has_market(catalog: Catalog, month: Month) -> bool:
    first, last = _month_of(dt.date(*month, 1))
    markets = (market for market in catalog.certain.get(True, ()) if market.status != "annullato")
    return any(occurrences(market.recurrence, first, last) for market in markets)


def is_large(catalog: Catalog, month: Month) -> bool:
    """Whether a month has too much for one page."""
    markets = catalog.certain.get(True, ()) if month in months_ahead(catalog.month) else ()
    return len(touching(catalog, month)) + len(markets) > MOST


def days_of(month: Month) -> Iterator[dt.date]:
    """Every day of a month."""
    first, last = _month_of(dt.date(*month, 1))
    yield from (first + number * _DAY for number in range((last - first).days + 1))


def weekend(today: dt.date) -> tuple[dt.date, dt.date]:
    """Saturday and Sunday: of this week, today's included."""
    saturday = today + (5 - today.weekday()) * _DAY if today.weekday() < 6 else today - _DAY
    return saturday, saturday + _DAY


def within(catalog: Catalog, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, Event]]:
    """The one-off events with a day between two, each with the first of its days that is there, in order."""
    months = months_ahead(first, (last.year - first.year) * 12 + last.month - first.month)
    found = dict.fromkeys(event for month in months for event in touching(catalog, month))
    dated = [(day, event) for event in found for day in _first_within(event, first, last)]
    yield from sorted(dated, key=lambda pair: (pair[0], *_order(pair[1])))


def _first_within(event: Event, first: dt.date, last: dt.date) -> Iterable[dt.date]:
    if not event.start.exact or last_day(event) < first:
        return ()
    if event.end and event.start.exact <= first:
        return (first,)
    return [day for day in first_days(event) if first <= day <= last][:1]
