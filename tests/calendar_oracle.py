"""What a calendar must contain, computed from YAML alone: nothing of the program is imported here."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import yaml
from dateutil.easter import easter
from dateutil.rrule import rrulestr

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
DAY = dt.timedelta(days=1)
ROME = ZoneInfo("Europe/Rome")
Instant = tuple[str, str]  # base of the UID, the moment it begins: a date, or UTC

FIXED = "01-01 01-06 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26"


def read(file: Path) -> dict[str, Any]:
    """A record, every value as text."""
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), LOADER)
    return found


def is_holiday(day: dt.date, patron: str = "") -> bool:
    """Whether it is a national holiday, or the patron's day."""
    month_day = f"{day:%m-%d}"
    return (
        month_day in FIXED.split()
        or month_day == patron
        or (month_day == "10-04" and day.year >= 2026)
        or day - easter(day.year) in (0 * DAY, DAY)
    )


def days_of_market(record: dict[str, Any], first: dt.date, last: dt.date) -> set[dt.date]:
    """The days on which it is surely held."""
    rule = record["recurrence"]
    if rule.get("approximate") == "true":
        return set()
    compiled = date(record["compiled"])
    start = date(rule["start"]) if "start" in rule else dt.date(2019, 1, 1)
    moments = rrulestr(rule["rrule"], dtstart=dt.datetime.combine(start, dt.time()))
    plain = [moment.date() for moment in moments.between(_noon(first - 9 * DAY), _noon(last + 9 * DAY), inc=True)]
    gone = {date(day) for day in rule.get("except", ())} | {date(item["from"]) for item in rule.get("moved", ())}
    found = {date(item["to"]) for item in rule.get("moved", ())} | {date(day) for day in rule.get("also", ())}
    for day in plain:
        if day in gone or not _in_season(rule, day):
            continue
        step = {"anticipato": -DAY, "posticipato": DAY}.get(rule.get("holidays", ""), 0 * DAY)
        if not is_holiday(day, rule.get("patron", "")) or rule.get("holidays") == "si-tiene":
            found.add(day)
        elif step and not is_holiday(day + step, rule.get("patron", "")):
            found.add(day + step)
    return {day for day in found if max(first, compiled) <= day <= last}


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _in_season(rule: dict[str, Any], day: dt.date) -> bool:
    first, last, here = rule.get("from", "01-01"), rule.get("to", "12-31"), f"{day:%m-%d}"
    return first <= here <= last if first <= last else here >= first or here <= last


def date(text: str) -> dt.date:
    """A date of ten signs."""
    return dt.date.fromisoformat(text)


def instants(record: dict[str, Any], address: str, first: dt.date, last: dt.date) -> set[Instant]:
    """When a record begins, between two days."""
    name = base(record.get("uid") or record.get("aliases", [address])[0].strip("/"))
    if "recurrence" in record:
        return {(name, _instant(record, day)) for day in days_of_market(record, first, last)}
    if len(record["start"]) < 10:
        return set()
    days = {date(record["start"]), *map(date, record.get("also", ()))}
    return {(name, _instant(record, day)) for day in days if first <= day <= last}


def _instant(record: dict[str, Any], day: dt.date) -> str:
    abroad = "country" in record and "zone" not in record
    if "time" not in record or "end" in record or "all_day" in record or abroad:
        return day.isoformat()
    zone = ZoneInfo(record.get("zone", "Europe/Rome"))
    moment = dt.datetime.combine(day, dt.time.fromisoformat(record["time"]), zone)
    return moment.astimezone(dt.UTC).isoformat()


def expanded(content: bytes, first: dt.date, last: dt.date) -> list[Instant]:
    """What icalendar and recurring-ical-events find in a calendar between two days; the base of each UID."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(first, last + DAY)
    return [(base(str(event["UID"])), _moment(event["DTSTART"].dt)) for event in found]


def base(uid: str) -> str:
    """Without what tells the entries of a record apart: "-2", "-202611", "-20261207"."""
    return re.sub(r"(?:-(?:\d|\d{6}|\d{8}))+$", "", uid.partition("@")[0])


def _moment(value: dt.date) -> str:
    return value.astimezone(dt.UTC).isoformat() if isinstance(value, dt.datetime) else value.isoformat()
