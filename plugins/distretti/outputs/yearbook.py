"""/pubblicazioni/annuario-<anno>.pdf and one for each region: all districts on paper, with their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Region
from ..presenters import printed, region_facts
from ..presenters.maps import Atlas
from ..presenters.printed import Printed, Sources
from ..site import addresses
from ..site.components import Cell, Column, Map, Section, Source, Table
from ..site.output import Document, Output
from ..site.site import Site

TEMPLATE = "print/yearbook.typ"


@dataclass(frozen=True, slots=True)
class PrintedRegion:
    """A region's chapter: what its page says of it, its districts, the sources of both by number."""

    name: str
    lead: str
    map: Map | None
    sections: tuple[Section, ...]
    districts: tuple[Printed, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A municipality in the index: its name, and the anchors of its districts."""

    name: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearbookView:
    """The yearbook of Italy, or of one region."""

    title: str
    subtitle: str
    language: str
    publisher: str
    kicker: str
    footer: str
    foreword: tuple[Section, ...]
    tables: tuple[Table, ...]
    regions: tuple[PrintedRegion, ...]
    municipalities: tuple[PlaceEntry, ...]
    licence: str


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The yearbook, and one for each region with districts; none where the site has no documents."""
    if not (site.documents and catalog.districts):
        return
    atlas = Atlas(catalog)
    yield Document(addresses.yearbook(catalog.year), TEMPLATE, _view, (catalog, site, atlas, ""))
    for region in catalog.regions:
        if catalog.districts_of_region.get(region.id):
            address = addresses.yearbook(catalog.year, region.id)
            yield Document(address, TEMPLATE, _view, (catalog, site, atlas, region.id))


def _view(catalog: Catalog, site: Site, atlas: Atlas, only: str) -> YearbookView:
    regions = [region for region in catalog.regions if only in ("", region.id)]
    regions = [region for region in regions if catalog.districts_of_region.get(region.id)]
    districts = [district for region in regions for district in catalog.districts_of_region[region.id]]
    where = f" {italian.in_region(regions[0].name)}" if only else ""
    days = printed.updated([*regions, *districts])
    return YearbookView(
        title=f"Annuario dei distretti del commercio{where} {catalog.year}",
        subtitle=f"{italian.count(len(districts), 'distretto', 'distretti')}, con le loro fonti",
        language=site.language,
        publisher=printed.publisher(site),
        kicker=f"{printed.publisher(site)} · dati aggiornati al {days}",
        footer=site.url or site.name,
        foreword=_foreword(site),
        tables=(_counts(catalog, regions),),
        regions=tuple(_region(catalog, atlas, region) for region in regions),
        municipalities=_municipalities(catalog, regions),
        licence=f"{printed.licence(site, addresses.PUBLICATIONS)} {site.attribution} Dati aggiornati al {days}.",
    )


def _foreword(site: Site) -> tuple[Section, ...]:
    said = (
        "Di ogni distretto ci sono il nome, che cos'è, chi lo guida, i comuni, i contributi pubblici e i mercati che "
        "le fonti dicono. Ciò che manca non è noto: non vuol dire che non ci sia.",
        "I numeri dopo «Fonti» sono quelli dell'elenco in fondo al capitolo della regione. Le schede sono compilate da "
        "fonti pubbliche; quelle che un ente ha confermato lo dicono.",
        "Le cifre «secondo le fonti» sono di chi le ha pubblicate, con la data; quelle «in questo catalogo» sono "
        "contate dalle schede. Non si sommano fra loro.",
    )  # fmt: skip
    note = (site.official_note,) if site.official_note else ()
    return (Section("Come si legge", "come", level=1, text=(*said, *note)),)


def _counts(catalog: Catalog, regions: Sequence[Region]) -> Table:
    """How many districts the catalogue has of each region, beside the newest figure of a source."""
    rows: list[tuple[Cell, ...]] = []
    for region in regions:
        figure = region_facts.counted(region)
        source, date = region_facts.said_by(region)
        said = italian.number(figure.value) if figure else ""
        here = italian.number(len(catalog.districts_of_region[region.id]))
        rows.append((region.name, here, said, printed.said(source), date))
    columns = (
        Column("Regione"),
        Column("In questo catalogo", "amount"),
        Column("Secondo una fonte", "amount"),
        Column("Chi lo dice"),
        Column("Data"),
    )
    return Table("Distretti per regione", columns, tuple(rows))


def _region(catalog: Catalog, atlas: Atlas, region: Region) -> PrintedRegion:
    districts = catalog.districts_of_region[region.id]
    sources = Sources(catalog)
    numbers = sources.of(region)
    figures = tuple(printed.numbered(table, numbers) for table in region_facts.figures(region))
    ceased = sum(item.status == "cessato" for item in districts)
    return PrintedRegion(
        name=region.name,
        lead=region_facts.lead(region, len(districts), ceased).rstrip(".") + ".",
        map=atlas.region(catalog.places.regions[region.id]),
        sections=(
            Section("In questo catalogo", "catalogo", facts=region_facts.breakdown(districts)),
            *((Section("Cifre secondo le fonti", "cifre", tables=figures),) if figures else ()),
        ),
        districts=tuple(printed.district(catalog, item, sources, whole=False, level=3) for item in districts),
        sources=sources.listed,
    )


def _municipalities(catalog: Catalog, regions: Sequence[Region]) -> tuple[PlaceEntry, ...]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for region in regions:
        for district in catalog.districts_of_region[region.id]:
            for place in catalog.municipalities_of(district):
                found[place.name, place.province].append(district.id.replace("/", "-"))
    entries = sorted(found.items(), key=lambda entry: (italian.order(entry[0][0]), entry[0][1]))
    return tuple(PlaceEntry(f"{name} ({province})", tuple(ids)) for (name, province), ids in entries)
