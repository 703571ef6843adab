"""Records by name, each field taken out when it is first asked for, and a note of all that was asked.

What was noted while a page was made is what the page depends on: as long as none of it changes, nor does the page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..model import Record
from ..model.record import fields_of

Thing = tuple[str, Hashable]  # a look-up of the catalogue and the key asked of it; None for all that it holds
Values = OrderedDict[str, Sequence[Any]]  # a record's name → the values of its fields, in their order
Item = TypeVar("Item")

SHARED = "shared"  # the look-up under which shared values are noted

_HELD = frozenset({"id", "_name", "_shelf"})  # what a record on the shelf has before it is asked for anything
_MOST_VALUES = 9_000  # records whose values are kept at hand, the last taken
_HELD_AT_FIRST = len(_HELD)


@dataclass(frozen=True, slots=True)
class Reads:
    """What something was made from: look-ups by key, and the fields asked of each record, by its name."""

    things: frozenset[Thing] = frozenset()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Shelf:
    """Hands out the records of a catalogue, one object for each, and notes what is asked of them."""

    def __init__(self, values: Callable[[str], Sequence[Any]], known: Values | None = None) -> None:
        self._load = values
        self._values: Values = OrderedDict() if known is None else known
        self.shared: list[tuple[Thing, Reads]] = []  # values made for many pages since they were last noted
        self._records: dict[str, Record] = {}
        self._opened: list[Record] = []
        self._things: set[Thing] = set()
        self._sets: dict[frozenset[str], frozenset[str]] = {}  # equal sets of fields are kept once

    def apart(self) -> Shelf:
        """The same records with notes of their own."""
        return Shelf(self._load, self._values)

    def forget(self) -> None:
        """Let go of the records handed out: who asks again gets others."""
        self._records.clear()

    def name(self, record: Record) -> str:
        """What a record is called here."""
        found: str = record.__dict__["_name"]
        return found

    def record(self, name: str, model: type[Record], identifier: str) -> Record:
        """The record called so, as yet without its fields."""
        made = self._records.get(name)
        if made is None:
            made = self._records[name] = object.__new__(model)
            made.__dict__.update(id=identifier, _name=name, _shelf=self)
        return made

    def field(self, record: Record, name: str) -> Any:
        """A field asked of a record for the first time since `taken`; AttributeError where it has none such."""
        held = record.__dict__
        own = held["_name"]
        place = fields_of(type(record)).get(name)
        if place is None:
            raise AttributeError(f"{type(record).__name__} has no field {name}")
        values = self._values.get(own)
        if values is None:
            if len(self._values) >= _MOST_VALUES:
                self._values.popitem(last=False)
            values = self._values[own] = self._load(own)
        if len(held) == _HELD_AT_FIRST:
            self._opened.append(record)
        value = held[name] = values[place]
        return value

    def note(self, lookup: str, key: Hashable = None) -> None:
        """Something was asked of a look-up."""
        self._things.add((lookup, key))

    def again(self, reads: Reads) -> None:
        """Note these things once more."""
        self._things |= reads.things
        for name, fields in reads.fields.items():
            record = self._records[name]
            for asked in fields - record.__dict__.keys():
                getattr(record, asked)

    def taken(self) -> Reads:
        """What was asked since the last time; from now on it is noted anew."""
        fields: dict[str, frozenset[str]] = {}
        for record in self._opened:
            held = record.__dict__
            asked = frozenset(held) - _HELD
            name = held["_name"]
            if name in fields:  # another object of the same record, from before `forget`
                asked |= fields[name]
            fields[name] = self._sets.setdefault(asked, asked)
            at_first = {key: held[key] for key in _HELD}
            held.clear()  # and with it the room that the fields took
            held.update(at_first)
        things = frozenset(self._things)
        self._opened.clear()
        self._things.clear()
        return Reads(things, fields)


_Key = tuple[Hashable, ...]  # the name of what makes it, that of its record, what else it is told


class Shared:
    """Makes values from a catalogue of their own, so that what is read for them is not noted as read by the page."""

    def __init__(self, shelf: Shelf, apart: Callable[[], Any]) -> None:
        self._shelf, self._make_apart = shelf, apart
        self._apart: Any = None
        self._known: dict[_Key, Any] = {}

    def value(self, make: Callable[..., Any], record: Record, more: tuple[Hashable, ...]) -> Any:
        """What `make(catalog, record, *more)` gives: plain values, no records."""
        key = make.__name__, self._shelf.name(record), *more
        self._shelf.note(SHARED, key)
        if key not in self._known:
            self._known[key] = self._made(make, key)
        return self._known[key]

    def _made(self, make: Callable[..., Any], key: _Key) -> Any:
        if self._apart is None:
            self._apart = self._make_apart()
        _, name, *more = key
        value = make(self._apart, self._apart.record(name), *more)
        self._shelf.shared.append(((SHARED, key), self._apart.shelf.taken()))
        self._apart.shelf.forget()
        return value
