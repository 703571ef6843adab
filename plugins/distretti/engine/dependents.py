"""The inverse of traces: for each query and field, the pages and memoised values that have read it."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..model.registry import identity
from .store import Store
from .tracking import Memo, Memos, Query, Trace

NAMESPACE = "dependents"  # bucket → query → reader → fields read, as bits
TRACES = "traces"  # reader → the queries of its trace
MEMOS = "memos"  # memoised value → how it is computed, fingerprint of its last answer

_BUCKETS = 1024  # of queries: what depends on one is found without reading all
_MOST_KNOWN = 40_000  # numbers of queries kept in memory
_ALL = -1  # the bits of all fields

# Reader → the query and the bits of fields, one after the other, of all its trace: small enough to be sent by workers.
# A page's reader is the number of its file, a memoised value's is below zero: that of its query.
TraceBatch = dict[int, "array[int]"]


@dataclass(slots=True)
class Changes:
    """What is not as it was at the last build; the fields that differ by name of record, None for all of them."""

    everything: bool = False
    queries: set[Query] = field(default_factory=set)
    fields: dict[str, frozenset[str] | None] = field(default_factory=dict)


class Dependents:
    """Who read what: as the last build left it in a store, and the traces recorded in this one."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._traces: TraceBatch = {}
        self._memos: dict[int, tuple[bytes, bytes]] = {}
        self._buckets: dict[int, dict[int, dict[int, int]]] = {}
        self._query = lru_cache(_MOST_KNOWN)(_number)

    def affected_by(self, changes: Changes, memos: Memos) -> set[int]:
        """The numbers of the files whose trace has something that changed.

        Memoised values are computed again first: one with the answer of before affects nobody.
        """
        affected = {reader for query in changes.queries for reader in self._readers(self._query(query), _ALL)}
        for name, fields in changes.fields.items():
            bits = _ALL if fields is None else _bits(name.partition("/")[0], fields)
            affected |= self._readers(self._query(name), bits)
        for memo in sorted(reader for reader in affected if reader < 0):
            if self._has_changed(memo, memos):
                affected |= self._readers(-memo, _ALL)
        return {reader for reader in affected if reader >= 0}

    def _has_changed(self, memo: int, memos: Memos) -> bool:
        """Whether a memoised value has another answer; one that nobody asks any more is dropped."""
        assert self._store
        call, answer = self._store.get(MEMOS, str(memo), (b"", b""))
        now = memos.compute_again(call) if call and self._readers(-memo, _ALL) else None
        if now is None:
            self._traces[memo] = array("q")
            return True
        return bool(now.answer != answer)

    def note(self, reader: int, trace: Trace, before: int = -1) -> int:
        """Record the trace of a file; the fingerprint of the trace. `before` is that of its last trace."""
        pairs = sorted([(self._query(query), 0) for query in trace.queries] + [
            (self._query(name), _bits(name.partition("/")[0], fields)) for name, fields in trace.fields.items()
        ])  # fmt: skip
        flat = array("q", [number for pair in pairs for number in pair])
        fingerprint = _digest(flat.tobytes())
        if fingerprint != before:
            self._traces[reader] = flat
        return fingerprint

    def note_memos(self, computed: Iterable[Memo]) -> None:
        """Record the traces and answers of memoised values."""
        for memo in computed:
            reader = -self._query(memo.query)
            self.note(reader, memo.trace)
            self._memos[reader] = memo.call, memo.answer

    def batches(self) -> Iterator[tuple[TraceBatch, dict[int, tuple[bytes, bytes]]]]:
        """What was recorded here, for `merge`."""
        yield self._traces, self._memos
        self._traces, self._memos = {}, {}

    def merge(self, batch: tuple[TraceBatch, dict[int, tuple[bytes, bytes]]]) -> None:
        """Add what a worker recorded."""
        self._traces |= batch[0]
        self._memos |= batch[1]

    def forget(self, readers: Iterable[int]) -> None:
        """These files are no more: they depend on nothing."""
        self._traces.update((reader, array("q")) for reader in readers)

    def save(self, store: Store) -> None:
        """Put what was recorded into a store, in place of what these readers had read before."""
        if self._store is None:
            for namespace in (NAMESPACE, TRACES, MEMOS):
                store.drop(namespace)
        changed: dict[int, array[int]] = defaultdict(lambda: array("q"))  # bucket → query, reader, bits or _GONE
        for reader, flat in self._traces.items():
            for query, bits in _pairs(flat):
                changed[query % _BUCKETS].extend((query, reader, bits))
            for query in set(self._last_trace(reader)) - set(flat[::2]):
                changed[query % _BUCKETS].extend((query, reader, _GONE))
        store.put(NAMESPACE, ((str(bucket), self._merged(bucket, changed[bucket])) for bucket in sorted(changed)))
        store.put(TRACES, ((str(reader), flat[::2].tobytes()) for reader, flat in self._traces.items() if flat))
        store.drop(TRACES, (str(reader) for reader, flat in self._traces.items() if not flat))
        store.drop(MEMOS, (str(reader) for reader, flat in self._traces.items() if not flat and reader < 0))
        store.put(MEMOS, ((str(reader), memo) for reader, memo in self._memos.items()))

    def _merged(self, bucket: int, changes: array[int]) -> dict[int, dict[int, int]]:
        found = self._bucket(bucket)
        for query, reader, bits in zip(changes[::3], changes[1::3], changes[2::3], strict=True):
            if bits == _GONE:
                found.get(query, {}).pop(reader, None)
            else:
                found.setdefault(query, {})[reader] = bits
        return {query: readers for query, readers in found.items() if readers}

    def _last_trace(self, reader: int) -> Iterable[int]:
        kept = self._store.get(TRACES, str(reader)) if self._store else None
        return array("q", kept) if kept else ()

    def _readers(self, query: int, bits: int) -> set[int]:
        """Who read any of these fields, or anything where no field was named."""
        found = self._bucket(query % _BUCKETS).get(query, {})
        return {reader for reader, read in found.items() if read & bits or not read}

    def _bucket(self, number: int) -> dict[int, dict[int, int]]:
        if number not in self._buckets:
            self._buckets[number] = self._store.get(NAMESPACE, str(number), {}) if self._store else {}
        return self._buckets[number]


_GONE = -1  # in place of bits: no longer read


def _pairs(flat: array[int]) -> Iterator[tuple[int, int]]:
    return zip(flat[::2], flat[1::2], strict=True)


@lru_cache(4096)
def _bits(kind: str, fields: frozenset[str]) -> int:
    """A bit for each field, in the order of the model."""
    order = list(identity(f"{kind}/")[0].model_fields)
    return sum(1 << order.index(name) for name in fields if name in order)


def _number(query: Query | str) -> int:
    """The number of a query, or of a record by its name: 63 bits of a digest, so that no two have the same."""
    text = query if isinstance(query, str) else f"{query[0]} {query[1]!r}"
    return _digest(text.encode())


def _digest(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest()) >> 1
