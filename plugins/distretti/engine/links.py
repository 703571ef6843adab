"""What files of the site lead to others: remembered with each, so that an edit tells which links are dead now.

The engine does not know what a link looks like: `read` says of a file and its bytes which paths it leads to ("eventi/
index.html", with "#place" for a place in it), and which places it has.
"""

from __future__ import annotations

import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from .store import Store

NAMESPACE = "links"
_NAMES = "site", "link names"

Read = Callable[[str, bytes], tuple[Iterable[str], Iterable[str]] | None]


class Row(NamedTuple):
    """What a file leads to and its places, as numbers of names; `process` gave numbers to those that were new."""

    process: int
    leads: bytes
    places: bytes


Batch = tuple[int, int, list[str]]  # a process, the first of its own numbers, the names of these


class _Numbers(dict[str, int]):
    """The number of each name; a name that is asked for the first time gets the next."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__(known)
        self.names = list(known)  # a table keeps its order

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self.names)
        self.names.append(name)
        return number


class Links:
    """The links of all files: those of files made now, and those of others as the last build left them.

    Names have numbers, for nearly all files lead to the same ones. A forked worker gives numbers of its own to names
    that it is the first to meet, and sends these names when it ends.
    """

    def __init__(self, store: Store | None, read: Read) -> None:
        self._store, self._read = store, read
        self._numbers = _Numbers(store.table(*_NAMES) if store else {})
        self._names = self._numbers.names
        self._kept = len(self._names)
        self._process, self._first = os.getpid(), self._kept
        self._rows: dict[str, Row] = {}
        self._batches: dict[int, Batch] = {}
        self._before: dict[str, tuple[bytes, bytes]] | None = None  # those of the last build, once all are asked for
        self.dead: dict[str, list[str]] = {}

    def begin(self) -> None:
        """Workers may be forked from here on."""
        self._process, self._first = os.getpid(), len(self._names)

    def row(self, path: str, content: bytes) -> Row | None:
        """What a file leads to, None for one of a kind that has no links."""
        found = self._read(path, content)
        return Row(os.getpid(), *map(self._encoded, found)) if found else None

    def _encoded(self, names: Iterable[str]) -> bytes:
        return array("I", map(self._numbers.__getitem__, names)).tobytes()

    def batches(self) -> Iterator[Batch]:
        """What a worker sends when it ends: nothing from the process that would receive it."""
        if os.getpid() != self._process:
            yield os.getpid(), self._first, self._names[self._first :]

    def merge(self, batch: Batch) -> None:
        """Take what a worker has sent."""
        self._batches[batch[0]] = batch

    def note(self, path: str, row: Row | None) -> None:
        """A file was made with these links."""
        if row:
            self._rows[path] = row

    def settle(self) -> None:
        """All workers have ended: their own numbers become those of here."""
        for path, row in self._rows.items():
            if row.process in self._batches:
                _, first, names = self._batches[row.process]
                leads, places = (self._settled(part, first, names) for part in row[1:])
                self._rows[path] = Row(self._process, leads, places)
        self._batches.clear()

    def _settled(self, part: bytes, first: int, names: list[str]) -> bytes:
        numbers = array("I", part)
        if not numbers or max(numbers) < first:
            return part
        return self._encoded(names[number - first] if number >= first else self._names[number] for number in numbers)

    def check(self, files: Container[str], gone: Iterable[str], before: Iterable[str]) -> None:
        """Find what is `dead`: names that lead to no file or place, each with the files that lead there.

        `gone` are files that went since the last build, `before` the names that were dead then. Where nothing that was
        there is missing, only links that are new are looked at.
        """
        asked: set[int] = set()
        anew = not self._store or bool({*gone}) or bool({*before})
        for path, row in self._rows.items() if not anew else ():
            leads, places = self._kept_row(path)
            asked.update({*array("I", row.leads)} - leads)
            anew = anew or bool(places - {*array("I", row.places)})
        if anew and self._store:
            self._before = self._store.all(NAMESPACE)
        rows = dict(self._all(gone)) if anew else {path: array("I", row.leads) for path, row in self._rows.items()}
        if anew:
            asked = {number for leads in rows.values() for number in leads}
        dead = {number for number in asked if not self._leads_somewhere(self._names[number], files)}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(rows) if dead else ():
            for number in dead.intersection(rows[path]):
                found[self._names[number]].append(path)
        self.dead = dict(sorted(found.items()))

    def _leads_somewhere(self, name: str, files: Container[str]) -> bool:
        path, _, place = name.partition("#")
        if path not in files or not place:
            return path in files
        known = self._row_of(path)
        return known is None or self._numbers.get(f"#{place}") in array("I", known[1])

    def _row_of(self, path: str) -> tuple[bytes, bytes] | None:
        if path in self._rows:
            return self._rows[path][1:]
        if self._before is not None:
            return self._before.get(path)
        row: tuple[bytes, bytes] | None = self._store.get(NAMESPACE, path) if self._store else None
        return row

    def _kept_row(self, path: str) -> tuple[set[int], set[int]]:
        leads, places = (self._store.get(NAMESPACE, path) if self._store else None) or (b"", b"")
        return {*array("I", leads)}, {*array("I", places)}

    def _all(self, gone: Iterable[str]) -> Iterator[tuple[str, array[int]]]:
        kept = self._before or {}
        yield from ((path, array("I", kept[path][0])) for path in kept.keys() - self._rows.keys() - {*gone})
        yield from ((path, array("I", row.leads)) for path, row in self._rows.items())

    def save(self, store: Store, gone: Iterable[str]) -> None:
        """Keep the links of files made now, and forget those of files that went."""
        if not self._store:
            store.drop(NAMESPACE)
        store.drop(NAMESPACE, [path for path in gone if path not in self._rows])
        store.put(NAMESPACE, ((path, tuple(row[1:])) for path, row in self._rows.items()))
        if self._store:
            store.change_table(*_NAMES, {name: self._numbers[name] for name in self._names[self._kept :]})
        else:
            store.put_table(*_NAMES, dict(self._numbers), None)
