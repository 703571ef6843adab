"""The page for investors: which data the catalogue has on districts, where to ask, and what nobody has published."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..catalog.standing import standing
from ..language import italian
from ..model import District, ProsePage
from ..presenters import investor_facts, section_pages
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Table
from ..site.output import Output, Page
from ..site.site import Site


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.INVESTORS):
        yield Page(addresses.INVESTORS, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "distretti", DATA)


def _regions(catalog: Catalog) -> Data:
    """Districts of each region, and of how many something is known that an investor asks."""
    rows: list[tuple[Cell, ...]] = []
    for region in catalog.regions:
        districts = [item for item in catalog.districts_of_region.get(region.id, ()) if item.status != "cessato"]
        compared = sum(standing(catalog, item).says_something for item in districts)
        counts = (
            len(districts),
            compared,
            *(len(_in(catalog, region.id, name)) for name in ("contacts", "indicators")),
        )
        if districts:
            page = Link(region.name, addresses.comparison_for_investors(region.id))
            rows.append((page, *map(italian.number, counts)))
    columns = (
        Column("Regione"), Column("Distretti", "amount"), Column("A confronto", "amount"),
        Column("Con contatti pubblici", "amount"), Column("Con indicatori", "amount"),
    )  # fmt: skip
    ceased = len(catalog.ceased_districts.get("", ()))
    return Data(
        investor_facts.not_counted(ceased),
        tables=(Table("I distretti di ogni regione, uno accanto all’altro", columns, tuple(rows)),) if rows else (),
    )


def _in(catalog: Catalog, region: str, name: str) -> list[District]:
    """The districts of a region that say something under a field, but for those that have ceased."""
    return [item for item in _with(catalog, name) if item.region == region and item.status != "cessato"]


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
