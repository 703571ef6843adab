"""/proponi/: a form for each kind of record that offices know, which makes a file and the e-mail to send it with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..catalog.catalog import Catalog
from ..model import in_browser
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
NAMES, KNOWN, RULES = (f"{addresses.PROPOSALS}{name}.json" for name in ("nomi", "eventi", "regole"))
_MANY = ("recurring", "events")  # too many to suggest: only what their files are called is told
DECLARATION = (
    "Dichiaro di poter fornire questi dati, che saranno pubblicati con licenza CC BY 4.0; il mio nome non sarà "
    "pubblicato."
)


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

    `folder` is where its files are, `inside` says whether by region or year, `list` is their list, `address` what
    begins those of their pages, `forms` the same for all kinds with the names of their forms; `names` is the file of
    the names of records, `known` that of events, `rules` of what is said of one value; `skeleton` is a text to fill in
    for who writes by hand, `letter` an e-mail with it. `edit` and `new` begin the forge's pages for a file and for a
    new one, `fills` says whether the latter takes its text.
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
    list: str
    address: str
    forms: str
    regions: tuple[Option, ...]
    names: str
    known: str
    rules: str
    contact: str
    edit: str
    new: str
    fills: bool
    skeleton: str
    letter: str


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page, a form for each kind; the names of records that fields suggest, and what is said of one value."""
    yield Page(addresses.PROPOSALS, "proposals.html", _page, (site,))
    yield File(NAMES, _names, (catalog,))
    yield File(KNOWN, _known, (catalog,))
    yield File(RULES, _rules)
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
    contact, skeleton = site.contact.label if isinstance(site.contact, Link) else "", _skeleton(kind, what, fields)
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
        list=kind.name,
        address=kind.address,
        forms=_forms(),
        regions=tuple(Option(region.slug, region.name) for region in regions) if kind.inside == "region" else (),
        names=NAMES,
        known=KNOWN,
        rules=RULES,
        contact=contact,
        edit=forge.edit(site.repository, site.forge, ""),
        new=forge.new(site.repository, site.forge),
        fills=forge.FORGES[site.forge].fills,
        skeleton=skeleton,
        letter=_letter(contact, f"Proposta: {what}", skeleton),
    )


def _forms() -> str:
    """What addresses of records begin with, the form of each, how many parts follow: the longest first."""
    kinds = sorted((KINDS[name] for name in addresses.PROPOSED), key=lambda kind: -len(kind.address))
    return " ".join(f"{kind.address}={kind.one}={2 if kind.inside else 1}" for kind in kinds)


def _skeleton(kind: Kind, what: str, fields: tuple[FormField, ...]) -> str:
    """What editors need of a proposal, a line each, for who writes it into an e-mail by hand."""
    asked = [_line(field) for field in fields if field.key != "sources"]
    if kind.inside == "region" and not any(field.key == "region" for field in fields):
        asked.insert(0, "Regione: ")
    lines = (
        f"Propongo: {what}",
        "È nuovo, o corregge una scheda che c'è (allora copia qui l'indirizzo della sua pagina): ",
        "",
        *asked,
        "",
        "Da dove viene la notizia (indirizzo della pagina, o estremi dell'atto): ",
        "Ente e ufficio che propone: ",
        f"{DECLARATION.removesuffix('.')} (sì o no): ",
    )
    return "\n".join(lines)


def _line(field: FormField) -> str:
    if field.key == "recurrence":
        return "Quando torna, con le parole della fonte (giorni; da quando a quando, se è stagionale): "
    said = "; ".join(option.name.lower() for option in field.options) or f"{field.help[:1].lower()}{field.help[1:]}"
    return f"{field.label}{f' ({said})' if said else ''}: "


def _letter(contact: str, subject: str, body: str) -> str:
    """An e-mail to whom the site names, prepared; "" where it names nobody."""
    ends = body.replace("\n", "\r\n")
    return f"mailto:{contact}?subject={quote(subject)}&body={quote(ends)}" if contact else ""


def _names(catalog: Catalog) -> bytes:
    """Ids of records with what they are called, by list; those of terms and of regions too."""
    found = {
        kind: [[record.id, record.heading] for record in getattr(catalog, kind)]
        for kind in addresses.PROPOSED
        if kind not in _MANY
    }
    found |= {name: [[term.id, term.label] for term in catalog.terms[name].terms] for name in ("themes", "needs")}
    found["partners"] = [[term.id, term.label] for term in catalog.partners.values()]
    found["regions"] = [[region.slug, region.name] for region in catalog.places.regions.values()] + [
        ["italia", "Italia"]
    ]
    return _json(found)


def _known(catalog: Catalog) -> bytes:
    """Ids of the others, by list."""
    return _json({kind: [record.id for record in getattr(catalog, kind)] for kind in _MANY})


def _rules() -> bytes:
    return _json(in_browser.told(), ensure_ascii=True)


def _json(found: object, ensure_ascii: bool = False) -> bytes:
    return json.dumps(found, ensure_ascii=ensure_ascii, separators=(",", ":")).encode()
