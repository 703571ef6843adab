"""Districts: why claims and counts differ, kinds, states, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Region
from ..model import district as words
from ..site import addresses
from . import claims, tallies, territory
from .beside import CLAIMED, COUNTED
from .claims import Claim
from .tables import Cell, Column, DataTable, Linked, finding
from .tallies import District

CEASED, LATER, OTHER, COMPARED = "cessati", "successivi", "altra-definizione", "confrontabili"
CAUSES = (
    Column("voce", "Voce"),
    Column("distretti", "Distretti", "count", linked=True),
    Column("nota", "Nota", missing="–"),
)


def causes(catalog: Catalog, region: str) -> DataTable:
    """Why the newest figure of a region is not what the catalogue counts; without rows where nobody gives one."""
    record = catalog.region.get(region)
    claim = claims.newest(claims.of_region(record, claims.DISTRICTS)) if record else None
    if not record or not claim:
        return DataTable(
            "differenza",
            "La differenza non si calcola",
            "Numero di distretti.",
            CLAIMED,
            CAUSES,
            (),
            tallies.updated(catalog),
            empty="Nessuna fonte dichiara quanti sono i distretti: non c’è una differenza da spiegare.",
        )
    classes = compared(record, claim, tallies.districts(catalog, region))
    total = sum(classes.values())
    missing = int(claim.value) - classes[COMPARED]
    date = italian.partial(claim.date) if claim.date else "data non nota"
    rest = (
        ("Non trovati in questo catalogo, almeno", missing, "Sono la differenza: il catalogo non sa quali siano.")
        if missing >= 0
        else ("In più nel catalogo", -missing, "La fonte ne conta meno, o conta un’altra cosa: leggi la sua nota.")
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Schede nel catalogo", Linked(total, addresses.region(region)), None),
        ("di cui cessati", classes[CEASED], "Le fonti dicono che non ci sono più."),
        ("di cui nati dopo la data della cifra", classes[LATER], f"La cifra è di questa data: {date}."),
        ("di cui di un tipo che la Regione non prevede", classes[OTHER], "La definizione è un’altra."),
        ("di cui confrontabili con la cifra", classes[COMPARED], "Quelli che restano."),
        (f"Dichiarati da {claim.publisher}", Linked(int(claim.value), claim.address), claim.note or None),
        rest,
    )
    return DataTable(
        "differenza",
        f"{claim.publisher} dichiara {italian.number(int(claim.value))} distretti ({date}), il catalogo ne conta "
        f"{italian.number(total)}",
        "Numero di distretti: da dove viene la differenza fra la cifra dichiarata e le schede del catalogo.",
        "Ogni scheda sta in una sola riga: cessata, o nata dopo, o di un altro tipo, o confrontabile. "
        "Le schede senza data di nascita o senza tipo sono fra le confrontabili.",
        CAUSES,
        rows,
        tallies.updated(catalog),
        bar="distretti",
    )  # fmt: skip


def compared(region: Region, claim: Claim, found: Counter[District]) -> Counter[str]:
    """How many districts are of each class: CEASED, else LATER than the claim, else of an OTHER kind, else COMPARED."""
    known = {kind.catalogue_kind for kind in region.kinds if kind.catalogue_kind}
    classes: Counter[str] = Counter()
    for district, amount in found.items():
        if district.status == "cessato":
            classes[CEASED] += amount
        elif district.since and claim.date and district.since.first > claim.date.last:
            classes[LATER] += amount
        elif known and district.kind and district.kind not in known:
            classes[OTHER] += amount
        else:
            classes[COMPARED] += amount
    return classes


def everywhere(catalog: Catalog) -> Counter[District]:
    """The districts of all regions."""
    return sum((tallies.districts(catalog, region) for region in tallies.everywhere(catalog)), Counter())


def kinds(catalog: Catalog, found: Counter[District], where: str) -> DataTable:
    """Districts by kind."""
    counts = _by(found, "kind")
    labels = {**words.KINDS, "": "Tipo non indicato"}
    return _counted(catalog, "tipi", f"Tipi di distretto {where}", "tipo", "Tipo", [
        (label, counts[kind]) for kind, label in labels.items() if counts[kind]
    ])  # fmt: skip


def statuses(catalog: Catalog, found: Counter[District], where: str) -> DataTable:
    """Districts by status."""
    counts = _by(found, "status")
    return _counted(catalog, "stati", f"Stato dei distretti {where}", "stato", "Stato", [
        (label, counts[status]) for status, label in words.STATUSES.items() if counts[status]
    ])  # fmt: skip


def years(catalog: Catalog, found: Counter[District], where: str) -> DataTable:
    """Districts by the year in which they began, as far as it is known."""
    counts: Counter[int] = Counter()
    for district, amount in found.items():
        counts[district.since.year if district.since else 0] += amount
    rows = [(str(year), counts[year]) for year in sorted(counts) if year]
    unknown = counts[0]
    known = sum(counts.values()) - unknown
    count = f"{italian.count(known, 'distretto', 'distretti')} con un anno di nascita {where}"
    title = count if known else f"L’anno di nascita dei distretti {where}"
    table = _counted(catalog, "anni", title, "anno", "Anno", rows)
    note = f"Senza un anno noto, e perciò non contati qui: {italian.count(unknown, 'distretto', 'distretti')}."
    rule = (
        "Conta l’anno del campo «Dal» della scheda; i distretti senza anno restano fuori. Non è una "
        "serie di quanti ce n’erano."
    )
    empty = "Di nessun distretto si conosce l’anno." if unknown else table.empty
    return replace(table, rule=rule, note=note if unknown else "", empty=empty)


def _by(found: Counter[District], name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for district, amount in found.items():
        counts[getattr(district, name)] += amount
    return counts


def _counted(
    catalog: Catalog, name: str, title: str, key: str, label: str, rows: Iterable[tuple[str, int]]
) -> DataTable:
    found = tuple(rows)
    total = sum(amount for _, amount in found)
    return DataTable(
        name,
        finding(title, found),
        f"Numero di distretti, su {italian.count(total, 'scheda', 'schede')}." if total else "Numero di distretti.",
        COUNTED,
        (Column(key, label), Column("distretti", "Distretti", "count"), Column("quota", "Quota", "percent")),
        tuple((text, amount, territory.share(amount, total)) for text, amount in found),
        tallies.updated(catalog),
        bar="distretti",
        empty="Nessun distretto di questa regione è in questo catalogo.",
    )
