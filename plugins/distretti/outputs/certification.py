"""The page of certification: what it is, who grants it, which districts a source says were certified. None is ours."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import ProsePage
from ..presenters import district_facts, section_pages, sections
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Table
from ..site.output import Output, Page
from ..site.site import Site

INITIATIVE = "certificazione-di-qualita-dei-distretti-quality-mark-tocema-europe"


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.CERTIFICATION):
        yield Page(addresses.CERTIFICATION, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "distretti", DATA)


def _disagreements(catalog: Catalog) -> Data:
    record = catalog.initiative.get(INITIATIVE)
    about = ((record, item.about) for item in record.disagreements) if record else ()
    return Data(tables=sections.disagreements(catalog, "Quanti e quali distretti, secondo le fonti", about))


def _certified(catalog: Catalog) -> Data:
    rows: list[tuple[Cell, ...]] = [
        (
            Link(district.short_name, addresses.of(district)),
            item.scheme,
            item.level or "non noto",
            italian.partial(item.date) if item.date else "non nota",
            district_facts.expiry(catalog, item),
            sections.source(catalog, item.source),
        )
        for district in catalog.with_field.get(("districts", "certifications"), ())
        for item in district.certifications
    ]
    columns = (
        Column("Distretto"), Column("Marchio"), Column("Livello"), Column("Data", "date"), Column("Scadenza"),
        Column("Fonte"),
    )  # fmt: skip
    table = Table("Distretti certificati secondo le fonti", columns, tuple(rows))
    return Data(tables=(table,) if rows else ())


DATA = {"distretti": _certified, "disaccordi": _disagreements}
