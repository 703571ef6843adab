"""Calls and money: what each amount measures, and sums only where amounts mean the same; else why there is none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Programme
from ..model import programme as words
from ..site import addresses
from . import claims, tallies
from .tables import Cell, Column, DataTable, Linked

_INVESTMENTS = re.compile(
    r"(valore degli )?investimenti\b", re.IGNORECASE
)  # not "Investimento minimo", nor a budget for them
LEVER = (
    Column("investimenti_detti", "Come li dice la fonte", missing="–"),
    Column("leva", "Leva", "number", "Investimenti diviso risorse", missing="non si calcola"),
    Column("leva_dichiarata", "Leva secondo la fonte", missing="non detta"),
)


def calls(catalog: Catalog, region: str) -> DataTable:
    """The calls of a region with their money; leverage only where budget and investments are both known."""
    found = [item for item in catalog.programmes_of_region.get(region, ()) if item.is_call]
    rows = tuple(_call(item) for item in sorted(found, key=lambda item: (-_year(item), italian.order(item.name))))
    budgets = [item.budget_eur for item in found if item.budget_eur is not None]
    columns = (
        Column("bando", "Bando", linked=True),
        Column("anno", "Anno", "year", missing="non noto"),
        Column("risorse", "Risorse", "euro", "Soldi pubblici messi a disposizione, in euro"),
        Column("investimenti", "Investimenti", "euro", "Spesa complessiva, anche di comuni e privati, in euro"),
        *LEVER,
    )
    name = catalog.places.regions[region].name
    return DataTable(
        "bandi",
        f"{italian.count(len(found), 'bando', 'bandi')} {italian.in_region(name)}, "
        f"{italian.number(len(budgets))} con le risorse"
        if found
        else f"I bandi {italian.in_region(name)}",
        "Euro: per ogni bando le risorse pubbliche, gli investimenti e quanto investimento si muove per "
        "un euro di risorse.",
        "La leva è investimenti diviso risorse, solo dove la scheda ha tutti e due, e una sola cifra di investimenti, "
        "non più bassa delle risorse: se lo è, ne è una parte. "
        "Dove la fonte mostra un grafico senza valori la leva resta vuota.",
        columns,
        rows,
        tallies.updated(catalog),
        note="Le risorse dei bandi non si sommano: un rifinanziamento può stare in due schede.",
        empty=f"Nessun bando noto {italian.in_region(name)}.",
    )


def _call(item: Programme) -> tuple[Cell, ...]:
    label, invested = investments(item) or (None, None)
    lever = (invested / item.budget_eur).quantize(Decimal("0.01")) if invested and item.budget_eur else None
    name = Linked(item.name, addresses.of(item))
    return name, str(_year(item)) if _year(item) else None, item.budget_eur, invested, label, lever, item.leverage


def investments(item: Programme) -> tuple[str, Decimal] | None:
    """What was or will be spent in all, as its source calls it, where the record gives one such figure in euros.

    A figure below the budget is a part of this ("in conto capitale"), and no sum of all spending.
    """
    found = [(it.label, it.value) for it in item.figures if _INVESTMENTS.match(it.label) and it.unit == "EUR"]
    return found[0] if len(found) == 1 and found[0][1] >= (item.budget_eur or 0) else None


def _year(item: Programme) -> int:
    """The year of a call: of its act or announcement, else of its deadline; 0 where neither is known."""
    dates = [item.opened, item.deadline[0] if item.deadline else None, item.valid_from]
    return next((date.year for date in dates if date), 0)


def by_year(catalog: Catalog) -> DataTable:
    """The calls of all regions by year, with the budgets that are known."""
    counts: Counter[int] = Counter()
    known: dict[int, list[Decimal]] = defaultdict(list)
    for item in catalog.calls:
        counts[_year(item)] += 1
        if item.budget_eur is not None:
            known[_year(item)].append(item.budget_eur)
    rows = tuple(
        (str(year), counts[year], len(known[year]), max(known[year], default=None)) for year in sorted(counts) if year
    )
    columns = (
        Column("anno", "Anno", "year"),
        Column("bandi", "Bandi", "count"),
        Column("con_risorse", "Con le risorse", "count"),
        Column("massimo", "Il più ricco", "euro", "Le risorse del bando che ne ha di più, in euro"),
    )
    left = f"Senza anno, e perciò non contati: {italian.count(counts[0], 'bando', 'bandi')}. " if counts[0] else ""
    return DataTable(
        "bandi-per-anno",
        f"{italian.count(sum(counts.values()), 'bando', 'bandi')} noti, anno per anno",
        "Numero di bandi per anno dell’atto o dell’annuncio; in euro le risorse del più ricco.",
        "L’anno è quello dell’atto o dell’annuncio, e dove manca quello della scadenza.",
        columns,
        rows,
        tallies.updated(catalog),
        note=f"{left}Le risorse non si sommano: un rifinanziamento può stare in due schede, e bandi "
        "regionali e comunali possono dare gli stessi soldi.",
        bar="bandi",
        empty="Nessun bando noto.",
    )


def by_region(catalog: Catalog) -> DataTable:
    """The calls of each region, for municipalities and for enterprises."""
    rows: list[tuple[Cell, ...]] = []
    for region in catalog.regions:
        found = [item for item in catalog.programmes_of_region.get(region.id, ()) if item.is_call]
        kinds = Counter(item.kind for item in found)
        known = sum(item.budget_eur is not None for item in found)
        if found:
            name = Linked(region.name, addresses.statistics(region.id))
            rows.append(
                (
                    name,
                    Linked(len(found), addresses.region(region.id)),
                    *(kinds[kind] for kind in words.CALL_KINDS),
                    known,
                )
            )
    columns = (
        Column("regione", "Regione", linked=True),
        Column("bandi", "Bandi", "count", linked=True),
        Column("per_comuni", "Per i comuni", "count"),
        Column("per_imprese", "Per le imprese", "count"),
        Column("con_risorse", "Con le risorse", "count"),
    )
    return DataTable(
        "bandi-per-regione",
        f"Bandi in {italian.count(len(rows), 'regione', 'regioni')}",
        "Numero di bandi per regione e per destinatari.",
        "Programmi di tipo «bando» o «bando per le imprese», non ritirati.",
        columns,
        tuple(rows),
        tallies.updated(catalog),
        bar="bandi",
        empty="Nessun bando noto.",
    )  # fmt: skip


def claimed(catalog: Catalog) -> DataTable:
    """Grants and investments that sources claim of whole regions: never added, since their definitions differ."""
    rows = tuple(
        (Linked(region.name, addresses.statistics(region.id)), claim.about, *claim.cells)
        for region in catalog.regions
        for measure in claims.MONEY
        for claim in claims.of_region(region, measure)
    )
    columns = (Column("regione", "Regione", linked=True), Column("misura", "Che cosa misura"), *claims.COLUMNS)
    return DataTable(
        "soldi-dichiarati",
        f"{italian.count(len(rows), 'cifra', 'cifre')} di contributi e investimenti, secondo le fonti",
        "Euro. Contributi e investimenti sono cose diverse: negli investimenti ci sono anche soldi di "
        "comuni e privati.",
        "Nessun calcolo: ogni riga è una cifra di una fonte.",
        columns,
        rows,
        tallies.updated(catalog),
        note="Non si sommano: periodi, fasi e definizioni sono diversi, e la nota di ognuna li dice.",
    )


def leverage(catalog: Catalog) -> DataTable:
    """What sources say of leverage, and what follows from budget and investments where a record has both."""
    rows = tuple(row for item in catalog.calls for row in _lever(item))
    columns = (
        Column("bando", "Bando", linked=True),
        Column("risorse", "Risorse", "euro"),
        Column("investimenti", "Investimenti", "euro"),
        *LEVER,
    )
    return DataTable(
        "leva",
        f"Leva finanziaria: {italian.count(sum(row[4] is not None for row in rows), 'bando', 'bandi')} "
        "con un valore calcolato",
        "Quanto investimento si muove per ogni euro di risorse pubbliche.",
        "Investimenti diviso risorse, solo dove la scheda ha tutti e due, e una sola cifra di investimenti, non "
        "più bassa delle risorse: se lo è, ne è una parte.",
        columns,
        rows,
        tallies.updated(catalog),
        empty="Di nessun bando si conoscono insieme risorse e investimenti.",
    )


def _lever(item: Programme) -> Iterator[tuple[Cell, ...]]:
    name, _, *rest = _call(item)
    *_, lever, said = rest
    if lever is not None or said is not None:
        yield name, *rest
