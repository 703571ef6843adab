"""What pages of one-off and recurring events share: titles and facts."""

from __future__ import annotations

import re
from itertools import repeat

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import MonthDay
from ..model import Event, Happening, RecurringEvent, recurrence
from ..model.event import EventPart, Recurrence
from ..site import addresses
from ..site.components import Cell, Column, Fact, Link, Table
from . import evidence, heads, icalendar, list_items, references, term_facts, ties

_HOURS = re.compile(r"\borario (?:indicato|dell)|\b\d{1,2}:\d\d\b", re.IGNORECASE)  # in notes


def title(catalog: Catalog, event: Happening) -> str:
    """The title of an event's page, one-off or recurring: date and place are added where names repeat."""
    return heads.unique_title(catalog, event, event.title, f"{when(event)}, {_town(catalog, event)}")


def when(event: Happening) -> str:
    """The dates of an event, or the rule in words of what comes back."""
    if isinstance(event, Event):
        return list_items.dates(event)
    return event.recurrence.text if isinstance(event, RecurringEvent) else ""


def about(event: RecurringEvent) -> str:
    """Its summary without the place and the rule, which stand beside it: "Mercato ambulante."."""
    where = f" {italian.at(event.municipality or '')} {event.recurrence.text}"
    before, found, after = event.summary.partition(where)
    if not found or italian.folded(after).strip(" ,.") not in ("", italian.folded(event.place or "")):
        return event.summary
    return f"{before}."


def _town(catalog: Catalog, event: Happening) -> str:
    return list_items.where(catalog, event) or "luogo non noto"


def hours(event: Happening) -> str:
    """ "8–13", "dalle 9:30", "fino alle 13", "tutto il giorno" or "non noto"."""
    if isinstance(event, Event) and event.all_day:
        return "tutto il giorno"
    if event.time and event.end_time:
        return f"{italian.hour(event.time)}–{italian.hour(event.end_time)}"
    if event.time:
        return f"dalle {italian.hour(event.time)}"
    return f"fino alle {italian.hour(event.end_time)}" if event.end_time else evidence.UNKNOWN


def timetable(event: Happening) -> tuple[Fact, ...]:
    """Its hours, as far as sources say them."""
    known = event.time or event.end_time or (isinstance(event, Event) and event.all_day)
    return (Fact("Orario", (hours(event),)),) if known else ()


def missing(event: Happening) -> tuple[str, ...]:
    """What who goes there would like to know, and no source that was read says."""
    rule = event.recurrence if isinstance(event, RecurringEvent) else None
    hours_told = timetable(event) or _HOURS.search(event.notes or "") or any(map(_part, _parts(event), repeat("hours")))
    gaps = {
        "Il giorno": (isinstance(event, Event) and not event.start.day) or bool(rule and rule.approximate),
        "L'orario": not hours_told,
        "Il luogo": not (event.place or event.venue),
        "Il comune": not event.municipality,
        "Se si tiene nelle feste": bool(rule and not rule.holidays and not rule.approximate),
        "Chi organizza": not event.organisers,
    }
    return tuple(gap for gap, unknown in gaps.items() if unknown)


def _parts(event: Happening) -> tuple[EventPart, ...]:
    return event.parts if isinstance(event, Event) else ()


def season(rule: Recurrence) -> str:
    """From one day to another, or the months of the rule; empty where none is said."""
    months = recurrence.rule(rule.rrule).months
    if rule.from_ and rule.to:
        return f"{_edge('dal', rule.from_)} {_edge('al', rule.to)}"
    return italian.listed([italian.month(month) for month in months]) if months else ""


def _edge(word: str, day: MonthDay) -> str:
    """ "dal 1º luglio", "all'8 dicembre"."""
    return f"{word}l'{italian.month_day(day)}" if day.day in (8, 11) else f"{word} {italian.month_day(day)}"


def place(catalog: Catalog, event: Happening) -> tuple[Fact, ...]:
    """Where, as far as sources say it: the spot, the municipality with its page, the province."""
    town = catalog.place_of(event)
    venue = catalog.venue.get(event.venue or "")
    where: Cell = Link(event.place or venue.heading, addresses.of(venue)) if venue else event.place or ""
    spot = [Fact("Luogo", (where,))] if where else []
    if not town:
        country = event.country if isinstance(event, Event) else None
        names = [part for part in (event.municipality, country) if part]
        return (*spot, *([Fact("Città" if country else "Comune", (", ".join(names),))] if names else []))
    province = catalog.places.provinces[town.province]
    return (
        *spot,
        Fact("Comune", (Link(town.name, addresses.municipality(town)),)),
        Fact("Provincia", (Link(province.name, addresses.province(province)),)),
    )


def links(catalog: Catalog, event: Happening) -> tuple[Fact, ...]:
    """Who and what it has to do with, as far as sources say it: organisers, districts, initiatives, other names."""
    districts = [catalog.district[item] for item in event.districts if item in catalog.district]
    initiatives = [catalog.initiative[item] for item in event.initiatives if item in catalog.initiative]
    facts: list[tuple[str, tuple[Cell, ...]]] = [
        ("Chi organizza", tuple(references.body(catalog, name) for name in event.organisers)),
        ("Distretti", tuple(Link(district.name, addresses.of(district)) for district in districts)),
        ("Iniziative", tuple(Link(initiative.name, addresses.of(initiative)) for initiative in initiatives)),
        ("Riguarda anche" if districts else "Riguarda", event.about),
        ("Temi", term_facts.themes(catalog, event)),
        ("Documenti", references.attachments(event.attachments)),
    ]
    known = (Fact(term, values) for term, values in facts if values)
    return (*known, *ties.facts(catalog, event), *evidence.practices(event))


def state(event: Happening) -> str:
    """What happened to it, when that was told and why; empty for what is as planned."""
    return icalendar.status_sentence(event)


def services(event: Happening) -> tuple[Fact, ...]:
    """What who goes there has to know: access, booking, how to follow it from afar; only what is known."""
    deadline = f"entro {italian.on(event.booking_deadline)}" if event.booking_deadline else ""
    found = (
        ("Accessibilità del luogo", (event.accessibility,) if event.accessibility else ()),
        ("Prenotazione", (deadline,) if deadline else ()),
        ("In rete", (Link(event.online.split("/")[2], event.online),) if event.online else ()),
    )
    return tuple(Fact(term, values) for term, values in found if values)


def parts(event: Event) -> Table | None:
    """The parts of an event with their own times."""
    shown = [name for name in ("day", "hours", "place") if any(map(_part, event.parts, repeat(name)))]
    labels = {"day": "Giorno", "hours": "Ora", "place": "Luogo"}
    columns = (Column("Che cosa"), *(Column(labels[name]) for name in shown))
    rows = tuple((part.title, *(_part(part, name) or evidence.UNKNOWN for name in shown)) for part in event.parts)
    return Table("Le parti dell'evento", columns, rows) if rows else None


def _part(part: EventPart, name: str) -> str:
    if name == "day":
        return italian.partial(part.day) if part.day else ""
    if name == "place":
        return part.place or ""
    begins, ends = (italian.hour(time) if time else "" for time in (part.time, part.end_time))
    return f"{begins}–{ends}" if begins and ends else begins
