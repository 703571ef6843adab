"""The glossary: every term with its explanation, from A to Z; other pages lead to its anchors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import GlossaryTerm, Source
from ..presenters import heads
from ..site import addresses
from ..site.components import Cell, Link
from ..site.output import Head, Output, Page
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class Entry:
    """One term; its anchor in the page is its id."""

    id: str
    name: str  # with its abbreviations: "centro commerciale naturale (CCN)"
    definition: str
    sources: tuple[Cell, ...]
    see: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with a letter."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The whole glossary."""

    head: Head
    lead: str
    index: tuple[Link, ...]
    letters: tuple[Letter, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """One page, also without terms: links to it are everywhere."""
    yield Page(addresses.GLOSSARY, "glossary.html", _view, (catalog,))


def _view(catalog: Catalog) -> GlossaryView:
    names = {term.id: _name(term) for term in catalog.glossary}
    by_letter = groupby(catalog.glossary, key=lambda term: italian.folded(term.term)[:1].upper())
    letters = tuple(
        Letter(title, f"lettera-{title.lower()}", tuple(_entry(term, names) for term in terms))
        for title, terms in by_letter
    )
    head = heads.head(
        "Glossario dei distretti del commercio",
        "Le parole e le sigle dei distretti del commercio spiegate in modo semplice: capofila, DUC, SUAP e le altre.",
        ("Glossario", ""),
        structured=_structured(catalog),
    )
    lead = f"{italian.count(len(names), 'termine', 'termini')} che si incontrano in queste pagine, in parole semplici."
    index = tuple(Link(letter.title, f"#{letter.anchor}") for letter in letters)
    return GlossaryView(head, lead, index, letters)


def _name(term: GlossaryTerm) -> str:
    return f"{term.term} ({', '.join(term.abbreviations)})" if term.abbreviations else term.term


def _entry(term: GlossaryTerm, names: dict[str, str]) -> Entry:
    see = tuple(Link(names[other], f"#{other}") for other in term.see if other in names)
    return Entry(term.id, names[term.id], term.definition, tuple(map(_source, term.sources)), see)


def _source(source: Source) -> Cell:
    title = source.title or "pagina"
    date = f", {italian.partial(source.date)}" if source.date and not source.title else ""
    text = f"{source.publisher}, {title}{date}"
    return Link(text, source.url) if source.url else text


def _structured(catalog: Catalog) -> dict[str, Any]:
    """schema.org DefinedTermSet; the explanations are in the page and are not said twice."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": "Glossario dei distretti del commercio",
        "url": addresses.GLOSSARY,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term.term,
                **({"alternateName": list(term.abbreviations)} if term.abbreviations else {}),
                "url": f"{addresses.GLOSSARY}#{term.id}",
            }
            for term in catalog.glossary
        ],
    }
