"""A kind of record as JSON Schema (2020-12), and the one order of its fields: in files, forms, references.

Everything comes from the model: labels, help, patterns, the values to choose from. What a schema cannot say (rules of
two fields, other files) is said by `reading.rules`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic.fields import FieldInfo

from .record import Filed, Part
from .registry import Kind
from .values import Names
from .written import Written

DRAFT = "https://json-schema.org/draft/2020-12/schema"

# pydantic has inherited fields first. In files what a record is comes first, then what everybody says of theirs.
_FIRST = ("title", "kind", "start", "end", "also", "all_day", "moved_from", "recurrence", "to_confirm")
_LAST = (
    "practices", "notes", "disagreements", "collected", "compiled", "confirmed", "sources", "aliases", "uid",
    "withdrawn",
)  # fmt: skip
_NOT_WRITTEN = ("id", "prose", "translations", "picture")  # the file's name, and files of their own


@lru_cache
def ordered(model: type[Part]) -> tuple[str, ...]:
    """The names of the fields of a group in the order of files."""
    if not issubclass(model, Filed):
        return tuple(model.model_fields)
    names = [name for name in model.model_fields if name not in _NOT_WRITTEN]
    first = [name for name in _FIRST if name in names and "title" in names]  # of events alone
    last = [name for name in _LAST if name in names]
    return (*first, *(name for name in names if name not in (*first, *last)), *last)


def keys(model: type[Part]) -> tuple[str, ...]:
    """The same as files write them: "from" for `from_`."""
    return tuple(model.model_fields[name].alias or name for name in ordered(model))


def schema(kind: Kind, site: str = "") -> dict[str, Any]:
    """The schema of the files of a kind; `site` is the address of the site, where it has one."""
    identified = {"$id": f"{site}/schemi/{kind.one}.json"} if site else {}
    return {"$schema": DRAFT, **identified, "title": kind.one.capitalize(), **group(kind.model)}


@lru_cache
def group(model: type[Part]) -> dict[str, Any]:
    """The schema of a group of fields, made once: who asks for it does not change it."""
    hints = typing.get_type_hints(model, include_extras=True)
    fields = {name: model.model_fields[name] for name in ordered(model)}
    return {
        "type": "object",
        "properties": {field.alias or name: _field(field, hints[name]) for name, field in fields.items()},
        "required": [field.alias or name for name, field in fields.items() if field.is_required()],
        "additionalProperties": False,
    }


def _field(field: FieldInfo, hint: Any) -> dict[str, Any]:
    help_ = f"{field.description}." if field.description else ""
    named = next((item.kind for item in _metadata(hint) if isinstance(item, Names)), "")
    return {
        "title": field.title,
        **({"description": help_} if help_ else {}),
        **({"x-nomi": named} if named else {}),
        **value(hint, field.metadata),
    }


def value(hint: Any, metadata: typing.Sequence[Any] = ()) -> dict[str, Any]:
    """The schema of a value of a type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        written = next((item.schema for item in arguments[1:] if isinstance(item, Written)), {})
        inner = value(arguments[0]) if not written or _is_group(arguments[0]) else {}
        return {"anyOf": [dict(written), inner]} if written and inner else dict(written) or inner
    if origin in (types.UnionType, typing.Union):
        return value(next(item for item in arguments if item is not type(None)))
    if origin is tuple:
        least = next((item.min_length for item in metadata if hasattr(item, "min_length")), None)
        return {"type": "array", "items": value(arguments[0]), **({"minItems": least} if least else {})}
    if _is_group(hint):
        return group(hint)
    raise TypeError(f"{hint} says not how it is written")


def _is_group(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Part)


def _metadata(hint: Any) -> Iterator[Any]:
    """What the types in a type say beside themselves."""
    if typing.get_origin(hint) is typing.Annotated:
        yield from typing.get_args(hint)[1:]
    for item in typing.get_args(hint)[:1] if typing.get_origin(hint) is not None else ():
        yield from _metadata(item)
