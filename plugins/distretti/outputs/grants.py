"""The grants of each region's districts, measure by measure."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model.district import Grant
from ..presenters import grant_facts, heads, sections
from ..presenters.grant_facts import Measure
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Output, Page
from ..site.site import Site


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each region whose districts have grants."""
    for slug in grant_facts.regions(catalog):
        yield Page(addresses.funding(slug), "sections.html", _region, (catalog, slug))


def _region(catalog: Catalog, slug: str) -> SectionsView:
    where = italian.in_region(catalog.places.regions[slug].name)
    head = heads.head(
        f"Contributi ai distretti {where}, distretto per distretto",
        f"I contributi pubblici ai distretti del commercio {where}, misura per misura, con importi e fonti.",
        ("Finanziamenti", addresses.FUNDING),
        (catalog.places.regions[slug].name, ""),
        section="bandi",
    )
    groups = grant_facts.by_measure(catalog, slug)
    parts = (_detail(catalog, number, measure, pairs) for number, (measure, pairs) in enumerate(groups, 1))
    lead = "Ogni importo dice che cosa misura; la fonte è nella pagina del distretto."
    return sections.view(head, f"Contributi ai distretti {where}", lead, parts)


def _detail(catalog: Catalog, number: int, measure: Measure, pairs: list[tuple[District, Grant]]) -> Section:
    said = [measure.name]
    said += [str(measure.year)] if measure.year and str(measure.year) not in measure.name else []
    said += [meaning] if (meaning := grant_facts.meaning(pairs[0][1])) else []
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Link(district.short_name, addresses.of(district)), grant_facts.amount(grant), grant.note or "nessuna")
        for district, grant in pairs
    )
    columns = (Column("Distretto"), Column("Importo", "amount"), Column("Nota"))
    programme = catalog.programme.get(measure.programme)
    links = (Link(f"Scheda: {programme.name}", addresses.of(programme)),) if programme else ()
    title = ", ".join(said)
    return Section(title, f"misura-{number}", tables=(Table(title, columns, rows),), links=links)
