"""Lazy records that record which of their fields are read, and values that are computed once for many pages.

The *trace* of a page is all that was read while it was made: as long as nothing of it changes, nor does the page.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..model import Filed
from ..model.record import fields_of

Query = tuple[str, Hashable]  # a look-up of the catalogue and the key asked of it; None for all that it holds
Values = OrderedDict[str, Sequence[Any]]  # a record's name → the values of its fields, in their order

HAS = "has "  # before the name of a look-up: whether it has a key at all
MEMO = "memo"  # the look-up of the queries that memoised values answer

_HELD = frozenset({"id", "_name", "_tracker"})  # the attributes of a record of which no field was read yet
_MOST_VALUES = 9_000  # records whose values are kept in memory, the last read
_HELD_AT_FIRST = len(_HELD)


@dataclass(frozen=True, slots=True)
class Trace:
    """What something was made from: queries, and the fields read of each record, by its name."""

    queries: frozenset[Query] = frozenset()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)


def key_of(query: Query) -> Query | None:
    """The look-up and key of a query that asks whether there is a value, None for other queries."""
    return (query[0].removeprefix(HAS), query[1]) if query[0].startswith(HAS) else None


class Tracker:
    """Hands out the records of a catalogue, one object for each, and records the trace of what is read of them."""

    def __init__(self, load: Callable[[str], Sequence[Any]], values: Values | None = None) -> None:
        self._load = load
        self._values: Values = OrderedDict() if values is None else values
        self._records: dict[str, Filed] = {}
        self._opened: list[Filed] = []
        self._queries: set[Query] = set()
        self._sets: dict[frozenset[str], frozenset[str]] = {}  # equal sets of fields are kept once

    def fork(self) -> Tracker:
        """A tracker of the same records with a trace of its own."""
        return Tracker(self._load, self._values)

    def release(self) -> None:
        """Drop the records handed out, for their memory: who asks again gets other objects."""
        self._records.clear()

    def name(self, record: Filed) -> str:
        """The name of a record that was handed out here."""
        name: str = record.__dict__["_name"]
        return name

    def exists(self, name: str) -> bool:
        """Whether a record of that name can be published."""
        return bool(self._values.get(name) or self._load(name))

    def record(self, name: str, model: type[Filed], identifier: str) -> Filed:
        """The record of that name, as yet without its fields."""
        record = self._records.get(name)
        if record is None:
            record = self._records[name] = object.__new__(model)
            record.__dict__.update(id=identifier, _name=name, _tracker=self)
        return record

    def field(self, record: Filed, name: str) -> Any:
        """The value of a field read for the first time since `take_trace`; AttributeError where there is none such."""
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

    def trace(self, lookup: str, key: Hashable = None) -> None:
        """Add a query to the current trace."""
        self._queries.add((lookup, key))

    def replay(self, trace: Trace) -> None:
        """Add all of a trace to the current one."""
        self._queries |= trace.queries
        for name, fields in trace.fields.items():
            record = self._records[name]
            for unread in fields - record.__dict__.keys():
                getattr(record, unread)

    def take_trace(self) -> Trace:
        """The current trace; a new one begins."""
        fields: dict[str, frozenset[str]] = {}
        for record in self._opened:
            held = record.__dict__
            read = frozenset(held) - _HELD
            name = held["_name"]
            if name in fields:  # another object of the same record, from before `release`
                read |= fields[name]
            fields[name] = self._sets.setdefault(read, read)
            at_first = {key: held[key] for key in _HELD}
            held.clear()  # and with it the memory of the fields
            held.update(at_first)
        queries = frozenset(self._queries)
        self._opened.clear()
        self._queries.clear()
        return Trace(queries, fields)


class RecordName(str):
    """In the arguments of a memoised value: a record."""

    __slots__ = ()


class Memo(NamedTuple):
    """A memoised value as the next build needs it: what it answers, how it is computed again, from what it was."""

    query: Query
    call: bytes  # pickled function and arguments
    trace: Trace
    answer: bytes  # fingerprint of the value
    value: Any


class Memos:
    """Memoised values: `make(catalog, *arguments)`, computed once for all pages that ask.

    They are computed from a fork of the catalogue: the page's trace has the query (MEMO, …), the value a trace of its
    own. So where something changes, the value is computed again first, and pages only where it is another
    (*early cutoff*). Arguments are records and plain values; the value is plain data with the same `repr` in each run.
    `computed` are those of since it was last emptied; `recall` gives the value of an earlier build in a tuple, None
    where there is none or it may be another now.
    """

    def __init__(self, tracker: Tracker, fork: Callable[[], Any]) -> None:
        self._tracker, self._make_fork = tracker, fork
        self.recall: Callable[[Query], tuple[Any] | None] = lambda query: None
        self._fork: Any = None
        self._values: dict[Query, Any] = {}
        self.computed: list[Memo] = []

    def value(self, make: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """The value for these arguments; its query is added to the current trace."""
        named = tuple(_named(argument) for argument in arguments)
        query = MEMO, (make.__module__, make.__qualname__, *named)
        self._tracker.trace(*query)
        if query not in self._values:
            known = self.recall(query)
            self._values[query] = known[0] if known else self._compute(query, make, named).value
        return self._values[query]

    def compute_again(self, call: bytes) -> Memo | None:
        """A value of an earlier build, computed again; None where a record that it was about is gone."""
        make, named = pickle.loads(call)
        if not all(self._tracker.exists(argument) for argument in named if isinstance(argument, RecordName)):
            return None
        memo = self._compute((MEMO, (make.__module__, make.__qualname__, *named)), make, named)
        self._values[memo.query] = memo.value
        return memo

    def _compute(self, query: Query, make: Callable[..., Any], named: tuple[Any, ...]) -> Memo:
        if self._fork is None:
            self._fork = self._make_fork()
        fork = self._fork
        value = make(fork, *(fork.record(item) if isinstance(item, RecordName) else item for item in named))
        answer = hashlib.blake2b(repr(value).encode(), digest_size=8).digest()
        memo = Memo(query, pickle.dumps((make, named), protocol=5), fork.tracker.take_trace(), answer, value)
        fork.tracker.release()
        self.computed.append(memo)
        return memo


def _named(argument: Any) -> Any:
    return RecordName(argument.__dict__["_name"]) if isinstance(argument, Filed) else argument
