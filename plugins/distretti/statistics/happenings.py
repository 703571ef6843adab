"""Events and markets by month, weekday, kind and place: all counts of records, none of dates that are computed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from ..catalog import relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import event as words
from ..site import addresses
from . import tallies
from .tables import Cell, Column, DataTable, Linked, finding
from .tallies import Happening

EVENTS = "Schede di eventi con una data, non ritirate; le edizioni di uno stesso evento sono schede diverse."
MARKETS = (
    "Schede di mercati e fiere che si ripetono, non ritirate; una scheda conta una volta, non ogni volta che si tiene."
)
MONDAY = dt.date(2026, 11, 23)
TOTALS = (  # the columns of `totals`
    Column("eventi", "Eventi", "count"),
    Column("mercati", "Mercati e fiere", "count"),
    Column("da_riconfermare", "Di cui da riconfermare", "count"),
)


def everywhere(catalog: Catalog) -> Counter[Happening]:
    """The events of all regions and of none."""
    return sum((tallies.happenings(catalog, region) for region in tallies.everywhere(catalog)), Counter())


def months(catalog: Catalog, found: Counter[Happening]) -> DataTable:
    """Events by month of their start, whatever the year."""
    counts = _counts(found, lambda item: (item.month,) if not item.recurring else ())
    rows = [(italian.capitalised(italian.month(number)), counts[number]) for number in range(1, 13)]
    left = f"Di cui si conosce solo l’anno, e perciò non contati: {counts[0]}." if counts[0] else ""
    return _table(catalog, "mesi", "Eventi per mese", "mese", "Mese", "eventi", rows, EVENTS, left)


def years(catalog: Catalog, found: Counter[Happening]) -> DataTable:
    """Events by year of their start."""
    counts = _counts(found, lambda item: (item.year,) if not item.recurring else ())
    rows = [(Linked(str(year), addresses.year(year)), counts[year]) for year in sorted(counts)]
    return _table(catalog, "anni", "Eventi per anno", "anno", "Anno", "eventi", rows, EVENTS, "")


def weekdays(catalog: Catalog, found: Counter[Happening]) -> DataTable:
    """Events and markets by day of the week."""
    events = _counts(found, lambda item: item.days if not item.recurring else ())
    markets = _counts(found, lambda item: item.days if item.recurring else ())
    rows = [
        (
            italian.capitalised(italian.short_day(MONDAY + dt.timedelta(number)).partition(" ")[0]),
            events[day],
            markets[day],
        )
        for number, day in enumerate(relations.WEEKDAYS)
    ]
    loose = sum(amount for item, amount in found.items() if item.recurring and not item.days)
    unknown = sum(amount for item, amount in found.items() if not item.recurring and not item.days)
    return DataTable(
        "giorni",
        finding("Mercati per giorno della settimana", rows, 2),
        "Numero di schede per giorno della settimana: quello dell’inizio per gli eventi, quelli della "
        "regola per i mercati.",
        f"{EVENTS} {MARKETS} Un mercato di più giorni conta in ognuno.",
        (
            Column("giorno", "Giorno"),
            Column("eventi", "Eventi", "count"),
            Column("mercati", "Mercati e fiere", "count"),
        ),
        tuple(rows),
        tallies.updated(catalog),
        note=f"Senza un giorno noto, e perciò non contati: {italian.count(unknown, 'evento', 'eventi')}; "
        f"senza un giorno fisso della settimana: {italian.count(loose, 'mercato o fiera', 'mercati e fiere')}.",
        bar="mercati",
    )


def kinds(catalog: Catalog, found: Counter[Happening]) -> DataTable:
    """Events and markets by kind."""
    events = _counts(found, lambda item: (item.kind,) if not item.recurring else ())
    markets = _counts(found, lambda item: (item.kind,) if item.recurring else ())
    rows = [
        (label, events[kind], markets[kind]) for kind, label in words.KINDS.items() if events[kind] or markets[kind]
    ]
    return DataTable(
        "tipi",
        finding("Eventi per tipo", rows),
        "Numero di schede per tipo: quelle con una data, e quelle che si ripetono.",
        f"{EVENTS} {MARKETS}",
        (
            Column("tipo", "Tipo"),
            Column("eventi", "Con una data", "count"),
            Column("mercati", "Che si ripetono", "count"),
        ),
        tuple(rows),
        tallies.updated(catalog),
        bar="eventi",
        empty="Nessun evento noto.",
    )


def regions(catalog: Catalog) -> DataTable:
    """Events and markets by region, with how many markets are to be confirmed."""
    rows: list[tuple[Cell, ...]] = []
    for slug in sorted(catalog.happenings_of_region):
        found = tallies.happenings(catalog, slug)
        events, markets, unsure = totals(found)
        name = tallies.region_name(catalog, slug) if slug else "Senza un comune italiano"
        cell = Linked(name, addresses.statistics(slug)) if slug in catalog.region else name
        rows.append((cell, events, markets, unsure))
    rows.sort(
        key=lambda row: (
            not isinstance(row[0], Linked),
            italian.order(str(row[0].value if isinstance(row[0], Linked) else row[0])),
        )
    )
    return DataTable(
        "luoghi",
        finding("Mercati e fiere per regione", rows, 2),
        "Numero di schede per regione del comune in cui si tengono.",
        f"{EVENTS} {MARKETS}",
        (Column("regione", "Regione", linked=True), *TOTALS),
        tuple(rows),
        tallies.updated(catalog),
        bar="mercati",
        empty="Nessun evento noto.",
    )


def provinces(catalog: Catalog, region: str) -> DataTable:
    """The same by province of a region."""
    found = tallies.happenings(catalog, region)
    codes = tallies.by_name(catalog, {item.province for item in found})
    rows = []
    for code in codes:
        place = catalog.places.provinces[code]
        here = Counter({item: amount for item, amount in found.items() if item.province == code})
        rows.append((Linked(place.name, addresses.province(place)), *totals(here)))
    where = italian.in_region(catalog.places.regions[region].name)
    return DataTable(
        "eventi-per-provincia",
        f"Eventi e mercati {where}, provincia per provincia",
        "Numero di schede per provincia del comune in cui si tengono.",
        f"{EVENTS} {MARKETS}",
        (Column("provincia", "Provincia", linked=True), *TOTALS),
        tuple(rows),
        tallies.updated(catalog),
        bar="mercati",
        empty=f"Nessun evento noto {where}.",
    )


def totals(found: Counter[Happening]) -> tuple[int, int, int]:
    """How many events, markets, and of these to be confirmed."""
    markets = sum(amount for item, amount in found.items() if item.recurring)
    unsure = sum(amount for item, amount in found.items() if item.to_confirm)
    return sum(found.values()) - markets, markets, unsure


def _counts(found: Counter[Happening], keys: Callable[[Happening], tuple[Any, ...]]) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for item, amount in found.items():
        for key in keys(item):
            counts[key] += amount
    return counts


def _table(
    catalog: Catalog,
    name: str,
    title: str,
    key: str,
    label: str,
    what: str,
    rows: Sequence[tuple[Cell, ...]],
    rule: str,
    note: str,
) -> DataTable:
    columns = (
        Column(key, label, linked=bool(rows) and isinstance(rows[0][0], Linked)),
        Column(what, italian.capitalised(what), "count"),
    )
    return DataTable(
        name,
        finding(title, rows),
        "Numero di schede, per data di inizio.",
        rule,
        columns,
        tuple(rows),
        tallies.updated(catalog),
        note=note,
        bar=what,
        empty="Nessun evento noto.",
    )
