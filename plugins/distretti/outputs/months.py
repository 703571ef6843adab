"""The page of each month: events by day, the markets of each day of the week, a small calendar as their index.

Where that is too much for one page, each day has its own and the calendar leads there.
"""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event
from ..model.occurrences import first_days
from ..model.recurrence import WEEKDAYS
from ..presenters import agenda, heads, list_items, lists, markets
from ..presenters.agenda import AgendaDay, Month
from ..presenters.markets import WeekGroup
from ..site import addresses
from ..site.components import Day, Group, Link, ListItem, MonthGrid, Pager
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

EVENT_WORDS = ("evento", "eventi")
MARKET_WORDS = ("mercato o fiera", "mercati e fiere")
DIVIDED = "Sono troppi per una pagina sola: ogni giorno ha la sua, e il calendario qui sopra porta a ciascuna."


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its small calendar, events by day, then the markets; `doubtful` leads to what is to be confirmed."""

    head: Head
    heading: str
    lead: str
    grid: MonthGrid | None
    groups: tuple[Group, ...]
    no_events: str
    divided: str  # that each day has its page
    markets: tuple[WeekGroup, ...]
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    doubtful: Link | None
    pager: Pager


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of a month that has too much for one page."""

    head: Head
    day: AgendaDay
    pager: Pager


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each month that an event touches, and each one up to twelve ahead in which a market is held."""
    ahead = set(agenda.months_ahead(catalog.month))
    months = list(agenda.months_with_something(catalog))
    for earlier, month, later in zip([None, *months], months, [*months[1:], None], strict=False):
        yield Page(
            addresses.month(*month), "events_month.html", _month, (catalog, month, earlier, later, month in ahead)
        )
        for date in agenda.days_of(month) if agenda.is_large(catalog, month) else ():
            yield Page(addresses.day(date), "events_day.html", _day, (catalog, date.isoformat()))


def _month(catalog: Catalog, here: Month, earlier: Month | None, later: Month | None, ahead: int) -> MonthView:
    found = agenda.touching(catalog, here)
    certain = catalog.certain.get(True, ()) if ahead else ()
    groups = markets.of_month(catalog, certain, *here)
    days, large = _by_day(found, here), agenda.is_large(catalog, here)
    number = len({row.address for group in groups for row in group.rows})
    return MonthView(
        head=_head(catalog, here, len(found), number),
        heading=f"{_what(number)} di {_name(here)}",
        lead=_lead(found, number, large),
        grid=_grid(here, found, days, markets.dates_of_month(certain, *here), large) if days or groups else None,
        groups=_agenda(catalog, here, found, days, large),
        no_events="" if found else "Nessun evento con una data in questo mese è noto.",
        divided=DIVIDED if large else "",
        markets=() if large else groups,
        columns=markets.COLUMNS_OF_MONTH,
        notes=(markets.RULED, markets.HOLIDAYS),
        doubtful=_doubtful(catalog) if ahead else None,
        pager=Pager(*(_link(month) if month else None for month in (earlier, later))),
    )


def _what(number: int) -> str:
    return "Eventi e mercati" if number else "Eventi"


def _doubtful(catalog: Catalog) -> Link | None:
    number = len(catalog.certain.get(False, ()))
    said = italian.count(number, "mercato o fiera da riconfermare non è", "mercati e fiere da riconfermare non sono")
    return Link(f"Altri {said} in questa pagina", addresses.TO_CONFIRM) if number else None


def _head(catalog: Catalog, here: Month, events: int, number: int) -> Head:
    name = _name(here)
    said = f"{italian.count(events, *EVENT_WORDS)} dei distretti del commercio {italian.at(name)}, giorno per giorno"
    with_markets = f", e {italian.count(number, *MARKET_WORDS)} con le loro date" if number else ""
    return heads.head(
        f"{_what(number)} di {name}",
        f"{said}{with_markets}.",
        *_year_of(catalog, here[0]),
        (italian.capitalised(italian.month(here[1])), ""),
        section="eventi",
        structured=collection(f"{_what(number)} di {name}", addresses.month(*here), events + number),
    )


def _year_of(catalog: Catalog, year: int) -> tuple[tuple[str, str], ...]:
    """The way to a month: through its year where that has a page, which only an event gives it."""
    has_page = year in agenda.years(catalog)
    return lists.year(year).trail if has_page else lists.EVENTS.trail


def _lead(found: Sequence[Event], number: int, large: bool) -> str:
    events = italian.count(len(found), *EVENT_WORDS) if found else "Nessun evento noto"
    several = " Quelli di più giorni sono sotto il primo." if any(event.end for event in found) and not large else ""
    also = f" e {italian.count(number, *MARKET_WORDS)} con date certe" if number else ""
    return f"{events}{also}.{several}"


def _name(month: Month) -> str:
    return f"{italian.month(month[1])} {month[0]}"


def _link(month: Month) -> Link:
    return Link(italian.capitalised(_name(month)), addresses.month(*month))


def _day(catalog: Catalog, iso: str) -> DayView:
    date = dt.date.fromisoformat(iso)
    near = (date - dt.timedelta(days=1), date + dt.timedelta(days=1))
    here = agenda.day(catalog, date)
    return DayView(
        head=heads.head(
            f"Eventi e mercati di {italian.day(date, weekday=True)}",
            f"{italian.count(len(here.events), *EVENT_WORDS)} e {italian.count(len(here.markets), *MARKET_WORDS)}: "
            f"che cosa c'è {italian.day(date, weekday=True)}, dove e a che ora.",
            *_year_of(catalog, date.year),
            (italian.capitalised(italian.month(date.month)), addresses.month(date.year, date.month)),
            (str(date.day), ""),
            section="eventi",
            entry=None,
        ),
        day=here,
        pager=Pager(*(_day_link(each) if each.month == date.month else None for each in near)),
    )


def _day_link(date: dt.date) -> Link:
    return Link(italian.capitalised(italian.short_day(date)), addresses.day(date))


def _by_day(events: Iterable[Event], here: Month) -> Mapping[dt.date, tuple[Event, ...]]:
    """The events that begin, or have a day of their own, on each day of the month."""
    days: dict[dt.date, list[Event]] = defaultdict(list)
    for event in events:
        for day in first_days(event):
            if (day.year, day.month) == here:
                days[day].append(event)
    return {day: tuple(items) for day, items in sorted(days.items())}


def _agenda(
    catalog: Catalog, here: Month, found: Sequence[Event], days: Mapping[dt.date, tuple[Event, ...]], large: bool
) -> tuple[Group, ...]:
    """What began before, then each day that has no page of its own, then what is known only to the month."""
    placed = {event for events in days.values() for event in events}
    begun = [event for event in found if event not in placed and (event.start.year, event.start.month) != here]
    undated = [event for event in found if event not in placed and event not in begun]
    groups = [
        Group("Iniziati nei mesi precedenti", "iniziati-prima", _rows(catalog, begun)),
        *(
            Group(italian.capitalised(italian.short_day(day)), f"giorno-{day.day}", _rows(catalog, events))
            for day, events in (days.items() if not large else ())
        ),
        Group("Giorno non noto", "giorno-non-noto", _rows(catalog, undated)),
    ]
    return tuple(group for group in groups if group.rows)


def _rows(catalog: Catalog, events: Iterable[Event]) -> tuple[ListItem, ...]:
    return tuple(list_items.event(catalog, event) for event in events)


def _anchor(day: dt.date, events: Sequence[Event], days: Mapping[dt.date, tuple[Event, ...]]) -> str:
    """The heading under which the events of a day are: its own, or that of the first day of one that goes on."""
    if day in days:
        return f"giorno-{day.day}"
    begun = max(
        (first for event in events for first in first_days(event) if first in days and first < day), default=None
    )
    return f"giorno-{begun.day}" if begun else "iniziati-prima"


def _grid(
    here: Month,
    found: Sequence[Event],
    days: Mapping[dt.date, tuple[Event, ...]],
    held: Mapping[dt.date, int],
    large: bool,
) -> MonthGrid:
    """Each day says how many events and markets it has, and leads to them: to its page, or to events if it has any."""

    def cell(day: dt.date) -> Day:
        if day.month != here[1]:
            return Day(0)
        events, number = [event for event in found if agenda.is_on(event, day)], held.get(day, 0)
        if not events and day not in held:
            return Day(day.day)
        said = [italian.count(len(events), *EVENT_WORDS)] if events else []
        said += [italian.count(number, *MARKET_WORDS)] if number else []
        label = f"{italian.short_day(day)}: {' e '.join(said) or 'solo mercati da confermare, è festa'}"
        anchor = _anchor(day, events, days) if events else f"mercati-{markets.anchor(WEEKDAYS[day.weekday()])}"
        return Day(day.day, addresses.day(day) if large else f"#{anchor}", label, bool(events))

    weeks = Calendar().monthdatescalendar(*here)
    return MonthGrid(italian.capitalised(_name(here)), tuple(tuple(cell(day) for day in week) for week in weeks))
