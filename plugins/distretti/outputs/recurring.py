"""What comes back by a rule: all of it as one weekly table, and the page of each market or fair with its next dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .. import addresses, event_facts, italian, markdown, recurrence, wording
from ..catalog import Catalog
from ..dates import MonthDay
from ..elements import Disagreement, Fact, Group, Link, Provenance, Row, Source
from ..model import RecurringEvent
from ..model import event as words
from ..page import Head, Output, Page
from ..theme import Site

NAME = "Ricorrenti"
TITLE = "Mercati e fiere ricorrenti"
DATES = 8
TO_CONFIRM = "da riconfermare"

# A code of RFC 5545 → its heading, its anchor, schema.org's name.
DAYS = {
    "MO": ("Lunedì", "lunedi", "Monday"),
    "TU": ("Martedì", "martedi", "Tuesday"),
    "WE": ("Mercoledì", "mercoledi", "Wednesday"),
    "TH": ("Giovedì", "giovedi", "Thursday"),
    "FR": ("Venerdì", "venerdi", "Friday"),
    "SA": ("Sabato", "sabato", "Saturday"),
    "SU": ("Domenica", "domenica", "Sunday"),
}
# What has no day of the week: the frequency of its rule → its heading, its anchor.
OTHER = {
    "MONTHLY": ("Ogni mese", "ogni-mese"),
    "YEARLY": ("Ogni anno", "ogni-anno"),
}
PERIODS = {"DAILY": "P1D", "WEEKLY": "P1W", "MONTHLY": "P1M", "YEARLY": "P1Y"}


@dataclass(frozen=True, slots=True)
class RecurringListView:
    """All recurring events: the days of the week, then what is monthly, then what is yearly."""

    head: Head
    lead: str
    to_confirm: str
    sections: tuple[Link, ...]
    groups: tuple[Group, ...]


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
    dates: tuple[str, ...]
    dates_note: str
    facts: tuple[Fact, ...]
    prose: Markup
    notes: str
    disagreements: tuple[Disagreement, ...]
    provenance: Provenance
    sources: tuple[Source, ...]
    repository: Link | None


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The weekly table, and one page for each recurring event."""
    if catalog.recurring:
        yield Page(addresses.RECURRING, "recurring_index.html", _list(catalog))
    titles = event_facts.titles(catalog)
    for event in catalog.recurring:
        address = addresses.of(event)
        yield Page(address, "recurring.html", _view(catalog, site, event, titles[address]), str(event.changed))


def _list(catalog: Catalog) -> RecurringListView:
    total = italian.count(len(catalog.recurring), "mercato o fiera", "mercati e fiere")
    doubtful = sum(event.to_confirm for event in catalog.recurring)
    groups = _groups(catalog)
    return RecurringListView(
        head=wording.head(
            TITLE,
            f"{total} che tornano ogni settimana, ogni mese o ogni anno: giorno, orario e luogo di ciascuno.",
            ("Eventi", addresses.EVENTS),
            (NAME, ""),
            section="eventi",
            structured={
                "@context": "https://schema.org",
                "@type": "CollectionPage",
                "url": addresses.RECURRING,
                "name": TITLE,
                "mainEntity": {"@type": "ItemList", "numberOfItems": len(catalog.recurring)},
            },
        ),
        lead=f"{total} in ordine di comune, giorno per giorno. Quelli di più giorni sono scritti in ognuno.",
        to_confirm=f"«Da riconfermare» ({doubtful}): la fonte più recente è di prima del 2022, o senza data."
        if doubtful
        else "",
        sections=tuple(Link(group.title, f"#{group.anchor}") for group in groups),
        groups=groups,
    )


def _groups(catalog: Catalog) -> tuple[Group, ...]:
    """The sections that have rows: seven days, then what has no day of the week."""
    by_place = sorted(catalog.recurring, key=_place_order)
    groups = [
        Group(title, anchor, tuple(_row(catalog, event) for event in by_place if day in _weekdays(event)))
        for day, (title, anchor, _) in DAYS.items()
    ]
    other = [event for event in by_place if not _weekdays(event)]
    for frequency, (title, anchor) in OTHER.items():
        events = [event for event in other if _parts(event).frequency == frequency]
        groups.append(Group(title, anchor, tuple(_row(catalog, event) for event in sorted(events, key=_month_order))))
    return tuple(group for group in groups if group.rows)


def _place_order(event: RecurringEvent) -> tuple[object, ...]:
    return (not event.municipality, italian.order(event.municipality or ""), italian.order(event.title), event.id)


def _month_order(event: RecurringEvent) -> tuple[int, ...]:
    """What comes once a year is in the order of the year; the rest stays as it is."""
    found = _parts(event)
    return (*found.months[:1], *found.month_days[:1]) if found.frequency == "YEARLY" else ()


def _parts(event: RecurringEvent) -> event_facts.RuleParts:
    return event_facts.parts(event.recurrence.rrule)


def _weekdays(event: RecurringEvent) -> tuple[str, ...]:
    """The days of the week on which it is, for daily and weekly rules; none for the others."""
    found = _parts(event)
    if found.frequency in OTHER:
        return ()
    return found.weekdays or tuple(DAYS)


def _row(catalog: Catalog, event: RecurringEvent) -> Row:
    """A short row: most are markets, so only other kinds are said."""
    meta = (event.recurrence.text, wording.hours(event), wording.where(catalog, event))
    tags = () if event.kind == "mercato" else (words.KINDS[event.kind],)
    warning = TO_CONFIRM if event.to_confirm else ""
    return Row(event.title, addresses.of(event), " · ".join(filter(None, meta)), tags, warning)


def _view(catalog: Catalog, site: Site, event: RecurringEvent, title: str) -> RecurringView:
    dates = recurrence.next_dates(event.recurrence, catalog.today, DATES)
    rule = "da una regola da riconfermare, solo indicative" if event.to_confirm else "dalla regola"
    return RecurringView(
        head=_head(catalog, event, title),
        heading=event.title,
        lead=event.summary,
        kind=words.KINDS[event.kind],
        warning=TO_CONFIRM if event.to_confirm else "",
        doubt=_doubt(event) if event.to_confirm else "",
        dates_title="Date secondo una regola da riconfermare" if event.to_confirm else "Prossime date",
        dates=tuple(italian.capitalised(italian.day(day, weekday=True)) for day in dates),
        dates_note=f"Date calcolate {rule}; le feste non sono considerate." if dates else "",
        facts=(*_when(event), *event_facts.place(catalog, event), *event_facts.links(catalog, event)),
        prose=markdown.html(event.prose) if event.prose else Markup(""),
        notes=event.notes or "",
        disagreements=wording.disagreements(event),
        provenance=wording.provenance(event),
        sources=wording.sources(catalog, event),
        repository=wording.file_link(catalog, site, addresses.of(event)),
    )


def _doubt(event: RecurringEvent) -> str:
    newest = event.newest_source
    age = f"la fonte più recente è del {italian.partial(newest)}" if newest else "nessuna fonte porta una data"
    return f"{italian.capitalised(age)}: prima di andare, verifica che ci sia ancora."


def _head(catalog: Catalog, event: RecurringEvent, title: str) -> Head:
    facts = (event.recurrence.text, wording.hours(event), wording.where(catalog, event))
    doubt = f" ({TO_CONFIRM})" if event.to_confirm else ""
    return wording.head(
        title,
        f"{italian.capitalised(', '.join(filter(None, facts)))}{doubt}. {event.summary}",
        ("Eventi", addresses.EVENTS),
        (NAME, addresses.RECURRING),
        (event.title, ""),
        section="eventi",
        structured=event_facts.structured(catalog, event) | {"eventSchedule": _schedule(event)},
        correction=addresses.correction(addresses.of(event)),
    )


def _when(event: RecurringEvent) -> tuple[Fact, ...]:
    rule = event.recurrence
    return (
        Fact("Cadenza", (italian.capitalised(rule.text),)),
        Fact("Stagione", (_season(rule),)),
        Fact("Eccezioni", (italian.capitalised(rule.exceptions) if rule.exceptions else "non indicate",)),
        Fact("Orario", (event_facts.hours(event),)),
    )


def _season(rule: words.Recurrence) -> str:
    """From one day to another, or the months of the rule, or what is not said."""
    months = event_facts.parts(rule.rrule).months
    if rule.from_ and rule.to:
        return f"{_edge('dal', rule.from_)} {_edge('al', rule.to)}"
    return italian.listed([italian.month(month) for month in months]) if months else "non indicata"


def _edge(word: str, day: MonthDay) -> str:
    """ "dal 1º luglio", "all'8 dicembre"."""
    return f"{word}l'{italian.month_day(day)}" if day.day in (8, 11) else f"{word} {italian.month_day(day)}"


def _schedule(event: RecurringEvent) -> dict[str, Any]:
    """schema.org Schedule: the rule's parts, ordinal days ("1SU") as iCalendar writes them."""
    found = _parts(event)
    days = [f"https://schema.org/{DAYS[day][2]}" for day in found.weekdays] + list(found.ordinals)
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
