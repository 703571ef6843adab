"""A place's facts as the values that its page draws, and what no source says of it."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Venue
from ..model import venue as words
from ..site import addresses
from ..site.components import Cell, Fact, Link
from . import evidence, references, term_facts, ties

_WITH_SERVICES = ("tourval-cafe", "multiservizio")


def lead(venue: Venue) -> str:
    """What it is and where, in a sentence."""
    where = f"{words.NETWORKS[venue.network]} {italian.at(venue.municipality)}"
    return venue.summary or f"{', '.join(part for part in (where, venue.address) if part)}."


def facts(catalog: Catalog, venue: Venue) -> tuple[Fact, ...]:
    """What is known of it: where it is, what it offers, when, who stands behind it."""
    initiatives = [catalog.initiative[item] for item in venue.initiatives if item in catalog.initiative]
    districts = [catalog.district[item] for item in venue.districts if item in catalog.district]
    found: list[tuple[str, tuple[Cell, ...]]] = [
        ("Servizi", term_facts.linked(catalog, "services", venue.services)),
        ("Prodotti", _products(catalog, venue)),
        ("Accessibilità del luogo", (venue.accessibility,) if venue.accessibility else ()),
        ("Iniziative", tuple(map(references.record, initiatives))),
        ("Distretti", tuple(map(references.record, districts))),
        ("Pagina web", (Link(venue.url.split("/")[2], venue.url),) if venue.url else ()),
    ]
    known = (Fact(term, values) for term, values in found if values)
    return (*_where(catalog, venue), *_hours(venue), *known, *ties.facts(catalog, venue), *evidence.practices(venue))


def _products(catalog: Catalog, venue: Venue) -> tuple[Cell, ...]:
    """Those that have a term lead to it; the others are in one line."""
    cells = term_facts.linked(catalog, "attractions", venue.products)
    others = ", ".join(cell for cell in cells if isinstance(cell, str))
    return (*(cell for cell in cells if isinstance(cell, Link)), *([italian.capitalised(others)] if others else []))


def _where(catalog: Catalog, venue: Venue) -> list[Fact]:
    place, point = catalog.place_of(venue), venue.coordinates
    found = [Fact("Indirizzo", (italian.capitalised(venue.address),))] if venue.address else []
    if place:
        province = catalog.places.provinces[place.province]
        found.append(Fact("Comune", (Link(place.name, addresses.municipality(place)),)))
        found.append(Fact("Provincia", (Link(province.name, addresses.province(province)),)))
    if point:
        cells = (f"{point.latitude}, {point.longitude}", evidence.source_link(venue, point.source))
        found.append(Fact("Coordinate", cells if point.source else cells[:1]))
    return found


def _hours(venue: Venue) -> list[Fact]:
    """When it is open, with the source and of when that is."""
    hours = venue.hours
    if not hours:
        return []
    since = (
        f"{italian.capitalised(italian.of(hours.date))}."
        if hours.date
        else "La fonte non dice di quando sono: verifica."
    )
    return [Fact("Orari", (hours.text, evidence.source_link(venue, hours.source)), since)]


def missing(catalog: Catalog, venue: Venue) -> tuple[str, ...]:
    """What who goes there would like to know, and no source that was read says."""
    held = bool(catalog.happenings_of_venue.get(venue.id))
    gaps = {
        "Se è ancora attivo": venue.status == "da-verificare",
        "L'indirizzo": not venue.address and venue.network != "area-di-mercato",
        "Le coordinate": not venue.coordinates,
        "Gli orari": not (venue.hours or held),
        "I servizi": not venue.services and venue.network in _WITH_SERVICES,
        "L'accessibilità": not venue.accessibility,
    }
    return tuple(gap for gap, unknown in gaps.items() if unknown)
