"""An event or market as the entries of a calendar program: each is one date, or a rule that every program takes.

A rule goes out as one only where Outlook takes it (`Rule.outlook_takes`), a seasonal one as one for each season; else
as its dates. None goes further than the day it is told: an unbounded rule would assert holidays that nobody knows yet.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ..model import Event, Happening, RecurringEvent
from ..model import recurrence as rules
from ..model.event import Recurrence
from ..model.occurrences import first_days, in_season, last_day, occurrences
from ..site import addresses

_AT = "@distretti-del-commercio"
_FEWEST = 2  # dates worth a rule
_YEAR = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT; `mark` tells it from others of its record. `until` is the last day of a rule, `without` its gaps."""

    day: dt.date
    mark: str = ""
    last: dt.date | None = None  # of several days
    rule: rules.Rule | None = None
    until: dt.date | None = None
    without: tuple[dt.date, ...] = ()
    instead_of: dt.date | None = None  # the day of the rule of the same mark that it takes the place of


def uid(record: Happening, mark: str = "") -> str:
    """What stays the same whatever the file is called: its `uid`, or its oldest address, or that of today."""
    name = record.uid or (record.aliases[0] if record.aliases else addresses.of(record)).strip("/")
    base, at, place = name.partition("@")
    return f"{base}{mark}{at}{place}" if at else f"{base}{mark}{_AT}"


def entries(record: Happening, since: dt.date, until: dt.date) -> tuple[Entry, ...]:
    """The entries of a record that end after `since` and come before `until`; none where its day is not known."""
    if isinstance(record, Event):
        return tuple(_of_event(record)) if last_day(record) >= since else ()
    if isinstance(record, RecurringEvent):
        return _of_recurring(record.recurrence, record.compiled.first, since, until)
    return ()


def _of_event(event: Event) -> Iterator[Entry]:
    for day in first_days(event):
        first = day == event.start.exact
        end = event.end.exact if event.end and first else None
        yield Entry(day, "" if first else _mark(day), end if end != day else None)


def _mark(day: dt.date) -> str:
    return f"-{day:%Y%m%d}"


@lru_cache(maxsize=4096)
def _of_recurring(recurrence: Recurrence, compiled: dt.date, since: dt.date, until: dt.date) -> tuple[Entry, ...]:
    """Computed once for all that come back by the same rule."""
    return tuple(_entries(recurrence, compiled, since, until))


def _entries(recurrence: Recurrence, compiled: dt.date, since: dt.date, until: dt.date) -> Iterator[Entry]:
    found = [each for each in occurrences(recurrence, compiled, until) if not each.holiday]
    if not found:
        return
    other = {each.planned or each.day: each.day for each in found if each.planned or each.added}
    plain = {each.day for each in found}.difference(other.values())
    for number, part in enumerate(rules.rule(recurrence.rrule).parts, 1):
        for run in _runs(recurrence, part, f"-{number}" if number > 1 else "", compiled, until):
            days = [day for day in run.days if day in plain]
            plain.difference_update(days)
            if run.rule and len(days) >= _FEWEST and run.days[-1] >= since:
                series = tuple(_series(run, run.rule, days, other))
                yield from series
                for planned in [entry.instead_of for entry in series if entry.instead_of]:
                    del other[planned]
            else:
                yield from (Entry(day, _mark(day)) for day in days if day >= since)
    yield from (Entry(day, _mark(planned)) for planned, day in other.items() if day >= since)


class _Run(NamedTuple):
    """Days of a rule that follow each other as `rule` says, which Outlook takes; None where no such rule gives them."""

    mark: str
    days: tuple[dt.date, ...]
    rule: rules.Rule | None


def _runs(recurrence: Recurrence, part: rules.Rule, mark: str, compiled: dt.date, until: dt.date) -> Iterator[_Run]:
    """The days of a part from `compiled` on: in one run, or one for each season, marked by its first month."""
    start = recurrence.start.first if recurrence.start else None
    if part.outlook_takes and not recurrence.from_:
        days = rules.dates(part, compiled, until, start)
        yield from [_Run(mark, days, part)] if days else []
        return
    every = replace(part, months=()) if part.frequency != "YEARLY" else part
    first = compiled - _YEAR
    held = {day for day in rules.dates(part, first, until, start) if in_season(recurrence, day)}
    if not every.outlook_takes:
        yield _Run(mark, tuple(sorted(day for day in held if day >= compiled)), None)
        return
    for there, group in groupby(rules.dates(every, first, until, start), held.__contains__):
        found = tuple(group)
        coming = tuple(day for day in found if day >= compiled)
        if there and coming:
            yield _Run(f"{mark}-{found[0]:%Y%m}", coming, every)


def _series(run: _Run, rule: rules.Rule, days: list[dt.date], other: Mapping[dt.date, dt.date]) -> Iterator[Entry]:
    """A rule from its first day on, and what takes the place of a day of it."""
    given = run.days[bisect_left(run.days, days[0]) :]
    gone = set(given).difference(days)
    yield Entry(days[0], run.mark, rule=rule, until=given[-1], without=tuple(sorted(gone.difference(other))))
    for planned in sorted(gone.intersection(other)):
        yield Entry(other[planned], run.mark, instead_of=planned)
