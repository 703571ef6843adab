"""What makes districts recognisable: each kind of attraction with its districts, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Term
from ..model.vocabulary import MARKS, AttractionTerm, TypicalProduct
from ..presenters import heads, references, sections, term_facts
from ..site import addresses
from ..site.components import Cell, Cited, Column, Fact, Link, ListItem, Table
from ..site.output import Head, Output, Page, SearchEntry, collection
from ..site.site import Site

NAME = "Attrattori"
LEAD = "Prodotti tipici, botteghe storiche, itinerari, paesaggio: che cosa rende riconoscibile un distretto."

# The document of 2011 looks ahead to Expo 2015: kept as the context of then.
CONTEXT = (
    "Il documento del 2011 guarda a Expo 2015 che deve ancora venire: oggi è il contesto storico di quelle parole."
)
CONTEXT_CALL = "lombardia/quinto-bando-distretti-del-commercio-verso-expo-2015-2013"
CHALLENGE = "attrattivita"


@dataclass(frozen=True, slots=True)
class Attraction:
    """A kind of attraction with the districts that have it, each with the words of its sources."""

    title: str
    anchor: str
    description: str
    statements: tuple[Cited, ...]
    context: str
    facts: tuple[Fact, ...]  # of a product: mark, area, source
    rows: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class AttractionsView:
    """All kinds of attraction, how many districts name none, and where to go on."""

    head: Head
    lead: str
    unknown: str
    products: Table | None
    attractions: tuple[Attraction, ...]
    links: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The one page."""
    yield Page(addresses.ATTRACTIONS, "attractions.html", _view, (catalog,))


def _view(catalog: Catalog) -> AttractionsView:
    attractions = _attractions(catalog)
    known = len(catalog.with_field.get(("districts", "attractions"), ()))
    total = italian.count(len(catalog.districts), "distretto", "distretti")
    return AttractionsView(
        head=heads.head(
            "Attrattori dei distretti del commercio",
            LEAD,
            (NAME, ""),
            section="distretti",
            structured=collection(NAME, addresses.ATTRACTIONS, len(attractions)),
            entry=partial(SearchEntry, "pagina", NAME, "", LEAD, _product_names(catalog)),
        ),
        lead="Ciò che rende riconoscibile un distretto, e da cui può partire la sua vocazione.",
        unknown=f"Su {total}, quelli con un attrattore nelle fonti sono {known}. Degli altri: nessun dato pubblico.",
        products=_products(catalog),
        attractions=attractions,
        links=_links(catalog),
    )


def _attractions(catalog: Catalog) -> tuple[Attraction, ...]:
    return tuple(
        Attraction(
            term.label,
            term.id,
            term.description,
            sections.cited(catalog, term.statements),
            CONTEXT if any("Expo 2015" in item.text for item in term.statements) else "",
            _facts(catalog, term),
            tuple(row for group in term_facts.users(catalog, "attractions", term) for row in group.rows),
        )
        for term in catalog.terms["attractions"].terms
    )


def _facts(catalog: Catalog, term: Term) -> tuple[Fact, ...]:
    """Of a typical product: its mark as far as its source states it, where it is made, the source."""
    product = term.product if isinstance(term, AttractionTerm) else None
    if not product:
        return ()
    area = (Fact("Zona", (product.area,)),) if product.area else ()
    return Fact("Marchio", (_mark(product),)), *area, Fact("Fonte", (sections.source(catalog, product.source),))


def _mark(product: TypicalProduct) -> str:
    return MARKS[product.mark] if product.mark else "la fonte non lo dice"


def _product_names(catalog: Catalog) -> str:
    """The names of typical products, by which the page is found."""
    terms = catalog.terms["attractions"].terms
    names = [term.label for term in terms if isinstance(term, AttractionTerm) and term.product]
    return f"prodotti tipici {' '.join(names)}"


def _products(catalog: Catalog) -> Table | None:
    """The typical products, with who has each."""
    rows: list[tuple[Cell | tuple[Cell, ...], ...]] = []
    for term in catalog.terms["attractions"].terms:
        if isinstance(term, AttractionTerm) and term.product:
            product, found = term.product, catalog.users["attractions"].get(term.id, ())
            users = tuple(map(references.record, found)) or ("nessuna scheda",)
            source = sections.source(catalog, product.source)
            rows.append((Link(term.label, f"#{term.id}"), _mark(product), product.area or "non detta", users, source))
    columns = (Column("Prodotto"), Column("Marchio"), Column("Zona"), Column("Chi ce l’ha"), Column("Fonte"))
    return Table("Prodotti tipici, con il marchio che una fonte dice", columns, tuple(rows)) if rows else None


def _links(catalog: Catalog) -> tuple[Link, ...]:
    """The challenge of attractiveness, and the call that looked to Expo 2015."""
    found = [
        Link(f"Sfida {item.number}: {item.title}", addresses.challenge(item.id))
        for item in catalog.challenges
        if item.id == CHALLENGE
    ]
    if call := catalog.programme.get(CONTEXT_CALL):
        found.append(Link(call.name, addresses.of(call)))
    return tuple(found)
