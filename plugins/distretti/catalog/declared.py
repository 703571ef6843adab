"""How a list or look-up of the catalogue is declared: of which records it is, and by which keys it has each of them.

    districts_of_region = Lookup(District, by=lambda district, context: [district.region])

The keys of a record follow from itself (`entry_in`): one that changes is moved in the look-ups that it touches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from ..engine.index import WITHDRAWN, IndexEntry
from ..model import Filed, Record
from ..model.registry import KIND_OF
from ..places.register import Municipality, Places
from ..site import addresses
from . import relations

Item = TypeVar("Item")


@dataclass
class Context:
    """What the keys of a record follow from, beside the record: the register of places, and the day of the build."""

    record: Filed
    places: Places
    today: dt.date

    @cached_property
    def towns(self) -> tuple[Municipality, ...]:
        """The municipalities where the record is today."""
        return relations.towns(self.record, self.places, self.today)

    @property
    def codes(self) -> list[str]:
        """Their ISTAT codes."""
        return [town.istat_code for town in self.towns]


Keys = Callable[[Item, Context], Iterable[Hashable]]


class List(Generic[Item]):
    """All records of one kind, in order. Its name is that of the kind in the registry."""

    def __init__(self, model: type[Item]) -> None:
        self.model = model

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> tuple[Item, ...]:
        return catalog.records.listed(self.name)  # type: ignore[no-any-return]


class Lookup(Generic[Item]):
    """Records by keys, in the order of their lists; withdrawn ones only where it says so."""

    def __init__(self, model: type[Item], by: Keys[Item], withdrawn_too: bool = False) -> None:
        self.model, self.by, self.withdrawn_too = model, by, withdrawn_too

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> Mapping[Any, tuple[Item, ...]]:
        return catalog.records.lookup(self.name)  # type: ignore[no-any-return]


class One(Generic[Item]):
    """The same where a key has one record."""

    def __init__(self, model: type[Item], by: Keys[Item], withdrawn_too: bool = False) -> None:
        self.model, self.by, self.withdrawn_too = model, by, withdrawn_too

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name

    def __get__(self, catalog: Any, owner: Any) -> Mapping[str, Item]:
        return catalog.records.one_by(self.name)  # type: ignore[no-any-return]


def entry_in(lookups: type, record: Filed, places: Places, today: dt.date) -> IndexEntry:
    """Where the look-ups of a class have a record: its list, its place there, its keys."""
    context = Context(record, places, today)
    withdrawn = isinstance(record, Record) and record.withdrawn
    asked = (item for item in _of(lookups, type(record)) if item.withdrawn_too or not withdrawn)
    keys = {item.name: keys for item in asked if (keys := _once(item.by(record, context)))}
    if withdrawn:
        return IndexEntry(WITHDRAWN, (addresses.of(record),), keys)
    return IndexEntry(KIND_OF[type(record)].name, record.order, keys)


def _once(keys: Iterable[Hashable]) -> tuple[Any, ...]:
    return tuple(key for key in dict.fromkeys(keys) if key is not None)


@lru_cache
def _of(lookups: type, model: type[Filed]) -> tuple[Lookup[Any] | One[Any], ...]:
    """Those that have records of a kind."""
    declared = vars(lookups).values()
    return tuple(item for item in declared if isinstance(item, Lookup | One) and issubclass(model, item.model))
