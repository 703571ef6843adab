"""All datasets as one SQLite database, the same bytes for the same rows whatever library wrote them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from .columns import Dataset
from .rows import Row

_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_VERSIONS = slice(92, 100)  # of the header: the version of the library, and of the file when it was written


def database(tables: Mapping[str, tuple[Dataset, Iterable[Row]]]) -> bytes:
    """A table for each dataset, called as it is with "_" for "-"; `descrizione` explains every column."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("CREATE TABLE descrizione (tabella TEXT, colonna TEXT, titolo TEXT, spiegazione TEXT)")
    for name, (dataset, rows) in tables.items():
        _fill(connection, name.replace("-", "_"), dataset, rows)
    connection.commit()
    content = bytearray(connection.serialize())
    connection.close()
    content[_VERSIONS] = bytes(8)
    return bytes(content)


def _fill(connection: sqlite3.Connection, name: str, dataset: Dataset, rows: Iterable[Row]) -> None:
    columns = [f'"{field.name}" {_TYPES.get(field.type, "TEXT")}' for field in dataset.fields]
    keys = ", ".join(f'"{field.name}"' for field in dataset.fields if field.key)
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(columns)}, PRIMARY KEY ({keys})) WITHOUT ROWID')
    connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)
    connection.executemany(
        "INSERT INTO descrizione VALUES (?, ?, ?, ?)",
        ((name, field.name, field.title, field.description) for field in dataset.fields),
    )
