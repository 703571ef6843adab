"""The list of all districts, and each district's page: what is known first, what is not in one place at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..catalog import completeness
from ..catalog.catalog import Catalog
from ..catalog.standing import standing
from ..language import italian, markdown
from ..model import District, Happening, Programme
from ..places.register import Municipality
from ..presenters import (
    calendars,
    desk,
    district_answer,
    district_facts,
    district_gaps,
    evidence,
    happening_rows,
    heads,
    list_items,
    lists,
    long_lists,
    nearby,
    printed,
    references,
    street,
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
    """A district's page, in the order in which it is read. `bare` says that little more than its name is known."""

    head: Head
    heading: str
    warning: str
    lead: str
    bare: bool
    at_hand: tuple[Fact, ...]  # who leads it, contacts, municipalities
    map: Map | None
    happenings: tuple[ListItem, ...]  # to come, and what comes back
    open_calls: tuple[ListItem, ...]
    region_calls: OpenCalls | None
    facts: tuple[Fact, ...]
    description: str
    prose: Markup
    municipalities: tuple[Link, ...]
    municipalities_title: str
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
    venues: tuple[ListItem, ...]
    initiatives: tuple[ListItem, ...]
    circuits: tuple[ListItem, ...]
    questions: tuple[ListItem, ...]
    past: tuple[ListItem, ...]
    nearby: tuple[Group, ...]
    evidence: Evidence
    calendar: Subscription | None
    tools: tuple[Link, ...]
    no_tools: str
    official: Link | None
    official_note: str
    sheet: Link | None
    investing: Link | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list and one page for each district."""
    atlas = Atlas(catalog)
    if catalog.districts:
        yield Page(addresses.DISTRICTS, "districts.html", _list, (catalog, atlas))
    bare = {district.id for district in catalog.bare_districts.get(True, ()) if not _is_named(catalog, district)}
    for district in catalog.districts:
        inputs = catalog, site, atlas, district
        yield Page(addresses.of(district), "district.html", _view, inputs, district, district.id not in bare)


def _is_named(catalog: Catalog, district: District) -> bool:
    """Whether another record has to do with it."""
    found = (
        catalog.happenings_of_district,
        catalog.initiatives_of_district,
        catalog.programmes_of_district,
        catalog.venues_of_district,
    )
    return any(lookup.get(district.id) for lookup in found)


def _list(catalog: Catalog, atlas: Atlas) -> DistrictsView:
    regions = [region for region in catalog.regions if catalog.districts_of_region.get(region.id)]
    groups = list_items.by_letter(list_items.district(catalog, district) for district in catalog.districts)
    total = italian.count(len(catalog.districts), "distretto", "distretti")
    where = italian.count(len(regions), "regione", "regioni")
    lead = f"{total} in {where}{district_facts.no_more(catalog)}. L'elenco è parziale: fa fede quello di ogni Regione."
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
    dated = catalog.upcoming(events, len(events))
    opened = [call for call in calls if catalog.is_open(call)]
    lead = district_answer.sentence(catalog, district)
    bare = completeness.is_bare(district) and not _is_named(catalog, district)
    whole = long_lists.whole(addresses.of(district))
    gaps = district_gaps.missing(catalog, district, bool(events))
    return DistrictView(
        head=replace(
            _head(catalog, district, lead),
            built=validity.built(catalog) if dated or opened else None,
            noindex=bare,
        ),
        heading=district.name,
        warning=district_facts.warning(district),
        lead=lead,
        bare=bare,
        at_hand=district_answer.at_hand(catalog, district),
        map=atlas.district(district),
        happenings=happening_rows.coming(catalog, dated, events, whole),
        open_calls=tuple(validity.until_closed(catalog, list_items.programme(catalog, call), call) for call in opened),
        region_calls=openings.of_region(catalog, district.region),
        facts=district_facts.facts(catalog, district),
        description=district.description or "",
        prose=markdown.html(district.prose) if district.prose else Markup(""),
        municipalities=_municipalities(places),
        municipalities_title=f"Comuni ({len(places)})" if district.municipalities_complete else "Comuni noti",
        changes=district_facts.changes(district),
        perimeter=district_facts.perimeter(district),
        partners=district_facts.partners(catalog, district),
        governance=district_facts.governance(district),
        grants=district_facts.grants(catalog, district),
        indicators=district_facts.indicators(district),
        series=indicators.series(district),
        calls=tuple(list_items.programme(catalog, call) for call in calls if call not in opened),
        interventions=term_facts.linked(catalog, "interventions", district.interventions),
        attractions=term_facts.linked(catalog, "attractions", district.attractions),
        venues=list_items.venues(catalog, catalog.venues_of_district.get(district.id, ())),
        initiatives=tuple(map(list_items.initiative, catalog.initiatives_of_district.get(district.id, ()))),
        circuits=tuple(desk.circuit(catalog, item) for item in catalog.circuits_of_district.get(district.id, ())),
        questions=tuple(map(desk.question, catalog.questions_of_district.get(district.id, ()))),
        past=happening_rows.past(catalog, events, whole),
        nearby=nearby.of_district(catalog, district),
        evidence=evidence.of(catalog, site, district, gaps),
        calendar=_calendar(catalog, site, district, events),
        tools=street.tools(catalog, district),
        no_tools=street.why_no_tools(catalog, district),
        official=references.official_list(catalog, district.region),
        official_note=site.official_note,
        sheet=_sheet(catalog, site, district),
        investing=_investing(catalog, district),
    )


def _investing(catalog: Catalog, district: District) -> Link | None:
    """What it has to show to who would invest there; None where no source says more than where it is."""
    there = district.status != "cessato" and standing(catalog, district).says_something
    return Link("Scheda per chi vuole investire", addresses.investor_sheet(district)) if there else None


def _sheet(catalog: Catalog, site: Site, district: District) -> Link | None:
    there = site.documents and printed.says_something(catalog, district)
    return Link("Scheda da stampare (PDF)", addresses.sheet(district)) if there else None


def _calendar(catalog: Catalog, site: Site, district: District, events: Sequence[Happening]) -> Subscription | None:
    """None where nothing has ever been in it."""
    if not events:
        return None
    without = calendars.left_out(catalog, events)
    return calendars.subscription(site, addresses.of(district), district.short_name, without)


def _municipalities(places: Sequence[Municipality]) -> tuple[Link, ...]:
    """All of them, where they are too many to be among the first facts."""
    many = len(places) > district_answer.FEW
    return tuple(Link(place.name, addresses.municipality(place)) for place in places) if many else ()


def _head(catalog: Catalog, district: District, lead: str) -> Head:
    region = catalog.places.regions[district.region]
    return heads.head(
        heads.unique_title(catalog, district, district.name, region.name),
        f"{lead} Contatti, comuni, eventi, bandi e fonti.",
        ("Distretti", addresses.DISTRICTS),
        (region.name, addresses.region(region.slug)),
        (district.short_name, ""),
        section="distretti",
        cover=heads.region_cover(catalog, district.region),
        structured=_structured(catalog, district),
        correction=addresses.change(district),
        entry=lambda: documents.district(catalog, district, lead),
    )


def _calls(catalog: Catalog, district: District) -> tuple[Programme, ...]:
    """The calls it opened itself, and those it took part in."""
    own = catalog.programmes_of_district.get(district.id, ())
    named = [*district.calls, *(grant.programme for grant in district.grants if grant.programme)]
    known = [catalog.programme[identifier] for identifier in named if identifier in catalog.programme]
    return tuple(dict.fromkeys([*own, *known]))


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
