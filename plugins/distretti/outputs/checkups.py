"""/autovalutazione/: self-checks, each a list to print that a script reads in words. Answers stay in the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..model import Checkup
from ..model.checkup import WEIGHTS, CheckupQuestion
from ..presenters import desk, evidence, heads, own_pages, references, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Cell, Evidence, Link, Section
from ..site.output import Head, Output, Page
from ..site.site import Site

NAME = "Autovalutazione"
LEAD = "Domande a cui rispondi da solo. Le risposte restano nel tuo browser, e alla fine leggi che cosa fare."
EVERYWHERE = "Domande che valgono dappertutto"

# What holds, in the order in which it is looked at: the key of the text in the record, its title, when it is read.
OUTCOMES = (
    ("missing", "Manca qualcosa di indispensabile", "Se a una domanda indispensabile la risposta è no."),
    ("unsure", "Qualcosa di indispensabile non si sa", "Se a una domanda indispensabile la risposta è non so."),
    ("almost", "Manca qualcosa di importante", "Se a una domanda importante la risposta è no o non so."),
    ("ready", "Si può andare avanti", "Se a tutte le domande indispensabili e importanti la risposta è sì."),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is drawn; without sources it is the editors' own. `name` tells its answers apart."""

    name: str
    ask: str
    weight: str
    label: str
    why: str
    following: str
    sources: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions under one heading: those of a region, or those that hold everywhere; `link` leads to its rules."""

    title: str
    anchor: str
    region: str
    link: Link | None
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What answers say: the key that the script shows it by, when it holds, and the text."""

    key: str
    title: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckupView:
    """A self-check; `regions` are those with questions of their own, by slug and name."""

    head: Head
    heading: str
    lead: str
    audience: str
    slug: str
    initiative: Link | None
    regions: tuple[tuple[str, str], ...]
    groups: tuple[Questions, ...]
    outcomes: tuple[Outcome, ...]
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, also of nothing: links to it are everywhere; and a page for each."""
    yield Page(addresses.CHECKUPS, "sections.html", _list, (catalog,))
    for checkup in catalog.checkups:
        yield Page(addresses.of(checkup), "checkup.html", _view, (catalog, site, checkup), checkup)


def _list(catalog: Catalog) -> SectionsView:
    rows = tuple(map(desk.checkup, catalog.checkups))
    head = heads.head(f"{NAME} per negozi e Comuni", LEAD, (NAME, ""))
    return sections.view(
        head, NAME, LEAD, (Section("Che cosa vuoi capire", "elenco", rows=rows, empty="Nessuna autovalutazione."),)
    )


def _view(catalog: Catalog, site: Site, checkup: Checkup) -> CheckupView:
    initiative = catalog.initiative.get(checkup.initiative or "")
    groups = tuple(_groups(catalog, checkup))
    return CheckupView(
        head=heads.head(
            f"{checkup.name} (autovalutazione)",
            checkup.description,
            (NAME, addresses.CHECKUPS),
            (checkup.name, ""),
            correction=addresses.change(checkup),
        ),
        heading=checkup.name,
        lead=checkup.description,
        audience=checkup.audience,
        slug=checkup.id,
        initiative=references.record(initiative) if initiative else None,
        regions=tuple((group.region, group.title) for group in groups if group.region),
        groups=groups,
        outcomes=tuple(Outcome(key, title, when, getattr(checkup.outcomes, key)) for key, title, when in OUTCOMES),
        evidence=evidence.of(catalog, site, checkup),
    )


def _groups(catalog: Catalog, checkup: Checkup) -> Iterator[Questions]:
    """Those that hold everywhere first, then those of each region in the order of the file."""
    asked = [(question.region or "", _asked(catalog, checkup, question)) for question in checkup.questions]
    for region in sorted(dict(asked), key=bool):
        own = tuple(question for slug, question in asked if slug == region)
        if region:
            name = references.region_name(catalog, region)
            link = Link(f"Le regole e le fonti: {name}", addresses.region(region)) if region in catalog.region else None
            yield Questions(name, region, region, link, own)
        else:
            yield Questions(EVERYWHERE if len(dict(asked)) > 1 else "Le domande", "domande", "", None, own)


def _asked(catalog: Catalog, checkup: Checkup, question: CheckupQuestion) -> Asked:
    return Asked(
        name=_name(question),
        ask=question.ask,
        weight=question.weight,
        label=WEIGHTS[question.weight],
        why=question.why,
        following=question.next,
        sources=tuple(
            cell
            for source in question.sources
            for cell in own_pages.named(catalog, checkup, source) or (_source(checkup, source),)
        ),
    )


def _name(question: CheckupQuestion) -> str:
    """What answers are kept under: of the question itself, wherever it stands, so that one asked anew has none yet."""
    text = f"{question.region or ''}\n{question.ask}"
    return f"d{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _source(checkup: Checkup, cited: str) -> Cell:
    """The source by its publisher, and by its title too where others are of the same publisher."""
    link = evidence.source_link(checkup, cited)
    source = next((source for source in checkup.sources if source.reference == cited), None)
    several = source and sum(other.publisher == source.publisher for other in checkup.sources) > 1
    if source and source.title and several and isinstance(link, Link):
        return Link(f"{source.publisher}, {source.title}", link.address)
    return link
