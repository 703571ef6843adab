"""/dati/: every dataset as CSV, JSON, GeoJSON, one database, with the page that explains them; each record as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ..catalog.catalog import Catalog
from ..model import Record
from ..model.registry import PAGED
from ..opendata import formats, package, rows, sqlite, whole
from ..opendata.columns import Dataset, Field
from ..opendata.datasets import DATASETS
from ..opendata.of_districts import DISTRICTS, MEMBERSHIPS
from ..opendata.rows import Row
from ..presenters import heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Column, Link, Section, Table
from ..site.output import File, Output, Page
from ..site.site import Site
from ..statistics import tallies

NAME = "Dati aperti"
ALL = "*"  # of all regions
DATABASE = f"{addresses.DATA}distretti-del-commercio.sqlite"
PACKAGE = f"{addresses.DATA}datapackage.json"


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, the files of each dataset, those of each region, the database, and a file beside each record's page."""
    yield Page(addresses.DATA, "sections.html", _page, (catalog, site))
    yield Page(addresses.COLUMNS, "sections.html", _columns)
    yield File(PACKAGE, _package, (catalog, site))
    yield File(DATABASE, _database, (catalog, site))
    for dataset in DATASETS.values():
        yield from _files(catalog, site, dataset, ALL)
        for region in catalog.regions if dataset.split else ():
            if catalog.districts_of_region.get(region.id):
                yield from _files(catalog, site, dataset, region.id)
    for record in chain.from_iterable(getattr(catalog, kind) for kind in PAGED):
        yield File(addresses.record_data(record), _record, (catalog, site, record))


def _files(catalog: Catalog, site: Site, dataset: Dataset, region: str) -> Iterator[File]:
    makes: dict[str, Callable[..., bytes]] = {".csv": _csv, ".json": _json}
    makes |= {"-excel.csv": _excel} if region == ALL else {}
    makes |= {".geojson": _geojson} if dataset.point or dataset is DISTRICTS else {}
    start = addresses.data_of(dataset.name, "" if region == ALL else region, "")[:-1]
    for ending, make in makes.items():
        yield File(f"{start}{ending}", make, (catalog, site, dataset.name, region))


def _rows(catalog: Catalog, site: Site, name: str, region: str) -> Iterator[Row]:
    """The rows of a dataset, the addresses of pages as whole as the site's is."""
    found = rows.all_of(catalog, name) if region == ALL else iter(rows.of(catalog, name, region))
    names = [field.name for field in DATASETS[name].fields]
    place = names.index("scheda") if "scheda" in names and site.url else None
    for row in found:
        if place is not None:
            row[place] = site.canonical(row[place])
        yield row


def _csv(catalog: Catalog, site: Site, name: str, region: str) -> bytes:
    return formats.as_csv(DATASETS[name], _rows(catalog, site, name, region))


def _excel(catalog: Catalog, site: Site, name: str, region: str) -> bytes:
    return formats.as_excel(DATASETS[name], _rows(catalog, site, name, region))


def _json(catalog: Catalog, site: Site, name: str, region: str) -> bytes:
    return formats.as_json(DATASETS[name], _rows(catalog, site, name, region), site.licence_url)


def _geojson(catalog: Catalog, site: Site, name: str, region: str) -> bytes:
    dataset = DATASETS[name]
    towns = _towns(catalog, region) if dataset is DISTRICTS else {}

    def points(row: Row) -> list[tuple[float, float]]:
        return formats.own_point(dataset.fields, row) if dataset.point else towns.get(row[0], [])

    return formats.as_geojson(dataset, _rows(catalog, site, name, region), points)


def _towns(catalog: Catalog, region: str) -> dict[str, list[tuple[float, float]]]:
    """The points of each district's municipalities that have not left it, by its id."""
    names = [field.name for field in MEMBERSHIPS.fields]
    district, code, end = (names.index(name) for name in ("distretto", "comune_istat", "al"))
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows.all_of(catalog, MEMBERSHIPS.name) if region == ALL else rows.of(catalog, MEMBERSHIPS.name, region):
        found.setdefault(row[district], [])
        if row[end] is None:
            town = catalog.places.municipalities[row[code]]
            found[row[district]].append((town.longitude, town.latitude))
    return found


def _database(catalog: Catalog, site: Site) -> bytes:
    return sqlite.database({name: (dataset, _rows(catalog, site, name, ALL)) for name, dataset in DATASETS.items()})


def _package(catalog: Catalog, site: Site) -> bytes:
    return package.as_json(f"{site.name}: dati aperti", site.canonical(addresses.DATA), tallies.updated(catalog))


def _record(catalog: Catalog, site: Site, record: Record) -> bytes:
    address = addresses.of(record)
    return whole.as_json(record, site.canonical(address) or address, site.licence_url)


def _page(catalog: Catalog, site: Site) -> SectionsView:
    head = heads.head(
        "Dati aperti sui distretti del commercio",
        "I dati del catalogo da scaricare e riusare: CSV, JSON, GeoJSON, un database SQLite, con la "
        "spiegazione di ogni colonna.",
        (NAME, ""),
        section="statistiche",
        structured=_structured(site),
    )
    lead = (
        "Tutto il catalogo come dati, con licenza CC BY 4.0: per contarlo, metterlo su una mappa, unirlo ad altri dati."
    )
    return sections.view(
        head, NAME, lead, (_files_of_all(catalog, site), *map(_section, DATASETS.values()), _promise())
    )


def _files_of_all(catalog: Catalog, site: Site) -> Section:
    links = [
        Link("Come usare i dati: pandas, R, foglio di calcolo", addresses.USE_OF_DATA),
        Link("Tutto in un database SQLite", DATABASE),
        Link("La descrizione per le macchine (datapackage.json)", PACKAGE),
        Link("I campi delle schede, e i loro schemi (JSON Schema)", addresses.SCHEMAS),
        Link("Le tabelle delle statistiche, ognuna con i suoi file", addresses.STATISTICS),
    ]
    said: tuple[str, ...] = (
        "I dati si scaricano interi; distretti e comuni anche per regione. Ogni scheda ha accanto alla "
        "sua pagina il file "
        "scheda.json, con tutto quello che c’è nella scheda.",
        "I CSV hanno la virgola, UTF-8 senza BOM, date ISO, punto decimale, codici come testo. Quelli "
        "che finiscono con "
        "-excel.csv hanno punto e virgola, BOM e virgola decimale, e si aprono con due clic.",
        "I codici Istat di regioni e comuni e il codice IPA dei capofila sono chiavi: uniscono questi dati ad altri.",
    )
    why = package.missing(site)
    said = (*said, f"Il catalogo dei dataset in DCAT-AP_IT non c’è: {why}") if why else said
    links += [] if why else [Link(f"Catalogo DCAT-AP_IT ({kind})", address) for kind, address in addresses.DCAT]
    return Section("File", "file", text=said, links=tuple(links))


def _section(dataset: Dataset) -> Section:
    endings = [("CSV", ".csv"), ("CSV per Excel", "-excel.csv"), ("JSON", ".json")]
    endings += [("GeoJSON", ".geojson")] if dataset.point or dataset is DISTRICTS else []
    links = [Link(f"{dataset.title} ({kind})", f"{addresses.DATA}{dataset.name}{ending}") for kind, ending in endings]
    links.append(Link(f"Le colonne di «{dataset.title}»", f"{addresses.COLUMNS}#{dataset.name}"))
    return Section(dataset.title, dataset.name, text=(dataset.description,), links=tuple(links))


def _columns() -> SectionsView:
    lead = "Che cosa c’è in ogni colonna dei dati, con le parole con cui chi compila le schede le conosce."
    name = "Le colonne dei dati"
    head = heads.head(f"{name} aperti", lead, (NAME, addresses.DATA), (name, ""), section="statistiche")
    return sections.view(head, name, lead, map(_dictionary, DATASETS.values()))


def _dictionary(dataset: Dataset) -> Section:
    kinds = {"string": "testo", "integer": "intero", "number": "numero", "boolean": "true o false", "date": "data ISO"}
    rows = tuple((field.name, kinds[field.type], _meaning(field)) for field in dataset.fields)
    columns = (Column("Colonna"), Column("Tipo"), Column("Che cosa è"))
    return Section(dataset.title, dataset.name, tables=(Table(f"Colonne di «{dataset.title}»", columns, rows),))


def _meaning(field: Field) -> str:
    return f"{field.title}. {field.description}." if field.description else f"{field.title}."


def _promise() -> Section:
    said = (
        "Gli indirizzi dei file e i nomi delle colonne non cambiano. Una colonna nuova va in fondo; se "
        "una colonna dovesse "
        "sparire, il suo nome resta per un anno con celle vuote, e la notizia è qui.",
        "Una cella vuota vuol dire che il dato non è noto: mai zero, mai «no».",
    )
    return Section("Che cosa promettiamo", "promesse", text=said)


def _structured(site: Site) -> dict[str, object]:
    """schema.org: the catalogue of datasets."""
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": f"{site.name}: dati aperti",
        "url": addresses.DATA,
        "license": site.licence_url,
        "dataset": [
            {
                "@type": "Dataset",
                "name": dataset.title,
                "description": dataset.description,
                "license": site.licence_url,
                "url": f"{addresses.DATA}#{dataset.name}",
                "distribution": {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv",
                    "contentUrl": addresses.data_of(dataset.name),
                },
            }
            for dataset in DATASETS.values()
        ],
    }
