"""Lists and look-ups of the catalogue, as attributes that trace what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from .tracking import Query

Item = TypeVar("Item")

HAS = "has "  # before the name of a look-up: whether it has a key at all


def key_of(query: Query) -> Query | None:
    """The look-up and key of a query that asks whether there is a value, None for other queries."""
    return (query[0].removeprefix(HAS), query[1]) if query[0].startswith(HAS) else None


class Table(Mapping[Any, Item], Generic[Item]):
    """A look-up of the catalogue that traces which keys are asked; `one` gives the value of a key, None without one."""

    def __init__(
        self,
        name: str,
        one: Callable[[Any], Item | None],
        keys: Callable[[], Iterable[Any]],
        trace: Callable[[str, Hashable], None],
    ) -> None:
        self._name, self._one, self._keys, self._trace = name, one, keys, trace
        self._values: dict[Any, Item | None] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The value under a key, or the default."""
        self._trace(self._name, key)
        value = self._value(key)
        return default if value is None else value

    def _value(self, key: Any) -> Item | None:
        if key not in self._values:
            self._values[key] = self._one(key)
        return self._values[key]

    def __getitem__(self, key: Any) -> Item:
        found: Item | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        """Whether there is a value: who asks only this does not depend on which."""
        self._trace(f"{HAS}{self._name}", key)
        return self._value(key) is not None

    def __iter__(self) -> Iterator[Any]:
        self._trace(self._name, None)
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class List(Generic[Item]):
    """A list of the catalogue: all records of one kind, in order."""

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> tuple[Item, ...]:
        catalog.tracker.trace(self.name)
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
