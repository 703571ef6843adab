"""A row of a table → the fields that its columns fill, as records write them."""

from __future__ import annotations

import re
from typing import Any

from ..catalog.review import is_personal
from ..language import italian, signs
from ..language.problem import bare
from ..model import checks, written
from . import moments
from .rows import Found, Row
from .source_map import DAY_FIRST, PAGE, SIGNS, SourceMap, schema_of

_FORMULA = re.compile(r"[=@]|[+-][A-Za-z(]")
_MAILBOX = re.compile(r"[\w.+-]+@[\w.-]+\.[A-Za-z]{2,}")
_BODIES = {"organisers", "lead", "partners.name", "grants.beneficiary", "contacts.office"}
_YES, _NO = ("si", "vero", "true"), ("no", "falso", "false")
_DATES = {written.DATE.schema["pattern"], written.DAY.schema["pattern"]}
_HOUR = written.HOUR.schema["pattern"]
_OF_BODIES = {
    "associazione", "bar", "biblioteca", "casa", "centro", "circolo", "comitato", "comune", "consorzio", "ditta",
    "fondazione", "gruppo", "istituto", "museo", "palazzo", "parrocchia", "piazza", "pro", "proloco", "ristorante",
    "rete", "san", "sant", "santa", "scuola", "societa", "studio", "teatro", "via", "villa",
}  # fmt: skip
# What begins or ends with a person's name: a title, or a given name with one more word.
_OF_PERSONS = re.compile(
    r"(?:sig|sig\.ra|dott|dott\.ssa|dr|avv|geom|arch|ing|prof|prof\.ssa|rag)\.?\s+\w", re.IGNORECASE
)


def found(row: Row, source: SourceMap, fields: dict[str, Any]) -> Found:
    """What a row says; what cannot be taken is in words."""
    made = Found(row.line, wrong=[row.wrong] if row.wrong else [])
    for name, column in source.columns.items() if not row.wrong else ():
        text = italian.squeezed(row.cells.get(column, ""))
        if not text or checks.says_nothing(text):
            continue
        if advice := wrong_in(row.cells[column]):
            made.wrong.append(f"colonna «{column}»: {advice}")
        elif advice := private(name, text):
            made.left.append(f"colonna «{column}»: {advice}")
        else:
            _fill(made, name, column, _in_words(source, name, text), source, fields)
    return made


def wrong_in(text: str) -> str:
    """Why a text of others cannot be kept at all; "" where it can."""
    if found := next(signs.refused(text), None):
        return found[1]
    if _FORMULA.match(text.strip()):
        return f"«{text.strip()[:40]}» sembra una formula di un foglio di calcolo"
    if len(text) > written.MAX_TEXT:
        return f"il testo è troppo lungo: al massimo {written.MAX_TEXT} caratteri"
    return ""


def private(name: str, text: str) -> str:
    """Why a text is of a person, and stays out; "" where it is not. The text itself is not repeated."""
    if any(map(is_personal, _MAILBOX.findall(text))):
        return "c'è una casella che sembra di una persona"
    if name in _BODIES and (_OF_PERSONS.match(text) or seems_a_person(text)):
        return "sembra il nome di una persona"
    return ""


def seems_a_person(text: str) -> bool:
    """Whether a text is a given name and one or two words more: "Mario Rossi", "Rossi Mario", "Maria De Santis"."""
    words = italian.folded(text).split()
    if not 2 <= len(words) <= 3 or not all(word.isalpha() for word in words) or words[0] in _OF_BODIES:
        return False
    ends = [words[0]] if len(words) == 3 else words
    return any(is_personal(f"{word}.rossi@ente.example") and len(word) > 1 for word in ends)


def _in_words(source: SourceMap, name: str, text: str) -> str:
    """The value that the map has for a word of the file, else the word."""
    meant = {bare(word): value for word, value in source.words.get(name, {}).items()}
    return meant.get(bare(text), text)


def _fill(made: Found, name: str, column: str, text: str, source: SourceMap, fields: dict[str, Any]) -> None:
    if name == PAGE:
        made.page = text
        made.columns[PAGE] = column
        return
    if name == "uid":
        made.uid = text
        made.columns[name] = column
        return
    schema = schema_of(fields, name) or {}
    if schema.get("pattern") in _DATES:
        day, hour = moments.day_and_hour(text, source.dates == DAY_FIRST)
        made.put(name, day, column)
        beside = {"start": "time", "end": "end_time"}.get(name)
        if hour and beside and beside not in source.columns:
            made.put(beside, hour, column)
    else:
        made.put(name, as_written(text, schema, SIGNS[source.separator]), column)


def as_written(text: str, schema: dict[str, Any], separator: str = ",") -> Any:
    """A value as records write it, as far as a field's schema tells: lists, choices, truths, hours."""
    if schema.get("type") == "array":
        items = [italian.squeezed(item) for item in text.split(separator)]
        return [as_written(item, schema.get("items", {})) for item in items if item]
    if schema.get("pattern") == _HOUR:
        return moments.hour(text)
    choices = schema.get("enum", ())
    if True in choices:
        said = bare(text)
        return "true" if said in _YES else "false" if said in _NO else text
    labels = dict(zip(map(bare, schema.get("enumDescriptions", ())), choices, strict=False))
    return text if text in choices else labels.get(bare(text), text)
