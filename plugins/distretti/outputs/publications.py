"""The page of publications: what was published on districts, the researches, the documents without an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative, Programme, Record, ReferenceDocument
from ..model.registry import KIND_OF, starting_with
from ..presenters import sections, wording
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Fact, Link, Section
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Pubblicazioni e ricerche"
KINDS_IN_ORDER = starting_with("initiatives", "programmes", "regions", "events", "recurring", "districts")


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page of publications."""
    yield Page(addresses.PUBLICATIONS, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    head = wording.head(
        "Pubblicazioni e ricerche sui distretti del commercio",
        "Pubblicazioni, ricerche e documenti di partenza citati dalle schede, con le schede che li citano.",
        (NAME, ""),
        section="iniziative",
    )
    lead = "Che cosa si è scritto sui distretti, le ricerche che li riguardano e i documenti da cui parte il catalogo."
    return sections.view(head, NAME, lead, _sections(catalog))


def _sections(catalog: Catalog) -> Iterator[Section]:
    yield Section("Pubblicazioni", "pubblicazioni")
    published = [item for item in catalog.initiatives if item.kind == "pubblicazione"]
    yield from (_initiative(catalog, item) for item in published)
    yield Section("Ricerche", "ricerche")
    yield from (_initiative(catalog, item) for item in catalog.initiatives if item.kind == "ricerca")
    yield from (_programme(item) for item in catalog.programmes if item.kind == "ricerca")
    yield Section(
        "Documenti di partenza",
        "documenti",
        text=(
            "Documenti che non hanno un indirizzo stabile: si citano con editore, titolo e data. Chi li cerca può "
            "chiederli a chi li ha pubblicati.",
        ),
        empty="Nessuno." if not catalog.documents else "",
    )
    yield from (_document(item, _citing(catalog, item)) for item in catalog.documents)


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
    links = tuple(Link(wording.title_of(record), addresses.of(record)) for record in records)
    return Section(document.title, document.id, 3, text=note, facts=tuple(facts), links=links)


def _citing(catalog: Catalog, document: ReferenceDocument) -> list[Record]:
    """The records that cite a document, by kind."""
    found = catalog.citing.get(document.reference, ())
    return sorted(found, key=lambda record: KINDS_IN_ORDER.index(KIND_OF[type(record)].name))
