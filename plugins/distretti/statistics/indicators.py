"""Indicators: what sources measured in districts, under one name each; nothing in between, nothing added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model.district import Indicator
from ..model.vocabulary import IndicatorTerm
from ..presenters import evidence
from ..site import addresses
from . import tallies
from .charts import Dots, dots
from .tables import Cell, Column, DataTable, Linked

OTHER = "altri"  # the id under which measures are shown that no entry of the vocabulary stands for
COLUMNS = (
    Column("distretto", "Distretto", linked=True),
    Column("misura", "Come la dice la fonte"),
    Column("valore", "Valore", "number"),
    Column("unita", "Unità", missing="non indicata"),
    Column("data", "Data", "date"),
    Column("fonte", "Fonte", linked=True, missing="non indicata"),
)


def with_data(catalog: Catalog) -> list[str]:
    """The ids of the indicators of which a district has a value, in the order of the vocabulary: each has a page."""
    words = {item.indicator for _, item in _all(catalog)}
    found = [term.id for term in catalog.indicators if words.intersection(term.words)]
    known = {word for term in catalog.indicators for word in term.words}
    return [*found, *([OTHER] if words - known else [])]


def term_of(catalog: Catalog, identifier: str) -> IndicatorTerm:
    """An entry of the vocabulary, or the one that stands for all that it has not."""
    for term in catalog.indicators:
        if term.id == identifier:
            return term
    known = {word for term in catalog.indicators for word in term.words}
    others = dict.fromkeys(item.indicator for _, item in _all(catalog) if item.indicator not in known)
    return IndicatorTerm(
        id=OTHER, label="Altri indicatori", unit="quella della fonte", words=tuple(others),
        description="Le misure che non hanno ancora una voce nell'elenco degli indicatori.",
    )  # fmt: skip


def values(catalog: Catalog, identifier: str) -> DataTable:
    """All values of an indicator, by district and then by date."""
    term = term_of(catalog, identifier)
    found = [(district, item) for district, item in _all(catalog) if item.indicator in term.words]
    rows: list[tuple[Cell, ...]] = []
    for district, item in found:
        number = evidence.source_number(district, item.source)
        source = district.sources[number - 1] if number else None
        address = source.url or f"{addresses.of(district)}#fonte-{number}" if source else ""
        where = Linked(district.short_name, addresses.of(district))
        said = Linked(source.publisher, address) if source else None
        rows.append((where, item.indicator, item.value, item.unit, item.date, said))
    places = italian.count(len({district.id for district, _ in found}), "distretto", "distretti")
    return DataTable(
        "valori",
        f"{term.label}: {italian.count(len(rows), 'valore', 'valori')} in {places}",
        f"Unità: {term.unit}. {term.description}",
        "Nessun calcolo: ogni riga è un valore di una fonte. Valori di periodi, aree e fonti diverse non "
        "si sommano e non "
        "si confrontano.",
        COLUMNS,
        tuple(rows),
        tallies.updated(catalog),
    )


def all_of(catalog: Catalog) -> DataTable:
    """Every indicator with how many values there are, also those of which nobody has published any."""
    rows: list[tuple[Cell, ...]] = []
    for identifier in dict.fromkeys([*(term.id for term in catalog.indicators), *with_data(catalog)]):
        term = term_of(catalog, identifier)
        found = [district for district, item in _all(catalog) if item.indicator in term.words]
        name: Cell = Linked(term.label, addresses.indicator(identifier)) if found else term.label
        rows.append((name, term.unit, len(found) or None, len(set(found)) or None))
    given = sum(row[2] is not None for row in rows)
    columns = (
        Column("indicatore", "Indicatore", linked=True),
        Column("unita", "Unità"),
        Column("valori", "Valori", "count", missing="nessun dato pubblico"),
        Column("distretti", "Distretti", "count", missing="–"),
    )
    return DataTable(
        "indicatori",
        f"{given} indicatori su {len(rows)} hanno un valore pubblico",
        "Numero di valori che una fonte pubblica dà di un distretto, e di distretti che ne hanno.",
        "Contano i valori scritti nelle schede, ognuno con la sua data e la sua fonte.",
        columns,
        tuple(rows),
        tallies.updated(catalog),
        note="Dove non c’è nessun dato pubblico un ente, un’associazione o un ricercatore può mandarlo: "
        "serve il valore, l’unità, la data e la pagina che lo pubblica. Come si fa è scritto in «Segnala».",
    )


def series(district: District) -> tuple[Dots, ...]:
    """A chart for each measure of a district that has values of several dates in one unit."""
    groups: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for item in district.indicators:
        groups[item.indicator, item.unit or ""].append(item)
    found = (dots(_series(label, unit, items)) for (label, unit), items in groups.items())
    return tuple(chart for chart in found if chart)


def _series(label: str, unit: str, items: list[Indicator]) -> DataTable:
    keys = (("valore", "number"), ("data", "date"), ("fonte", "text"), ("nota", "text"))
    columns = tuple(Column(key, key, kind) for key, kind in keys)
    rows = tuple((item.value, item.date, item.source, None) for item in items)
    return DataTable("serie", f"{label} ({unit})", "", "", columns, rows, chart="dots")


def _all(catalog: Catalog) -> Iterator[tuple[District, Indicator]]:
    for district in catalog.with_field.get(("districts", "indicators"), ()):
        for item in sorted(district.indicators, key=lambda item: item.date.last):
            yield district, item
