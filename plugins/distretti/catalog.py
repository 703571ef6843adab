"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from . import addresses, italian, recurrence
from .bodies import Body, bodies
from .load import TERMS, Content
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
from .places import Municipality, Places, Province, UnknownPlace
from .problem import Problem

Key = TypeVar("Key")
Item = TypeVar("Item")


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
    withdrawn: tuple[Record, ...]  # of any kind, by address
    files: Mapping[str, str]  # a record's address → its file ("content/districts/…")
    district: Mapping[str, District]
    programme: Mapping[str, Programme]
    initiative: Mapping[str, Initiative]
    region: Mapping[str, Region]
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
        return _district_places(self.places, district, self.today)

    def provinces_of(self, district: District) -> tuple[Province, ...]:
        """The provinces of its municipalities and those that sources add, by name."""
        codes = {place.province for place in self.municipalities_of(district)} | set(district.provinces)
        return tuple(sorted((self.places.provinces[code] for code in codes), key=lambda p: italian.order(p.name)))

    def place_of(self, happening: Happening) -> Municipality | None:
        """The municipality of an event, None abroad or where no source says."""
        return _happening_place(self.places, happening)

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


def _place(places: Places, name: str, districts: tuple[str, ...]) -> Municipality | None:
    regions = [None, *sorted({district.partition("/")[0] for district in districts})]
    for region in regions:
        try:
            return places.find(name, region)
        except UnknownPlace:
            continue
    return None


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
        **_by_id(groups),
        **_links(groups),
        **_territory(groups, content.places, today),
    )


def _by_id(groups: dict[str, Any]) -> dict[str, Any]:
    singular = {"district": "districts", "programme": "programmes", "initiative": "initiatives", "region": "regions"}
    return {one: {item.id: item for item in groups[many]} for one, many in singular.items()}


def _links(groups: dict[str, Any]) -> dict[str, Any]:
    """The look-ups that follow from ids written in records."""
    happenings = (*groups["events"], *groups["recurring"])
    programmes = groups["programmes"]
    calls: list[tuple[str, District]] = []
    for district in groups["districts"]:
        named = dict.fromkeys([*district.calls, *(grant.programme for grant in district.grants if grant.programme)])
        calls += [(call, district) for call in named]
    return {
        "districts_of_region": _grouped((item.region, item) for item in groups["districts"]),
        "districts_of_programme": _grouped(calls),
        "happenings_of_district": _grouped((name, item) for item in happenings for name in item.districts),
        "happenings_of_initiative": _grouped((name, item) for item in happenings for name in item.initiatives),
        "initiatives_of_district": _grouped((name, item) for item in groups["initiatives"] for name in item.districts),
        "programmes_of_region": _grouped((item.region, item) for item in programmes),
        "programmes_of_district": _grouped((item.district, item) for item in programmes if item.district),
        "descendants": _grouped((item.descends_from, item) for item in programmes if item.descends_from),
    }


def _territory(groups: dict[str, Any], places: Places, today: dt.date) -> dict[str, Any]:
    """The look-ups by place, and the municipalities that any record names."""
    members = [(item, _district_places(places, item, today)) for item in groups["districts"]]
    happenings = [(item, _happening_place(places, item)) for item in (*groups["events"], *groups["recurring"])]
    initiatives = [
        (item, _place(places, name, item.districts)) for item in groups["initiatives"] for name in item.municipalities
    ]
    named = {place for _, found in members for place in found}
    named |= {place for _, place in [*happenings, *initiatives] if place}
    return {
        "districts_of_province": _grouped(
            (code, item)
            for item, found in members
            for code in sorted({place.province for place in found} | set(item.provinces))
        ),
        "districts_of_municipality": _grouped((place.istat_code, item) for item, found in members for place in found),
        "happenings_of_municipality": _grouped((place.istat_code, item) for item, place in happenings if place),
        "initiatives_of_municipality": _grouped((place.istat_code, item) for item, place in initiatives if place),
        "municipalities": tuple(sorted(named, key=lambda place: italian.order(place.name))),
    }


def _whole(record: Record, content: Content, bad: set[str]) -> bool:
    return content.document(record).file.removesuffix(".yaml") not in bad


def _order(record: Part) -> tuple[object, ...]:
    if isinstance(record, Event):
        return (record.start.first, record.time or "", italian.order(record.title), record.id)
    name = next(getattr(record, key) for key in ("short_name", "name", "title") if hasattr(record, key))
    return (italian.order(name), getattr(record, "id", ""))


def _district_places(places: Places, district: District, today: dt.date) -> tuple[Municipality, ...]:
    return tuple(
        places.find(item.name, district.region)
        for item in district.municipalities
        if not item.to or item.to.last >= today
    )


def _happening_place(places: Places, event: Happening) -> Municipality | None:
    if not event.municipality or getattr(event, "country", None):
        return None
    return _place(places, event.municipality, event.districts)


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    groups: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}
