"""What a district has to show to who would invest there, in other languages."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing
from ..language.words import Own, Words
from ..model import District, Programme, RecurringEvent
from ..model import district as terms
from ..model.district import Grant, Indicator
from ..site import addresses, languages
from ..site.blocks import Block, Detail, Grid, Phrase
from ..site.components import Column, Link
from . import foreign, foreign_district, foreign_rules, investor_facts, references
from .foreign import detail
from .investor_facts import Compared, Known, Towns


def compared(words: Words, caption: str, found: Compared) -> tuple[Grid, ...]:
    """The districts of a region beside each other; nothing where no source says anything of one."""
    labels = (
        ("Distretto", "text"), ("Comuni", "amount"), ("Abitanti", "amount"), ("Mercati e fiere", "amount"),
        ("Programmi e bandi", "amount"), ("Attrattori", "amount"), ("Spazi sfitti", "text"),
        ("Indicatori", "amount"), ("Soldi pubblici noti", "text"), ("Fonti", "text"),
    )  # fmt: skip
    columns = tuple(Column(words(label), kind) for label, kind in labels)
    rows = tuple(_row(words, district, known) for district, known in found.shown)
    choice = tuple(district.id.split("/")[1] for district, _ in found.shown)
    return (Grid(caption, columns, rows, choice),) if rows else ()


def _row(words: Words, district: District, known: Standing) -> tuple[Phrase, ...]:
    unknown: Phrase = (words("non noto"),)
    towns = value(words, Towns(known.municipalities, known.whole)) if known.municipalities else unknown
    counts = (known.people, known.markets, known.programmes, known.attractions)
    amounts = [money(words, grant) for grant in known.grants[: investor_facts.AMOUNTS]]
    more = len(known.grants) - investor_facts.AMOUNTS
    amounts += [words("e altri {n}", n=words.number(more))] if more > 0 else []
    sources = words.count(len(district.sources), "{n} fonte", "{n} fonti")
    page = languages.beside(words.code, addresses.of(district))
    return (
        (foreign.page(words, Own(district.short_name), addresses.investor_sheet(district)),),
        towns,
        *((words.number(count),) if count is not None else unknown for count in counts),
        (words("detti da una fonte"),) if known.vacancies else unknown,
        (words.number(known.indicators),) if known.indicators else unknown,
        ("; ".join(amounts),) if amounts else unknown,
        (f"{sources}: ", Link(Own(district.short_name), f"{page}#{foreign.SOURCE.format(1)}")),
    )


def sheet(words: Words, catalog: Catalog, district: District) -> tuple[Block, ...]:
    """What is known, whom to ask, what is not known."""
    found = investor_facts.known(catalog, district)
    ask = whom_to_ask(words, catalog, district)
    missing = tuple((words(name),) for name in investor_facts.missing(found))
    nobody = () if ask else ((words("Nessuna fonte letta dice a chi chiedere."),),)
    note = (words("Nessuna fonte letta lo dice: non vuol dire che non ci sia."),)
    candidates = (
        Block(words("Che cosa si sa"), "known", grids=(_grid(words, found),)),
        Block(words("A chi chiedere"), "ask", texts=nobody, details=ask),
        Block(words("Che cosa non si sa"), "unknown", texts=(note,), items=missing, searched=False)
        if missing
        else Block(),
    )
    return tuple(filter(foreign.has_something, candidates))


def _grid(words: Words, found: Iterable[Known]) -> Grid:
    rows = tuple(
        ((words(item.what),), value(words, item.value), (_when(words, item),), _said_by(words, item, number))
        for number, item in enumerate(found, 1)
    )
    labels = (("Che cosa", "text"), ("Quanto o quale", "text"), ("Di quando", "date"), ("Fonte", "text"))
    return Grid(words("Che cosa si sa"), tuple(Column(words(label), kind) for label, kind in labels), rows)


def _when(words: Words, item: Known) -> str:
    return words.partial(item.when) if item.when else words("senza data")


def _said_by(words: Words, item: Known, number: int) -> Phrase:
    """Who says it; links with the same words are told apart by their number."""
    if item.record:
        amount = len(item.record.sources)
        said = words.count(amount, "{n} fonte della scheda", "{n} fonti della scheda")
        return (Link(f"{said} ({number})", languages.nearest(words.code, item.address)),)
    if item.publisher == investor_facts.POPULATION:
        return (words(item.publisher),)
    name = Own(f"{item.publisher} ({number})") if item.publisher else words("non indicata")
    return (Link(name, item.address) if item.address else name,)


def value(words: Words, said: object) -> Phrase:
    """How much, or which: in words of the language where it is a number or a term, else as the record has it."""
    match said:
        case Towns():
            number = words.number(said.number)
            return (number if said.whole else words("almeno {quanti}", quanti=number),)
        case RecurringEvent():
            rule = foreign_rules.said(words, said.recurrence)
            return Own(said.title), ": ", rule or Own(said.recurrence.text)
        case Programme():
            return (Own(said.name),)
        case Grant():
            return Own(said.measure), ": ", money(words, said)
        case Indicator():
            return Own(said.indicator), ": ", words.number(said.value), " ", Own(said.unit)
        case int():
            return (words.number(said),)
    return (Own(str(said)),)


def money(words: Words, grant: Grant) -> str:
    """ "€162,016.81, 2022, for bodies, granted"."""
    amount = words("non noto") if grant.amount_eur is None else words.euros(grant.amount_eur)
    told = words("circa {importo}", importo=amount) if grant.approximate and grant.amount_eur else amount
    keys = ((terms.GRANT_SHARES, grant.share), (terms.GRANT_ROLES, grant.role), (terms.GRANT_STAGES, grant.stage))
    parts = [told, str(grant.year or ""), *(words(table[key]) for table, key in keys if key)]
    return ", ".join(filter(None, parts))


def whom_to_ask(words: Words, catalog: Catalog, district: District) -> tuple[Detail, ...]:
    """Who leads it, how to reach it, who answers for its region's list."""
    record = catalog.region.get(district.region)
    link = references.official_list(catalog, district.region)
    publisher = Own(record.official_list.publisher) if record and record.official_list else None
    return (
        *detail(words("Capofila"), Own(district.lead) if district.lead else None),
        *foreign_district.contacts(words, district),
        *detail(words("Elenco della Regione"), Link(publisher, link.address) if link and publisher else publisher),
    )
