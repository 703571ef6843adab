"""The page of each one-off event: when, where, who, its programme as a table, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import Event
from ..model import event as words
from ..model.event import ProgrammeItem
from ..presenters import (
    calendars,
    event_facts,
    event_structured,
    evidence,
    heads,
    list_items,
    nearby,
    references,
    validity,
)
from ..presenters.calendars import Subscription
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Column, Evidence, Fact, Group, Table, Until
from ..site.output import Head, Output, Page
from ..site.site import Site

# The columns of a programme: its field, its heading, what a row says where the source does not.
COLUMNS = (
    ("time", "Ora", "non nota"),
    ("speaker", "Chi interviene", "nome non noto"),
    ("role", "Ruolo", "non noto"),
    ("topic", "Argomento", "non noto"),
)


@dataclass(frozen=True, slots=True)
class EventView:
    """An event's page, in the order in which it is read."""

    head: Head
    heading: str
    lead: str
    kind: str
    concluded: str | Until
    status: str  # "annullato"
    state: str  # the same with day and reason
    facts: tuple[Fact, ...]
    parts: Table | None
    programme: Table | None
    prose: Markup
    nearby: tuple[Group, ...]
    evidence: Evidence
    calendar: Subscription | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """One page for each event."""
    for event in catalog.events:
        yield Page(addresses.of(event), "event.html", _view, (catalog, site, event), event)


def _view(catalog: Catalog, site: Site, event: Event) -> EventView:
    over = catalog.is_over(event)
    return EventView(
        head=_head(catalog, site, event, over),
        heading=event.title,
        lead=event.summary,
        kind=words.KINDS[event.kind],
        concluded=validity.concluded(event, over),
        status=list_items.status(event),
        state=event_facts.state(event),
        facts=(
            *_when(event),
            *event_facts.place(catalog, event),
            *event_facts.services(event),
            *event_facts.links(catalog, event),
        ),
        parts=event_facts.parts(event),
        programme=_programme(catalog, event),
        prose=markdown.html(event.prose) if event.prose else Markup(""),
        nearby=nearby.of_event(catalog, event),
        evidence=evidence.of(catalog, site, event, event_facts.missing(event)),
        calendar=_calendar(site, event) if event.start.day and not over else None,
    )


def _calendar(site: Site, event: Event) -> Subscription:
    return calendars.subscription(site, addresses.of(event), event.title)


def _head(catalog: Catalog, site: Site, event: Event, over: bool) -> Head:
    where = list_items.where(catalog, event)
    year, month = event.start.year, event.start.month
    trail = [("Eventi", addresses.EVENTS), (str(year), addresses.year(year))]
    if month:
        trail.append((italian.capitalised(italian.month(month)), addresses.month(year, month)))
    facts = ", ".join(part for part in (event_facts.when(event), where) if part)
    return heads.head(
        event_facts.title(catalog, event),
        f"{italian.capitalised(facts)}. {event.summary}",
        *trail,
        (event.title, ""),
        section="eventi",
        structured=event_structured.one_off(catalog, site, event),
        correction=addresses.change(event),
        entry=lambda: documents.event(catalog, event, over),
    )


def _when(event: Event) -> tuple[Fact, ...]:
    exact = event.start.exact
    single = exact and not event.end and not event.also
    date = italian.day(exact, weekday=True) if exact and single else list_items.dates(event)
    unknown = "" if event.start.day else "Il giorno non è noto." if event.start.month else "Il mese non è noto."
    return Fact("Quando", (italian.capitalised(date),), unknown), *event_facts.timetable(event)


def _programme(catalog: Catalog, event: Event) -> Table | None:
    """The rows in their order; a column that no row fills is left out."""
    rows = [[_cell(catalog, item, field) for field, *_ in COLUMNS] for item in event.programme]
    shown = [number for number in range(len(COLUMNS)) if any(row[number] for row in rows)]
    columns = tuple(Column(COLUMNS[number][1]) for number in shown)
    filled = tuple(tuple(row[number] or COLUMNS[number][2] for number in shown) for row in rows)
    return Table("Interventi, nell'ordine del programma", columns, filled) if shown else None


def _cell(catalog: Catalog, item: ProgrammeItem, field: str) -> Cell | tuple[Cell, ...]:
    """What a row says under a heading, "" where it says nothing; with its topic the record that is spoken of."""
    said: str = getattr(item, field) or ""
    record = catalog.called.get(item.record or "") if field == "topic" else None
    if not record:
        return said
    return (said, references.record(record)) if said else references.record(record)
