"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from ..engine.index import Index
from ..engine.tables import Records
from ..engine.tracking import Memos, Query, Tracker
from ..language import italian
from ..language.dates import MonthDay
from ..language.problem import Problem, errors
from ..model import (
    Challenge,
    District,
    Event,
    GlossaryTerm,
    Happening,
    Programme,
    ProsePage,
    Publisher,
    Record,
    RecurringEvent,
    ReferenceDocument,
    Source,
    Term,
)
from ..model.event import Recurrence
from ..model.registry import TERMS, name_of
from ..places.register import Municipality, Places, Province
from ..reading.content import Content
from . import lookups, organisations, recurrence, relations
from .lookups import Lookups
from .organisations import Known, Organisation
from .repeats import in_whole
from .terms import TrackedVocabulary, Users, changed_terms

VOCABULARY = "vocabulary"  # the look-up of the queries for all of a vocabulary
PUBLISHER = "publisher"  # that of those for the kind of one publisher
PASSED = "passed"  # the look-up of the queries that ask whether a day has passed

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Record)


class Catalog(Lookups):
    """All that is published. Lists are sorted (by Italian name, events by date); look-ups are by id or by code.

    Records with a problem are not in it; withdrawn ones are in `withdrawn` only. Whatever is asked of it is noted on
    its tracker. What comes from the register is not: when it changes, everything is made again.
    """

    noted = True  # what pages read of it is

    def __init__(
        self, index: Index, tracker: Tracker, content: Content, problems: Iterable[Problem], today: dt.date
    ) -> None:
        self.tracker = tracker
        self.places: Places = content.places
        self.terms = {name: TrackedVocabulary(name, content.vocabulary(name), tracker.trace) for name in TERMS}
        self.users = {name: Users(self, name) for name in TERMS}  # vocabulary → id of a term → records that use it
        self._content, self._problems, self._today = content, tuple(problems), today
        self.records = Records(index, tracker)
        self._members: dict[str, tuple[Municipality, ...]] = {}
        self._provinces: dict[str, tuple[Province, ...]] = {}
        self.memos = Memos(tracker, self._fork)
        self._is_fork = False

    def _fork(self) -> Catalog:
        """The same catalogue with a trace of its own."""
        fork = Catalog(self.records.index, self.tracker.fork(), self._content, self._problems, self._today)
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

    def repeats(self) -> list[Problem]:
        """Warnings of what seems to be there twice, without a trace."""
        return in_whole(self.records.index, self._content)

    def add(self, problems: Iterable[Problem]) -> None:
        """Add problems that only the list of all pages shows."""
        self._problems = tuple(sorted({*self._problems, *problems}))

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
        codes = self.records.keys("named")
        return self.once("municipalities", lambda: self._by_name(codes))

    @property
    def municipalities_of_province(self) -> Mapping[str, tuple[Municipality, ...]]:
        """The same by code of the province."""
        found = self.municipalities
        return self.once("by province", lambda: relations.grouped((place.province, place) for place in found))

    @property
    def calls(self) -> tuple[Programme, ...]:
        """The programmes that are calls."""
        return self._calls.get(True, ())

    @property
    def coming(self) -> tuple[Event, ...]:
        """The events that begin this month or later, and those that were under way when it began."""
        this = self.month.year, self.month.month
        months = [(year, month) for year, month in self.events_of_month if (year, month or 12) >= this]
        found = {event for month in months for event in self.events_of_month[month]}
        return tuple(self.in_order(found.union(self.events_under_way.get(this, ()))))

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """Those that records cite, by each of their names."""
        return self.records.table(organisations.BY_NAME, self._organisation)

    @property
    def organisations_of_kind(self) -> Mapping[str, tuple[Organisation, ...]]:
        """The same by kind, each once, in the order of the names that pages show."""
        known = partial(self.records.value, organisations.OF_KIND)
        return self.records.table(organisations.OF_KIND, lambda kind: tuple(map(self._made, known(kind))) or None)

    def towns_of(self, lookup: str) -> frozenset[str]:
        """The ISTAT codes under which a look-up has something; who asks traces where it looks (`nearest`)."""
        return self.once(f"towns of {lookup}", lambda: self.records.index.filled(lookup))

    def file(self, record: Record) -> str:
        """The file of a record ("content/districts/…")."""
        return self._content.file(record)

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """What is made when first asked, and then kept."""
        return self.records.once(name, make)

    def in_order(self, records: Iterable[Some]) -> list[Some]:
        """Records of one kind in the order of their list."""
        return self.records.in_order(records)

    def record(self, name: str) -> Any:
        """The record called so, without a trace."""
        return self.records.record(name)

    def _by_name(self, codes: Iterable[str]) -> tuple[Municipality, ...]:
        places = (self.places.municipalities[code] for code in codes)
        return tuple(sorted(places, key=lambda place: (italian.order(place.name), place.istat_code)))

    def _organisation(self, name: str) -> Organisation | None:
        known = self.records.value(organisations.BY_NAME, name)
        return self._made(known) if known else None

    def _made(self, known: Known) -> Organisation:
        return organisations.organisation(known, self._content.vocabulary("bodies"), self.places, self.record)

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
        return {*organisations.changed_entries(index, before, now)}
    return {(VOCABULARY, name)} if before != now else set()


def _next_dates(
    catalog: Catalog, rule: str, first: MonthDay | None, last: MonthDay | None, limit: int
) -> tuple[dt.date, ...]:
    return recurrence.dates(rule, first, last, catalog.today, limit)


def catalog(content: Content, problems: Iterable[Problem], today: dt.date) -> Catalog:
    """What can be published of the content: records without problems, apart from each other if withdrawn."""
    problems = sorted(set(problems))
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in errors(problems)}
    whole = {
        name_of(type(record), record.id): record
        for record in content.records()
        if content.file(record).removesuffix(".yaml") not in bad
    }
    tracker = Tracker(lambda name: [value for _, value in whole[name]] if name in whole else ())
    index = Index()
    index.apply({name: (None, lookups.entry(record, content.places, today)) for name, record in whole.items()})
    organisations.put(index, content.vocabulary("bodies"), content.places)
    return Catalog(index, tracker, content, problems, today)
