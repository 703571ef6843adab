"""Lists of one-off events: the next ones, those of each year by month, those of each month by day."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .. import addresses, italian, wording
from ..catalog import Catalog
from ..elements import Chip, Day, Group, Link, MonthGrid, Pager, Row
from ..model import Event
from ..page import Head, Output, Page
from ..theme import Site

NAME = "Eventi"
EVENT_WORDS = ("evento", "eventi")
NEXT = 20

Month = tuple[int, int]  # year, month
Months = Mapping[Month, tuple[Event, ...]]  # only those where an event begins; month 0: only the year is known


@dataclass(frozen=True, slots=True)
class EventsView:
    """What comes next: events with a day, events without one, markets; the years as chips."""

    head: Head
    lead: str
    years: tuple[Chip, ...]
    recurring: Link | None
    events: tuple[Row, ...]
    undated: tuple[Row, ...]
    markets: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """The events of a year by month."""

    head: Head
    heading: str
    lead: str
    months: tuple[Chip, ...]
    groups: tuple[Group, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class MonthView:
    """The events of a month by day, with the small calendar as their index where a day is known."""

    head: Head
    heading: str
    lead: str
    grid: MonthGrid | None
    groups: tuple[Group, ...]
    pager: Pager


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The index, and a page for each year and each month in which an event begins."""
    months = _months(catalog.events)
    years = sorted({year for year, _ in months})
    known = sorted(month for month in months if month[1])
    if catalog.events or catalog.recurring:
        yield Page(addresses.EVENTS, "events.html", _index(catalog, months))
    for year in years:
        yield Page(addresses.year(year), "events_year.html", _year(catalog, months, years, year))
    for month in known:
        yield Page(addresses.month(*month), "events_month.html", _month(catalog, months, known, month))


def _months(events: Iterable[Event]) -> Months:
    months: dict[Month, list[Event]] = defaultdict(list)
    for event in events:
        months[event.start.year, event.start.month].append(event)
    return {month: tuple(items) for month, items in months.items()}


def _count(months: Months, year: int) -> int:
    return sum(len(events) for month, events in months.items() if month[0] == year)


def _rows(catalog: Catalog, events: Iterable[Event]) -> tuple[Row, ...]:
    return tuple(wording.event_row(catalog, event) for event in events)


def _collection(name: str, address: str, amount: int) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": address,
        "name": name,
        "mainEntity": {"@type": "ItemList", "numberOfItems": amount},
    }


def _index(catalog: Catalog, months: Months) -> EventsView:
    total = italian.count(len(catalog.events), *EVENT_WORDS)
    recurring = italian.count(len(catalog.recurring), "mercato o fiera ricorrente", "mercati e fiere ricorrenti")
    years = sorted({year for year, _ in months}, reverse=True)
    name = "Eventi dei distretti del commercio"
    upcoming, markets = catalog.upcoming(catalog.events, NEXT), catalog.upcoming(catalog.recurring, NEXT)
    return EventsView(
        head=wording.head(
            name,
            f"I prossimi eventi e mercati dei distretti del commercio, e l'archivio: {total}, {recurring}.",
            (NAME, ""),
            section="eventi",
            structured=_collection(name, addresses.EVENTS, len(catalog.events) + len(catalog.recurring)),
        ),
        lead=f"{total} con una data, passati e futuri, e {recurring}.",
        years=tuple(Chip(str(year), addresses.year(year), _count(months, year)) for year in years),
        recurring=Link("Tutti i mercati e le fiere ricorrenti", addresses.RECURRING) if catalog.recurring else None,
        events=tuple(wording.event_row(catalog, event, day) for day, event in upcoming),
        undated=_rows(catalog, (e for e in catalog.events if not e.start.day and _last(e) >= catalog.today)),
        markets=tuple(wording.event_row(catalog, event, day) for day, event in markets),
    )


def _last(event: Event) -> dt.date:
    """The last day it can be on."""
    return (event.end or event.start).last


def _year(catalog: Catalog, months: Months, years: Sequence[int], year: int) -> YearView:
    events = italian.count(_count(months, year), *EVENT_WORDS)
    numbers = sorted(month for number, month in months if number == year and month)
    groups = [
        Group(italian.capitalised(italian.month(month)), f"mese-{month}", _rows(catalog, months[year, month]))
        for month in numbers
    ]
    if undated := months.get((year, 0)):
        title = "Mese non noto" if year < catalog.today.year else "Data da definire"
        groups.append(Group(title, "mese-non-noto", _rows(catalog, undated)))
    name = f"Eventi del {year}"
    return YearView(
        head=wording.head(
            name,
            f"{events} dei distretti del commercio nel {year}, mese per mese: data, luogo e tipo di ciascuno.",
            (NAME, addresses.EVENTS),
            (str(year), ""),
            section="eventi",
            structured=_collection(name, addresses.year(year), _count(months, year)),
        ),
        heading=name,
        lead=f"{events} in catalogo, mese per mese.",
        months=tuple(
            Chip(italian.capitalised(italian.month(month)), addresses.month(year, month), len(months[year, month]))
            for month in numbers
        ),
        groups=tuple(groups),
        pager=_pager([Link(str(number), addresses.year(number)) for number in years], years.index(year)),
    )


def _pager(series: Sequence[Link], here: int) -> Pager:
    return Pager(
        series[here - 1] if here else None,
        series[here + 1] if here + 1 < len(series) else None,
    )


def _month(catalog: Catalog, months: Months, known: Sequence[Month], here: Month) -> MonthView:
    name = f"{italian.month(here[1])} {here[0]}"
    events = italian.count(len(months[here]), *EVENT_WORDS)
    several = ", sotto il primo giorno quelli che durano di più" if any(e.end for e in months[here]) else ""
    days = _by_day(months[here])
    neighbours = [Link(italian.capitalised(f"{italian.month(m)} {y}"), addresses.month(y, m)) for y, m in known]
    return MonthView(
        head=wording.head(
            f"Eventi di {name}",
            f"{events} dei distretti del commercio a {name}, giorno per giorno.",
            (NAME, addresses.EVENTS),
            (str(here[0]), addresses.year(here[0])),
            (italian.capitalised(italian.month(here[1])), ""),
            section="eventi",
            structured=_collection(f"Eventi di {name}", addresses.month(*here), len(months[here])),
        ),
        heading=f"Eventi di {name}",
        lead=f"{events}{several}.",
        grid=_grid(here, days) if days else None,
        groups=_agenda(catalog, here, months[here], days),
        pager=_pager(neighbours, known.index(here)),
    )


def _by_day(events: Iterable[Event]) -> Mapping[dt.date, tuple[Event, ...]]:
    days: dict[dt.date, list[Event]] = defaultdict(list)
    for event in events:
        if event.start.exact:
            days[event.start.exact].append(event)
    return {day: tuple(items) for day, items in sorted(days.items())}


def _agenda(
    catalog: Catalog, here: Month, events: Iterable[Event], days: Mapping[dt.date, tuple[Event, ...]]
) -> tuple[Group, ...]:
    """What goes on from earlier months, then day by day, then what is known only to the month."""
    first = dt.date(*here, 1)
    running = [event for event in catalog.events if event.end and event.start.last < first <= event.end.first]
    found = [Group("Iniziati nei mesi precedenti", "iniziati-prima", _rows(catalog, running))]
    for day, items in days.items():
        found.append(Group(italian.capitalised(italian.short_day(day)), f"giorno-{day.day}", _rows(catalog, items)))
    undated = _rows(catalog, (event for event in events if not event.start.day))
    found.append(Group("Giorno non noto", "giorno-non-noto", undated))
    return tuple(group for group in found if group.rows)


def _grid(here: Month, days: Mapping[dt.date, tuple[Event, ...]]) -> MonthGrid:
    def cell(day: dt.date) -> Day:
        if day.month != here[1]:
            return Day(0)
        if day not in days:
            return Day(day.day)
        label = f"{italian.short_day(day)}, {italian.count(len(days[day]), *EVENT_WORDS)}"
        return Day(day.day, f"giorno-{day.day}", label)

    weeks = Calendar().monthdatescalendar(*here)
    title = italian.capitalised(f"{italian.month(here[1])} {here[0]}")
    return MonthGrid(title, tuple(tuple(cell(day) for day in week) for week in weeks))
