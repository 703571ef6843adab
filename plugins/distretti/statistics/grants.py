"""Grants of districts: sums only where amounts mean the same; else why there is none, and how many it would miss."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..language import italian
from ..model.district import Grant
from ..presenters import grant_facts
from ..site.components import Link
from . import tallies
from .tables import Cell, Column, DataTable, Linked

UNSUMMED = (
    "Si sommano solo importi con lo stesso significato: stessa misura e anno, stessa quota, parte e fase, tutti noti, "
    "non arrotondati, senza note e per un solo tipo di beneficiario."
)
NO_STAGE = "fase non indicata"


def grants(catalog: Catalog, region: str) -> DataTable:
    """The grants of a region's districts by measure: a sum, or why there is none and how many amounts it would miss."""
    rows: list[tuple[Cell, ...]] = []
    summed = 0
    for measure, pairs in grant_facts.by_measure(catalog, region):
        items = [grant for _, grant in pairs]
        known = sum(item.amount_eur is not None for item in items)
        total = grant_facts.total(items)
        summed += total is not None
        name = grant_facts.name(catalog, measure)
        page = Linked(name.label, name.address) if isinstance(name, Link) else str(name)
        meaning = grant_facts.meaning(items[0]) or "quota e parte non indicate"
        meaning = meaning if items[0].stage else f"{meaning}; {NO_STAGE}"
        why = None if total is not None else refusal(items)
        rows.append((page, str(measure.year) if measure.year else None, meaning, len(items), known, total, why))
    columns = (
        Column("misura", "Misura", linked=True),
        Column("anno", "Anno", "year"),
        Column("significato", "Che cosa misura"),
        Column("contributi", "Contributi", "count"),
        Column("con_importo", "Con importo", "count"),
        Column("somma", "Somma", "euro", missing="non si fa"),
        Column("perche", "Perché non si somma", missing="–"),
    )
    where = italian.in_region(catalog.places.regions[region].name)
    return DataTable(
        "contributi",
        f"Contributi ai distretti {where}: {italian.count(summed, 'somma', 'somme') if summed else 'nessuna somma'} su "
        f"{italian.count(len(rows), 'misura', 'misure')}"
        if rows
        else f"I contributi ai distretti {where}",
        "Euro: i contributi che le fonti danno per singoli distretti, misura per misura; non sono tutti "
        "i soldi della misura.",
        UNSUMMED,
        columns,
        tuple(rows),
        tallies.updated(catalog),
        note=_whole(catalog, region),
        empty=f"Nessun contributo a un distretto {where} è noto.",
    )


def refusal(items: Iterable[Grant]) -> str:
    """Why grants under one measure are not added up, with how many would be left out or would not fit."""
    found = list(items)
    reasons = (
        (sum(item.amount_eur is None for item in found), "senza importo"),
        (sum(item.approximate for item in found), "arrotondati"),
        (sum(bool(item.note) for item in found), "con una nota che ne cambia il senso"),
        (sum(bool(item.beneficiary) for item in found), "con un beneficiario diverso dal distretto"),
    )
    said = [f"{amount} su {len(found)} {reason}" for amount, reason in reasons if amount]
    return italian.capitalised(italian.listed(said)) if said else "È un solo contributo"


def _whole(catalog: Catalog, region: str) -> str:
    """Why not even the sums are added: the same money is there at different stages, or in parts."""
    pairs = [pair for _, found in grant_facts.by_measure(catalog, region) for pair in found]
    parts = sum(bool(grant.role) for _, grant in pairs)
    unknown = sum(grant.stage is None for _, grant in pairs)
    if not pairs:
        return ""
    said = (
        f"Le somme di misure diverse non si sommano fra loro: per {italian.count(unknown, 'contributo', 'contributi')} "
    )
    said += f"su {italian.number(len(pairs))} la fase non è indicata (richiesto, concesso o liquidato)"
    return f"{said}, e {italian.number(parts)} sono parti di un altro importo." if parts else f"{said}."
