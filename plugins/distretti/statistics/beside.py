"""What sources claim beside what the catalogue counts: the newest figure of each, and the difference."""

from __future__ import annotations

from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..site import addresses
from . import claims, tallies, territory
from .claims import Claim
from .tables import Cell, Column, DataTable, Linked

COUNTED = "Schede di distretti non ritirate; ogni distretto conta una volta nella regione della sua scheda."
CLAIMED = "La cifra è l’ultima per data che una fonte dichiara; le altre sono più sotto."
TOWNS = "Comuni: quelli di almeno un distretto non cessato, ognuno una volta."
BESIDE = (
    Column("dichiarati", "Dichiarati", "number", "La cifra di una fonte", missing="nessuna cifra"),
    Column("data", "Data", "date", "La data della cifra", missing="–"),
    Column("fonte", "Fonte", definition="Chi dichiara la cifra", linked=True, missing="–"),
    Column("nel_catalogo", "Nel catalogo", "count", "Quanti ne conta il catalogo", linked=True),
    Column("differenza", "Differenza", "number", "Dichiarati meno contati", missing="non si calcola"),
    Column("nota", "Che cosa dice la fonte", definition="La nota della cifra", missing="–"),
)


def claimed_and_counted(catalog: Catalog, region: str) -> DataTable:
    """A region's districts and municipalities: the newest figure of a source, and the catalogue's count."""
    record = catalog.region.get(region)
    where = italian.in_region(catalog.places.regions[region].name)
    here = catalog.districts_of_region.get(region, ())
    counted = {
        claims.DISTRICTS: (len(here), addresses.region(region)),
        claims.MUNICIPALITIES: (
            len(tallies.towns(catalog, region)),
            addresses.data_of("comuni-dei-distretti", region if here else ""),
        ),
    }
    rows = [
        _beside(label, claims.newest(claims.of_region(record, measure)) if record else None, *counted[measure])
        for measure, label in ((claims.DISTRICTS, "Distretti"), (claims.MUNICIPALITIES, "Comuni in un distretto"))
    ]
    return _compared(
        f"Distretti e comuni {where}: quanti ne dichiarano le fonti, quanti ne conta il catalogo", where, rows, catalog
    )


def of_province(catalog: Catalog, code: str) -> DataTable:
    """The same of a province. A district of several provinces counts in each."""
    name = catalog.places.provinces[code].name
    where = f"in provincia di {name}"
    found = catalog.districts_of_province.get(code, ())
    page = addresses.province(catalog.places.provinces[code])
    counted = {claims.DISTRICTS: len(found), claims.MUNICIPALITIES: len(territory.towns_of_province(catalog, code))}
    rows = [
        _beside(label, claims.newest(claims.of_province(catalog, code, measure)), counted[measure], page)
        for measure, label in ((claims.DISTRICTS, "Distretti"), (claims.MUNICIPALITIES, "Comuni in un distretto"))
    ]
    return _compared(f"Distretti e comuni {where}: dichiarati e contati", where, rows, catalog)


def _beside(label: str, claim: Claim | None, counted: int, listed: str) -> tuple[Cell, ...]:
    """A claim beside a count; the difference is None where nobody claims anything."""
    date, value, source, note, _ = claim.cells if claim else (None,) * 5
    difference = claim.value - counted if claim else None
    return label, value, date, source, Linked(counted, listed), difference, note


def _compared(title: str, where: str, rows: list[tuple[Cell, ...]], catalog: Catalog) -> DataTable:
    return DataTable(
        "dichiarati-e-contati",
        title,
        f"Numero di distretti e di comuni {where}: la cifra più recente di una fonte, e quanti ne conta il catalogo.",
        f"{CLAIMED} {COUNTED} {TOWNS}",
        (
            Column("misura", "Misura"),
            *BESIDE,
        ),
        tuple(rows),
        tallies.updated(catalog),
        bar="nel_catalogo",
        dot="dichiarati",
    )


def italy(catalog: Catalog) -> DataTable:
    """Each region's districts, claimed and counted. The claims are of different dates, so nobody adds them up."""
    found = {region.id: len(catalog.districts_of_region.get(region.id, ())) for region in catalog.regions}
    held = sum(amount > 0 for amount in found.values())
    title = (
        f"{italian.count(len(catalog.districts), 'distretto', 'distretti')} nel catalogo, in "
        f"{italian.count(held, 'regione', 'regioni')}"
    )
    table = _by_region(
        catalog, claims.DISTRICTS, {region: (n, addresses.region(region)) for region, n in found.items()}
    )
    rule = f"La cifra è l’ultima per data che una fonte dichiara; le altre sono nella pagina della regione. {COUNTED}"
    return replace(table, name="distretti-per-regione", title=title, rule=rule, shades="nel_catalogo")


def towns_of_italy(catalog: Catalog) -> DataTable:
    """The same of municipalities in districts."""
    counted = {region.id: len(tallies.towns(catalog, region.id)) for region in catalog.regions}
    table = _by_region(
        catalog,
        claims.MUNICIPALITIES,
        {region: (n, addresses.data_of("comuni-dei-distretti", region if n else "")) for region, n in counted.items()},
    )
    claimed = sum(claims.newest(claims.of_region(it, claims.MUNICIPALITIES)) is not None for it in catalog.regions)
    title = (
        f"I comuni in un distretto: in {italian.count(claimed, 'regione', 'regioni')} una fonte dice quanti sono, "
        f"il catalogo ne conta {italian.number(sum(counted.values()))}"
    )
    rule = f"La cifra è l’ultima per data che una fonte dichiara; le altre sono nella pagina della regione. {TOWNS}"
    return replace(table, name="comuni-dichiarati-e-contati", title=title, rule=rule)


def _by_region(catalog: Catalog, measure: str, counted: dict[str, tuple[int, str]]) -> DataTable:
    """The newest claim of each region beside what is counted of it, with the address of the list."""
    rows: list[tuple[Cell, ...]] = []
    dates = []
    for region in catalog.regions:
        claim = claims.newest(claims.of_region(region, measure))
        dates += [claim.date.year] if claim and claim.date else []
        name = Linked(region.name, addresses.statistics(region.id))
        rows.append((name, *_beside("", claim, *counted[region.id])[1:]))
    years = f"dal {min(dates)} al {max(dates)}" if len(set(dates)) > 1 else ""
    return DataTable(
        "",
        "",
        f"Numero di {measure} per regione: la cifra più recente di una fonte, e quanti ne conta il catalogo.",
        "",
        (Column("regione", "Regione", linked=True), *BESIDE),
        tuple(rows),
        tallies.updated(catalog),
        note=f"Le cifre dichiarate non si sommano: sono di anni diversi ({years}) e di fonti diverse." if years else "",
        bar="nel_catalogo",
        dot="dichiarati",
        areas=tuple(tallies.regions(catalog)),
    )
