"""The records of an index as lists and look-ups that trace what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from ..model import Filed
from ..model.registry import identity
from .index import Index
from .tracking import HAS, Tracker

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Filed)


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
        value: Item | None = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        """Whether there is a value: who asks only this does not depend on which."""
        self._trace(f"{HAS}{self._name}", key)
        return self._value(key) is not None

    def __iter__(self) -> Iterator[Any]:
        self._trace(self._name, None)
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Records:
    """The records of an index, handed out by a tracker; lists, tables and the like are made when first asked."""

    def __init__(self, index: Index, tracker: Tracker) -> None:
        self.index, self._tracker = index, tracker
        self._kept: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """What is made when first asked, and then kept."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[no-any-return]

    def listed(self, kind: str) -> tuple[Any, ...]:
        """The records of a list, in order; the list is traced."""
        self._tracker.trace(kind)
        return self.once(f"list {kind}", lambda: tuple(map(self.record, self.index.names(kind))))

    def table(self, lookup: str, one: Callable[[Any], Item | None]) -> Mapping[Any, Item]:
        """A look-up that traces what is asked of it; its keys are in a fixed order."""
        index, trace = self.index, self._tracker.trace
        return self.once(f"look-up {lookup}", lambda: Table(lookup, one, lambda: index.keys(lookup), trace))

    def lookup(self, name: str) -> Mapping[Any, tuple[Any, ...]]:
        """The records under each key of a look-up, in the order of their lists."""
        return self.table(name, lambda key: tuple(map(self.record, self.index.names_for(name, key))) or None)

    def one_by(self, name: str) -> Mapping[Any, Any]:
        """The same where a key has one record."""
        return self.table(name, lambda key: next(map(self.record, self.index.names_for(name, key)), None))

    def keys(self, lookup: str) -> frozenset[Any]:
        """The keys of a look-up that have a record; all of it is traced."""
        self._tracker.trace(lookup)
        return self.once(f"keys of {lookup}", lambda: self.index.filled(lookup))

    def value(self, lookup: str, key: Hashable) -> Any:
        """What the index itself has under a key, without a note: names of records, or what was put there."""
        return self.index.names_for(lookup, key)

    def in_order(self, records: Iterable[Some]) -> list[Some]:
        """Records of one kind in the order of their list."""
        return sorted(records, key=lambda record: self.index.order(self._tracker.name(record)))

    def record(self, name: str) -> Any:
        """The record called so, without a note."""
        return self._tracker.record(name, *identity(name))
