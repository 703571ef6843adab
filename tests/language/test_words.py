"""Tables of words: each language has every word that its pages ask for; numbers, dates and lists are its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from babel.messages.pofile import read_po

from distretti.language import words as tables
from distretti.model import district, event, record, region, relation
from distretti.opendata.datasets import DATASETS
from distretti.presenters import district_gaps, foreign_district, foreign_rules, investor_facts, maps

from ..conftest import PROJECT, real_content

PACKAGE = PROJECT / "plugins" / "distretti"
ASKED = {"words", "words_", "phrase", "count"}
SHOWN_TERMS = (
    "interventions",
    "indicators",
)  # vocabularies whose labels pages show; those of attractions are names too


def literals() -> Iterator[str | tuple[str, ...]]:
    """The Italian words that code and templates ask tables for; two where a number says which."""
    for file in [*PACKAGE.glob("presenters/foreign*.py"), *PACKAGE.glob("outputs/foreign*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = getattr(node, "func", None)
            if isinstance(node, ast.Call) and getattr(name, "id", getattr(name, "attr", "")) in ASKED:
                said = [item.value for item in node.args if isinstance(item, ast.Constant) and type(item.value) is str]
                yield from [tuple(said)] if len(said) > 1 else said
    templates = PROJECT / "theme" / "templates"
    for file in [*templates.glob("foreign/*.html"), *templates.glob("frame/foreign/*.html")]:
        yield from re.findall(r'words\("([^"]+)"\)', file.read_text("utf-8"))


def terms() -> Iterator[str]:
    """The controlled terms of records that pages show."""
    for table in (
        district.KINDS, district.STATUSES, district.RECOGNITIONS, district.PROGRESS, district.GRANT_SHARES,
        district.GRANT_ROLES, district.GRANT_STAGES, event.KINDS, event.STATUSES, region.MEASURES, maps.KEY,
        record.SOURCE_KINDS, relation.RELATIONS, relation.INVERSE, foreign_rules._PLACES, foreign_district._KINDS,
        foreign_district._STATES,
    ):  # fmt: skip
        yield from table.values()
    yield from (each for each, _, _ in foreign_rules._EVERY.values())
    yield from foreign_rules._HALVES.values()
    yield from (thing for thing, _, _ in district_gaps._GAPS)
    yield from (word for pair in investor_facts.ASKED for word in pair)
    yield from (dataset.title for dataset in DATASETS.values())


def test_each_language_has_every_word_that_is_asked_for() -> None:
    content = real_content()
    labels = {term.label for name in SHOWN_TERMS for term in content.vocabulary(name)}
    for code in tables.codes():
        with (tables.FOLDER / f"{code}.po").open("rb") as stream:
            has = {message.id for message in read_po(stream) if all(message.string)}
        assert sorted({*literals(), *terms(), *labels} - has, key=str) == [], f"{code}.po: add these words"
