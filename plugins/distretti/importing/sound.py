"""The text of a record that does not exist yet, checked as if its file were there: by the model and by all rules."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from ..language.problem import Problem, errors
from ..model import Filed, Part, Record
from ..model.registry import identity
from ..model.schema import group, keys
from ..reading import rules, yaml_file
from ..reading.content import Content, Mark, shown
from ..reading.formatting import formatted
from ..reading.layout import path_of
from ..reading.validation import validated
from ..reading.yaml_file import Document
from ..site import addresses
from . import yaml_text
from .rows import Values


class Checked(NamedTuple):
    """A text with the record that it gives, and what is wrong with it; warnings are not."""

    record: Filed | None
    document: Document | None
    problems: list[Problem]


def text_of(model: type[Filed], values: Values) -> str:
    """The file of a record with these values, its fields in the house's order."""
    return formatted(yaml_text.block(_ordered(model, values)), model)


def _ordered(model: type[Part], values: Values) -> Values:
    known, fields = keys(model), group(model)["properties"]
    values = {
        key: [value] if isinstance(value, dict) and fields.get(key, {}).get("type") == "array" else value
        for key, value in values.items()
    }
    return dict(sorted(values.items(), key=lambda pair: known.index(pair[0]) if pair[0] in known else len(known)))


def checked(content: Content, today: dt.date, name: str, text: str) -> Checked:
    """The record called so, were its file this text beside all others."""
    path, (model, identifier) = path_of(name), identity(name)
    file = shown(path, content.folder)
    document, problems = yaml_file.read(text.encode(), file)
    if document is None:
        return Checked(None, None, problems)
    record, more = validated(model, document, id=identifier, prose="")
    problems += more
    if record is None or errors(problems):
        return Checked(None, None, errors(problems))
    part = Content(
        content.folder, content.places, {**content.paths, path: None},
        pages=content.pages, entries=content.entries, vocabularies=content.vocabularies,
    )  # fmt: skip
    part.of(model)[identifier] = record
    part.documents[file] = document
    if isinstance(record, Record):
        part.marks = {**content.marks, name: Mark(record.uid, record.aliases, bool(record.withdrawn))}
    whole: tuple[Any, ...] = (rules.names.uids_are_unique,)
    problems = rules.broken(part, today, (*rules.OF_RECORDS, *whole))
    if addresses.is_taken(name):
        problems.append(Problem(file, 1, 1, "", "il nome del file è già l'indirizzo di un elenco"))
    return Checked(record, document, errors(problems))
