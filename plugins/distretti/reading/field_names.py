"""The names of fields as files write them: those of each group, and what to say of one that its group does not have."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import takewhile
from typing import Any

from pydantic import BaseModel

from ..language.problem import bare, did_you_mean
from .yaml_file import KeyPath

# Italian words that editors write for fields whose label is another.
_ITALIAN = {
    "telefono": "phone", "tel": "phone", "posta": "email", "mail": "email", "sito": "website", "sitoweb": "website",
    "comuni": "municipalities", "comune": "municipality", "nome": "name", "titolo": "title", "tipo": "kind",
    "stato": "status", "capofila": "lead", "fonti": "sources", "fonte": "source", "inizio": "start", "fine": "end",
    "ora": "time", "orario": "time", "luogo": "place", "descrizione": "description", "riassunto": "summary",
    "data": "date", "indirizzo": "url", "editore": "publisher", "organizzatori": "organisers", "distretti": "districts",
    "note": "notes", "regione": "region", "provincia": "province", "scadenza": "closed",
}  # fmt: skip


def groups(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those of the groups of fields inside it."""
    yield model
    for item in model.model_fields.values():
        with suppress(IndexError):  # a value, no group
            yield from groups(_inner_model(item.annotation))


def keys(model: type[BaseModel]) -> set[str]:
    """The fields of a group, as files write them."""
    return {item.alias or name for name, item in model.model_fields.items()}


def keys_at(model: type[BaseModel], path: KeyPath) -> set[str]:
    """The same of the group at `path`, none where the model has no group there."""
    try:
        return keys(_model_at(model, path))
    except (KeyError, IndexError):
        return set()


def stray(model: type[BaseModel], path: KeyPath, written: Iterable[str], given: Iterable[str]) -> str:
    """What to say of a name that its group does not have: that it is indented wrongly, where another group has it.

    `written` are the names of its group in the file, in their order.
    """
    name, here = str(path[-1]), _model_at(model, path[:-1])
    if _synonyms(here).get(bare(name)) or did_you_mean(name, keys(here)):
        return unknown(name, here, given)
    for depth in reversed(range(len(path) - 1)):
        if isinstance(path[depth], str) and name in keys_at(model, path[:depth]):
            whose = next((f"di «{step}»" for step in reversed(path[:depth]) if isinstance(step, str)), "della scheda")
            return f"il rientro è sbagliato: «{name}» è un campo {whose}, qui è dentro «{path[depth]}»"
    above = [key for key in takewhile(lambda key: key != name, written) if name in _keys_inside(here, key)]
    if above:
        return f"campo sconosciuto «{name[:60]}»: se è di «{above[-1]}», il rientro è sbagliato"
    return unknown(name, here, given)


def unknown(name: str, model: type[BaseModel], given: Iterable[str]) -> str:
    """That a group has no field called so, with the one that is meant where that can be told."""
    known = [item.alias or key for key, item in model.model_fields.items() if key not in given]
    meant = _synonyms(model).get(bare(name))
    hint = f" Forse volevi «{meant}»?" if meant in known else did_you_mean(name, known) or _elsewhere(name, model)
    return f"campo sconosciuto «{name[:60]}».{hint}"


def _elsewhere(name: str, model: type[BaseModel]) -> str:
    """A final sentence with the field of a group inside this one that has such an Italian name, or an empty string."""
    for key, item in model.model_fields.items():
        with suppress(IndexError):
            meant = _synonyms(_inner_model(item.annotation)).get(bare(name))
            if meant:
                return f" Forse volevi «{meant}», dentro «{item.alias or key}»?"
    return ""


@lru_cache
def _synonyms(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a group by their Italian names: those that pages show, and a few that editors write instead."""
    fields = {item.alias or key: bare(item.title or "") for key, item in model.model_fields.items()}
    shown = {label: key for key, label in fields.items() if label}
    return {word: key for word, key in _ITALIAN.items() if key in fields} | shown


def _keys_inside(model: type[BaseModel], key: str) -> set[str]:
    """The fields of the group that a field of a group holds, none where it holds a value."""
    for name, item in model.model_fields.items():
        if (item.alias or name) == key:
            with suppress(IndexError):
                return keys(_inner_model(item.annotation))
    return set()


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    """The model of the group of fields at `path`."""
    for step in path:
        if isinstance(step, str):
            names = {item.alias or key: item for key, item in model.model_fields.items()}
            model = _inner_model(names[step].annotation)
    return model


def _inner_model(annotation: Any) -> type[BaseModel]:
    """The model inside `X | None`, `tuple[X, ...]` or `Annotated[X, …]`."""
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
            annotation = next(item for item in typing.get_args(annotation) if item is not type(None))
        else:
            annotation = typing.get_args(annotation)[0]
    return annotation
