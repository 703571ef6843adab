"""The list of municipalities that a record names, and each one's page: its districts, events and initiatives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, RecurringEvent
from ..places.register import Municipality
from ..presenters import (
    calendars,
    desk,
    district_facts,
    heads,
    list_items,
    long_lists,
    membership,
    nearby,
    references,
    street,
    validity,
)
from ..presenters import region_calls as openings
from ..presenters.calendars import Subscription
from ..presenters.desk import Desk
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Fact, Group, Link, ListItem, OpenCalls
from ..site.output import Head, Output, Page, SearchEntry
from ..site.site import Site

POPULATION_DAY = "al 1º gennaio 2023"  # of content/reference/comuni.csv
POPULATION_SOURCE = "Istat, CC BY"


TITLE = "Comuni: trova il distretto del tuo comune"


@dataclass(frozen=True, slots=True)
class MunicipalitiesView:
    """The municipalities that records name: region, its anchor, how many, and those of each province."""

    head: Head
    lead: str
    all: tuple[Link, ...]
    regions: tuple[tuple[str, str, int, tuple[Group, ...]], ...]


@dataclass(frozen=True, slots=True)
class MunicipalityView:
    """A municipality's page. `no_district` says what else there is where none is known."""

    head: Head
    heading: str
    lead: str
    districts: tuple[ListItem, ...]
    no_district: str
    where_to_look: Link | None
    checkups: tuple[Link, ...]  # for a municipality in none
    nearest: tuple[ListItem, ...]  # districts, where it is in none
    region_calls: OpenCalls | None
    upcoming: tuple[ListItem, ...]
    recurring: tuple[ListItem, ...]
    past: tuple[ListItem, ...]
    venues: tuple[ListItem, ...]
    initiatives: tuple[ListItem, ...]
    circuits: tuple[ListItem, ...]
    facts: tuple[Fact, ...]
    desk: Desk | None
    nearby: tuple[Group, ...]
    official: Link | None
    official_note: str
    calendar: Subscription | None
    tools: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, and one page for each municipality that a record names."""
    codes = tuple(catalog.named)
    if codes:
        yield Page(addresses.MUNICIPALITIES, "municipalities.html", _list, (catalog,))
    for place in (catalog.places.municipalities[code] for code in codes):
        yield Page(addresses.municipality(place), "municipality.html", _view, (catalog, site, place))


def _list(catalog: Catalog) -> MunicipalitiesView:
    total = italian.count(len(catalog.municipalities), "comune", "comuni")
    return MunicipalitiesView(
        head=heads.head(
            TITLE,
            f"{total}, provincia per provincia, con i distretti del commercio, i mercati e gli eventi di ciascuno.",
            ("Comuni", ""),
            section="distretti",
            entry=lambda: SearchEntry(
                "pagina", TITLE, "", f"{total} con i distretti di ciascuno.", "in che distretto è il mio comune"
            ),
        ),
        lead="Scrivi il tuo comune: ti diciamo in quale distretto è, e che cosa c'è vicino.",
        regions=tuple(_by_region(catalog)),
        all=tuple(Link(sign.upper(), addresses.letter(sign)) for sign in italian.initials(_names(catalog))),
    )


def _by_region(catalog: Catalog) -> Iterator[tuple[str, str, int, tuple[Group, ...]]]:
    """Each region with the municipalities of its provinces that records name."""
    for region in sorted(catalog.places.regions.values(), key=lambda place: italian.order(place.name)):
        provinces = [place for place in catalog.places.provinces.values() if place.region == region.slug]
        groups = []
        for province in sorted(provinces, key=lambda place: italian.order(place.name)):
            towns = catalog.municipalities_in(province.code)
            rows = tuple(ListItem(town.name, addresses.municipality(town)) for town in towns)
            if rows:
                groups.append(
                    Group(
                        province.name,
                        province.slug,
                        rows,
                        Link(f"la zona di {province.name}", addresses.province(province)),
                    )
                )
        if groups:
            yield region.name, region.slug, sum(len(group.rows) for group in groups), tuple(groups)


def _names(catalog: Catalog) -> Iterator[str]:
    return (place.name for place in catalog.places.municipalities.values())


def _view(catalog: Catalog, site: Site, place: Municipality) -> MunicipalityView:
    districts = catalog.districts_of_municipality.get(place.istat_code, ())
    happenings = catalog.happenings_of_municipality.get(place.istat_code, ())
    upcoming, past = _one_off(catalog, happenings)
    whole = long_lists.whole(addresses.municipality(place))
    recurring = _recurring(catalog, happenings)
    region_calls = openings.of_region(catalog, place.region)
    dated = upcoming or any(row.last for row in recurring)
    lead = membership.answer(districts, place)
    return MunicipalityView(
        head=heads.head(
            f"Comune di {place.name} ({place.province})",
            f"{place.name} ({catalog.places.provinces[place.province].name}). {lead} Mercati, eventi e iniziative.",
            ("Comuni", addresses.MUNICIPALITIES),
            (place.name, ""),
            section="distretti",
            structured=_structured(catalog, place),
            built=validity.built(catalog) if dated else None,
            entry=lambda: documents.municipality(catalog, place, lead, districts),
        ),
        heading=f"{place.name} ({place.province})",
        lead=lead,
        districts=tuple(_district_row(catalog, district, place) for district in districts),
        no_district="" if districts else membership.prevails(catalog, place.region),
        checkups=() if districts else desk.checkups_of(catalog, place.region),
        nearest=() if districts else nearby.districts_near(catalog, place),
        region_calls=region_calls,
        upcoming=long_lists.shortened(upcoming, lambda event: validity.coming(catalog, event), whole),
        recurring=recurring,
        past=long_lists.shortened(past, lambda event: list_items.event(catalog, event), whole),
        venues=list_items.venues(catalog, catalog.venues_of_municipality.get(place.istat_code, ())),
        initiatives=tuple(map(list_items.initiative, catalog.initiatives_of_municipality.get(place.istat_code, ()))),
        circuits=tuple(
            desk.circuit(catalog, item) for item in catalog.circuits_of_municipality.get(place.istat_code, ())
        ),
        facts=_facts(catalog, place),
        desk=desk.of_municipality(catalog, place, (*districts, *happenings)),
        nearby=nearby.of_municipality(catalog, place, districts, happenings),
        where_to_look=_where_to_look(catalog, place.region),
        official=references.official_list(catalog, place.region),
        official_note=site.official_note,
        calendar=_calendar(catalog, site, place, happenings) if happenings else None,
        tools=street.tools_in_town(catalog, place),
    )


def _where_to_look(catalog: Catalog, region: str) -> Link | None:
    """The list of the region, or where that is not known what the catalogue says of the region."""
    name = catalog.places.regions[region].name
    page = Link(f"Che cosa sappiamo della regione {name}", addresses.region(region))
    return references.official_list(catalog, region) or (page if region in catalog.region else None)


def _calendar(catalog: Catalog, site: Site, place: Municipality, found: Iterable[Happening]) -> Subscription:
    address, without = addresses.municipality(place), calendars.left_out(catalog, found)
    return calendars.subscription(site, address, place.name, without)


def _district_row(catalog: Catalog, district: District, place: Municipality) -> ListItem:
    """The district with what it means for who lives or works here."""
    towns = catalog.municipalities_of(district)
    several = "" if list(towns) == [place] else district_facts.place_count(catalog, district)
    meta = " · ".join(filter(None, (several, membership.said(district, place))))
    return replace(list_items.district(catalog, district), meta=italian.capitalised(meta))


def _one_off(catalog: Catalog, events: Iterable[Happening]) -> tuple[list[Event], list[Event]]:
    """One-off events to come, soonest first, and past ones, newest first. A month that is not over is to come."""
    dated = [event for event in events if isinstance(event, Event)]
    over = [catalog.is_over(event) for event in dated]
    upcoming = [event for event, is_over in zip(dated, over, strict=True) if not is_over]
    return upcoming, [event for event, is_over in reversed(list(zip(dated, over, strict=True))) if is_over]


def _recurring(catalog: Catalog, events: Iterable[Happening]) -> tuple[ListItem, ...]:
    """Recurring events by next date; those to be confirmed, without one, come last."""
    dated: list[tuple[dt.date, ListItem]] = []
    for event in events:
        if isinstance(event, RecurringEvent):
            days = () if event.to_confirm else catalog.next_dates(event, 1)
            row = validity.next_date(catalog, event, days[0]) if days else list_items.event(catalog, event)
            dated.append((days[0] if days else dt.date.max, row))
    return tuple(row for _, row in sorted(dated, key=lambda pair: (pair[0], italian.order(pair[1].label))))


def _facts(catalog: Catalog, place: Municipality) -> tuple[Fact, ...]:
    province, region = catalog.places.provinces[place.province], catalog.places.regions[place.region]
    known = region.slug in catalog.region
    cell: Cell = Link(region.name, addresses.region(region.slug)) if known else region.name
    note = f"{italian.capitalised(POPULATION_DAY)} ({POPULATION_SOURCE})"
    people = [] if place.population is None else [Fact("Abitanti", (italian.number(place.population),), note)]
    return (
        Fact("Provincia", (Link(province.name, addresses.province(province)),)),
        Fact("Regione", (cell,)),
        *people,
        Fact("Codice Istat", (place.istat_code,)),
    )


def _structured(catalog: Catalog, place: Municipality) -> dict[str, Any]:
    province, region = catalog.places.provinces[place.province], catalog.places.regions[place.region]
    return {
        "@context": "https://schema.org",
        "@type": "City",
        "@id": addresses.municipality(place),
        "url": addresses.municipality(place),
        "name": place.name,
        "identifier": place.istat_code,
        "containedInPlace": {
            "@type": "AdministrativeArea",
            "name": province.name,
            "identifier": province.istat_code,
            "containedInPlace": {"@type": "AdministrativeArea", "name": region.name, "identifier": region.code},
        },
    }
