"""The rows of datasets, made once for all their files: kept as text, for there may be many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..catalog.catalog import Catalog
from . import datasets
from .columns import Value
from .datasets import DATASETS

Row = list[Value]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=lambda value: plain(value))


def of(catalog: Catalog, name: str, region: str) -> list[Row]:
    """The rows of a dataset that are of a region, or under "" of none."""
    found: list[Row] = json.loads(catalog.memo(_data_rows, region, name))
    return found


def all_of(catalog: Catalog, name: str) -> Iterator[Row]:
    """All rows of a dataset, region by region."""
    for region in datasets.places(catalog):
        yield from of(catalog, name, region)


def _data_rows(catalog: Catalog, region: str, name: str) -> bytes:
    return _ENCODER.encode(list(DATASETS[name].rows(catalog, region))).encode()


def plain(value: Any) -> int | float:
    """A decimal as a number that JSON can say: a whole one without a point."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value))
