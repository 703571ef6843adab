"""Where the sources of records say different things: all values, each with its source; nobody chooses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Record
from ..presenters import references, sections
from ..site import addresses
from ..site.components import Link
from . import tallies
from .tables import Cell, Column, DataTable, Linked


def own_disagreements(catalog: Catalog, region: str) -> DataTable:
    """Where the sources of a region's own record say different things, every value with its source."""
    own = catalog.region.get(region)
    return _disagreements(catalog, "disaccordi-della-regione", "nella scheda della Regione", [own] if own else [])


def disagreements(catalog: Catalog, region: str) -> DataTable:
    """The same of the records of its programmes and districts."""
    found = list(_disputed(catalog, region))
    return _disagreements(catalog, "disaccordi", "nelle schede dei programmi e dei distretti", found)


def _disagreements(catalog: Catalog, name: str, where: str, records: Iterable[Record]) -> DataTable:
    rows: list[tuple[Cell, ...]] = []
    for record in records:
        page = Linked(references.title_of(record), f"{addresses.of(record)}#disaccordi")
        for item in record.disagreements:
            for claim in item.values:
                source = sections.source(catalog, claim.source)
                found = Linked(source.label, source.address) if isinstance(source, Link) else str(source)
                rows.append((item.about, claim.value, found, page))
    columns = (
        Column("argomento", "Su che cosa"),
        Column("valore", "Che cosa dice la fonte"),
        Column("fonte", "Fonte", linked=True, missing="pagina non identificata"),
        Column("scheda", "Scheda", linked=True),
    )
    subjects = len({(row[0], row[3]) for row in rows})
    return DataTable(
        name,
        f"{italian.count(subjects, 'cosa', 'cose')} su cui le fonti non sono d’accordo, {where}"
        if subjects
        else f"Nessun disaccordo noto {where}",
        "I valori diversi che le fonti danno della stessa cosa.",
        "Nessun calcolo e nessuna scelta: tutti i valori, ognuno con la sua fonte.",
        columns,
        tuple(rows),
        tallies.updated(catalog),
        empty="Quando due fonti diranno cose diverse, qui ci saranno tutti i valori.",
    )


def _disputed(catalog: Catalog, region: str) -> Iterator[Record]:
    for kind, ours in (
        ("programmes", catalog.programmes_of_region.get(region, ())),
        ("districts", catalog.districts_of_region.get(region, ())),
    ):
        found = set(catalog.with_field.get((kind, "disagreements"), ()))
        yield from (record for record in ours if record in found)
