"""What a district has to show to who would invest there: figures each with its day and sources, as pages and files.

A `Known` is the same in every language; a `Row` is one in Italian words, presenters/foreign_investing has others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing, markets, programmes, standing
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Programme, Record, RecurringEvent
from ..model.district import Grant, Indicator
from ..model.record import Source
from ..site import addresses
from ..site.components import Cell, Fact, Link
from ..site.site import Site
from . import district_answer, grant_facts, references

POPULATION = Source.model_construct(
    publisher="Istat", title="Popolazione dei comuni al 1º gennaio 2023", kind="ente", url=None, date=None
)
POPULATION_DAY = PartialDate.parse("2023-01-01")
UNNAMED = "fonte non indicata"
AMOUNTS = 3  # of public money, of a district in the table of its region

# What is asked of every district: the line that says it, and how it is called where no source does.
ASKED = (
    ("Comuni", "Comuni che ne fanno parte"),
    ("Abitanti dei comuni", "Abitanti dei comuni"),
    ("Mercato o fiera", "Mercati e fiere"),
    ("Programma o bando", "Programmi e bandi"),
    ("Attrattore", "Attrattori"),
    ("Soldi pubblici", "Soldi pubblici"),
    ("Mix merceologico", "Mix merceologico: che cosa vendono i negozi"),
    ("Spazi sfitti", "Spazi sfitti"),
    ("Indicatore", "Indicatori, come i flussi di visitatori"),
)


class Towns(NamedTuple):
    """How many municipalities are known, and whether these are all."""

    number: int
    whole: bool


class Known(NamedTuple):
    """What is known, of when, who says so; `terms` are the catalogue's for the words of a source."""

    what: str
    value: int | str | Towns | RecurringEvent | Programme | Grant | Indicator
    when: PartialDate | None
    sources: tuple[Source, ...]
    record: Record | None = None  # where its sources are those of a whole record
    terms: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of a sheet as data: a number apart from its unit and what it means, the words of sources as they are."""

    what: str
    value: int | Decimal | None
    unit: str
    meaning: str
    words: str
    when: str
    source: str
    address: str


COLUMNS = ("Distretto", "Che cosa", "Valore", "Unità", "Significato", "Parole della fonte", "Di quando", "Fonte",
           "Indirizzo")  # fmt: skip


class Compared(NamedTuple):
    """The districts of a region that have not ceased: how many, and those of which a source says more than a place."""

    number: int
    shown: tuple[tuple[District, Standing], ...]


def compared(catalog: Catalog, region: str) -> Compared:
    """What stands beside each other."""
    found = [item for item in catalog.districts_of_region[region] if item.status != "cessato"]
    shown = ((item, standing(catalog, item)) for item in found)
    return Compared(len(found), tuple(pair for pair in shown if pair[1].says_something))


def known(catalog: Catalog, district: District) -> list[Known]:
    """All that is known, in the order of a sheet: nothing that no source fills."""
    found = standing(catalog, district)
    return [*_places(district, found), *_happenings(catalog, district), *_shops(catalog, district),
            *_measured(catalog, district, found)]  # fmt: skip


def _places(district: District, found: Standing) -> Iterator[Known]:
    if found.municipalities:
        yield _told("Comuni", Towns(found.municipalities, found.whole), district)
    if found.people is not None:
        yield Known("Abitanti dei comuni", found.people, POPULATION_DAY, (POPULATION,))


def _happenings(catalog: Catalog, district: District) -> Iterator[Known]:
    for market in markets(catalog, district):
        yield _told("Mercato o fiera", market, market)
    for identifier in programmes(catalog, district):
        yield _told("Programma o bando", catalog.programme[identifier], catalog.programme[identifier])


def _shops(catalog: Catalog, district: District) -> Iterator[Known]:
    for word in district.attractions:
        labels = tuple(term.label for term in catalog.terms["attractions"].of([word]))
        yield _told("Attrattore", word, district)._replace(terms=labels)
    for what, said in (("Mix merceologico", district.offer), ("Spazi sfitti", district.vacant_spaces)):
        if said:
            yield _told(what, said, district)


def _measured(catalog: Catalog, district: District, found: Standing) -> Iterator[Known]:
    for item in district.indicators:
        yield Known("Indicatore", item, item.date, _source(district, item.source), None, measures(catalog, item))
    for grant in found.grants:
        when = PartialDate.parse(str(grant.year)) if grant.year else None
        yield Known("Soldi pubblici", grant, when, _source(district, grant.source))


def measures(catalog: Catalog, item: Indicator) -> tuple[str, ...]:
    """The catalogue's terms for what an indicator measures; none where its words are in no term."""
    return tuple(term.label for term in catalog.indicators if item.indicator in term.words)


def _told(what: str, value: str | Towns | RecurringEvent | Programme, record: Record) -> Known:
    """What a record says, with all of its sources, since fields do not say which: of a day only where all are of it."""
    dates = {source.date for source in record.sources}
    return Known(what, value, dates.pop() if len(dates) == 1 else None, record.sources, record)


def _source(district: District, cited: str | None) -> tuple[Source, ...]:
    """The source that a fact cites; empty where the fact does not say."""
    return tuple(item for item in district.sources if item.reference == cited)[:1]


def sources(found: Iterable[Known]) -> dict[str, Source]:
    """All that they cite, each once by its reference, in the order of the notes under a sheet."""
    said: dict[str, Source] = {}
    for item in found:
        for source in item.sources:
            said.setdefault(source.reference, source)
    return said


def numbers(item: Known, notes: Iterable[str]) -> tuple[int, ...]:
    """The numbers of what it cites among the notes."""
    places = {reference: number for number, reference in enumerate(notes, 1)}
    return tuple(sorted({places[source.reference] for source in item.sources}))


def cited(found: tuple[int, ...]) -> str:
    """ "[3]", "[1–4, 7]"."""
    runs = ([*run] for _, run in groupby(enumerate(found), lambda pair: pair[1] - pair[0]))
    edges = ((run[0][1], run[-1][1]) for run in runs)
    return f"[{', '.join(str(first) if first == last else f'{first}–{last}' for first, last in edges)}]"


def missing(found: list[Known]) -> tuple[str, ...]:
    """What is asked of every district and no source that was read says of this one."""
    said = {item.what for item in found}
    return tuple(name for what, name in ASKED if what not in said)


def money(grant: Grant) -> str:
    """ "162.016,81 €, 2022, enti; concesso"."""
    parts = (grant_facts.amount(grant), str(grant.year or ""), grant_facts.meaning(grant))
    return ", ".join(part for part in parts if part)


def value(item: Known) -> str:
    """How much, or which, in Italian words."""
    match said := item.value:
        case Towns():
            return f"{'' if said.whole else 'almeno '}{italian.number(said.number)}"
        case Grant():
            return f"{said.measure}: {money(said)}"
        case Indicator():
            return f"{said.indicator}: {italian.quantity(said.value, said.unit)}"
        case int():
            return italian.number(said)
    return italian.capitalised(words(said))


def words(said: object) -> str:
    """The words of a record or its source; empty for a bare number."""
    match said:
        case RecurringEvent():
            return f"{said.title}: {said.recurrence.text}"
        case Programme():
            return said.name
        case Grant():
            return said.measure
        case Indicator():
            return said.indicator
    return said if isinstance(said, str) else ""


def amount(said: object) -> tuple[int | Decimal | None, str]:
    """The number that it is, and its unit."""
    match said:
        case Towns():
            return said.number, ""
        case Grant():
            return said.amount_eur, "EUR"
        case Indicator():
            return said.value, said.unit
    return (said, "") if isinstance(said, int) else (None, "")


def rows(site: Site, found: Iterable[Known]) -> list[Row]:
    """What is known as data, in Italian words."""
    return [
        Row(
            item.what,
            *amount(item.value),
            _meaning(item),
            words(item.value),
            str(item.when or ""),
            *_said_by(site, item),
        )
        for item in found
    ]


def _meaning(item: Known) -> str:
    match said := item.value:
        case Towns():
            return "" if said.whole else "almeno"
        case Grant():
            return "; ".join(filter(None, ("circa" if said.approximate else "", grant_facts.meaning(said))))
    return "; ".join(item.terms)


def _said_by(site: Site, item: Known) -> tuple[str, str]:
    if not item.sources:
        return UNNAMED, ""
    said = item.sources[0].publisher if len(item.sources) == 1 else italian.count(len(item.sources), "fonte", "fonti")
    return said, address(site, item)


def address(site: Site, item: Known) -> str:
    """Where its sources are: the page of a record, or the source itself; whole where the site knows its own."""
    if item.record:
        page = addresses.of(item.record)
        return site.canonical(page) or page
    return (item.sources[0].url or "") if item.sources else ""


def as_csv(district: District, labels: Iterable[str], found: Iterable[Row]) -> bytes:
    """Rows under columns with these labels, numbers as data have them."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(italian.slug(label).replace("-", "_") for label in labels)
    writer.writerows((district.id, *("" if cell is None else cell for cell in row)) for row in found)
    return stream.getvalue().encode()


def whom_to_ask(catalog: Catalog, district: District) -> tuple[Fact, ...]:
    """Who leads it, how to reach it, who answers for its region's list."""
    found = [fact for fact in district_answer.at_hand(catalog, district) if fact.term not in ("Comune", "Comuni")]
    page = addresses.of(district)
    facts = [replace(fact, values=tuple(_outside(page, cell) for cell in fact.values)) for fact in found]
    return (*facts, *_region(catalog, district))


def _outside(page: str, cell: Cell) -> Cell:
    """A cell of a district's page as another page has it."""
    return Link(cell.label, f"{page}{cell.address}") if isinstance(cell, Link) and cell.address[:1] == "#" else cell


def _region(catalog: Catalog, district: District) -> Iterator[Fact]:
    record = catalog.region.get(district.region)
    if record and record.official_list:
        publisher, link = record.official_list.publisher, references.official_list(catalog, district.region)
        yield Fact("Elenco della Regione", (Link(publisher, link.address) if link else publisher,))
