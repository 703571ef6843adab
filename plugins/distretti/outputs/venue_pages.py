"""The page of each place: where it is, what it offers, which markets and events it has, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import markdown
from ..model import Venue
from ..model import venue as words
from ..presenters import evidence, happening_rows, heads, lists, long_lists, references, stamps, validity, venue_facts
from ..search import documents
from ..site import addresses
from ..site.components import Evidence, Fact, Link, ListItem
from ..site.output import Head, Output, Page
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class VenueView:
    """A place's page, in the order in which it is read."""

    head: Head
    heading: str
    lead: str
    network: str
    warning: str
    happenings: tuple[ListItem, ...]
    facts: tuple[Fact, ...]
    prose: Markup
    past: tuple[ListItem, ...]
    evidence: Evidence
    tools: tuple[Link, ...]
    no_stamp: str


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """One page for each place."""
    for venue in catalog.venues:
        yield Page(addresses.of(venue), "venue.html", _view, (catalog, site, venue), venue)


def _view(catalog: Catalog, site: Site, venue: Venue) -> VenueView:
    events = catalog.happenings_of_venue.get(venue.id, ())
    dated = catalog.upcoming(events, len(events))
    whole = long_lists.whole(addresses.of(venue))
    return VenueView(
        head=replace(_head(catalog, venue), built=validity.built(catalog) if dated else None),
        heading=venue.heading,
        lead=venue_facts.lead(venue),
        network=words.NETWORKS[venue.network],
        warning=words.STATUSES[venue.status] if venue.status in ("da-verificare", "chiuso") else "",
        happenings=happening_rows.coming(catalog, dated, events, whole),
        facts=venue_facts.facts(catalog, venue),
        prose=markdown.html(venue.prose) if venue.prose else Markup(""),
        past=happening_rows.past(catalog, events, whole),
        evidence=evidence.of(catalog, site, venue, venue_facts.missing(catalog, venue)),
        tools=stamps.tools_of_place(catalog, site, venue),
        no_stamp=stamps.why_none(catalog, venue),
    )


def _head(catalog: Catalog, venue: Venue) -> Head:
    lead, region = venue_facts.lead(venue), references.region_name(catalog, venue.region)
    return heads.head(
        heads.unique_title(catalog, venue, venue.heading, words.NETWORKS[venue.network].lower()),
        f"{lead} Indirizzo, servizi, mercati ed eventi, con le fonti.",
        *lists.VENUES.trail,
        (region, addresses.venues(venue.region)),
        (venue.heading, ""),
        section="distretti",
        cover=heads.region_cover(catalog, venue.region),
        structured=_structured(venue),
        correction=addresses.change(venue),
        entry=lambda: documents.venue(catalog, venue, lead),
    )


def _structured(venue: Venue) -> dict[str, Any]:
    """schema.org Place: what is known and nothing else."""
    where = {"@type": "PostalAddress", "addressLocality": venue.municipality, "addressCountry": "IT"}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": addresses.of(venue),
        "url": addresses.of(venue),
        "name": venue.heading,
        "address": where | ({"streetAddress": venue.address} if venue.address else {}),
    }
    if point := venue.coordinates:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": str(point.latitude), "longitude": str(point.longitude)}
    return data
