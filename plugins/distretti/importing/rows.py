"""What the readers of files hand on: rows of text, and what could be made of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..language.problem import Problem

Values = dict[str, Any]  # what a record's file would hold: texts, lists, groups


class NotRead(Exception):
    """A file that cannot be used; with the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Row(NamedTuple):
    """A row of a table: the line where it begins, its cells by column, why it cannot be read or ""."""

    line: int
    cells: Mapping[str, str]
    wrong: str = ""


@dataclass
class Found:
    """What a source says of one thing: the fields of a record, and what of it is not taken, in words.

    `columns` are the columns, or properties, that filled each field; `page` is the address of its own page.
    """

    line: int
    values: Values = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    page: str = ""
    uid: str = ""  # as the source writes it
    moves: str = ""  # the day of a rule, in ISO form, that it takes the place of (RECURRENCE-ID)
    cancelled: bool = False

    def put(self, name: str, value: Any, column: str) -> None:
        """Fill the field of a dotted name."""
        inside = self.values
        *steps, last = name.split(".")
        for step in steps:
            inside = inside.setdefault(step, {})
        inside[last] = value
        self.columns[name] = column


def nested(values: Values) -> Values:
    """Fixed values by dotted name as groups."""
    made = Found(0)
    for name, value in values.items():
        made.put(name, value, "")
    return made.values


def joined(first: Values, second: Values) -> Values:
    """Two groups of fields as one; where both say something the second counts."""
    both = {
        key: joined(first[key], value)
        for key, value in second.items()
        if isinstance(value, dict) and isinstance(first.get(key), dict)
    }
    return first | second | both
