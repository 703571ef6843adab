"""The page for investors: which data the catalogue has on districts, where to ask, and what nobody has published."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, ProsePage
from ..presenters import section_pages
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Table
from ..site.output import Output, Page
from ..site.site import Site

ASKED = ("contacts", "indicators", "offer", "vacant_spaces")


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.INVESTORS):
        yield Page(addresses.INVESTORS, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "distretti", DATA)


def _regions(catalog: Catalog) -> Data:
    """Districts of each region, and how many of them say what an investor asks."""
    rows: list[tuple[Cell, ...]] = []
    for region in catalog.regions:
        districts = catalog.districts_of_region.get(region.id, ())
        counts = (
            len(districts),
            *(sum(district.region == region.id for district in _with(catalog, name)) for name in ASKED),
        )
        if districts:
            rows.append((Link(region.name, addresses.of(region)), *map(italian.number, counts)))
    columns = (
        Column("Regione"), Column("Distretti", "amount"), Column("Con contatti pubblici", "amount"),
        Column("Con indicatori", "amount"), Column("Con il mix merceologico", "amount"),
        Column("Con gli spazi sfitti", "amount"),
    )  # fmt: skip
    return Data(tables=(Table("Che cosa si sa dei distretti, per regione", columns, tuple(rows)),) if rows else ())


def _with(catalog: Catalog, name: str) -> tuple[District, ...]:
    """The districts that say something under a field."""
    found: tuple[District, ...] = catalog.with_field.get(("districts", name), ())
    return found


def _missing(catalog: Catalog) -> Data:
    """What no district says."""
    names = {"mix merceologico": "offer", "spazi sfitti": "vacant_spaces", "indicatori, come i flussi": "indicators"}
    missing = [name for name, key in names.items() if not _with(catalog, key)]
    return Data((f"Nessun dato pubblico, per nessun distretto, su: {italian.listed(missing)}.",) if missing else ())


DATA = {"regioni": _regions, "mancanti": _missing}
