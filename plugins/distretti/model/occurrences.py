"""The days on which something is held: one-off events by their dates, recurring ones by rule, season and exceptions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..language.dates import MonthDay
from . import recurrence as rules
from .event import Event, Recurrence
from .holidays import holiday

_DAY = dt.timedelta(days=1)
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
    """The days from one to another, both included, in order; a day is there once."""
    found: dict[dt.date, Occurrence] = {}
    for each in (*_given(recurrence), *_of_the_rule(recurrence, first - 7 * _DAY, last + 7 * _DAY)):
        if first <= each.day <= last:
            found.setdefault(each.day, each)
    return tuple(found[day] for day in sorted(found))


def _given(recurrence: Recurrence) -> Iterator[Occurrence]:
    """The single dates that a source names: they are certain whatever day they are."""
    for item in recurrence.moved:
        yield Occurrence(item.to.first, planned=item.from_.first)
    for day in recurrence.also:
        yield Occurrence(day.first, added=True)


def _of_the_rule(recurrence: Recurrence, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
    gone = {day.first for day in recurrence.except_} | {item.from_.first for item in recurrence.moved}
    for day in planned(recurrence, first, last):
        if day not in gone and (each := _held(recurrence, day)):
            yield each


def planned(recurrence: Recurrence, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """The days that the rule gives within its season, before holidays and exceptions."""
    return tuple(_planned(recurrence, first, last))


def _planned(recurrence: Recurrence, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    start = recurrence.start.first if recurrence.start else None
    found = rules.days(rules.rule(recurrence.rrule), first, last, start)
    return (day for day in found if in_season(recurrence, day))


def has_dates(recurrence: Recurrence) -> bool:
    """Whether rule, first day, end and season together give any date: nine years have all that can be."""
    until = rules.rule(recurrence.rrule).until
    years = 9 * 366 * _DAY
    first = recurrence.start.first if recurrence.start else until - years if until else dt.date(2020, 1, 1)
    return next(_planned(recurrence, first, until or first + years), None) is not None


def _held(recurrence: Recurrence, day: dt.date) -> Occurrence | None:
    """What becomes of a day of the rule: as it is, not certain, on another day, or None for not held."""
    name = _holiday(recurrence, day)
    if not name or recurrence.holidays == "si-tiene":
        return Occurrence(day)
    if recurrence.holidays == "sospeso":
        return None
    other = day + _STEP[recurrence.holidays] if recurrence.holidays else None
    if other is None or _holiday(
        recurrence, other
    ):  # the day before, or after, is a holiday too: nobody says what then
        return Occurrence(day, holiday=name)
    return Occurrence(other, planned=day)


def _holiday(recurrence: Recurrence, day: dt.date) -> str:
    patron = recurrence.patron
    return holiday(day) or ("santo patrono" if patron and (day.month, day.day) == patron else "")


def in_season(recurrence: Recurrence, day: dt.date) -> bool:
    """Whether the day is between `from` and `to`; a season may cross the year; without one, always."""
    return _between(recurrence.from_, recurrence.to, day)


def _between(first: MonthDay | None, last: MonthDay | None, day: dt.date) -> bool:
    if not (first and last):
        return True
    start, end, here = (first.month, first.day), (last.month, last.day), (day.month, day.day)
    return start <= here <= end if start <= end else here >= start or here <= end


def last_day(event: Event) -> dt.date:
    """The last day that an event can be on."""
    days = [(event.end or event.start).last, *(day.first for day in event.also)]
    return max(days)


def first_days(event: Event) -> tuple[dt.date, ...]:
    """The days on which an event begins, in order; none where only its month or year is known."""
    if not event.start.exact:
        return ()
    return tuple(sorted({event.start.exact, *(day.first for day in event.also)}))
