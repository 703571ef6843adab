"""Initiatives by axis and service, and which challenges they answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative
from ..model import initiative as words
from ..site import addresses
from . import tallies
from .tables import Cell, Column, DataTable, Linked, finding

COUNTED = "Schede di iniziative non ritirate."


def axes(catalog: Catalog) -> DataTable:
    """Initiatives by axis."""
    counts = {axis: len(catalog.initiatives_of_axis.get(axis, ())) for axis in words.AXES}
    rest = len(catalog.initiatives) - sum(counts.values())
    rows: list[tuple[Cell, ...]] = [
        (Linked(label, addresses.axis(axis)) if counts[axis] else label, counts[axis])  # an axis without has no page
        for axis, label in words.AXES.items()
    ]
    rows += [("Asse non indicato", rest)] if rest else []
    return _table(catalog, "assi", "Iniziative per asse", "asse", "Asse", rows, "Ogni iniziativa ha un asse o nessuno.")


def services(catalog: Catalog) -> DataTable:
    """Initiatives by service; one with several counts in each."""
    rows = []
    for term in catalog.terms["services"].terms:
        users = {record for word in term.words for record in catalog.words.get(("services", word), ())}
        count = sum(isinstance(record, Initiative) for record in users)
        rows.append((Linked(term.label, addresses.term("services", term.id)), count))
    rows.sort(key=lambda row: -row[1])
    return _table(
        catalog, "servizi", "Iniziative per servizio", "servizio", "Servizio", rows,
        "Un’iniziativa con più servizi conta in ognuno: la somma può superare il numero delle iniziative.",
    )  # fmt: skip


def kinds(catalog: Catalog) -> DataTable:
    """Initiatives by kind."""
    counts = Counter(item.kind for item in catalog.initiatives)
    rows = [(label, counts[kind]) for kind, label in words.KINDS.items() if counts[kind]]
    return _table(catalog, "tipi", "Iniziative per tipo", "tipo", "Tipo", rows, "Ogni iniziativa ha un tipo.")


def challenges(catalog: Catalog) -> DataTable:
    """How many initiatives answer each challenge; one may answer several."""
    counts = Counter(number for item in catalog.initiatives for number in item.challenges)
    rows = [(Linked(item.title, addresses.challenge(item.id)), counts[item.number]) for item in catalog.challenges]
    answered = sum(bool(counts[item.number]) for item in catalog.challenges)
    silent = sum(not item.challenges for item in catalog.initiatives)
    return _table(
        catalog, "sfide", f"{answered} sfide su {len(rows)} hanno almeno un’iniziativa", "sfida", "Sfida", rows,
        "Un’iniziativa che risponde a più sfide conta in ognuna. Senza una sfida indicata: "
        f"{italian.count(silent, 'iniziativa', 'iniziative')}.",
    )  # fmt: skip


def _table(
    catalog: Catalog, name: str, title: str, key: str, label: str, rows: Sequence[tuple[Cell, ...]], note: str
) -> DataTable:
    total = italian.count(len(catalog.initiatives), "scheda", "schede")
    return DataTable(
        name,
        title if name == "sfide" else finding(title, rows),
        f"Numero di iniziative, su {total}.",
        COUNTED,
        (
            Column(key, label, linked=isinstance(rows[0][0], Linked) if rows else False),
            Column("iniziative", "Iniziative", "count"),
        ),
        tuple(rows),
        tallies.updated(catalog),
        note=note,
        bar="iniziative",
        empty="Nessuna iniziativa nota.",
    )
