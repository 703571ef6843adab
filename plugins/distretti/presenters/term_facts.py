"""Controlled terms and the records that use them, as the values that pages draw: the term beside the sources' words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Happening, Initiative, Programme, Question, Record, Term, Venue
from ..model import Need as NeedTerm
from ..model.registry import KIND_OF
from ..model.vocabulary import MARKS, AttractionTerm, TypicalProduct
from ..site import addresses
from ..site.components import Cell, Chip, Column, Fact, Group, Link, ListItem, Need, Table
from . import desk, list_items, sections

# Vocabularies whose terms stand for words of sources → the caption of a record's table and the heading of its column.
WORDED = {
    "services": ("Servizi", "Servizio"),
    "interventions": ("Interventi", "Intervento"),
    "audiences": ("A chi si rivolge", "Destinatari"),
    "topics": ("Argomenti", "Argomento"),
}

# Vocabularies whose terms have a page each → what a term is called, and what chips to all of them are called.
PAGES = {
    "services": ("Servizio", "Servizi"),
    "interventions": ("Intervento", "Interventi"),
    "themes": ("Tema", "Temi"),
}


def tables(catalog: Catalog, record: Initiative | Programme) -> tuple[Table, ...]:
    """The words of its sources with the terms that stand for them, a table for each vocabulary it uses."""
    found = []
    for vocabulary, (caption, column) in WORDED.items():
        rows = tuple((word, _terms(catalog, vocabulary, word)) for word in getattr(record, vocabulary, ()))
        if rows:
            found.append(Table(caption, (Column("Nelle fonti"), Column(column)), rows))
    return tuple(found)


def _terms(catalog: Catalog, vocabulary: str, word: str) -> tuple[Cell, ...]:
    """The terms of a word, linked where they have a page."""
    terms = catalog.terms[vocabulary].of([word])
    return tuple(_cell(term.label, addresses.term(vocabulary, term.id)) for term in terms) or ("nessun termine",)


def _cell(label: str, address: str) -> Cell:
    return Link(label, address) if address else label


def linked(catalog: Catalog, vocabulary: str, words: Iterable[str]) -> tuple[Cell, ...]:
    """The words of sources themselves, each leading to the first term that stands for it; a product with its mark."""
    found: list[Cell] = []
    for word in words:
        terms = catalog.terms[vocabulary].of([word])
        product = terms[0].product if terms and isinstance(terms[0], AttractionTerm) else None
        known = f" ({mark(product)})" if product and mark(product) else ""
        found.append(_cell(word + known, addresses.term(vocabulary, terms[0].id) if terms else ""))
    return tuple(found)


def mark(product: TypicalProduct) -> str:
    """ "DOP": the mark of a product that its source states, "" where it states none or that there is none."""
    return MARKS[product.mark] if product.mark and product.mark != "nessuno" else ""


def answers(catalog: Catalog, record: Initiative | Programme) -> tuple[Fact, ...]:
    """What it answers to: needs, challenges and themes, all as links; none where the record names none."""
    numbers = getattr(record, "challenges", ())
    found: dict[str, tuple[Cell, ...]] = {
        "Bisogni": tuple(
            Link(need.label, need_address(catalog, need)) for need in needs(catalog) if need.id in record.needs
        ),
        "Sfide": tuple(
            Link(f"{item.number}. {item.title}", addresses.challenge(item.id))
            for item in catalog.challenges
            if item.number in numbers
        ),
        "Temi": themes(catalog, record),
    }
    return tuple(Fact(term, values) for term, values in found.items() if values)


def themes(catalog: Catalog, record: Initiative | Programme | Happening | Question) -> tuple[Cell, ...]:
    """The themes of a record, as links to their pages."""
    terms = catalog.terms["themes"].named(record.themes)
    return tuple(Link(term.label, addresses.term("themes", term.id)) for term in terms)


def needs(catalog: Catalog) -> tuple[NeedTerm, ...]:
    """All needs, in the order of their file."""
    return tuple(term for term in catalog.terms["needs"].terms if isinstance(term, NeedTerm))


def need_address(catalog: Catalog, need: NeedTerm) -> str:
    """Where a need is shown: the page of the first challenge it belongs to, or that of all challenges."""
    own = [challenge.id for challenge in catalog.challenges if challenge.number in need.challenges]
    return addresses.need(need.id, own[0] if own else "")


def need(catalog: Catalog, term: NeedTerm) -> Need:
    """A need with what the sources say, and the initiatives and programmes that answer it."""
    groups = users(catalog, "needs", term)
    rows = tuple(row for group in groups for row in group.rows)
    return Need(term.label, term.id, term.description, sections.cited(catalog, term.statements), _count(groups), rows)


def _count(groups: Sequence[Group]) -> str:
    words = {"Iniziative": ("iniziativa", "iniziative"), "Programmi": ("programma", "programmi")}
    counted = [italian.count(len(group.rows), *words.get(group.title, ("scheda", "schede"))) for group in groups]
    total = sum(len(group.rows) for group in groups)
    verb = "Risponde" if total == 1 else "Rispondono"
    return f"{verb} a questo bisogno {italian.listed(counted)}." if counted else "Nessuna iniziativa nota."


def written(record: Record, vocabulary: str, term: Term) -> tuple[str, ...]:
    """What a record writes for a term: its sources' words, or the id of a need or theme; empty where it does not."""
    known = (term.id,) if vocabulary in ("needs", "themes") else term.words
    return tuple(word for word in getattr(record, vocabulary, ()) if word in known)


def users(catalog: Catalog, vocabulary: str, term: Term) -> tuple[Group, ...]:
    """The records that use a term, by kind; each row says the words of its sources. A kind without any is left out."""
    rows: dict[str, list[ListItem]] = {}
    for record in catalog.users[vocabulary].get(term.id, ()):
        row = _quoting(_row(catalog, record), written(record, vocabulary, term) if term.words else ())
        rows.setdefault(KIND_OF[type(record)].label, []).append(row)
    return tuple(Group(label, label.lower(), tuple(found)) for label, found in rows.items())


def _row(catalog: Catalog, record: Record) -> ListItem:
    match record:
        case Initiative():
            return list_items.initiative(record)
        case Programme():
            return list_items.programme(catalog, record)
        case District():
            return list_items.district(catalog, record)
        case Happening():
            return list_items.event(catalog, record)
        case Venue():
            return list_items.venue(catalog, record)
        case Question():
            return desk.question(record)
    return ListItem(record.heading, addresses.of(record))


def _quoting(row: ListItem, words: Iterable[str]) -> ListItem:
    """The row with the words of its sources: "Lodi · nelle fonti: «angolo di assaggio»"."""
    quoted = ", ".join(f"«{word}»" for word in words)
    return (
        replace(row, meta=" · ".join(part for part in (row.meta, f"nelle fonti: {quoted}") if part)) if quoted else row
    )


def used(catalog: Catalog, vocabulary: str) -> tuple[Term, ...]:
    """The terms of a vocabulary that some record uses: the others have no page."""
    return tuple(term for term in catalog.terms[vocabulary].terms if catalog.users[vocabulary].get(term.id))


def chips(catalog: Catalog, vocabulary: str, current: str = "") -> tuple[Chip, ...]:
    """The terms that have a page, with the number of records that use each; `current` is the term of the page."""
    return tuple(
        Chip(
            term.label,
            addresses.term(vocabulary, term.id),
            len(catalog.users[vocabulary].get(term.id, ())),
            term.id == current,
        )
        for term in used(catalog, vocabulary)
    )
