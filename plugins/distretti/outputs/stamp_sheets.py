"""/locandine/…/timbri/: the QR codes of all that a district has to stamp, to print and put up where each belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..presenters import heads, stamps
from ..site import addresses
from ..site.components import Link
from ..site.output import Head, Output, Page
from ..site.site import Site

LEAD = "Ognuno va dove si tiene il suo mercato: chi lo inquadra arriva al timbro, nel passaporto dei mercati."


@dataclass(frozen=True, slots=True)
class SheetView:
    """Codes to cut out. `has_codes`: the site has an address that they can lead to."""

    head: Head
    heading: str
    lead: str
    codes: tuple[Link, ...]
    has_codes: bool
    page: Link


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A sheet for each district with a stamp."""
    for district in catalog.districts:
        if stamps.of_district(catalog, district):
            yield Page(
                addresses.stamp_sheet(district), "stamp_sheet.html", _view, (catalog, site, district), listed=False
            )


def _view(catalog: Catalog, site: Site, district: District) -> SheetView:
    name = heads.unique_title(catalog, district, district.name, catalog.places.regions[district.region].name)
    page, found = addresses.of(district), stamps.of_district(catalog, district)
    number = italian.count(len(found), "codice", "codici")
    return SheetView(
        heads.head(f"Timbri: {name}", f"{number} di {name}, da stampare.", noindex=True, canonical=page),
        district.name,
        LEAD,
        tuple(Link(record.heading, addresses.stamp_code(record)) for record in found),
        bool(site.url),
        Link(number, page),
    )
