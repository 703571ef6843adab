"""RRULE of others → the rule, the words and the single dates of a recurring event; only what our rules can say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..language.dates import PartialDate
from ..model.event import Recurrence
from ..model.recurrence import WEEKDAYS, BadRule, dates, rule
from ..model.rule_words import said
from .moments import in_rome
from .rows import Values

__all__ = ["BadRule", "recurrence"]


def recurrence(text: str, first: dt.date, hour: str, gone: Iterable[dt.date], added: list[str]) -> Values:
    """The group «recurrence» of what begins on a day and comes back; raises BadRule where our rules cannot say it."""
    written = _ours(text, first, hour)
    found = rule(written)
    if first not in dates(found, first, first, first):
        raise BadRule(f"il primo giorno, {first.isoformat()}, non è uno di quelli della regola")
    values: Values = {"text": "", "rrule": written, "start": first.isoformat()}
    start = PartialDate(first.year, first.month, first.day)
    values["text"] = said(Recurrence.model_construct(rrule=written, start=start, from_=None, to=None))
    left = [day.isoformat() for day in sorted(set(gone)) if dates(found, day, day, first) == (day,)]
    new = [day for day in added if not dates(found, _day(day), _day(day), first)]
    return values | ({"except": left} if left else {}) | ({"also": new} if new else {})


def _ours(text: str, first: dt.date, hour: str) -> str:
    """The rule as ours are written: the day of UNTIL alone, and the day of DTSTART where the rule leaves it to that."""
    parts = dict(part.partition("=")[::2] for part in text.upper().split(";") if part)
    if parts.get("WKST") == "MO" or parts.get("INTERVAL", "1") == "1":
        parts.pop("WKST", None)  # with other weeks it is another rule
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = _last_day(until, hour)
    frequency = parts.get("FREQ")
    if frequency == "WEEKLY":
        parts.setdefault("BYDAY", WEEKDAYS[first.weekday()])
    elif frequency in ("MONTHLY", "YEARLY") and not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
        parts["BYMONTHDAY"] = str(first.day)
        if frequency == "YEARLY":
            parts.setdefault("BYMONTH", str(first.month))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _last_day(until: str, hour: str) -> str:
    """The last day of a rule: where UNTIL is a moment, the last one on which its hour is not past that."""
    try:
        moment = dt.datetime.fromisoformat(until)
    except ValueError:
        return until  # our rules say what is wrong
    if "T" not in until:
        return until
    day, end = in_rome(moment)
    return f"{day - dt.timedelta(hour > end):%Y%m%d}"


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
