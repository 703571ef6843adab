"""/cerca/: the page of the search. Without script it leads to lists; with it, it answers from the indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import addresses, wording
from ..catalog import Catalog
from ..page import Head, Output, Page
from ..theme import Site


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the page shows."""

    head: Head


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The one page."""
    yield Page(addresses.SEARCH, "search.html", _view, (catalog, site))


def _view(catalog: Catalog, site: Site) -> SearchView:
    return SearchView(head=wording.head("Cerca", "Cerca.", ("Cerca", "")))
