"""The list of all districts, and each district's page: contact, next event and open call before the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import District, Event, Programme, RecurringEvent
from ..model import district as words
from ..presenters import (
    calendars,
    contact_facts,
    district_facts,
    evidence,
    heads,
    list_items,
    lists,
    nearby,
    references,
    term_facts,
    validity,
)
from ..presenters import region_calls as openings
from ..presenters.calendars import Subscription
from ..presenters.maps import Atlas
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Chip, Evidence, Fact, Group, Link, ListItem, Map, OpenCalls, Table
from ..site.output import Head, Output, Page
from ..site.site import Site
from ..statistics import indicators
from ..statistics.charts import Dots


@dataclass(frozen=True, slots=True)
class DistrictsView:
    """All districts by letter, with the regions as chips."""

    head: Head
    lead: str
    regions: tuple[Chip, ...]
    letters: tuple[Link, ...]
    groups: tuple[Group, ...]
    map: Map | None


@dataclass(frozen=True, slots=True)
class DistrictView:
    """A district's page, in the order in which it is read."""

    head: Head
    heading: str
    kind: str
    warning: str
    lead: str
    at_hand: tuple[Fact, ...]  # contacts, and what of the next two is not there
    upcoming: tuple[ListItem, ...]
    open_calls: tuple[ListItem, ...]
    region_calls: OpenCalls | None
    facts: tuple[Fact, ...]
    description: str
    prose: Markup
    municipalities: tuple[Link, ...]
    municipalities_title: str
    municipalities_note: str
    map: Map | None
    changes: tuple[str, ...]
    perimeter: tuple[Fact, ...]
    partners: Table | None
    governance: tuple[Fact, ...]
    grants: Table | None
    indicators: Table | None
    series: tuple[Dots, ...]
    calls: tuple[ListItem, ...]
    interventions: tuple[Cell, ...]
    attractions: tuple[Cell, ...]
    initiatives: tuple[ListItem, ...]
    recurring: tuple[ListItem, ...]
    events: tuple[ListItem, ...]
    nearby: tuple[Group, ...]
    evidence: Evidence
    calendar: Subscription
    official: Link | None
    official_note: str


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list and one page for each district."""
    atlas = Atlas(catalog)
    if catalog.districts:
        yield Page(addresses.DISTRICTS, "districts.html", _list, (catalog, atlas))
    for district in catalog.districts:
        yield Page(addresses.of(district), "district.html", _view, (catalog, site, atlas, district), district)


def _list(catalog: Catalog, atlas: Atlas) -> DistrictsView:
    regions = [region for region in catalog.regions if catalog.districts_of_region.get(region.id)]
    groups = list_items.by_letter(list_items.district(catalog, district) for district in catalog.districts)
    total = italian.count(len(catalog.districts), "distretto", "distretti")
    where = italian.count(len(regions), "regione", "regioni")
    lead = f"{total} in {where}. L'elenco è parziale: fa fede quello di ogni Regione."
    return DistrictsView(
        head=lists.DISTRICTS.head(
            f"L'elenco di {total} del commercio italiani: nome, tipo, province e comuni di ciascuno."
        ),
        lead=lead,
        regions=tuple(
            Chip(region.name, addresses.of(region), len(catalog.districts_of_region[region.id])) for region in regions
        ),
        letters=tuple(Link(group.title, f"#{group.anchor}") for group in groups),
        groups=groups,
        map=atlas.italy(),
    )


def _view(catalog: Catalog, site: Site, atlas: Atlas, district: District) -> DistrictView:
    places = catalog.municipalities_of(district)
    events = catalog.happenings_of_district.get(district.id, ())
    calls = _calls(catalog, district)
    upcoming = tuple(validity.coming(catalog, event, day) for day, event in catalog.upcoming(events, 3))
    opened = (call for call in calls if catalog.is_open(call))
    open_calls = tuple(validity.until_closed(catalog, list_items.programme(catalog, call), call) for call in opened)
    region_calls = openings.of_region(catalog, district.region)
    lead = _lead(catalog, district)
    return DistrictView(
        head=replace(
            _head(catalog, district, lead),
            built=validity.built(catalog) if upcoming or open_calls else None,
        ),
        heading=district.name,
        kind=district_facts.regional_kind(catalog, district),
        warning="" if district.status == "attivo" else words.STATUSES[district.status],
        lead=lead,
        at_hand=contact_facts.at_hand(district, bool(upcoming), bool(open_calls), bool(region_calls)),
        upcoming=upcoming,
        open_calls=open_calls,
        region_calls=region_calls,
        facts=district_facts.facts(catalog, district),
        description=district.description or "",
        prose=markdown.html(district.prose) if district.prose else Markup(""),
        municipalities=tuple(Link(place.name, addresses.municipality(place)) for place in places),
        municipalities_title=f"Comuni ({len(places)})" if district.municipalities_complete else "Comuni noti",
        municipalities_note=_municipalities_note(district, len(places)),
        map=atlas.district(district),
        changes=district_facts.changes(district),
        perimeter=district_facts.perimeter(district),
        partners=district_facts.partners(catalog, district),
        governance=district_facts.governance(catalog, district),
        grants=district_facts.grants(catalog, district),
        indicators=district_facts.indicators(district),
        series=indicators.series(district),
        calls=tuple(list_items.programme(catalog, call) for call in calls),
        interventions=term_facts.linked(catalog, "interventions", district.interventions),
        attractions=term_facts.linked(catalog, "attractions", district.attractions),
        initiatives=tuple(map(list_items.initiative, catalog.initiatives_of_district.get(district.id, ()))),
        recurring=tuple(list_items.event(catalog, event) for event in events if isinstance(event, RecurringEvent)),
        events=tuple(list_items.event(catalog, event) for event in reversed(events) if isinstance(event, Event)),
        nearby=nearby.of_district(catalog, district),
        evidence=evidence.of(catalog, site, district),
        calendar=calendars.subscription(
            site, addresses.of(district), district.short_name, calendars.left_out(catalog, events)
        ),
        official=references.official_list(catalog, district.region),
        official_note=site.official_note,
    )


def _head(catalog: Catalog, district: District, lead: str) -> Head:
    region = catalog.places.regions[district.region]
    return heads.head(
        heads.unique_title(catalog, district, district.name, region.name),
        f"{lead} Contatti, comuni, eventi, contributi e fonti.",
        ("Distretti", addresses.DISTRICTS),
        (region.name, addresses.region(region.slug)),
        (district.short_name, ""),
        section="distretti",
        cover=heads.region_cover(catalog, district.region),
        structured=_structured(catalog, district),
        correction=addresses.correction(addresses.of(district)),
        entry=lambda: documents.district(catalog, district, lead),
    )


def _calls(catalog: Catalog, district: District) -> tuple[Programme, ...]:
    """The calls it opened itself, and those it took part in."""
    own = catalog.programmes_of_district.get(district.id, ())
    named = [*district.calls, *(grant.programme for grant in district.grants if grant.programme)]
    known = [catalog.programme[identifier] for identifier in named if identifier in catalog.programme]
    return tuple(dict.fromkeys([*own, *known]))


def _lead(catalog: Catalog, district: District) -> str:
    """The first sentence, made of the record's own data."""
    region = italian.in_region(catalog.places.regions[district.region].name)
    kind = district_facts.regional_kind(catalog, district) or "Distretto del commercio"
    names = [province.name for province in catalog.provinces_of(district)]
    where = f", {'provincia' if len(names) == 1 else 'province'} di {italian.listed(names)}" if names else ""
    count = district_facts.place_count(catalog, district)
    return f"{italian.capitalised(kind)} {region}{where}: {count}."


def _municipalities_note(district: District, known: int) -> str:
    if not known:
        return "I comuni del distretto non sono noti a questo catalogo."
    return "" if district.municipalities_complete else "L'elenco non è completo: mancano uno o più comuni."


def _structured(catalog: Catalog, district: District) -> dict[str, Any]:
    """schema.org Organization: what is known and nothing else."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": addresses.of(district),
        "name": district.name,
        "url": addresses.of(district),
        "areaServed": [
            {"@type": "AdministrativeArea", "name": place.name, "identifier": place.istat_code}
            for place in catalog.municipalities_of(district)
        ],
    }
    if district.other_names:
        data["alternateName"] = list(district.other_names)
    if district.since:
        data["foundingDate"] = str(district.since)
    if district.description:
        data["description"] = district.description
    if district.lead:
        data["parentOrganization"] = {"@type": "Organization", "name": district.lead}
    return data
