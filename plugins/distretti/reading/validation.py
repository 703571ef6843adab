"""A document of plain text → a frozen record, or every problem of its fields: line, column and an Italian message."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..language import signs
from ..language.problem import Problem
from ..model import Part
from . import field_names
from .yaml_file import Document, KeyPath, dotted

Model = TypeVar("Model", bound=Part)

MISSING = "manca questo campo, che è obbligatorio"

_MESSAGES = {
    "missing": MISSING,
    "tuple_type": "ci vuole un elenco: una riga con il trattino per ogni valore",
    "model_type": "ci vuole un gruppo di campi «nome: valore», uno per riga",
    "model_attributes_type": "ci vuole un gruppo di campi «nome: valore», uno per riga",
    "dict_type": "ci vuole un gruppo di campi «nome: valore», uno per riga",
    "too_short": "l'elenco è vuoto: ci vuole almeno un valore",
}

_SIGNS = f"{signs.QUOTES}{signs.CLOSING_QUOTES}«»‹›″′＂"
_ITEM = re.compile(r"^( *)- [^\n]*\n\1 +- ", re.M)  # an item further to the right than the one above
_QUOTED = re.compile(
    rf"""^ *(?:- +)?(?:[a-z_]+: +)?(?:([{_SIGNS}])[^\n{_SIGNS}]*[{_SIGNS}]|"('[^\n'"]*')"|'("[^\n'"]*")') *$""", re.M
)


def validated(model: type[Model], document: Document, **given: Any) -> tuple[Model | None, list[Problem]]:
    """The record in `document` and its problems. `given` are fields that files do not write (id, prose).

    With problems the record holds only the fields that are sound, for the rules to go on; without fields it is None.
    """
    if not isinstance(document.value, dict):
        return None, [document.problem((), _MESSAGES["model_type"])]
    written = [name for name in given if name in document.value]
    problems = [document.problem((name,), field_names.unknown(name, model, given), of_key=True) for name in written]
    problems += _swallowed(model, document)
    try:
        record = model.model_validate({**document.value, **given})
    except ValidationError as error:
        sound = _sound_part(model, {**document.value, **given}, {detail["loc"][0] for detail in error.errors()})
        return sound, problems + _problems(error, model, document, given)
    return record, problems + list(_in_typographic_quotes(document))


def _sound_part(model: type[Model], value: dict[str, Any], broken: set[str | int]) -> Model:
    """The record with its sound fields only; the others are absent (None, or an empty tuple)."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name in value and name not in broken:
            fields[name] = _field_adapter(model, name).validate_python(value[name])
        elif info.is_required():
            fields[name] = () if typing.get_origin(info.annotation) is tuple else None
    return model.model_construct(**fields)


@lru_cache
def _field_adapter(model: type[Part], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    for rule in info.metadata:
        annotation = Annotated[annotation, rule]
    return TypeAdapter(annotation)


@lru_cache
def _list_adapter(model: type[Model]) -> TypeAdapter[tuple[Model, ...]]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]


def validated_list(model: type[Model], document: Document) -> tuple[tuple[Model, ...], list[Problem]]:
    """The entries of a vocabulary file, or none and its problems."""
    try:
        return _list_adapter(model).validate_python(document.value), []
    except ValidationError as error:
        return (), _problems(error, model, document)


def _problems(
    error: ValidationError, model: type[BaseModel], document: Document, given: Iterable[str] = ()
) -> list[Problem]:
    details = error.errors(include_url=False, include_input=False)
    within = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    # pydantic also calls a list short when its items are wrong: the items say enough.
    return [
        _problem(detail, model, document, given)
        for detail in details
        if not (detail["type"] == "too_short" and detail["loc"] in within)
    ]


def _problem(detail: ErrorDetails, model: type[BaseModel], document: Document, given: Iterable[str]) -> Problem:
    path: KeyPath = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        return document.problem(
            path, field_names.stray(model, path, _at(document, path[:-1]) or (), given), of_key=True
        )
    message = _MESSAGES.get(kind, detail["msg"])
    named = signs.look_alikes(_wrong_value(document, path, message))
    return document.problem(path, f"{message}{f'; {named}' if named else ''}", of_key=kind == "missing")


def _wrong_value(document: Document, path: KeyPath, message: str) -> str:
    """The text that a message is about where its signs may be what is wrong: not of texts, which may have any."""
    value = _at(document, path)
    if not isinstance(value, str):
        return ""
    return value if message.startswith("«") else value[:1] if message == _MESSAGES["tuple_type"] else ""


def _at(document: Document, path: KeyPath) -> Any:
    """What is written at a path, None where nothing is."""
    found: Any = document.value
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _swallowed(model: type[BaseModel], document: Document) -> Iterator[Problem]:
    """Warnings of lines that are part of the text above them, and begin like an item or a field that is not written."""
    if not (_ITEM.search(document.text) or _like_a_field(model).search(document.text)):
        return
    for path, line, text in document.folded():
        if isinstance(path[-1], int) and text.lstrip().startswith("- "):
            message = "il rientro è sbagliato: comincia più a destra delle altre voci, e così è parte di quella sopra"
            yield Problem(document.file, line, len(text) - len(text.lstrip()) + 1, dotted(path), message, warning=True)
            continue
        word = text.split()[0] if text.strip() else ""
        for depth in range(len(path)):
            group = _at(document, path[:depth])
            if isinstance(group, dict) and word not in group and word in field_names.keys_at(model, path[:depth]):
                message = f"«{word}» sembra un campo a cui manca il segno «:»: così è parte del testo di sopra"
                column = len(text) - len(text.lstrip()) + 1
                yield Problem(document.file, line, column, dotted(path), message, warning=True)
                break


def _in_typographic_quotes(document: Document) -> Iterator[Problem]:
    """Warnings of values in quotes that YAML does not know, or in two pairs of quotes: they stay in the text."""
    text = document.text
    for match in _QUOTED.finditer(text) if _has_quotes(text) else ():
        start = match.start(match.lastindex or 0)
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        advice = signs.look_alikes(match[1] or "") or f"togli {(match[1] or match[2] or match[3])[0]}"
        message = f"le virgolette restano nel testo; se dovevano racchiuderlo, {advice}"
        yield Problem(document.file, line, column, "", message, warning=True)


def _has_quotes(text: str) -> bool:
    """Quick to tell: nearly no file has any."""
    return not text.isascii() or "\"'" in text or "'\"" in text


@lru_cache
def _like_a_field(model: type[BaseModel]) -> re.Pattern[str]:
    """A line that begins with the name of a field, without its colon: seldom is there one, and it is quick to tell."""
    names = "|".join(sorted({key for part in field_names.groups(model) for key in field_names.keys(part)}))
    return re.compile(rf"^ +(?:{names})(?= |$)", re.MULTILINE)
