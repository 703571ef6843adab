"""The list of provinces, and each province's page: districts, municipalities, dated figures, next events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Happening
from ..model import region as words
from ..places.register import Province
from ..presenters import calendars, evidence, heads, list_items, references, validity
from ..presenters.calendars import Subscription
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Column, Fact, Group, Link, ListItem, Table
from ..site.output import Head, Output, Page
from ..site.site import Site

EVENTS_SHOWN = 10
MONEY = ("contributi", "investimenti")


@dataclass(frozen=True, slots=True)
class ProvincesView:
    """The provinces that the catalogue knows something of, by region."""

    head: Head
    lead: str
    regions: tuple[Link, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """A province's page."""

    head: Head
    heading: str
    lead: str
    facts: tuple[Fact, ...]
    districts: tuple[ListItem, ...]
    official: Link | None
    official_note: str
    municipalities: tuple[Link, ...]
    figures: Table | None
    events: tuple[ListItem, ...]
    calendar: Subscription | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, and a page for each province with a district, a municipality that a record names, or a figure."""
    shown = _shown(catalog)
    if shown:
        yield Page(addresses.PROVINCES, "provinces.html", _list, (catalog,))
    for province in shown:
        yield Page(addresses.province(province), "province.html", _view, (catalog, site, province))


def _shown(catalog: Catalog) -> list[Province]:
    codes = {
        *catalog.districts_of_province,
        *(place.province for place in catalog.municipalities),
        *catalog.regions_with_figures,
    }
    return sorted((catalog.places.provinces[code] for code in codes), key=lambda place: italian.order(place.name))


def _list(catalog: Catalog) -> ProvincesView:
    shown = _shown(catalog)
    rows: dict[str, list[ListItem]] = defaultdict(list)
    for province in shown:
        rows[province.region].append(_row(catalog, province))
    regions = [place for slug, place in catalog.places.regions.items() if slug in rows]
    regions.sort(key=lambda place: italian.order(place.name))
    return ProvincesView(
        head=heads.head(
            "Province: distretti del commercio per provincia",
            f"I distretti del commercio in {italian.count(len(shown), 'provincia', 'province')}, regione per regione.",
            ("Province", ""),
            section="distretti",
        ),
        lead="Le province di cui il catalogo conosce un distretto, un comune o una cifra. "
        "Un distretto di più province è contato in ognuna.",
        regions=tuple(Link(region.name, f"#{region.slug}") for region in regions),
        groups=tuple(Group(region.name, region.slug, tuple(rows[region.slug])) for region in regions),
    )


def _row(catalog: Catalog, province: Province) -> ListItem:
    districts = len(catalog.districts_of_province.get(province.code, ()))
    towns = len(catalog.municipalities_in(province.code))
    counted = italian.count(districts, "distretto", "distretti") if districts else "nessun distretto noto"
    named = f" · {italian.count(towns, 'comune nel catalogo', 'comuni nel catalogo')}" if towns else ""
    return ListItem(f"{province.name} ({province.code})", addresses.province(province), f"{counted}{named}")


def _view(catalog: Catalog, site: Site, province: Province) -> ProvinceView:
    districts = catalog.districts_of_province.get(province.code, ())
    towns = catalog.municipalities_in(province.code)
    happenings = [event for town in towns for event in catalog.happenings_of_municipality.get(town.istat_code, ())]
    upcoming = catalog.upcoming(happenings, EVENTS_SHOWN)
    lead = _lead(len(districts), len(towns))
    return ProvinceView(
        head=heads.head(
            f"Distretti del commercio in provincia di {province.name}",
            f"Provincia di {province.name}: {lead[:1].lower()}{lead[1:]}",
            ("Province", addresses.PROVINCES),
            (province.name, ""),
            section="distretti",
            structured=_structured(catalog, province),
            built=validity.built(catalog) if upcoming else None,
            entry=lambda: documents.province(
                catalog, province, f"Distretti del commercio in provincia di {province.name}", lead
            ),
        ),
        heading=f"Distretti del commercio in provincia di {province.name}",
        lead=lead,
        facts=_facts(catalog, province),
        districts=tuple(list_items.district(catalog, district, with_region=False) for district in districts),
        official=references.official_list(catalog, province.region),
        official_note=site.official_note,
        municipalities=tuple(Link(town.name, addresses.municipality(town)) for town in towns),
        figures=_table(catalog, province),
        events=tuple(validity.coming(catalog, event, day) for day, event in upcoming),
        calendar=_calendar(catalog, site, province, happenings) if happenings else None,
    )


def _calendar(catalog: Catalog, site: Site, province: Province, found: Iterable[Happening]) -> Subscription:
    name, without = f"provincia di {province.name}", calendars.left_out(catalog, found)
    return calendars.subscription(site, addresses.province(province), name, without)


def _lead(districts: int, towns: int) -> str:
    known = italian.count(districts, "distretto", "distretti") if districts else "Nessun distretto"
    named = f" e {italian.count(towns, 'comune', 'comuni')}" if towns else ""
    return f"{known}{named} in questo catalogo."


def _facts(catalog: Catalog, province: Province) -> tuple[Fact, ...]:
    region = catalog.places.regions[province.region]
    known = region.slug in catalog.region
    cell: Cell = Link(region.name, addresses.region(region.slug)) if known else region.name
    return (Fact("Sigla", (province.code,)), Fact("Regione", (cell,)))


def _table(catalog: Catalog, province: Province) -> Table | None:
    """The figures that the region's record gives; their sources are in the region's page."""
    figures = [
        (region, item)
        for region in catalog.regions_with_figures.get(province.code, ())
        for item in region.provincial_figures
        if item.province == province.code
    ]
    rows: list[tuple[Cell, ...]] = []
    for region, item in sorted(figures, key=lambda pair: (pair[1].measure, pair[1].date.last)):
        number = evidence.source_number(region, item.source)
        publisher = region.sources[number - 1].publisher if number else ""
        source: Cell = Link(publisher, f"{addresses.of(region)}#fonte-{number}") if number else "non indicata"
        value = italian.quantity(item.value, "EUR" if item.measure in MONEY else "")
        rows.append((words.MEASURES[item.measure], value, italian.partial(item.date), item.note or "nessuna", source))
    columns = (Column("Misura"), Column("Valore", "amount"), Column("Data", "date"), Column("Nota"), Column("Fonte"))
    return Table(f"Cifre della provincia di {province.name}", columns, tuple(rows)) if rows else None


def _structured(catalog: Catalog, province: Province) -> dict[str, Any]:
    region = catalog.places.regions[province.region]
    return {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "@id": addresses.province(province),
        "url": addresses.province(province),
        "name": province.name,
        "identifier": province.istat_code,
        "containedInPlace": {"@type": "AdministrativeArea", "name": region.name, "identifier": region.code},
    }
