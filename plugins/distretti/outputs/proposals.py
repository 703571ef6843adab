"""/proponi/: a form for each kind of record that offices know, which makes a file and the e-mail to send it with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..model import schema as schemas
from ..model.registry import KINDS, Kind
from ..presenters import form_fields, heads
from ..site import addresses, forge
from ..site.components import Link
from ..site.forms import FormField, Option
from ..site.output import File, Head, Output, Page
from ..site.site import Site

NAME = "Proponi una scheda o un cambiamento"
LEAD = "Un modulo che prepara il file della scheda: lo scarichi e lo mandi per e-mail. Non si invia niente da solo."
WHAT = {  # what is proposed, as a sentence names it
    "recurring": "un mercato o una fiera che torna",
    "events": "un evento con una data",
    "districts": "un distretto",
    "initiatives": "un’iniziativa",
    "programmes": "un bando o un programma",
    "venues": "un luogo",
    "questions": "una domanda del forum, o la risposta",
    "circuits": "una carta fedeltà o un altro circuito",
    "public_services": "un servizio pubblico",
}
NAMES = f"{addresses.PROPOSALS}nomi.json"


@dataclass(frozen=True, slots=True)
class ProposalsView:
    """What can be proposed."""

    head: Head
    heading: str
    lead: str
    kinds: tuple[Link, ...]
    contact: str | Link


@dataclass(frozen=True, slots=True)
class FormView:
    """The form of a kind; `more` are the fields that are folded.

    `folder` is where its files are, `inside` says whether by region or year; `names` is the file of the names of
    records; `skeleton` is an empty file, for who writes by hand. `edit` and `new` begin the forge's pages for a file
    and for a new one, `fills` says whether the latter takes its text.
    """

    head: Head
    heading: str
    lead: str
    kind: str
    schema: str
    fields: tuple[FormField, ...]
    more: tuple[FormField, ...]
    folder: str
    inside: str
    regions: tuple[Option, ...]
    names: str
    contact: str
    edit: str
    new: str
    fills: bool
    skeleton: str


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, a form for each kind, and the names of records that fields suggest."""
    yield Page(addresses.PROPOSALS, "proposals.html", _page, (site,))
    yield File(NAMES, _names, (catalog,))
    for kind in addresses.PROPOSED:
        yield Page(addresses.proposal(KINDS[kind].one), "proposal.html", _form, (catalog, site, kind))


def _page(site: Site) -> ProposalsView:
    kinds = tuple(Link(WHAT[name], addresses.proposal(KINDS[name].one)) for name in addresses.PROPOSED)
    return ProposalsView(heads.head(NAME, LEAD, (NAME, "")), NAME, LEAD, kinds, site.contact)


def _form(catalog: Catalog, site: Site, name: str) -> FormView:
    kind, what = KINDS[name], WHAT[name]
    heading = f"Proponi {what}"
    fields, more = form_fields.of_kind(kind)
    regions = catalog.places.regions.values()
    return FormView(
        head=heads.head(
            heading, f"{heading}: {LEAD[:1].lower()}{LEAD[1:]}", (NAME, addresses.PROPOSALS), (heading, "")
        ),
        heading=heading,
        lead=LEAD,
        kind=kind.one,
        schema=addresses.schema(kind.one),
        fields=fields,
        more=more,
        folder=f"content/{kind.folder}/",
        inside=kind.inside,
        regions=tuple(Option(region.slug, region.name) for region in regions) if kind.inside == "region" else (),
        names=NAMES,
        contact=site.contact.label if isinstance(site.contact, Link) else "",
        edit=forge.edit(site.repository, site.forge, ""),
        new=forge.new(site.repository, site.forge),
        fills=forge.FORGES[site.forge].fills,
        skeleton=_skeleton(kind),
    )


def _skeleton(kind: Kind) -> str:
    """The fields that must be there, one a line, for who copies them into an e-mail."""
    group = schemas.group(kind.model)
    return "\n".join(f"{field['title']}: " for key, field in group["properties"].items() if key in group["required"])


def _names(catalog: Catalog) -> bytes:
    """Ids of records with what they are called, by list."""
    found = {kind: [[record.id, record.heading] for record in getattr(catalog, kind)] for kind in addresses.PROPOSED}
    del found["recurring"], found["events"]  # too many to suggest
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
