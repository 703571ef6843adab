"""Lists and look-ups of the catalogue, as attributes that note what is asked of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from .model import Record
from .model.kinds import KIND

Item = TypeVar("Item")


class Table(Mapping[Any, Item], Generic[Item]):
    """A look-up of the catalogue that notes which keys are asked; `one` gives the value of a key, None without one."""

    def __init__(
        self,
        name: str,
        one: Callable[[Any], Item | None],
        keys: Callable[[], Iterable[Any]],
        note: Callable[[str, Hashable], None],
    ) -> None:
        self._name, self._one, self._keys, self._note = name, one, keys, note
        self._known: dict[Any, Item | None] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The value under a key, or the default."""
        self._note(self._name, key)
        if key not in self._known:
            self._known[key] = self._one(key)
        found = self._known[key]
        return default if found is None else found

    def __getitem__(self, key: Any) -> Item:
        found: Item | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[Any]:
        self._note(self._name, None)
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class List(Generic[Item]):
    """A list of the catalogue: all records of one kind, in order."""

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> tuple[Item, ...]:
        catalog.shelf.note(self.name)
        found: tuple[Item, ...] = catalog.once(f"list {self.name}", lambda: catalog.listed(self.name))
        return found


class Lookup(Generic[Item]):
    """Records by the keys that each gives itself (`lookups.entry`), in the order of their lists."""

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> Mapping[Any, tuple[Item, ...]]:
        found: Mapping[Any, tuple[Item, ...]] = catalog.table(
            self.name, lambda key: catalog.under(self.name, key) or None
        )
        return found


class One(Generic[Item]):
    """The same where a key has one record."""

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> Mapping[str, Item]:
        found: Mapping[str, Item] = catalog.table(
            self.name, lambda key: next(iter(catalog.under(self.name, key)), None)
        )
        return found


# The kinds of record that use terms, in the order in which pages list them.
_USERS = ("initiatives", "programmes", "districts", "events", "recurring")


class Users(Mapping[str, tuple[Record, ...]]):
    """The records that use each term of a vocabulary, by kind; the last events first.

    Records write a term's words, or the ids of needs and themes.
    """

    def __init__(self, catalog: Any, vocabulary: str) -> None:
        self._catalog, self._vocabulary = catalog, vocabulary
        self._terms = {term.id: term for term in catalog.terms[vocabulary].terms}

    def __getitem__(self, identifier: str) -> tuple[Record, ...]:
        words = (identifier,) if self._vocabulary in ("needs", "themes") else self._terms[identifier].words
        found: dict[str, set[Record]] = defaultdict(set)
        for word in words:
            for record in self._catalog.words.get((self._vocabulary, word), ()):
                found[KIND[type(record)]].add(record)
        for kind in found if len(words) > 1 else ():  # records of different words stand in the order of the list
            self._catalog.shelf.note(kind)
        ordered = {kind: self._catalog.in_order(found[kind]) for kind in _USERS}
        ordered["events"].reverse()
        return tuple(record for kind in _USERS for record in ordered[kind])

    def __iter__(self) -> Iterator[str]:
        return (identifier for identifier in self._terms if self[identifier])

    def __len__(self) -> int:
        return sum(1 for _ in self)
