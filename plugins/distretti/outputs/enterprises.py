"""The page for who runs a shop: the words of content/pages/per-le-imprese.md, then calls, needs and services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Programme, ProsePage
from ..presenters import list_items, programme_facts, section_pages, validity
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.output import Output, Page
from ..site.site import Site

CALL = "bando-imprese"


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.ENTERPRISES):
        yield Page(addresses.ENTERPRISES, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(
        catalog, page, "bandi", DATA, {"oggi": italian.day(catalog.today)}, validity.built(catalog)
    )


def _open(catalog: Catalog) -> Data:
    opened = sorted(filter(catalog.is_open, _calls(catalog)), key=partial(programme_facts.soonest, catalog))
    return Data(
        rows=tuple(validity.until_closed(catalog, list_items.programme_today(catalog, call), call) for call in opened)
    )


def _unsure(catalog: Catalog) -> Data:
    unsure = (call for call in _calls(catalog) if programme_facts.may_be_open(catalog, call))
    return Data(rows=tuple(list_items.programme_today(catalog, call) for call in unsure))


def _calls(catalog: Catalog) -> list[Programme]:
    return [item for item in catalog.programmes if item.kind == CALL]


def _services(catalog: Catalog) -> Data:
    services = (item for item in catalog.initiatives if _for_enterprises(catalog, item.audiences))
    return Data(rows=tuple(map(list_items.initiative, services)))


def _for_enterprises(catalog: Catalog, audiences: Sequence[str]) -> bool:
    return any(term.id == "imprese" for term in catalog.terms["audiences"].of(audiences))


DATA = {"aperti": _open, "da-verificare": _unsure, "servizi": _services}
