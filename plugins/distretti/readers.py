"""Who read what: for each thing that pages ask of the catalogue, the pages that did."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from .intake import Changes
from .memory import Memory
from .model.kinds import identity
from .shelf import Reads, Thing

ROOM = "readers"

_SHARED = 1 << 63  # in the numbers of shared values, which read things as pages do
_ROWS = 1024  # things are kept in so many rows, so that there are few of them

# A thing as text → for each set of fields asked of it (0 where it is not a record), page numbers as an array's bytes.
# The number of a shared value → the value as a thing, and what stands for all that was read for it.
Row = dict[Any, Any]
_Key = tuple[str, Hashable]  # a thing, or the name of a record and the fields asked of it
Noted = tuple[dict[_Key, "array[int]"], dict[int, tuple[str, int]]]  # readers of things; shared values


class Readers:
    """The readers of things, by page number: those noted here, and those that a memory has."""

    def __init__(self, memory: Memory | None) -> None:
        self._memory = memory
        self._rows: dict[str, Row] = {}
        self._known: dict[_Key, tuple[int, array[int]]] = {}  # the number of a thing, and its readers noted here
        self._masks: dict[tuple[str, frozenset[str]], int] = {}
        self._shared: dict[int, tuple[str, int]] = {}

    def of(self, changes: Changes) -> Iterator[int]:
        """The numbers of the pages that read something that changed, or a shared value that did."""
        pending = [(_text(thing), 0) for thing in changes.things]
        for name, fields in changes.fields.items():
            pending.append((name, -1 if fields is None else self._mask(name, fields)))
        found: set[int] = set()
        while pending:
            thing, asked = pending.pop()
            for mask, numbers in self._row(thing).get(thing, {}).items():
                if mask & asked or not mask:
                    new = set(array("Q", numbers)) - found
                    found |= new
                    pending += ((self._row(_row_key(number))[number][0], 0) for number in new if number & _SHARED)
        return (number for number in found if not number & _SHARED)

    def note(self, number: int, reads: Reads, before: int = -1) -> int:
        """The page with this number read these things; a number that stands for them. `before` is that of last time."""
        known = self._known
        found = []
        for key in (*reads.things, *reads.fields.items()):
            entry = known.get(key)
            if entry is None:
                entry = known[key] = (_hash(self._name(key)), array("Q"))
            found.append(entry)
        total = sum(entry[0] for entry in found)
        if total != before:
            for _, numbers in found:
                numbers.append(number)
        return total

    def note_shared(self, made: Iterable[tuple[Thing, Reads]], last: Readers) -> None:
        """These shared values were made from these reads; `last` has what was read for them before."""
        for thing, reads in made:
            text = _text(thing)
            number = _SHARED | _hash((text, 0)) >> 1
            before = last._row(_row_key(number)).get(number, (text, -1))[1]
            self._shared[number] = text, self.note(number, reads, before)

    def noted(self) -> Noted:
        """What was noted here, for `merge`."""
        return {key: numbers for key, (_, numbers) in self._known.items() if numbers}, self._shared

    def merge(self, other: Noted) -> None:
        """Add what a worker noted."""
        read, shared = other
        for key, numbers in read.items():
            self._known.setdefault(key, (0, array("Q")))[1].extend(numbers)
        self._shared |= shared

    def remember(self, memory: Memory) -> None:
        """Put what was noted into a memory."""
        if self._memory is None:
            memory.drop(ROOM)
        changed: dict[str, Row] = {}
        for key, (_, numbers) in self._known.items():
            if numbers:
                thing, mask = self._name(key)
                name = _row_of(thing)
                row = changed.get(name)
                if row is None:
                    row = changed[name] = self._row(thing)
                masks = row.setdefault(thing, {})
                masks[mask] = masks.get(mask, b"") + numbers.tobytes()
        for number, value in self._shared.items():
            name = _row_of(_row_key(number))
            if name not in changed:
                changed[name] = self._row(_row_key(number))
            changed[name][number] = value
        memory.put(ROOM, changed.items())

    def _name(self, key: _Key) -> tuple[str, int]:
        if isinstance(key[1], frozenset):
            return key[0], self._mask(key[0], key[1])
        return _text(key), 0

    def _row(self, thing: str) -> Row:
        row = _row_of(thing)
        if row not in self._rows:
            self._rows[row] = self._memory.get(ROOM, row, {}) if self._memory else {}
        return self._rows[row]

    def _mask(self, name: str, fields: frozenset[str]) -> int:
        """A bit for each field, in the order of the model."""
        kind = name.partition("/")[0]
        if (kind, fields) not in self._masks:
            order = list(identity(name)[0].model_fields)
            self._masks[kind, fields] = sum(1 << order.index(field) for field in fields if field in order)
        return self._masks[kind, fields]


def _hash(named: tuple[str, int]) -> int:
    """A number for a thing, the same in each process; sums of different things differ."""
    return int.from_bytes(hashlib.blake2b(repr(named).encode(), digest_size=8).digest())


def _row_key(number: int) -> str:
    """What tells the row of a shared value."""
    return str(number)


def _row_of(thing: str) -> str:
    return str(zlib.crc32(thing.encode()) % _ROWS)


def _text(thing: Thing) -> str:
    return f"{thing[0]} {thing[1]!r}"
