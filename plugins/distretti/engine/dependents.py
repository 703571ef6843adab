"""Who read what: for each thing that pages ask of the catalogue, the pages that did."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..model.registry import identity
from .store import Memory
from .tracking import Reads, Thing

ROOM = "readers"
_TOTALS = "totals"  # in the room: a number for all that was read for each shared value

_SHARED = 1 << 63  # added to a thing that is a shared value, it is the value's number: it reads things as pages do
_MOST_KNOWN = 40_000  # things noted before they are put aside
_SHELVES = 1024  # a thing has its shelf, so that what changed is found without reading all
_SIZE = array("Q").itemsize
_HEAD = 3  # a thing, the fields asked of it (0 where it is not a record), and how many readers follow
_NUMBER = 2  # where the number that stands for a thing and its fields is, until the readers are counted

_Key = Thing | tuple[str, frozenset[str]]  # or the name of a record and the fields asked of it


@dataclass(slots=True)
class Changes:
    """What is not as it was at the last build; the fields that differ by name of record, None for all of them."""

    everything: bool = False
    things: set[Thing] = field(default_factory=set)
    fields: dict[str, frozenset[str] | None] = field(default_factory=dict)


class Noted(NamedTuple):
    """What was noted by one process: bytes of heads and readers by shelf, and a number for each shared value's reads.

    Small enough to be sent by workers.
    """

    shelves: dict[int, bytes]
    shared: dict[int, int]


class Readers:
    """The readers of things, by page number: those noted here, and those that a memory has."""

    def __init__(self, memory: Memory | None) -> None:
        self._memory = memory
        self._known: dict[_Key, array[int]] = {}  # a head, then the readers noted here
        self._masks: dict[tuple[str, frozenset[str]], int] = {}
        self._shared: dict[int, int] = {}
        self._shelves: dict[int, bytes] = {}  # of the memory
        self._aside: list[Noted] = []

    def of(self, changes: Changes) -> Iterator[int]:
        """The numbers of the pages that read something that changed, or a shared value that did."""
        pending = [(_number(_text(thing)), 0) for thing in changes.things]
        for name, fields in changes.fields.items():
            pending.append((_number(name), -1 if fields is None else self._mask(name, fields)))
        found: set[int] = set()
        while pending:
            thing, asked = pending.pop()
            for mask, numbers in _readers(self._shelf(thing % _SHELVES), thing):
                if mask & asked or not mask:
                    new = set(numbers) - found
                    found |= new
                    pending += ((number ^ _SHARED, 0) for number in new if number & _SHARED)
        return (number for number in found if not number & _SHARED)

    def note(self, number: int, reads: Reads, before: int = -1) -> int:
        """The page with this number read these things; a number that stands for them. `before` is that of last time."""
        known = self._known
        found = []
        for key in (*reads.things, *reads.fields.items()):
            entry = known.get(key)
            if entry is None:
                entry = known[key] = self._entry(key)
            found.append(entry)
        total = sum(entry[_NUMBER] for entry in found)
        if total != before:
            for entry in found:
                entry.append(number)
        if len(known) > _MOST_KNOWN:
            self._put_aside()
        return total

    def note_shared(self, made: Iterable[tuple[Thing, Reads]], last: Readers) -> None:
        """These shared values were made from these reads; `last` has what was read for them before."""
        for thing, reads in made:
            number = _SHARED | _number(_text(thing))
            before = last._shared_then.get(number, -1)
            total = self.note(number, reads, before)
            if total != before:
                self._shared[number] = total

    def noted(self) -> Iterator[Noted]:
        """What was noted here, for `merge`: it is forgotten as it is given."""
        self._put_aside()
        while self._aside:
            yield self._aside.pop()

    def merge(self, other: Noted) -> None:
        """Add what a worker noted."""
        self._aside.append(other)

    def _put_aside(self) -> None:
        """Go on with nothing noted: as bytes what was noted takes little memory."""
        shelves: dict[int, array[int]] = defaultdict(lambda: array("Q"))
        for entry in self._known.values():
            if len(entry) > _HEAD:
                entry[_NUMBER] = len(entry) - _HEAD
                shelves[entry[0] % _SHELVES] += entry
        self._aside.append(Noted({shelf: runs.tobytes() for shelf, runs in shelves.items()}, self._shared))
        self._known.clear()
        self._shared = {}

    def remember(self, memory: Memory) -> None:
        """Put what was noted into a memory."""
        if self._memory is None:
            memory.drop(ROOM)
        parts = list(self.noted())
        shared = {number: total for part in parts for number, total in part.shared.items()}
        memory.put_table(ROOM, _TOTALS, self._shared_then | shared, shared if self._memory else None)
        noted = {shelf for part in parts for shelf in part.shelves}
        added = ((shelf, self._added(shelf, parts)) for shelf in sorted(noted))
        memory.put(ROOM, ((str(shelf), self._shelf(shelf) + runs) for shelf, runs in added if runs))

    def _added(self, shelf: int, parts: Iterable[Noted]) -> bytes:
        """What was noted and the shelf has not: most of what a page read it had read before."""
        noted, kept = b"".join(part.shelves.get(shelf, b"") for part in parts), self._shelf(shelf)
        if not kept:
            return noted
        found, runs, place = array("Q"), array("Q", noted), 0
        while place < len(runs):
            thing, mask, count = runs[place : place + _HEAD]
            before = {number for other, numbers in _readers(kept, thing) if other == mask for number in numbers}
            new = [number for number in runs[place + _HEAD : place + _HEAD + count] if number not in before]
            found.extend((thing, mask, len(new), *new) if new else ())
            place += _HEAD + count
        return found.tobytes()

    @cached_property
    def _shared_then(self) -> dict[int, int]:
        return self._memory.table(ROOM, _TOTALS) if self._memory else {}

    def _shelf(self, shelf: int) -> bytes:
        if shelf not in self._shelves:
            self._shelves[shelf] = self._memory.get(ROOM, str(shelf), b"") if self._memory else b""
        return self._shelves[shelf]

    def _entry(self, key: _Key) -> array[int]:
        if not isinstance(key[1], frozenset):
            number = _number(_text(key))
            return array("Q", (number, 0, number))
        name, mask = key[0], self._mask(key[0], key[1])
        return array("Q", (_number(name), mask, _number(f"{name} {mask}")))

    def _mask(self, name: str, fields: frozenset[str]) -> int:
        """A bit for each field, in the order of the model."""
        kind = name.partition("/")[0]
        if (kind, fields) not in self._masks:
            order = list(identity(name)[0].model_fields)
            self._masks[kind, fields] = sum(1 << order.index(field) for field in fields if field in order)
        return self._masks[kind, fields]


def _readers(shelf: bytes, thing: int) -> Iterator[tuple[int, array[int]]]:
    """The readers that a shelf has of a thing, for each set of fields asked of it."""
    sought = thing.to_bytes(_SIZE, sys.byteorder)
    place = shelf.find(sought)
    while place >= 0:
        start = place + _HEAD * _SIZE
        _, mask, count = array("Q", shelf[place:start])
        yield mask, array("Q", shelf[start : start + count * _SIZE])
        place = shelf.find(sought, start + count * _SIZE)


def _number(text: str) -> int:
    """The number of a thing, the same in each process: 63 bits of a digest, so that no two things have one."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_SIZE).digest()) >> 1


def _text(thing: Thing) -> str:
    return f"{thing[0]} {thing[1]!r}"
