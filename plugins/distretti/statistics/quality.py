"""How good the catalogue is: what is filled in, what it rests on, how old that is, who confirmed it, what it misses."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from ..catalog import completeness
from ..catalog.catalog import Catalog
from ..language import italian
from ..model.registry import KINDS, PAGED
from ..site import addresses
from . import claims, tallies
from .tables import Cell, Column, DataTable, Linked, finding
from .territory import share

LABELS = {
    **{name: kind.label for name, kind in KINDS.items()},
    "recurring": "Mercati e fiere ricorrenti",
    "programmes": "Programmi e bandi",
}
ALL = "Tutte le schede non ritirate."
FILLED = "Un campo è pieno se la scheda ci ha scritto qualcosa. Contano i campi che una scheda può lasciare vuoti."


def records(catalog: Catalog) -> DataTable:
    """How many records there are of each kind."""
    counts = {kind: len(getattr(catalog, kind)) for kind in PAGED}
    total = sum(counts.values())
    return DataTable(
        "schede",
        f"{italian.count(total, 'scheda', 'schede')} nel catalogo",
        "Numero di schede per tipo.",
        ALL,
        (Column("tipo", "Tipo di scheda"), Column("schede", "Schede", "count")),
        tuple((LABELS[kind], amount) for kind, amount in counts.items()),
        tallies.updated(catalog),
        bar="schede",
    )


def fields(catalog: Catalog, kind: str, name: str) -> DataTable:
    """How many records of a kind have each field that may be empty."""
    counts: Counter[tuple[str, str]] = Counter()
    for region in tallies.everywhere(catalog):
        counts.update(tallies.fields(catalog, region))
    total = counts[kind, ""]
    fields_of = KINDS[kind].model.model_fields
    rows = [
        (str(fields_of[field].title), field, counts[kind, field], share(counts[kind, field], total))
        for field in completeness.optional(kind)
    ]
    rows.sort(key=lambda row: -row[2])
    return DataTable(
        name,
        f"{LABELS[kind]}: i campi pieni di {italian.count(total, 'scheda', 'schede')}",
        f"Numero di schede che hanno il campo, e la loro quota su {italian.number(total)}.",
        FILLED,
        (
            Column("campo", "Campo"),
            Column("nome", "Nome nei file", "code"),
            Column("schede", "Schede", "count"),
            Column("quota", "Quota", "percent"),
        ),
        tuple(rows) if total else (),
        tallies.updated(catalog),
        bar="schede",
    )


def of_districts(catalog: Catalog) -> DataTable:
    """The fields of districts."""
    return fields(catalog, "districts", "campi-dei-distretti")


def of_programmes(catalog: Catalog) -> DataTable:
    """The fields of programmes."""
    return fields(catalog, "programmes", "campi-dei-programmi")


def of_events(catalog: Catalog) -> DataTable:
    """The fields of events."""
    return fields(catalog, "events", "campi-degli-eventi")


def of_markets(catalog: Catalog) -> DataTable:
    """The fields of recurring events."""
    return fields(catalog, "recurring", "campi-dei-mercati")


def by_region(catalog: Catalog) -> DataTable:
    """Each region: records, filled fields, sources, age, confirmations, disagreements, coverage."""
    rows = tuple(_region(catalog, region) for region in tallies.everywhere(catalog))
    columns = (
        Column("regione", "Regione", linked=True),
        Column("schede", "Schede", "count"),
        Column("campi_pieni", "Campi pieni", "percent", "Quota dei campi facoltativi che sono pieni"),
        Column("fonti_per_scheda", "Fonti per scheda", "number"),
        Column("confermate", "Confermate da un ente", "count"),
        Column("disaccordi", "Disaccordi", "count"),
        Column(
            "copertura", "Copertura", "percent", "Distretti nel catalogo su quelli dichiarati", missing="nessuna cifra"
        ),
    )
    return DataTable(
        "qualita-per-regione",
        "Quanto sono complete le schede, regione per regione",
        "Schede, campi pieni, fonti per scheda, conferme, disaccordi, e distretti nel catalogo su quelli "
        "che le fonti dichiarano.",
        f"{ALL} {FILLED} Copertura: schede di distretti diviso la cifra dichiarata più recente; più di 100% "
        "vuol dire che il catalogo conta anche altro.",
        columns,
        rows,
        tallies.updated(catalog),
        bar="schede",
    )


def _region(catalog: Catalog, region: str) -> tuple[Cell, ...]:
    found = tallies.evidence(catalog, region)
    counts = tallies.fields(catalog, region)
    total = sum(amount for _, amount in found.records)
    full = sum(amount for (_, name), amount in counts.items() if name)
    room = sum(len(completeness.optional(kind)) * amount for (kind, name), amount in counts.items() if not name)
    sources = sum(number * amount for number, amount in found.sources)
    average = (Decimal(sources) / total).quantize(Decimal("0.1")) if total else None
    name = _named(catalog, region)
    return name, total, share(full, room), average, found.confirmed, found.disagreements, coverage(catalog, region)


def _named(catalog: Catalog, region: str) -> Cell:
    name = tallies.region_name(catalog, region) if region else "Di nessuna regione"
    return Linked(name, addresses.statistics(region)) if region in catalog.region else name


def coverage(catalog: Catalog, region: str) -> Decimal | None:
    """The districts of the catalogue for a hundred that the newest source claims; None where none does."""
    record = catalog.region.get(region)
    claim = claims.newest(claims.of_region(record, claims.DISTRICTS)) if record else None
    return share(len(catalog.districts_of_region.get(region, ())), int(claim.value)) if claim else None


def sources(catalog: Catalog) -> DataTable:
    """How many sources records have."""
    counts = _sum(catalog, "sources")
    rows = tuple((italian.count(number, "fonte", "fonti"), counts[number]) for number in sorted(counts) if number < 6)
    more = sum(amount for number, amount in counts.items() if number >= 6)
    return _table(
        catalog, "fonti-per-scheda", "Quante fonti ha una scheda", "fonti", "Fonti", (*rows, ("6 fonti e più", more))
    )


def ages(catalog: Catalog) -> DataTable:
    """The year of the newest source of records."""
    counts = _sum(catalog, "newest")
    rows = [(str(year), counts[year]) for year in sorted(counts, reverse=True) if year]
    rows += [("Nessuna fonte con una data", counts[0])] if counts[0] else []
    return _table(
        catalog, "eta-delle-fonti", "Di che anno è la fonte più recente di ogni scheda", "anno", "Anno", tuple(rows)
    )


def kinds_of_source(catalog: Catalog) -> DataTable:
    """Sources by kind."""
    counts = _sum(catalog, "kinds")
    rows = tuple(
        (italian.capitalised(str(kind)), amount) for kind, amount in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    table = _table(catalog, "tipi-di-fonte", "Le fonti per tipo", "tipo", "Tipo di fonte", ())
    columns = (Column("tipo", "Tipo di fonte"), Column("fonti", "Fonti", "count"))
    return DataTable(
        table.name, table.title, "Numero di fonti citate dalle schede, per tipo di chi le ha pubblicate.",
        "Una fonte citata da più schede conta in ognuna.", columns, rows, table.updated, bar="fonti",
    )  # fmt: skip


def trust(catalog: Catalog) -> DataTable:
    """How many records a body confirmed, a person wrote, and how many disagreements there are."""
    found = [tallies.evidence(catalog, region) for region in tallies.everywhere(catalog)]
    total = sum(amount for one in found for _, amount in one.records)
    rows = (
        ("Confermate da un ente", sum(one.confirmed for one in found)),
        ("Non ancora confermate", total - sum(one.confirmed for one in found)),
        ("Scritte a mano", sum(one.by_hand for one in found)),
        ("Raccolte con strumenti automatici", total - sum(one.by_hand for one in found)),
        ("Disaccordi fra le fonti (non schede)", sum(one.disagreements for one in found)),
    )
    return _table(
        catalog,
        "conferme",
        f"{italian.number(rows[0][1])} schede su {italian.number(total)} sono confermate",
        "voce",
        "Voce",
        rows,
    )


def _sum(catalog: Catalog, name: str) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for region in tallies.everywhere(catalog):
        counts.update(dict(getattr(tallies.evidence(catalog, region), name)))
    return counts


def _table(
    catalog: Catalog, name: str, title: str, key: str, label: str, rows: tuple[tuple[Cell, ...], ...]
) -> DataTable:
    columns = (Column(key, label), Column("schede", "Schede", "count"))
    return DataTable(
        name,
        finding(title, rows) if name != "conferme" else title,
        "Numero di schede.",
        ALL,
        columns,
        rows,
        tallies.updated(catalog),
        bar="schede",
    )
