"""What a district has to show to who would invest there: figures each with its day and source, as pages and files.

A `Known` is the same in every language; a `Line` is one in Italian words, presenters/foreign_investing has others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing, markets, programmes, standing
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Programme, Record, RecurringEvent
from ..model.district import Grant, Indicator
from ..site import addresses
from ..site.components import Cell, Fact, Link
from . import district_answer, grant_facts, references

POPULATION = "Istat, popolazione dei comuni"
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
    """What is known, of when, who says so: a record, by its sources, or a publisher with its address."""

    what: str
    value: int | str | Towns | RecurringEvent | Programme | Grant | Indicator
    when: PartialDate | None
    record: Record | None = None
    publisher: str = ""
    address: str = ""


class Line(NamedTuple):
    """A line of a sheet: what, how much, of when, who says so with an address."""

    what: str
    value: str
    when: PartialDate | None
    source: str
    address: str


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
    return [*_places(district, found), *_happenings(catalog, district), *_shops(district), *_measured(district, found)]


def _places(district: District, found: Standing) -> Iterator[Known]:
    if found.municipalities:
        yield _told("Comuni", Towns(found.municipalities, found.whole), district)
    if found.people is not None:
        yield Known("Abitanti dei comuni", found.people, POPULATION_DAY, publisher=POPULATION)


def _happenings(catalog: Catalog, district: District) -> Iterator[Known]:
    for market in markets(catalog, district):
        yield _told("Mercato o fiera", market, market)
    for identifier in programmes(catalog, district):
        yield _told("Programma o bando", catalog.programme[identifier], catalog.programme[identifier])


def _shops(district: District) -> Iterator[Known]:
    for word in district.attractions:
        yield _told("Attrattore", word, district)
    for what, said in (("Mix merceologico", district.offer), ("Spazi sfitti", district.vacant_spaces)):
        if said:
            yield _told(what, said, district)


def _measured(district: District, found: Standing) -> Iterator[Known]:
    for item in district.indicators:
        yield Known("Indicatore", item, item.date, None, *_source(district, item.source))
    for grant in found.grants:
        when = PartialDate.parse(str(grant.year)) if grant.year else None
        yield Known("Soldi pubblici", grant, when, None, *_source(district, grant.source))


def _told(what: str, value: str | Towns | RecurringEvent | Programme, record: Record) -> Known:
    """What a record says, with all of its sources: fields do not say which."""
    return Known(what, value, record.newest_source, record, address=addresses.of(record))


def _source(district: District, cited: str | None) -> tuple[str, str]:
    """The publisher of what a fact cites and its address; empty where the fact does not say."""
    source = next((item for item in district.sources if item.reference == cited), None)
    return (source.publisher, source.url or "") if source else ("", "")


def missing(found: list[Known]) -> tuple[str, ...]:
    """What is asked of every district and no source that was read says of this one."""
    said = {item.what for item in found}
    return tuple(name for what, name in ASKED if what not in said)


def money(grant: Grant) -> str:
    """ "162.016,81 €, 2022, enti; concesso"."""
    parts = (grant_facts.amount(grant), str(grant.year or ""), grant_facts.meaning(grant))
    return ", ".join(part for part in parts if part)


def lines(found: list[Known]) -> list[Line]:
    """What is known in Italian words."""
    return [Line(item.what, _value(item.value), item.when, _said_by(item), item.address) for item in found]


def _value(value: object) -> str:
    match value:
        case Towns():
            return f"{'' if value.whole else 'almeno '}{italian.number(value.number)}"
        case RecurringEvent():
            return f"{value.title}: {value.recurrence.text}"
        case Programme():
            return value.name
        case Grant():
            return f"{value.measure}: {money(value)}"
        case Indicator():
            return f"{value.indicator}: {italian.quantity(value.value, value.unit)}"
        case int():
            return italian.number(value)
    return italian.capitalised(str(value))


def _said_by(item: Known) -> str:
    if item.record:
        return f"{italian.count(len(item.record.sources), 'fonte', 'fonti')} della scheda"
    return item.publisher or UNNAMED


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
