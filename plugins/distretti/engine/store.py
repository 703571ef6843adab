"""What one build of a site leaves for the next, in one SQLite file that may be deleted at any time.

Only ever a shortcut: whatever is wrong with the file (cut short, of another program, of an older version, damaged) is
`StoreUnusable`, and the build starts from nothing. Every value is kept with the digest of its bytes, and every
namespace with the names that it has: SQLite does not notice that a damaged key is not found.
"""

from __future__ import annotations

import hashlib
import marshal
import mmap
import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

VERSION = "distretti 3"

_CHANGES = " +"  # after the name of a table: what has changed in it
_MOST_CHANGES = 1000
_NAMES = "names of "  # before a namespace: the name of what lists its names, in the namespace ""
_SIZE = 8  # bytes of digest before each value
_SCHEMA = "CREATE TABLE kept (namespace TEXT, name TEXT, value BLOB, PRIMARY KEY (namespace, name)) WITHOUT ROWID"


class StoreUnusable(Exception):
    """The store cannot be used; the text says in Italian why."""


class Store:
    """Values by namespace and name. Nothing is on the disk until `commit`; what is half written is not there at all."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._database = _opened(file)
        self._known: dict[str, set[str]] = {}
        self._renamed: set[str] = set()  # namespaces whose names are others than those that are kept

    def get(self, namespace: str, name: str, default: Any = None) -> Any:
        """The value, or the default; raises StoreUnusable where it is damaged."""
        try:
            found = self._row(namespace, name)
        except sqlite3.Error as error:
            raise StoreUnusable(_damaged(error)) from error
        if found is not None:
            return value(found[0])
        if name in self._names(namespace):
            raise StoreUnusable("è rovinata")
        return default

    def all(self, namespace: str) -> dict[str, Any]:
        """All values of a namespace, asked for at once; StoreUnusable where one is damaged."""
        try:
            rows = self._database.execute("SELECT name, value FROM kept WHERE namespace=?", (namespace,)).fetchall()
        except sqlite3.Error as error:
            raise StoreUnusable(_damaged(error)) from error
        if {name for name, _ in rows} != self._names(namespace):
            raise StoreUnusable("è rovinata")
        return {name: value(kept) for name, kept in rows}

    def put(self, namespace: str, values: Iterable[tuple[str, Any]]) -> None:
        """Keep these values under their names."""
        self.put_encoded(namespace, ((name, encode(value)) for name, value in values))

    def put_encoded(self, namespace: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep what `encode` made under these names."""
        known = self._names(namespace)

        def found() -> Iterator[tuple[str, str, bytes]]:
            for name, kept in rows:
                if name not in known:
                    known.add(name)
                    self._renamed.add(namespace)
                yield namespace, name, kept

        self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", found())

    def table(self, namespace: str, name: str) -> dict[Any, Any]:
        """A large dictionary, as `put_table` kept it."""
        found: dict[Any, Any] = self.get(namespace, name, {})
        for key, item in self.get(namespace, name + _CHANGES, {}).items():
            if item is None:
                found.pop(key, None)
            else:
                found[key] = item
        return found

    def put_table(self, namespace: str, name: str, whole: Mapping[Any, Any], changed: Collection[Any] | None) -> None:
        """Keep a large dictionary of which only these keys have changed since it was kept, None for all.

        A few changes are kept apart, so that a small edit of a large catalogue writes little.
        """
        apart: dict[Any, Any] = {} if changed is None else self.get(namespace, name + _CHANGES, {})
        apart.update((key, whole.get(key)) for key in changed or ())
        if changed is None or len(apart) > _MOST_CHANGES:
            self.put(namespace, [(name, whole), (name + _CHANGES, {})])
        else:
            self.put(namespace, [(name + _CHANGES, apart)])

    def change_table(self, namespace: str, name: str, changes: Mapping[str, Any]) -> None:
        """Change these keys of a large dictionary that need not be at hand; None takes a key away."""
        apart: dict[str, Any] = self.get(namespace, name + _CHANGES, {})
        apart.update(changes)
        self.put(namespace, [(name + _CHANGES, apart)])
        if len(apart) > _MOST_CHANGES:
            self.put_table(namespace, name, self.table(namespace, name), None)

    def drop(self, namespace: str, names: Iterable[str] | None = None) -> None:
        """Forget these values, or all of a namespace."""
        known = self._names(namespace)
        gone = set(known) if names is None else set(names)
        if names is None:
            self._database.execute("DELETE FROM kept WHERE namespace=?", (namespace,))
        else:
            rows = ((namespace, name) for name in gone)
            self._database.executemany("DELETE FROM kept WHERE namespace=? AND name=?", rows)
        if gone & known:
            known -= gone
            self._renamed.add(namespace)

    def names(self, namespace: str) -> list[str]:
        """The names that a namespace has."""
        return sorted(self._names(namespace))

    def commit(self) -> None:
        """Write all that was put and dropped, in one step; sqlite3.Error where the disk is full."""
        lists = [("", f"{_NAMES}{name}", encode(sorted(self._known[name]))) for name in sorted(self._renamed)]
        self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", lists)
        self._renamed.clear()
        self._database.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._database.close()

    def _names(self, namespace: str) -> set[str]:
        """The names of a namespace, those put and dropped since the last commit too."""
        if namespace not in self._known:
            try:
                found = self._row("", f"{_NAMES}{namespace}")
                there = found or self._database.execute("SELECT 1 FROM kept WHERE namespace=?", (namespace,)).fetchone()
            except sqlite3.Error as error:
                raise StoreUnusable(_damaged(error)) from error
            if there and not found:
                raise StoreUnusable("è rovinata")
            self._known[namespace] = set(value(found[0])) if found else set()
        return self._known[namespace]

    def _row(self, namespace: str, name: str) -> Any:
        row = "SELECT value FROM kept WHERE namespace=? AND name=?"
        return self._database.execute(row, (namespace, name)).fetchone()


class SharedBytes:
    """What `encode` made of many values, by name, in one stretch of memory that forked workers have in common.

    As objects they would be copied for each worker, for Python counts in every object how often it is used.
    """

    def __init__(self, rows: Mapping[str, bytes]) -> None:
        self._stretch = mmap.mmap(-1, sum(map(len, rows.values())) or 1)
        self._places: dict[str, tuple[int, int]] = {}
        for name, kept in rows.items():
            start = self._stretch.tell()
            self._stretch.write(kept)
            self._places[name] = start, start + len(kept)

    def get(self, name: str) -> bytes | None:
        """The row of a name, None where there is none."""
        place = self._places.get(name)
        return self._stretch[place[0] : place[1]] if place else None

    def items(self) -> Iterator[tuple[str, bytes]]:
        """Every name with its row."""
        return ((name, self._stretch[start:end]) for name, (start, end) in self._places.items())


def fresh(file: Path) -> Store:
    """An empty store in place of whatever the file was; OSError or sqlite3.Error where it cannot be written."""
    for name in (file, *(file.with_name(file.name + ending) for ending in ("-journal", "-wal", "-shm"))):
        name.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(file) as database:
        database.execute(_SCHEMA)
        database.execute("INSERT INTO kept VALUES ('', 'version', ?)", (encode(VERSION),))
    database.close()
    return Store(file)


def _opened(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise StoreUnusable("")
    try:
        database = sqlite3.connect(file, isolation_level="DEFERRED")
        # A crash of the machine may damage the file: the digests would tell, and nothing is lost.
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA mmap_size=1073741824")  # what is read is not copied first
        version = database.execute("SELECT value FROM kept WHERE namespace='' AND name='version'").fetchone()
    except sqlite3.Error as error:
        raise StoreUnusable(_damaged(error)) from error
    if version is None or value(version[0]) != VERSION:
        database.close()
        raise StoreUnusable("è di un'altra versione")
    return database


def encode(value: Any, plain: bool = True) -> bytes:
    """A value as it is kept: the digest of its bytes, and its bytes. `plain` says that it may be plain data."""
    try:
        content = b"m" + marshal.dumps(value) if plain else b""  # in half the time
    except ValueError:
        content = b""
    content = content or b"p" + pickle.dumps(value, protocol=5)
    return _digest(content) + content


def value(kept: Any) -> Any:
    """What `encode` made; raises StoreUnusable where it is not whole."""
    content = kept[_SIZE:] if isinstance(kept, bytes) else b""
    if not content or _digest(content) != kept[:_SIZE]:
        raise StoreUnusable("è rovinata")
    try:
        return decode(kept)
    except Exception as error:  # of whatever class the bytes name
        raise StoreUnusable("è rovinata") from error


def decode(kept: bytes) -> Any:
    """What `encode` made in this process, or in the one it was forked from: nothing can have damaged it."""
    content = memoryview(kept)[_SIZE + 1 :]
    return marshal.loads(content) if kept[_SIZE : _SIZE + 1] == b"m" else pickle.loads(content)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SIZE).digest()


def _damaged(error: sqlite3.Error) -> str:
    return f"non si legge ({error})"
