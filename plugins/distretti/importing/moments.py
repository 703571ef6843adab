"""Days and hours as others write them → as records do."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
MIDNIGHT = "00:00"

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(?:ore\s+)?(\S+))?", re.ASCII)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\S+)", re.ASCII)
_HOUR = re.compile(r"(?:(?:alle|dalle|ore|h\.?)\s*)*(\d{1,2})(?:[.:h](\d{2}))?(?:[:.]\d{2})?", re.ASCII | re.IGNORECASE)


def day_and_hour(text: str, day_first: bool) -> tuple[str, str]:
    """The day (AAAA-MM-GG) and the hour in a text, in Rome; as they are where they cannot be read, "" for no hour.

    Midnight is no hour: programs write it for days alone.
    """
    if day_first and (match := _DAY_FIRST.fullmatch(text)):
        day, month, year, rest = match.groups()
        found = f"{year}-{int(month):02d}-{int(day):02d}"
        return (found, _but_midnight(hour(rest or ""))) if _is_one(found) else (text, "")
    if (match := _ISO.fullmatch(text)) and _is_one(match[1]):
        try:
            moment = dt.datetime.fromisoformat(text) if ":" in match[2] else None  # "18.30" would be 18 hours
        except ValueError:
            moment = None
        if moment is None:
            return match[1], _but_midnight(hour(match[2]))
        if moment.tzinfo:
            moment = moment.astimezone(ROME)
        return moment.date().isoformat(), _but_midnight(f"{moment:%H:%M}")
    return text, ""


def _is_one(day: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(day))
    except ValueError:
        return False


def hour(text: str) -> str:
    """The hour as records write it ("9.30" is "09:30"); the same text where it is none."""
    match = _HOUR.fullmatch(text)
    return f"{int(match[1]):02d}:{match[2] or '00'}" if match else text


def _but_midnight(text: str) -> str:
    return "" if text == MIDNIGHT else text


def in_rome(moment: dt.date) -> tuple[dt.date, str]:
    """The day in Rome, and the hour where there is one; a moment without a zone is of Rome already."""
    if not isinstance(moment, dt.datetime):
        return moment, ""
    if moment.tzinfo:
        moment = moment.astimezone(ROME)
    return moment.date(), f"{moment:%H:%M}"


def keeps_rome(moment: dt.date) -> bool:
    """Whether the zone of a moment has the hours of Rome all year: else what comes back has two hours here."""
    if not isinstance(moment, dt.datetime) or not moment.tzinfo:
        return True
    days = (moment.replace(tzinfo=None, month=month, day=1) for month in (1, 7))
    return all(day.replace(tzinfo=moment.tzinfo).utcoffset() == day.replace(tzinfo=ROME).utcoffset() for day in days)
