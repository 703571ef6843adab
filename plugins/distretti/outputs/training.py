"""Training and culture of districts: what is taught, to whom and about what, and the role of the district manager."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative, Programme, ProsePage, Term
from ..presenters import list_items, section_pages, sections
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, ListItem, Section
from ..site.output import Output, Page
from ..site.site import Site

Training = Initiative | Programme


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.TRAINING):
        yield Page(addresses.TRAINING, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "iniziative", DATA)


def _courses(catalog: Catalog) -> Data:
    return Data(rows=tuple(_row(catalog, item) for item in _training(catalog)))


def _audiences(catalog: Catalog) -> Data:
    return Data(after=tuple(_term(catalog, term, "audiences", "per") for term in catalog.terms["audiences"].terms))


def _topics(catalog: Catalog) -> Data:
    return Data(after=tuple(_term(catalog, term, "topics", "argomento") for term in catalog.terms["topics"].terms))


def _training(catalog: Catalog) -> tuple[Training, ...]:
    """Programmes and initiatives that are training, offer it, or say for whom or about what they teach."""
    term = catalog.terms["services"].named(("formazione",))
    records: tuple[Training, ...] = (*catalog.initiatives, *catalog.programmes)
    return tuple(
        item
        for item in records
        if item.kind == "formazione"
        or item.topics
        or (isinstance(item, Initiative) and set(term).intersection(catalog.terms["services"].of(item.services)))
    )


def _row(catalog: Catalog, item: Training) -> ListItem:
    return list_items.initiative(item) if isinstance(item, Initiative) else list_items.programme_today(catalog, item)


def _term(catalog: Catalog, term: Term, key: str, prefix: str) -> Section:
    """Who teaches it, each with the words of its source."""
    rows = []
    records: tuple[Training, ...] = (*catalog.initiatives, *catalog.programmes)
    for item in records:
        said = [word for word in getattr(item, key) if word in term.words]
        if said:
            row = _row(catalog, item)
            quoted = italian.listed([f"«{word}»" for word in said])
            rows.append(replace(row, meta=" · ".join(filter(None, (quoted, row.meta)))))
    links = (Link("Finanziamenti: dove cercare risorse", addresses.FUNDING),) if term.id == "fund-raising" else ()
    anchor = f"{prefix}-{term.id}"
    return Section(
        term.label, anchor, 3, text=(term.description,), rows=tuple(rows), empty=sections.NO_DATA, links=links
    )


def _tools(catalog: Catalog) -> Data:
    """Tools that several districts share; no source publishes the tools themselves."""
    vocabulary = catalog.terms["services"]
    tools = vocabulary.named(("strumenti-comuni",))
    rows = tuple(
        list_items.initiative(item)
        for item in catalog.initiatives
        if set(tools).intersection(vocabulary.of(item.services))
    )
    return Data(rows=rows)


def _meetings(catalog: Catalog) -> Data:
    """Newest first."""
    meetings = reversed(catalog.events_of_kind.get("formazione", ()))
    return Data(rows=tuple(list_items.event(catalog, event) for event in meetings))


DATA = {
    "percorsi": _courses,
    "destinatari": _audiences,
    "argomenti": _topics,
    "strumenti": _tools,
    "incontri": _meetings,
}
