"""How long what a page shows holds: the day it was built, rows that end, so that a browser sees what is over.

The script is theme/static/js/today.js. A page that ends up in a reader's hands days later is then not wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..language.dates import PartialDate
from ..model import Event, Happening, Programme, RecurringEvent
from ..model.occurrences import last_day
from ..site.components import Built, ListItem, Tile, Until
from . import list_items

FRESH = dt.timedelta(days=3)  # without a build: what is older says so
_PAGE, _LIST = ("Pagina costruita", "aggiornata"), ("Elenco costruito", "aggiornato")


def built(catalog: Catalog, page: bool = False) -> Built:
    """The day of the build, for pages that show what comes next or is open on it; `page`: where that is no list.

    What asks for it is drawn again each day.
    """
    subject, state = _PAGE if page else _LIST
    day = catalog.today
    words = f"{subject} {italian.on(PartialDate(day.year, day.month, day.day))}"
    line = Until(f"{words}.", (day + FRESH).isoformat(), f"{words}: può non essere {state}.")
    return Built(day.isoformat(), line)


def coming(catalog: Catalog, event: Happening, day: dt.date | None = None, among_next: bool = True) -> ListItem:
    """An event in a list of what comes, until its last day; what comes back is in it until `day`, its next."""
    if isinstance(event, Event):
        shown = day or event.start.exact
        row = replace(list_items.event(catalog, event), last=last_day(event).isoformat())
    else:
        shown = day
        row = list_items.event(catalog, event, day, among_next)
        row = replace(row, last=day.isoformat() if day else "")
    return replace(row, tile=tile(shown)) if shown else row


def tile(day: dt.date) -> Tile:
    """A day as a leaf of a calendar."""
    return Tile(str(day.day), italian.month_abbreviated(day.month))


def next_date(catalog: Catalog, event: RecurringEvent, day: dt.date) -> ListItem:
    """What comes back, in a list of all that does: it says its next date until then, and its rule afterwards."""
    return replace(
        coming(catalog, event, day, among_next=False), later=list_items.event(catalog, event).meta, tile=None
    )


def concluded(event: Event, over: bool) -> str | Until:
    """That an event is over: said now, or once its last day has passed."""
    words = "Evento concluso"
    return words if over else Until("", last_day(event).isoformat(), words)


def until_closed(catalog: Catalog, row: ListItem, call: Programme) -> ListItem:
    """The row of a call in a list of open ones or of those to come; without a known deadline it stays."""
    window = catalog.window(call)
    return replace(row, last=window.closes.last.isoformat()) if window else row
