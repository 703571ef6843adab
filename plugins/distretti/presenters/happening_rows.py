"""Rows of the events and markets of a district, each once: what comes and comes back, and what is past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..catalog.catalog import Catalog
from ..model import Event, Happening, RecurringEvent
from ..site.components import ListItem
from . import list_items, validity


def coming(
    catalog: Catalog, dated: Iterable[tuple[dt.date, Happening]], events: Iterable[Happening]
) -> tuple[ListItem, ...]:
    """What comes next by its day; then what is known to the month, and what comes back but has no sure day."""
    rows = {event: _dated(catalog, event, day) for day, event in dated}
    for event in events:
        if not (event in rows or (isinstance(event, Event) and catalog.is_over(event))):
            rows[event] = validity.coming(catalog, event)
    return tuple(rows.values())


def _dated(catalog: Catalog, event: Happening, day: dt.date) -> ListItem:
    """A market stays when its date has passed, an event leaves."""
    if isinstance(event, RecurringEvent):
        return validity.next_date(catalog, event, day)
    return validity.coming(catalog, event, day)


def past(catalog: Catalog, events: Iterable[Happening]) -> tuple[ListItem, ...]:
    """Events that are over, the newest first."""
    over = [event for event in events if isinstance(event, Event) and catalog.is_over(event)]
    return tuple(list_items.event(catalog, event) for event in reversed(over))
