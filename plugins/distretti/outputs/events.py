"""Lists of one-off events: the next ones, those of each year by month, those of each month by day."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event
from ..presenters import heads, list_items, lists, validity
from ..site import addresses
from ..site.components import Chip, Day, Group, Link, ListItem, MonthGrid, Pager
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

EVENT_WORDS = ("evento", "eventi")
NEXT = 20

Month = tuple[int, int]  # year, month


@dataclass(frozen=True, slots=True)
class EventsView:
    """What comes next: events with a day, events without one, markets; the years as chips."""

    head: Head
    lead: str
    years: tuple[Chip, ...]
    recurring: Link | None
    events: tuple[ListItem, ...]
    undated: tuple[ListItem, ...]
    markets: tuple[ListItem, ...]


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


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The index, and a page for each year and each month in which an event begins."""
    if catalog.events or catalog.recurring:
        yield Page(addresses.EVENTS, "events.html", _index, (catalog,))
    years = sorted({year for year, _ in catalog.events_of_month})
    for year_before, year, year_after in zip([None, *years], years, [*years[1:], None], strict=False):
        yield Page(addresses.year(year), "events_year.html", _year, (catalog, year, year_before, year_after))
    months = sorted(month for month in catalog.events_of_month if month[1])
    for earlier, month, later in zip([None, *months], months, [*months[1:], None], strict=False):
        yield Page(addresses.month(*month), "events_month.html", _month, (catalog, month, earlier, later))


def _of(catalog: Catalog, year: int) -> dict[int, tuple[Event, ...]]:
    """The events of a year by month, those of which only the year is known as month 0."""
    found = {month: catalog.events_of_month.get((year, month), ()) for month in range(13)}
    return {month: events for month, events in found.items() if events}


def _count(months: Mapping[int, tuple[Event, ...]]) -> int:
    return sum(map(len, months.values()))


def _rows(catalog: Catalog, events: Iterable[Event]) -> tuple[ListItem, ...]:
    return tuple(list_items.event(catalog, event) for event in events)


def _index(catalog: Catalog) -> EventsView:
    total = italian.count(len(catalog.events), *EVENT_WORDS)
    recurring = italian.count(len(catalog.recurring), "mercato o fiera ricorrente", "mercati e fiere ricorrenti")
    years = sorted({year for year, _ in catalog.events_of_month}, reverse=True)
    upcoming, markets = catalog.upcoming(catalog.coming, NEXT), catalog.upcoming(catalog.certain.get(True, ()), NEXT)
    return EventsView(
        head=lists.EVENTS.head(
            f"I prossimi eventi e mercati dei distretti del commercio, e l'archivio: {total}, {recurring}.",
            structured=collection(lists.EVENTS.title, addresses.EVENTS, len(catalog.events) + len(catalog.recurring)),
            built=validity.built(catalog),
        ),
        lead=f"{total} con una data, passati e futuri, e {recurring}.",
        years=tuple(Chip(str(year), addresses.year(year), _count(_of(catalog, year))) for year in years),
        recurring=Link("Tutti i mercati e le fiere ricorrenti", addresses.RECURRING) if catalog.recurring else None,
        events=tuple(validity.coming(catalog, event, day) for day, event in upcoming),
        undated=tuple(
            validity.coming(catalog, event, event.start.last)
            for event in catalog.coming
            if not event.start.day and not catalog.is_over(event)
        ),
        markets=tuple(validity.coming(catalog, event, day) for day, event in markets),
    )


def _year(catalog: Catalog, year: int, earlier: int | None, later: int | None) -> YearView:
    months = _of(catalog, year)
    events = italian.count(_count(months), *EVENT_WORDS)
    undated = months.get(0, ())
    known = {month: (italian.capitalised(italian.month(month)), found) for month, found in months.items() if month}
    groups = [Group(title, f"mese-{month}", _rows(catalog, found)) for month, (title, found) in known.items()]
    if undated:
        title = "Mese non noto" if year < catalog.year else "Data da definire"
        groups.append(Group(title, "mese-non-noto", _rows(catalog, undated)))
    listing = lists.year(year)
    return YearView(
        head=listing.head(
            f"{events} dei distretti del commercio nel {year}, mese per mese: data, luogo e tipo di ciascuno.",
            structured=collection(listing.title, listing.address, _count(months)),
        ),
        heading=listing.title,
        lead=f"{events} in catalogo, mese per mese.",
        months=tuple(Chip(title, addresses.month(year, month), len(found)) for month, (title, found) in known.items()),
        groups=tuple(groups),
        pager=Pager(*(Link(str(number), addresses.year(number)) if number else None for number in (earlier, later))),
    )


def _month(catalog: Catalog, here: Month, earlier: Month | None, later: Month | None) -> MonthView:
    found = catalog.events_of_month[here]
    name = _name(here)
    events = italian.count(len(found), *EVENT_WORDS)
    several = ", sotto il primo giorno quelli che durano di più" if any(event.end for event in found) else ""
    days = _by_day(found)
    return MonthView(
        head=heads.head(
            f"Eventi di {name}",
            f"{events} dei distretti del commercio a {name}, giorno per giorno.",
            *lists.year(here[0]).trail,
            (italian.capitalised(italian.month(here[1])), ""),
            section="eventi",
            structured=collection(f"Eventi di {name}", addresses.month(*here), len(found)),
        ),
        heading=f"Eventi di {name}",
        lead=f"{events}{several}.",
        grid=_grid(here, days) if days else None,
        groups=_agenda(catalog, here, found, days),
        pager=Pager(*(_link(month) if month else None for month in (earlier, later))),
    )


def _name(month: Month) -> str:
    return f"{italian.month(month[1])} {month[0]}"


def _link(month: Month) -> Link:
    return Link(italian.capitalised(_name(month)), addresses.month(*month))


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
    under_way = catalog.events_under_way.get(here, ())
    found = [Group("Iniziati nei mesi precedenti", "iniziati-prima", _rows(catalog, under_way))]
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
    return MonthGrid(italian.capitalised(_name(here)), tuple(tuple(cell(day) for day in week) for week in weeks))
