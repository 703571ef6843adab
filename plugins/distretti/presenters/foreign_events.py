"""Markets and events in other languages: what a row says of each, and the blocks of what comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..language.words import Own, Words
from ..model import Event, Happening, RecurringEvent
from ..model import event as terms
from ..model.occurrences import last_day
from ..site import addresses
from ..site.blocks import Phrase, Row
from ..site.components import Link
from . import foreign_rules


def row(words: Words, catalog: Catalog, event: Happening, day: dt.date | None = None) -> Row:
    """A row: the title as it is, then kind, dates or rule, hours, place; `day` is when it comes next."""
    when = _dates(words, event) if isinstance(event, Event) else ()
    if isinstance(event, RecurringEvent):
        when = _rule(words, event, day)
    parts = [when, _hours(words, event), where(words, catalog, event)]
    last = last_day(event).isoformat() if isinstance(event, Event) else ""
    tags = () if event.kind == "mercato" else (words(terms.KINDS[event.kind]),)
    return Row(Link(Own(event.title), addresses.of(event)), _joined(parts), tags, _warning(words, event), last)


def where(words: Words, catalog: Catalog, event: Happening) -> Phrase:
    """The spot in the words of the source, and the municipality with its province."""
    town = catalog.place_of(event)
    country = event.country if isinstance(event, Event) else None
    if town:
        province = catalog.places.provinces[town.province]
        name = words.name(town.name)
        place = name if province.name == town.name else f"{name} ({province.code})"
    else:
        place = Own(event.municipality) if event.municipality else ""
    found = (Own(event.place) if event.place else "", place, words.country(country) if country else "")
    parts = [part for text in found if text for part in (", ", text)]
    return tuple(parts[1:])


def coming(words: Words, catalog: Catalog, events: Iterable[Happening]) -> tuple[Row, ...]:
    """What comes and comes back, each once: by its next day, then what has no sure day."""
    found = list(events)
    dated = {event: day for day, event in catalog.upcoming(found, len(found))}
    later = [event for event in found if event not in dated and not _is_past(catalog, event)]
    return tuple(row(words, catalog, event, dated.get(event)) for event in (*dated, *later))


def past(words: Words, catalog: Catalog, events: Iterable[Happening]) -> tuple[Row, ...]:
    """What is over, the newest first."""
    over = [event for event in events if _is_past(catalog, event)]
    return tuple(row(words, catalog, event) for event in over[::-1])


def _is_past(catalog: Catalog, event: Happening) -> bool:
    return isinstance(event, Event) and catalog.is_over(event)


def _dates(words: Words, event: Event) -> Phrase:
    days = [words.span(event.start, event.end), *map(words.partial, event.also)]
    return words.listed([words.day(event.start.first, weekday=True)] if len(days) == 1 and _is_day(event) else days)


def _is_day(event: Event) -> bool:
    return bool(event.start.day) and event.end in (None, event.start)


def _rule(words: Words, event: RecurringEvent, day: dt.date | None) -> Phrase:
    """The rule, the words of the source, the next date."""
    said = foreign_rules.said(words, event.recurrence)
    source = Own(event.recurrence.text)
    text: Phrase = (said, " (", source, ")") if said else words.phrase("giorni non certi: {parole}", parole=source)
    return (*text, "; ", words("prossima data: {giorno}", giorno=words.day(day, weekday=True))) if day else text


def _hours(words: Words, event: Happening) -> Phrase:
    if event.time and event.end_time:
        return (f"{event.time}–{event.end_time}",)
    if event.time:
        return (words("dalle {ora}", ora=event.time),)
    return (words("fino alle {ora}", ora=event.end_time),) if event.end_time else ()


def _warning(words: Words, event: Happening) -> str:
    if event.status and event.status != "confermato":
        return words(terms.STATUSES[event.status])
    return words("da riconfermare") if isinstance(event, RecurringEvent) and event.to_confirm else ""


def _joined(parts: Iterable[Phrase]) -> Phrase:
    """Phrases one after the other, with a sign between them."""
    found: Phrase = ()
    for part in parts:
        found = (*found, " · ", *part) if found and part else found or part
    return found
