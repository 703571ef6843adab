"""The glossary: every word explained once, every reference to a term that is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language import italian
from ...language.problem import Problem, did_you_mean
from ...model import GlossaryTerm
from ..content import Content
from ..yaml_file import KeyPath


def glossary_words_differ(content: Content, today: dt.date) -> Iterator[Problem]:
    """No word (term, abbreviation, other form) stands twice: a page would not know where to lead."""
    seen: dict[str, str] = {}
    for index, entry in enumerate(content.vocabulary("glossary")):
        for path, word in _words(index, entry):
            other = seen.setdefault(italian.folded(word), f"{entry.id} {path}")
            if other != f"{entry.id} {path}":
                yield _problem(content, path, f"«{word}» è già scritto in «{other.split()[0]}»")


def _words(index: int, entry: GlossaryTerm) -> Iterator[tuple[KeyPath, str]]:
    yield (index, "term"), entry.term
    for key in ("abbreviations", "forms"):
        for number, word in enumerate(getattr(entry, key)):
            yield (index, key, number), word


def glossary_references_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """`see` names other terms of the glossary."""
    terms = content.vocabulary("glossary")
    for index, entry in enumerate(terms):
        others = [term.id for term in terms if term.id != entry.id]
        for number, identifier in enumerate(entry.see):
            if identifier not in others:
                hint = did_you_mean(identifier, others)
                yield _problem(content, (index, "see", number), f"«{identifier}» non è un altro termine.{hint}")


def glossary_sources_are_whole(content: Content, today: dt.date) -> Iterator[Problem]:
    """A source has an address, or the title of a document."""
    for index, entry in enumerate(content.vocabulary("glossary")):
        for number, source in enumerate(entry.sources):
            if not source.url and not source.title:
                yield _problem(content, (index, "sources", number), "serve url, oppure title per un documento")


def _problem(content: Content, path: KeyPath, message: str) -> Problem:
    return content.document_at(content.vocabularies["glossary"]).problem(path, message)
