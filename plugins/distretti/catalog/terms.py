"""The terms of vocabularies, which of them a page asks for, and which records use them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..engine.tracking import Query
from ..model import Record, Term, Vocabulary
from ..model.registry import KIND_OF, starting_with

# The kinds of record that use terms, in the order in which pages list them.
_USERS = starting_with("initiatives", "programmes")


BY_ID, BY_WORD = "terms of", "words of"  # begin the names of the look-ups of a vocabulary


class TrackedVocabulary:
    """A vocabulary that traces what is asked of it: all its terms, those of some ids, or of some words of sources."""

    def __init__(self, name: str, terms: Iterable[Term], trace: Callable[[str, Hashable], None]) -> None:
        self._name, self._trace = name, trace
        self._vocabulary = Vocabulary(tuple(terms))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order of the file."""
        self._trace(f"{BY_ID} {self._name}", None)
        return self._vocabulary.terms

    def of(self, words: Iterable[str]) -> tuple[Term, ...]:
        """The terms that stand for any of these words of sources; a word that no term lists has none."""
        asked = tuple(words)
        for word in asked:
            self._trace(f"{BY_WORD} {self._name}", word)
        return self._vocabulary.of(asked)

    def named(self, identifiers: Iterable[str]) -> tuple[Term, ...]:
        """The terms with these ids."""
        asked = tuple(identifiers)
        for identifier in asked:
            self._trace(f"{BY_ID} {self._name}", identifier)
        return self._vocabulary.named(asked)


def changed_terms(name: str, before: Sequence[Term], now: Sequence[Term]) -> set[Query]:
    """The queries of a vocabulary that have another answer; all where its terms stand in another order."""
    old, new = ({term.id: term for term in terms} for terms in (before, now))
    same_order = [key for key in old if key in new] == [key for key in new if key in old]
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key) or not same_order]
    words = {word for key in changed for term in (old.get(key), new.get(key)) if term for word in term.words}
    queries: set[Query] = {(f"{BY_ID} {name}", key) for key in changed} | {(f"{BY_WORD} {name}", key) for key in words}
    return queries | ({(f"{BY_ID} {name}", None)} if changed else set())


class Users(Mapping[str, tuple[Record, ...]]):
    """The records that use each term of a vocabulary, by kind; the last events first.

    Records write a term's words, or the ids of needs and themes.
    """

    def __init__(self, catalog: Any, vocabulary: str) -> None:
        self._catalog, self._vocabulary = catalog, vocabulary

    def __getitem__(self, identifier: str) -> tuple[Record, ...]:
        (term,) = self._catalog.terms[self._vocabulary].named((identifier,))
        words = (identifier,) if self._vocabulary in ("needs", "themes") else term.words
        by_kind: dict[str, set[Record]] = defaultdict(set)
        for word in words:
            for record in self._catalog.words.get((self._vocabulary, word), ()):
                by_kind[KIND_OF[type(record)].name].add(record)
        for kind in by_kind if len(words) > 1 else ():  # records of different words stand in the order of the list
            self._catalog.tracker.trace(kind)
        ordered = {kind: self._catalog.in_order(by_kind[kind]) for kind in _USERS}
        ordered["events"].reverse()
        return tuple(record for kind in _USERS for record in ordered[kind])

    def __iter__(self) -> Iterator[str]:
        return (term.id for term in self._catalog.terms[self._vocabulary].terms if self[term.id])

    def __len__(self) -> int:
        return sum(1 for _ in self)
