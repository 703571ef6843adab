"""/pubblicazioni/annuario-<anno>.pdf and one for each region: all districts on paper, with their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Region
from ..presenters import district_facts, evidence, printed, region_facts
from ..presenters.maps import Atlas
from ..presenters.printed import Printed, Sources
from ..site import addresses
from ..site.components import Cell, Column, Disagreement, Fact, Map, Section, Source, Table
from ..site.output import Document, Output
from ..site.site import Site

TEMPLATE = "print/yearbook.typ"


@dataclass(frozen=True, slots=True)
class PrintedRegion:
    """A region's chapter: what its page says of it, its districts, the sources of both; `cited` are its own."""

    name: str
    lead: str
    map: Map | None
    sections: tuple[Section, ...]
    notes: str
    disagreements: tuple[Disagreement, ...]
    cited: tuple[int, ...]
    districts: tuple[Printed, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A municipality in the index: its name, and the anchors of its districts."""

    name: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearbookView:
    """The yearbook of Italy, or of one region; `others` are the regions of which no district is known."""

    title: str
    subtitle: str
    language: str
    publisher: str
    kicker: str
    footer: str
    foreword: tuple[Section, ...]
    tables: tuple[Table, ...]
    regions: tuple[PrintedRegion, ...]
    others: tuple[PrintedRegion, ...]
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
    every = [region for region in catalog.regions if only in ("", region.id)]
    regions = [region for region in every if catalog.districts_of_region.get(region.id)]
    others = [region for region in every if region not in regions]
    districts = [district for region in regions for district in catalog.districts_of_region[region.id]]
    where = f" {italian.in_region(regions[0].name)}" if only else ""
    total = italian.count(len(districts), "distretto", "distretti")
    days = printed.updated([*every, *districts])
    return YearbookView(
        title=f"Annuario dei distretti del commercio{where} {catalog.year}",
        subtitle=f"{total}{district_facts.no_more(catalog, only)}. Con le loro fonti",
        language=site.language,
        publisher=printed.publisher(site),
        kicker=f"{printed.publisher(site)} · dati aggiornati al {days}",
        footer=site.url or site.name,
        foreword=_foreword(catalog, site, only),
        tables=(_counts(catalog, every),),
        regions=tuple(_region(catalog, atlas, region, 2) for region in regions),
        others=tuple(_region(catalog, atlas, region, 3) for region in others),
        municipalities=_municipalities(catalog, regions),
        licence=f"{printed.licence(site, addresses.PUBLICATIONS)} {site.attribution} Dati aggiornati al {days}.",
    )


def _foreword(catalog: Catalog, site: Site, only: str) -> tuple[Section, ...]:
    pages = f" Le pagine sono su {site.canonical(addresses.DISTRICTS)}." if site.url else ""
    said = (
        "Di ogni distretto ci sono il nome, che cos'è, chi lo guida, i comuni, i contributi pubblici e i mercati che "
        "le fonti dicono. Se manca una di queste cose, non è nota: non vuol dire che non ci sia.",
        "Sulla carta non c'è tutto. La pagina di ogni distretto dice anche, dove sono noti, il perimetro, il governo, "
        "gli indicatori, le iniziative e gli eventi passati; quella di ogni regione i tipi di distretto, i requisiti, "
        f"i programmi e i bandi.{pages}",
        *(() if only else _unrecorded(catalog)),
        "I numeri dopo «Fonti» sono quelli dell'elenco in fondo al capitolo della regione. Le schede sono compilate da "
        "fonti pubbliche; quelle che un ente ha confermato lo dicono.",
        "Le cifre «secondo le fonti» sono di chi le ha pubblicate, con la data; quelle «in questo catalogo» sono "
        "contate dalle schede. Non si sommano fra loro.",
    )  # fmt: skip
    note = (site.official_note,) if site.official_note else ()
    return (Section("Come si legge", "come", level=1, text=(*said, *note)),)


def _unrecorded(catalog: Catalog) -> tuple[str, ...]:
    """Which regions the yearbook has nothing of, where there are any."""
    names = [region.name for slug, region in catalog.places.regions.items() if slug not in catalog.region]
    named = italian.listed(sorted(names, key=italian.order))
    return (f"Non c'è nulla di queste regioni, di cui il catalogo non ha una scheda: {named}.",) if names else ()


def _counts(catalog: Catalog, regions: Sequence[Region]) -> Table:
    """How many districts the catalogue has of each region, beside the newest figure of a source."""
    rows: list[tuple[Cell, ...]] = []
    for region in regions:
        figure = region_facts.counted(region)
        source, date = region_facts.said_by(region)
        said, note = (italian.number(figure.value), figure.note or "nessuna") if figure else (evidence.UNKNOWN, "")
        here = italian.number(len(catalog.districts_of_region.get(region.id, ())))
        rows.append((region.name, here, said, note, printed.said(source), date))
    columns = (
        Column("Regione"),
        Column("Schede", "amount"),
        Column("Cifra", "amount"),
        Column("Nota"),
        Column("Chi lo dice"),
        Column("Data"),
    )
    return Table("Le schede di questo catalogo, e l'ultima cifra data da una fonte", columns, tuple(rows))


def _region(catalog: Catalog, atlas: Atlas, region: Region, level: int) -> PrintedRegion:
    """A chapter, or a part of one: `level` is that of its headings."""
    districts = catalog.districts_of_region.get(region.id, ())
    sources = Sources(catalog)
    numbers = sources.of(region)
    figures = (*region_facts.figures(region), *region_facts.provincial_figures(catalog, region))
    law = region_facts.law(region)
    instrument = Fact("Strumento", (region.instrument or evidence.UNKNOWN,))
    ceased = len(catalog.ceased_districts.get(region.id, ()))
    return PrintedRegion(
        name=region.name,
        lead=region_facts.lead(region, len(districts), ceased).rstrip(".") + ".",
        map=atlas.region(catalog.places.regions[region.id]),
        sections=printed.sections(
            (
                Section("In questo catalogo", "catalogo", facts=region_facts.breakdown(districts)),
                Section("Strumento e leggi", "leggi", facts=(instrument,), tables=(law,) if law else ()),
                Section("Cifre secondo le fonti", "cifre", tables=figures),
            ),
            numbers,
            level,
        ),
        notes=printed.notes(region),
        disagreements=printed.disagreements(region, numbers),
        cited=numbers,
        districts=tuple(printed.district(catalog, item, sources, whole=False, level=level + 1) for item in districts),
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
