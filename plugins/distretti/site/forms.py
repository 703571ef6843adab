"""What the macros of forms draw: plain values, made from the schema of a kind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from, and what readers call it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form. `control` is "line", "text" (several lines), "choice", "group" or "list".

    `names` says of what its values are names: "municipalities", "districts"; `fields` are those of a group, or the one
    that each item of a list is. `type` and `example` are of an input.
    """

    key: str
    label: str
    help: str
    control: str
    required: bool = False
    type: str = "text"
    example: str = ""
    names: str = ""
    options: tuple[Option, ...] = ()
    fields: tuple[FormField, ...] = ()
