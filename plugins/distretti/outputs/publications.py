"""The page of publications: what was published on districts, the researches, the documents without an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative, Programme, ProsePage, Record, ReferenceDocument
from ..model.registry import KIND_OF, starting_with
from ..presenters import references, section_pages, sections
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Fact, Link, ListItem, Section
from ..site.output import Output, Page
from ..site.site import Site

KINDS_IN_ORDER = starting_with("initiatives", "programmes", "regions", "events", "recurring", "districts")


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, where its words are in the content."""
    for page in section_pages.page_at(catalog, addresses.PUBLICATIONS):
        yield Page(addresses.PUBLICATIONS, "sections.html", _view, (catalog, site, page))


def _view(catalog: Catalog, site: Site, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "iniziative", {**DATA, "annuario": partial(_yearbooks, site)})


def _yearbooks(site: Site, catalog: Catalog) -> Data:
    """The yearbooks that there are: of Italy, then of each region."""
    if not (site.documents and catalog.districts):
        return _no_yearbooks(catalog)
    regions = [region for region in catalog.regions if catalog.districts_of_region.get(region.id)]
    whole = ListItem(f"Annuario {catalog.year}, tutta Italia (PDF)", addresses.yearbook(catalog.year))
    own = (ListItem(f"{region.name} (PDF)", addresses.yearbook(catalog.year, region.id)) for region in regions)
    return Data(rows=(whole, *own))


def _publications(catalog: Catalog) -> Data:
    return Data(after=_initiatives(catalog, "pubblicazione"))


def _researches(catalog: Catalog) -> Data:
    programmes = tuple(_programme(item) for item in catalog.programmes if item.kind == "ricerca")
    return Data(after=(*_initiatives(catalog, "ricerca"), *programmes))


def _documents(catalog: Catalog) -> Data:
    return Data(after=tuple(_document(item, _citing(catalog, item)) for item in catalog.documents))


def _initiatives(catalog: Catalog, kind: str) -> tuple[Section, ...]:
    return tuple(_initiative(catalog, item) for item in catalog.initiatives if item.kind == kind)


def _initiative(catalog: Catalog, item: Initiative) -> Section:
    """Who, when, how and what: the facts are the record's own words."""
    authors = tuple(promoter.name for promoter in item.promoters)
    facts = (
        Fact("Autori", authors or ("non noti",)),
        Fact("Periodo", (italian.since(item.since) if item.since else "non noto",)),
        Fact("Luogo", (italian.capitalised(item.place or "non noto"),)),
        Fact("Metodo e contenuto", tuple(map(italian.capitalised, item.services)) or ("nessun dato pubblico",)),
    )
    page = Link(f"Scheda: {item.name}", addresses.of(item))
    said = sections.cited(catalog, item.facts)
    return Section(item.name, item.id, 3, text=(item.description,), statements=said, facts=facts, links=(page,))


def _programme(item: Programme) -> Section:
    counts = [
        Fact(label, (italian.number(count),))
        for label, count in (("Distretti studiati", item.districts_count), ("Comuni", item.municipalities_count))
        if count is not None
    ]
    when = Fact("Periodo", (italian.partial(item.opened) if item.opened else "non noto",))
    page = Link(f"Scheda: {item.name}", addresses.of(item))
    return Section(item.name, item.slug, 3, text=(item.description,), facts=(when, *counts), links=(page,))


def _document(document: ReferenceDocument, records: Sequence[Record]) -> Section:
    cited = italian.count(len(records), "scheda", "schede")
    facts = [
        Fact("Editore o autore", (document.publisher,)),
        Fact("Data", (italian.partial(document.date) if document.date else "non nota",)),
        Fact("Citato da", (cited,)),
    ]
    note = (document.note,) if document.note else ()
    links = tuple(references.record(record) for record in records)
    return Section(document.title, document.id, 3, text=note, facts=tuple(facts), links=links)


def _citing(catalog: Catalog, document: ReferenceDocument) -> list[Record]:
    """The records that cite a document, by kind."""
    found = catalog.citing.get(document.reference, ())
    return sorted(found, key=lambda record: KINDS_IN_ORDER.index(KIND_OF[type(record)].name))


def _no_yearbooks(catalog: Catalog) -> Data:
    """What a site without documents has of them."""
    return Data()


DATA = {"annuario": _no_yearbooks, "pubblicazioni": _publications, "ricerche": _researches, "documenti": _documents}
