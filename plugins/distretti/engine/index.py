"""What the catalogue keeps at hand of every record: its list, its place there, the keys under which look-ups have it.

In parts, so that a build that changes little reads and writes little.
"""

from __future__ import annotations

import zlib
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.registry import KINDS
from .tracking import HAS, Query

Keys = dict[str, tuple[Any, ...]]  # look-up → the keys under which it has a record
_Names = dict[Query, list[str]]  # names by look-up and key; those of a list under its kind and None

WITHDRAWN = "withdrawn"  # the list of those of any kind that are no longer published
_RANK = {kind: rank for rank, kind in enumerate((*KINDS, WITHDRAWN))}
_SHELVES = 32
_ORDERS = 512
_FEW = 20  # names that are put into their places one by one


@dataclass(slots=True)
class IndexEntry:
    """What the catalogue keeps at hand of a record: its list, its place there, and the keys of look-ups."""

    kind: str
    order: tuple[Any, ...]
    keys: Keys


class Index:
    """All entries in parts, each taken from where it is kept when it is first asked for, and put back when changed.

    "list districts" has names in order, "orders 17" the places of some of them, "words 17" the names under some of the
    keys of a look-up: each key has its shelf, so that one can be had without the others.
    """

    def __init__(self, kept: Callable[[str], Any] = lambda part: None) -> None:
        self._kept = kept
        self._parts: dict[str, Any] = {}
        self._changed: set[str] = set()

    def names(self, kind: str) -> list[str]:
        """The names of the records of a kind, in order."""
        found: list[str] = self._part(f"list {kind}", list)
        return found

    def names_for(self, lookup: str, key: Hashable) -> tuple[Any, ...]:
        """The names of the records under a key of a look-up, in the order of their lists, or what `replace` put."""
        found: tuple[Any, ...] = self._part(_part_of(lookup, key), dict).get(key, ())
        return found

    def keys(self, lookup: str) -> list[Any]:
        """The keys of a look-up that have a value, in a fixed order."""
        return sorted(self.filled(lookup), key=repr)

    def filled(self, lookup: str) -> frozenset[Any]:
        """The same in no order."""
        return frozenset(key for part in _parts_of(lookup) for key in self._part(part, dict))

    def order(self, name: str) -> Any:
        """What sorts the records of a kind."""
        return self._part(_orders_of(name), dict)[name]

    def replace(self, lookup: str, values: Mapping[Any, Any]) -> set[Any]:
        """Put these values under their keys, and nothing under any other; the keys that had another value."""
        changed: set[Any] = set()
        parts: dict[str, dict[Any, Any]] = {part: {} for part in _parts_of(lookup)}
        for key, value in values.items():
            parts[_part_of(lookup, key)][key] = value
        for part, now in parts.items():
            before = self._part(part, dict)
            if before != now:
                changed.update(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
                self._set(part, now)
        return changed

    def apply(self, moves: Mapping[str, tuple[IndexEntry | None, IndexEntry | None]]) -> set[Query]:
        """Put records where their entry of now, the second, says instead of where the first had them.

        What pages may have asked and would be answered otherwise now.
        """
        gone: _Names = defaultdict(list)
        come: _Names = defaultdict(list)
        for name, (old, new) in moves.items():
            if old == new:
                continue
            if old:
                _note(gone, name, old)
            if new:
                _note(come, name, new)
            if _order(old) != _order(new):
                self._place(name, _order(new))
        return set(self._changed_queries(gone, come))

    def _changed_queries(self, gone: _Names, come: _Names) -> Iterator[Query]:
        for thing in gone.keys() | come.keys():
            lookup, key = thing
            of_list = key is None
            before = tuple(self.names(lookup)) if of_list else self.names_for(lookup, key)
            now = self._sorted(before, gone.get(thing, ()), come.get(thing, ()))
            if before != now:
                if of_list:
                    self._set(f"list {lookup}", list(now))
                else:
                    self._put(lookup, key, now)
                yield thing
            if bool(before) != bool(now):
                yield lookup, None
                if not of_list:
                    yield f"{HAS}{lookup}", key

    def parts(self) -> Iterator[tuple[str, Any]]:
        """The parts that changed."""
        return ((name, self._parts[name]) for name in sorted(self._changed))

    def _part(self, name: str, kind: Callable[[], Any]) -> Any:
        if name not in self._parts:
            found = self._kept(name)
            self._parts[name] = kind() if found is None else found
        return self._parts[name]

    def _set(self, part: str, value: Any) -> None:
        self._parts[part] = value
        self._changed.add(part)

    def _place(self, name: str, order: Any) -> None:
        part = _orders_of(name)
        orders = self._part(part, dict)
        if order is None:
            orders.pop(name, None)
        else:
            orders[name] = order
        self._changed.add(part)

    def _sorted(self, names: tuple[str, ...], gone: Sequence[str], come: Sequence[str]) -> tuple[str, ...]:
        """The names without those that are gone, with those that come in their places."""
        others = {*gone, *come}
        found = [name for name in names if name not in others] if others.intersection(names) else list(names)
        if not found or len(come) > _FEW:
            return tuple(sorted([*found, *come], key=self.order))
        for name in come:
            insort(found, name, key=self.order)  # asks the order of a few of them only
        return tuple(found)

    def _put(self, lookup: str, key: Hashable, names: tuple[str, ...]) -> None:
        part = _part_of(lookup, key)
        found = self._part(part, dict)
        if names:
            found[key] = names
        else:
            found.pop(key, None)
        self._changed.add(part)


def _note(names: _Names, name: str, entry: IndexEntry) -> None:
    """Add a name under all that its entry says."""
    names[entry.kind, None].append(name)
    for lookup, keys in entry.keys.items():
        for key in keys:
            names[lookup, key].append(name)


def _order(entry: IndexEntry | None) -> Any:
    return (_RANK[entry.kind], entry.order) if entry else None


def _orders_of(name: str) -> str:
    """Small parts: to put a few records into long lists a few orders are enough."""
    return f"orders {zlib.crc32(name.encode()) % _ORDERS}"


def _parts_of(lookup: str) -> list[str]:
    return [f"{lookup} {number}" for number in range(_SHELVES)]


def _part_of(lookup: str, key: Hashable) -> str:
    return f"{lookup} {zlib.crc32(repr(key).encode()) % _SHELVES}"
