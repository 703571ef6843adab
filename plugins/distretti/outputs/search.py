"""/cerca/: the page of the search. Without script it leads to lists; with it, it answers from the indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import district as district_words
from ..model import event as event_words
from ..model import initiative as initiative_words
from ..presenters import heads, list_items, term_facts
from ..search import documents
from ..site import addresses
from ..site.components import Chip, Link
from ..site.output import CURRENT, PAST, Head, Output, Page
from ..site.site import Site

WHEN = {
    "": "In qualsiasi momento",
    "prossimi": "Prossimi",
    "fine-settimana": "Questo fine settimana",
    "date": "Fra due date",
    "passati": "Passati",
}
ORDERS = {"": "Pertinenza", "nome": "Nome", "data": "Data", "distanza": "Distanza da un comune"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What results can be narrowed by: its name in the address, its title, its values."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the page shows: lists for who has no script, and what the script fills in."""

    head: Head
    current: str  # addresses of the two indexes
    past: str
    facets: tuple[Facet, ...]
    when: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    regions: tuple[Chip, ...]
    letters: tuple[Link, ...]
    towns: tuple[Link, ...]
    lists: tuple[Link, ...]
    axes: tuple[Chip, ...]
    services: tuple[Chip, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The one page."""
    yield Page(addresses.SEARCH, "search.html", _view, (catalog,))


def _view(catalog: Catalog) -> SearchView:
    groups = list_items.by_letter(list_items.district(catalog, district) for district in catalog.districts)
    regions = [region for region in catalog.regions if catalog.districts_of_region.get(region.id)]
    return SearchView(
        head=heads.head(
            "Cerca nel catalogo",
            "Cerca distretti del commercio, mercati, eventi, bandi, iniziative e comuni, per nome, luogo e data.",
            ("Cerca", ""),
            section="cerca",
        ),
        current=addresses.search_index(CURRENT),
        past=addresses.search_index(PAST),
        facets=_facets(catalog),
        when=_choices(WHEN),
        orders=_choices(ORDERS),
        regions=tuple(
            Chip(region.name, addresses.of(region), len(catalog.districts_of_region[region.id])) for region in regions
        ),
        letters=tuple(Link(group.title, f"{addresses.DISTRICTS}#{group.anchor}") for group in groups),
        towns=tuple(Link(sign.upper(), addresses.letter(sign)) for sign in italian.initials(_towns(catalog))),
        lists=(
            Link("Tutti i distretti", addresses.DISTRICTS),
            Link("Province", addresses.PROVINCES),
            Link("Prossimi eventi", addresses.EVENTS),
            Link("Mercati e fiere, giorno per giorno", addresses.RECURRING),
            Link("Bandi", addresses.CALLS),
            Link("Programmi e norme", addresses.PROGRAMMES),
            Link("Iniziative", addresses.INITIATIVES),
            Link("Attori", addresses.ACTORS),
            Link("Glossario", addresses.GLOSSARY),
        ),
        axes=tuple(
            Chip(label, addresses.axis(axis), len(catalog.initiatives_of_axis[axis]))
            for axis, label in initiative_words.AXES.items()
            if axis in catalog.initiatives_of_axis
        ),
        services=term_facts.chips(catalog, "services"),
    )


def _towns(catalog: Catalog) -> Iterator[str]:
    return (place.name for place in catalog.places.municipalities.values())


def _facets(catalog: Catalog) -> tuple[Facet, ...]:
    """Every value that an entry can have (`search_facts`); those that no result has stay hidden."""
    places = catalog.places
    regions = sorted(places.regions.values(), key=lambda place: italian.order(place.name))
    provinces = sorted(places.provinces.values(), key=lambda place: italian.order(place.name))
    calls = {documents.OPEN: "Bando aperto", documents.CLOSED: "Bando chiuso o senza scadenza nota"}
    return (
        Facet("tipo", "Che cosa", _choices(documents.KINDS)),
        Facet("regione", "Regione", tuple(Choice(place.slug, place.name) for place in regions)),
        Facet("provincia", "Provincia", tuple(Choice(place.slug, place.name) for place in provinces)),
        Facet("tipologia", "Tipo di distretto", _choices(district_words.KINDS)),
        Facet("condizione", "Certificati e finanziati", _choices(documents.STANDINGS)),
        Facet("stato", "Stato", _choices(district_words.STATUSES | initiative_words.STATUSES | calls)),
        Facet("genere", "Tipo di evento", _choices(event_words.KINDS)),
        Facet("asse", "Asse", _choices(initiative_words.AXES)),
        Facet(
            "servizio",
            "Servizio",
            tuple(Choice(term.id, term.label) for term in catalog.terms["services"].terms),
        ),
    )


def _choices(words: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in words.items())
