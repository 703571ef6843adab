"""A page for each service, intervention and theme: what it means, what the documents say, and what uses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Term
from ..presenters import heads, sections, term_facts
from ..site import addresses
from ..site.components import Chip, Cited, Group
from ..site.output import Head, Output, Page, collection
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class TermView:
    """A term with the records that use it, by kind, each with the words of its sources."""

    head: Head
    heading: str
    kind: str
    lead: str
    statements: tuple[Cited, ...]
    groups: tuple[Group, ...]
    others: str
    terms: tuple[Chip, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each term, also for those that nothing uses yet: they say so."""
    for vocabulary in term_facts.PAGES:
        for term in catalog.terms[vocabulary].terms:
            yield Page(addresses.term(vocabulary, term.id), "term.html", _view, (catalog, vocabulary, term))


def _view(catalog: Catalog, vocabulary: str, term: Term) -> TermView:
    kind, plural = term_facts.PAGES[vocabulary]
    groups = term_facts.users(catalog, vocabulary, term)
    count = sum(len(group.rows) for group in groups)
    cards = italian.count(count, "scheda lo indica", "schede lo indicano") if count else "nessuna scheda lo indica"
    name = f"{term.label} ({kind.lower()})"
    return TermView(
        head=heads.head(
            name,
            f"{kind} dei distretti del commercio: {term.description} In questo catalogo {cards}.",
            ("Iniziative", addresses.INITIATIVES),
            (name, ""),
            section="iniziative",
            structured=collection(name, addresses.term(vocabulary, term.id), count),
        ),
        heading=term.label,
        kind=kind,
        lead=term.description,
        statements=sections.cited(catalog, term.statements),
        groups=groups,
        others=plural,
        terms=term_facts.chips(catalog, vocabulary, term.id),
    )
