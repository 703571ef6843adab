"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from ..engine.index import Index
from ..engine.tables import Records
from ..engine.tracking import HAS, Memos, Query, Tracker
from ..language import italian
from ..language.problem import Problem, errors
from ..model import (
    Challenge,
    District,
    Event,
    GlossaryTerm,
    Happening,
    IndicatorTerm,
    Message,
    Programme,
    ProsePage,
    Publisher,
    Record,
    RecurringEvent,
    ReferenceDocument,
    Source,
    Term,
    Venue,
)
from ..model.occurrences import Occurrence, first_days, last_day
from ..model.programme import Window
from ..model.registry import TERMS, name_of
from ..places.register import Municipality, Places, Province
from ..reading import layout
from ..reading.content import Content
from ..reading.history import Revision
from . import lookups, organisations, recurrence, relations
from .lookups import Lookups
from .organisations import Known, Organisation
from .repeats import in_whole
from .terms import TrackedVocabulary, Users, changed_terms

VOCABULARY = "vocabulary"  # the look-up of the queries for all of a vocabulary
PUBLISHER = "publisher"  # that of those for the kind of one publisher
PASSED = "passed"  # the look-up of the queries that ask whether a day has passed
HISTORY = "history"  # that of those that ask when the file of a record changed
CANCELLED = "annullato"

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Record)


class Catalog(Lookups):
    """All that is published. Lists are sorted (by Italian name, events by date); look-ups are by id or by code.

    Records with a problem are not in it; withdrawn ones are in `withdrawn` only. Whatever is asked of it is traced, but
    the register: when that changes, everything is made again.
    """

    ambient = True  # an input of pages, of which what they read is traced

    def __init__(
        self,
        index: Index,
        tracker: Tracker,
        content: Content,
        problems: Iterable[Problem],
        today: dt.date,
        history: Mapping[str, Revision] | None = None,
    ) -> None:
        self.tracker = tracker
        self.places: Places = content.places
        self.terms = {name: TrackedVocabulary(name, content.vocabulary(name), tracker.trace) for name in TERMS}
        self.users = {name: Users(self, name) for name in TERMS}  # vocabulary → id of a term → records that use it
        self._content, self._problems, self._today = content, tuple(problems), today
        self._history = history or {}
        self.records = Records(index, tracker)
        self._members: dict[str, tuple[Municipality, ...]] = {}
        self._provinces: dict[str, tuple[Province, ...]] = {}
        self.memos = Memos(tracker, self._fork)
        self._is_fork = False

    def _fork(self) -> Catalog:
        """The same catalogue with a trace of its own."""
        index, tracker = self.records.index, self.tracker.fork()
        fork = Catalog(index, tracker, self._content, self._problems, self._today, self._history)
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
        return self.has_passed(last_day(event))

    def next_day(self, event: Event) -> dt.date | None:
        """The day on which an event comes next, today where it is under way; None: it is over, or no day is known."""
        if not event.start.exact:
            return None
        if event.end and self.has_come(event.start.exact) and not self.has_passed(event.end.last):
            return self.today
        return next((day for day in first_days(event) if not self.has_passed(day)), None)

    def next_dates(self, event: RecurringEvent, limit: int) -> tuple[dt.date, ...]:
        """At most `limit` days of what recurs, from today on and within twelve months: those that can be asserted.

        None of what is cancelled; a holiday is among them only where a source says that it is held then.
        """
        return self.memo(_next_dates, event, limit)

    def occurrences(self, event: RecurringEvent, limit: int) -> tuple[Occurrence, ...]:
        """The same with the days that are not certain, each with what is known of it."""
        return self.memo(_occurrences, event, limit)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of the content, sorted."""
        self.tracker.trace("problems")
        return self._problems

    def repeats(self, each: bool = False) -> list[Problem]:
        """Warnings of what seems to be there twice, without a trace; `each`: in each of the files that are alike."""
        return in_whole(self.records.index, self._content, each)

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
    def indicators(self) -> tuple[IndicatorTerm, ...]:
        """What is measured in districts, in the order of the file."""
        return self._vocabulary("indicators")

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
        return tuple(page for page in self._pages() if not page.language)

    @property
    def translated_pages(self) -> tuple[ProsePage, ...]:
        """Those that someone wrote in another language; their id ends with it: "metodo.en"."""
        return tuple(page for page in self._pages() if page.language)

    def _pages(self) -> list[ProsePage]:
        self.tracker.trace("pages")
        return sorted(self._content.pages.values(), key=lambda page: page.id)

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those that a record names, by name."""
        codes = self.records.keys("named")
        return self.once("municipalities", lambda: self._by_name(codes))

    def municipalities_in(self, province: str) -> tuple[Municipality, ...]:
        """The same in the province with that code."""
        return tuple(map(self.places.municipalities.__getitem__, self.memo(_named_in, province)))

    @property
    def calls(self) -> tuple[Programme, ...]:
        """The programmes that are calls."""
        return self._calls.get(True, ())

    def any(self, kind: str) -> bool:
        """Whether a list has any record: who asks only this does not depend on which."""
        self.tracker.trace(f"{HAS}{kind}")
        return bool(self.records.index.names(kind))

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

    def keys_of(self, lookup: str) -> frozenset[Any]:
        """The keys under which a look-up has something, without a trace: who asks traces what it makes of them."""
        return self.records.index.filled(lookup)

    def file(self, record: Record) -> str:
        """The file of a record ("content/districts/…")."""
        return self._content.file(record)

    def picture(self, message: Message) -> bytes:
        """The picture beside a message; of which its field `picture` has the fingerprint."""
        return (self._content.folder / layout.picture_of(message)).read_bytes() if message.picture else b""

    def revision(self, record: Record) -> tuple[int, str]:
        """How often its file was changed after it was written, and when last, as iCalendar writes it.

        Without a history: never, and on the day it was compiled.
        """
        self.tracker.trace(HISTORY, self.tracker.name(record))
        found = self._history.get(self.file(record).partition("/")[2])
        if not found:
            return 0, f"{record.compiled.first:%Y%m%dT000000Z}"
        return found.changes - 1, f"{dt.datetime.fromtimestamp(found.last, dt.UTC):%Y%m%dT%H%M%SZ}"

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

    def place_of(self, record: Happening | Venue) -> Municipality | None:
        """The municipality of an event or a place, None abroad or where no source says."""
        return relations.place_of(self.places, record)

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
            if isinstance(event, Event) and (day := self.next_day(event)):
                found.append((day, event))
            elif isinstance(event, RecurringEvent) and not event.to_confirm:
                found += [(day, event) for day in self.next_dates(event, 1)]
        return tuple(
            sorted(found, key=lambda pair: (pair[0], pair[1].time or "", italian.order(pair[1].title)))[:limit]
        )

    def window(self, call: Programme) -> Window | None:
        """When applications can be sent: the first time that is not over, else the last; None where none is known."""
        spans = call.spans
        return next((span for span in spans if not self.has_passed(span.closes.last)), spans[-1] if spans else None)

    def is_open(self, call: Programme) -> bool:
        """Whether a call can be answered today, as far as its dates say: a deadline is known and not past."""
        window = self.window(call)
        if not (call.is_call and window) or self.has_passed(window.closes.last):
            return False
        return window.opens is None or self.has_come(window.opens.first)


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


def _named_in(catalog: Catalog, province: str) -> tuple[str, ...]:
    places = catalog.municipalities
    codes = catalog.once(
        "by province", lambda: relations.grouped((place.province, place.istat_code) for place in places)
    )
    return codes.get(province, ())


def _next_dates(catalog: Catalog, event: RecurringEvent, limit: int) -> tuple[dt.date, ...]:
    return () if event.status == CANCELLED else recurrence.next_dates(event.recurrence, catalog.today, limit)


def _occurrences(catalog: Catalog, event: RecurringEvent, limit: int) -> tuple[Occurrence, ...]:
    return () if event.status == CANCELLED else recurrence.coming(event.recurrence, catalog.today)[:limit]


def catalog(content: Content, problems: Iterable[Problem], today: dt.date) -> Catalog:
    """What can be published of the content: records without problems, apart from each other if withdrawn."""
    problems = sorted(set(problems))
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in errors(problems)}
    whole = {
        name_of(type(record), record.id): record
        for record in content.filed()
        if record.is_public and content.file(record).removesuffix(".yaml") not in bad
    }
    tracker = Tracker(lambda name: [value for _, value in whole[name]] if name in whole else ())
    index = Index()
    index.apply({name: (None, lookups.entry(record, content.places, today)) for name, record in whole.items()})
    organisations.put(index, content.vocabulary("bodies"), content.places)
    return Catalog(index, tracker, content, problems, today)
