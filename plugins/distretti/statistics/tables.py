"""A table of figures: the one value from which its page, its CSV, its JSON and its description are made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..language import italian
from ..language.dates import PartialDate
from ..site.components import Link

Value = str | int | Decimal | PartialDate | None  # None: not known, or not to be computed

# What a column holds, as its description calls it (Frictionless Table Schema).
TYPES = {
    "text": "string",
    "code": "string",
    "count": "integer",
    "euro": "number",
    "number": "number",
    "percent": "number",
    "date": "string",
    "year": "string",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads somewhere: to the list behind a count, to the page of a name, to a source."""

    value: Value
    address: str


Cell = Value | Linked


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its label on pages, what it holds; `linked` gives files a second one with addresses.

    `missing` is what pages say where a value is None.
    """

    key: str
    label: str
    kind: str = "text"
    definition: str = ""
    linked: bool = False
    missing: str = "non noto"


@dataclass(frozen=True, slots=True)
class DataTable:
    """Figures with all that is needed to read them.

    `title` says the finding, `definition` what is counted and in which unit, `rule` how; `updated` is the ISO day of
    the newest record counted; `sources` say who gives the figures that the catalogue does not count itself; what is
    left out and why is in `note`. `bar` is the key of the column that is drawn as bars. `dot` the
    key of what is drawn as a dot on them; `chart` is "dots" for dated values of sources. `shades` is the key of the
    column that a map shows in classes, and `areas` the slugs of regions or codes of provinces that the rows are of.
    Without rows `empty` says why.
    """

    name: str
    title: str
    definition: str
    rule: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    updated: str = ""
    sources: tuple[Link, ...] = ()
    note: str = ""
    bar: str = ""
    dot: str = ""
    chart: str = ""
    shades: str = ""
    areas: tuple[str, ...] = ()
    empty: str = "Nessun dato pubblico."


Address = Callable[[str], str]  # a site address → as files write it


def value_of(cell: Cell) -> Value:
    """The value of a cell, whether it leads somewhere or not."""
    return cell.value if isinstance(cell, Linked) else cell


def finding(subject: str, rows: Sequence[tuple[Cell, ...]], place: int = 1) -> str:
    """The subject with the row of the largest number ("Stato dei distretti: in testa «Attivo», con 377"), if one."""
    numbers = [value for row in rows if isinstance(value := value_of(row[place]), int)]
    if len(numbers) < 2 or len(numbers) != len(rows) or numbers.count(max(numbers)) > 1:
        return subject
    first = rows[numbers.index(max(numbers))]
    return f"{subject}: in testa «{value_of(first[0])}», con {italian.number(max(numbers))}"


def as_csv(table: DataTable, address: Address) -> bytes:
    """RFC 4180: a comma, UTF-8 without mark, ISO dates, decimal points; what is not known is empty."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(name for name, _ in _fields(table))
    for row in table.rows:
        writer.writerow(map(_text, _values(table, row, address)))
    return stream.getvalue().encode()


def as_json(table: DataTable, address: Address) -> bytes:
    """The title and the rows as objects by the names of the columns; what is not known is null."""
    names = [name for name, _ in _fields(table)]
    rows = [dict(zip(names, map(_plain, _values(table, row, address)), strict=True)) for row in table.rows]
    return _json({"title": table.title, "rows": rows})


def as_metadata(table: DataTable, address: Address, page: str, licence: str) -> bytes:
    """What the figures are: title, definition, method, sources, licence, date, and the columns with their types."""
    return _json({
        "title": table.title,
        "definition": table.definition,
        "method": table.rule,
        "left_out": table.note,
        "no_data": "" if table.rows else table.empty,
        "updated": table.updated or None,
        "page": f"{address(page)}#{table.name}",
        "sources": [{"title": link.label, "path": address(link.address)} for link in table.sources],
        "licence": licence,
        "columns": [
            {"name": name, "title": column.label, "type": kind, "description": column.definition}
            for (name, kind), column in zip(_fields(table), _columns(table), strict=True)
        ],
    })  # fmt: skip


def _columns(table: DataTable) -> Iterator[Column]:
    for column in table.columns:
        yield column
        if column.linked:
            yield Column(f"{column.key}_url", f"Indirizzo: {column.label}", definition="Dove porta il valore")


def _fields(table: DataTable) -> list[tuple[str, str]]:
    """The name and type of each column of a file."""
    return [(column.key, TYPES[column.kind]) for column in _columns(table)]


def _values(table: DataTable, row: tuple[Cell, ...], address: Address) -> Iterator[Value]:
    for column, cell in zip(table.columns, row, strict=True):
        yield value_of(cell)
        if column.linked:
            yield address(cell.address) if isinstance(cell, Linked) and cell.address else None


def _text(value: Value) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, PartialDate) else value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
