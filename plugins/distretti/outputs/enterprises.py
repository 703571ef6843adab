"""The page for who runs a shop: the words of content/pages/per-le-imprese.md, then calls, needs and services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import ProsePage
from ..presenters import programme_facts, sections, validity, wording
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, Section
from ..site.output import Output, Page
from ..site.site import Site

NEEDS = ("ripensare-l-identita", "nuovi-consumi", "investire-su-se-stessi", "sensibilizzazione-e-formazione")
CALL = "bando-imprese"


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page for enterprises, where its words are in the content."""
    for page in catalog.pages:
        if addresses.prose(page.id) == addresses.ENTERPRISES:
            yield Page(addresses.ENTERPRISES, "sections.html", _view, (catalog, page))


def _view(catalog: Catalog, page: ProsePage) -> SectionsView:
    head = wording.head(page.title, page.description, (page.title, ""), section="bandi", built=validity.built(catalog))
    return sections.view(head, page.title, page.description, _sections(catalog), markdown.html(page.body))


def _sections(catalog: Catalog) -> Iterator[Section]:
    calls = [item for item in catalog.programmes if item.kind == CALL]
    opened = sorted((item for item in calls if catalog.is_open(item)), key=programme_facts.soonest)
    yield Section(
        "Bandi aperti per le imprese",
        "bandi",
        rows=tuple(validity.until_deadline(programme_facts.row(catalog, call), call) for call in opened),
        empty=f"Nessun bando per le imprese risulta aperto nelle fonti al {italian.day(catalog.today)}.",
        links=(Link("Tutti i bandi", addresses.CALLS), Link("Finanziamenti", addresses.FUNDING)),
    )
    unsure = tuple(programme_facts.row(catalog, call) for call in calls if programme_facts.may_be_open(catalog, call))
    if unsure:
        text = ("Recenti, ma nessuna fonte ne dà la scadenza: chiedi all'ente che li pubblica.",)
        yield Section("Bandi da verificare", "da-verificare", 3, text=text, rows=unsure)
    yield Section(
        "Che cosa cambia per i negozi", "bisogni", statements=sections.needs(catalog, *NEEDS), empty=sections.NO_DATA,
    )  # fmt: skip
    services = (item for item in catalog.initiatives if _for_enterprises(catalog, item.audiences))
    yield Section(
        "Formazione e servizi", "servizi",
        rows=tuple(map(wording.initiative_row, services)),
        empty=sections.NO_DATA,
        links=(
            Link("Formazione per imprese e commercianti", addresses.term("audiences", "imprese")),
            Link("Buone pratiche di altri distretti", addresses.GOOD_PRACTICES),
        ),
    )  # fmt: skip


def _for_enterprises(catalog: Catalog, audiences: Sequence[str]) -> bool:
    return any(term.id == "imprese" for term in catalog.terms["audiences"].of(audiences))
