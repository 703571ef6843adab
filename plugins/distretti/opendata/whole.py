"""A record as it is: its own keys, as editors write them in YAML, without what is empty."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from ..language.dates import MonthDay, PartialDate
from ..model import Record
from ..model.record import Part, fields_of
from .rows import plain

_ENCODER = json.JSONEncoder(ensure_ascii=False, indent=1, default=plain)


def as_json(record: Record, page: str, licence: str) -> bytes:
    """The record with its id, the address of its page and its licence."""
    values = _part(record)
    return _ENCODER.encode({"id": record.id, "scheda": page, "licenza": licence, **values}).encode() + b"\n"


@lru_cache
def _keys(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The name of each field, and its key in YAML."""
    return tuple((name, model.model_fields[name].alias or name) for name in fields_of(model) if name != "id")


def _part(part: Part) -> dict[str, Any]:
    found = ((key, getattr(part, name)) for name, key in _keys(type(part)))
    return {key: _value(value) for key, value in found if value is not None and value != () and value != ""}


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return _part(value)
    if isinstance(value, PartialDate | MonthDay):
        return str(value)
    return [_value(item) for item in value] if isinstance(value, tuple) else value
