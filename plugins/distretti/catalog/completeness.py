"""Which of the fields that a record may leave empty it has: what statistics of completeness count, without reading it.

An edited text that was there before leaves the key as it is, so that no statistics are drawn again for it.
"""

from __future__ import annotations

from functools import lru_cache

from ..model import District, Record
from ..model.registry import KIND_OF

Key = tuple[str, str, int]  # the kind of record, the slug of its region or "", a bit for each field that is not empty

# What a record says less without; a field that only some records can have, or a remark, is no gap where it is empty.
_COUNTED = {
    "districts": "kind recognition since lead lead_ipa municipalities perimeter partners governance contacts calls "
    "grants description strategy progress offer vacant_spaces interventions attractions indicators",
    "events": "time end_time place municipality organisers districts initiatives themes accessibility programme",
    "recurring": "time end_time place municipality organisers districts initiatives themes accessibility",
    "initiatives": "axis status since place municipalities districts promoters services interventions audiences topics "
    "needs themes facts challenges",
    "programmes": "opened closed budget_eur maximum_eur leverage intensity de_minimis eligible expenses interventions "
    "audiences topics needs themes notice_url districts_count funded_count municipalities_count acts figures",
    "regions": "instrument official_list law kinds requirements figures provincial_figures",
}

# One of these is worth a visit to a district's page; a kind, a province, a year or a note alone are not.
_WORTH = (
    "lead", "municipalities", "contacts", "recognition", "certifications", "perimeter", "partners", "governance",
    "calls", "grants", "description", "prose", "strategy", "progress", "offer", "vacant_spaces", "networks",
    "attachments", "interventions", "attractions", "indicators", "aggregates",
)  # fmt: skip


def is_bare(district: District) -> bool:
    """Whether a district's record says little more than its name."""
    return not any(getattr(district, name) for name in _WORTH)


@lru_cache
def optional(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that are counted, in the order of the model; none for a new kind."""
    return tuple(_COUNTED.get(kind, "").split())


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
