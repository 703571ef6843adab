"""Districts compared for who would invest: a table for each region, a sheet of each district, also in CSV and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing, standing
from ..language import italian
from ..model import District, Record
from ..model.record import Source
from ..presenters import (
    district_answer,
    district_facts,
    evidence,
    heads,
    investor_data,
    investor_facts,
    printed,
    references,
    sections,
)
from ..presenters.investor_facts import Compared, Known
from ..presenters.printed import Leaflet
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Document, File, Output, Page
from ..site.site import Site

NAME = "Per chi vuole investire"

COLUMNS = (
    Column("Distretto"), Column("Stato"), Column("Comuni", "amount"), Column("Abitanti", "amount"),
    Column("Mercati e fiere"),
    Column("Programmi e bandi", "amount"), Column("Attrattori", "amount"), Column("Spazi sfitti"),
    Column("Indicatori", "amount"), Column("Soldi pubblici noti"), Column("Fonti"),
)  # fmt: skip
NOTE = (
    "Abitanti: Istat, al 1º gennaio 2023, solo dove l’elenco dei comuni è completo. Mercati e programmi sono quelli "
    "che il catalogo conosce, ognuno con le sue fonti; «da riconfermare»: la più recente è di prima del 2022, o "
    "senza data. Spazi sfitti e indicatori li dice la scheda di ogni distretto. "
    "I soldi non si sommano: sono di misure e fasi diverse. «Con una nota»: "
    "è nella scheda del distretto. «Non noto» vuol dire che nessuna fonte letta lo dice."
)
SEVERAL = "Dove una riga ne cita più di una, la scheda non dice quale delle sue fonti lo scrive."
CHOOSING = "Spunta i distretti che ti interessano e, in fondo alla tabella, mostra solo quelli."


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each region that has districts, and the sheets of each district of which something is known."""
    for region in catalog.regions:
        if region.id in catalog.districts_of_region:
            yield Page(
                addresses.comparison_for_investors(region.id), "comparison.html", _of_region, (catalog, region.id)
            )
    for district in catalog.districts:
        if district.status != "cessato" and standing(catalog, district).says_something:
            address = addresses.investor_sheet(district)
            inputs = catalog, site, district
            yield Page(address, "sections.html", _sheet, inputs, listed=False)
            yield File(addresses.investor_sheet_csv(district), _csv, inputs)
            if site.documents:
                yield Document(addresses.investor_sheet_pdf(district), "print/leaflet.typ", _paper, inputs)


def _of_region(catalog: Catalog, region: str) -> SectionsView:
    name = references.region_name(catalog, region)
    compared = investor_facts.compared(catalog, region)
    title = f"Distretti {italian.in_region(name)} a confronto"
    lead = (
        f"{italian.count(len(compared.shown), 'distretto', 'distretti')} su {italian.number(compared.number)}: comuni, "
    )
    lead += "abitanti, mercati, programmi, attrattori, spazi sfitti, indicatori e soldi pubblici noti."
    head = heads.head(
        f"{title}, per chi vuole investire", lead, (NAME, addresses.INVESTORS), (name, ""), section="distretti"
    )
    rows = tuple(_row(item, known) for item, known in compared.shown)
    choice = tuple(item.id.split("/")[1] for item, _ in compared.shown)
    table = Table(f"I distretti {italian.in_region(name)}", COLUMNS, rows, choice)
    choosing = (CHOOSING,) if len(rows) > 1 else ()
    ceased = investor_facts.not_counted(len(catalog.ceased_districts.get(region, ())))
    text = (*_automatic(compared), *choosing, *_silent(compared.number - len(rows)), *ceased)
    csv_file = Link("Lo stesso confronto in CSV", addresses.data_of("confronto-dei-distretti", region))
    tables = (table,) if rows else ()
    parts = (
        Section("Il confronto", "confronto", text=text, tables=tables, links=(csv_file,)),
        Section("Come si legge", "come", text=(NOTE,)),
        Section("Altre regioni", "altre-regioni", links=_others(catalog, region)),
    )
    return sections.view(head, title, lead, parts)


def _others(catalog: Catalog, region: str) -> tuple[Link, ...]:
    """The comparisons of other regions."""
    others = [item for item in catalog.regions if item.id != region and item.id in catalog.districts_of_region]
    links = (Link(item.name, addresses.comparison_for_investors(item.id)) for item in others)
    return (*links, Link("Tutte le regioni", addresses.INVESTORS))


def _automatic(compared: Compared) -> tuple[str, ...]:
    """How many of the records that are compared nobody wrote or answers for; the rows of others say so."""
    number = sum(investor_facts.is_automatic(item) for item, _ in compared.shown)
    if not number:
        return ()
    return (f"Schede automatiche, non confermate: {italian.number(number)} su {italian.number(len(compared.shown))}.",)


def _silent(number: int) -> tuple[str, ...]:
    """How many have no row."""
    if not number:
        return ()
    said = "Manca un distretto" if number == 1 else f"Mancano {italian.number(number)} distretti"
    return (f"{said} di cui le fonti lette non dicono niente da confrontare, oltre ai comuni.",)


def _row(district: District, known: Standing) -> tuple[Cell | tuple[Cell, ...], ...]:
    towns = f"{'' if known.whole else 'almeno '}{italian.number(known.municipalities)}"
    amounts = tuple(map(investor_facts.in_table, known.grants[: investor_facts.AMOUNTS]))
    more = len(known.grants) - investor_facts.AMOUNTS
    amounts += (f"e altri {more}",) if more > 0 else ()
    sources = italian.count(len(district.sources), "fonte", "fonti")
    return (
        Link(district.short_name, addresses.investor_sheet(district)),
        investor_facts.state(district),
        towns if known.municipalities else "non noto",
        _number(known.people),
        investor_facts.doubtful(known),
        _number(known.programmes),
        _number(known.attractions),
        "detti da una fonte" if known.vacancies else "non noto",
        _number(known.indicators),
        amounts or "non noto",
        Link(f"{sources} di {district.short_name}", f"{addresses.of(district)}#fonte-1"),
    )


def _number(count: int | None) -> str:
    return "non noto" if count is None else italian.number(count)


def _sheet(catalog: Catalog, site: Site, district: District) -> SectionsView:
    region = references.region_name(catalog, district.region)
    title = f"{district.short_name}: scheda per chi vuole investire"
    said = district_answer.sentence(catalog, district)
    lead = f"{district.name}: ciò che le fonti dicono, riga per riga. {said} Si stampa così com’è."
    own = heads.unique_title(catalog, district, district.name, region)
    head = heads.head(
        f"{own}: scheda per chi vuole investire", lead, (NAME, addresses.INVESTORS),
        (region, addresses.comparison_for_investors(district.region)),
        (district.short_name, ""), section="distretti", entry=None, noindex=True,
    )  # fmt: skip
    found = investor_facts.known(catalog, district)
    view = sections.view(head, title, lead, (*_parts(catalog, district, found), _elsewhere(site, district)))
    return replace(view, warning=district_facts.warning(district), trust=investor_facts.trust(district))


def _parts(catalog: Catalog, district: District, found: list[Known]) -> tuple[Section, ...]:
    """What is known, whom to ask, what is not known, the sources: on the page and on paper."""
    notes = investor_facts.sources(district, found)
    rows = tuple(
        (item.what, _value(item), italian.partial(item.when) if item.when else "senza data", _said_by(item, notes))
        for item in found
    )
    columns = (Column("Che cosa"), Column("Quanto o quale"), Column("Di quando", "date"), Column("Fonte"))
    table = Table(f"Che cosa si sa di {district.short_name}", columns, rows)
    missing = "; ".join(f"{name[0].lower()}{name[1:]}" for name in investor_facts.missing(found))
    unknown = f"Nessuna fonte letta dice: {missing}. Non vuol dire che non ci sia."
    return (
        Section("Che cosa si sa", "dati", tables=(table,)),
        Section("A chi chiedere", "chi", facts=investor_facts.whom_to_ask(catalog, district, notes),
                empty="Nessuna fonte letta dice a chi chiedere."),
        *((Section("Che cosa non si sa", "manca", text=(unknown,)),) if missing else ()),
        Section("Fonti", "note", text=(SEVERAL,), sources=tuple(
            evidence.source(catalog, number, source) for number, source in enumerate(notes.values(), 1)
        )),
    )  # fmt: skip


def _value(item: Known) -> Cell:
    value = investor_facts.value(item)
    return Link(value, addresses.of(item.value)) if isinstance(item.value, Record) else value


def _said_by(item: Known, notes: dict[str, Source]) -> Cell:
    """Who says it, with the numbers of notes; they lead to the first."""
    if not item.sources:
        return investor_facts.UNNAMED
    numbers = investor_facts.numbers(item.sources, notes)
    said = item.sources[0].publisher if len(numbers) == 1 else italian.count(len(numbers), "fonte", "fonti")
    return Link(f"{said} {investor_facts.cited(numbers)}", f"#fonte-{numbers[0]}")


def _elsewhere(site: Site, district: District) -> Section:
    """The sheet as files, the district's page, the districts of its region beside it."""
    paper = (Link("Questa scheda in PDF", addresses.investor_sheet_pdf(district)),) if site.documents else ()
    return Section("Altrove", "altrove", links=(
        *paper,
        Link("Questa scheda in CSV", addresses.investor_sheet_csv(district)),
        Link(f"La scheda intera: {district.short_name}", addresses.of(district)),
        Link("Accanto ad altri distretti", addresses.compared(district)),
    ))  # fmt: skip


def _paper(catalog: Catalog, site: Site, district: District) -> Leaflet:
    found = investor_facts.known(catalog, district)
    page = addresses.investor_sheet(district)
    region = references.region_name(catalog, district.region)
    return Leaflet(
        title=f"{district.name}: scheda per chi vuole investire",
        language=site.language,
        publisher=printed.publisher(site),
        kicker=f"{site.name} · {region} · scheda del {printed.updated([district])}",
        footer=site.canonical(page) or site.name,
        trust=" · ".join(filter(None, (district_facts.warning(district), investor_facts.trust(district)))),
        lead=f"Ciò che le fonti dicono, riga per riga. {district_answer.sentence(catalog, district)}",
        sections=_parts(catalog, district, found),
        licence=printed.licence(site, page),
    )


def _csv(catalog: Catalog, site: Site, district: District) -> bytes:
    found = investor_data.rows(site, investor_facts.known(catalog, district))
    return investor_data.as_csv(district, investor_data.trust(district), investor_data.COLUMNS, found)
