"""What pages of one-off and recurring events share: titles, facts, structured data, and a rule taken to pieces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import MonthDay
from ..model import Event, Happening, RecurringEvent
from ..model.event import Recurrence
from ..site import addresses
from ..site.components import Cell, Fact, Link
from . import evidence, heads, list_items, references, term_facts

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

_DAY = re.compile(r"([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)


@dataclass(frozen=True, slots=True)
class RuleParts:
    """An RFC 5545 rule read for words; what a part does not say is empty. `ordinals` are days as "1SU", "-1SA"."""

    frequency: str
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    until: str  # "2027-07-30"


@lru_cache(maxsize=1024)
def parts(rule: str) -> RuleParts:
    """The parts of a rule that the model has let through."""
    found = dict(part.partition("=")[::2] for part in rule.split(";"))
    days = _DAY.findall(found.get("BYDAY", ""))
    until = re.match(r"(\d{4})(\d\d)(\d\d)", found.get("UNTIL", ""))
    return RuleParts(
        found["FREQ"],
        tuple(day for ordinal, day in days if not ordinal),
        tuple(ordinal + day for ordinal, day in days if ordinal),
        _numbers(found.get("BYMONTH", "")),
        _numbers(found.get("BYMONTHDAY", "")),
        "-".join(until.groups()) if until else "",
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(number) for number in text.split(",") if number))


def title(catalog: Catalog, event: Happening) -> str:
    """The title of an event's page, one-off or recurring: date and place are added where names repeat."""
    return heads.unique_title(catalog, event, event.title, f"{when(event)}, {_town(catalog, event)}")


def when(event: Happening) -> str:
    """The dates of an event, or the rule in words of what comes back."""
    if isinstance(event, Event):
        return italian.span(event.start, event.end)
    return event.recurrence.text if isinstance(event, RecurringEvent) else ""


def _town(catalog: Catalog, event: Happening) -> str:
    return list_items.where(catalog, event) or "luogo non noto"


def hours(event: Happening) -> str:
    """ "8:00–13:00", "dalle 9:30", "fino alle 13:00" or "non noto"."""
    if event.time and event.end_time:
        return f"{event.time}–{event.end_time}"
    if event.time:
        return f"dalle {event.time}"
    return f"fino alle {event.end_time}" if event.end_time else evidence.UNKNOWN


def season(rule: Recurrence) -> str:
    """From one day to another, or the months of the rule, or what is not said."""
    months = parts(rule.rrule).months
    if rule.from_ and rule.to:
        return f"{_edge('dal', rule.from_)} {_edge('al', rule.to)}"
    return italian.listed([italian.month(month) for month in months]) if months else "non indicata"


def _edge(word: str, day: MonthDay) -> str:
    """ "dal 1º luglio", "all'8 dicembre"."""
    return f"{word}l'{italian.month_day(day)}" if day.day in (8, 11) else f"{word} {italian.month_day(day)}"


def place(catalog: Catalog, event: Happening) -> tuple[Fact, ...]:
    """Where: the spot, the municipality with its page, the province."""
    town = catalog.place_of(event)
    spot = Fact("Luogo", (event.place or evidence.UNKNOWN,))
    if not town:
        country = event.country if isinstance(event, Event) else None
        names = [part for part in (event.municipality, country) if part]
        return spot, Fact("Città" if country else "Comune", (", ".join(names) or evidence.UNKNOWN,))
    province = catalog.places.provinces[town.province]
    return (
        spot,
        Fact("Comune", (Link(town.name, addresses.municipality(town)),)),
        Fact("Provincia", (Link(province.name, addresses.province(province)),)),
    )


def links(catalog: Catalog, event: Happening) -> tuple[Fact, ...]:
    """Who and what it has to do with: organisers (said even when unknown), districts, initiatives, other names."""
    districts = [catalog.district[item] for item in event.districts if item in catalog.district]
    initiatives = [catalog.initiative[item] for item in event.initiatives if item in catalog.initiative]
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        ("Chi organizza", tuple(references.body(catalog, name) for name in event.organisers) or (evidence.UNKNOWN,)),
        ("Distretti", tuple(Link(district.name, addresses.of(district)) for district in districts)),
        ("Iniziative", tuple(Link(initiative.name, addresses.of(initiative)) for initiative in initiatives)),
        ("Riguarda anche" if districts else "Riguarda", event.about),
        ("Temi", term_facts.themes(catalog, event)),
        ("Documenti", references.attachments(event.attachments)),
    ]
    return (*(Fact(term, values) for term, values in facts if values), *evidence.practices(event))


def structured(catalog: Catalog, event: Happening) -> dict[str, Any]:
    """schema.org Event without its time: what is known and nothing else."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": addresses.of(event),
        "name": event.title,
        "url": addresses.of(event),
        "description": event.summary,
        "inLanguage": "it",
    }
    if location := _location(catalog, event):
        data["location"] = location
    if event.organisers:
        data["organizer"] = [{"@type": "Organization", "name": name} for name in event.organisers]
    return data


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


def schedule(event: RecurringEvent) -> dict[str, Any]:
    """schema.org Schedule: the rule's parts, ordinal days ("1SU") as iCalendar writes them."""
    found = parts(event.recurrence.rrule)
    days = [f"https://schema.org/{WEEKDAYS[day]}" for day in found.weekdays] + list(found.ordinals)
    known = {
        "@type": "Schedule",
        "repeatFrequency": PERIODS[found.frequency],
        "byDay": days,
        "byMonth": list(found.months),
        "byMonthDay": list(found.month_days),
        "startTime": event.time,
        "endTime": event.end_time,
        "endDate": found.until,
        "scheduleTimezone": "Europe/Rome",
    }
    return {key: value for key, value in known.items() if value}
