"""Dates as sources give them: a day, a month or only a year (ISO 8601 calendar dates, reduced precision)."""

from __future__ import annotations

import calendar
import datetime as dt
import os
import re
from typing import NamedTuple
from zoneinfo import ZoneInfo

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


_YEARS = range(2000, 2101)  # of a day on which a site is built


class BadDay(ValueError):
    """What should say the day of a build does not; the text says in Italian what to write."""


def day_of_build(setting: str | dt.date | None = None) -> dt.date:
    """The day the doors hand to the floors: the setting (ISO), or SOURCE_DATE_EPOCH, or today, all in Italy's time.

    Raises BadDay where the setting or SOURCE_DATE_EPOCH says no day of this century.
    """
    if setting:
        return setting if type(setting) is dt.date else parsed_day(setting)
    rome = ZoneInfo("Europe/Rome")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(rome).date()
    try:
        day = dt.datetime.fromtimestamp(int(epoch), rome).date()
    except (ValueError, OverflowError, OSError):
        day = dt.date.min
    if day.year not in _YEARS:
        raise BadDay(
            f"SOURCE_DATE_EPOCH: «{epoch[:40]}» non va bene: ci vogliono i secondi dal 1970, in cifre; o toglila"
        )
    return day


def parsed_day(text: object) -> dt.date:
    """The day in "2026-11-28"; raises BadDay."""
    try:
        day = dt.date.fromisoformat(text) if isinstance(text, str) and len(text) == len("2026-11-28") else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        advice = f'scrivi fra virgolette un giorno fra il {_YEARS[0]} e il {_YEARS[-1]}, "2026-11-28", o togli la riga'
        raise BadDay(f"«{str(text)[:40]}» non va bene: {advice}")
    return day


class PartialDate(NamedTuple):
    """A date known to the day, to the month (`day` is 0) or to the year (`month` and `day` are 0)."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date in "2021", "2021-11" or "2021-11-11"; ValueError for other forms and for days that do not exist."""
        match = _ISO.fullmatch(text)
        if not match:
            raise ValueError(text)
        date = cls(*(int(part or 0) for part in match.groups()))
        if match[2] == "00" or match[3] == "00":
            raise ValueError(text)
        date.first  # noqa: B018 - raises ValueError where the day does not exist
        return date

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", f"{self.month:02d}", f"{self.day:02d}")
        return "-".join(parts[: 1 + bool(self.month) + bool(self.day)])

    @property
    def first(self) -> dt.date:
        """The earliest day it can be."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day it can be."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> dt.date | None:
        """The day, where it is known."""
        return self.first if self.day else None


class MonthDay(NamedTuple):
    """A day of every year (MM-DD), the edge of a season."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> MonthDay:
        """The day in "07-01"; ValueError for any other form and for days that no year has."""
        if not re.fullmatch(r"\d{2}-\d{2}", text, re.ASCII):
            raise ValueError(text)
        month, day = int(text[:2]), int(text[3:])
        dt.date(2024, month, day)  # a leap year: 29 February is a day of some years
        return cls(month, day)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"
