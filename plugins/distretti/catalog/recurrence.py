"""The dates of the next twelve months of what recurs, from a given day."""

from __future__ import annotations

import datetime as dt

from ..model.event import Recurrence
from ..model.occurrences import Occurrence, occurrences

HORIZON_DAYS = 365  # twelve months: what the method page promises


def coming(recurrence: Recurrence, today: dt.date) -> tuple[Occurrence, ...]:
    """The days of the next twelve months, today's included, those that are not certain too."""
    first = today.replace(day=1)  # one answer for a whole month
    last = first + dt.timedelta(days=HORIZON_DAYS + 31)
    end = today + dt.timedelta(days=HORIZON_DAYS)
    return tuple(each for each in occurrences(recurrence, first, last) if today <= each.day <= end)


def next_dates(recurrence: Recurrence, today: dt.date, limit: int) -> tuple[dt.date, ...]:
    """At most `limit` days from `today` on, within twelve months: only those that can be asserted."""
    return tuple(each.day for each in coming(recurrence, today) if each.certain)[:limit]
