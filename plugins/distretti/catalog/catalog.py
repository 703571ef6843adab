"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from ..engine.index import Entry, Index
from ..engine.tables import List, Lookup, One, Table
from ..engine.tracking import Shared, Shelf
from ..language import italian
from ..language.problem import Problem
from ..model import (
    District,
    Event,
    Happening,
    IndicatorTerm,
    Initiative,
    Programme,
    ProsePage,
    Record,
    RecurringEvent,
    Region,
    Source,
    Term,
    Vocabulary,
)
from ..model.kinds import identity, name_of
from ..model.vocabularies import TERMS
from ..places.register import Municipality, Places, Province
from ..reading.content import Content
from . import organisations as bodies
from . import recurrence, relations
from .organisations import Body
from .terms import Users

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Record)


class Catalog:
    """All that is published. Lists are sorted (by Italian name, events by date); look-ups are by id or by code.

    Records with a problem are not in it; withdrawn ones are in `withdrawn` only. Whatever is asked of it is noted on
    its shelf. What comes from vocabularies and the register is not: when they change, everything is made again.
    """

    noted = True  # what pages read of it is

    districts = List[District]()
    events = List[Event]()  # by start
    recurring = List[RecurringEvent]()
    initiatives = List[Initiative]()
    programmes = List[Programme]()
    regions = List[Region]()
    withdrawn = List[Record]()  # of any kind, by address
    moved = One[Record]()  # that are no longer where they were, by old address, withdrawn ones too
    district = One[District]()
    programme = One[Programme]()
    initiative = One[Initiative]()
    region = One[Region]()
    districts_of_region = Lookup[District]()
    districts_of_province = Lookup[District]()
    districts_of_municipality = Lookup[District]()  # by ISTAT code
    districts_with_grants = Lookup[District]()  # by region
    districts_not_whole = Lookup[District]()  # by region: not all of their municipalities are known
    districts_of_size = Lookup[District]()  # by lookups.size: of one kind, with about as many people
    districts_of_programme = Lookup[District]()  # that took part in it
    happenings_of_district = Lookup[Happening]()
    happenings_of_municipality = Lookup[Happening]()
    happenings_of_initiative = Lookup[Happening]()
    happenings_of_region = Lookup[Happening]()  # "" abroad or where no source says the municipality
    events_of_month = Lookup[Event]()  # by year and month of the start; month 0: only the year is known
    events_under_way = Lookup[Event]()  # when a year's month begins, from earlier ones
    events_of_area = Lookup[Event]()  # by province, year and month of the start
    events_of_kind = Lookup[Event]()
    events_that_tell = Lookup[Event]()  # True: of experiences
    events_alike = Lookup[Event]()  # by district, or ISTAT code of the municipality, and kind
    editions = Lookup[Event]()  # by lookups.edition
    certain = Lookup[RecurringEvent]()  # True: not to be confirmed
    markets_of_municipality = Lookup[RecurringEvent]()
    markets_of_day = Lookup[RecurringEvent]()  # by province and weekday of RFC 5545
    initiatives_of_axis = Lookup[Initiative]()
    initiatives_of_district = Lookup[Initiative]()
    initiatives_of_municipality = Lookup[Initiative]()
    programmes_of_region = Lookup[Programme]()
    programmes_of_district = Lookup[Programme]()  # calls that a district opened itself
    descendants = Lookup[Programme]()  # programmes that descend from a programme
    regions_with_figures = Lookup[Region]()  # by code of the province that the figures are of
    namesakes = Lookup[Record]()  # by lookups.namesake: pages that would share a title
    changed_on = Lookup[Record]()  # by ISO day
    citing = Lookup[Record]()  # by reference of a source without an address
    with_field = Lookup[Any]()  # by kind and field, of those that few have: records in which it is not empty
    filled = Lookup[Record]()  # by completeness.key: kind, region, which fields are not empty
    words = Lookup[Record]()  # by vocabulary and word of it
    named = Lookup[Record]()  # by ISTAT code of the municipalities that records name

    def __init__(
        self, index: Index, shelf: Shelf, content: Content, problems: Iterable[Problem], today: dt.date
    ) -> None:
        self.shelf = shelf
        self.places: Places = content.places
        self.partners: Mapping[str, Term] = {term.id: term for term in content.vocabulary("partners")}
        self.challenges = content.vocabulary("challenges")
        self.publishers = {item.name: item.kind for item in content.vocabulary("publishers")}  # name → kind
        self.indicators: tuple[IndicatorTerm, ...] = content.vocabulary("indicators")
        self.documents = content.vocabulary("documents")
        self.glossary = tuple(sorted(content.vocabulary("glossary"), key=lambda term: italian.order(term.term)))
        self.terms = {name: Vocabulary(content.vocabulary(name)) for name in TERMS}
        self.users = {name: Users(self, name) for name in TERMS}  # vocabulary → id of a term → records that use it
        self._index, self._content, self._problems, self._today = index, content, tuple(problems), today
        self._kept: dict[str, Any] = {}
        self._members: dict[str, tuple[Municipality, ...]] = {}
        self._provinces: dict[str, tuple[Province, ...]] = {}
        self._shared: Shared | None = Shared(shelf, self._apart)  # None: what is made here is shared by another

    def _apart(self) -> Catalog:
        """The same catalogue with notes of its own."""
        made = Catalog(self._index, self.shelf.apart(), self._content, self._problems, self._today)
        made._shared = None
        return made

    def shared(self, make: Callable[..., Item], record: Record, *more: Hashable) -> Item:
        """What `make(catalog, record, *more)` gives, made once for all pages that ask for it."""
        if self._shared is None:
            return make(self, record, *more)
        found: Item = self._shared.value(make, record, more)
        return found

    @property
    def today(self) -> dt.date:
        """The day of the build."""
        self.shelf.note("today")
        return self._today

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the content, sorted."""
        self.shelf.note("problems")
        return self._problems

    @property
    def pages(self) -> tuple[ProsePage, ...]:
        """The pages of words, by id."""
        self.shelf.note("pages")
        return tuple(sorted(self._content.pages.values(), key=lambda page: page.id))

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those that a record names, by name."""
        self.shelf.note("named")
        return self.once("municipalities", self._named)

    @property
    def municipalities_of_province(self) -> Mapping[str, tuple[Municipality, ...]]:
        """The same by code of the province."""
        found = self.municipalities
        return self.once("by province", lambda: relations.grouped((place.province, place) for place in found))

    @property
    def calls(self) -> tuple[Programme, ...]:
        """The programmes that are calls."""
        self.shelf.note("calls", True)
        return self.under("calls", True)

    @property
    def coming(self) -> tuple[Event, ...]:
        """The events that begin this month or later, and those that were under way when it began."""
        this = self.today.year, self.today.month
        months = [(year, month) for year, month in self.events_of_month if (year, month or 12) >= this]
        found = {event for month in months for event in self.events_of_month[month]}
        return tuple(self.in_order(found.union(self.events_under_way.get(this, ()))))

    @property
    def bodies(self) -> Mapping[str, Body]:
        """The bodies that records cite, by each of their names."""
        return self.table(bodies.TABLE, self._body)

    @property
    def bodies_of_kind(self) -> Mapping[str, tuple[Body, ...]]:
        """The same by kind, each once, in the order of the names that pages show."""
        return self.table(
            bodies.OF_KIND, lambda kind: tuple(map(self._made, self._index.under(bodies.OF_KIND, kind))) or None
        )

    def towns_of(self, lookup: str) -> frozenset[str]:
        """The ISTAT codes under which a look-up has something."""
        self.shelf.note(lookup)
        return self.once(f"towns of {lookup}", lambda: self._index.filled(lookup))

    def file(self, record: Record) -> str:
        """The file of a record ("content/districts/…")."""
        return self._content.file(record)

    def listed(self, kind: str) -> tuple[Any, ...]:
        """The records of a list, without a note."""
        return tuple(map(self.record, self._index.names(kind)))

    def under(self, lookup: str, key: Hashable) -> tuple[Any, ...]:
        """The records under a key of a look-up, without a note."""
        return tuple(map(self.record, self._index.under(lookup, key)))

    def table(self, name: str, one: Callable[[Any], Item | None]) -> Mapping[Any, Item]:
        """A look-up that notes what is asked of it; its keys are in a fixed order."""
        return self.once(f"look-up {name}", lambda: Table(name, one, lambda: self._index.keys(name), self.shelf.note))

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """What is made when first asked, and then kept."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[no-any-return]

    def in_order(self, records: Iterable[Some]) -> list[Some]:
        """Records of one kind in the order of their list."""
        return sorted(records, key=lambda record: self._index.order(self.shelf.name(record)))

    def record(self, name: str) -> Any:
        """The record called so, without a note."""
        return self.shelf.record(name, *identity(name))

    def _named(self) -> tuple[Municipality, ...]:
        return tuple(
            sorted(self._places_under("named"), key=lambda place: (italian.order(place.name), place.istat_code))
        )

    def _places_under(self, lookup: str) -> tuple[Municipality, ...]:
        return tuple(self.places.municipalities[code] for code in sorted(self._index.keys(lookup)))

    def _body(self, name: str) -> Body | None:
        row = self._index.under(bodies.TABLE, name)
        return self._made(row) if row else None

    def _made(self, row: Any) -> Body:
        return bodies.body(row, self._content.vocabulary("bodies"), self.places, self.record)

    def municipalities_of(self, district: District) -> tuple[Municipality, ...]:
        """The municipalities of a district today, in the order of the file."""
        memberships = district.municipalities
        if any(item.to for item in memberships):
            self.shelf.note("today")
        if district.id not in self._members:
            self._members[district.id] = relations.members_of(district, self.places, self._today)
        return self._members[district.id]

    def provinces_of(self, district: District) -> tuple[Province, ...]:
        """The provinces of its municipalities and those that sources add, by name."""
        places, added = self.municipalities_of(district), district.provinces  # read, also where the answer is known
        if district.id not in self._provinces:
            found = (self.places.provinces[code] for code in {place.province for place in places}.union(added))
            self._provinces[district.id] = tuple(sorted(found, key=lambda place: italian.order(place.name)))
        return self._provinces[district.id]

    def place_of(self, happening: Happening) -> Municipality | None:
        """The municipality of an event, None abroad or where no source says."""
        return relations.place_of(self.places, happening)

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
    problems = sorted(set(problems))
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in problems}
    whole = {
        name_of(type(record), record.id): record
        for record in content.records()
        if content.file(record).removesuffix(".yaml") not in bad
    }
    entries: dict[str, Entry] = {name: relations.entry(record, content.places, today) for name, record in whole.items()}
    shelf = Shelf(lambda name: [value for _, value in whole[name]])
    index = Index()
    index.change({name: (None, entry) for name, entry in entries.items()})
    bodies.put(index, content.vocabulary("bodies"), content.places)
    return Catalog(index, shelf, content, problems, today)
