"""The days on which something is held: one-off events by their dates, recurring ones by rule, season and exceptions."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from ..language.dates import MonthDay
from . import recurrence as rules
from .event import Event, Recurrence
from .holidays import holiday, holidays

_DAY = dt.timedelta(days=1)
_NEAR = 7 * _DAY  # a holiday moves a date less far
PATRON = "santo patrono"
_STEP = {"anticipato": -_DAY, "posticipato": _DAY}


class Occurrence(NamedTuple):
    """A day on which something comes back."""

    day: dt.date
    holiday: str = (
        ""  # the holiday that it falls on, where no source says whether it is held: then the day is not certain
    )
    planned: dt.date | None = None  # the day of the rule, where it is held on another one
    added: bool = False  # not a day of the rule

    @property
    def certain(self) -> bool:
        """Whether it can be asserted."""
        return not self.holiday


@lru_cache(maxsize=16384)
def occurrences(recurrence: Recurrence, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
    """The days from one to another, both included, in order; a day is there once. None where no source gives days."""
    if recurrence.approximate:
        return ()
    days = planned(recurrence, first - _NEAR, last + _NEAR)
    held = dict(zip(days, map(_plain, days), strict=True))
    for gone in (*recurrence.except_, *(item.from_ for item in recurrence.moved)):
        held.pop(gone.first, None)
    for day, name in _feasts(recurrence, first - _NEAR, last + _NEAR):
        if day in held:
            del held[day]
            _hold(recurrence, day, name, held)
    # The single dates that a source names are certain whatever day they are.
    held |= {day.first: Occurrence(day.first, added=True) for day in recurrence.also}
    held |= {item.to.first: Occurrence(item.to.first, planned=item.from_.first) for item in recurrence.moved}
    found = sorted(held)
    return tuple(map(held.__getitem__, found[bisect_left(found, first) : bisect_right(found, last)]))


@lru_cache(maxsize=8192)
def _plain(day: dt.date) -> Occurrence:
    """A day as the rule has it: one value for all that are held on it."""
    return Occurrence(day)


def planned(recurrence: Recurrence, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The days that the rule gives within its season, before holidays and exceptions."""
    start = recurrence.start.first if recurrence.start else None
    days = rules.dates(rules.rule(recurrence.rrule), first, last, start)
    return tuple(day for day in days if in_season(recurrence, day)) if recurrence.from_ else days


def has_dates(recurrence: Recurrence) -> bool:
    """Whether rule, first day, end and season together give any date: nine years have all that can be."""
    until = rules.rule(recurrence.rrule).until
    years = 9 * 366 * _DAY
    first = recurrence.start.first if recurrence.start else until - years if until else dt.date(2020, 1, 1)
    return bool(planned(recurrence, first, until or first + years))


def _hold(recurrence: Recurrence, day: dt.date, name: str, held: dict[dt.date, Occurrence]) -> None:
    """What becomes of a day of the rule that is a holiday: as it is, not certain, on another day, or not held."""
    if recurrence.holidays == "si-tiene":
        held[day] = _plain(day)
    elif recurrence.holidays != "sospeso":
        other = day + _STEP[recurrence.holidays] if recurrence.holidays else day
        if _holiday(recurrence, other):  # the day before, or after, is a holiday too: nobody says what then
            held[day] = Occurrence(day, holiday=name)
        else:
            held.setdefault(other, Occurrence(other, planned=day))


def _feasts(recurrence: Recurrence, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """The holidays of the years that these days are in, and the patron's day where that counts."""
    for year in range(first.year, last.year + 1):
        yield from holidays(year).items()
        if recurrence.patron:
            with suppress(ValueError):  # 29 February
                day = dt.date(year, *recurrence.patron)
                yield from [] if holiday(day) else [(day, PATRON)]


def _holiday(recurrence: Recurrence, day: dt.date) -> str:
    return holiday(day) or (PATRON if recurrence.patron and (day.month, day.day) == recurrence.patron else "")


def in_season(recurrence: Recurrence, day: dt.date) -> bool:
    """Whether the day is between `from` and `to`; a season may cross the year; without one, always."""
    return _between(recurrence.from_, recurrence.to, day)


def _between(first: MonthDay | None, last: MonthDay | None, day: dt.date) -> bool:
    if not (first and last):
        return True
    start, end, here = (first.month, first.day), (last.month, last.day), (day.month, day.day)
    return start <= here <= end if start <= end else here >= start or here <= end


def season_of(recurrence: Recurrence, day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the season that a day is in; of a year where there is no season."""
    first, last = recurrence.from_ or MonthDay(1, 1), recurrence.to or MonthDay(12, 31)
    year = day.year if (day.month, day.day) >= first else day.year - 1
    return _edge(year, first), _edge(year if first <= last else year + 1, last)


def _edge(year: int, edge: MonthDay) -> dt.date:
    """An edge of a season in a year: 28 February for the 29th where there is none."""
    return dt.date(year, edge.month, min(edge.day, monthrange(year, edge.month)[1]))


def last_day(event: Event) -> dt.date:
    """The last day that an event can be on."""
    days = [(event.end or event.start).last, *(day.first for day in event.also)]
    return max(days)


def first_days(event: Event) -> tuple[dt.date, ...]:
    """The days on which an event begins, in order; none where only its month or year is known."""
    if not event.start.exact:
        return ()
    return tuple(sorted({event.start.exact, *(day.first for day in event.also)}))
