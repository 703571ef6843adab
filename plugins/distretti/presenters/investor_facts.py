"""What a district has to show to who would invest there: figures each with its day and sources, on pages and paper.

A `Known` is the same in every language; here it is in Italian words, in presenters/foreign_investing in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing, markets, programmes, standing
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Programme, Record, RecurringEvent
from ..model.district import Grant, Indicator
from ..model.record import Source
from ..site.components import Cell, Fact, Link
from . import district_answer, district_facts, evidence, grant_facts, references
from .markets import TO_CONFIRM

POPULATION = Source.model_construct(
    publisher="Istat", title="Popolazione dei comuni al 1º gennaio 2023", kind="ente", url=None, date=None
)
POPULATION_DAY = PartialDate.parse("2023-01-01")
NO_AMOUNT = "importo non noto"  # of money that a source names
UNNAMED = "fonte non indicata"
UNKNOWN = evidence.UNKNOWN
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


class Compared(NamedTuple):
    """The districts of a region that have not ceased: how many, and those of which a source says more than a place."""

    number: int
    shown: tuple[tuple[District, Standing], ...]


def compared(catalog: Catalog, region: str) -> Compared:
    """What stands beside each other."""
    found = [item for item in catalog.districts_of_region[region] if item.status != "cessato"]
    shown = ((item, standing(catalog, item)) for item in found)
    return Compared(len(found), tuple(pair for pair in shown if pair[1].says_something))


def not_counted(number: int) -> tuple[str, ...]:
    """That districts which have ceased are in no count of who would invest."""
    one, many = (
        "Fuori dal conto un distretto che non c’è più.",
        f"Fuori dal conto {number} distretti che non ci sono più.",
    )
    return (one if number == 1 else many,) if number else ()


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


def sources(district: District, found: Iterable[Known]) -> dict[str, Source]:
    """All that a sheet cites, each once by its reference, in the order of its notes; last that of its mail."""
    said: dict[str, Source] = {}
    for source in (*(source for item in found for source in item.sources), *of_mail(district)):
        said.setdefault(source.reference, source)
    return said


def of_mail(district: District) -> tuple[Source, ...]:
    """The source of its certified mail."""
    contacts = district.contacts
    return _source(district, contacts.source) if contacts and contacts.pec else ()


def numbers(found: Iterable[Source], notes: Iterable[str]) -> tuple[int, ...]:
    """The numbers of sources among the notes."""
    places = {reference: number for number, reference in enumerate(notes, 1)}
    return tuple(sorted({places[source.reference] for source in found}))


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
    """ "162.016,81 €, 2022, enti; concesso", "importo non noto, 2019"."""
    amount = NO_AMOUNT if grant.amount_eur is None else grant_facts.amount(grant)
    parts = (amount, str(grant.year or ""), grant_facts.meaning(grant))
    return ", ".join(part for part in parts if part)


def in_table(grant: Grant) -> str:
    """The same where its note has no room, with that there is one."""
    return f"{money(grant)}{', con una nota' if grant.remarks else ''}"


def value(item: Known) -> str:
    """How much, or which, in Italian words."""
    match said := item.value:
        case Towns():
            return f"{'' if said.whole else 'almeno '}{italian.number(said.number)}"
        case Grant():
            notes = "; ".join(said.remarks)
            return f"{said.measure}: {money(said)}{f'. Nota: {notes}' if notes else ''}"
        case Indicator():
            return f"{said.indicator}: {italian.quantity(said.value, said.unit)}"
        case int():
            return italian.number(said)
        case RecurringEvent():
            doubt = f", {TO_CONFIRM}" if said.to_confirm else ""
            return f"{italian.capitalised(said.title)}: {said.recurrence.text}{doubt}"
        case Programme():
            return italian.capitalised(said.name)
    return italian.capitalised(said)


def trust(district: District) -> str:
    """How far the record can be trusted, as its page says it."""
    provenance = evidence.provenance(district)
    return f"{provenance.statement} {provenance.newest_source}"


def state(district: District) -> Cell | tuple[Cell, ...]:
    """Its status in a table; with it how the record was made and confirmed, where it is not automatic."""
    said = district_facts.status(district)
    return said if is_automatic(district) else (said, evidence.confirmation(district))


def is_automatic(district: District) -> bool:
    """Whether nobody wrote its record or answers for it."""
    return not district.confirmed and district.collected != "a-mano"


def doubtful(known: Standing) -> str:
    """ "3", "3, di cui 2 da riconfermare": its markets."""
    number, unsure = known.markets or 0, known.doubtful or 0
    among = ", di cui" if unsure < number else ""
    tail = f"{among} {'' if unsure == number else italian.number(unsure) + ' '}{TO_CONFIRM}" if unsure else ""
    return f"{italian.number(number)}{tail}" if number else UNKNOWN


def whom_to_ask(catalog: Catalog, district: District, notes: Iterable[str]) -> tuple[Fact, ...]:
    """Who leads it, how to reach it, who answers for its region's list; sources by their numbers among the notes."""
    found = [fact for fact in district_answer.at_hand(catalog, district) if fact.term not in ("Comune", "Comuni")]
    mail = numbers(of_mail(district), notes)
    facts = [replace(fact, values=tuple(_noted(cell, mail) for cell in fact.values)) for fact in found]
    return (*facts, *_region(catalog, district))


def _noted(cell: Cell, mail: tuple[int, ...]) -> Cell:
    """A cell of a district's page on its sheet: the source that it leads to is that of the mail."""
    if isinstance(cell, Link) and cell.address[:1] == "#":
        return Link(f"{cell.label} {cited(mail)}", f"#fonte-{mail[0]}")
    return cell


def _region(catalog: Catalog, district: District) -> Iterator[Fact]:
    record = catalog.region.get(district.region)
    if record and record.official_list:
        publisher, link = record.official_list.publisher, references.official_list(catalog, district.region)
        yield Fact("Elenco della Regione", (Link(publisher, link.address) if link else publisher,))
