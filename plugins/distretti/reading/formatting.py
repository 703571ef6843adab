"""The text of a record's file in the order of its fields: slices of the text are moved, and nothing else is touched.

What a person wrote stays as it was: values, wrapping, quotes, comments. A comment goes with the field below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Part, schema
from . import yaml_file
from .yaml_file import Document


class Slices(NamedTuple):
    """A file cut into what comes before its fields, the lines of each field by key, and what comes after them."""

    head: str
    fields: dict[str, str]
    tail: str

    @property
    def text(self) -> str:
        """The file again."""
        return f"{self.head}{''.join(self.fields.values())}{self.tail}"


def formatted(text: str, model: type[Part]) -> str:
    """The file of a record with its fields in order; as it is where it cannot be read or cut, or has unknown fields."""
    document = _read(text)
    cut = document and sliced(document)
    known = schema.keys(model)
    if not document or not cut or not cut.fields.keys() <= {*known}:
        return text
    fields = {key: cut.fields[key] for key in known if key in cut.fields}
    whole = Slices(cut.head, fields, cut.tail).text
    again = _read(whole)
    return whole if again and again.value == document.value else text


def sliced(document: Document) -> Slices | None:
    """The slices of a file whose fields begin at the start of a line; None for one written otherwise."""
    if not document.value or not isinstance(document.value, dict):
        return None
    lines = document.text.rstrip("\n").split("\n")
    places = [document.place((key,), of_key=True) for key in document.value]
    if any(column != 1 for _, column in places) or len({line for line, _ in places}) < len(places):
        return None
    starts = [_with_comments(lines, line - 1) for line, _ in places]
    first = _after_head(lines, places[0][0] - 1)
    starts[0] = first
    end = _before_tail(lines)
    ends = [*starts[1:], end]
    fields = {key: _joined(lines[start:stop]) for key, start, stop in zip(document.value, starts, ends, strict=True)}
    return Slices(_joined(lines[:first]), fields, _joined(lines[end:]))


def _read(text: str) -> Document | None:
    document, problems = yaml_file.read(text.encode(), "")
    return None if problems else document


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _with_comments(lines: Sequence[str], start: int) -> int:
    """Where the comments right above a line begin, with the blank lines above them."""
    while start and (not lines[start - 1].strip() or lines[start - 1].startswith("#")):
        start -= 1
    return start


def _after_head(lines: Sequence[str], first: int) -> int:
    """Where the first field begins: a comment of the whole file has a blank line below it."""
    blank = [number for number in range(first) if not lines[number].strip() or lines[number] == "---"]
    return blank[-1] + 1 if blank else _with_comments(lines, first)


def _before_tail(lines: Sequence[str]) -> int:
    """Where the comments at the end begin."""
    return _with_comments(lines, len(lines))
