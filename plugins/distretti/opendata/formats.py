"""Rows as files: CSV (RFC 4180) and its twin for Excel, JSON, GeoJSON (RFC 7946)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from .columns import Dataset, Field, Value
from .rows import Row

BOM = "\ufeff"
_FORMULA = re.compile(r"[=+\-@\t\r]")  # what Excel would run
_CODE = re.compile(r"0\d+")  # what it would make a number of

Address = Callable[[str], str]


def as_csv(dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """Commas, UTF-8 without a mark, ISO dates, points, `true` and `false`; what is not known is empty."""
    return _written(dataset, rows, ",", _text).encode()


def as_excel(dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """The same for who opens it with two clicks: semicolons, a mark, decimal commas, sì and no; codes keep their zeros.

    A text that Excel would run as a formula begins with an apostrophe.
    """
    return (BOM + _written(dataset, rows, ";", _for_excel)).encode()


def _written(dataset: Dataset, rows: Iterable[Row], sign: str, text: Callable[[Value], str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=sign, lineterminator="\r\n")
    writer.writerow(field.name for field in dataset.fields)
    writer.writerows(map(text, row) for row in rows)
    return stream.getvalue()


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _for_excel(value: Value) -> str:
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, str) and _CODE.fullmatch(value):
        return f'="{value}"'
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else _text(value)


def as_json(dataset: Dataset, rows: Iterable[Row], licence: str) -> bytes:
    """The rows as objects by the names of the columns, one a line; what is not known is null."""
    names = [field.name for field in dataset.fields]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)
    head = json.dumps({"titolo": dataset.title, "licenza": licence}, ensure_ascii=False)[:-1]
    return f'{head}, "righe": [\n{",".join(lines)}\n]}}\n'.replace("},{", "},\n{").encode()


def as_geojson(dataset: Dataset, rows: Iterable[Row], points: Callable[[Row], list[tuple[float, float]]]) -> bytes:
    """A feature for each row: its points (longitude, latitude), no geometry where none is known."""
    names = [field.name for field in dataset.fields]
    features = (
        {
            "type": "Feature",
            "geometry": _geometry(points(row)),
            "properties": dict(zip(names, row, strict=True)),
        }
        for row in rows
    )
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _geometry(points: list[tuple[float, float]]) -> dict[str, Any] | None:
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def own_point(fields: tuple[Field, ...], row: Row) -> list[tuple[float, float]]:
    """The point that a row has in its columns, none where it has none."""
    names = [field.name for field in fields]
    latitude, longitude = row[names.index("lat")], row[names.index("lon")]
    return [] if latitude is None else [(longitude, latitude)]
