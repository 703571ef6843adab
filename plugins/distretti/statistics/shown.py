"""A table of figures as a page draws it: values in Italian, a bar for each row, dots of dated values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..language import italian
from ..language.dates import PartialDate
from ..site import components
from ..site.components import Link
from .charts import Dots, dots
from .choropleth import Choropleth
from .tables import Cell, Column, DataTable, Linked, Value, value_of

LONGEST = 300  # units that the longest bar is wide
_KINDS = {"count": "amount", "euro": "amount", "number": "amount", "percent": "amount", "date": "date", "year": "date"}
FILES = (("csv", "CSV"), ("json", "JSON"), ("metadata.json", "descrizione"))


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a row in units of LONGEST; None where there is no value. `dot` is the place of a claim."""

    width: int | None
    dot: int | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its cells in words, and its bar where the table has bars."""

    cells: tuple[components.Cell, ...]
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the macro `figures` draws; `legend` says what bars and dots are."""

    name: str
    title: str
    definition: str
    rule: str
    columns: tuple[components.Column, ...]
    rows: tuple[ShownRow, ...]
    updated: str
    note: str
    empty: str
    legend: str
    chart: Dots | None
    map: Choropleth | None
    files: tuple[Link, ...]


def shown(table: DataTable, page: str, drawn: Choropleth | None = None) -> Shown:
    """The table on the page with this address, and the map of it."""
    columns = tuple(components.Column(column.label, _KINDS.get(column.kind, "text")) for column in table.columns)
    bars = _bars(table)
    return Shown(
        name=table.name,
        title=table.title,
        definition=table.definition,
        rule=table.rule,
        columns=columns,
        rows=tuple(
            ShownRow(tuple(map(_cell, table.columns, row)), bar) for row, bar in zip(table.rows, bars, strict=True)
        ),
        updated=italian.partial(PartialDate.parse(table.updated)) if table.updated else "",
        note=table.note,
        empty=table.empty,
        legend=_legend(table),
        chart=dots(table) if table.chart else None,
        map=drawn,
        files=tuple(Link(label, f"{page}{table.name}.{ending}") for ending, label in FILES),
    )


def _cell(column: Column, cell: Cell) -> components.Cell:
    text = in_words(column, value_of(cell))
    return Link(text, cell.address) if isinstance(cell, Linked) and cell.address else text


def in_words(column: Column, value: Value) -> str:
    """A value as a page writes it, or what the column says where there is none."""
    if value is None:
        return column.missing
    if isinstance(value, PartialDate):
        return italian.partial(value)
    if isinstance(value, str):
        return value
    if column.kind == "euro":
        return italian.euros(Decimal(value))
    if column.kind == "percent":
        return f"{value:.1f}%".replace(".", ",")
    return italian.number(int(value) if value == int(value) else value).replace("-", "−")


def _bars(table: DataTable) -> Iterable[Bar | None]:
    if not table.bar:
        return [None] * len(table.rows)
    bars, claims = _numbers(table, table.bar), _numbers(table, table.dot) if table.dot else [None] * len(table.rows)
    longest = max((number for number in (*bars, *claims) if number), default=None)
    return [Bar(_scaled(bar, longest), _scaled(dot, longest)) for bar, dot in zip(bars, claims, strict=True)]


def _numbers(table: DataTable, key: str) -> list[Decimal | None]:
    place = next(place for place, column in enumerate(table.columns) if column.key == key)
    values = (value_of(row[place]) for row in table.rows)
    return [Decimal(value) if isinstance(value, int | Decimal) else None for value in values]


def _scaled(number: Decimal | None, longest: Decimal | None) -> int | None:
    return round(number * LONGEST / longest) if number is not None and longest else None


def _legend(table: DataTable) -> str:
    labels = {column.key: column.label for column in table.columns}
    if not table.bar or not table.rows:
        return ""
    dot = f"; il punto: {labels[table.dot].lower()}" if table.dot else ""
    return f"La barra: {labels[table.bar].lower()}{dot}."
