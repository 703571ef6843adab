"""The list of provinces, and each one's page, all that a reader has near: markets, events, calls, districts, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening
from ..model import region as words
from ..places.register import Province
from ..presenters import by_province, calendars, evidence, heads, lists, markets, references, region_calls, validity
from ..presenters.calendars import Subscription
from ..presenters.locators import Locators
from ..presenters.markets import WeekGroup
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Chip, Column, Fact, Group, Link, ListItem, OpenCalls, Spot, Table, Until
from ..site.output import Head, Output, Page
from ..site.site import Site

EVENTS_SHOWN = 10
NAME = "La mia zona"
FOLDED_FROM = 13  # as many districts are folded, as many markets are by day
MONEY = ("contributi", "investimenti")


@dataclass(frozen=True, slots=True)
class ProvincesView:
    """The provinces that the catalogue knows something of, by region."""

    head: Head
    lead: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ProvinceView:
    """A province's page, in the order in which it is read; `folded`: its markets are closed under their days."""

    head: Head
    heading: str
    lead: str
    spot: Spot | None
    sections: tuple[Link, ...]
    events: tuple[ListItem, ...]
    days: tuple[Chip, ...]
    markets: tuple[WeekGroup, ...]
    folded: bool
    all_events: Link | None
    region_calls: OpenCalls | None
    districts: tuple[ListItem, ...]
    many_districts: bool  # so that they are closed under their heading
    official: Link | None
    official_note: str
    municipalities: tuple[Link, ...]
    bodies: tuple[Cell, ...]
    figures: Table | None
    facts: tuple[Fact, ...]
    calendar: Subscription | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, and a page for each province with a district, a municipality that a record names, or a figure."""
    shown, locators = _shown(catalog), Locators(catalog)
    if shown:
        yield Page(addresses.PROVINCES, "provinces.html", _list, (catalog,))
    for province in shown:
        yield Page(addresses.province(province), "province.html", _view, (catalog, site, locators, province))


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
            "La mia zona: mercati, eventi e distretti per provincia",
            f"Mercati, eventi, bandi e distretti in {italian.count(len(shown), 'provincia', 'province')}, per regione.",
            (NAME, ""),
            section="province",
        ),
        lead="Scegli la provincia: mercati, eventi, bandi, distretti e comuni in una pagina sola.",
        groups=tuple(Group(region.name, region.slug, tuple(rows[region.slug])) for region in regions),
    )


def _row(catalog: Catalog, province: Province) -> ListItem:
    districts = len(catalog.districts_of_province.get(province.code, ()))
    towns = len(catalog.municipalities_in(province.code))
    counted = italian.count(districts, "distretto", "distretti") if districts else "nessun distretto noto"
    named = f" · {italian.count(towns, 'comune nel catalogo', 'comuni nel catalogo')}" if towns else ""
    return ListItem(f"{province.name} ({province.code})", addresses.province(province), f"{counted}{named}")


def _view(catalog: Catalog, site: Site, locators: Locators, province: Province) -> ProvinceView:
    districts = catalog.districts_of_province.get(province.code, ())
    towns = catalog.municipalities_in(province.code)
    happenings = calendars.in_province(catalog, province.code)
    recurring = calendars.markets_of(happenings)
    groups = markets.by_rule(catalog, recurring)
    upcoming = catalog.upcoming((event for event in happenings if isinstance(event, Event)), EVENTS_SHOWN)
    dated = any(isinstance(row.dates, Until) for group in groups for row in group.rows)
    title = f"Distretti del commercio in provincia di {province.name}"
    lead = _lead(len(districts), len(recurring), len(towns))
    view = ProvinceView(
        head=heads.head(
            title,
            f"Provincia di {province.name}: {lead[:1].lower()}{lead[1:]}",
            (NAME, addresses.PROVINCES),
            (province.name, ""),
            section="province",
            structured=_structured(catalog, province),
            built=validity.built(catalog) if upcoming or dated else None,
            entry=lambda: documents.province(catalog, province, title, _lead(len(districts), 0, len(towns))),
        ),
        heading=f"Provincia di {province.name}",
        lead=lead,
        spot=locators.districts(province, districts),
        sections=(),
        events=tuple(validity.coming(catalog, event, day) for day, event in upcoming),
        days=markets.days(groups),
        markets=groups,
        folded=len(recurring) >= FOLDED_FROM,
        all_events=_all_events(province) if happenings else None,
        region_calls=region_calls.of_region(catalog, province.region),
        districts=tuple(by_province.row(catalog, locators, district) for district in districts),
        many_districts=len(districts) >= FOLDED_FROM,
        official=references.official_list(catalog, province.region),
        official_note=site.official_note,
        municipalities=tuple(Link(town.name, addresses.municipality(town)) for town in towns),
        bodies=_bodies(catalog, districts, happenings),
        figures=_table(catalog, province),
        facts=_facts(catalog, province),
        calendar=_calendar(catalog, site, province, happenings) if happenings else None,
    )
    return replace(view, sections=_sections(view))


def _sections(view: ProvinceView) -> tuple[Link, ...]:
    """The parts that the page has."""
    there: dict[str, Any] = {
        "mercati": view.markets, "eventi": view.events, "bandi": view.region_calls, "distretti": True,
        "comuni": view.municipalities, "enti": view.bodies, "cifre": view.figures,
    }  # fmt: skip
    return tuple(Link(italian.capitalised(anchor), f"#{anchor}") for anchor, value in there.items() if value)


def _all_events(province: Province) -> Link:
    listing = lists.events_of_province(province)
    return Link(listing.title, listing.address)


def _bodies(catalog: Catalog, districts: Iterable[District], happenings: Iterable[Happening]) -> tuple[Cell, ...]:
    """Who leads or supports a district here, or organises what is held here, by name; each under one of its names."""
    names = {district.lead for district in districts if district.lead}
    names |= {partner.name for district in districts for partner in district.partners}
    names |= {name for event in happenings for name in event.organisers}
    cells = {_label(cell): cell for cell in (references.body(catalog, name) for name in names)}
    return tuple(cells[label] for label in sorted(cells, key=italian.order))


def _label(cell: Cell) -> str:
    return cell.label if isinstance(cell, Link) else str(cell)


def _calendar(catalog: Catalog, site: Site, province: Province, found: Iterable[Happening]) -> Subscription:
    name, without = f"provincia di {province.name}", calendars.left_out(catalog, found)
    return calendars.subscription(site, addresses.province(province), name, without)


def _lead(districts: int, recurring: int, towns: int) -> str:
    found = [italian.count(districts, "distretto", "distretti") if districts else "Nessun distretto"]
    found += [italian.count(recurring, "mercato o fiera", "mercati e fiere")] if recurring else []
    found += [italian.count(towns, "comune", "comuni")] if towns else []
    return f"{italian.listed(found)} in questo catalogo."


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
