"""What is counted of a region's records, made once for all tables: few plain numbers for many records.

Each tally reads only the fields that it counts by, so an edited text draws no statistics again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from ..catalog import completeness, relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Record, RecurringEvent
from ..model.registry import KIND_OF
from ..presenters import references

Item = TypeVar("Item")
Counts = tuple[tuple[Any, int], ...]  # what was counted, and how many there are


class District(NamedTuple):
    """What districts are counted by: their kind ("" where not known), status, and when they began."""

    kind: str
    status: str
    since: PartialDate | None


class Happening(NamedTuple):
    """What events are counted by; `days` are weekdays of RFC 5545; year and month of a recurring one are 0."""

    recurring: bool
    kind: str
    province: str
    year: int
    month: int
    days: tuple[str, ...]
    to_confirm: bool


class Evidence(NamedTuple):
    """How well records are founded: `sources` by how many a record has, `newest` by year, `kinds` of source."""

    records: Counts  # by kind of record
    sources: Counts
    newest: Counts  # 0: no source of the record has a date
    kinds: Counts
    confirmed: int
    by_hand: int
    disagreements: int


def regions(catalog: Catalog) -> list[str]:
    """The regions that have a page, by name."""
    return [region.id for region in catalog.regions]


def everywhere(catalog: Catalog) -> list[str]:
    """The regions of any record, those with a page first, and "" for records of none."""
    known = regions(catalog)
    tables: tuple[Mapping[str, tuple[Record, ...]], ...] = (
        catalog.districts_of_region, catalog.programmes_of_region, catalog.happenings_of_region,
        catalog.venues_of_region, catalog.services_of_region,
    )  # fmt: skip
    others = {region for table in tables for region in table if region}.difference(known)
    return [*known, *sorted(others), ""]


def districts(catalog: Catalog, region: str) -> Counter[District]:
    """The districts of a region."""
    return Counter(dict(_of(_tally_districts, catalog, region)))


def towns(catalog: Catalog, region: str) -> dict[str, int]:
    """ISTAT code → how many districts that have not ceased the municipality is in, where it is in one."""
    return dict(_of(_tally_towns, catalog, region))


def happenings(catalog: Catalog, region: str) -> Counter[Happening]:
    """The events of a region; those of none under ""."""
    return Counter(dict(_of(_tally_happenings, catalog, region)))


def evidence(catalog: Catalog, region: str) -> Evidence:
    """The records of a region with what they rest on; those of none under ""."""
    return _of(_tally_evidence, catalog, region)


def fields(catalog: Catalog, region: str) -> Counter[tuple[str, str]]:
    """How many records of a kind have a field: (kind, field); (kind, "") counts the records."""
    return Counter(dict(_of(_tally_fields, catalog, region)))


def _of(make: Callable[[Catalog, str], Item], catalog: Catalog, region: str) -> Item:
    """A tally, computed once for all pages."""
    return catalog.memo(make, region)


def _counts(items: Iterable[Any]) -> Counts:
    """In a fixed order."""
    return tuple(sorted(Counter(items).items(), key=repr))


def _tally_districts(catalog: Catalog, region: str) -> Counts:
    found = catalog.districts_of_region.get(region, ())
    return _counts(District(item.kind or "", item.status, item.since) for item in found)


def _tally_towns(catalog: Catalog, region: str) -> Counts:
    current = (item for item in catalog.districts_of_region.get(region, ()) if item.status != "cessato")
    return _counts(code for item in current for code in {place.istat_code for place in catalog.municipalities_of(item)})


def _tally_happenings(catalog: Catalog, region: str) -> Counts:
    return _counts(_happening(catalog, item) for item in catalog.happenings_of_region.get(region, ()))


def _happening(catalog: Catalog, item: Any) -> Happening:
    place = catalog.place_of(item)
    province = place.province if place else ""
    if isinstance(item, RecurringEvent):
        return Happening(True, item.kind, province, 0, 0, tuple(relations.weekdays(item)), item.to_confirm)
    start = item.start
    days = (relations.WEEKDAYS[start.exact.weekday()],) if start.exact else ()
    return Happening(False, item.kind, province, start.year, start.month, days, False)


def records(catalog: Catalog, region: str) -> chain[Record]:
    """All records of a region, its own one too; those of none under ""."""
    of_none = (catalog.initiatives, catalog.circuits, catalog.checkups, catalog.questions) if not region else ()
    own = catalog.region.get(region)
    return chain(
        catalog.districts_of_region.get(region, ()), catalog.programmes_of_region.get(region, ()),
        catalog.happenings_of_region.get(region, ()), catalog.venues_of_region.get(region, ()),
        catalog.services_of_region.get(region, ()), *of_none, (own,) if own else (),
    )  # fmt: skip


def _tally_evidence(catalog: Catalog, region: str) -> Evidence:
    found = [(item, item.sources) for item in records(catalog, region)]
    return Evidence(
        records=_counts(KIND_OF[type(item)].name for item, _ in found),
        sources=_counts(len(sources) for _, sources in found),
        newest=_counts(item.newest_source.year if item.newest_source else 0 for item, _ in found),
        kinds=_counts(catalog.kind_of(source) for _, sources in found for source in sources),
        confirmed=sum(item.confirmed is not None for item, _ in found),
        by_hand=sum(item.collected == "a-mano" for item, _ in found),
        disagreements=sum(len(item.disagreements) for item, _ in found),
    )


def _tally_fields(catalog: Catalog, region: str) -> Counts:
    counts: Counter[tuple[str, str]] = Counter()
    for key in catalog.filled:
        kind, where, _ = key
        if where == region:
            amount = len(catalog.filled[key])
            for name in ("", *completeness.filled(key)):
                counts[kind, name] += amount
    return tuple(sorted(counts.items()))


def updated(catalog: Catalog) -> str:
    """The ISO day on which a record was last confirmed or compiled: figures are of that day."""
    return max(catalog.changed_on, default="")


def region_name(catalog: Catalog, region: str) -> str:
    """The name of a region as its record writes it, or, where it has none, the register."""
    own = catalog.region.get(region)
    return own.name if own else references.region_name(catalog, region)


def province_name(catalog: Catalog, code: str) -> str:
    """The name of a province, for an Italian sort."""
    return catalog.places.provinces[code].name


def by_name(catalog: Catalog, codes: Iterable[str]) -> list[str]:
    """Codes of provinces by name."""
    return sorted(codes, key=lambda code: italian.order(province_name(catalog, code)))
