"""What comes back by a rule: all of it as one weekly table, and the page of each market or fair with its next dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import RecurringEvent
from ..model import event as words
from ..presenters import event_facts, evidence, heads, list_items, lists, nearby, validity
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Evidence, Fact, Group, Link, Until
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

DATES = 8
TO_CONFIRM = "da riconfermare"
CAPTION = "Mercati e fiere ricorrenti, giorno per giorno"
COLUMNS = ("Comune", "Mercato o fiera", "Ora", "Luogo", "Prossima data")
COMPUTED = "Date calcolate dalla regola; le feste non sono considerate."

# A code of RFC 5545 → its heading, its anchor.
DAYS = {
    "MO": ("Lunedì", "lunedi"),
    "TU": ("Martedì", "martedi"),
    "WE": ("Mercoledì", "mercoledi"),
    "TH": ("Giovedì", "giovedi"),
    "FR": ("Venerdì", "venerdi"),
    "SA": ("Sabato", "sabato"),
    "SU": ("Domenica", "domenica"),
}
# What has no day of the week: the frequency of its rule → its heading, its anchor.
OTHER = {
    "MONTHLY": ("Ogni mese", "ogni-mese"),
    "YEARLY": ("Ogni anno", "ogni-anno"),
}


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A recurring event in the weekly table: a cell for each column, none of them empty."""

    municipality: str
    label: str
    address: str
    rule: str  # "la prima domenica del mese": only where the heading is not a day of the week
    tags: tuple[str, ...]
    warning: str
    hours: str
    place: str
    next_date: Cell


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """Rows of the weekly table under one heading; `anchor` is its id."""

    title: str
    anchor: str
    rows: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True)
class RecurringListView:
    """All recurring events in one table: the days of the week, then what is monthly, then what is yearly."""

    head: Head
    lead: str
    notes: tuple[str, ...]
    sections: tuple[Link, ...]
    caption: str
    columns: tuple[str, ...]
    groups: tuple[WeekGroup, ...]


@dataclass(frozen=True, slots=True)
class RecurringView:
    """The page of a recurring event, in the order in which it is read."""

    head: Head
    heading: str
    lead: str
    kind: str
    warning: str
    doubt: str  # why it is to be confirmed
    dates_title: str
    dates: tuple[Until, ...]
    dates_note: str
    facts: tuple[Fact, ...]
    prose: Markup
    nearby: tuple[Group, ...]
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The weekly table, and one page for each recurring event."""
    if catalog.recurring:
        yield Page(addresses.RECURRING, "recurring_index.html", _list, (catalog,))
    for event in catalog.recurring:
        yield Page(addresses.of(event), "recurring.html", _view, (catalog, site, event), event)


def _list(catalog: Catalog) -> RecurringListView:
    total = italian.count(len(catalog.recurring), "mercato o fiera", "mercati e fiere")
    doubtful = len(catalog.recurring) - len(catalog.certain.get(True, ()))
    groups = _groups(catalog)
    doubt = f"«Da riconfermare» ({doubtful}): la fonte più recente è di prima del 2022, o senza data."
    return RecurringListView(
        head=lists.RECURRING.head(
            f"{total} che tornano ogni settimana, ogni mese o ogni anno: giorno, orario e luogo di ciascuno.",
            structured=collection(lists.RECURRING.title, addresses.RECURRING, len(catalog.recurring)),
            built=validity.built(catalog),
        ),
        lead=f"{total} in ordine di comune, giorno per giorno. Quelli di più giorni sono scritti in ognuno.",
        notes=(COMPUTED, f"{doubt} Sono in fondo a ogni giorno.") if doubtful else (COMPUTED,),
        sections=tuple(Link(group.title, f"#{group.anchor}") for group in groups),
        caption=CAPTION,
        columns=COLUMNS,
        groups=groups,
    )


def _groups(catalog: Catalog) -> tuple[WeekGroup, ...]:
    """The sections that have rows: seven days, then what has no day of the week."""
    placed = sorted((_order(event), _sections(event), _row(catalog, event)) for event in catalog.recurring)
    groups = (
        WeekGroup(title, anchor, tuple(row for _, sections, row in placed if section in sections))
        for section, (title, anchor) in (DAYS | OTHER).items()
    )
    return tuple(group for group in groups if group.rows)


def _order(event: RecurringEvent) -> tuple[object, ...]:
    """What is sure first, then by place."""
    town = event.municipality or ""
    return event.to_confirm, not town, italian.order(town), italian.order(event.title), event.id


def _parts(event: RecurringEvent) -> event_facts.RuleParts:
    return event_facts.parts(event.recurrence.rrule)


def _sections(event: RecurringEvent) -> tuple[str, ...]:
    """The days of the week on which it is, for daily and weekly rules; else its frequency."""
    found = _parts(event)
    return (found.frequency,) if found.frequency in OTHER else found.weekdays or tuple(DAYS)


def _row(catalog: Catalog, event: RecurringEvent) -> WeekRow:
    """Most are markets, so only other kinds are said."""
    return WeekRow(
        municipality=event.municipality or evidence.UNKNOWN,
        label=event.title,
        address=addresses.of(event),
        rule=event.recurrence.text if _parts(event).frequency in OTHER else "",
        tags=() if event.kind == "mercato" else (words.KINDS[event.kind],),
        warning=TO_CONFIRM if event.to_confirm else "",
        hours=event_facts.hours(event) if event.time or event.end_time else "non nota",
        place=event.place or evidence.UNKNOWN,
        next_date=_next_date(catalog, event),
    )


def _next_date(catalog: Catalog, event: RecurringEvent) -> Cell:
    if event.to_confirm:
        return TO_CONFIRM
    dates = catalog.next_dates(event.recurrence, 1)
    if not dates:
        return "nessuna entro un anno"
    return Until(italian.short_day(dates[0]), dates[0].isoformat(), "vedi la sua pagina")


def _view(catalog: Catalog, site: Site, event: RecurringEvent) -> RecurringView:
    dates = catalog.next_dates(event.recurrence, DATES)
    rule = "da una regola da riconfermare, solo indicative" if event.to_confirm else "dalla regola"
    return RecurringView(
        head=replace(_head(catalog, event), built=validity.built(catalog) if dates and not event.to_confirm else None),
        heading=event.title,
        lead=event.summary,
        kind=words.KINDS[event.kind],
        warning=TO_CONFIRM if event.to_confirm else "",
        doubt=_doubt(event) if event.to_confirm else "",
        dates_title="Date secondo una regola da riconfermare" if event.to_confirm else "Prossime date",
        dates=tuple(Until(italian.capitalised(italian.day(day, weekday=True)), day.isoformat()) for day in dates),
        dates_note=f"Date calcolate {rule}; le feste non sono considerate." if dates else "",
        facts=(*_when(event), *event_facts.place(catalog, event), *event_facts.links(catalog, event)),
        prose=markdown.html(event.prose) if event.prose else Markup(""),
        nearby=nearby.of_recurring(catalog, event),
        evidence=evidence.of(catalog, site, event),
    )


def _doubt(event: RecurringEvent) -> str:
    newest = event.newest_source
    age = f"la fonte più recente è {italian.of(newest)}" if newest else "nessuna fonte porta una data"
    return f"{italian.capitalised(age)}: prima di andare, verifica che ci sia ancora."


def _head(catalog: Catalog, event: RecurringEvent) -> Head:
    facts = (event.recurrence.text, list_items.hours(event), list_items.where(catalog, event))
    doubt = f" ({TO_CONFIRM})" if event.to_confirm else ""
    return heads.head(
        event_facts.title(catalog, event),
        f"{italian.capitalised(', '.join(filter(None, facts)))}{doubt}. {event.summary}",
        *lists.RECURRING.trail,
        (event.title, ""),
        section="eventi",
        structured=event_facts.structured(catalog, event) | {"eventSchedule": event_facts.schedule(event)},
        correction=addresses.correction(addresses.of(event)),
        entry=lambda: documents.recurring(catalog, event),
    )


def _when(event: RecurringEvent) -> tuple[Fact, ...]:
    rule = event.recurrence
    return (
        Fact("Cadenza", (italian.capitalised(rule.text),)),
        Fact("Stagione", (event_facts.season(rule),)),
        Fact("Eccezioni", (italian.capitalised(rule.exceptions) if rule.exceptions else "non indicate",)),
        Fact("Orario", (event_facts.hours(event),)),
    )
