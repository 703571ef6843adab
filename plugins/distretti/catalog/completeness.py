"""Which of the fields that a record may leave empty it has: what statistics of completeness count, without reading it.

An edited text that was there before leaves the key as it is, so that no statistics are drawn again for it.
"""

from __future__ import annotations

from functools import lru_cache

from ..model import Record
from ..model.registry import KIND_OF, KINDS

Key = tuple[str, str, int]  # the kind of record, the slug of its region or "", a bit for each field that is not empty

# What is not a gap where it is empty: names of the program, what only some records can have, remarks.
_NO_GAP = frozenset((
    "id", "prose", "collected", "confirmed", "disagreements", "practices", "aliases", "uid", "withdrawn", "notes",
    "country", "end", "certifications", "networks", "closes_time", "extensions", "until_funds_last", "periods",
    "descends_from", "district", "to_confirm", "other_names", "provinces", "attachments", "about", "effects",
    "valid_from", "valid_to", "aggregates", "status_date", "status_reason", "booking_deadline", "online", "also",
    "all_day", "moved_from", "zone", "parts", "whole_region", "windows", "events.status", "recurring.status",
))  # fmt: skip


@lru_cache
def optional(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that may be empty, and say less where they are, in the order of the model."""
    fields = KINDS[kind].model.model_fields
    return tuple(
        name
        for name, field in fields.items()
        if not field.is_required() and _NO_GAP.isdisjoint((name, f"{kind}.{name}"))
    )


def key(record: Record, region: str) -> Key:
    """What is filled in of a record of this region."""
    kind = KIND_OF[type(record)].name
    values = (getattr(record, name) for name in optional(kind))
    bits = (1 << place for place, value in enumerate(values) if value is not None and value != ())
    return kind, region, sum(bits)


def filled(key: Key) -> tuple[str, ...]:
    """The fields that a key says are filled in."""
    kind, _, mask = key
    return tuple(name for place, name in enumerate(optional(kind)) if mask >> place & 1)
