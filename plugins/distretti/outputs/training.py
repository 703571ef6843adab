"""Training and culture of districts: what is taught, to whom and about what, and the role of the district manager."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Initiative, Programme, Term
from ..presenters import heads, list_items, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Fact, Link, ListItem, Section
from ..site.output import Output, Page
from ..site.site import Site

NAME = "Formazione e cultura di distretto"
PATH = "percorso-di-capacity-building-2024-2025"
MANAGER = "manager-di-distretto"
NEEDS = ("investire-su-se-stessi", "sensibilizzazione-e-formazione", "lavorare-insieme")

Training = Initiative | Programme


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """The page of training."""
    yield Page(addresses.TRAINING, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    head = heads.head(
        "Formazione e cultura di distretto",
        "Corsi e percorsi per chi lavora nei distretti del commercio: per chi sono, di che cosa parlano, con le fonti.",
        (NAME, ""),
        section="iniziative",
    )
    lead = "Chi forma commercianti, uffici e manager dei distretti, su quali argomenti, e perché serve."
    return sections.view(head, NAME, lead, _sections(catalog))


def _sections(catalog: Catalog) -> Iterator[Section]:
    found = _training(catalog)
    yield Section("Perché serve", "perche", statements=sections.needs(catalog, *NEEDS), empty=sections.NO_DATA)
    rows = tuple(_row(catalog, item) for item in found)
    yield Section("Percorsi e servizi di formazione", "percorsi", rows=rows, empty=sections.NO_DATA)
    yield Section("Per chi", "destinatari", text=("Le parole delle fonti sono fra virgolette.",))
    for term in catalog.terms["audiences"].terms:
        yield _term(catalog, term, "audiences", "per")
    yield Section("Su che cosa", "argomenti", text=("Le parole delle fonti sono fra virgolette.",))
    for term in catalog.terms["topics"].terms:
        yield _term(catalog, term, "topics", "argomento")
    yield _phases(catalog)
    yield _tools(catalog)
    yield _manager(catalog)
    meetings = reversed(catalog.events_of_kind.get("formazione", ()))
    events = tuple(list_items.event(catalog, event) for event in meetings)
    yield Section("Corsi e incontri", "incontri", rows=events, empty="Nessun incontro noto.")
    yield Section("Guide e buone pratiche", "guide", links=(
        Link("Buone pratiche ed esperienze riuscite", addresses.GOOD_PRACTICES),
        Link("Che cos'è un distretto del commercio, in parole semplici", addresses.WHAT_IS_A_DISTRICT),
        Link("Pagina per chi ha un negozio", addresses.ENTERPRISES),
    ))  # fmt: skip


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
    return Section(term.label, anchor, 3, (term.description,), rows=tuple(rows), empty=sections.NO_DATA, links=links)


def _phases(catalog: Catalog) -> Section:
    record = catalog.initiative.get(PATH)
    links = (Link(f"Scheda: {record.name}", addresses.of(record)),) if record else ()
    return Section(
        "Due fasi in Piemonte: 2024 e 2025", "fasi", statements=sections.facts_of(catalog, PATH),
        empty=sections.NO_DATA, links=links,
    )  # fmt: skip


def _tools(catalog: Catalog) -> Section:
    """Tools that several districts share; no source publishes the tools themselves."""
    vocabulary = catalog.terms["services"]
    tools = vocabulary.named(("strumenti-comuni",))
    rows = tuple(
        list_items.initiative(item)
        for item in catalog.initiatives
        if set(tools).intersection(vocabulary.of(item.services))
    )
    text = ("Modelli, guide e programmi usati da più distretti. Sui testi dei modelli: nessun dato pubblico.",)
    return Section("Strumenti comuni", "strumenti", text=text, rows=rows, empty=sections.NO_DATA)


def _manager(catalog: Catalog) -> Section:
    record = catalog.initiative.get(MANAGER)
    if not record:
        return Section("Il manager di distretto", "manager", empty=sections.NO_DATA)
    duties = tuple(map(italian.capitalised, record.services)) or ("nessun dato pubblico",)
    return Section(
        "Il manager di distretto",
        "manager",
        text=(record.description,),
        statements=sections.cited(catalog, record.facts),
        facts=(Fact("Compiti", duties), Fact("Formazione rivolta a", record.audiences or ("nessun dato pubblico",))),
        links=(
            Link(f"Scheda: {record.name}", addresses.of(record)),
            *(Link(f"Percorso: {item.name}", addresses.of(item)) for item in catalog.programmes
              if set(item.audiences).intersection(record.audiences)),
        ),
    )  # fmt: skip
