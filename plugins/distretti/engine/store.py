"""What one build of a site leaves for the next, in one SQLite file that may be deleted at any time.

Only ever a shortcut: whatever is wrong with the file (cut short, of another program, of an older version, damaged) is
`Forgotten`, and the build starts from nothing. Every value is kept with the digest of its bytes.
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

VERSION = "distretti 1"

_CHANGES = " +"  # after the name of a table: what has changed in it
_MOST_CHANGES = 1000
_SIZE = 8  # bytes of digest before each value
_SCHEMA = "CREATE TABLE kept (room TEXT, name TEXT, value BLOB, PRIMARY KEY (room, name)) WITHOUT ROWID"


class Forgotten(Exception):
    """The memory cannot be used; the text says in Italian why."""


class Memory:
    """Values by room and name. Nothing is on the disk until `commit`; what is half written is not there at all."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._database = _opened(file)

    def get(self, room: str, name: str, default: Any = None) -> Any:
        """The value, or the default; raises Forgotten where it is damaged."""
        try:
            found = self._database.execute("SELECT value FROM kept WHERE room=? AND name=?", (room, name)).fetchone()
        except sqlite3.Error as error:
            raise Forgotten(_damaged(error)) from error
        return default if found is None else value(found[0])

    def put(self, room: str, values: Iterable[tuple[str, Any]]) -> None:
        """Keep these values under their names."""
        self.put_rows(room, ((name, row(value)) for name, value in values))

    def put_rows(self, room: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep what `row` made under these names."""
        found = ((room, name, kept) for name, kept in rows)
        self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", found)

    def table(self, room: str, name: str) -> dict[Any, Any]:
        """A large dictionary, as `put_table` kept it."""
        found: dict[Any, Any] = self.get(room, name, {})
        for key, item in self.get(room, name + _CHANGES, {}).items():
            if item is None:
                found.pop(key, None)
            else:
                found[key] = item
        return found

    def put_table(self, room: str, name: str, whole: Mapping[Any, Any], changed: Collection[Any] | None) -> None:
        """Keep a large dictionary of which only these keys have changed since it was kept, None for all.

        A few changes are kept apart, so that a small edit of a large catalogue writes little.
        """
        apart: dict[Any, Any] = {} if changed is None else self.get(room, name + _CHANGES, {})
        apart.update((key, whole.get(key)) for key in changed or ())
        if changed is None or len(apart) > _MOST_CHANGES:
            self.put(room, [(name, whole), (name + _CHANGES, {})])
        else:
            self.put(room, [(name + _CHANGES, apart)])

    def change_table(self, room: str, name: str, changes: Mapping[str, Any]) -> None:
        """Change these keys of a large dictionary that need not be at hand; None takes a key away."""
        apart: dict[str, Any] = self.get(room, name + _CHANGES, {})
        apart.update(changes)
        self.put(room, [(name + _CHANGES, apart)])
        if len(apart) > _MOST_CHANGES:
            self.put_table(room, name, self.table(room, name), None)

    def drop(self, room: str, names: Iterable[str] | None = None) -> None:
        """Forget these values, or all of a room."""
        if names is None:
            self._database.execute("DELETE FROM kept WHERE room=?", (room,))
        else:
            rows = ((room, name) for name in names)
            self._database.executemany("DELETE FROM kept WHERE room=? AND name=?", rows)

    def names(self, room: str) -> list[str]:
        """The names that a room has."""
        return [name for (name,) in self._database.execute("SELECT name FROM kept WHERE room=?", (room,))]

    def commit(self) -> None:
        """Write all that was put and dropped, in one step; sqlite3.Error where the disk is full."""
        self._database.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._database.close()


class Rows:
    """What `row` made of many values, by name, in one stretch of memory that forked workers have in common.

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


def fresh(file: Path) -> Memory:
    """An empty memory in place of whatever the file was; OSError or sqlite3.Error where it cannot be written."""
    for name in (file, *(file.with_name(file.name + ending) for ending in ("-journal", "-wal", "-shm"))):
        name.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(file) as database:
        database.execute(_SCHEMA)
        database.execute("INSERT INTO kept VALUES ('', 'version', ?)", (row(VERSION),))
    database.close()
    return Memory(file)


def _opened(file: Path) -> sqlite3.Connection:
    if not file.is_file():
        raise Forgotten("")
    try:
        database = sqlite3.connect(file, isolation_level="DEFERRED")
        # A crash of the machine may damage the file: the digests would tell, and nothing is lost.
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA mmap_size=1073741824")  # what is read is not copied first
        version = database.execute("SELECT value FROM kept WHERE room='' AND name='version'").fetchone()
    except sqlite3.Error as error:
        raise Forgotten(_damaged(error)) from error
    if version is None or value(version[0]) != VERSION:
        database.close()
        raise Forgotten("è di un'altra versione")
    return database


def row(value: Any, plain: bool = True) -> bytes:
    """A value as it is kept: the digest of its bytes, and its bytes. `plain` says that it may be plain data."""
    try:
        content = b"m" + marshal.dumps(value) if plain else b""  # in half the time
    except ValueError:
        content = b""
    content = content or b"p" + pickle.dumps(value, protocol=5)
    return _digest(content) + content


def value(kept: Any) -> Any:
    """What `row` made; raises Forgotten where it is not whole."""
    content = kept[_SIZE:] if isinstance(kept, bytes) else b""
    if not content or _digest(content) != kept[:_SIZE]:
        raise Forgotten("è rovinata")
    try:
        return held(kept)
    except Exception as error:  # of whatever class the bytes name
        raise Forgotten("è rovinata") from error


def held(kept: bytes) -> Any:
    """What `row` made in this process, or in the one it was forked from: nothing can have damaged it."""
    content = memoryview(kept)[_SIZE + 1 :]
    return marshal.loads(content) if kept[_SIZE : _SIZE + 1] == b"m" else pickle.loads(content)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SIZE).digest()


def _damaged(error: sqlite3.Error) -> str:
    return f"non si legge ({error})"
