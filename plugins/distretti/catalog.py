"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import addresses, italian, lookups, recurrence
from .bodies import Body, bodies
from .load import Content
from .model import (
    Challenge,
    District,
    Event,
    GlossaryTerm,
    Happening,
    Initiative,
    Part,
    Programme,
    ProsePage,
    Record,
    RecurringEvent,
    ReferenceDocument,
    Region,
    Source,
    Term,
    Vocabulary,
)
from .model.vocabularies import TERMS
from .places import Municipality, Places, Province
from .problem import Problem


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is published. Tuples are sorted (by Italian name, events by date); mappings are by id or by code.

    Records with a problem are not in it; withdrawn ones are in `withdrawn` only.
    """

    today: dt.date
    places: Places
    problems: tuple[Problem, ...]
    districts: tuple[District, ...]
    events: tuple[Event, ...]  # by start
    recurring: tuple[RecurringEvent, ...]
    initiatives: tuple[Initiative, ...]
    programmes: tuple[Programme, ...]
    regions: tuple[Region, ...]
    pages: tuple[ProsePage, ...]
    partners: Mapping[str, Term]
    challenges: tuple[Challenge, ...]
    publishers: Mapping[str, str]  # publisher's name → kind
    documents: tuple[ReferenceDocument, ...]
    bodies: Mapping[str, Body]  # by each of their names, in the order of those that pages show
    glossary: tuple[GlossaryTerm, ...]  # by term
    terms: Mapping[str, Vocabulary]  # services, interventions, attractions, audiences, topics, needs, themes
    users: Mapping[str, Mapping[str, tuple[Record, ...]]]  # vocabulary → id of a term → the records that use it
    withdrawn: tuple[Record, ...]  # of any kind, by address
    files: Mapping[str, str]  # a record's address → its file ("content/districts/…")
    district: Mapping[str, District]
    programme: Mapping[str, Programme]
    initiative: Mapping[str, Initiative]
    region: Mapping[str, Region]
    members: Mapping[str, tuple[Municipality, ...]]  # by id of a district, in the order of its file
    districts_of_region: Mapping[str, tuple[District, ...]]
    districts_of_province: Mapping[str, tuple[District, ...]]
    districts_of_municipality: Mapping[str, tuple[District, ...]]  # by ISTAT code
    happenings_of_district: Mapping[str, tuple[Happening, ...]]
    happenings_of_municipality: Mapping[str, tuple[Happening, ...]]
    initiatives_of_district: Mapping[str, tuple[Initiative, ...]]
    initiatives_of_municipality: Mapping[str, tuple[Initiative, ...]]
    programmes_of_region: Mapping[str, tuple[Programme, ...]]
    programmes_of_district: Mapping[str, tuple[Programme, ...]]  # calls that a district opened itself
    descendants: Mapping[str, tuple[Programme, ...]]  # programmes that descend from a programme
    districts_of_programme: Mapping[str, tuple[District, ...]]  # that took part in it
    happenings_of_initiative: Mapping[str, tuple[Happening, ...]]
    municipalities: tuple[Municipality, ...]  # those that a record names

    def records(self) -> tuple[Record, ...]:
        """The records of all kinds that have a page of their own."""
        return (
            *self.districts, *self.events, *self.recurring, *self.initiatives, *self.programmes, *self.regions,
        )  # fmt: skip

    def municipalities_of(self, district: District) -> tuple[Municipality, ...]:
        """The municipalities of a district today, in the order of the file."""
        return self.members[district.id]

    def provinces_of(self, district: District) -> tuple[Province, ...]:
        """The provinces of its municipalities and those that sources add, by name."""
        codes = {place.province for place in self.municipalities_of(district)} | set(district.provinces)
        return tuple(sorted((self.places.provinces[code] for code in codes), key=lambda p: italian.order(p.name)))

    def place_of(self, happening: Happening) -> Municipality | None:
        """The municipality of an event, None abroad or where no source says."""
        return lookups.place_of(self.places, happening)

    def kind_of(self, source: Source) -> str:
        """The kind of a source: its own, or its publisher's, or "tipo non indicato"."""
        return source.kind or self.publishers.get(source.publisher, "tipo non indicato")

    def upcoming(self, events: Iterable[Happening], limit: int) -> tuple[tuple[dt.date, Happening], ...]:
        """The next events with the day each comes next, today's included.

        Left out: what is known only to the month or year, and recurring events to be confirmed.
        """
        found: list[tuple[dt.date, Happening]] = []
        for event in events:
            if isinstance(event, Event) and event.start.exact and (event.end or event.start).last >= self.today:
                found.append((max(event.start.exact, self.today), event))
            elif isinstance(event, RecurringEvent) and not event.to_confirm:
                found += [(day, event) for day in recurrence.next_dates(event.recurrence, self.today, 1)]
        return tuple(
            sorted(found, key=lambda pair: (pair[0], pair[1].time or "", italian.order(pair[1].title)))[:limit]
        )

    def is_open(self, call: Programme) -> bool:
        """Whether a call can be answered today, as far as its dates say: its deadline is known and not past."""
        deadline = call.deadline
        opened = call.opened is None or call.opened.first <= self.today
        return call.is_call and opened and deadline is not None and deadline[0].last >= self.today


def catalog(content: Content, problems: Iterable[Problem], today: dt.date) -> Catalog:
    """What can be published of the content: records without problems, apart from each other if withdrawn."""
    problems = tuple(sorted(set(problems)))
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in problems}
    whole = {
        name: [record for record in getattr(content, name).values() if _whole(record, content, bad)]
        for name in ("districts", "events", "recurring", "initiatives", "programmes", "regions")
    }
    groups: dict[str, Any] = {
        name: tuple(sorted((record for record in records if not record.withdrawn), key=_order))
        for name, records in whole.items()
    }
    withdrawn = [record for records in whole.values() for record in records if record.withdrawn]
    return Catalog(
        today=today,
        places=content.places,
        problems=problems,
        pages=tuple(sorted(content.pages.values(), key=lambda page: page.id)),
        partners={term.id: term for term in content.vocabulary("partners")},
        challenges=content.vocabulary("challenges"),
        publishers={publisher.name: publisher.kind for publisher in content.vocabulary("publishers")},
        documents=content.vocabulary("documents"),
        bodies=bodies(
            groups["initiatives"],
            (*groups["events"], *groups["recurring"]),
            groups["districts"],
            content.vocabulary("bodies"),
            content.places,
        ),
        glossary=tuple(sorted(content.vocabulary("glossary"), key=lambda entry: italian.order(entry.term))),
        terms={name: Vocabulary(content.vocabulary(name)) for name in TERMS},
        withdrawn=tuple(sorted(withdrawn, key=addresses.of)),
        files={
            addresses.of(record): content.document(record).file for records in groups.values() for record in records
        },
        **groups,
        **lookups.by_id(groups),
        **lookups.links(groups),
        **lookups.by_place(groups, content.places, today),
        users={name: lookups.users(groups, name, content.vocabulary(name)) for name in TERMS},
    )


def _whole(record: Record, content: Content, bad: set[str]) -> bool:
    return content.document(record).file.removesuffix(".yaml") not in bad


def _order(record: Part) -> tuple[object, ...]:
    if isinstance(record, Event):
        return (record.start.first, record.time or "", italian.order(record.title), record.id)
    name = next(getattr(record, key) for key in ("short_name", "name", "title") if hasattr(record, key))
    return (italian.order(name), getattr(record, "id", ""))
