"""…/elenco/1/: the whole list of the events of a place, kind or day, where a page cannot show them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event, Happening
from ..model import event as words
from ..model.registry import KINDS
from ..presenters import agenda, calendars, heads, list_items, lists, long_lists
from ..site import addresses
from ..site.components import Link, ListItem, Pager
from ..site.output import Head, Output, Page
from ..site.site import Site

REGION, PROVINCE, KIND, DISTRICT, MUNICIPALITY, INITIATIVE, CHALLENGE, DAY = (
    "regione", "provincia", "tipo", "distretto", "comune", "iniziativa", "sfida", "giorno",
)  # fmt: skip
_WITH_MARKETS = (DISTRICT, INITIATIVE, CHALLENGE)  # elsewhere they are in a list of their own


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a whole list, with the way to the others; `above` is the page whose list it is."""

    head: Head
    heading: str
    lead: str
    above: Link
    rows: tuple[ListItem, ...]
    pager: Pager


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """Nothing where every list is short enough."""
    if len(catalog.events) > long_lists.MOST:  # no list has more than all
        for sort, key in _lists(catalog):
            total = len(_events(catalog, sort, key))
            for number in range(1, _parts(total) + 1) if total > long_lists.MOST else ():
                address = addresses.part(_page(catalog, sort, key)[1], number)
                yield Page(address, "events_part.html", _view, (catalog, sort, key, number))


def _lists(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The sort and the key of every list that may be too long."""
    yield from ((REGION, region.id) for region in catalog.regions)
    towns = tuple(catalog.happenings_of_municipality)
    codes = {catalog.places.municipalities[town].province for town in towns}
    yield from ((PROVINCE, code) for code in sorted(codes))
    yield from ((KIND, kind) for kind in words.KINDS)
    yield from ((DISTRICT, identifier) for identifier in sorted(catalog.happenings_of_district))
    yield from ((MUNICIPALITY, town) for town in sorted(towns))
    yield from ((INITIATIVE, identifier) for identifier in sorted(catalog.happenings_of_initiative))
    yield from ((CHALLENGE, challenge.id) for challenge in catalog.challenges)
    for month in agenda.months_with_something(catalog):
        if len(agenda.touching(catalog, month)) > long_lists.MOST:
            yield from ((DAY, date.isoformat()) for date in agenda.days_of(month))


def _events(catalog: Catalog, sort: str, key: str) -> tuple[Happening, ...]:
    """By date; then what comes back, where the list has that too."""
    found = dict.fromkeys(_found(catalog, sort, key))
    events = sorted((event for event in found if isinstance(event, Event)), key=lambda event: event.order)
    return (
        (*events, *(event for event in found if not isinstance(event, Event)))
        if sort in _WITH_MARKETS
        else tuple(events)
    )


def _found(catalog: Catalog, sort: str, key: str) -> Iterable[Happening]:
    match sort:
        case "regione":
            return calendars.in_region(catalog, key)
        case "provincia":
            return calendars.in_province(catalog, key)
        case "tipo":
            return calendars.in_kind(catalog, key)
        case "distretto":
            return catalog.happenings_of_district.get(key, ())
        case "comune":
            return catalog.happenings_of_municipality.get(key, ())
        case "iniziativa":
            return catalog.happenings_of_initiative.get(key, ())
        case "sfida":
            numbers = {challenge.number for challenge in catalog.challenges if challenge.id == key}
            own = [item for item in catalog.initiatives if numbers.intersection(item.challenges)]
            events = (event for item in own for event in catalog.happenings_of_initiative.get(item.id, ()))
            return events
        case _:
            return agenda.on(catalog, dt.date.fromisoformat(key))


def _page(catalog: Catalog, sort: str, key: str) -> tuple[str, str]:
    """What the page is called whose list it is, and its address."""
    match sort:
        case "regione":
            listing = lists.events_of_region(catalog, key)
            return listing.title, listing.address
        case "provincia":
            listing = lists.events_of_province(catalog.places.provinces[key])
            return listing.title, listing.address
        case "tipo":
            listing = lists.events_of_kind(key)
            return listing.title, listing.address
        case "distretto":
            return f"Eventi del distretto {catalog.district[key].short_name}", _of_record("districts", key)
        case "comune":
            place = catalog.places.municipalities[key]
            return f"Eventi a {place.name}", addresses.municipality(place)
        case "iniziativa":
            return f"Eventi di «{catalog.initiative[key].heading}»", _of_record("initiatives", key)
        case "sfida":
            challenge = next(challenge for challenge in catalog.challenges if challenge.id == key)
            return f"Eventi della sfida «{challenge.title}»", addresses.challenge(key)
        case _:
            date = dt.date.fromisoformat(key)
            return f"Eventi di {italian.day(date, weekday=True)}", addresses.day(date)


def _of_record(kind: str, key: str) -> str:
    return f"{KINDS[kind].address}{key}/"


def _parts(total: int) -> int:
    """How many parts a whole list has."""
    return -(-total // long_lists.PART)


def _view(catalog: Catalog, sort: str, key: str, number: int) -> PartView:
    events, (title, address) = _events(catalog, sort, key), _page(catalog, sort, key)
    first, pages = (number - 1) * long_lists.PART, _parts(len(events))
    shown = events[first : first + long_lists.PART]
    name = f"{title}, pagina {number} di {pages}"
    where = f"da {italian.number(first + 1)} a {italian.number(first + len(shown))} di {italian.number(len(events))}"
    near = ((number - 1, number > 1), (number + 1, number < pages))
    return PartView(
        head=heads.head(
            name, f"{title}: gli eventi {where}, per data.", (title, address), (f"Pagina {number}", ""),
            section="eventi", entry=None,
        ),
        heading=name,
        lead=f"Tutti gli eventi, passati e futuri, per data: {where}.",
        above=Link(title, address),
        rows=tuple(list_items.event(catalog, event) for event in shown),
        pager=Pager(*(Link(f"Pagina {to}", addresses.part(address, to)) if there else None for to, there in near)),
    )  # fmt: skip
