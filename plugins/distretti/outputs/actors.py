"""The bodies that the catalogue cites: by kind, and each with what it promotes, organises, leads and supports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..catalog.catalog import Catalog
from ..catalog.organisations import MUNICIPALITY, NOT_STATED, Organisation
from ..language import italian
from ..model import ProsePage, Term
from ..presenters import heads, list_items, section_pages, sections
from ..presenters.section_pages import Data
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Fact, Link, ListItem, Section
from ..site.output import Head, Output, Page
from ..site.site import Site

NAME = "Attori"
UNKNOWN_KIND = Term(
    id=NOT_STATED,
    label="Tipo non indicato",
    description="Enti di cui nessuna scheda dice il tipo, come molti organizzatori.",
)
PUBLIC = {MUNICIPALITY, "regione", "provincia-citta-metropolitana", "ente-pubblico", "camera-di-commercio"}


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The kinds, a page for each that has a body, and one for each body of which there is more to say than its name."""
    for page in section_pages.page_at(catalog, addresses.ACTORS):
        yield Page(addresses.ACTORS, "sections.html", _list, (catalog, page))
    for kind in _cited(catalog):
        yield Page(addresses.actors(kind.id), "sections.html", _kind, (catalog, kind))
        for body in catalog.organisations_of_kind.get(kind.id, ()):
            if body.has_page:
                yield Page(body.address, "sections.html", _body, (catalog, kind, body.name))


def _kinds(catalog: Catalog) -> tuple[Term, ...]:
    return (*catalog.partners.values(), UNKNOWN_KIND)


def _cited(catalog: Catalog) -> tuple[Term, ...]:
    """The kinds of which a record cites a body."""
    return tuple(kind for kind in _kinds(catalog) if kind.id in catalog.organisations_of_kind)


def _list(catalog: Catalog, page: ProsePage) -> SectionsView:
    return section_pages.view(catalog, page, "iniziative", DATA)


def _rows_of_kinds(catalog: Catalog) -> Data:
    """A row for each kind that has a page; of the others a line each."""
    cited = _cited(catalog)
    others = tuple(Fact(kind.label, ("nessun ente citato",), kind.description) for kind in _others(catalog, cited))
    after = (Section("Tipi di cui nessuna scheda cita un ente", "senza-enti", 3, facts=others),) if others else ()
    return Data(rows=tuple(_kind_row(catalog, kind) for kind in cited), after=after)


def _others(catalog: Catalog, cited: Sequence[Term]) -> tuple[Term, ...]:
    return tuple(kind for kind in catalog.partners.values() if kind not in cited)


def _kind_row(catalog: Catalog, kind: Term) -> ListItem:
    count = _count(catalog.organisations_of_kind.get(kind.id, ()))
    return ListItem(kind.label, addresses.actors(kind.id), f"{count} · {kind.description}")


def _count(found: Sequence[Organisation]) -> str:
    return italian.count(len(found), "ente citato", "enti citati") if found else "nessun ente citato"


def _kind(catalog: Catalog, kind: Term) -> SectionsView:
    found = catalog.organisations_of_kind.get(kind.id, ())
    head = heads.head(
        f"{kind.label}: attori dei distretti del commercio",
        f"{kind.description} {italian.capitalised(_count(found))} nelle schede.",
        (NAME, addresses.ACTORS),
        (kind.label, ""),
        section="iniziative",
    )
    rows = sorted(map(_row, found), key=lambda row: italian.order(row.label))
    groups = list_items.by_letter(rows) if len(rows) > 60 else ()
    listed = [Section(group.title, f"lettera-{group.anchor}", 3, rows=group.rows) for group in groups]
    nobody = "Nessun ente di questo tipo è citato nelle schede: nessun dato pubblico."
    return sections.view(
        head,
        kind.label,
        kind.description,
        (
            Section(
                "Che cosa dicono le fonti", "fonti",
                statements=sections.cited(catalog, kind.statements),
                empty=sections.NO_DATA if kind.id != NOT_STATED else "",
            ),
            Section(
                "Enti citati", "enti", text=(f"{italian.capitalised(_count(found))} nelle schede.",) if rows else (),
                rows=() if groups else tuple(rows), empty="" if groups else nobody,
            ),
            *listed,
        ),
    )  # fmt: skip


def _row(body: Organisation) -> ListItem:
    """A body in a list; a municipality of which only the districts it leads are known leads to its own page."""
    parts = [
        (len(body.initiatives), "iniziativa", "iniziative"),
        (len(body.happenings), "evento", "eventi"),
        (len(body.supported), "distretto sostenuto", "distretti sostenuti"),
    ]
    led = [f"capofila di {italian.listed([district.short_name for district in body.led])}"] if body.led else []
    meta = " · ".join([italian.count(*part) for part in parts if part[0]] + led)
    return ListItem(body.place.name if body.place else body.name, body.address, meta)


def _body(catalog: Catalog, kind: Term, name: str) -> SectionsView:
    body = catalog.organisations[name]
    other_names = body.entry.other_names if body.entry else ()
    facts = [Fact("Tipo", (Link(kind.label, addresses.actors(kind.id)),))]
    facts += [Fact("Altri nomi nelle schede", other_names)] if other_names else []
    facts += [Fact("Comune", (Link(body.place.name, addresses.municipality(body.place)),))] if body.place else []
    said = sections.cited(catalog, body.entry.statements if body.entry else ())
    parts = (
        Section("Dati principali", "dati", facts=tuple(facts), statements=said),
        Section("Iniziative che promuove", "iniziative", rows=tuple(map(list_items.initiative, body.initiatives))),
        Section("Distretti di cui è capofila", "capofila", rows=_districts(catalog, body.led)),
        Section("Distretti che sostiene", "distretti", rows=_districts(catalog, body.supported)),
        Section(
            "Eventi che organizza", "eventi", rows=tuple(list_items.event(catalog, event) for event in body.happenings)
        ),
    )
    lead = f"{kind.label}. Ciò che le schede di questo catalogo ne dicono."
    return sections.view(
        _head(kind, body), body.name, lead, [part for part in parts if part.rows or part.facts or part.statements]
    )


def _districts(catalog: Catalog, found: Sequence[Any]) -> tuple[ListItem, ...]:
    return tuple(list_items.district(catalog, district) for district in found)


def _head(kind: Term, body: Organisation) -> Head:
    address = body.address
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization" if body.kind in PUBLIC else "Organization",
        "@id": address,
        "name": body.name,
        "mainEntityOfPage": address,
    }
    return heads.head(
        f"{body.name} ({kind.label})",
        f"{body.name}: le iniziative che promuove, gli eventi che organizza e i distretti che guida o sostiene.",
        (NAME, addresses.ACTORS),
        (kind.label, addresses.actors(kind.id)),
        (body.name, ""),
        section="iniziative",
        structured=data,
        correction=addresses.correction(address),
    )


DATA = {"tipi": _rows_of_kinds}
