"""/distretti/<regione>/<nome>/scheda.pdf: a district on paper, for each of which more than a name is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..model import District
from ..presenters import printed
from ..presenters.maps import Atlas
from ..presenters.printed import Printed, Sources
from ..site import addresses
from ..site.components import Map, Source
from ..site.output import Document, Output
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet: the record as its page says it, its sources by number."""

    title: str
    language: str
    publisher: str
    kicker: str
    footer: str
    record: Printed
    map: Map | None
    sources: tuple[Source, ...]
    licence: str


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A sheet for each district that has one; none where the site has no documents."""
    if not site.documents:
        return
    atlas = Atlas(catalog)
    for district in catalog.districts:
        if printed.says_something(catalog, district):
            yield Document(addresses.sheet(district), "print/sheet.typ", _view, (catalog, site, atlas, district))


def _view(catalog: Catalog, site: Site, atlas: Atlas, district: District) -> SheetView:
    sources = Sources(catalog)
    record = printed.district(catalog, district, sources, whole=True)
    region = catalog.places.regions[district.region].name
    return SheetView(
        title=district.name,
        language=site.language,
        publisher=printed.publisher(site),
        kicker=f"{site.name} · {region} · scheda del {printed.updated([district])}",
        footer=site.canonical(addresses.of(district)) or site.name,
        record=record,
        map=atlas.district(district),
        sources=sources.listed,
        licence=printed.licence(site, addresses.of(district)),
    )
