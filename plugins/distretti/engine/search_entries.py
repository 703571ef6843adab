"""What the search index says of each page, kept from build to build: an index is made anew only where it differs."""

from __future__ import annotations

import hashlib
import marshal
from typing import Any

from ..site.output import SearchEntry, indexes
from .store import Store

NAMESPACE = "search"
_TABLE = "entries"


class Entries:
    """The entries of all pages by path. `stale` are the indexes that an entry has come into, left or changed in."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._changed: dict[str, Any] = {}
        self._whole: dict[str, Any] | None = None if store else {}
        self.stale: set[str] = set() if store else set(indexes())

    def note(self, path: str, known: bytes, entry: SearchEntry | None) -> bytes:
        """The entry of a page; its fingerprint. `known` is the fingerprint of the entry that it had before."""
        sign = _sign(entry)
        if sign != known:
            self.stale |= {_index(some) for some in (sign, known) if some}
            self._changed[path] = tuple(entry) if entry else None
        return sign

    def of(self, index: str) -> list[tuple[str, SearchEntry]]:
        """The entries of an index with the paths of their pages, by path."""
        found = ((path, SearchEntry(*entry)) for path, entry in sorted(self._all().items()))
        return [(path, entry) for path, entry in found if entry.index_name == index]

    def all(self) -> dict[str, SearchEntry]:
        """The entry of each page that has one."""
        return {path: SearchEntry(*entry) for path, entry in self._all().items()}

    def _all(self) -> dict[str, Any]:
        if self._whole is None:
            assert self._store
            self._whole = self._store.table(NAMESPACE, _TABLE)
        for path, entry in self._changed.items():
            if entry is None:
                self._whole.pop(path, None)
            else:
                self._whole[path] = entry
        return self._whole

    def save(self, store: Store) -> None:
        """Put what has changed into a store."""
        if self._store is None:
            store.put_table(NAMESPACE, _TABLE, self._all(), None)
        elif self._changed:
            store.change_table(NAMESPACE, _TABLE, self._changed)


def _sign(entry: SearchEntry | None) -> bytes:
    """Fingerprint of an entry: which index it is in (1 byte) and a digest (8); b"" for none."""
    if entry is None:
        return b""
    return (
        bytes([indexes().index(entry.index_name)])
        + hashlib.blake2b(marshal.dumps(tuple(entry), 2), digest_size=8).digest()
    )


def _index(sign: bytes) -> str:
    return indexes()[sign[0]]
