"""Each region's page: its own list first, then its instrument, law, dated figures, districts and programmes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .. import addresses, covers, italian, markdown, wording
from ..catalog import Catalog
from ..elements import Cell, Chip, Column, Disagreement, Fact, Group, Link, Provenance, Row, Source, Table
from ..model import District, Programme, Region
from ..model import region as words
from ..page import Head, Output, Page
from ..theme import Site

Rows = list[tuple[Cell, ...]]

UNKNOWN = "non noto"
MONEY = ("contributi", "investimenti")
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
STATUS_WORDS = {
    "attivo": ("attivo", "attivi"),
    "in-costituzione": ("in costituzione", "in costituzione"),
    "da-verificare": ("da verificare", "da verificare"),
    "cessato": ("cessato", "cessati"),
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
    districts: tuple[Row, ...]
    breakdown: tuple[Fact, ...]
    official_facts: tuple[Fact, ...]
    instrument: tuple[Fact, ...]
    kinds: Table | None
    prose: Markup
    law: Table | None
    requirements: tuple[str, ...]
    figures: tuple[Table, ...]
    provincial_figures: tuple[Table, ...]
    programmes: tuple[Row, ...]
    notes: str
    disagreements: tuple[Disagreement, ...]
    provenance: Provenance
    sources: tuple[Source, ...]
    repository: Link | None


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """One page for each region that has a record, with or without districts."""
    for region in catalog.regions:
        yield Page(addresses.of(region), "region.html", _view(catalog, site, region), str(region.changed))


def _view(catalog: Catalog, site: Site, region: Region) -> RegionView:
    address = addresses.of(region)
    districts = catalog.districts_of_region.get(region.id, ())
    rows = tuple(wording.district_row(catalog, district, with_region=False) for district in districts)
    groups = wording.by_letter(rows) if len(rows) >= LETTERS_FROM else ()
    lead = _lead(region, len(districts))
    return RegionView(
        head=_head(catalog, region, lead),
        heading=f"Distretti del commercio {italian.in_region(region.name)}",
        lead=lead,
        sections=_sections(region, catalog),
        official=wording.official_list(catalog, region.id),
        official_facts=_official(region),
        propose=Link("Segnala l'elenco della Regione", addresses.correction(address)),
        instrument=(Fact("Strumento", (region.instrument or UNKNOWN,)),),
        kinds=_kinds(region),
        prose=markdown.html(region.prose) if region.prose else Markup(""),
        law=_law(region),
        requirements=region.requirements,
        figures=_figures(region),
        provincial_figures=_provincial_figures(catalog, region),
        breakdown=_breakdown(districts),
        provinces=_provinces(catalog, districts),
        letters=tuple(Link(group.title, f"#{group.anchor}") for group in groups),
        groups=groups,
        districts=() if groups else rows,
        programmes=_programmes(catalog, region),
        notes=region.notes or "",
        disagreements=wording.disagreements(region),
        provenance=wording.provenance(region),
        sources=wording.sources(catalog, region),
        repository=wording.file_link(catalog, site, address),
    )


def _lead(region: Region, districts: int) -> str:
    if not districts:
        return "Nessun distretto di questa regione è in questo catalogo. Qui c'è ciò che dicono le fonti trovate."
    known = italian.count(districts, "distretto noto", "distretti noti")
    return f"{known}, con norme, cifre e programmi della Regione."


def _head(catalog: Catalog, region: Region, lead: str) -> Head:
    trail = [("Distretti", addresses.DISTRICTS)] if catalog.districts else []
    return wording.head(
        f"Distretti del commercio {italian.in_region(region.name)}",
        f"{region.name}. {lead}",
        *trail,
        (region.name, ""),
        section="distretti",
        cover=covers.of_region(catalog, region.id),
        structured=_structured(catalog, region),
        correction=addresses.correction(addresses.of(region)),
    )


def _structured(catalog: Catalog, region: Region) -> dict[str, Any]:
    """schema.org: the page as a collection about the region."""
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": addresses.of(region),
        "name": f"Distretti del commercio {italian.in_region(region.name)}",
        "about": {"@type": "AdministrativeArea", "name": region.name, "identifier": region.istat_code},
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(catalog.districts_of_region.get(region.id, ()))},
    }


def _sections(region: Region, catalog: Catalog) -> tuple[Link, ...]:
    there = {
        "elenco": region.official_list,
        "cifre-per-provincia": region.provincial_figures,
        "programmi": catalog.programmes_of_region.get(region.id),
        "note": region.notes,
        "disaccordi": region.disagreements,
    }
    return tuple(Link(label, f"#{anchor}") for anchor, label in SECTIONS.items() if there.get(anchor, True))


def _official(region: Region) -> tuple[Fact, ...]:
    official = region.official_list
    if not official:
        return ()
    facts = [
        Fact("Pubblicato da", (official.publisher,)),
        Fact("Atto", (official.act or UNKNOWN,)),
        Fact("Data", (italian.partial(official.date) if official.date else "non nota",)),
    ]
    return (*facts, Fact("Nota", (italian.capitalised(official.note),))) if official.note else tuple(facts)


def _kinds(region: Region) -> Table | None:
    rows: Rows = [(kind.code, kind.name, kind.meaning or "non indicato") for kind in region.kinds]
    columns = (Column("Sigla"), Column("Nome"), Column("Significato"))
    return Table("Tipi di distretto, con le parole della Regione", columns, tuple(rows)) if rows else None


def _law(region: Region) -> Table | None:
    rows: Rows = []
    for law in region.law:
        date = italian.partial(law.date) if law.date else "non nota"
        topic = italian.capitalised(law.topic or "non indicato")
        rows.append((law.act, date, topic, wording.source_link(region, law.source)))
    columns = (Column("Atto"), Column("Data", "date"), Column("Argomento"), Column("Fonte"))
    return Table("Leggi e atti sui distretti", columns, tuple(rows)) if rows else None


def _figures(region: Region) -> tuple[Table, ...]:
    """A table for each measure, oldest figure first."""
    groups: dict[str, Rows] = defaultdict(list)
    for item in sorted(region.figures, key=lambda figure: figure.date.last):
        value = italian.quantity(item.value, item.unit)
        note, source = item.note or "—", wording.source_link(region, item.source)
        groups[item.measure].append((italian.partial(item.date), value, note, source))
    columns = (Column("Data"), Column("Valore", "amount"), Column("Nota"), Column("Fonte"))
    return _by_measure(groups, italian.in_region(region.name), columns)


def _provincial_figures(catalog: Catalog, region: Region) -> tuple[Table, ...]:
    """A table for each measure, by province and then by date."""
    provinces = catalog.places.provinces
    groups: dict[str, Rows] = defaultdict(list)
    figures = sorted(region.provincial_figures, key=lambda item: item.date.last)
    for item in sorted(figures, key=lambda item: italian.order(provinces[item.province].name)):
        province = provinces[item.province]
        place = Link(f"{province.name} ({province.code})", addresses.province(province))
        value = italian.quantity(item.value, "EUR" if item.measure in MONEY else "")  # the caption says the unit
        source = wording.source_link(region, item.source)
        groups[item.measure].append((place, value, italian.partial(item.date), item.note or "—", source))
    columns = (Column("Provincia"), Column("Valore", "amount"), Column("Data", "date"), Column("Nota"), Column("Fonte"))
    return _by_measure(groups, "per provincia", columns)


def _by_measure(groups: Mapping[str, Rows], where: str, columns: tuple[Column, ...]) -> tuple[Table, ...]:
    named = ((label, groups[measure]) for measure, label in words.MEASURES.items() if measure in groups)
    return tuple(Table(f"{label} {where}", columns, tuple(rows)) for label, rows in named)


def _breakdown(districts: Sequence[District]) -> tuple[Fact, ...]:
    if not districts:
        return ()
    counts = Counter(district.status for district in districts)
    states = tuple(italian.count(counts[key], *names) for key, names in STATUS_WORDS.items() if counts[key])
    complete = sum(district.municipalities_complete for district in districts)
    return (
        Fact("Schede", (italian.number(len(districts)),), "L'elenco della Regione può averne di più o di meno."),
        Fact("Stato", states),
        Fact("Comuni tutti noti", (f"per {italian.count(complete, 'distretto', 'distretti')}",)),
    )


def _provinces(catalog: Catalog, districts: Iterable[District]) -> tuple[Chip, ...]:
    counts = Counter(province for district in districts for province in catalog.provinces_of(district))
    return tuple(
        Chip(province.name, addresses.province(province), count)
        for province, count in sorted(counts.items(), key=lambda pair: italian.order(pair[0].name))
    )


def _programmes(catalog: Catalog, region: Region) -> tuple[Row, ...]:
    """Open calls first, then the newest; what has no date comes last."""

    def order(programme: Programme) -> tuple[bool, int]:
        opened = programme.opened or programme.valid_from
        return not catalog.is_open(programme), -opened.last.toordinal() if opened else 0

    programmes = sorted(catalog.programmes_of_region.get(region.id, ()), key=order)
    return tuple(wording.programme_row(catalog, programme, with_region=False) for programme in programmes)
