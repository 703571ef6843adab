"""Calendars to subscribe to (.ics): of the site, regions, provinces, districts, municipalities, kinds, events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, RecurringEvent
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
    """A calendar for each; a district has one also before its first event, a municipality where anything is held."""
    span = calendars.window(catalog.month)
    common = catalog, site, span.since, span.until, catalog.month.isoformat()
    if catalog.events or catalog.recurring:
        yield File(addresses.calendar(addresses.EVENTS), _of_site, common)
        yield File(addresses.calendar(addresses.TO_CONFIRM), _to_confirm, common)
    for region in catalog.regions:
        yield File(addresses.calendar(addresses.of(region)), _of_region, (*common, region.id))
    for district in catalog.districts:
        for address in (addresses.of(district), *district.aliases):
            yield File(addresses.calendar(address), _of_district, (*common, district))
    towns = [catalog.places.municipalities[code] for code in sorted(catalog.happenings_of_municipality)]
    for town in towns:
        yield File(addresses.calendar(addresses.municipality(town)), _of_municipality, (*common, town))
    for code in sorted({town.province for town in towns}):
        province = catalog.places.provinces[code]
        yield File(addresses.calendar(addresses.province(province)), _of_province, (*common, province))
    for kind in words.KINDS:
        if catalog.events_of_kind.get(kind) or catalog.markets_of_kind.get(kind):
            yield File(addresses.calendar(addresses.kind(kind)), _of_kind, (*common, kind))
    for event in _single(catalog, span):
        yield File(addresses.calendar(addresses.of(event)), _of_one, (*common, event))


def _single(catalog: Catalog, span: Window) -> Iterator[Happening]:
    """What has a calendar of its own: events with a day, and certain markets."""
    since = dt.date.fromisoformat(span.since)
    for event in calendars.of_site(catalog, span):
        if isinstance(event, RecurringEvent) or (
            isinstance(event, Event) and event.start.day and last_day(event) >= since
        ):
            yield event


def _calendar(common: Make, name: str, page: str, found: Iterable[Happening], about: str = ABOUT) -> bytes:
    catalog, site, since, until, month = common
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
