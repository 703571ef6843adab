"""Regions and provinces side by side, and the same rows with the largest number of a column first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..language import italian
from ..site import addresses
from . import happenings, tallies, territory
from .shown import in_words
from .tables import Cell, Column, DataTable, Linked, value_of

RULE = (
    "Schede non ritirate, nella regione e nelle province dei loro comuni. Comuni e abitanti: quelli dei distretti "
    "non cessati, ogni comune una volta. Una cella senza numero vuol dire che nel catalogo non c’è un distretto."
)
DISTRICTS = Column("distretti", "Distretti", "count")
MEASURES = (
    DISTRICTS,
    Column("comuni", "Comuni in un distretto", "count"),
    Column("quota", "Quota dei comuni", "percent", missing="–"),
    Column("abitanti", "Abitanti dei comuni aderenti", "count", missing="–"),
    Column("eventi", "Eventi", "count"),
    Column("mercati", "Mercati e fiere", "count"),
)


def regions(catalog: Catalog) -> DataTable:
    """A row for each region that has a page, by name."""
    whole = territory.all_of_region(catalog)
    rows = []
    for region in catalog.regions:
        found = catalog.districts_of_region.get(region.id, ())
        towns = list(tallies.towns(catalog, region.id))
        events = happenings.totals(tallies.happenings(catalog, region.id))
        name = Linked(region.name, addresses.statistics(region.id))
        rows.append((name, *_measures(catalog, len(found), towns, whole[region.id], events)))
    return _table(catalog, "Le regioni a confronto", (Column("regione", "Regione", linked=True),), rows)


def provinces(catalog: Catalog, codes: Sequence[str]) -> DataTable:
    """A row for each of these provinces, in their order; a district of several provinces counts in each."""
    whole = territory.all_of_province(catalog)
    rows = []
    for code in codes:
        place = catalog.places.provinces[code]
        found = catalog.districts_of_province.get(code, ())
        towns = territory.towns_of_province(catalog, code)
        here = tallies.happenings(catalog, place.region)
        events = happenings.totals(Counter({item: n for item, n in here.items() if item.province == code}))
        name = Linked(place.name, addresses.statistics_of_province(place))
        rows.append((name, code, *_measures(catalog, len(found), towns, whole[code], events)))
    columns = Column("provincia", "Provincia", linked=True), Column("sigla", "Sigla", "code")
    note = "Ci sono le province con un distretto nel catalogo, o con una cifra di una fonte."
    return replace(_table(catalog, "Le province a confronto", columns, rows), note=note)


def _measures(
    catalog: Catalog, districts: int, towns: list[str], whole: int, events: tuple[int, int, int]
) -> tuple[Cell, ...]:
    """The cells of MEASURES; share and people are None where there is no district."""
    people, _ = territory.people(catalog, towns)
    known = (territory.share(len(towns), whole), people) if districts else (None, None)
    return districts, len(towns), *known, *events[:2]


def _table(catalog: Catalog, subject: str, names: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> DataTable:
    table = DataTable(
        "confronto",
        subject,
        "Numero di distretti, di comuni e di abitanti dei comuni aderenti, di eventi e di mercati.",
        RULE,
        (*names, *MEASURES),
        tuple(rows),
        tallies.updated(catalog),
        bar=DISTRICTS.key if len(names) == 1 else "",
    )
    return replace(table, title=_finding(table, DISTRICTS))


def by(table: DataTable, measure: Column) -> DataTable:
    """The table with the largest number of a column first; rows without one last, equal ones as they were."""
    place = table.columns.index(measure)

    def order(row: tuple[Cell, ...]) -> Decimal:
        value = value_of(row[place])
        return -Decimal(value) if isinstance(value, int | Decimal) else Decimal(1)

    rows = tuple(sorted(table.rows, key=order))
    return replace(table, rows=rows, title=_finding(table, measure), bar=measure.key if table.bar else "")


def _finding(table: DataTable, measure: Column) -> str:
    """The subject with which row has the largest number of a column, if one."""
    subject = table.title.partition(":")[0]
    place = table.columns.index(measure)
    numbers = [(value, row) for row in table.rows if isinstance(value := value_of(row[place]), int | Decimal)]
    most = max((value for value, _ in numbers), default=Decimal(0))
    first = [row for value, row in numbers if value == most]
    if not most or len(first) > 1:
        return subject
    name = italian.typographic(str(value_of(first[0][0])))
    return f"{subject}: per {measure.label.lower()} in testa {name}, con {in_words(measure, most)}"
