"""Districts compared for who would invest: a table for each region, a sheet of each district to print and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing, standing
from ..language import italian
from ..model import District
from ..presenters import heads, investor_facts, references, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import File, Output, Page
from ..site.site import Site

NAME = "Per chi vuole investire"
AMOUNTS = 3  # of a district in the table of its region

COLUMNS = (
    Column("Distretto"), Column("Comuni", "amount"), Column("Abitanti", "amount"), Column("Mercati e fiere", "amount"),
    Column("Programmi e bandi", "amount"), Column("Attrattori", "amount"), Column("Soldi pubblici noti"),
    Column("Fonti"),
)  # fmt: skip
NOTE = (
    "Abitanti: Istat, al 1º gennaio 2023, solo dove l’elenco dei comuni è completo. Mercati e programmi sono quelli "
    "che il catalogo conosce, ognuno con le sue fonti. I soldi non si sommano: sono di misure e fasi diverse. "
    "«Non noto» vuol dire che nessuna fonte letta lo dice."
)


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each region that has districts, and two sheets for each district of which something is known."""
    for region in catalog.regions:
        if region.id in catalog.districts_of_region:
            yield Page(addresses.comparison_for_investors(region.id), "sections.html", _of_region, (catalog, region.id))
    for district in catalog.districts:
        if district.status != "cessato" and standing(catalog, district).says_something:
            address = addresses.investor_sheet(district)
            yield Page(address, "sections.html", _sheet, (catalog, district), listed=False)
            yield File(f"{address}scheda.csv", _csv, (catalog, site, district))


def _of_region(catalog: Catalog, region: str) -> SectionsView:
    name = references.region_name(catalog, region)
    found = [item for item in catalog.districts_of_region[region] if item.status != "cessato"]
    shown = [(item, standing(catalog, item)) for item in found]
    rows = tuple(_row(catalog, item, known) for item, known in shown if known.says_something)
    title = f"Distretti {italian.in_region(name)} a confronto"
    lead = f"{italian.count(len(rows), 'distretto', 'distretti')} su {italian.number(len(found))}: comuni, abitanti, "
    lead += "mercati, programmi, attrattori e soldi pubblici noti."
    head = heads.head(
        f"{title}, per chi vuole investire", lead, (NAME, addresses.INVESTORS), (name, ""), section="distretti"
    )
    table = Table(f"I distretti {italian.in_region(name)}", COLUMNS, rows)
    part = Section(
        "Il confronto", "confronto", text=_silent(len(found) - len(rows)), tables=(table,) if rows else (),
        links=(
            Link("Lo stesso confronto in CSV", addresses.data_of("confronto-dei-distretti", region)),
            Link("Tutte le regioni", addresses.INVESTORS),
        ),
    )  # fmt: skip
    return sections.view(head, title, lead, (part, Section("Come si legge", "come", text=(NOTE,))))


def _silent(number: int) -> tuple[str, ...]:
    """How many have no row."""
    if not number:
        return ()
    said = "Di un altro distretto" if number == 1 else f"Di altri {italian.number(number)} distretti"
    return (f"{said} nessuna fonte letta dice mercati, programmi, attrattori o soldi: non sono nella tabella.",)


def _row(catalog: Catalog, district: District, known: Standing) -> tuple[Cell | tuple[Cell, ...], ...]:
    counts = (known.people, known.markets, known.programmes, known.attractions)
    towns = f"{'' if known.whole else 'almeno '}{italian.number(known.municipalities)}"
    amounts = tuple(map(investor_facts.money, known.grants[:AMOUNTS]))
    more = len(known.grants) - AMOUNTS
    amounts += (f"e altri {more}",) if more > 0 else ()
    sources = italian.count(len(district.sources), "fonte", "fonti")
    return (
        Link(district.short_name, addresses.investor_sheet(district)),
        towns if known.municipalities else "non noto",
        *(italian.number(count) if count is not None else "non noto" for count in counts),
        amounts or "non noto",
        Link(f"{sources} di {district.short_name}", f"{addresses.of(district)}#fonte-1"),
    )


def _sheet(catalog: Catalog, district: District) -> SectionsView:
    rows: list[tuple[Cell, ...]] = []
    for line in investor_facts.lines(catalog, district):
        source: Cell = Link(f"{line.source} ({len(rows) + 1})", line.address) if line.address else line.source
        when = italian.partial(line.when) if line.when else "senza data"
        rows.append((line.what, line.value, when, source))
    region = references.region_name(catalog, district.region)
    title = f"{district.short_name}: scheda per chi vuole investire"
    own = heads.unique_title(catalog, district, district.name, region)
    lead = f"{district.name}: ciò che le fonti dicono, riga per riga. Si stampa così com’è."
    head = heads.head(
        f"{own}: scheda per chi vuole investire", lead, (NAME, addresses.INVESTORS),
        (region, addresses.comparison_for_investors(district.region)),
        (district.short_name, ""), section="distretti", entry=None, noindex=True,
    )  # fmt: skip
    columns = (Column("Che cosa"), Column("Quanto o quale"), Column("Di quando", "date"), Column("Fonte"))
    part = Section(
        "Che cosa si sa", "dati", tables=(Table(f"Che cosa si sa di {district.short_name}", columns, tuple(rows)),),
        links=(
            Link("Questa scheda in CSV", f"{addresses.investor_sheet(district)}scheda.csv"),
            Link(f"La scheda intera: {district.short_name}", addresses.of(district)),
        ),
    )  # fmt: skip
    return sections.view(head, title, lead, (part,))


def _csv(catalog: Catalog, site: Site, district: District) -> bytes:
    """The same rows, with whole addresses where the site knows its own."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("distretto", "che_cosa", "valore", "di_quando", "fonte", "indirizzo"))
    for line in investor_facts.lines(catalog, district):
        address = site.canonical(line.address) or line.address if line.address.startswith("/") else line.address
        writer.writerow((district.id, line.what, line.value, line.when or "", line.source, address))
    return stream.getvalue().encode()
