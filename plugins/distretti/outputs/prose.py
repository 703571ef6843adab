"""Pages of words from content/pages/, and the page for addresses that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import markdown, page_words
from ..model import ProsePage
from ..model.prose import SECTION_PAGES
from ..presenters import heads
from ..site import addresses
from ..site.components import Link
from ..site.output import Head, Output, Page, SearchEntry
from ..site.site import Site
from ..statistics import method

EXPLAINS = (("spiega", ("si",)),)  # of a page that says what something is: first for who asks that


@dataclass(frozen=True, slots=True)
class ProseView:
    """A page of words. `contact` and `repository` serve the script that names a record on /segnala/."""

    head: Head
    heading: str
    body: Markup
    contact: str = ""
    repository: str = ""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What to do when an address leads nowhere."""

    head: Head
    heading: str
    text: str
    links: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """One page for each file of content/pages/ that no other output makes, and /404.html."""
    written = {page.id for page in catalog.translated_pages}
    for page in catalog.pages:
        codes = tuple(code for code in site.languages if f"{page.id}.{code}" in written)
        if page.id in SECTION_PAGES:
            continue
        if addresses.prose(page.id) == addresses.METHOD:
            yield Page(addresses.METHOD, "prose.html", _method, (catalog, page, site, codes))
            continue
        template = "correction.html" if addresses.prose(page.id) == addresses.CORRECTIONS else "prose.html"
        yield Page(addresses.prose(page.id), template, _view, (page, site, codes))
    yield Page(addresses.NOT_FOUND, "404.html", _not_found, listed=False)


def _method(catalog: Catalog, page: ProsePage, site: Site, codes: tuple[str, ...]) -> ProseView:
    """How the catalogue is made, with its numbers of now."""
    return _view(page, site, codes, method.words_of(catalog))


def _view(page: ProsePage, site: Site, codes: tuple[str, ...], more: Mapping[str, str] | None = None) -> ProseView:
    contact = site.contact.label if isinstance(site.contact, Link) else site.contact
    made = markdown.html(page_words.filled(page.body, {**_words(site), **(more or {})}))
    entry = partial(SearchEntry, "pagina", page.title, "", f"{page.description} {made.striptags()}", filters=EXPLAINS)
    head = heads.head(page.title, page.description, (page.title, ""), entry=entry, languages=codes)
    return ProseView(head, page.title, made, contact, site.repository)


def _words(site: Site) -> dict[str, str]:
    """What pages may name in double braces, as Markdown: what the operator states, or that it is not stated."""
    contact = "(indirizzo non ancora indicato da chi pubblica il sito)"
    if isinstance(site.contact, Link):
        contact = f"[{_literal(site.contact.label)}]({site.contact.address})"
    unsaid = f"Chi pubblica il sito **non lo ha ancora scritto**. Puoi chiederlo a {contact}."
    unplaced = "Se il progetto è pubblico, questa storia è pubblica: chi pubblica il sito non ha indicato dove sta."
    return {
        "titolare": _owner(site) or "chi pubblica questo sito (nome non ancora indicato)",
        "licenziante": _owner(site) or "chi ha contribuito al catalogo, ognuno per quello che ha scritto",
        "contatto": contact,
        "sito": _literal(site.name),
        "indirizzo": site.url or "https://indirizzo-del-sito",
        "registri": _literal(site.hosting) or unsaid,
        "storia": f"La storia [è pubblica](<{site.repository}>)." if site.repository else unplaced,
        "dichiarazione": _statement(site),
    }


def _owner(site: Site) -> str:
    return f"[{_literal(site.owner.name)}](<{site.owner.url}>)" if site.owner else ""


def _statement(site: Site) -> str:
    if site.statement:
        return f"La dichiarazione formale, sul modello di AgID, è a parte: [leggila](<{site.statement}>)."
    formal = "Questa pagina **non è una dichiarazione di accessibilità formale** sul modello di AgID."
    owed = " Il titolare è un ente pubblico e deve averne una: **non l’ha ancora indicata**."
    return formal + owed if site.owner and site.owner.public else formal


def _literal(text: str) -> str:
    """A plain text in Markdown: none of its signs is syntax."""
    return re.sub(r"([\\`*_{}\[\]()#+.!>-])", r"\\\1", text)


def _not_found() -> NotFoundView:
    return NotFoundView(
        head=heads.head("Pagina non trovata", "L'indirizzo non porta a nessuna pagina del catalogo.", noindex=True),
        heading="Pagina non trovata",
        text="L'indirizzo che hai seguito non porta a nessuna pagina. Forse è cambiato, o è scritto male.",
        links=(
            Link("Tutti i distretti", addresses.DISTRICTS),
            Link("I comuni", addresses.MUNICIPALITIES),
            Link("Gli eventi", addresses.EVENTS),
            Link("Segnala il collegamento che non funziona", addresses.CORRECTIONS),
        ),
    )
