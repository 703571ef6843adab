"""What a row of a list says of a record: its name, its kind, one line of place and time; and the grouping of rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, Initiative, Programme, RecurringEvent, Venue
from ..model import event as event_words
from ..model import programme as programme_words
from ..model import venue as venue_words
from ..site import addresses
from ..site.components import Group, ListItem
from . import district_facts, initiative_facts, programme_facts, references


def district(catalog: Catalog, district: District, with_region: bool = True) -> ListItem:
    """A district in a list."""
    return catalog.memo(_district, district, with_region)


def _district(catalog: Catalog, district: District, with_region: bool) -> ListItem:
    codes = ", ".join(province.code for province in catalog.provinces_of(district))
    region = catalog.places.regions[district.region].name
    where = f"{region} ({codes})" if with_region and codes else region if with_region else codes
    warning = "" if district.status == "attivo" else district_facts.status(district)
    kind = district_facts.said_kind(catalog, district)
    meta = " · ".join(part for part in (where, district_facts.place_count(catalog, district)) if part)
    return ListItem(district.short_name, addresses.of(district), meta, (_short(kind),) if kind else (), warning)


def _short(kind: str) -> str:
    """What tells kinds apart in a list of districts: "Urbano" for "Distretto urbano del commercio"."""
    found = re.fullmatch("distretto (.+) del commercio", kind, re.IGNORECASE)
    return italian.capitalised(found[1]) if found else kind


def event(catalog: Catalog, event: Happening, day: dt.date | None = None, among_next: bool = False) -> ListItem:
    """An event in a list; `day` is the date it comes next, for recurring ones; `among_next`: the list says that."""
    return _event(catalog, event, day, among_next) if day else catalog.memo(_event, event)


def _event(catalog: Catalog, event: Happening, day: dt.date | None = None, among_next: bool = False) -> ListItem:
    when = warning = ""
    if isinstance(event, Event):
        when = dates(event)
    elif isinstance(event, RecurringEvent):
        warning = "da riconfermare" if event.to_confirm else ""
        when = event.recurrence.text
        if day and among_next:
            said = italian.short_day(day) if day.year == catalog.year else italian.day(day, weekday=True)
            when = f"{said} ({when})"
        elif day:
            when = f"prossima data: {italian.day(day, weekday=True)} ({when})"
    meta = " · ".join(part for part in (when, hours(event), where(catalog, event)) if part)
    return ListItem(event.title, addresses.of(event), meta, _tags(event), status(event) or warning)


def _tags(event: Happening) -> tuple[str, ...]:
    """The kind, where the title does not say it: "Mercato" beside "Mercato di Lodi" adds nothing."""
    kind = event_words.KINDS[event.kind]
    said = italian.folded(kind) in italian.folded(event.title)
    return () if said else (kind,)


def dates(event: Event) -> str:
    """ "16–18 novembre 2011", "7, 21 maggio e 4 giugno 2027": all its days, as far as they are known."""
    if not event.also:
        return italian.span(event.start, event.end)
    return italian.listed([italian.partial(day) for day in (event.start, *event.also)])


def status(event: Happening) -> str:
    """ "annullato", "rinviato, data da definire", "spostato"; empty for what is as planned."""
    return "" if event.status in (None, "confermato") else event_words.STATUSES[event.status].lower()


def where(catalog: Catalog, event: Happening) -> str:
    """The place of an event: "Lodi, Piazza Broletto", "Cannes (Francia), Palais des Festivals"."""
    country = event.country if isinstance(event, Event) else None
    town = f"{event.municipality} ({country})" if country and event.municipality else event.municipality
    return ", ".join(part for part in (town, event.place) if part)


def hours(event: Happening) -> str:
    """ "ore 9:30", "ore 8–13", or empty."""
    if not event.time:
        return ""
    begins = f"ore {italian.hour(event.time)}"
    return f"{begins}–{italian.hour(event.end_time)}" if event.end_time else begins


def initiative(initiative: Initiative) -> ListItem:
    """An initiative in a list."""
    warning = "da verificare" if initiative.status == "da-verificare" else ""
    return ListItem(
        initiative.name,
        addresses.of(initiative),
        initiative.place or "",
        (initiative_facts.label(initiative),),
        warning,
    )


def venue(catalog: Catalog, venue: Venue) -> ListItem:
    """A place in a list."""
    town = catalog.place_of(venue)
    where = f"{town.name} ({town.province})" if town else venue.municipality
    meta = ", ".join(part for part in (italian.capitalised(venue.address or ""), where) if part)
    warning = venue_words.STATUSES[venue.status].lower() if venue.status in ("da-verificare", "chiuso") else ""
    return ListItem(venue.heading, addresses.of(venue), meta, (venue_words.NETWORKS[venue.network],), warning)


def venues(catalog: Catalog, found: Iterable[Venue], with_network: bool = True) -> tuple[ListItem, ...]:
    """Places in a list; without their network where that is the heading."""
    rows = (venue(catalog, item) for item in found)
    return tuple(row if with_network else replace(row, tags=()) for row in rows)


def programme(catalog: Catalog, programme: Programme, with_region: bool = True) -> ListItem:
    """A programme in a list; calls say their deadline."""
    return catalog.memo(_programme, programme, with_region)


def _programme(catalog: Catalog, programme: Programme, with_region: bool) -> ListItem:
    parts = [references.region_name(catalog, programme.region)] if with_region else []
    if programme.is_call:
        parts.append(_deadline(catalog, programme))
    if programme.budget_eur is not None:
        parts.append(italian.euros(programme.budget_eur))
    return ListItem(
        programme.name, addresses.of(programme), " · ".join(parts), (programme_words.KINDS[programme.kind],)
    )


def _deadline(catalog: Catalog, programme: Programme) -> str:
    """The deadline, or how old a call is of which it is not known; its name may have the year already."""
    until, opened = programme_facts.deadline(catalog, programme), programme.opened
    if until != programme_facts.NO_DEADLINE or not opened or str(opened.year) in programme.name:
        return until
    return f"bando del {opened.year}, {until}"


def programme_today(catalog: Catalog, programme: Programme, with_region: bool = True) -> ListItem:
    """A programme in a list, with its state on the day of the build where it has one that its deadline does not say."""
    plain = catalog.memo(_programme, programme, with_region)
    now = programme_facts.state(catalog, programme)
    if now in ("", programme_facts.NO_DEADLINE, programme_facts.PAST):
        return plain
    return replace(plain, state=programme_facts.state_word(catalog, programme, now))


def by_letter(rows: Iterable[ListItem]) -> tuple[Group, ...]:
    """Rows grouped by first letter, in their order; anchors "a" … "z", "altro" for what begins with no letter."""
    groups: dict[str, list[ListItem]] = {}
    for row in rows:
        letter = italian.folded(row.label)[:1].upper()
        groups.setdefault(letter if letter.isalpha() else "Altro", []).append(row)
    return tuple(Group(letter, letter.lower(), tuple(items)) for letter, items in groups.items())
