"""Initiatives: all of them, those of each axis, and each one's page, where every fact says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import italian, markdown
from ..model import Initiative
from ..model import initiative as words
from ..presenters import (
    desk,
    event_facts,
    evidence,
    heads,
    initiative_facts,
    list_items,
    lists,
    long_lists,
    sections,
    term_facts,
)
from ..search import documents
from ..site import addresses
from ..site.components import Cell, Chip, Evidence, Fact, Group, Link, ListItem, Statement, Table
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

# Where the three axes come from: they classify, they are not the catalogue's own idea.
AXES_ORIGIN = (
    "I tre assi – reti d'impresa, nuove tecnologie, marketing territoriale – vengono dalla mappatura dei progetti "
    "delle Camere di Commercio per centri storici e aree urbane, fatta da INDIS-Unioncamere a fine 2012. "
    "Fonte: Daniele Dal Sasso, Imprese innovative per far rivivere le città (articolo, 2013 circa)."
)
AXES_RECORD = "mappatura-indis-unioncamere-dei-progetti-camerali"


@dataclass(frozen=True, slots=True)
class InitiativesView:
    """All initiatives, grouped by kind, with the axes as chips; then the terms of each vocabulary that has pages."""

    head: Head
    lead: str
    axes: tuple[Chip, ...]
    others: tuple[Link, ...]
    groups: tuple[Group, ...]
    more: tuple[Link, ...]
    vocabularies: tuple[tuple[str, tuple[Chip, ...]], ...]


@dataclass(frozen=True, slots=True)
class AxisView:
    """The initiatives of one axis, and where the axes come from."""

    head: Head
    heading: str
    lead: str
    axes: tuple[Chip, ...]
    rows: tuple[ListItem, ...]
    origin: str
    mapping: Link | None


@dataclass(frozen=True, slots=True)
class InitiativeView:
    """An initiative's page, in the order in which it is read."""

    head: Head
    heading: str
    lead: str
    kind: str
    namesake: tuple[Link, ...]  # what has its name and a page of its own
    status: str
    warning: str
    only_documents: str
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    effects: tuple[Statement, ...]
    prose: Markup
    promoters: Table | None
    terms: tuple[Table, ...]
    answers: tuple[Fact, ...]
    municipalities: tuple[Cell, ...]
    districts: tuple[ListItem, ...]
    venues: tuple[ListItem, ...]
    events: tuple[ListItem, ...]
    tools: tuple[ListItem, ...]  # what readers can use: its card, its self-check
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, a page for each axis that has initiatives, and one for each initiative."""
    if catalog.initiatives:
        yield Page(addresses.INITIATIVES, "initiatives.html", _list, (catalog,))
    for axis in words.AXES:
        if axis in catalog.initiatives_of_axis:
            yield Page(addresses.axis(axis), "axis.html", _axis, (catalog, axis))
    for initiative in catalog.initiatives:
        yield Page(addresses.of(initiative), "initiative.html", _view, (catalog, site, initiative), initiative)


def _chips(catalog: Catalog, current: str = "") -> tuple[Chip, ...]:
    """All initiatives, then each axis that has some; `current` is the axis of the page."""
    chips = [Chip("Tutte", addresses.INITIATIVES, len(catalog.initiatives), not current)]
    for axis, label in words.AXES.items():
        if items := catalog.initiatives_of_axis.get(axis):
            chips.append(Chip(label, addresses.axis(axis), len(items), axis == current))
    return tuple(chips)


def _list(catalog: Catalog) -> InitiativesView:
    total = italian.count(len(catalog.initiatives), "iniziativa", "iniziative")
    groups = (
        Group(label, kind, tuple(_row(item) for item in catalog.initiatives if item.kind == kind))
        for kind, label in words.KINDS.items()
    )
    return InitiativesView(
        head=lists.INITIATIVES.head(
            f"{total} intorno ai distretti del commercio: progetti, sistemi, servizi e strumenti, fatto per fatto.",
            structured=collection(lists.INITIATIVES.title, addresses.INITIATIVES, len(catalog.initiatives)),
        ),
        lead=f"{total} intorno ai distretti: progetti, sistemi, servizi e strumenti. Ogni fatto dice da dove viene.",
        axes=_chips(catalog),
        others=(
            Link("Servizi, interventi e temi", "#termini"),
            Link("Sfide e bisogni", addresses.CHALLENGES),
            Link("Attrattori", addresses.ATTRACTIONS),
            Link("Luoghi", addresses.VENUES),
        ),
        groups=tuple(group for group in groups if group.rows),
        more=(
            Link("Formazione e cultura di distretto", addresses.TRAINING),
            Link("Buone pratiche", addresses.GOOD_PRACTICES),
            Link("Certificazione di qualità", addresses.CERTIFICATION),
            Link("Pubblicazioni e ricerche", addresses.PUBLICATIONS),
            Link("Per chi vuole investire", addresses.INVESTORS),
        ),
        vocabularies=tuple(
            (plural, term_facts.chips(catalog, vocabulary)) for vocabulary, (_, plural) in term_facts.PAGES.items()
        ),
    )


def _row(initiative: Initiative) -> ListItem:
    """Without the tag of its kind, which is the heading."""
    return replace(list_items.initiative(initiative), tags=())


def _axis(catalog: Catalog, axis: str) -> AxisView:
    label, items = words.AXES[axis], catalog.initiatives_of_axis[axis]
    total = italian.count(len(items), "iniziativa", "iniziative")
    mapping = catalog.initiative.get(AXES_RECORD)
    return AxisView(
        head=heads.head(
            f"{label}: iniziative per i distretti del commercio",
            f"{total} dell'asse «{label}»: nome, tipo e luogo di ciascuna, con le fonti.",
            *lists.INITIATIVES.trail,
            (label, ""),
            section="iniziative",
            structured=collection(
                f"{label}: iniziative per i distretti del commercio", addresses.axis(axis), len(items)
            ),
        ),
        heading=label,
        lead=f"{total} dell'asse «{label}».",
        axes=_chips(catalog, axis),
        rows=tuple(map(list_items.initiative, items)),
        origin=AXES_ORIGIN,
        mapping=Link(mapping.name, addresses.of(mapping)) if mapping else None,
    )


def _view(catalog: Catalog, site: Site, initiative: Initiative) -> InitiativeView:
    status = words.STATUSES.get(initiative.status or "", "")
    unsure = initiative.status == "da-verificare"
    districts = [catalog.district[item] for item in initiative.districts if item in catalog.district]
    events = catalog.happenings_of_initiative.get(initiative.id, ())
    return InitiativeView(
        head=_head(catalog, initiative),
        heading=initiative.name,
        lead=initiative.description,
        kind=initiative_facts.label(initiative),
        namesake=_namesake(catalog, initiative),
        status="" if unsure else status,
        warning=status if unsure else "",
        only_documents=initiative_facts.only_documents(initiative),
        facts=initiative_facts.facts(catalog, initiative),
        statements=sections.numbered(initiative, initiative.facts),
        effects=sections.numbered(initiative, initiative.effects),
        prose=markdown.html(initiative.prose) if initiative.prose else Markup(""),
        promoters=initiative_facts.promoters(catalog, initiative),
        terms=term_facts.tables(catalog, initiative),
        answers=term_facts.answers(catalog, initiative),
        municipalities=initiative_facts.municipalities(catalog, initiative),
        districts=tuple(list_items.district(catalog, district) for district in districts),
        venues=list_items.venues(catalog, catalog.venues_of_initiative.get(initiative.id, ())),
        events=long_lists.shortened(
            events,
            lambda event: list_items.event(catalog, event),
            long_lists.whole(addresses.of(initiative)),
        ),
        tools=desk.tools(catalog, initiative),
        evidence=evidence.of(catalog, site, initiative, initiative_facts.missing(initiative)),
    )


def _namesake(catalog: Catalog, initiative: Initiative) -> tuple[Link, ...]:
    """The districts that it is told of as, and the events that have its name."""
    known = [catalog.district[item] for item in initiative.districts if item in catalog.district]
    events = catalog.happenings_of_initiative.get(initiative.id, ())
    found = [*(known if initiative.kind == "distretto" else ())]
    same = [event for event in events if italian.folded(event.title) == italian.folded(initiative.name)]
    return (
        *(Link(f"il distretto «{district.short_name}»", addresses.of(district)) for district in found),
        *(Link(f"l'evento, {event_facts.when(event)}", addresses.of(event)) for event in same),
    )


def _head(catalog: Catalog, initiative: Initiative) -> Head:
    kind = words.KINDS[initiative.kind].lower()
    return heads.head(
        heads.unique_title(catalog, initiative, f"{initiative.name} (iniziativa)", kind),
        initiative.description,
        *lists.INITIATIVES.trail,
        (initiative.name, ""),
        section="iniziative",
        structured=_structured(initiative),
        correction=addresses.change(initiative),
        entry=lambda: documents.initiative(catalog, initiative),
    )


def _structured(initiative: Initiative) -> dict[str, Any]:
    """schema.org: a project where the record says so, else a work."""
    project = initiative.kind == "progetto"
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Project" if project else "CreativeWork",
        "name": initiative.name,
        "description": initiative.description,
        "url": addresses.of(initiative),
    }
    bodies = [{"@type": "Organization", "name": promoter.name} for promoter in initiative.promoters]
    if bodies:
        about["member" if project else "contributor"] = bodies
    if initiative.since and project:
        about["foundingDate"] = str(initiative.since)
    return about
