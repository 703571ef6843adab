"""Rows of the events and markets of a district, each once: what comes and comes back, and what is past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..model import Event, Happening, RecurringEvent
from ..site.components import ListItem
from . import list_items, long_lists, validity


def coming(
    catalog: Catalog, dated: Iterable[tuple[dt.date, Happening]], events: Iterable[Happening], whole: str
) -> tuple[ListItem, ...]:
    """What comes next by its day; then what is known to the month, and what comes back but has no sure day.

    `whole` is where the whole list begins.
    """
    days: dict[Happening, dt.date | None] = {event: day for day, event in dated}
    for event in events:
        if not (event in days or (isinstance(event, Event) and catalog.is_over(event))):
            days[event] = None
    return long_lists.shortened(list(days), lambda event: _row(catalog, event, days[event]), whole)


def _row(catalog: Catalog, event: Happening, day: dt.date | None) -> ListItem:
    return _dated(catalog, event, day) if day else validity.coming(catalog, event)


def _dated(catalog: Catalog, event: Happening, day: dt.date) -> ListItem:
    """A market stays when its date has passed, an event leaves."""
    if isinstance(event, RecurringEvent):
        return validity.next_date(catalog, event, day)
    return validity.coming(catalog, event, day)


def past(catalog: Catalog, events: Iterable[Happening], whole: str) -> tuple[ListItem, ...]:
    """Events that are over, the newest first."""
    over = [event for event in events if isinstance(event, Event) and catalog.is_over(event)]
    return long_lists.shortened(over[::-1], lambda event: list_items.event(catalog, event), whole)
