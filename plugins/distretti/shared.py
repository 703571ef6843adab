"""Values that many pages show, each made once: who asks for one depends on it, and it on what was read for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from .model import Record
from .shelf import Shelf

SHARED = "shared"  # the look-up under which they are noted

_Key = tuple[Hashable, ...]  # the name of what makes it, that of its record, what else it is told


class Shared:
    """Makes values from a catalogue of their own, so that what is read for them is not noted as read by the page."""

    def __init__(self, shelf: Shelf, apart: Callable[[], Any]) -> None:
        self._shelf, self._make_apart = shelf, apart
        self._apart: Any = None
        self._known: dict[_Key, Any] = {}

    def value(self, make: Callable[..., Any], record: Record, more: tuple[Hashable, ...]) -> Any:
        """What `make(catalog, record, *more)` gives: plain values, no records."""
        key = make.__name__, self._shelf.name(record), *more
        self._shelf.note(SHARED, key)
        if key not in self._known:
            self._known[key] = self._made(make, key)
        return self._known[key]

    def _made(self, make: Callable[..., Any], key: _Key) -> Any:
        if self._apart is None:
            self._apart = self._make_apart()
        _, name, *more = key
        value = make(self._apart, self._apart.record(name), *more)
        self._shelf.shared.append(((SHARED, key), self._apart.shelf.taken()))
        self._apart.shelf.forget()
        return value
