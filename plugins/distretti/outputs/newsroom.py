"""/redazione/: what editors could do next, region by region: what expires, lacks, is old, nobody has confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ..catalog import review
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import RecurringEvent
from ..presenters import heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Da fare in redazione"
LEAD = "Che cosa manca alle schede, regione per regione: da qui comincia chi vuole dare una mano."
MARKETS = "Mercati da riconfermare"
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
            amounts = [
                *(counts[task.title] for task in review.TASKS),
                len(review.markets_of_region(catalog, region.id)),
            ]
            rows.append((name, *map(italian.number, amounts)))
    titles = [*(task.title for task in review.TASKS), MARKETS]
    columns = (Column("Regione"), *(Column(title, "amount") for title in titles))
    head = heads.head(NAME, LEAD, (NAME, ""), section="", noindex=True)
    links = (
        Link("Chi ha confermato le schede", addresses.CONFIRMATIONS),
        Link("Proponi una scheda", addresses.PROPOSALS),
    )
    table = Table("Schede da rivedere, per regione", columns, tuple(rows))
    old = f"«Fonti vecchie»: la più recente è di almeno {review.OLD} anni fa. Una scheda può avere più cose da fare."
    section = Section("Per regione", "regioni", text=(old,), tables=(table,), links=links)
    return sections.view(head, NAME, LEAD, (section,))


def _of_region(catalog: Catalog, slug: str) -> SectionsView:
    region = catalog.region[slug].name
    name = f"{NAME}: {region}"
    found = [*_districts(catalog, slug), *_markets(catalog, slug)]
    lead = " ".join(section.text[0] for section in found) or "Non c'è niente da rivedere."
    head = heads.head(name, f"{name}: {lead}", (NAME, addresses.NEWSROOM), (region, ""), section="", noindex=True)
    return sections.view(head, name, lead, tuple(replace(section, text=()) for section in found))


def _districts(catalog: Catalog, slug: str) -> Iterator[Section]:
    region, here = catalog.region[slug].name, catalog.districts_of_region[slug]
    lacks = sorted(((item, review.of_district(catalog, item)) for item in here), key=lambda pair: -len(pair[1]))
    rows = tuple(
        (Link(district.short_name, addresses.of(district)), "; ".join(found)) for district, found in lacks if found
    )
    if rows:
        said = (
            f"{italian.count(len(rows), 'scheda', 'schede')} di distretti da rivedere su {italian.number(len(lacks))}."
        )
        table = Table(f"Schede da rivedere {italian.in_region(region)}, da quelle a cui manca di più", COLUMNS, rows)
        yield Section("Distretti", "distretti", text=(said,), tables=(table,))


def _markets(catalog: Catalog, slug: str) -> Iterator[Section]:
    found = review.markets_of_region(catalog, slug)
    rows = tuple(
        (Link(market.title, addresses.of(market)), market.municipality or "", _newest(market)) for market in found
    )
    if rows:
        said = f"{italian.count(len(rows), 'mercato', 'mercati')} da riconfermare."
        columns = (Column("Mercato"), Column("Comune"), Column("Fonte più recente"))
        table = Table(f"{MARKETS} {italian.in_region(catalog.region[slug].name)}", columns, rows)
        yield Section(MARKETS, "mercati", text=(said,), tables=(table,))


def _newest(market: RecurringEvent) -> str:
    return str(market.newest_source.year) if market.newest_source else "senza data"
