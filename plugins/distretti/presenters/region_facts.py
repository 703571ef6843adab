"""A region's facts as the values that its page draws: its list, kinds, acts and dated figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Region
from ..model import district as terms
from ..model import region as words
from ..model.region import Law, RegionalFigure
from ..site import addresses
from ..site.components import Cell, Column, Fact, KeyFigure, Link, Table
from . import evidence

Rows = list[tuple[Cell, ...]]

MONEY = ("contributi", "investimenti")
KEY_FIGURES = 3
SHORT = 40  # letters of a note that a lead has room for
STATUS_WORDS = {
    "attivo": ("attivo", "attivi"),
    "in-costituzione": ("in costituzione", "in costituzione"),
    "da-verificare": ("da verificare", "da verificare"),
    "cessato": ("cessato", "cessati"),
}


def official(region: Region) -> tuple[Fact, ...]:
    """Who publishes the region's own list, empty where none is known."""
    official = region.official_list
    if not official:
        return ()
    facts = [
        Fact("Pubblicato da", (official.publisher,)),
        Fact("Atto", (official.act or evidence.UNKNOWN,)),
        Fact("Data", (italian.partial(official.date) if official.date else "non nota",)),
    ]
    return (*facts, Fact("Nota", (italian.capitalised(official.note),))) if official.note else tuple(facts)


def kinds(region: Region) -> Table | None:
    """The kinds of district in the region's words, None where unknown."""
    rows: Rows = [
        (kind.code, kind.name, terms.KINDS[kind.catalogue_kind] if kind.catalogue_kind else "non indicato",
         kind.meaning or "non indicato")
        for kind in region.kinds
    ]  # fmt: skip
    columns = (Column("Sigla"), Column("Nome"), Column("Tipo nel catalogo"), Column("Significato"))
    return Table("Tipi di distretto, con le parole della Regione", columns, tuple(rows)) if rows else None


def law(region: Region) -> Table | None:
    """The acts that rule districts, None where unknown."""
    rows: Rows = []
    for law in sorted(region.law, key=newest_first):
        date = italian.partial(law.date) if law.date else "non nota"
        topic = italian.capitalised(law.topic or "non indicato")
        rows.append((law.act, date, topic, evidence.source_link(region, law.source)))
    columns = (Column("Atto"), Column("Data", "date"), Column("Argomento"), Column("Fonte"))
    return Table("Leggi e atti sui distretti", columns, tuple(rows)) if rows else None


def newest_first(law: Law) -> int:
    """A key by date; what has none comes last."""
    return -law.date.last.toordinal() if law.date else 0


def counted(region: Region) -> RegionalFigure | None:
    """The newest figure of how many districts the region has; None where no source counts them."""
    figures = [figure for figure in region.figures if figure.measure == "distretti"]
    return max(figures, key=lambda figure: figure.date.last, default=None)


def lead(region: Region, districts: int, ceased: int = 0) -> str:
    """How many districts the catalogue has, beside how many there are by the newest figure; who says so is `said_by`.

    "Di" is said only of a figure without a note: one of requests, or of one call, is no whole that ours are part of.
    Those that have ceased are no part of it either.
    """
    figure = counted(region)
    known = italian.count(districts, "distretto", "distretti") if districts else "nessun distretto"
    here = f"{known} in questo catalogo"
    if not figure:
        return italian.capitalised(f"{here}; quanti siano in tutto, nessuna fonte letta lo dice.")
    number = italian.number(figure.value)
    if districts and not figure.note and figure.value >= districts - ceased:
        more = f", più {italian.count(ceased, 'che non c’è più', 'che non ci sono più')}" if ceased else ""
        return f"{italian.number(districts - ceased)} di {number} distretti sono in questo catalogo{more}"
    note = figure.note if figure.note and len(figure.note) <= SHORT else ""
    what = f"{number} ({note[:1].lower()}{note[1:]})" if note else number
    return f"{italian.capitalised(here)}. L'ultima cifra trovata: {what}"


def said_by(region: Region) -> tuple[Cell, str]:
    """Who gives the figure of the lead, and when; ("", "") where there is none."""
    figure = counted(region)
    return (evidence.source_link(region, figure.source), italian.partial(figure.date)) if figure else ("", "")


def newest(region: Region) -> tuple[KeyFigure, ...]:
    """The newest figures of three measures, those that are the newest, in the order of measures."""
    found: dict[str, RegionalFigure] = {}
    for figure in sorted(region.figures, key=lambda figure: figure.date.last, reverse=True):
        found.setdefault(figure.measure, figure)
    shown = list(found.values())[:KEY_FIGURES]
    return tuple(_key(region, figure) for figure in sorted(shown, key=lambda one: [*words.MEASURES].index(one.measure)))


def _key(region: Region, figure: RegionalFigure) -> KeyFigure:
    money = figure.unit == "EUR"
    value = italian.quantity(figure.value, figure.unit) if money else italian.number(figure.value)
    label = words.MEASURES[figure.measure] if money else figure.unit
    source, date = evidence.source_link(region, figure.source), italian.partial(figure.date)
    return KeyFigure(value, label.lower(), source, date, figure.note or "")


def figures(region: Region) -> tuple[Table, ...]:
    """A table for each measure, newest figure first."""
    groups: dict[str, Rows] = defaultdict(list)
    for item in sorted(region.figures, key=lambda figure: figure.date.last, reverse=True):
        value = italian.quantity(item.value, item.unit)
        note, source = item.note or "nessuna", evidence.source_link(region, item.source)
        groups[item.measure].append((italian.partial(item.date), value, note, source))
    columns = (Column("Data"), Column("Valore", "amount"), Column("Nota"), Column("Fonte"))
    return _by_measure(groups, italian.in_region(region.name), columns)


def provincial_figures(catalog: Catalog, region: Region) -> tuple[Table, ...]:
    """A table for each measure, by province and then the newest first."""
    provinces = catalog.places.provinces
    groups: dict[str, Rows] = defaultdict(list)
    figures = sorted(region.provincial_figures, key=lambda item: item.date.last, reverse=True)
    for item in sorted(figures, key=lambda item: italian.order(provinces[item.province].name)):
        province = provinces[item.province]
        place = Link(f"{province.name} ({province.code})", addresses.province(province))
        value = italian.quantity(item.value, "EUR" if item.measure in MONEY else "")  # the caption says the unit
        source = evidence.source_link(region, item.source)
        groups[item.measure].append((place, value, italian.partial(item.date), item.note or "nessuna", source))
    columns = (Column("Provincia"), Column("Valore", "amount"), Column("Data", "date"), Column("Nota"), Column("Fonte"))
    return _by_measure(groups, "per provincia", columns)


def _by_measure(groups: Mapping[str, Rows], where: str, columns: tuple[Column, ...]) -> tuple[Table, ...]:
    named = ((label, groups[measure]) for measure, label in words.MEASURES.items() if measure in groups)
    return tuple(Table(f"{label} {where}", columns, tuple(rows)) for label, rows in named)


def breakdown(districts: Sequence[District]) -> tuple[Fact, ...]:
    """How many districts the catalogue has, by state; empty where none."""
    if not districts:
        return ()
    counts = Counter(district.status for district in districts)
    states = tuple(italian.count(counts[key], *names) for key, names in STATUS_WORDS.items() if counts[key])
    complete = sum(district.municipalities_complete for district in districts)
    return (
        Fact("Schede", (italian.number(len(districts)),), "L'elenco della Regione può averne di più o di meno."),
        Fact("Stato", states),
        Fact("Comuni tutti noti", (f"per {italian.count(complete, 'distretto', 'distretti')}",)),
    )
