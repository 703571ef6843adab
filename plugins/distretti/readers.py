"""Who read what: for each thing that pages ask of the catalogue, the pages that did."""

from __future__ import annotations

import hashlib
import marshal
import zlib
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from .intake import Changes
from .memory import Memory
from .model.kinds import identity
from .shelf import Reads, Thing

ROOM = "readers"

_SHARED = 1 << 63  # in the numbers of shared values, which read things as pages do
_MOST_KNOWN = 40_000  # things noted before they are put aside
_ROWS = 1024  # things are kept in so many rows, so that there are few of them

# A thing as text → for each set of fields asked of it (0 where it is not a record), page numbers as an array's bytes.
# The number of a shared value → the value as a thing, and what stands for all that was read for it.
Row = dict[Any, Any]
_Key = tuple[str, Hashable]  # a thing, or the name of a record and the fields asked of it
Noted = dict[str, bytes]  # rows by name, as marshal writes them: small enough to be sent by workers


class Readers:
    """The readers of things, by page number: those noted here, and those that a memory has."""

    def __init__(self, memory: Memory | None) -> None:
        self._memory = memory
        self._rows: dict[str, Row] = {}
        self._known: dict[_Key, array[int]] = {}  # a number for the thing, then its readers noted here
        self._masks: dict[tuple[str, frozenset[str]], int] = {}
        self._shared: dict[int, tuple[str, int]] = {}
        self._aside: list[Noted] = []

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
                entry = known[key] = array("Q", (_hash(self._name(key)),))
            found.append(entry)
        total = sum(entry[0] for entry in found)
        if total != before:
            for entry in found:
                entry.append(number)
        if len(known) > _MOST_KNOWN:
            self._put_aside()
        return total

    def note_shared(self, made: Iterable[tuple[Thing, Reads]], last: Readers) -> None:
        """These shared values were made from these reads; `last` has what was read for them before."""
        for thing, reads in made:
            text = _text(thing)
            number = _SHARED | _hash((text, 0)) >> 1
            before = last._row(_row_key(number)).get(number, (text, -1))[1]
            self._shared[number] = text, self.note(number, reads, before)

    def noted(self) -> Iterator[Noted]:
        """What was noted here, for `merge`: it is forgotten as it is given."""
        self._put_aside()
        while self._aside:
            yield self._aside.pop()

    def merge(self, other: Noted) -> None:
        """Add what a worker noted."""
        self._aside.append(other)

    def _put_aside(self) -> None:
        """Go on with nothing noted: as bytes what was noted takes a sixth of the memory."""
        self._aside.append({name: marshal.dumps(row) for name, row in self._own_rows()})
        self._known.clear()
        self._shared.clear()

    def remember(self, memory: Memory) -> None:
        """Put what was noted into a memory."""
        if self._memory is None:
            memory.drop(ROOM)
        parts = list(self.noted())
        names = sorted({name for part in parts for name in part})
        rows = ((name, self._merged(name, parts)) for name in names)
        memory.put(ROOM, ((name, row) for name, row in rows if row))

    def _own_rows(self) -> Iterator[tuple[str, Row]]:
        """What was noted here by rows; only one of them is made at a time."""
        found: dict[str, list[tuple[str, int, array[int]]]] = defaultdict(list)
        shared: dict[str, list[int]] = defaultdict(list)
        for key, entry in self._known.items():
            if len(entry) > 1:
                thing, mask = self._name(key)
                found[_row_of(thing)].append((thing, mask, entry))
        for number in self._shared:
            shared[_row_of(_row_key(number))].append(number)
        for name in found.keys() | shared.keys():
            row: Row = {number: self._shared[number] for number in shared[name]}
            for thing, mask, entry in found.pop(name, ()):
                row.setdefault(thing, {})[mask] = entry[1:].tobytes()
            yield name, row

    def _merged(self, name: str, parts: Iterable[Noted]) -> Row | None:
        """A row with what was noted, None where it had all of it: most of what a page read it had read before."""
        row, changed = self._row_called(name), False
        for part in (marshal.loads(part[name]) for part in parts if name in part):
            for thing, found in part.items():
                if isinstance(thing, int):
                    changed = changed or row.get(thing) != found
                    row[thing] = found
                    continue
                masks = row.setdefault(thing, {})
                for mask, numbers in found.items():
                    kept = masks.get(mask, b"")
                    new = _without(numbers, kept) if self._memory and kept else numbers
                    changed = changed or bool(new)
                    masks[mask] = kept + new
        return row if changed else None

    def _name(self, key: _Key) -> tuple[str, int]:
        if isinstance(key[1], frozenset):
            return key[0], self._mask(key[0], key[1])
        return _text(key), 0

    def _row(self, thing: str) -> Row:
        return self._row_called(_row_of(thing))

    def _row_called(self, name: str) -> Row:
        if not self._memory:
            return {}
        if name not in self._rows:
            self._rows[name] = self._memory.get(ROOM, name, {})
        return self._rows[name]

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


def _without(numbers: bytes, kept: bytes) -> bytes:
    """The numbers that are not among those kept, as an array's bytes."""
    known = frozenset(array("Q", kept))
    return array("Q", (number for number in array("Q", numbers) if number not in known)).tobytes()


def _row_key(number: int) -> str:
    """What tells the row of a shared value."""
    return str(number)


def _row_of(thing: str) -> str:
    return str(zlib.crc32(thing.encode()) % _ROWS)


def _text(thing: Thing) -> str:
    return f"{thing[0]} {thing[1]!r}"
