"""Markets by day of the week: a page for each, of every list that has too many for one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import RecurringEvent
from ..model import event as words
from ..presenters import calendars, lists, markets, validity
from ..presenters.lists import Listing
from ..presenters.markets import WeekGroup
from ..site.components import Chip
from ..site.output import Head, Output, Page
from ..site.site import Site

ALL, DOUBTFUL = "tutti", "da riconfermare"


@dataclass(frozen=True, slots=True)
class WeekdayView:
    """The markets of a list on a day of the week, or so often; `ways` lead to its other days."""

    head: Head
    heading: str
    lead: str
    notes: tuple[str, ...]
    ways: tuple[Chip, ...]
    columns: tuple[str, ...]
    group: WeekGroup


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """Nothing where every list is short enough."""
    if len(catalog.recurring) > markets.MOST:  # no list has more than all
        for kind, key in _lists(catalog):
            yield from _of_list(catalog, kind, key)


def _of_list(catalog: Catalog, kind: str, key: str) -> Iterator[Output]:
    found = _markets(catalog, kind, key)
    for section in markets.by_section(found) if len(found) > markets.MOST else ():
        address = markets.section_address(_listing(catalog, kind, key).address, section)
        yield Page(address, "event_week.html", _view, (catalog, kind, key, section))


def _lists(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The kind and the key of every list that may have too many."""
    yield ALL, ""
    yield DOUBTFUL, ""
    yield from (("regione", region.id) for region in catalog.regions)
    towns = catalog.places.municipalities
    yield from (("provincia", code) for code in sorted({towns[town].province for town in _towns(catalog)}))
    yield from (("tipo", kind) for kind in words.KINDS)


def _towns(catalog: Catalog) -> tuple[str, ...]:
    return tuple(catalog.happenings_of_municipality)


def _markets(catalog: Catalog, kind: str, key: str) -> Sequence[RecurringEvent]:
    match kind:
        case "regione":
            return calendars.markets_of(calendars.in_region(catalog, key))
        case "provincia":
            return calendars.markets_of(calendars.in_province(catalog, key))
        case "tipo":
            return calendars.markets_of(calendars.in_kind(catalog, key))
    return catalog.recurring if kind == ALL else catalog.certain.get(False, ())


def _listing(catalog: Catalog, kind: str, key: str) -> Listing:
    match kind:
        case "regione":
            return lists.events_of_region(catalog, key)
        case "provincia":
            return lists.events_of_province(catalog.places.provinces[key])
        case "tipo":
            return lists.events_of_kind(key)
    return lists.RECURRING if kind == ALL else lists.TO_CONFIRM


def _name(catalog: Catalog, kind: str, key: str) -> str:
    """What its markets are called, where the list is not of markets only."""
    match kind:
        case "regione":
            return f"Mercati e fiere {italian.in_region(catalog.region[key].name)}"
        case "provincia":
            return f"Mercati e fiere in provincia di {catalog.places.provinces[key].name}"
        case "tipo":
            return f"{words.KINDS[key]}, ciò che torna"
    return ""


def _view(catalog: Catalog, kind: str, key: str, section: str) -> WeekdayView:
    sections, above = markets.by_section(_markets(catalog, kind, key)), _listing(catalog, kind, key)
    group = markets.of_section(catalog, sections, section)
    name = f"{_name(catalog, kind, key) or above.title}: {group.title.lower()}"
    address = markets.section_address(above.address, section)
    listing = Listing(name, above.section, (*above.trail, (group.title, address)))
    number = italian.count(len(group.rows), "mercato o fiera", "mercati e fiere")
    return WeekdayView(
        head=listing.head(
            f"{name}. {number}, in ordine di comune, con orario, luogo e prossima data.",
            built=validity.built(catalog),
            entry=None,
        ),
        heading=name,
        lead=f"{number} in ordine di comune.",
        notes=(markets.RULED, markets.HOLIDAYS),
        ways=markets.ways(above.address, sections, section),
        columns=markets.COLUMNS,
        group=group,
    )
