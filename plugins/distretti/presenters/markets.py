"""Markets and fairs in tables by day of the week: what comes back, and on which dates of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import RecurringEvent
from ..model import event as words
from ..model.occurrences import Occurrence, occurrences
from ..model.recurrence import WEEKDAYS, Rule, rule
from ..model.rule_words import DAYS
from ..site import addresses
from ..site.components import Cell, Chip, Link, Until
from . import event_facts, evidence

TO_CONFIRM = "da riconfermare"
NO_DAY = "giorno da chiedere"  # no source gives it
COLUMNS = ("Comune", "Mercato o fiera", "Ora", "Luogo", "Prossima data")
COLUMNS_OF_MONTH = (*COLUMNS[:4], "Date")
RULED = "Date calcolate dalla regola."
HOLIDAYS = "Nelle feste si decide sul posto: dove nessuna fonte dice se si tiene, la data è «da confermare»."

MOST = 300  # in one table: with more, each day of the week has a page of its own

# What has no day of the week: the frequency of its rule → its heading, its anchor.
_OTHER = {
    "MONTHLY": ("Ogni mese", "ogni-mese"),
    "YEARLY": ("Ogni anno", "ogni-anno"),
}


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A recurring event in a table by day of the week: a cell for each column, none of them empty."""

    municipality: str
    label: str
    address: str
    rule: str  # "la prima domenica del mese": only where the heading, a day of the week, does not say it all
    tags: tuple[str, ...]
    warning: str
    hours: str
    place: str
    dates: Cell
    doubt: str = ""  # dates that are not certain, and why


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Rows under one heading; `anchor` is its id. `also` are those of other groups that are on this day too.

    `number` is how many that makes.
    """

    title: str
    anchor: str
    rows: tuple[WeekRow, ...]
    also: tuple[Link, ...] = ()
    number: int = 0


def heading(day: str) -> str:
    """ "Sabato" for "SA"."""
    return italian.capitalised(DAYS[day])


def anchor(day: str) -> str:
    """ "sabato" for "SA", without accents."""
    return italian.slug(DAYS[day])


def by_rule(catalog: Catalog, events: Iterable[RecurringEvent]) -> tuple[WeekGroup, ...]:
    """Those of each day of the week, then what is monthly, then what is yearly; each with its next date."""
    rows = {event: _row(catalog, event) for event in events}
    sections = by_section(rows).items()
    return _once((*_heading(section), [rows[event] for event in found]) for section, found in sections)


def _once(groups: Iterable[tuple[str, str, Sequence[WeekRow]]]) -> tuple[WeekGroup, ...]:
    """The groups of a page, which has each row once: under its first day; under the others it is named."""
    seen: set[str] = set()
    found = []
    for title, anchor_, rows in groups:
        new = tuple(row for row in rows if row.address not in seen)
        also = tuple(Link(row.label, row.address) for row in rows if row.address in seen)
        found.append(WeekGroup(title, anchor_, new, also, len(rows)))
        seen.update(row.address for row in new)
    return tuple(found)


Sections = dict[str, list[RecurringEvent]]


def by_section(events: Iterable[RecurringEvent]) -> Sections:
    """Those of each day of the week ("SA"), and of what is "MONTHLY" and "YEARLY"; only what has any, in order."""
    placed = [(_sections(event), event) for event in sorted(events, key=_order)]
    found = {name: [event for sections, event in placed if name in sections] for name in (*WEEKDAYS, *_OTHER)}
    return {section: events for section, events in found.items() if events}


def of_section(catalog: Catalog, sections: Sections, section: str) -> WeekGroup:
    """Those of one section, as a group of the table."""
    found = sections.get(section, ())
    return WeekGroup(*_heading(section), tuple(_row(catalog, event) for event in found), number=len(found))


def ways(page: str, sections: Sections, current: str = "") -> tuple[Chip, ...]:
    """The ways from a list to the pages of its sections."""
    return tuple(
        Chip(_heading(section)[0], section_address(page, section), len(found), section == current)
        for section, found in sections.items()
    )


def days(groups: Iterable[WeekGroup]) -> tuple[Chip, ...]:
    """The ways to groups of this page, with how many each has."""
    return tuple(Chip(group.title, f"#{group.anchor}", group.number) for group in groups)


def section_address(page: str, section: str) -> str:
    """The page of a section of a list."""
    return addresses.weekly(page, _heading(section)[1])


def _heading(section: str) -> tuple[str, str]:
    return _OTHER.get(section) or (heading(section), anchor(section))


def of_month(catalog: Catalog, events: Iterable[RecurringEvent], year: int, month: int) -> tuple[WeekGroup, ...]:
    """Those held in a month by day of the week, each with all its dates there."""
    first, last = _edges(year, month)
    found: dict[int, list[WeekRow]] = {}
    for event in sorted(events, key=_order):
        days = occurrences(event.recurrence, first, last) if event.status != "annullato" else ()
        for weekday in sorted({each.day.weekday() for each in days}):
            found.setdefault(weekday, []).append(_row_of_month(event, days))
    return _once(
        (heading(WEEKDAYS[weekday]), f"mercati-{anchor(WEEKDAYS[weekday])}", rows)
        for weekday, rows in sorted(found.items())
    )


def dates_of_month(events: Iterable[RecurringEvent], year: int, month: int) -> dict[dt.date, int]:
    """How many are surely held on each day of a month."""
    counts: dict[dt.date, int] = {}
    for event in events:
        for each in occurrences(event.recurrence, *_edges(year, month)) if event.status != "annullato" else ():
            counts[each.day] = counts.get(each.day, 0) + each.certain
    return counts


def _edges(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _order(event: RecurringEvent) -> tuple[bool, bool, tuple[str, str], tuple[str, str], str]:
    """What is sure first, then by place."""
    town = event.municipality or ""
    return event.to_confirm, not town, italian.order(town), italian.order(event.title), event.id


def _rule(event: RecurringEvent) -> Rule:
    return rule(event.recurrence.rrule)


def _sections(event: RecurringEvent) -> tuple[str, ...]:
    """The days of the week on which it is, for daily and weekly rules; else its frequency."""
    found = _rule(event)
    return (found.frequency,) if found.frequency in _OTHER else found.every or WEEKDAYS


def _row(catalog: Catalog, event: RecurringEvent) -> WeekRow:
    return _with(event, _cadence(event), _next_date(catalog, event))


def _cadence(event: RecurringEvent) -> str:
    """What one day of the week does not say: what is monthly or yearly, and all days of what has several."""
    return event.recurrence.text if _rule(event).frequency in _OTHER or len(_sections(event)) > 1 else ""


def _row_of_month(event: RecurringEvent, days: Sequence[Occurrence]) -> WeekRow:
    sure = [str(each.day.day) for each in days if each.certain]
    doubt = "; ".join(f"{each.day.day} da confermare: {each.holiday}" for each in days if not each.certain)
    return _with(event, "", italian.listed(sure), doubt)


def _with(event: RecurringEvent, shown: str, dates: Cell, doubt: str = "") -> WeekRow:
    """Most are markets, so only other kinds are said."""
    warning = words.STATUSES["annullato"].lower() if event.status == "annullato" else ""
    return WeekRow(
        municipality=event.municipality or evidence.UNKNOWN,
        label=event.title,
        address=addresses.of(event),
        rule=shown,
        tags=() if event.kind == "mercato" else (words.KINDS[event.kind],),
        warning=TO_CONFIRM if event.to_confirm else warning,
        hours=event_facts.hours(event) if event.time or event.end_time else "non nota",
        place=event.place or evidence.UNKNOWN,
        dates=dates,
        doubt=doubt,
    )


def _next_date(catalog: Catalog, event: RecurringEvent) -> Cell:
    """The next date that can be asserted, in words; or why there is none."""
    if event.recurrence.approximate:
        return NO_DAY
    if event.to_confirm:
        return TO_CONFIRM
    if event.status == "annullato":
        return "non si tiene più"
    dates = catalog.next_dates(event, 1)
    if not dates:
        return "nessuna entro un anno"
    return Until(italian.short_day(dates[0]), dates[0].isoformat(), "vedi la sua pagina")
