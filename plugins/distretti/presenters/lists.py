"""The lists that name records: what the page of each is called, for itself and for the pages that lead back to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Initiative, Programme, Record, RecurringEvent, Region, Venue
from ..model import event as event_words
from ..model.registry import KIND_OF
from ..places.register import Province
from ..site import addresses
from ..site.output import Head
from ..site.site import Site
from . import heads


@dataclass(frozen=True, slots=True)
class Listing:
    """The page of a list: `trail` are the steps of the breadcrumb down to the list itself, its address included."""

    title: str
    section: str
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """Its site address."""
        return self.trail[-1][1] if self.trail else addresses.HOME

    def head(self, description: str, **more: Any) -> Head:
        """The head of its page."""
        *above, (name, _) = self.trail
        return heads.head(self.title, description, *above, (name, ""), section=self.section, **more)


DISTRICTS = Listing("Tutti i distretti del commercio", "distretti", (("Distretti", addresses.DISTRICTS),))
EVENTS = Listing("Eventi dei distretti del commercio", "eventi", (("Eventi", addresses.EVENTS),))
RECURRING = Listing("Mercati e fiere ricorrenti", "eventi", (*EVENTS.trail, ("Ricorrenti", addresses.RECURRING)))
TODAY = Listing("Eventi e mercati di oggi", "eventi", (*EVENTS.trail, ("Oggi", addresses.TODAY)))
WEEKEND = Listing(
    "Eventi e mercati del fine settimana", "eventi", (*EVENTS.trail, ("Fine settimana", addresses.WEEKEND))
)
ARCHIVE = Listing("Archivio degli eventi", "eventi", (*EVENTS.trail, ("Archivio", addresses.ARCHIVE)))
TO_CONFIRM = Listing(
    "Mercati e fiere da riconfermare", "eventi", (*RECURRING.trail, ("Da riconfermare", addresses.TO_CONFIRM))
)
CALENDARS = Listing(
    "Eventi e mercati nel tuo calendario", "eventi", (*EVENTS.trail, ("Calendari", addresses.SUBSCRIBE))
)
DEADLINES = Listing("Scadenze", "bandi", (("Bandi", addresses.CALLS), ("Scadenze", addresses.DEADLINES)))
INITIATIVES = Listing(
    "Iniziative per i distretti del commercio", "iniziative", (("Iniziative", addresses.INITIATIVES),)
)
VENUES = Listing("Luoghi dei distretti del commercio", "distretti", (("Luoghi", addresses.VENUES),))
PROGRAMMES = Listing("Programmi e bandi", "bandi", (("Programmi e bandi", addresses.PROGRAMMES),))


def events_of(title: str, name: str, address: str) -> Listing:
    """The events and markets of a place or a kind."""
    return Listing(title, "eventi", (*EVENTS.trail, (name, address)))


def events_of_region(catalog: Catalog, slug: str) -> Listing:
    """The events and markets of a region."""
    name = catalog.region[slug].name
    return events_of(f"Eventi e mercati {italian.in_region(name)}", name, addresses.events_of_region(slug))


def events_of_province(province: Province) -> Listing:
    """The events and markets of a province."""
    name, address = f"provincia di {province.name}", addresses.events_of_province(province.slug)
    return events_of(f"Eventi e mercati in {name}", italian.capitalised(name), address)


def events_of_kind(kind: str) -> Listing:
    """The events and markets of a kind."""
    name = event_words.KINDS[kind]
    return events_of(f"Eventi e mercati: {name.lower()}", name, addresses.kind(kind))


def year(number: int) -> Listing:
    """The events of a year."""
    return Listing(f"Eventi del {number}", "eventi", (*EVENTS.trail, (str(number), addresses.year(number))))


def region(catalog: Catalog, slug: str) -> Listing:
    """A region's page, under the list of districts where there is one."""
    name = catalog.region[slug].name
    trail = (*(DISTRICTS.trail if catalog.any("districts") else ()), (name, addresses.region(slug)))
    return Listing(f"Distretti del commercio {italian.in_region(name)}", "distretti", trail)


def with_record(catalog: Catalog, site: Site, record: Record) -> Iterator[Listing]:
    """The lists that name a record, the nearest first, the home page last. Not all of them need have a page."""
    match record:
        case District():
            if record.region in catalog.region:
                yield region(catalog, record.region)
            yield DISTRICTS
        case Event():
            yield year(record.start.year)
            yield EVENTS
        case RecurringEvent():
            yield RECURRING
            yield EVENTS
        case Initiative():
            yield INITIATIVES
        case Programme():
            yield PROGRAMMES
        case Venue():
            yield VENUES
        case Region():
            yield DISTRICTS
        case _:
            kind = KIND_OF[type(record)]
            yield Listing(kind.label, "", ((kind.label, kind.address),))
    yield Listing(site.name, "")
