"""What is on today, and this week-end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import agenda, event_chips, lists
from ..presenters.agenda import AgendaDay
from ..presenters.lists import Listing
from ..site import addresses
from ..site.components import Chip
from ..site.output import Head, Output, Page
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


def _today(catalog: Catalog) -> DaysView:
    today = catalog.today
    days = (agenda.day(catalog, today + dt.timedelta(days=number), number > 0) for number in range(READY))
    return _view(catalog, lists.TODAY, "Eventi e mercati di oggi", tuple(days))


def _weekend(catalog: Catalog) -> DaysView:
    days = tuple(agenda.day(catalog, day) for day in agenda.weekend(catalog.today))
    return _view(catalog, lists.WEEKEND, "Eventi e mercati del fine settimana", days)


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
