"""Lists of events that are too long for a page: their first rows, and the way to the whole list, page by page.

The whole list is by date, past and future, so its pages depend on no day; which lists have one: `outputs.long_lists`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ..language import italian
from ..site import addresses
from ..site.components import ListItem

Item = TypeVar("Item")

MOST = 300  # rows of a list in one page
PART = 300  # and in each part of a whole list


def shortened(items: Sequence[Item], row: Callable[[Item], ListItem], whole: str) -> tuple[ListItem, ...]:
    """The rows of a list; of a longer one the first MOST, and a row that leads to the whole list at this address."""
    more = len(items) - MOST
    rows = tuple(map(row, items[:MOST]))
    if more <= 0:
        return rows
    return (*rows, ListItem(f"Altri {italian.number(more)}: l'elenco intero, per data", whole))


def whole(address: str) -> str:
    """Where the whole list of a page's events begins."""
    return addresses.part(address, 1)
