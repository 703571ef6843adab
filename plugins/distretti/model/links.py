"""What a record names: other records, and municipalities. The types of its fields say it, so rules need no list."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from .record import Filed, Part, Record
from .registry import KINDS
from .values import ANY, Names
from .written import WEB, Written

_WEB = "web"  # in place of a kind: an address of the web

_Path = tuple[str | int, ...]  # the keys and numbers that lead to a value in a document
_Step = str | None  # a field, or None: each item of a list
_Field = tuple[tuple[_Step, ...], str]


def web_addresses(part: Part) -> Iterator[tuple[_Path, str]]:
    """The addresses of the web that a record, or an entry of a vocabulary, holds in fields for them."""
    for steps, kind in _marked(type(part)):
        if kind == _WEB:
            yield from _values(part, steps, ())


def named_by(record: Filed, *kinds: str) -> Iterator[tuple[_Path, str, str]]:
    """Where a record names something of these kinds, or of any: the path there, the kind, the id or name."""
    for steps, kind in _fields(type(record)):
        if not kinds or kind in kinds:
            yield from ((path, kind, value) for path, value in _values(record, steps, ()))


def records_named_by(record: Record) -> Iterator[tuple[_Path, str]]:
    """Where a record names another record, of whatever kind: the path there, the name with the kind."""
    for path, kind, value in named_by(record, *KINDS, ANY):
        yield path, value if kind == ANY else f"{kind}/{value}"


def _values(value: Any, steps: tuple[_Step, ...], path: _Path) -> Iterator[tuple[_Path, str]]:
    if not steps:
        yield path, value
    elif steps[0] is None:
        for index, item in enumerate(value):
            yield from _values(item, steps[1:], (*path, index))
    elif (inner := getattr(value, steps[0])) is not None:
        yield from _values(inner, steps[1:], (*path, steps[0]))


@lru_cache
def _fields(model: type[Part]) -> tuple[_Field, ...]:
    """The fields of a model that name something, however deep: the steps to each and the kind that it names."""
    return tuple((steps, kind) for steps, kind in _marked(model) if kind != _WEB)


@lru_cache
def _marked(model: type[Part]) -> tuple[_Field, ...]:
    """Those, and the fields that hold an address of the web."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple((((name, *steps)), kind) for name in model.model_fields for steps, kind in _inside(hints[name]))


def _inside(hint: Any) -> Iterator[_Field]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Part):
        yield from _marked(hint)
    elif origin is typing.Annotated:
        yield from (((), kind) for item in arguments[1:] if (kind := _kind(item)))
        yield from _inside(arguments[0])
    elif origin is tuple:
        yield from (((None, *steps), kind) for steps, kind in _inside(arguments[0]))
    elif origin in (types.UnionType, typing.Union):
        yield from (named for item in arguments for named in _inside(item))


def _kind(item: Any) -> str:
    """What the type of a field says that its values name, "" where nothing."""
    if isinstance(item, Names):
        return item.kind
    return _WEB if isinstance(item, Written) and item.schema == WEB.schema else ""
