"""Feeds of events and markets (Atom): of the site and of each region, those whose records changed last first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Happening
from ..presenters import atom, calendars, event_facts, list_items
from ..presenters.calendars import Window
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site

NEWEST = 50


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/feed/eventi.xml, and /feed/eventi-<regione>.xml where anything is held."""
    span = calendars.window(catalog.month)
    yield File(addresses.EVENTS_FEED, _of_site, (catalog, site, span.since, span.until))
    for region in catalog.regions:
        if calendars.in_region(catalog, region.id):
            yield File(addresses.events_feed(region.id), _of_region, (catalog, site, span.since, span.until, region.id))


def _of_site(catalog: Catalog, site: Site, since: str, until: str) -> bytes:
    found = calendars.of_site(catalog, Window(since, until))
    return _feed(catalog, site, f"{site.name}: eventi e mercati", addresses.EVENTS_FEED, addresses.EVENTS, found, since)


def _of_region(catalog: Catalog, site: Site, since: str, until: str, slug: str) -> bytes:
    found = calendars.of_region(catalog, slug, Window(since, until))
    title = f"Eventi e mercati {italian.in_region(catalog.region[slug].name)}"
    page = addresses.events_of_region(slug)
    return _feed(catalog, site, title, addresses.events_feed(slug), page, found, since)


def _feed(
    catalog: Catalog, site: Site, title: str, address: str, page: str, found: Iterable[Happening], since: str
) -> bytes:
    entries = (_entry(catalog, event) for event in found)
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)[:NEWEST]
    return atom.feed(site, title, address, page, f"{since}T00:00:00Z", newest)


def _entry(catalog: Catalog, event: Happening) -> atom.Entry:
    state = event_facts.state(event)
    facts = (event_facts.when(event), list_items.hours(event), list_items.where(catalog, event))
    status = f"{list_items.status(event).upper()}: " if state else ""
    return atom.Entry(
        atom.name_of(event),
        f"{status}{event.title}",
        addresses.of(event),
        atom.moment(catalog.revision(event)[1]),
        f"{italian.capitalised(', '.join(filter(None, facts)))}. {f'{state} ' if state else ''}{event.summary}",
    )
