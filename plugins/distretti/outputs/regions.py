"""Each region's page: how many districts and who counts them, figures, map, what is next, districts by province; then,
folded, its instrument, law, requirements, figures, programmes and sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import Programme, Region
from ..model.programme import NATIONAL
from ..presenters import (
    by_province,
    calendars,
    desk,
    evidence,
    heads,
    list_items,
    lists,
    programme_facts,
    references,
    region_facts,
    validity,
)
from ..presenters.locators import Locators
from ..presenters.maps import Atlas
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Evidence, Fact, Group, KeyFigure, Link, ListItem, Map, Table
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

FOLDED_FROM = 13  # as many districts are folded by province
NEXT = 5
SECTIONS = {  # anchor → label, in the order of the page
    "prossimi": "Prossimi eventi",
    "bandi": "Bandi aperti",
    "distretti": "Distretti",
    "elenco": "Elenco ufficiale",
    "strumento": "Strumento",
    "leggi": "Leggi e atti",
    "requisiti": "Requisiti",
    "cifre": "Cifre",
    "cifre-per-provincia": "Cifre per provincia",
    "programmi": "Programmi",
    "note": "Note",
    "disaccordi": "Disaccordi",
    "fonti": "Fonti",
}


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region's page, in the order in which it is read; `said_by` and `said_on` are of the figure in the lead."""

    head: Head
    heading: str
    lead: str
    said_by: Cell
    said_on: str
    official: Link | None
    propose: Link
    sections: tuple[Link, ...]
    key_figures: tuple[KeyFigure, ...]
    map: Map | None
    coming: tuple[ListItem, ...]
    all_events: Link | None
    open_calls: tuple[ListItem, ...]
    groups: tuple[Group, ...]
    folded: bool
    paper: Link | None  # all that is on it, to be printed
    breakdown: tuple[Fact, ...]
    official_facts: tuple[Fact, ...]
    instrument: tuple[Fact, ...]
    kinds: Table | None
    prose: Markup
    law: Table | None
    requirements: tuple[str, ...]
    checkups: tuple[Link, ...]  # that ask for these
    figures: tuple[Table, ...]
    provincial_figures: tuple[Table, ...]
    programmes: tuple[ListItem, ...]
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """One page for each region that has a record, with or without districts."""
    atlas, locators = Atlas(catalog), Locators(catalog)
    for region in catalog.regions:
        yield Page(addresses.of(region), "region.html", _view, (catalog, site, atlas, locators, region), region)


def _view(catalog: Catalog, site: Site, atlas: Atlas, locators: Locators, region: Region) -> RegionView:
    districts = catalog.districts_of_region.get(region.id, ())
    lead = region_facts.lead(region, len(districts), sum(item.status == "cessato" for item in districts))
    said_by, said_on = region_facts.said_by(region)
    happenings = calendars.in_region(catalog, region.id)
    coming = catalog.upcoming(happenings, NEXT)
    opened = _open(catalog, region)
    name = italian.in_region(region.name)
    return RegionView(
        head=_head(catalog, region, lead, bool(coming or opened)),
        heading=f"Distretti del commercio {name}",
        lead=lead,
        said_by=said_by,
        said_on=said_on,
        official=references.official_list(catalog, region.id),
        propose=Link("Segnala l'elenco della Regione", addresses.correction(addresses.of(region))),
        sections=_sections(region, catalog, bool(coming), bool(opened)),
        key_figures=region_facts.newest(region),
        map=atlas.region(catalog.places.regions[region.id]),
        coming=tuple(validity.coming(catalog, event, day) for day, event in coming),
        all_events=Link(f"Tutti i mercati e gli eventi {name}", addresses.events_of_region(region.id))
        if happenings
        else None,
        open_calls=opened,
        groups=by_province.grouped(catalog, locators, districts),
        folded=len(districts) >= FOLDED_FROM,
        paper=Link(f"Annuario {catalog.year}, {region.name} (PDF)", addresses.yearbook(catalog.year, region.id))
        if site.documents and districts
        else None,
        breakdown=region_facts.breakdown(districts),
        official_facts=region_facts.official(region),
        instrument=(Fact("Strumento", (region.instrument or evidence.UNKNOWN,)),),
        kinds=region_facts.kinds(region),
        prose=markdown.html(region.prose) if region.prose else Markup(""),
        law=region_facts.law(region),
        requirements=region.requirements,
        checkups=desk.checkups_of(catalog, region.id),
        figures=region_facts.figures(region),
        provincial_figures=region_facts.provincial_figures(catalog, region),
        programmes=_programmes(catalog, region),
        evidence=evidence.of(catalog, site, region),
    )


def _open(catalog: Catalog, region: Region) -> tuple[ListItem, ...]:
    """The calls of the region and of all Italy that are open, the first to close first."""
    calls = [call for where in (region.id, NATIONAL) for call in catalog.programmes_of_region.get(where, ())]
    opened = sorted(filter(catalog.is_open, calls), key=partial(programme_facts.soonest, catalog))
    rows = ((list_items.programme_today(catalog, call, call.region == NATIONAL), call) for call in opened)
    return tuple(validity.until_closed(catalog, row, call) for row, call in rows)


def _head(catalog: Catalog, region: Region, lead: str, of_today: bool) -> Head:
    return lists.region(catalog, region.id).head(
        f"{region.name}. {lead}",
        cover=heads.region_cover(catalog, region.id),
        structured=_structured(catalog, region),
        correction=addresses.correction(addresses.of(region)),
        built=validity.built(catalog) if of_today else None,
        entry=lambda: documents.region(catalog, region, lists.region(catalog, region.id).title, lead),
    )


def _structured(catalog: Catalog, region: Region) -> dict[str, Any]:
    """schema.org: the page as a collection about the region."""
    amount = len(catalog.districts_of_region.get(region.id, ()))
    about = {"@type": "AdministrativeArea", "name": region.name, "identifier": region.istat_code}
    return collection(lists.region(catalog, region.id).title, addresses.of(region), amount, about=about)


def _sections(region: Region, catalog: Catalog, coming: bool, opened: bool) -> tuple[Link, ...]:
    there = {
        "prossimi": coming,
        "bandi": opened,
        "elenco": region.official_list,
        "cifre-per-provincia": region.provincial_figures,
        "programmi": catalog.programmes_of_region.get(region.id) or catalog.programmes_of_region.get(NATIONAL),
        "note": region.notes,
        "disaccordi": region.disagreements,
    }
    return tuple(Link(label, f"#{anchor}") for anchor, label in SECTIONS.items() if there.get(anchor, True))


def _programmes(catalog: Catalog, region: Region) -> tuple[ListItem, ...]:
    """Open calls first, then the newest; what has no date comes last. National ones are below, and say so."""

    def order(programme: Programme) -> tuple[bool, int]:
        opened = programme.opened or programme.valid_from
        return not catalog.is_open(programme), -opened.last.toordinal() if opened else 0

    programmes = sorted(catalog.programmes_of_region.get(region.id, ()), key=order)
    national = sorted(catalog.programmes_of_region.get(NATIONAL, ()), key=order)
    own = (list_items.programme(catalog, programme, with_region=False) for programme in programmes)
    return (*own, *(list_items.programme(catalog, programme) for programme in national))
