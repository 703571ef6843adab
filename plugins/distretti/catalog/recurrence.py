"""Questions about dates that have a day in them: what comes next, whether it is over."""

from __future__ import annotations

import datetime as dt

from ..model import Event
from ..model.event import Recurrence
from ..model.occurrences import Occurrence, first_days, last_day, occurrences

HORIZON_DAYS = 365  # twelve months: what the method page promises


def coming(recurrence: Recurrence, today: dt.date) -> tuple[Occurrence, ...]:
    """The days of the next twelve months, today's included, those that are not certain too."""
    first = today.replace(day=1)  # one answer for a whole month
    last = first + dt.timedelta(days=HORIZON_DAYS + 31)
    end = today + dt.timedelta(days=HORIZON_DAYS)
    return tuple(each for each in occurrences(recurrence, first, last) if today <= each.day <= end)


def next_dates(recurrence: Recurrence, today: dt.date, limit: int = 5) -> tuple[dt.date, ...]:
    """At most `limit` days from `today` on, within twelve months: only those that can be asserted."""
    return tuple(each.day for each in coming(recurrence, today) if each.certain)[:limit]


def next_day(event: Event, today: dt.date) -> dt.date | None:
    """The day on which an event comes next, today where it is under way; None where it is over or no day is known."""
    if not event.start.exact:
        return None
    if event.end and event.start.first <= today <= event.end.last:
        return today
    return next((day for day in first_days(event) if day >= today), None)


def is_over(event: Event, today: dt.date) -> bool:
    """Whether an event is surely past."""
    return last_day(event) < today
