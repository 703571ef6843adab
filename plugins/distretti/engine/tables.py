"""The records of an index as lists and look-ups that note what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from ..model import Record
from ..model.registry import identity
from .index import Index
from .tracking import Shelf

Item = TypeVar("Item")
Some = TypeVar("Some", bound=Record)


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
        value = self._known[key]
        return default if value is None else value

    def __getitem__(self, key: Any) -> Item:
        value: Item | None = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[Any]:
        self._note(self._name, None)
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Records:
    """The records of an index, handed out by a shelf; each list, table and other value is made when first asked for."""

    def __init__(self, index: Index, shelf: Shelf) -> None:
        self.index, self._shelf = index, shelf
        self._kept: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], Item]) -> Item:
        """What is made when first asked, and then kept."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[no-any-return]

    def listed(self, kind: str) -> tuple[Any, ...]:
        """The records of a list, in order; the list is noted."""
        self._shelf.note(kind)
        return self.once(f"list {kind}", lambda: tuple(map(self.record, self.index.names(kind))))

    def table(self, lookup: str, one: Callable[[Any], Item | None]) -> Mapping[Any, Item]:
        """A look-up that notes what is asked of it; its keys are in a fixed order."""
        index, note = self.index, self._shelf.note
        return self.once(f"look-up {lookup}", lambda: Table(lookup, one, lambda: index.keys(lookup), note))

    def lookup(self, name: str) -> Mapping[Any, tuple[Any, ...]]:
        """The records under each key of a look-up, in the order of their lists."""
        return self.table(name, lambda key: tuple(map(self.record, self.index.under(name, key))) or None)

    def one_by(self, name: str) -> Mapping[Any, Any]:
        """The same where a key has one record."""
        return self.table(name, lambda key: next(map(self.record, self.index.under(name, key)), None))

    def keys(self, lookup: str) -> frozenset[Any]:
        """The keys of a look-up that have a record; all of it is noted."""
        self._shelf.note(lookup)
        return self.once(f"keys of {lookup}", lambda: self.index.filled(lookup))

    def value(self, lookup: str, key: Hashable) -> Any:
        """What the index itself has under a key, without a note: names of records, or what was put there."""
        return self.index.under(lookup, key)

    def in_order(self, records: Iterable[Some]) -> list[Some]:
        """Records of one kind in the order of their list."""
        return sorted(records, key=lambda record: self.index.order(self._shelf.name(record)))

    def record(self, name: str) -> Any:
        """The record called so, without a note."""
        return self._shelf.record(name, *identity(name))
