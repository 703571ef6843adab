"""What others say: the dated figures of regions, provinces and programmes, each with who published it and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Programme, Record, Region
from ..model import region as words
from ..model.region import ProvincialFigure, RegionalFigure
from ..presenters import evidence
from ..site import addresses
from ..site.components import Link
from . import doubts, tallies
from .tables import Cell, Column, DataTable, Linked

MONEY = ("contributi", "investimenti")
DISTRICTS, MUNICIPALITIES = "distretti", "comuni"
COLUMNS = (
    Column("data", "Data", "date"),
    Column("valore", "Valore", "number"),
    Column("fonte", "Fonte", linked=True, missing="non indicata"),
    Column("nota", "Nota", missing="nessuna"),
    Column("verifica", "Da verificare", "text", "Perché la cifra è in dubbio", linked=True, missing="–"),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a source gives; `about` says of what ("Distretti", or the label of a programme's figure)."""

    about: str
    value: Decimal
    unit: str
    date: PartialDate | None
    publisher: str
    address: str  # of the source; of the record's list of sources where the document has no address
    note: str = ""
    record: Record | None = None
    doubt: str = ""  # why the value is to be checked

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What COLUMNS shows of it."""
        source = Linked(self.publisher, self.address) if self.address else self.publisher or None
        where = f"{addresses.of(self.record)}#disaccordi" if self.record and self.record.disagreements else ""
        doubt = Linked(self.doubt, where) if self.doubt else None
        return self.date, self.value, source, self.note or None, doubt


def of_region(region: Region, measure: str) -> list[Claim]:
    """The claims of a region about one measure (a key of MEASURES), the oldest first."""
    found = (
        Claim(
            words.MEASURES[measure], item.value, item.unit, item.date, *_source(region, item.source), item.note or "",
            record=region, doubt=_disputed(region, item),
        )
        for item in region.figures
        if item.measure == measure
    )  # fmt: skip
    return _doubted(sorted(found, key=_age))


def _disputed(region: Region, item: RegionalFigure | ProvincialFigure) -> str:
    """The doubt of a figure whose source gives it among the values of a disagreement; empty where there is none."""
    about = [f"«{subject}»" for subject in doubts.disputed(region, item.source, item.value)]
    return f"le fonti non sono d’accordo su {italian.listed(about)}" if about else ""


def _doubted(claims: list[Claim]) -> list[Claim]:
    """The same, each that another source of its date contradicts saying so."""
    return [replace(claim, doubt="; ".join(_doubts(claim, claims))) for claim in claims]


def _doubts(claim: Claim, claims: list[Claim]) -> Iterator[str]:
    if claim.doubt:
        yield claim.doubt
    same = [other for other in claims if other.date == claim.date and other.value != claim.value]
    others = [italian.number(other.value) for other in same if other.address != claim.address]
    if others and claim.about in (words.MEASURES[DISTRICTS], words.MEASURES[MUNICIPALITIES]):
        yield f"un’altra fonte della stessa data dice {italian.listed(others)}"


def of_province(catalog: Catalog, code: str, measure: str) -> list[Claim]:
    """The claims about a province, the oldest first; they are in the records of regions."""
    unit = "EUR" if measure in MONEY else measure
    found = (
        Claim(
            words.MEASURES[measure], item.value, unit, item.date, *_source(region, item.source), item.note or "",
            region, _disputed(region, item),
        )
        for region in catalog.regions_with_figures.get(code, ())
        for item in region.provincial_figures
        if item.measure == measure and item.province == code
    )  # fmt: skip
    return sorted(found, key=_age)


def of_programme(programme: Programme) -> list[Claim]:
    """The figures of a programme, in the order of its record."""
    return [
        Claim(item.label, item.value, item.unit or "", item.date, *_source(programme, item.source), record=programme)
        for item in programme.figures
    ]


def newest(claims: Iterable[Claim]) -> Claim | None:
    """The claim with the last date; of two of one date the larger, and a table shows both."""
    return max(claims, key=lambda claim: (*_age(claim), claim.value), default=None)


def _age(claim: Claim) -> tuple[int]:
    return (claim.date.last.toordinal() if claim.date else 0,)


def _source(record: Record, cited: str | None) -> tuple[str, str]:
    """The publisher and address of a source of a record."""
    number = evidence.source_number(record, cited)
    if not number:
        return "", cited if cited and cited.startswith("http") else ""
    source = record.sources[number - 1]
    return source.publisher, source.url or f"{addresses.of(record)}#fonte-{number}"


def table(name: str, title: str, where: str, claims: list[Claim], updated: str) -> DataTable:
    """Claims of one measure, as their sources give them; `where` is "in Lombardia"."""
    unit = claims[0].unit if claims else ""
    value = Column("valore", "Valore", "euro" if unit == "EUR" else "number")
    return DataTable(
        name=name,
        title=title,
        definition=f"{_UNITS.get(unit, italian.capitalised(unit))} {where}, come li dichiarano le fonti, con la data.",
        rule="Nessun calcolo: ogni riga è una cifra di una fonte. Cifre di date o fonti diverse non si sommano.",
        columns=(COLUMNS[0], value, *COLUMNS[2:]),
        rows=tuple(claim.cells for claim in claims),
        updated=updated,
        sources=_links(claims),
        empty=f"Nessuna fonte di questo catalogo dà una cifra {where}.",
        chart="dots",
    )


_UNITS = {"EUR": "Euro", "": "Valori"}


def _links(claims: Iterable[Claim]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(Link(claim.publisher, claim.address) for claim in claims if claim.publisher))


def over_time(catalog: Catalog) -> DataTable:
    """All figures of how many districts regions have, region by region, the oldest first."""
    found = [(region, claim) for region in catalog.regions for claim in of_region(region, DISTRICTS)]
    plain = table("distretti-dichiarati", "", "", [claim for _, claim in found], tallies.updated(catalog))
    return DataTable(
        plain.name,
        f"{italian.count(len(found), 'cifra', 'cifre')} di fonti diverse su quanti sono i distretti",
        "Numero di distretti di una regione, come lo dichiarano le fonti, con la data.",
        plain.rule,
        (Column("regione", "Regione", linked=True), *COLUMNS),
        tuple((Linked(region.name, addresses.statistics(region.id)), *claim.cells) for region, claim in found),
        plain.updated,
        plain.sources,
    )


def of_a_province(catalog: Catalog, code: str) -> DataTable:
    """All figures of a province."""
    found = [claim for measure in words.MEASURES for claim in of_province(catalog, code, measure)]
    where = f"in provincia di {catalog.places.provinces[code].name}"
    plain = table("cifre-dichiarate", "", where, found, tallies.updated(catalog))
    return DataTable(
        plain.name,
        f"{italian.count(len(found), 'cifra', 'cifre') if found else 'Le cifre'} {where}, secondo le fonti",
        "Distretti, comuni e imprese in numero; contributi e investimenti in euro.",
        plain.rule,
        (Column("misura", "Misura"), Column("unita", "Unità"), *COLUMNS),
        tuple((claim.about, claim.unit, *claim.cells) for claim in found),
        plain.updated,
        plain.sources,
        empty=plain.empty,
    )


def of_programmes(catalog: Catalog, region: str) -> DataTable:
    """All figures of a region's programmes."""
    rows = tuple(_programme_rows(catalog.programmes_of_region.get(region, ())))
    columns = (
        Column("programma", "Programma", linked=True),
        Column("cifra", "Che cosa misura"),
        Column("valore", "Valore", "number"),
        Column("unita", "Unità", missing="non indicata"),
        Column("data", "Data", "date", missing="non nota"),
        Column("fonte", "Fonte", linked=True, missing="non indicata"),
    )
    return DataTable(
        "cifre-dei-programmi",
        f"{italian.count(len(rows), 'cifra', 'cifre')} nei programmi e nei bandi" if rows else "Le cifre dei programmi",
        "Le cifre che le fonti danno di ogni programma: ognuna dice che cosa misura, e non si sommano fra loro.",
        "Nessun calcolo: ogni riga è una cifra di una fonte.",
        columns,
        rows,
        tallies.updated(catalog),
    )


def _programme_rows(programmes: Iterable[Programme]) -> Iterator[tuple[Cell, ...]]:
    for programme in programmes:
        for claim in of_programme(programme):
            date, value, source, *_ = claim.cells
            name = Linked(programme.name, addresses.of(programme))
            yield name, claim.about, value, claim.unit or None, date, source
