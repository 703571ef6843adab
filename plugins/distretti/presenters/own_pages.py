"""The pages of this site that a source «Questo catalogo» names in words: regions, and records in quotation marks."""

from __future__ import annotations

import re

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Record, Source
from ..site import addresses
from ..site.components import Link

OWN = "Questo catalogo"
_QUOTED = re.compile("«([^»]+)»")
_FAMILIES = ("Initiative", "District", "Happening")  # of which a name alone says which record it is


def named(catalog: Catalog, record: Record, reference: str) -> tuple[Link, ...]:
    """Those that a source of a record means; none of a source that is not ours, or names no page."""
    source = next((each for each in record.sources if each.reference == reference), None)
    return _pages(catalog, source) if source and source.publisher == OWN and not source.url else ()


def _pages(catalog: Catalog, source: Source) -> tuple[Link, ...]:
    title = source.title or ""
    found = [found for quoted in _QUOTED.findall(title) for found in _records(catalog, quoted)]
    links = [Link(f"{OWN}, «{each.heading}»", addresses.of(each)) for each in found]
    regions = (region for region in catalog.places.regions.values() if region.slug in catalog.region)
    here = [(match.start(), each) for each in regions if (match := _said(each.name, title))]
    links += [Link(f"{OWN}, {region.name}", addresses.region(region.slug)) for _, region in sorted(here, key=_place)]
    return tuple(links)


def _said(name: str, title: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(name)}\b", title)


def _place(found: tuple[int, object]) -> int:
    return found[0]


def _records(catalog: Catalog, name: str) -> tuple[Record, ...]:
    """The one record that is called so; none where several are."""
    keys = ((family, italian.folded(name)) for family in _FAMILIES)
    found = [record for key in keys for record in catalog.namesakes.get(key, ())]
    return tuple(found) if len(found) == 1 else ()
