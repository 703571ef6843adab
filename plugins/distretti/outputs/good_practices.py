"""Good practices: only what a source calls so or gives an award to, each with its district and its themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District, Event, Initiative, ProsePage, Record
from ..model.registry import starting_with
from ..presenters import list_items, references, section_pages, sections
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Column, Link, Table
from ..site.output import Output, Page
from ..site.site import Site

KINDS_IN_ORDER = starting_with("districts", "regions")


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.GOOD_PRACTICES):
        yield Page(addresses.GOOD_PRACTICES, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "iniziative", DATA, _words(catalog))


def _words(catalog: Catalog) -> dict[str, str]:
    return {"quante": italian.count(len(_shown(catalog)), "esperienza", "esperienze")}


def _shown(catalog: Catalog) -> tuple[Record, ...]:
    """The records that a source calls a good practice, by kind."""
    return tuple(record for kind in KINDS_IN_ORDER for record in catalog.with_field.get((kind, "practices"), ()))


def _practices(catalog: Catalog) -> Data:
    shown = _shown(catalog)
    themes = any(_themes(catalog, record) for record in shown)
    rows = tuple(
        (
            Link(_name(record), addresses.of(record)),
            item.text,
            _where(catalog, record),
            *((_themes(catalog, record) or "non indicato",) if themes else ()),
            sections.source(catalog, item.source) if item.source else Link("le fonti della scheda", _evidence(record)),
        )
        for record in shown
        for item in record.practices
    )
    columns = (Column("Esperienza"), Column("Che cosa ne dice la fonte"), Column("Distretto o regione"),
               *((Column("Tema"),) if themes else ()), Column("Fonte"))  # fmt: skip
    return Data(tables=(Table("Esperienze indicate o premiate dalle fonti", columns, rows),) if rows else ())


def _name(record: Record) -> str:
    return record.short_name if isinstance(record, District) else references.title_of(record)


def _evidence(record: Record) -> str:
    return f"{addresses.of(record)}#fonti"


def _where(catalog: Catalog, record: Record) -> Cell | tuple[Cell, ...]:
    """The region of a district, the districts of anything else, or what it says it is about."""
    if isinstance(record, District):
        return Link(catalog.places.regions[record.region].name, addresses.region(record.region))
    named = [catalog.district[item] for item in getattr(record, "districts", ()) if item in catalog.district]
    links = tuple(Link(district.short_name, addresses.of(district)) for district in named)
    return links or getattr(record, "about", ()) or "non indicato"


def _themes(catalog: Catalog, record: Record) -> str:
    terms = catalog.terms["themes"].named(getattr(record, "themes", ()))
    return ", ".join(term.label for term in terms)


def _collections(catalog: Catalog) -> Data:
    vocabulary = catalog.terms["services"]

    def collects(item: Initiative) -> bool:
        return any(term.id == "buone-pratiche" for term in vocabulary.of(item.services))

    return Data(rows=tuple(list_items.initiative(item) for item in catalog.initiatives if collects(item)))


def _told(catalog: Catalog) -> Data:
    """Events whose programme has experiences in it, newest first."""
    return _events(catalog, catalog.events_that_tell.get(True, ()))


def _awards(catalog: Catalog) -> Data:
    """Events that give an award, newest first."""
    return _events(catalog, catalog.events_of_kind.get("premio", ()))


def _events(catalog: Catalog, events: Sequence[Event]) -> Data:
    return Data(rows=tuple(list_items.event(catalog, event) for event in reversed(events)))


DATA = {"esperienze": _practices, "raccolte": _collections, "racconti": _told, "premi": _awards}
