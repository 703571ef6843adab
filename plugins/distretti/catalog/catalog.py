"""The frozen catalogue: sorted records that are whole, and the look-ups that pages need. The only thing outputs see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from ..engine.index import Index
from ..engine.tables import Records
from ..engine.tracking import Shared, Shelf
from ..language import italian
from ..language.problem import Problem, errors
from ..model import (
    District,
    Event,
    Happening,
    Programme,
    ProsePage,
    Record,
    RecurringEvent,
    Source,
    Term,
    Vocabulary,
)
from ..model.registry import TERMS, name_of
from ..places.register import Municipality, Places, Province
from ..reading.content import Content
from . import lookups, organisations, recurrence, relations
from .lookups import Lookups
from .organisations import Known, Organisation
from .repeats import in_whole
from .terms import Users

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Record)


class Catalog(Lookups):
    """All that is published. Lists are sorted (by Italian name, events by date); look-ups are by id or by code.

    Records with a problem are not in it; withdrawn ones are in `withdrawn` only. Whatever is asked of it is noted on
    its shelf. What comes from vocabularies and the register is not: when they change, everything is made again.
    """

    noted = True  # what pages read of it is

    def __init__(
        self, index: Index, shelf: Shelf, content: Content, problems: Iterable[Problem], today: dt.date
    ) -> None:
        self.shelf = shelf
        self.places: Places = content.places
        self.partners: Mapping[str, Term] = {term.id: term for term in content.vocabulary("partners")}
        self.challenges = content.vocabulary("challenges")
        self.publishers = {item.name: item.kind for item in content.vocabulary("publishers")}  # name → kind
        self.documents = content.vocabulary("documents")
        self.glossary = tuple(sorted(content.vocabulary("glossary"), key=lambda term: italian.order(term.term)))
        self.terms = {name: Vocabulary(content.vocabulary(name)) for name in TERMS}
        self.users = {name: Users(self, name) for name in TERMS}  # vocabulary → id of a term → records that use it
        self._content, self._problems, self._today = content, tuple(problems), today
        self.records = Records(index, shelf)
        self._members: dict[str, tuple[Municipality, ...]] = {}
        self._provinces: dict[str, tuple[Province, ...]] = {}
        self._shared: Shared | None = Shared(shelf, self._apart)  # None: what is made here is shared by another

    def _apart(self) -> Catalog:
        """The same catalogue with notes of its own."""
        made = Catalog(self.records.index, self.shelf.apart(), self._content, self._problems, self._today)
        made._shared = None
        return made

    def shared(self, make: Callable[..., Item], record: Record, *more: Hashable) -> Item:
        """What `make(catalog, record, *more)` gives, made once for all pages that ask for it."""
        if self._shared is None:
            return make(self, record, *more)
        value: Item = self._shared.value(make, record, more)
        return value

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

    def repeats(self) -> list[Problem]:
        """Warnings of what seems to be there twice, without a note."""
        return in_whole(self.records.index, self._content)

    def add(self, problems: Iterable[Problem]) -> None:
        """Add problems that only the list of all pages shows."""
        self._problems = tuple(sorted({*self._problems, *problems}))

    @property
    def pages(self) -> tuple[ProsePage, ...]:
        """The pages of words, by id."""
        self.shelf.note("pages")
        return tuple(sorted(self._content.pages.values(), key=lambda page: page.id))

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Those that a record names, by name."""
        codes = self.records.keys("named")
        return self.once("municipalities", lambda: self._by_name(codes))

    @property
    def municipalities_of_province(self) -> Mapping[str, tuple[Municipality, ...]]:
        """The same by code of the province."""
        places = self.municipalities
        return self.once("by province", lambda: relations.grouped((place.province, place) for place in places))

    @property
    def calls(self) -> tuple[Programme, ...]:
        """The programmes that are calls."""
        return self._calls.get(True, ())

    @property
    def coming(self) -> tuple[Event, ...]:
        """The events that begin this month or later, and those that were under way when it began."""
        this = self.today.year, self.today.month
        months = [(year, month) for year, month in self.events_of_month if (year, month or 12) >= this]
        events = {event for month in months for event in self.events_of_month[month]}
        return tuple(self.in_order(events.union(self.events_under_way.get(this, ()))))

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
        """The ISTAT codes under which a look-up has something."""
        return self.records.keys(lookup)

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
        """The record called so, without a note."""
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
            provinces = (self.places.provinces[code] for code in {place.province for place in places}.union(added))
            self._provinces[district.id] = tuple(sorted(provinces, key=lambda place: italian.order(place.name)))
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
        dated: list[tuple[dt.date, Happening]] = []
        for event in events:
            if isinstance(event, Event) and event.start.exact and (event.end or event.start).last >= self.today:
                dated.append((max(event.start.exact, self.today), event))
            elif isinstance(event, RecurringEvent) and not event.to_confirm:
                dated += [(day, event) for day in recurrence.next_dates(event.recurrence, self.today, 1)]
        return tuple(
            sorted(dated, key=lambda pair: (pair[0], pair[1].time or "", italian.order(pair[1].title)))[:limit]
        )

    def is_open(self, call: Programme) -> bool:
        """Whether a call can be answered today, as far as its dates say: its deadline is known and not past."""
        deadline = call.deadline
        opened = call.opened is None or call.opened.first <= self.today
        return call.is_call and opened and deadline is not None and deadline[0].last >= self.today


def catalog(content: Content, problems: Iterable[Problem], today: dt.date) -> Catalog:
    """What can be published of the content: records without problems, apart from each other if withdrawn."""
    problems = sorted(set(problems))
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in errors(problems)}
    whole = {
        name_of(type(record), record.id): record
        for record in content.records()
        if content.file(record).removesuffix(".yaml") not in bad
    }
    shelf = Shelf(lambda name: [value for _, value in whole[name]])
    index = Index()
    index.change({name: (None, lookups.entry(record, content.places, today)) for name, record in whole.items()})
    organisations.put(index, content.vocabulary("bodies"), content.places)
    return Catalog(index, shelf, content, problems, today)
