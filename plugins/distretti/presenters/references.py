"""Links to what a record names: bodies, documents, the official list of its region; and to records themselves."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..model import Record
from ..model.programme import NATIONAL
from ..model.record import ATTACHMENT_KINDS, Attachment
from ..site import addresses
from ..site.components import Cell, Link


def title_of(record: Record) -> str:
    """The name of a record, whatever its kind."""
    return record.heading


def record(record: Record) -> Link:
    """A record's name, leading to its page."""
    return Link(title_of(record), addresses.of(record))


def body(catalog: Catalog, name: str) -> Cell:
    """A body's name, leading to where it is told of."""
    return Link(name, catalog.organisations[name].address) if name in catalog.organisations else name


def attachments(items: Iterable[Attachment]) -> tuple[Cell, ...]:
    """Documents as links; one without an address is said not to be available."""
    return tuple(
        Link(f"{item.title} ({ATTACHMENT_KINDS[item.kind]})", item.url)
        if item.url
        else f"{item.title} ({ATTACHMENT_KINDS[item.kind]}): non disponibile in rete"
        for item in items
    )


def official_list(catalog: Catalog, region: str) -> Link | None:
    """The link to the region's own list, where one is known."""
    record = catalog.region.get(region)
    if not (record and record.official_list and record.official_list.url):
        return None
    return Link(f"Elenco ufficiale: {record.official_list.publisher}", record.official_list.url)


def region_name(catalog: Catalog, slug: str) -> str:
    """The name of a region; "Italia" for what is national."""
    return "Italia" if slug == NATIONAL else catalog.places.regions[slug].name


def region(catalog: Catalog, slug: str) -> Cell:
    """A region's name, leading to its page where it has one."""
    name = region_name(catalog, slug)
    return Link(name, addresses.region(slug)) if slug in catalog.region else name
