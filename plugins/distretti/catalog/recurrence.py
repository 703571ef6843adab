"""The next dates of what comes back by a rule: RFC 5545 RRULE on local days, within the season, from a given day."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from dateutil.rrule import rrulestr

from ..language.dates import MonthDay
from ..model.event import Recurrence

HORIZON_DAYS = 365  # twelve months: what the method page promises


def in_season(recurrence: Recurrence, day: dt.date) -> bool:
    """Whether the day is between `from` and `to`; a season may cross the year; without one, always."""
    return _between(recurrence.from_, recurrence.to, day)


def next_dates(recurrence: Recurrence, today: dt.date, limit: int) -> tuple[dt.date, ...]:
    """At most `limit` days from `today` on, within twelve months; holidays and exceptions in words are unknown here."""
    return dates(recurrence.rrule, recurrence.from_, recurrence.to, today, limit)


def _between(first: MonthDay | None, last: MonthDay | None, day: dt.date) -> bool:
    if not (first and last):
        return True
    start, end, here = (first.month, first.day), (last.month, last.day), (day.month, day.day)
    return start <= here <= end if start <= end else here >= start or here <= end


@lru_cache(maxsize=4096)
def dates(rule: str, first: MonthDay | None, last: MonthDay | None, today: dt.date, limit: int) -> tuple[dt.date, ...]:
    """The same for a rule and the ends of its season."""
    start = dt.datetime.combine(today, dt.time())
    end = start + dt.timedelta(days=HORIZON_DAYS)
    days: list[dt.date] = []
    for moment in rrulestr(rule, dtstart=start).xafter(start, inc=True):
        if moment > end or len(days) == limit:
            break
        if _between(first, last, moment.date()):
            days.append(moment.date())
    return tuple(days)
