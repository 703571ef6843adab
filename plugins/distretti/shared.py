"""Values that many pages show, each made once: who asks for one depends on it, and it on what was read for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from .model import Record
from .shelf import Shelf, Thing

SHARED = "shared"  # the look-up under which they are noted

_Key = tuple[Callable[..., Any], str, tuple[Hashable, ...]]


class Shared:
    """Makes values from a catalogue of their own, so that what is read for them is not noted as read by the page."""

    def __init__(self, shelf: Shelf, apart: Callable[[], Any]) -> None:
        self._shelf, self._make_apart = shelf, apart
        self._apart: Any = None
        self._known: dict[_Key, tuple[Thing, Any]] = {}

    def value(self, make: Callable[..., Any], record: Record, more: tuple[Hashable, ...]) -> Any:
        """What `make(catalog, record, *more)` gives: plain values, no records."""
        key = make, self._shelf.name(record), more
        if key not in self._known:
            self._known[key] = self._made(key)
        thing, value = self._known[key]
        self._shelf.note(*thing)
        return value

    def _made(self, key: _Key) -> tuple[Thing, Any]:
        make, name, more = key
        if self._apart is None:
            self._apart = self._make_apart()
        value = make(self._apart, self._apart.record(name), *more)
        thing = SHARED, (make.__name__, name, *more)
        self._shelf.shared.append((thing, self._apart.shelf.taken()))
        self._apart.shelf.forget()
        return thing, value
