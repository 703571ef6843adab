"""The calls that every shop of a region can answer, for the pages of its places.

Each row says its deadline and a browser takes it out once that is over, so these pages need not say the day of their
build: hundreds of them would be written anew each day.
"""

from __future__ import annotations

from functools import partial

from ..catalog.catalog import Catalog
from ..model.programme import NATIONAL
from ..site.components import ListItem, OpenCalls
from . import list_items, programme_facts, validity


def of_region(catalog: Catalog, region: str) -> OpenCalls | None:
    """Those of a region and those of all Italy, the first to close first; None where none is open."""
    rows = catalog.memo(_rows, region)
    if not rows:
        return None
    return OpenCalls("Per chi ha i requisiti del bando, dentro o fuori dai distretti: leggi a chi è rivolto.", rows)


def _rows(catalog: Catalog, region: str) -> tuple[ListItem, ...]:
    calls = (call for where in (region, NATIONAL) for call in catalog.calls_of_whole_region.get(where, ()))
    opened = sorted(filter(catalog.is_open, calls), key=partial(programme_facts.soonest, catalog))
    return tuple(validity.until_closed(catalog, list_items.programme(catalog, call), call) for call in opened)
