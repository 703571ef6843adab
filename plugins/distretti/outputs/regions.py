"""Each region's page: its own list first, then its instrument, law, dated figures, districts and programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import District, Programme, Region
from ..presenters import evidence, heads, list_items, lists, references, region_facts
from ..presenters.maps import Atlas
from ..search import documents
from ..site import addresses
from ..site.components import Chip, Evidence, Fact, Group, Link, ListItem, Map, Table
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

LETTERS_FROM = 61  # as many districts are grouped by letter
SECTIONS = {  # anchor → label, in the order of the page
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
    """A region's page, in the order in which it is read; `groups` holds the districts where they are many."""

    head: Head
    heading: str
    lead: str
    sections: tuple[Link, ...]
    official: Link | None
    propose: Link
    provinces: tuple[Chip, ...]
    letters: tuple[Link, ...]
    groups: tuple[Group, ...]
    districts: tuple[ListItem, ...]
    breakdown: tuple[Fact, ...]
    official_facts: tuple[Fact, ...]
    instrument: tuple[Fact, ...]
    kinds: Table | None
    prose: Markup
    law: Table | None
    requirements: tuple[str, ...]
    figures: tuple[Table, ...]
    provincial_figures: tuple[Table, ...]
    map: Map | None
    programmes: tuple[ListItem, ...]
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """One page for each region that has a record, with or without districts."""
    atlas = Atlas(catalog)
    for region in catalog.regions:
        yield Page(addresses.of(region), "region.html", _view, (catalog, site, atlas, region), region)


def _view(catalog: Catalog, site: Site, atlas: Atlas, region: Region) -> RegionView:
    address = addresses.of(region)
    districts = catalog.districts_of_region.get(region.id, ())
    rows = tuple(list_items.district(catalog, district, with_region=False) for district in districts)
    groups = list_items.by_letter(rows) if len(rows) >= LETTERS_FROM else ()
    lead = _lead(region, len(districts))
    return RegionView(
        head=_head(catalog, region, lead),
        heading=f"Distretti del commercio {italian.in_region(region.name)}",
        lead=lead,
        sections=_sections(region, catalog),
        official=references.official_list(catalog, region.id),
        official_facts=region_facts.official(region),
        propose=Link("Segnala l'elenco della Regione", addresses.correction(address)),
        instrument=(Fact("Strumento", (region.instrument or evidence.UNKNOWN,)),),
        kinds=region_facts.kinds(region),
        prose=markdown.html(region.prose) if region.prose else Markup(""),
        law=region_facts.law(region),
        requirements=region.requirements,
        figures=region_facts.figures(region),
        provincial_figures=region_facts.provincial_figures(catalog, region),
        breakdown=region_facts.breakdown(districts),
        provinces=_provinces(catalog, districts),
        letters=tuple(Link(group.title, f"#{group.anchor}") for group in groups),
        groups=groups,
        districts=() if groups else rows,
        map=atlas.region(catalog.places.regions[region.id]),
        programmes=_programmes(catalog, region),
        evidence=evidence.of(catalog, site, region),
    )


def _lead(region: Region, districts: int) -> str:
    if not districts:
        return "Nessun distretto di questa regione è in questo catalogo. Qui c'è ciò che dicono le fonti trovate."
    known = italian.count(districts, "distretto noto", "distretti noti")
    return f"{known}, con norme, cifre e programmi della Regione."


def _head(catalog: Catalog, region: Region, lead: str) -> Head:
    return lists.region(catalog, region.id).head(
        f"{region.name}. {lead}",
        cover=heads.region_cover(catalog, region.id),
        structured=_structured(catalog, region),
        correction=addresses.correction(addresses.of(region)),
        entry=lambda: documents.region(catalog, region, lists.region(catalog, region.id).title, lead),
    )


def _structured(catalog: Catalog, region: Region) -> dict[str, Any]:
    """schema.org: the page as a collection about the region."""
    amount = len(catalog.districts_of_region.get(region.id, ()))
    about = {"@type": "AdministrativeArea", "name": region.name, "identifier": region.istat_code}
    return collection(lists.region(catalog, region.id).title, addresses.of(region), amount, about=about)


def _sections(region: Region, catalog: Catalog) -> tuple[Link, ...]:
    there = {
        "elenco": region.official_list,
        "cifre-per-provincia": region.provincial_figures,
        "programmi": catalog.programmes_of_region.get(region.id),
        "note": region.notes,
        "disaccordi": region.disagreements,
    }
    return tuple(Link(label, f"#{anchor}") for anchor, label in SECTIONS.items() if there.get(anchor, True))


def _provinces(catalog: Catalog, districts: Iterable[District]) -> tuple[Chip, ...]:
    counts = Counter(province for district in districts for province in catalog.provinces_of(district))
    return tuple(
        Chip(province.name, addresses.province(province), count)
        for province, count in sorted(counts.items(), key=lambda pair: italian.order(pair[0].name))
    )


def _programmes(catalog: Catalog, region: Region) -> tuple[ListItem, ...]:
    """Open calls first, then the newest; what has no date comes last."""

    def order(programme: Programme) -> tuple[bool, int]:
        opened = programme.opened or programme.valid_from
        return not catalog.is_open(programme), -opened.last.toordinal() if opened else 0

    programmes = sorted(catalog.programmes_of_region.get(region.id, ()), key=order)
    return tuple(list_items.programme(catalog, programme, with_region=False) for programme in programmes)
