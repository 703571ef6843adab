"""Which file of a content folder holds which record."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import District, Event, Initiative, Part, Programme, ProsePage, Record, RecurringEvent, Region
from ..model.kinds import identity, name_of

Name = tuple[type[Part], str]  # the kind and id of a record

_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_FOLDERS: dict[type[Part], str] = {
    District: "districts",
    Event: "events",
    RecurringEvent: "events/ricorrenti",
    Initiative: "initiatives",
    Programme: "programmes",
    Region: "regions",
    ProsePage: "pages",
}


def path_of(model: type[Part], identifier: str) -> str:
    """The file of a record, or page of words: "districts/lombardia/lodi.yaml"."""
    return f"{_FOLDERS[model]}/{identifier}{'.md' if model is ProsePage else '.yaml'}"


def files_of(name: str) -> tuple[str, str]:
    """The file of the record called so, and that of the prose beside it."""
    path = path_of(*identity(name))
    return path, f"{path.removesuffix('.yaml')}.md"


def model_of(parts: tuple[str, ...]) -> type[Record] | None:
    """The kind of record that is in a file with these folders and name (without its ending), None where none is."""
    match parts:
        case ["districts", _, _]:
            return District
        case ["programmes", _, _]:
            return Programme
        case ["events", "ricorrenti", _]:
            return RecurringEvent
        case ["events", year, _] if _YEAR.fullmatch(year):
            return Event
        case ["initiatives", _]:
            return Initiative
        case ["regions", _]:
            return Region
    return None


def held_by(path: str) -> Name | None:
    """The kind and id of the record in a file, or beside it; None where it is of none."""
    start, _, ending = path.rpartition(".")
    parts = tuple(start.split("/"))
    model = model_of(parts) if ending in ("yaml", "md") else None
    return (model, parts[-1] if model is RecurringEvent else "/".join(parts[1:])) if model else None


def record_name(path: str) -> str | None:
    """The name of the record of a file."""
    held = held_by(path)
    return name_of(*held) if held else None  # type: ignore[arg-type]


def files(paths: Iterable[str]) -> dict[Name, str]:
    """The path of each record and page of words among these paths."""
    found: dict[Name, str] = {}
    for path in paths:
        held = held_by(path) if path.endswith(".yaml") else None
        if held:
            found[held] = path
        elif path.startswith("pages/") and path.endswith(".md") and path.count("/") == 1:
            found[ProsePage, path[len("pages/") : -len(".md")]] = path
    return found
