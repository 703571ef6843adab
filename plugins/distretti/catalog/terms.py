"""Which records use the terms of a vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..model import Record
from ..model.registry import KIND_OF, starting_with

# The kinds of record that use terms, in the order in which pages list them.
_USERS = starting_with("initiatives", "programmes")


class Users(Mapping[str, tuple[Record, ...]]):
    """The records that use each term of a vocabulary, by kind; the last events first.

    Records write a term's words, or the ids of needs and themes.
    """

    def __init__(self, catalog: Any, vocabulary: str) -> None:
        self._catalog, self._vocabulary = catalog, vocabulary
        self._terms = {term.id: term for term in catalog.terms[vocabulary].terms}

    def __getitem__(self, identifier: str) -> tuple[Record, ...]:
        words = (identifier,) if self._vocabulary in ("needs", "themes") else self._terms[identifier].words
        by_kind: dict[str, set[Record]] = defaultdict(set)
        for word in words:
            for record in self._catalog.words.get((self._vocabulary, word), ()):
                by_kind[KIND_OF[type(record)].name].add(record)
        for kind in by_kind if len(words) > 1 else ():  # records of different words stand in the order of the list
            self._catalog.shelf.note(kind)
        ordered = {kind: self._catalog.in_order(by_kind[kind]) for kind in _USERS}
        ordered["events"].reverse()
        return tuple(record for kind in _USERS for record in ordered[kind])

    def __iter__(self) -> Iterator[str]:
        return (identifier for identifier in self._terms if self[identifier])

    def __len__(self) -> int:
        return sum(1 for _ in self)
