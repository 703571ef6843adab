"""Events for search engines: schema.org Event, with what Google asks of it, where the day is known."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from ..catalog.catalog import Catalog
from ..language.dates import PartialDate
from ..model import Event, Happening, RecurringEvent
from ..model.recurrence import rule
from ..site import addresses
from ..site.components import Link
from ..site.site import Site
from . import references

_SCHEMA = "https://schema.org/"
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
PERIODS = {"DAILY": "P1D", "WEEKLY": "P1W", "MONTHLY": "P1M", "YEARLY": "P1Y"}


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
    """What comes back: its rule, and its next date where that is certain."""
    data = _common(catalog, site, event)
    dates = () if event.to_confirm else catalog.next_dates(event, 1)
    if dates:
        day = PartialDate(dates[0].year, dates[0].month, dates[0].day)
        data["startDate"] = _moment(event, day, event.time)
        if event.end_time:
            data["endDate"] = _moment(event, _after(event, day), event.end_time)
    return data | {"eventSchedule": _schedule(event)}


def _common(catalog: Catalog, site: Site, event: Happening) -> dict[str, Any]:
    """What is known of it besides its time, and nothing else."""
    mode = "Mixed" if event.online and (event.place or event.municipality) else "Online" if event.online else "Offline"
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
    places = [place for place in (_location(catalog, event), _online(event)) if place]
    if places:
        data["location"] = places if len(places) > 1 else places[0]
    if event.organisers:
        data["organizer"] = [_organiser(catalog, name) for name in event.organisers]
    if site.url:
        data["image"] = [addresses.picture("eventi")]
    return data


def _online(event: Happening) -> dict[str, Any] | None:
    return {"@type": "VirtualLocation", "url": event.online} if event.online else None


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


def _location(catalog: Catalog, event: Happening) -> dict[str, Any] | None:
    if not (event.place or event.municipality):
        return None
    town, country = catalog.place_of(event), event.country if isinstance(event, Event) else None
    address = {"@type": "PostalAddress"}
    if event.municipality:
        address["addressLocality"] = town.name if town else event.municipality
    if town:
        address |= {"addressRegion": catalog.places.regions[town.region].name, "addressCountry": "IT"}
    elif country:
        address["addressCountry"] = country
    found: dict[str, Any] = {"@type": "Place", "name": event.place or event.municipality}
    return found | {"address": address} if len(address) > 1 else found


def _schedule(event: RecurringEvent) -> dict[str, Any]:
    """schema.org Schedule: the rule's parts, ordinal days ("1SU") as iCalendar writes them."""
    found = rule(event.recurrence.rrule)
    days = [f"https://schema.org/{WEEKDAYS[day]}" for day in found.every] + list(found.ordinals)
    known = {
        "@type": "Schedule",
        "repeatFrequency": PERIODS[found.frequency],
        "byDay": days,
        "byMonth": list(found.months),
        "byMonthDay": list(found.month_days),
        "startTime": event.time,
        "endTime": event.end_time,
        "endDate": found.until.isoformat() if found.until else None,
        "scheduleTimezone": "Europe/Rome",
    }
    return {key: value for key, value in known.items() if value}
