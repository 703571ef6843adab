"""Lists and look-ups of the catalogue, as attributes that note what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

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
