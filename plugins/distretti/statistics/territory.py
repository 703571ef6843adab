"""Municipalities in districts and the people who live in them: each municipality counted once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..language import italian
from ..site import addresses
from . import claims, doubts, tallies
from .tables import Cell, Column, DataTable, Linked

COUNTED = (
    "Comuni che oggi sono in almeno un distretto non cessato del catalogo, ognuno una volta. "
    "Abitanti: Istat, 1º gennaio 2023, dei comuni interi, anche dove il distretto ne copre una parte."
)
NO_DISTRICT = "nessun distretto nel catalogo"
SIZES = (  # inhabitants from, and up to but not including
    (0, 1_000, "meno di 1.000"),
    (1_000, 5_000, "da 1.000 a 4.999"),
    (5_000, 15_000, "da 5.000 a 14.999"),
    (15_000, 50_000, "da 15.000 a 49.999"),
    (50_000, 250_000, "da 50.000 a 249.999"),
    (250_000, 10**9, "250.000 e più"),
)


def share(part: int | Decimal, whole: int) -> Decimal | None:
    """Per cent with one decimal; None of nothing."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else None


def people(catalog: Catalog, codes: list[str]) -> tuple[int, int]:
    """The inhabitants of these municipalities, and of how many the register does not know them."""
    known = [catalog.places.municipalities[code].population for code in codes]
    return sum(number or 0 for number in known), known.count(None)


def towns_of_province(catalog: Catalog, code: str) -> list[str]:
    """The ISTAT codes of a province's municipalities that are in a district."""
    province = catalog.places.provinces[code]
    return [town for town in tallies.towns(catalog, province.region) if town.startswith(province.istat_code)]


def by_region(catalog: Catalog) -> DataTable:
    """The municipalities and people of each region, with what part of all they are."""
    all_of = all_of_region(catalog)
    rows: list[tuple[Cell, ...]] = []
    total = several = unknown = 0
    for region in catalog.regions:
        codes = tallies.towns(catalog, region.id)
        inhabitants, missing = people(catalog, list(codes))
        more = sum(amount > 1 for amount in codes.values())
        total, several, unknown = total + len(codes), several + more, unknown + missing
        counted = len(codes), all_of[region.id], share(len(codes), all_of[region.id]), inhabitants, more
        here = catalog.districts_of_region.get(region.id)
        listed = Linked(counted[0], addresses.data_of("comuni-dei-distretti", region.id))
        name = Linked(region.name, addresses.statistics(region.id))
        rows.append((name, listed, *counted[1:]) if here else (name, 0, counted[1], None, None, None))
    columns = (
        Column("regione", "Regione", linked=True),
        Column("comuni", "Comuni in un distretto", "count", linked=True),
        Column("tutti", "Comuni della regione", "count", "Istat, 21 febbraio 2026"),
        Column("quota", "Quota", "percent", missing=NO_DISTRICT),
        Column("abitanti", "Abitanti dei comuni aderenti", "count", missing="–"),
        Column("in_piu_distretti", "In più di un distretto", "count", missing="–"),
    )
    return DataTable(
        "comuni-per-regione",
        f"{italian.count(total, 'comune è', 'comuni sono')} in un distretto del commercio",
        "Numero di comuni e di abitanti dei comuni aderenti.",
        COUNTED,
        columns,
        tuple(rows),
        tallies.updated(catalog),
        note=_note(several, unknown),
        bar="comuni",
        shades="quota",
        areas=tuple(tallies.regions(catalog)),
    )


def by_province(catalog: Catalog, region: str) -> DataTable:
    """The municipalities and people of each province of a region that has some."""
    counts = Counter(catalog.places.municipalities[code].province for code in tallies.towns(catalog, region))
    all_of = {
        code: n for code, n in all_of_province(catalog).items() if catalog.places.provinces[code].region == region
    }
    rows: list[tuple[Cell, ...]] = []
    for code in tallies.by_name(catalog, all_of):
        province = catalog.places.provinces[code]
        inhabitants, _ = people(catalog, towns_of_province(catalog, code))
        name = Linked(province.name, addresses.statistics_of_province(province)) if counts[code] else province.name
        rows.append((name, code, counts[code], all_of[code], share(counts[code], all_of[code]), inhabitants))
    columns = (
        Column("provincia", "Provincia", linked=True),
        Column("sigla", "Sigla", "code"),
        Column("comuni", "Comuni in un distretto", "count"),
        Column("tutti", "Comuni della provincia", "count"),
        Column("quota", "Quota", "percent"),
        Column("abitanti", "Abitanti dei comuni aderenti", "count"),
    )
    name = catalog.places.regions[region].name
    return DataTable(
        "comuni-per-provincia",
        f"Comuni in un distretto {italian.in_region(name)}, provincia per provincia",
        "Numero di comuni e di abitanti dei comuni aderenti.",
        COUNTED,
        columns,
        tuple(rows),
        tallies.updated(catalog),
        bar="comuni",
        shades="quota",
        areas=tuple(tallies.by_name(catalog, all_of)),
    )


def sizes(catalog: Catalog, codes: dict[str, int], where: str) -> DataTable:
    """Municipalities by how many people live there."""
    known = [catalog.places.municipalities[code].population for code in codes]
    counted = [(label, [number for number in known if number is not None and low <= number < high])
               for low, high, label in SIZES]  # fmt: skip
    total = sum(len(found) for _, found in counted)
    missing = known.count(None)
    small = sum(len(found) for _, found in counted[:2])
    return DataTable(
        "classi-di-abitanti",
        _small(small, total) if total else f"I comuni {where} per abitanti",
        f"Numero di comuni in un distretto {where}, per classe di abitanti.",
        COUNTED,
        (
            Column("abitanti", "Abitanti del comune"),
            Column("comuni", "Comuni", "count"),
            Column("quota", "Quota", "percent"),
            Column("residenti", "Abitanti in tutto", "count"),
        ),
        tuple((label, len(found), share(len(found), total), sum(found)) for label, found in counted) if total else (),
        tallies.updated(catalog),
        note=_note(0, missing),
        bar="comuni",
        empty=f"Nessun comune in un distretto {where}.",
    )


def _small(small: int, total: int) -> str:
    """The finding: how many municipalities are small."""
    if not small:
        return "Nessun comune ha meno di 5.000 abitanti"
    verb = "ha" if small == 1 else "hanno"
    return f"{italian.count(small, 'comune', 'comuni')} su {italian.number(total)} {verb} meno di 5.000 abitanti"


def claimed_shares(catalog: Catalog, region: str) -> DataTable:
    """The municipalities that sources claim, with the part of today's municipalities that they would be."""
    record = catalog.region.get(region)
    where = italian.in_region(catalog.places.regions[region].name)
    found = claims.of_region(record, claims.MUNICIPALITIES) if record else []
    whole = all_of_region(catalog)[region]
    table = claims.table("comuni-dichiarati", f"Comuni {where}: che cosa dichiarano le fonti", where, found, "")
    columns = (
        *table.columns[:2],
        Column("quota", f"Quota su {italian.number(whole)} comuni", "percent"),
        *table.columns[2:],
    )
    rows = tuple(_shared(claim, share(claim.value, whole)) for claim in found)
    return DataTable(
        table.name,
        table.title,
        table.definition,
        f"{table.rule} La quota è ricalcolata sui comuni di oggi ({italian.number(whole)}, Istat); una "
        "quota diversa che "
        "una fonte dichiara è nella nota, ed è sotto verifica.",
        columns,
        rows,
        tallies.updated(catalog),
        table.sources,
        empty=table.empty,
        chart=table.chart,
    )


def _shared(claim: claims.Claim, share: Decimal | None) -> tuple[Cell, ...]:
    """The cells of a claim with the share, and a doubt where its source gives another one."""
    if doubts.share_differs(claim.note, share):
        said = "la quota che la fonte dice è sotto verifica: qui accanto è ricalcolata"
        claim = replace(claim, doubt="; ".join(filter(None, (said, claim.doubt))))
    date, value, *rest = claim.cells
    return date, value, share, *rest


def everyone(catalog: Catalog) -> dict[str, int]:
    """The municipalities of all regions that are in a district: ISTAT code → in how many."""
    return {code: n for region in tallies.everywhere(catalog) for code, n in tallies.towns(catalog, region).items()}


def all_of_province(catalog: Catalog) -> Counter[str]:
    """How many municipalities each province has in the register, by its code."""
    codes = {province.istat_code: code for code, province in catalog.places.provinces.items()}
    return catalog.once("all of province", lambda: Counter(codes[town[:3]] for town in catalog.places.municipalities))


def all_of_region(catalog: Catalog) -> Counter[str]:
    """The same by region."""
    counts: Counter[str] = Counter()
    for code, amount in all_of_province(catalog).items():
        counts[catalog.places.provinces[code].region] += amount
    return counts


def _note(several: int, unknown: int) -> str:
    said = []
    if several:
        said.append(f"In più di un distretto, e contati una volta: {italian.count(several, 'comune', 'comuni')}.")
    if unknown:
        said.append(f"Senza abitanti nel registro, e perciò non sommati: {italian.count(unknown, 'comune', 'comuni')}.")
    return " ".join(said)
