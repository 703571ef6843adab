"""What is near a page's subject, and what is like it: groups of rows at the end of its page, those that have any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ..catalog import nearest, relations
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Happening, RecurringEvent
from ..model.registry import name_of
from ..model.rule_words import DAYS
from ..places.distance import kilometres
from ..places.register import Municipality
from ..site import addresses
from ..site.components import Group, ListItem
from . import list_items, membership, validity

Some = TypeVar("Some", bound=Happening)

MOST = 4
FEW = 3
FELLOWS = 6
MONTHS = 2  # from today's on, in which events to come are looked for


def of_district(catalog: Catalog, district: District) -> tuple[Group, ...]:
    """The districts near its first municipality."""
    places = catalog.municipalities_of(district)
    near = _districts(catalog, places[0], frozenset({district.id}), MOST) if places else ()
    return _groups(("Distretti vicini", "vicini", near))


def of_municipality(
    catalog: Catalog, place: Municipality, own: Sequence[District], happenings: Iterable[Happening]
) -> tuple[Group, ...]:
    """The municipalities of its districts, the other districts near it, and the markets near it but its own.

    Where it is in no district, those near it are its answer and not here.
    """
    ids = frozenset(district.id for district in own)
    but = frozenset(event.id for event in happenings if isinstance(event, RecurringEvent))
    return _groups(
        ("Altri comuni dello stesso distretto", "simili", _fellows(catalog, place, own)),
        ("Altri distretti vicini", "vicini", _districts(catalog, place, ids, FEW) if own else ()),
        ("Mercati vicini", "mercati-vicini", _markets(catalog, place, but, FEW)),
    )


def districts_near(catalog: Catalog, place: Municipality) -> tuple[ListItem, ...]:
    """The districts nearest to a municipality that is in none."""
    return tuple(_districts(catalog, place, frozenset(), FEW))


def of_recurring(catalog: Catalog, event: RecurringEvent) -> tuple[Group, ...]:
    """The markets near it, and those of its day in its province."""
    place = catalog.place_of(event)
    if not place:
        return ()
    near = _near_markets(catalog, place, frozenset({event.id}), MOST)
    but = {event.id, *(market.id for market, _ in near)}
    days = relations.weekdays(event)
    others = (other for day in days for other in catalog.markets_of_day.get((place.province, day), ()))
    same = (list_items.event(catalog, other) for other in _first(others, but))
    when = italian.listed([DAYS[day] for day in days])
    province = catalog.places.provinces[place.province].name
    return _groups(
        ("Mercati vicini", "vicini", (_near_row(catalog, market, far) for market, far in near)),
        (f"Altri di {when} in provincia di {province}", "stesso-giorno", same if len(days) < 7 else ()),
    )


def of_event(catalog: Catalog, event: Event) -> tuple[Group, ...]:
    """Events to come in its province, markets near it; other editions, and those of its kind in the same place."""
    place = catalog.place_of(event)
    editions = _first(catalog.editions.get(relations.edition(event), ()), {event.id})
    where = (*event.districts, *((place.istat_code,) if place else ()))
    alike = (other for key in where for other in reversed(catalog.events_alike.get((key, event.kind), ())))
    others = _first(alike, {event.id, *(other.id for other in editions)})
    return _groups(
        ("Prossimi eventi in provincia", "vicini", _coming(catalog, event, place) if place else ()),
        ("Mercati vicini", "mercati-vicini", _markets(catalog, place, frozenset(), FEW) if place else ()),
        ("Altre edizioni", "edizioni", (list_items.event(catalog, other) for other in editions)),
        ("Dello stesso tipo, nello stesso posto", "simili", (list_items.event(catalog, other) for other in others)),
    )


def _fellows(catalog: Catalog, place: Municipality, own: Sequence[District]) -> Iterator[ListItem]:
    """The nearest first; each with its districts where the place has several."""
    found: dict[Municipality, list[str]] = {}
    for district in own:
        for town in catalog.municipalities_of(district):
            if town != place:
                found.setdefault(town, []).append(district.short_name)
    far = sorted((kilometres(place, town), town.istat_code, town) for town in found)
    for distance, _, town in far[:FELLOWS]:
        which = f" · {italian.listed(found[town])}" if len(own) > 1 else ""
        yield ListItem(
            town.name, addresses.municipality(town), f"a {max(round(distance), 1)} km in linea d'aria{which}"
        )


def _groups(*found: tuple[str, str, Iterable[ListItem]]) -> tuple[Group, ...]:
    groups = (Group(title, anchor, tuple(rows)) for title, anchor, rows in found)
    return tuple(group for group in groups if group.rows)


def _districts(catalog: Catalog, place: Municipality, but: frozenset[str], most: int) -> Iterator[ListItem]:
    for district, town, distance in membership.near(catalog, place, most, but):
        row = list_items.district(catalog, district)
        yield replace(row, meta=f"{nearest.said(town, distance, place)} · {row.meta}")


def _markets(catalog: Catalog, place: Municipality, but: frozenset[str], most: int) -> Iterator[ListItem]:
    return (_near_row(catalog, market, far) for market, far in _near_markets(catalog, place, but, most))


def _near_markets(
    catalog: Catalog, place: Municipality, but: frozenset[str], most: int
) -> list[tuple[RecurringEvent, str]]:
    """The markets nearest to a place without those with these ids, each with how far it is said to be."""
    found = catalog.memo(_look_near, place.istat_code, tuple(sorted(but)), most)
    return [(catalog.record(name_of(RecurringEvent, market)), far) for market, far in found]


def _look_near(catalog: Catalog, code: str, but: tuple[str, ...], most: int) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    place = catalog.places.municipalities[code]
    for town, distance in nearest.near(catalog, "markets_of_municipality", place):
        far = nearest.said(town, distance, place)
        of_town = catalog.markets_of_municipality.get(town.istat_code, ())
        found += ((market.id, far) for market in of_town[: most + len(but)] if market.id not in but)
        if len(found) >= most:
            break
    return tuple(found[:most])


def _near_row(catalog: Catalog, market: RecurringEvent, far: str) -> ListItem:
    row = list_items.event(catalog, market)
    return replace(row, meta=f"{far} · {row.meta}")


def _coming(catalog: Catalog, event: Event, place: Municipality) -> Iterator[ListItem]:
    """From its own month on where it is still to come, else from today's."""
    first = max(event.start.first.replace(day=1), catalog.month)
    months = [(first + dt.timedelta(31 * number)) for number in range(MONTHS)]
    events = (
        other
        for month in months
        for other in catalog.events_of_area.get((place.province, month.year, month.month), ())
        if other.id != event.id and not catalog.is_over(other)
    )
    return (validity.coming(catalog, other) for other in _first(events, {event.id}))


def _first(events: Iterable[Some], but: set[str]) -> list[Some]:
    """The first few without those that have these ids, each once: no more are looked at, there may be thousands."""
    found: dict[str, Some] = {}
    for event in events:
        if event.id not in but:
            found.setdefault(event.id, event)
        if len(found) == MOST:
            break
    return list(found.values())
