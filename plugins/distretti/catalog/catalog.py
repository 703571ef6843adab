"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from ..engine.index import Index, IndexEntry
from ..engine.tables import HAS, List, Lookup, One, Table
from ..engine.tracking import Memos, Query, Tracker
from ..language import italian
from ..language.dates import MonthDay
from ..language.problem import Problem
from ..model import (
    Challenge,
    District,
    Event,
    GlossaryTerm,
    Happening,
    Initiative,
    Programme,
    ProsePage,
    Publisher,
    Record,
    RecurringEvent,
    ReferenceDocument,
    Region,
    Source,
    Term,
)
from ..model.event import Recurrence
from ..model.kinds import identity, name_of
from ..model.vocabularies import TERMS
from ..places.register import Municipality, Places, Province
from ..reading.content import Content
from . import organisations as bodies
from . import recurrence, relations
from .organisations import Body
from .terms import TrackedVocabulary, Users, changed_terms

VOCABULARY = "vocabulary"  # the look-up of the queries for all of a vocabulary
PUBLISHER = "publisher"  # that of those for the kind of one publisher
PASSED = "passed"  # the look-up of the queries that ask whether a day has passed

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Record)


class Catalog:
    """All that is published. Lists are sorted (by Italian name, events by date); look-ups are by id or by code.

    Records with a problem are not in it; withdrawn ones are in `withdrawn` only. Whatever is asked of it is traced, but
    the register: when that changes, everything is made again.
    """

    ambient = True  # an input of pages, of which what they read is traced

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
    words = Lookup[Record]()  # by vocabulary and word of it
    named = Lookup[Record]()  # by ISTAT code of the municipalities that records name

    def __init__(
        self, index: Index, tracker: Tracker, content: Content, problems: Iterable[Problem], today: dt.date
    ) -> None:
        self.tracker = tracker
        self.places: Places = content.places
        self.terms = {name: TrackedVocabulary(name, content.vocabulary(name), tracker.trace) for name in TERMS}
        self.users = {name: Users(self, name) for name in TERMS}  # vocabulary → id of a term → records that use it
        self._index, self._content, self._problems, self._today = index, content, tuple(problems), today
        self._kept: dict[str, Any] = {}
        self._members: dict[str, tuple[Municipality, ...]] = {}
        self._provinces: dict[str, tuple[Province, ...]] = {}
        self.memos = Memos(tracker, self._fork)
        self._is_fork = False

    def _fork(self) -> Catalog:
        """The same catalogue with a trace of its own."""
        fork = Catalog(self._index, self.tracker.fork(), self._content, self._problems, self._today)
        fork._is_fork = True
        return fork

    def memo(self, make: Callable[..., Item], *arguments: Hashable) -> Item:
        """The value of `make(catalog, *arguments)`, computed once for all pages; these depend on its answer alone.

        `make` is a function of a module, arguments are records and plain values, and so is the value but for records.
        """
        if self._is_fork:  # what memoised values ask of each other is in their own trace
            return make(self, *arguments)
        value: Item = self.memos.value(make, arguments)
        return value

    @property
    def today(self) -> dt.date:
        """The day of the build, for what shows it: what asks for it is made again each day. See `has_passed`."""
        self.tracker.trace("today")
        return self._today

    def has_passed(self, day: dt.date) -> bool:
        """Whether a day is before today. Who asks is made again when that becomes true, and on no other day."""
        self.tracker.trace(PASSED, day.isoformat())
        return day < self._today

    def has_come(self, day: dt.date) -> bool:
        """Whether a day is today or before."""
        return self.has_passed(day - dt.timedelta(1))

    @property
    def month(self) -> dt.date:
        """The first day of this month."""
        first = self._today.replace(day=1)
        self.has_passed((first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1))
        return first

    @property
    def year(self) -> int:
        """This year."""
        self.has_passed(dt.date(self._today.year, 12, 31))
        return self._today.year

    def is_over(self, event: Event) -> bool:
        """Whether an event is past; one of which only the month is known is over when that is."""
        return self.has_passed((event.end or event.start).last)

    def next_dates(self, rule: Recurrence, limit: int) -> tuple[dt.date, ...]:
        """At most `limit` days of what recurs, from today on and within twelve months."""
        return self.memo(_next_dates, rule.rrule, rule.from_, rule.to, limit)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the content, sorted."""
        self.tracker.trace("problems")
        return self._problems

    @property
    def partners(self) -> Mapping[str, Term]:
        """The kinds of bodies that support districts, by id."""
        return {term.id: term for term in self._vocabulary("partners")}

    @property
    def challenges(self) -> tuple[Challenge, ...]:
        """The challenges, in the order of their file."""
        return self._vocabulary("challenges")

    @property
    def documents(self) -> tuple[ReferenceDocument, ...]:
        """The documents without an address that statements cite, in the order of their file."""
        return self._vocabulary("documents")

    @property
    def glossary(self) -> tuple[GlossaryTerm, ...]:
        """The terms of the glossary, in alphabetical order."""
        return tuple(sorted(self._vocabulary("glossary"), key=lambda term: italian.order(term.term)))

    def _vocabulary(self, name: str) -> tuple[Any, ...]:
        self.tracker.trace(VOCABULARY, name)
        return self._content.vocabulary(name)

    @property
    def pages(self) -> tuple[ProsePage, ...]:
        """The pages of words, by id."""
        self.tracker.trace("pages")
        return tuple(sorted(self._content.pages.values(), key=lambda page: page.id))

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those that a record names, by name."""
        self.tracker.trace("named")
        return self.once("municipalities", self._named)

    def municipalities_in(self, province: str) -> tuple[Municipality, ...]:
        """The same in the province with that code."""
        return tuple(map(self.places.municipalities.__getitem__, self.memo(_named_in, province)))

    @property
    def calls(self) -> tuple[Programme, ...]:
        """The programmes that are calls."""
        self.tracker.trace("calls", True)
        return self.under("calls", True)

    def any(self, kind: str) -> bool:
        """Whether a list has any record: who asks only this does not depend on which."""
        self.tracker.trace(f"{HAS}{kind}")
        return bool(self._index.names(kind))

    @property
    def coming(self) -> tuple[Event, ...]:
        """The events that begin this month or later, and those that were under way when it began."""
        this = self.month.year, self.month.month
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
            bodies.OF_KIND, lambda kind: tuple(map(self._made, self._index.names_for(bodies.OF_KIND, kind))) or None
        )

    def keys_of(self, lookup: str) -> frozenset[Any]:
        """The keys under which a look-up has something, without a trace: who asks traces what it makes of them."""
        return self._index.filled(lookup)

    def file(self, record: Record) -> str:
        """The file of a record ("content/districts/…")."""
        return self._content.file(record)

    def listed(self, kind: str) -> tuple[Any, ...]:
        """The records of a list, without a note."""
        return tuple(map(self.record, self._index.names(kind)))

    def under(self, lookup: str, key: Hashable) -> tuple[Any, ...]:
        """The records under a key of a look-up, without a note."""
        return tuple(map(self.record, self._index.names_for(lookup, key)))

    def table(self, name: str, one: Callable[[Any], Item | None]) -> Mapping[Any, Item]:
        """A look-up that notes what is asked of it; its keys are in a fixed order."""
        return self.once(
            f"look-up {name}", lambda: Table(name, one, lambda: self._index.keys(name), self.tracker.trace)
        )

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """What is made when first asked, and then kept."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[no-any-return]

    def in_order(self, records: Iterable[Some]) -> list[Some]:
        """Records of one kind in the order of their list."""
        return sorted(records, key=lambda record: self._index.order(self.tracker.name(record)))

    def record(self, name: str) -> Any:
        """The record called so, without a note."""
        return self.tracker.record(name, *identity(name))

    def _named(self) -> tuple[Municipality, ...]:
        return tuple(
            sorted(self._places_under("named"), key=lambda place: (italian.order(place.name), place.istat_code))
        )

    def _places_under(self, lookup: str) -> tuple[Municipality, ...]:
        return tuple(self.places.municipalities[code] for code in sorted(self._index.keys(lookup)))

    def _body(self, name: str) -> Body | None:
        row = self._index.names_for(bodies.TABLE, name)
        return self._made(row) if row else None

    def _made(self, row: Any) -> Body:
        return bodies.body(row, self._content.vocabulary("bodies"), self.places, self.record)

    def municipalities_of(self, district: District) -> tuple[Municipality, ...]:
        """The municipalities of a district today, in the order of the file."""
        for membership in district.municipalities:
            if membership.to:
                self.has_passed(membership.to.last)
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
        return source.kind or self._kind_of_publisher(source.publisher) or "tipo non indicato"

    def _kind_of_publisher(self, name: str) -> str | None:
        self.tracker.trace(PUBLISHER, name)
        kinds = self.once("kinds of publishers", lambda: publisher_kinds(self._content.vocabulary("publishers")))
        return kinds.get(name)

    def upcoming(self, events: Iterable[Happening], limit: int) -> tuple[tuple[dt.date, Happening], ...]:
        """The next events with the day each comes next, today's included.

        Left out: what is known only to the month or year, and recurring events to be confirmed.
        """
        found: list[tuple[dt.date, Happening]] = []
        for event in events:
            if isinstance(event, Event) and event.start.exact and not self.is_over(event):
                found.append((self.today if self.has_come(event.start.exact) else event.start.exact, event))
            elif isinstance(event, RecurringEvent) and not event.to_confirm:
                found += [(day, event) for day in self.next_dates(event.recurrence, 1)]
        return tuple(
            sorted(found, key=lambda pair: (pair[0], pair[1].time or "", italian.order(pair[1].title)))[:limit]
        )

    def is_open(self, call: Programme) -> bool:
        """Whether a call can be answered today, as far as its dates say: its deadline is known and not past."""
        deadline = call.deadline
        opened = call.opened is None or self.has_come(call.opened.first)
        return call.is_call and opened and deadline is not None and not self.has_passed(deadline[0].last)


def publisher_kinds(publishers: Iterable[Publisher]) -> dict[str, str]:
    """The kind of each publisher by its name."""
    return {publisher.name: publisher.kind for publisher in publishers}


def changed_vocabulary(index: Index, name: str, before: Sequence[Any], now: Sequence[Any]) -> set[Query]:
    """The queries that have another answer where a vocabulary had other entries before."""
    if name in TERMS:
        return changed_terms(name, before, now)
    if name == "publishers":
        old, new = publisher_kinds(before), publisher_kinds(now)
        return {(PUBLISHER, key) for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    if name == "bodies":
        return {*bodies.changed_entries(index, before, now)}
    return {(VOCABULARY, name)} if before != now else set()


def _named_in(catalog: Catalog, province: str) -> tuple[str, ...]:
    places = catalog.municipalities
    codes = catalog.once(
        "by province", lambda: relations.grouped((place.province, place.istat_code) for place in places)
    )
    return codes.get(province, ())


def _next_dates(
    catalog: Catalog, rule: str, first: MonthDay | None, last: MonthDay | None, limit: int
) -> tuple[dt.date, ...]:
    return recurrence.dates(rule, first, last, catalog.today, limit)


def catalog(content: Content, problems: Iterable[Problem], today: dt.date) -> Catalog:
    """What can be published of the content: records without problems, apart from each other if withdrawn."""
    problems = sorted(set(problems))
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in problems}
    whole = {
        name_of(type(record), record.id): record
        for record in content.records()
        if content.file(record).removesuffix(".yaml") not in bad
    }
    entries: dict[str, IndexEntry] = {
        name: relations.entry(record, content.places, today) for name, record in whole.items()
    }
    tracker = Tracker(lambda name: [value for _, value in whole[name]] if name in whole else ())
    index = Index()
    index.apply({name: (None, entry) for name, entry in entries.items()})
    bodies.put(index, content.vocabulary("bodies"), content.places)
    return Catalog(index, tracker, content, problems, today)
