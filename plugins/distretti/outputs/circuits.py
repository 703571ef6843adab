"""/carte-fedelta/: the directory of cards, vouchers and check-in schemes, each with its state and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Circuit
from ..model.circuit import KINDS
from ..model.initiative import STATUSES
from ..presenters import desk, evidence, heads, list_items, references, sections
from ..presenters.sections import SectionsView
from ..search import desk_documents
from ..site import addresses
from ..site.components import Evidence, Fact, Link, ListItem, Section
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

NAME = "Carte fedeltà e circuiti"
TITLE = "Carte fedeltà, buoni e circuiti dei distretti"
STATES = {"attivo": "Attivi", "da-verificare": "Da verificare", "concluso": "Conclusi"}
NONE_ACTIVE = "Di nessuna carta sappiamo con una fonte che oggi si può usare."


@dataclass(frozen=True, slots=True)
class CircuitView:
    """A card or scheme."""

    head: Head
    heading: str
    lead: str
    kind: str
    status: str
    warning: str
    facts: tuple[Fact, ...]
    initiative: Link | None
    districts: tuple[ListItem, ...]
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, also of nothing: links to it are everywhere; and a page for each."""
    yield Page(addresses.CIRCUITS, "sections.html", _list, (catalog,))
    for circuit in catalog.circuits:
        yield Page(addresses.of(circuit), "circuit.html", _view, (catalog, site, circuit), circuit)


def _list(catalog: Catalog) -> SectionsView:
    by_state: dict[str, list[ListItem]] = {state: [] for state in STATES}
    for circuit in catalog.circuits:
        by_state[desk.circuit_state(catalog, circuit)].append(desk.circuit(catalog, circuit))
    parts = [Section(label, state, rows=tuple(by_state[state])) for state, label in STATES.items() if by_state[state]]
    text = ("Le carte dei centri commerciali e delle singole catene qui non ci sono.",)
    links = (Link("Conosci una carta che manca? Proponila", addresses.proposal("circuito")),)
    parts.append(Section("Che cosa c’è qui", "che-cosa", text=text, links=links))
    total = italian.count(len(catalog.circuits), "circuito noto", "circuiti noti")
    lead = (
        f"{total}, valido in più negozi." if len(catalog.circuits) == 1 else f"{total}, validi in più negozi o locali."
    )
    active = len(by_state["attivo"])
    lead = lead if catalog.circuits else "Nessun circuito in questo catalogo."
    lead += f" Oggi {italian.count(active, 'risulta attivo', 'risultano attivi')}." if active else f" {NONE_ACTIVE}"
    structured = collection(TITLE, addresses.CIRCUITS, len(catalog.circuits))
    return sections.view(heads.head(TITLE, lead, (NAME, ""), structured=structured), TITLE, lead, parts)


def _view(catalog: Catalog, site: Site, circuit: Circuit) -> CircuitView:
    initiative = catalog.initiative.get(circuit.initiative or "")
    known = [catalog.district[item] for item in circuit.districts if item in catalog.district]
    state = desk.circuit_state(catalog, circuit)
    label = STATUSES[state]
    return CircuitView(
        head=heads.head(
            heads.unique_title(catalog, circuit, circuit.name, KINDS[circuit.kind].lower()),
            circuit.description,
            (NAME, addresses.CIRCUITS),
            (circuit.name, ""),
            correction=addresses.change(circuit),
            entry=lambda: desk_documents.circuit(catalog, circuit),
        ),
        heading=circuit.name,
        lead=circuit.description,
        kind=KINDS[circuit.kind],
        status=label if state == "attivo" else "",
        warning="" if state == "attivo" else label,
        facts=_facts(circuit),
        initiative=references.record(initiative) if initiative else None,
        districts=tuple(list_items.district(catalog, district) for district in known),
        evidence=evidence.of(catalog, site, circuit, _missing(circuit, state)),
    )


def _facts(circuit: Circuit) -> tuple[Fact, ...]:
    found = {
        "Chi la promuove o la rilascia": circuit.issuer,
        "Zona": circuit.area,
        "Come si ottiene": circuit.how,
        "Dove si usa": circuit.accepted,
        "Che cosa dà": circuit.benefits,
        "Dal": italian.partial(circuit.since) if circuit.since else None,
        "Al": italian.partial(circuit.until) if circuit.until else None,
    }
    return tuple(Fact(term, (value,)) for term, value in found.items() if value)


def _missing(circuit: Circuit, state: str) -> tuple[str, ...]:
    gaps = {
        "Se oggi si può usare": state == "da-verificare",
        "Chi la rilascia": not circuit.issuer,
        "Come si ottiene": not circuit.how,
        "In quali negozi si usa": not circuit.accepted,
        "Da quando a quando vale": not (circuit.since or circuit.until),
    }
    return tuple(gap for gap, unknown in gaps.items() if unknown)
