"""Calendars to subscribe to (.ics): of the site, regions, provinces, districts, municipalities, kinds, events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, Record, RecurringEvent
from ..model import event as words
from ..model.occurrences import last_day
from ..places.register import Municipality, Province
from ..presenters import calendars, icalendar, references
from ..presenters.calendars import Window
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site

Make = tuple[Catalog, Site, str, str, str]  # what all have in common: the window, and the month in which it was made

ABOUT = "Solo date certe. Quelle che cadono in una festa, se nessuna fonte dice che si tengono, non ci sono."
DOUBT = "ATTENZIONE: mercati e fiere che nessuna fonte recente conferma. Verifica prima di andare."


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A calendar for each, and none ever goes: a district or a kind has one before its first event, and after its last.

    A municipality has one from its first event on.
    """
    span = calendars.window(catalog.month)
    common = catalog, site, span.since, span.until, catalog.month.isoformat()
    if catalog.events or catalog.recurring:
        yield File(addresses.calendar(addresses.EVENTS), _of_site, common)
        yield File(addresses.calendar(addresses.TO_CONFIRM), _to_confirm, common)
    for region in catalog.regions:
        yield File(addresses.calendar(addresses.of(region)), _of_region, (*common, region.id))
    for district in catalog.districts:
        for address in _addresses(district):
            yield File(addresses.calendar(address), _of_district, (*common, district))
    towns = [catalog.places.municipalities[code] for code in sorted(_towns(catalog))]
    for town in towns:
        yield File(addresses.calendar(addresses.municipality(town)), _of_municipality, (*common, town))
    for code in sorted({town.province for town in towns}):
        province = catalog.places.provinces[code]
        yield File(addresses.calendar(addresses.province(province)), _of_province, (*common, province))
    for kind in words.KINDS if catalog.events or catalog.recurring else ():
        yield File(addresses.calendar(addresses.kind(kind)), _of_kind, (*common, kind))
    for event in calendars.of_site(catalog, span):
        if _alone(event, span):
            for address in _addresses(event):
                yield File(addresses.calendar(address), _of_one, (*common, event))
    for record in catalog.withdrawn:
        if isinstance(record, District) or _alone(record, span):
            for address in _addresses(record):
                yield File(addresses.calendar(address), _of_withdrawn, (site, record))


def _towns(catalog: Catalog) -> set[str]:
    """Where anything is held, or was until it was withdrawn, by Istat code."""
    gone = (catalog.place_of(record) for record in catalog.withdrawn if isinstance(record, Happening))
    return {*catalog.happenings_of_municipality, *(place.istat_code for place in gone if place)}


def _addresses(record: Record) -> tuple[str, ...]:
    """Those that a calendar of its own is at: who subscribed at an old one goes on reading it."""
    return addresses.of(record), *record.aliases


def _alone(record: Record, span: Window) -> bool:
    """Whether it has a calendar of its own: an event with a day, until a year after its end, or a certain market."""
    if isinstance(record, Event):
        return bool(record.start.day) and last_day(record) >= dt.date.fromisoformat(span.since)
    return isinstance(record, RecurringEvent) and not record.to_confirm


def _calendar(common: Make, name: str, page: str, found: Iterable[Happening], about: str = ABOUT) -> bytes:
    catalog, site, since, until, month = common
    found = list(found)
    if len(calendars.markets_of(found)) > calendars.MOST_MARKETS:
        found = [event for event in found if not isinstance(event, RecurringEvent)]
        about = f"{about} I mercati e le fiere che tornano non ci sono: {calendars.MANY}"
    items = [(event, icalendar.events(catalog, event, site.url, since, until)) for event in found]
    texts = calendars.fitting(items, month, icalendar.MOST_EVENTS, icalendar.MOST_BYTES)
    if len(texts) < len(items):
        about = f"{about} Sono troppe per un calendario solo: qui ci sono le più vicine."
    return icalendar.calendar(name, about, site.canonical(page), texts)


def _of_site(*common: *Make) -> bytes:
    catalog, site, since, until, _ = common
    found = calendars.of_site(catalog, Window(since, until))
    return _calendar(common, f"Eventi e mercati: {site.name}", addresses.EVENTS, found)


def _to_confirm(*common: *Make) -> bytes:
    found = common[0].certain.get(False, ())
    return _calendar(common, "DA RICONFERMARE: mercati e fiere ricorrenti", addresses.TO_CONFIRM, found, DOUBT)


def _of_region(catalog: Catalog, site: Site, since: str, until: str, month: str, slug: str) -> bytes:
    region = catalog.region[slug]
    found = calendars.of_region(catalog, slug, Window(since, until))
    name = f"Eventi e mercati {italian.in_region(region.name)}"
    return _calendar((catalog, site, since, until, month), name, addresses.events_of_region(slug), found)


def _of_district(catalog: Catalog, site: Site, since: str, until: str, month: str, district: District) -> bytes:
    found = calendars.of_district(catalog, district.id, Window(since, until))
    name = f"Eventi e mercati: {district.short_name}"
    return _calendar((catalog, site, since, until, month), name, addresses.of(district), found)


def _of_municipality(catalog: Catalog, site: Site, since: str, until: str, month: str, town: Municipality) -> bytes:
    found = calendars.of_municipality(catalog, town, Window(since, until))
    name = f"Eventi e mercati {italian.at(town.name)}"
    return _calendar((catalog, site, since, until, month), name, addresses.municipality(town), found)


def _of_province(catalog: Catalog, site: Site, since: str, until: str, month: str, province: Province) -> bytes:
    found = calendars.of_province(catalog, province, Window(since, until))
    name = f"Eventi e mercati in provincia di {province.name}"
    return _calendar((catalog, site, since, until, month), name, addresses.province(province), found)


def _of_kind(catalog: Catalog, site: Site, since: str, until: str, month: str, kind: str) -> bytes:
    found = calendars.of_kind(catalog, kind, Window(since, until))
    name = f"{words.KINDS[kind]}: {site.name}"
    return _calendar((catalog, site, since, until, month), name, addresses.kind(kind), found)


def _of_one(catalog: Catalog, site: Site, since: str, until: str, month: str, event: Happening) -> bytes:
    return _calendar((catalog, site, since, until, month), references.title_of(event), addresses.of(event), [event])


def _of_withdrawn(site: Site, record: Record) -> bytes:
    """Empty: a program that still asks for it takes away what it showed, where an error would leave that there."""
    about = f"Scheda ritirata {italian.on(record.withdrawn.date)}." if record.withdrawn else ""
    return icalendar.calendar(references.title_of(record), about, site.canonical(addresses.of(record)), ())
