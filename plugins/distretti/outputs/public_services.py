"""/servizi/: public services that citizens and shops look for, each with its official address and what one needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import PublicService
from ..model.public_service import AUDIENCES
from ..presenters import desk, evidence, heads, references, sections
from ..presenters.sections import SectionsView
from ..search import desk_documents
from ..site import addresses
from ..site.components import Cell, Evidence, Fact, Link, Section
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

NAME = "Servizi pubblici"
TITLE = "Servizi pubblici per chi abita e per chi ha un negozio"
LEAD = "Dove si fanno le cose più cercate: sportello unico, anagrafe, fatture, posteggi. Solo indirizzi ufficiali."
NOTE = (
    "Il catalogo non dà questi servizi e non riceve domande: porta alla pagina dell’ente. Altra cosa sono i servizi "
    "che danno le iniziative dei distretti."
)


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A public service."""

    head: Head
    heading: str
    lead: str
    audience: str
    official: Link
    requires: tuple[str, ...]
    local: str
    facts: tuple[Fact, ...]
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, also of nothing: links to it are everywhere; and a page for each service."""
    yield Page(addresses.PUBLIC_SERVICES, "sections.html", _list, (catalog,))
    for service in catalog.public_services:
        yield Page(addresses.of(service), "public_service.html", _view, (catalog, site, service), service)


def _list(catalog: Catalog) -> SectionsView:
    found = {key: catalog.services_for.get(("", key), ()) for key in AUDIENCES}
    parts = [
        Section(AUDIENCES[key], key, rows=tuple(map(desk.service, services)))
        for key, services in found.items()
        if services
    ]
    regional = [
        item
        for region in sorted(filter(None, catalog.services_of_region))
        for item in catalog.services_of_region[region]
    ]
    if regional:
        parts.append(Section("Delle Regioni", "regioni", rows=tuple(map(desk.service, regional))))
    if not parts:
        parts.append(Section("I servizi", "servizi", empty="Nessun servizio in questo catalogo."))
    links = (
        Link("Il tuo Comune: i servizi sono anche nella sua pagina", addresses.MUNICIPALITIES),
        Link("I servizi che danno le iniziative dei distretti", f"{addresses.INITIATIVES}#termini"),
        Link("Un indirizzo è cambiato? Segnalalo", addresses.CORRECTIONS),
    )
    parts.append(Section("Da sapere", "da-sapere", text=(NOTE,), links=links))
    head = heads.head(
        TITLE,
        LEAD,
        (NAME, ""),
        structured=collection(TITLE, addresses.PUBLIC_SERVICES, len(catalog.public_services)),
    )
    return sections.view(head, NAME, LEAD, parts)


def _view(catalog: Catalog, site: Site, service: PublicService) -> ServiceView:
    where: Cell = references.region(catalog, service.region) if service.region else "Tutta Italia"
    gaps = ("Che cosa serve",) if not service.requires else ()
    return ServiceView(
        head=heads.head(
            f"{service.name} (servizio pubblico)",
            f"{service.description} Indirizzo ufficiale: {desk.host(service.url)}.",
            (NAME, addresses.PUBLIC_SERVICES),
            (service.name, ""),
            correction=addresses.change(service),
            entry=lambda: desk_documents.public_service(catalog, service),
        ),
        heading=service.name,
        lead=service.description,
        audience=AUDIENCES[service.audience],
        official=Link(f"Vai al servizio: {desk.host(service.url)}", service.url),
        requires=service.requires,
        local=service.local or "",
        facts=(Fact("Chi lo dà", (italian.capitalised(service.provider),)), Fact("Dove vale", (where,))),
        evidence=evidence.of(catalog, site, service, gaps),
    )
