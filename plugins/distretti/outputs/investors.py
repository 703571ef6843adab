"""The page for investors: which data the catalogue has on districts, where to ask, and what nobody has published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..presenters import heads, list_items, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Section, Table
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Per chi vuole investire"
INITIATIVE = "attrazione-di-investitori-nei-distretti"
ASKED = ("contacts", "indicators", "offer", "vacant_spaces")
NEEDS = ("completare-l-offerta", "conoscere-i-flussi", "scegliere-dove-aprire")


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The page for investors."""
    yield Page(addresses.INVESTORS, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    head = heads.head(
        "Investire in un distretto del commercio",
        "Per chi vuole aprire un negozio o investire: distretti per regione, dati, contatti pubblici, eventi.",
        (NAME, ""),
        section="distretti",
    )
    lead = "Che cosa c'è in questo catalogo per scegliere dove aprire o investire, e che cosa manca."
    return sections.view(head, NAME, lead, _sections(catalog))


def _sections(catalog: Catalog) -> Iterator[Section]:
    yield Section("Perché un distretto", "perche", statements=sections.needs(catalog, *NEEDS), empty=sections.NO_DATA)
    yield _regions(catalog)
    yield _data(catalog)
    record = catalog.initiative.get(INITIATIVE)
    yield Section(
        "L'attrazione di investitori",
        "investitori",
        statements=sections.facts_of(catalog, INITIATIVE),
        empty=sections.NO_DATA,
        links=(Link(f"Scheda: {record.name}", addresses.of(record)),) if record else (),
    )
    happenings = catalog.happenings_of_initiative.get(INITIATIVE, ())
    rows = tuple(list_items.event(catalog, event) for event in happenings)
    yield Section("Incontri con investitori", "incontri", rows=rows, empty="Nessun incontro noto.")


def _regions(catalog: Catalog) -> Section:
    """Districts of each region, and how many of them say what an investor asks."""
    rows: list[tuple[Cell, ...]] = []
    for region in catalog.regions:
        districts = catalog.districts_of_region.get(region.id, ())
        counts = (
            len(districts),
            *(sum(district.region == region.id for district in _with(catalog, name)) for name in ASKED),
        )
        if districts:
            rows.append((Link(region.name, addresses.of(region)), *map(italian.number, counts)))
    columns = (
        Column("Regione"), Column("Distretti", "amount"), Column("Con contatti pubblici", "amount"),
        Column("Con indicatori", "amount"), Column("Con il mix merceologico", "amount"),
        Column("Con gli spazi sfitti", "amount"),
    )  # fmt: skip
    table = (Table("Che cosa si sa dei distretti, per regione", columns, tuple(rows)),) if rows else ()
    text = ("I contatti sono di enti pubblici e uffici; sono nella pagina di ogni distretto.",)
    return Section("Distretti e contatti", "distretti", text=text, tables=table, empty=sections.NO_DATA)


def _with(catalog: Catalog, name: str) -> tuple[District, ...]:
    """The districts that say something under a field."""
    found: tuple[District, ...] = catalog.with_field.get(("districts", name), ())
    return found


def _data(catalog: Catalog) -> Section:
    names = {"mix merceologico": "offer", "spazi sfitti": "vacant_spaces", "indicatori, come i flussi": "indicators"}
    missing = [name for name, key in names.items() if not _with(catalog, key)]
    text = [
        "Le cifre delle regioni hanno data e fonte. Consumi energetici di negozi ed edifici: nessun dato pubblico.",
    ]
    text += [f"Nessun dato pubblico, per nessun distretto, su: {italian.listed(missing)}."] if missing else []
    return Section(
        "Dati disponibili",
        "dati",
        text=tuple(text),
        links=(
            Link("Tutti i distretti, per regione", addresses.DISTRICTS),
            Link("Finanziamenti: cifre con data e significato", addresses.FUNDING),
            Link("Come sono fatti i dati", addresses.METHOD),
        ),
    )
