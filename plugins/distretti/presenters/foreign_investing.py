"""What a district has to show to who would invest there, in other languages."""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing
from ..language.words import Own, Words
from ..model import District, Programme, RecurringEvent
from ..model import district as terms
from ..model.district import Grant, Indicator
from ..model.record import Source
from ..site import addresses, languages
from ..site.blocks import Block, Detail, Grid, Phrase
from ..site.components import Column, Link
from ..site.site import Site
from . import foreign, foreign_district, foreign_rules, investor_data, investor_facts, references
from .foreign import detail
from .investor_data import Row
from .investor_facts import NO_AMOUNT, Compared, Known, Towns
from .markets import TO_CONFIRM

SEVERAL = "Dove una riga ne cita più di una, la scheda non dice quale delle sue fonti lo scrive."


def compared(words: Words, caption: str, found: Compared) -> tuple[Grid, ...]:
    """The districts of a region beside each other; nothing where no source says anything of one."""
    labels = (
        ("Distretto", "text"), ("Stato", "text"), ("Comuni", "amount"), ("Abitanti", "amount"),
        ("Mercati e fiere", "text"),
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

    def number(count: int | None) -> Phrase:
        return (words.number(count),) if count is not None else unknown

    amounts = [in_table(words, grant) for grant in known.grants[: investor_facts.AMOUNTS]]
    more = len(known.grants) - investor_facts.AMOUNTS
    amounts += [words("e altri {n}", n=words.number(more))] if more > 0 else []
    sources = _sources(words, len(district.sources))
    page = languages.beside(words.code, addresses.of(district))
    return (
        (foreign.page(words, Own(district.short_name), addresses.investor_sheet(district)),),
        _state(words, district),
        towns,
        number(known.people),
        _markets(words, known) if known.markets else unknown,
        number(known.programmes),
        number(known.attractions),
        (words("detti da una fonte"),) if known.vacancies else unknown,
        number(known.indicators),
        ("; ".join(amounts),) if amounts else unknown,
        (f"{sources}: ", Link(Own(district.short_name), f"{page}#{foreign.SOURCE.format(1)}")),
    )


def not_counted(words: Words, number: int) -> tuple[Phrase, ...]:
    """That districts which have ceased are in no count of who would invest."""
    one, many = "Fuori dal conto un distretto che non c'è più.", "Fuori dal conto {n} distretti che non ci sono più."
    return ((words.count(number, one, many),),) if number else ()


def _state(words: Words, district: District) -> Phrase:
    said = words(terms.STATUSES[district.status])
    return (said,) if investor_facts.is_automatic(district) else (said, "; ", *foreign.confirmation(words, district))


def _markets(words: Words, known: Standing) -> Phrase:
    number, unsure = known.markets or 0, known.doubtful or 0
    if not unsure:
        return (words.number(number),)
    text = "{n} da riconfermare" if unsure == number else "{n}, di cui {dubbi} da riconfermare"
    return (words(text, n=words.number(number), dubbi=words.number(unsure)),)


def trust(words: Words, district: District) -> Phrase:
    """Its status where it is not plainly active, how far its record can be trusted."""
    status = () if district.status == "attivo" else (words(terms.STATUSES[district.status]), " · ")
    return (*status, *foreign.brief(words, district))


def dated(words: Words, district: District) -> str:
    """ "sheet of 22 November 2026"."""
    return words("scheda del {giorno}", giorno=words.partial(district.changed))


def sheet(words: Words, catalog: Catalog, district: District) -> tuple[Block, ...]:
    """What is known, whom to ask, what is not known."""
    found = investor_facts.known(catalog, district)
    notes = investor_facts.sources(district, found)
    ask = whom_to_ask(words, catalog, district, notes)
    missing = tuple((words(name),) for name in investor_facts.missing(found))
    nobody = () if ask else ((words("Nessuna fonte letta dice a chi chiedere."),),)
    note = (words("Nessuna fonte letta lo dice: non vuol dire che non ci sia."),)
    candidates = (
        Block(words("Che cosa si sa"), "known", grids=(_grid(words, district, found, notes),)),
        Block(words("A chi chiedere"), "ask", texts=nobody, details=ask),
        Block(words("Che cosa non si sa"), "unknown", texts=(note,), items=missing, searched=False)
        if missing
        else Block(),
        foreign.notes(words, catalog, notes.values(), (words(SEVERAL),)),
    )
    return tuple(filter(foreign.has_something, candidates))


def _grid(words: Words, district: District, found: Iterable[Known], notes: dict[str, Source]) -> Grid:
    rows = tuple(
        ((words(item.what),), value(words, item.value, item.terms), (_when(words, item),), _said_by(words, item, notes))
        for item in found
    )
    labels = (("Che cosa", "text"), ("Quanto o quale", "text"), ("Di quando", "date"), ("Fonte", "text"))
    caption = words("Che cosa si sa di {nome}", nome=district.short_name)
    return Grid(caption, tuple(Column(words(label), kind) for label, kind in labels), rows)


def _when(words: Words, item: Known) -> str:
    return words.partial(item.when) if item.when else words("senza data")


def _said_by(words: Words, item: Known, notes: dict[str, Source]) -> Phrase:
    """Who says it, with the numbers of notes; they lead to the first."""
    return _cited(words, item.sources, notes) if item.sources else (words("non indicata"),)


def _cited(words: Words, found: tuple[Source, ...], notes: Iterable[str]) -> Phrase:
    numbers = investor_facts.numbers(found, notes)
    cited = investor_facts.cited(numbers)
    one = len(numbers) == 1
    name = Own(f"{found[0].publisher} {cited}") if one else f"{_sources(words, len(numbers))} {cited}"
    return (Link(name, f"#{foreign.SOURCE.format(numbers[0])}"),)


def _sources(words: Words, number: int) -> str:
    return words.count(number, "{n} fonte", "{n} fonti")


def value(words: Words, said: object, explained: tuple[str, ...] = ()) -> Phrase:
    """How much, or which: in words of the language where it is a number or a term, else as the record has it."""
    match said:
        case Towns():
            number = words.number(said.number)
            return (number if said.whole else words("almeno {quanti}", quanti=number),)
        case RecurringEvent():
            rule = foreign_rules.said(words, said.recurrence)
            doubt = (", ", words(TO_CONFIRM)) if said.to_confirm else ()
            return Link(Own(said.title), addresses.of(said)), ": ", rule or Own(said.recurrence.text), *doubt
        case Programme():
            return (Link(Own(said.name), addresses.of(said)),)
        case Grant():
            notes = Own("; ".join(said.remarks))
            tail = (". ", *words.phrase("Nota: {testo}", testo=notes)) if notes else ()
            return Own(said.measure), ": ", money(words, said), *tail
        case Indicator():
            return foreign.measured(words, explained, said)
        case int():
            return (words.number(said),)
    return foreign.explained(words, str(said), explained)


def money(words: Words, grant: Grant) -> str:
    """ "€162,016.81, 2022, for bodies, granted"."""
    amount = words(NO_AMOUNT) if grant.amount_eur is None else words.euros(grant.amount_eur)
    told = words("circa {importo}", importo=amount) if grant.approximate and grant.amount_eur else amount
    return ", ".join(filter(None, (told, str(grant.year or ""), *_kind_of_money(words, grant))))


def in_table(words: Words, grant: Grant) -> str:
    """The same where its note has no room, with that there is one."""
    return ", ".join((money(words, grant), *((words("con una nota"),) if grant.remarks else ())))


def _kind_of_money(words: Words, grant: Grant) -> list[str]:
    keys = ((terms.GRANT_SHARES, grant.share), (terms.GRANT_ROLES, grant.role), (terms.GRANT_STAGES, grant.stage))
    return [words(table[key]) for table, key in keys if key]


def whom_to_ask(words: Words, catalog: Catalog, district: District, notes: Iterable[str]) -> tuple[Detail, ...]:
    """Who leads it, how to reach it, who answers for its region's list; sources by their numbers among the notes."""
    mail = investor_facts.of_mail(district)
    record = catalog.region.get(district.region)
    link = references.official_list(catalog, district.region)
    publisher = Own(record.official_list.publisher) if record and record.official_list else None
    return (
        *detail(words("Capofila"), Own(district.lead) if district.lead else None),
        *foreign_district.contacts(words, district, _cited(words, mail, notes) if mail else ()),
        *detail(words("Elenco della Regione"), Link(publisher, link.address) if link and publisher else publisher),
    )


def rows(words: Words, site: Site, found: Iterable[Known]) -> list[Row]:
    """What is known as data: controlled words of the language, the words of records apart."""
    return [
        Row(
            str(words(item.what)), amount, str(words(unit)) if unit and unit != "EUR" else unit,
            _meaning(words, item), investor_data.words(item.value), investor_data.note(item.value),
            str(item.when or ""), _publisher(words, item), investor_data.address(site, item, words.code),
        )
        for item in found
        for amount, unit in (investor_data.amount(item.value),)
    ]  # fmt: skip


def _meaning(words: Words, item: Known) -> str:
    match said := item.value:
        case Towns():
            return "" if said.whole else words("almeno")
        case Grant():
            amount = words(NO_AMOUNT) if said.amount_eur is None else words("circa") if said.approximate else ""
            return ", ".join(filter(None, (amount, *_kind_of_money(words, said))))
        case RecurringEvent():
            doubt = words(TO_CONFIRM) if said.to_confirm else ""
            rule = foreign_rules.said(words, said.recurrence) or said.recurrence.text
            return ", ".join(filter(None, (rule, doubt)))
    return ", ".join(map(words, item.terms))


def _publisher(words: Words, item: Known) -> str:
    if not item.sources:
        return words("non indicata")
    return item.sources[0].publisher if len(item.sources) == 1 else _sources(words, len(item.sources))
