"""An empty file of a kind of record: what must be there as lines to fill in, all else as comments with its help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from .registry import Kind
from .schema import group

_ENDS = {"withdrawn", "aliases", "uid", "confirmed", "practices"}  # not of a record that begins


def skeleton(kind: Kind, heading: str, today: dt.date) -> str:
    """The text of a new file: complete but for the values that only its writer knows.

    `heading` is what the record is called. The check says of each empty line that its value is missing.
    """
    fields = group(kind.model)
    known = {"name": heading, "title": heading, "text": heading, "compiled": today.isoformat(), "collected": "a-mano"}
    lines: list[str] = []
    for key, field in fields["properties"].items():
        if key not in _ENDS:
            lines += _lines(key, field, key in fields["required"] or key == "collected", known.get(key, ""))
    return "\n".join(lines) + "\n"


def _lines(key: str, field: dict[str, Any], required: bool, value: str, indent: str = "") -> Iterator[str]:
    """A field with its help; of a group that must be there its fields too, of a list one item."""
    help_ = f"   # {_said(field)}" if not value and _said(field) else ""
    yield f"{'' if required else '# '}{indent}{key}:{f' {_quoted(value)}' if value else ''}{help_}"
    inner = next((one for one in _inside(field) if "properties" in one), None)
    if not required or not inner:
        return
    starts = [f"{indent}  - ", f"{indent}    "] if field.get("type") == "array" else [f"{indent}  "]
    names = inner["required"] + [name for name in inner["properties"] if name not in inner["required"]]
    for place, name in enumerate(names):
        start = starts[min(place, len(starts) - 1)]
        yield from _lines(name, inner["properties"][name], name in inner["required"], "", start)


def _inside(field: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas that a field, or an item of its list, may have."""
    items = field.get("items", field)
    yield from items.get("anyOf", [items])


def _said(field: dict[str, Any]) -> str:
    """The label of a field, its help, what there is to choose from."""
    choices = field.get("items", field).get("enum", ())
    named = ", ".join(value for value in choices if isinstance(value, str))
    parts = (field["title"].lower(), field.get("description", "").removesuffix("."), named)
    return "; ".join(part for part in parts if part)


def _quoted(text: str) -> str:
    """A heading as YAML: quoted unless it is letters and spaces."""
    return text if text.replace(" ", "").replace("-", "").isalnum() else "'" + text.replace("'", "''") + "'"
