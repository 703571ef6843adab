"""Events and markets of a region, a province, a kind; and what is to be confirmed, in a place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event, Happening, RecurringEvent
from ..model import event as words
from ..places.register import Province
from ..presenters import calendars, event_chips, list_items, lists, long_lists, markets, validity
from ..presenters.calendars import Subscription
from ..presenters.lists import Listing
from ..presenters.markets import WeekGroup
from ..site import addresses
from ..site.components import Chip, Link, ListItem
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

PAST = 20


@dataclass(frozen=True, slots=True)
class EventListView:
    """What is to come, what comes back, what was; and the calendar of all that is certain."""

    head: Head
    heading: str
    lead: str
    notes: tuple[str, ...]
    chips_label: str
    chips: tuple[Chip, ...]
    coming: tuple[ListItem, ...]
    no_events: str
    undated: tuple[ListItem, ...]
    days: tuple[Chip, ...]
    markets: tuple[WeekGroup, ...]
    weekly: tuple[Chip, ...]  # the pages of markets by day of the week, where they are too many for this one
    columns: tuple[str, ...]
    past: tuple[ListItem, ...]
    archive: Link | None
    calendar: Subscription


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """A page for each region, province and kind of which there is something, and /eventi/da-riconfermare/."""
    for region in catalog.regions:
        if calendars.in_region(catalog, region.id):
            yield Page(addresses.events_of_region(region.id), "event_list.html", _of_region, (catalog, site, region.id))
    towns = tuple(catalog.happenings_of_municipality)
    for code in sorted({catalog.places.municipalities[town].province for town in towns}):
        province = catalog.places.provinces[code]
        address = addresses.events_of_province(province.slug)
        yield Page(address, "event_list.html", _of_province, (catalog, site, province))
    for kind in words.KINDS:
        if catalog.events_of_kind.get(kind) or catalog.markets_of_kind.get(kind):
            yield Page(addresses.kind(kind), "event_list.html", _of_kind, (catalog, site, kind))
    if catalog.recurring:
        yield Page(addresses.TO_CONFIRM, "event_list.html", _to_confirm, (catalog, site))


def _of_region(catalog: Catalog, site: Site, slug: str) -> EventListView:
    listing = lists.events_of_region(catalog, slug)
    found = calendars.in_region(catalog, slug)
    codes = sorted({place.province for event in found if (place := catalog.place_of(event))})
    provinces = [catalog.places.provinces[code] for code in codes]
    chips = tuple(Chip(place.name, addresses.events_of_province(place.slug)) for place in provinces)
    calendar = _calendar(catalog, site, addresses.region(slug), listing.title, found)
    return _view(catalog, listing, found, calendar, ("Per provincia", chips), feed=addresses.events_feed(slug))


def _of_province(catalog: Catalog, site: Site, province: Province) -> EventListView:
    listing = lists.events_of_province(province)
    found = calendars.in_province(catalog, province.code)
    calendar = _calendar(catalog, site, addresses.province(province), listing.title, found)
    return _view(catalog, listing, found, calendar, ("", ()))


def _of_kind(catalog: Catalog, site: Site, kind: str) -> EventListView:
    listing = lists.events_of_kind(kind)
    found = calendars.in_kind(catalog, kind)
    calendar = _calendar(catalog, site, addresses.kind(kind), listing.title, found)
    return _view(catalog, listing, found, calendar, ("Tipi", event_chips.kinds(catalog, kind)), searched=False)


def _to_confirm(catalog: Catalog, site: Site) -> EventListView:
    found = catalog.certain.get(False, ())
    number = italian.count(len(found), "mercato o fiera", "mercati e fiere")
    doubt = "La fonte più recente è di prima del 2022, o senza data: verifica prima di andare."
    many = f"I mercati non ci sono: {calendars.MANY}" if len(found) > calendars.MOST_MARKETS else ""
    calendar = calendars.subscription(site, addresses.TO_CONFIRM, "Da riconfermare: date non sicure", many)
    view = _view(catalog, lists.TO_CONFIRM, found, calendar, ("", ()), searched=False)
    return EventListView(
        **{name: getattr(view, name) for name in EventListView.__slots__}
        | {"lead": f"{number} che nessuna fonte recente conferma.", "no_events": "", "notes": (doubt,)}
    )


def _calendar(catalog: Catalog, site: Site, page: str, name: str, found: Sequence[Happening]) -> Subscription:
    return calendars.subscription(site, page, name, calendars.left_out(catalog, found))


def _view(
    catalog: Catalog,
    listing: Listing,
    found: Sequence[Happening],
    calendar: Subscription,
    chips: tuple[str, tuple[Chip, ...]],
    searched: bool = True,
    feed: str = "",
) -> EventListView:
    events = [event for event in found if isinstance(event, Event)]
    recurring = calendars.markets_of(found)
    large = len(recurring) > markets.MOST
    groups = () if large else markets.by_rule(catalog, recurring)
    dated = sorted((day, event.time or "", event.id, event) for event in events if (day := catalog.next_day(event)))
    undated = [event for event in events if not event.start.day and not catalog.is_over(event)]
    past = sorted((event for event in events if catalog.is_over(event)), key=_when, reverse=True)
    return EventListView(
        head=listing.head(
            f"{listing.title}: {_lead(len(events), len(recurring))}",
            structured=collection(listing.title, listing.address, len(found)),
            feed=feed,
            built=validity.built(catalog) if dated or undated or _has_dates(catalog, recurring) else None,
            **({} if searched else {"entry": None}),
        ),
        heading=listing.title,
        lead=italian.capitalised(_lead(len(events), len(recurring))),
        notes=(markets.RULED, markets.HOLIDAYS) if recurring else (),
        chips_label=chips[0],
        chips=chips[1],
        coming=long_lists.shortened(
            [event for *_, event in dated],
            lambda event: validity.coming(catalog, event),
            long_lists.whole(listing.address),
        ),
        no_events="" if dated else "Nessun evento futuro con data certa è noto.",
        undated=tuple(validity.coming(catalog, event) for event in undated),
        days=markets.days(groups),
        markets=groups,
        weekly=markets.ways(listing.address, markets.by_section(recurring)) if large else (),
        columns=markets.COLUMNS,
        past=tuple(list_items.event(catalog, event) for event in past[:PAST]),
        archive=Link("Archivio di tutti gli eventi", addresses.ARCHIVE) if len(past) > PAST else None,
        calendar=calendar,
    )


def _has_dates(catalog: Catalog, recurring: Iterable[RecurringEvent]) -> bool:
    return any(not event.to_confirm and catalog.next_dates(event, 1) for event in recurring)


def _when(event: Event) -> tuple[int, str]:
    return event.start.last.toordinal(), event.id


def _lead(events: int, recurring: int) -> str:
    said = [italian.count(events, "evento", "eventi")] if events else []
    said += [italian.count(recurring, "mercato o fiera ricorrente", "mercati e fiere ricorrenti")] if recurring else []
    return f"{italian.listed(said)}, con giorno, orario, luogo e fonti."
