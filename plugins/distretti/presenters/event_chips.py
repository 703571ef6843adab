"""The ways through events and markets: by time, kind and region, each a page of its own."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import event as words
from ..site import addresses
from ..site.components import Chip
from . import agenda, calendars

MONTHS = 12


def when(catalog: Catalog, current: str = "") -> tuple[Chip, ...]:
    """Today, the week-end, this month and the twelve after it that have a page, the archive."""
    ahead = set(agenda.months_ahead(catalog.month, MONTHS))
    months = [month for month in agenda.months_with_something(catalog) if month in ahead]
    named = [(_month(month, catalog.year), addresses.month(*month)) for month in months]
    found = [("Oggi", addresses.TODAY), ("Fine settimana", addresses.WEEKEND), *named, ("Archivio", addresses.ARCHIVE)]
    return tuple(Chip(label, address, current=address == current) for label, address in found)


def _month(month: tuple[int, int], year: int) -> str:
    """ "Dicembre", with its year where that is not this one."""
    name = italian.capitalised(italian.month(month[1]))
    return name if month[0] == year else f"{name} {month[0]}"


def kinds(catalog: Catalog, current: str = "") -> tuple[Chip, ...]:
    """The kinds of which there is something, with how many."""
    counts = {
        kind: len(catalog.events_of_kind.get(kind, ())) + len(catalog.markets_of_kind.get(kind, ()))
        for kind in words.KINDS
    }
    return tuple(
        Chip(words.KINDS[kind], addresses.kind(kind), count, kind == current) for kind, count in counts.items() if count
    )


def regions(catalog: Catalog, markets_only: bool = False) -> tuple[Chip, ...]:
    """The regions in which anything is held, with how many; of `markets_only` none has an event."""

    def number(region: str) -> int:
        found = calendars.in_region(catalog, region)
        return len(calendars.markets_of(found) if markets_only else found)

    found = ((region, number(region.id)) for region in catalog.regions)
    return tuple(Chip(region.name, addresses.events_of_region(region.id), count) for region, count in found if count)
