"""Events for search engines: schema.org Event, with what Google asks of it, where the day is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Event, Happening, RecurringEvent
from ..model.occurrences import season_of
from ..model.recurrence import rule
from ..site import addresses
from ..site.components import Link
from ..site.site import Site
from . import references

_SCHEMA = "https://schema.org/"
_AFAR, _ONLINE = "VirtualLocation", "online"
_DAY = dt.timedelta(days=1)
_ROME = "Europe/Rome"
_STATUSES = {
    "annullato": "EventCancelled",
    "rinviato": "EventPostponed",
    "spostato": "EventRescheduled",
}

# Codes of RFC 5545 → what schema.org calls them.
WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
PERIODS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}


def one_off(catalog: Catalog, site: Site, event: Event) -> dict[str, Any]:
    """An event; its dates are as precise as they are known."""
    data = _common(catalog, site, event) | {"startDate": _moment(event, event.start, event.time)}
    if event.end or event.end_time:
        data["endDate"] = _end(event)
    if event.moved_from:
        data["previousStartDate"] = str(event.moved_from)
    if event.parts:
        data["subEvent"] = [_part(event, part.title, part.day, part.time, part.end_time) for part in event.parts]
    return data


def recurring(catalog: Catalog, site: Site, event: RecurringEvent) -> dict[str, Any]:
    """What comes back: its rule, and its next date where that is certain; neither where no source gives days."""
    data = _common(catalog, site, event)
    dates = () if event.to_confirm else catalog.next_dates(event, 1)
    if dates:
        day = PartialDate(dates[0].year, dates[0].month, dates[0].day)
        data["startDate"] = _moment(event, day, event.time)
        if event.end_time:
            data["endDate"] = _moment(event, _after(event, day), event.end_time)
    if event.recurrence.approximate:
        return data
    if dates or not event.recurrence.from_:  # without a date there is no season to give, and it is not all the year
        data["eventSchedule"] = _schedule(event, dates[0] if dates else None)
    return data


def _common(catalog: Catalog, site: Site, event: Happening) -> dict[str, Any]:
    """What is known of it besides its time, and nothing else."""
    places = [*_there(catalog, event), *_afar(event)]
    mode = "Mixed" if len(places) > 1 else "Online" if places and places[0]["@type"] == _AFAR else "Offline"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": addresses.of(event),
        "name": event.title,
        "url": addresses.of(event),
        "description": event.summary,
        "inLanguage": "it",
        "eventStatus": f"{_SCHEMA}{_STATUSES.get(event.status or '', 'EventScheduled')}",
        "eventAttendanceMode": f"{_SCHEMA}{mode}EventAttendanceMode",
    }
    if places:
        data["location"] = places if len(places) > 1 else places[0]
    if event.organisers:
        data["organizer"] = [_organiser(catalog, name) for name in event.organisers]
    if site.url:
        data["image"] = [addresses.picture("eventi")]
    return data


def _afar(event: Happening) -> Iterator[dict[str, Any]]:
    """Where it is followed from afar: its address, or only that it can be, where no source gives that."""
    if event.online:
        yield {"@type": _AFAR, "url": event.online}
    elif _ONLINE in italian.folded(event.place or ""):
        yield {"@type": _AFAR, "name": event.place}


def _organiser(catalog: Catalog, name: str) -> dict[str, Any]:
    body = references.body(catalog, name)
    found = {"@type": "Organization", "name": name}
    return found | {"url": body.address} if isinstance(body, Link) else found


def _part(event: Event, title: str, day: PartialDate | None, time: str | None, end: str | None) -> dict[str, Any]:
    when = day or event.start
    found = {"@type": "Event", "name": title, "startDate": _moment(event, when, time)}
    return found | {"endDate": _moment(event, when, end)} if end and time and end > time else found


def _end(event: Event) -> str:
    day = event.end or _after(event, event.start)
    return _moment(event, day, event.end_time)


def _after(event: Happening, start: PartialDate) -> PartialDate:
    """The day on which it ends: the next one where that is after midnight."""
    if not (start.exact and event.time and event.end_time and event.end_time <= event.time):
        return start
    day = start.exact + _DAY
    return PartialDate(day.year, day.month, day.day)


def _moment(event: Happening, date: PartialDate, time: str | None) -> str:
    """The date as precise as it is known, with the hour where there is one: local where its zone is not known."""
    if not (date.exact and time):
        return str(date)
    zone = (event.zone or ("" if event.country else _ROME)) if isinstance(event, Event) else _ROME
    moment = dt.datetime.combine(date.exact, dt.time.fromisoformat(time), ZoneInfo(zone) if zone else None)
    return moment.isoformat(timespec="minutes")


def _there(catalog: Catalog, event: Happening) -> Iterator[dict[str, Any]]:
    """The place to go to, where one is known."""
    if not event.municipality and italian.folded(event.place or "") in ("", _ONLINE):
        return
    town, country = catalog.place_of(event), event.country if isinstance(event, Event) else None
    address = {"@type": "PostalAddress"}
    if event.municipality:
        address["addressLocality"] = town.name if town else event.municipality
    if town:
        address |= {"addressRegion": catalog.places.regions[town.region].name, "addressCountry": "IT"}
    elif country:
        address["addressCountry"] = country
    found: dict[str, Any] = {"@type": "Place", "name": event.place or event.municipality}
    yield found | {"address": address} if len(address) > 1 else found


def _schedule(event: RecurringEvent, next_date: dt.date | None) -> dict[str, Any]:
    """schema.org Schedule: the rule's parts, ordinal days ("1SU") as iCalendar has them; a season is the next one."""
    given, found = event.recurrence, rule(event.recurrence.rrule)
    days = [f"{_SCHEMA}{WEEKDAYS[day]}" for day in found.every] + list(found.ordinals)
    first, last = season_of(given, next_date) if next_date and given.from_ else (given.start, found.until)
    known = {
        "@type": "Schedule",
        "repeatFrequency": f"P{found.interval}{PERIODS[found.frequency]}",
        "repeatCount": found.count,
        "byDay": days,
        "byMonth": list(found.months),
        "byMonthDay": list(found.month_days),
        "exceptDate": [str(day) for day in (*given.except_, *(item.from_ for item in given.moved))],
        "startDate": str(first) if first else None,
        "endDate": str(last) if last else None,
        "startTime": event.time,
        "endTime": event.end_time,
        "scheduleTimezone": _ROME,
    }
    return {key: value for key, value in known.items() if value}
