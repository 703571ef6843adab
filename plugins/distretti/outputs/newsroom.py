"""/redazione/: what editors could do next, region by region: what expires, lacks, is old, nobody has confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..catalog import review
from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Da fare in redazione"
LEAD = "Che cosa manca alle schede dei distretti, regione per regione: da qui comincia chi vuole dare una mano."
COLUMNS = (Column("Distretto"), Column("Che cosa manca"))


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, and one for each region with districts."""
    if not catalog.districts:
        return
    yield Page(addresses.NEWSROOM, "sections.html", _page, (catalog,), listed=False)
    for region in catalog.regions:
        if catalog.districts_of_region.get(region.id):
            yield Page(addresses.newsroom(region.id), "sections.html", _of_region, (catalog, region.id), listed=False)


def _page(catalog: Catalog) -> SectionsView:
    rows = []
    for region in catalog.regions:
        found = catalog.districts_of_region.get(region.id, ())
        if found:
            counts = Counter(title for item in found for title in review.of_district(catalog, item))
            name: Cell = Link(region.name, addresses.newsroom(region.id))
            rows.append((name, *(italian.number(counts[task.title]) for task in review.TASKS)))
    columns = (Column("Regione"), *(Column(task.title, "amount") for task in review.TASKS))
    head = heads.head(NAME, LEAD, (NAME, ""), section="", noindex=True)
    links = (
        Link("Chi ha confermato le schede", addresses.CONFIRMATIONS),
        Link("Proponi una scheda", addresses.PROPOSALS),
    )
    table = Table("Schede di distretti da rivedere, per regione", columns, tuple(rows))
    old = f"«Fonti vecchie»: la più recente è di almeno {review.OLD} anni fa. Una scheda può avere più cose da fare."
    section = Section("Per regione", "regioni", text=(old,), tables=(table,), links=links)
    return sections.view(head, NAME, LEAD, (section,))


def _of_region(catalog: Catalog, slug: str) -> SectionsView:
    region = catalog.region[slug].name
    name = f"{NAME}: {region}"
    lacks = [(item, review.of_district(catalog, item)) for item in catalog.districts_of_region[slug]]
    lacks.sort(key=lambda pair: -len(pair[1]))
    rows = tuple(
        (Link(district.short_name, addresses.of(district)), "; ".join(found)) for district, found in lacks if found
    )
    table = Table(f"Schede da rivedere {italian.in_region(region)}, da quelle a cui manca di più", COLUMNS, rows)
    lead = f"{italian.count(len(rows), 'scheda', 'schede')} da rivedere su {italian.number(len(lacks))}."
    head = heads.head(name, f"{name}: {lead}", (NAME, addresses.NEWSROOM), (region, ""), section="", noindex=True)
    return sections.view(head, name, lead, (Section("Distretti", "distretti", tables=(table,)),) if rows else ())
