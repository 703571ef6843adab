"""What is on today, and this week-end; and of the latter small files by place, for the home page's script."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import agenda, event_chips, list_items, lists
from ..presenters.agenda import AgendaDay
from ..presenters.lists import Listing
from ..site import addresses
from ..site.components import Chip
from ..site.output import File, Head, Output, Page
from ..site.site import Site

READY = 3  # days of /eventi/oggi/: the reader's may be one after that of the build


@dataclass(frozen=True, slots=True)
class DaysView:
    """Some days in order; `stale` is what to say where the reader's is after them all."""

    head: Head
    heading: str
    lead: str
    days: tuple[AgendaDay, ...]
    stale: str
    when: tuple[Chip, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/eventi/oggi/ and /eventi/fine-settimana/."""
    if catalog.events or catalog.recurring:
        yield Page(addresses.TODAY, "events_days.html", _today, (catalog,))
        yield Page(addresses.WEEKEND, "events_days.html", _weekend, (catalog,))
        for cell, items in agenda.weekend_by_cell(catalog).items():
            yield File(addresses.weekend_around(cell), _around, (catalog, items))


def _today(catalog: Catalog) -> DaysView:
    today = catalog.today
    days = (agenda.day(catalog, today + dt.timedelta(days=number), number > 0) for number in range(READY))
    return _view(catalog, lists.TODAY, "Eventi e mercati di oggi", tuple(days))


def _weekend(catalog: Catalog) -> DaysView:
    days = tuple(agenda.day(catalog, day) for day in agenda.weekend(catalog.today))
    return _view(catalog, lists.WEEKEND, "Eventi e mercati del fine settimana", days)


def _around(catalog: Catalog, items: tuple[tuple[str, str], ...]) -> bytes:
    """Arrays: ISO day, title, address, hours and place, latitude, longitude."""
    rows = []
    for day, name in items:
        event = catalog.record(name)
        place = catalog.place_of(event)
        assert place, name
        words = " · ".join(filter(None, (list_items.hours(event), list_items.where(catalog, event))))
        title, point = italian.typographic(event.title), (round(place.latitude, 2), round(place.longitude, 2))
        rows.append([day, title, addresses.of(event), italian.typographic(words), *point])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _view(catalog: Catalog, listing: Listing, heading: str, days: tuple[AgendaDay, ...]) -> DaysView:
    today = catalog.today
    return DaysView(
        head=listing.head(f"{heading}: che cosa c'è, dove e a che ora, nei distretti del commercio."),
        heading=heading,
        lead=f"Pagina fatta {italian.day(today, weekday=True)}: prima gli eventi, poi i mercati.",
        days=days,
        stale="Questa pagina è vecchia: i giorni che mostra sono passati.",
        when=event_chips.when(catalog, listing.address),
    )
