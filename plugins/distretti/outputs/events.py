"""Events and markets: what comes next, the events of each year, and the archive of years and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event
from ..presenters import agenda, calendars, event_chips, list_items, lists, long_lists, validity
from ..presenters.agenda import AgendaDay
from ..presenters.calendars import Subscription
from ..site import addresses
from ..site.components import Chip, Group, Link, ListItem, Pager, Until
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

EVENT_WORDS = ("evento", "eventi")
SHOWN = 8  # rows of a day
AHEAD = 30  # days
LATER = 20  # events after them


@dataclass(frozen=True, slots=True)
class EventsView:
    """What comes next, the nearest first, and the ways to all the rest."""

    head: Head
    lead: str
    when: tuple[Chip, ...]
    today: AgendaDay
    more_today: str  # "Tutti i 12 di oggi", empty where all are shown
    weekend: tuple[ListItem, ...]
    weekend_note: Until | None
    soon: tuple[ListItem, ...]
    later: tuple[ListItem, ...]
    undated: tuple[ListItem, ...]
    kinds: tuple[Chip, ...]
    regions: tuple[Chip, ...]
    recurring: Link | None
    calendar: Subscription


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
class ArchiveView:
    """All years with their months."""

    head: Head
    lead: str
    years: tuple[tuple[Link, str, tuple[Chip, ...]], ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The index, the archive, and a page for each year that an event touches."""
    if catalog.events or catalog.recurring:
        yield Page(addresses.EVENTS, "events.html", _index, (catalog, site))
        yield Page(addresses.ARCHIVE, "events_archive.html", _archive, (catalog,))
    years = agenda.years(catalog)
    for year_before, year, year_after in zip([None, *years], years, [*years[1:], None], strict=False):
        yield Page(addresses.year(year), "events_year.html", _year, (catalog, year, year_before, year_after))


def _of(catalog: Catalog, year: int) -> dict[int, tuple[Event, ...]]:
    """The events of a year by month; month 0: those of which only the year is known."""
    found = {month: tuple(agenda.touching(catalog, (year, month))) for month in range(1, 13)}
    found[0] = catalog.events_of_month.get((year, 0), ())
    return {month: events for month, events in sorted(found.items()) if events}


def _count(months: Mapping[int, tuple[Event, ...]]) -> int:
    """How many different events."""
    return len({event for events in months.values() for event in events})


def _index(catalog: Catalog, site: Site) -> EventsView:
    today = catalog.today
    here = agenda.day(catalog, today)
    soon = list(agenda.within(catalog, today, today + dt.timedelta(days=AHEAD)))
    shown = {event.id for _, event in soon}
    later = [event for day, event in _coming(catalog) if event.id not in shown]
    undated = [event for event in catalog.coming if not event.start.day and not catalog.is_over(event)]
    return EventsView(
        head=_head(catalog),
        lead=_lead(catalog),
        when=event_chips.when(catalog, addresses.EVENTS),
        today=_short(here),
        more_today=_more(here),
        weekend=_weekend(catalog),
        weekend_note=_weekend_note(catalog),
        soon=long_lists.shortened(
            [event for _, event in soon],
            lambda event: validity.coming(catalog, event),
            _later(soon),
        ),
        later=tuple(validity.coming(catalog, event) for event in later[:LATER]),
        undated=tuple(validity.coming(catalog, event) for event in undated),
        kinds=event_chips.kinds(catalog),
        regions=event_chips.regions(catalog),
        recurring=Link("Tutti i mercati e le fiere ricorrenti", addresses.RECURRING) if catalog.recurring else None,
        calendar=calendars.subscription(
            site,
            addresses.EVENTS,
            "Tutti gli eventi e i mercati certi",
            calendars.left_out(catalog, (*catalog.coming, *calendars.certain(catalog))),
        ),
    )


def _later(soon: Sequence[tuple[dt.date, Event]]) -> str:
    """The month that goes on where a list of those to come is too long."""
    day = soon[min(long_lists.MOST, len(soon) - 1)][0] if soon else dt.date.max
    return addresses.month(day.year, day.month)


def _head(catalog: Catalog) -> Head:
    return lists.EVENTS.head(
        f"Oggi, nel fine settimana, nei prossimi mesi: eventi e mercati dei distretti del commercio. {_lead(catalog)}",
        structured=collection(lists.EVENTS.title, addresses.EVENTS, len(catalog.events) + len(catalog.recurring)),
        feed=addresses.EVENTS_FEED,
        built=validity.built(catalog),
    )


def _lead(catalog: Catalog) -> str:
    total = italian.count(len(catalog.events), *EVENT_WORDS)
    recurring = italian.count(len(catalog.recurring), "mercato o fiera ricorrente", "mercati e fiere ricorrenti")
    return f"{total} con una data, passati e futuri, e {recurring}."


def _coming(catalog: Catalog) -> list[tuple[dt.date, Event]]:
    dated = ((catalog.next_day(event), event) for event in catalog.coming)
    found = [(day, event) for day, event in dated if day]
    return sorted(found, key=lambda pair: (pair[0], pair[1].time or "", italian.order(pair[1].title)))


def _short(day: AgendaDay) -> AgendaDay:
    """No more than a screen of a day: events first."""
    room = max(SHOWN - len(day.events), 0)
    return AgendaDay(day.title, day.date, day.events[:SHOWN], day.markets[:room], (), "")


def _more(day: AgendaDay) -> str:
    number = len(day.events) + len(day.markets)
    if number > SHOWN:
        return f"Tutti i {number} di oggi"
    return f"Da confermare per {day.holiday}: {len(day.doubtful)}" if day.doubtful else ""


def _weekend(catalog: Catalog) -> tuple[ListItem, ...]:
    saturday, sunday = agenda.weekend(catalog.today)
    rows = (validity.coming(catalog, event) for _, event in agenda.within(catalog, saturday, sunday))
    return tuple(replace(row, last=min(row.last, sunday.isoformat())) for row in rows)


def _weekend_note(catalog: Catalog) -> Until | None:
    days = [agenda.day(catalog, day) for day in agenda.weekend(catalog.today)]
    number = sum(len(day.markets) for day in days)
    words = f"E {italian.count(number, 'mercato o fiera', 'mercati e fiere')}, sabato e domenica."
    return Until(words, days[-1].date, "Fine settimana") if number else None


def _year(catalog: Catalog, year: int, earlier: int | None, later: int | None) -> YearView:
    months = _of(catalog, year)
    number = _count(months)
    events = italian.count(number, *EVENT_WORDS)
    undated = months.pop(0, ())
    names = {month: italian.capitalised(italian.month(month)) for month in months}
    short = months if number <= long_lists.MOST else {}  # else its months have them
    groups = [Group(names[month], f"mese-{month}", _rows(catalog, found)) for month, found in short.items()]
    if undated:
        title = "Mese non noto" if year < catalog.year else "Data da definire"
        groups.append(Group(title, "mese-non-noto", _rows(catalog, undated)))
    listing = lists.year(year)
    return YearView(
        head=listing.head(
            f"{events} dei distretti del commercio nel {year}, mese per mese: data, luogo e tipo di ciascuno.",
            structured=collection(listing.title, listing.address, number),
        ),
        heading=listing.title,
        lead=f"{events} in catalogo, mese per mese{_repeated(months, number - len(undated))}.",
        months=tuple(Chip(names[month], addresses.month(year, month), len(found)) for month, found in months.items()),
        groups=tuple(groups),
        pager=Pager(*(Link(str(number), addresses.year(number)) if number else None for number in (earlier, later))),
    )


def _repeated(months: Mapping[int, tuple[Event, ...]], number: int) -> str:
    return "; chi ne tocca più di uno è in ognuno" if sum(map(len, months.values())) > number else ""


def _rows(catalog: Catalog, events: Iterable[Event]) -> tuple[ListItem, ...]:
    return tuple(list_items.event(catalog, event) for event in events)


def _archive(catalog: Catalog) -> ArchiveView:
    years = reversed(agenda.years(catalog))
    total = italian.count(len(catalog.events), *EVENT_WORDS)
    return ArchiveView(
        head=lists.ARCHIVE.head(
            f"{total} dei distretti del commercio, anno per anno e mese per mese.",
            structured=collection(lists.ARCHIVE.title, addresses.ARCHIVE, len(catalog.events)),
            entry=None,  # what is in it is found by itself
        ),
        lead=f"{total}, passati e futuri, per anno e mese.",
        years=tuple(_year_of_archive(catalog, year) for year in years),
    )


def _year_of_archive(catalog: Catalog, year: int) -> tuple[Link, str, tuple[Chip, ...]]:
    months = _of(catalog, year)
    chips = tuple(
        Chip(italian.capitalised(italian.month(month)), addresses.month(year, month), len(found))
        for month, found in months.items()
        if month
    )
    return Link(str(year), addresses.year(year)), italian.count(_count(months), *EVENT_WORDS), chips
