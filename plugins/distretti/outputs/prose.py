"""Pages of words from content/pages/, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .. import addresses, markdown, wording
from ..catalog import Catalog
from ..elements import Link
from ..model import ProsePage
from ..page import Head, Output, Page
from ..theme import Site


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


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """One page for each file of content/pages/ that no other output makes, and /404.html."""
    for page in catalog.pages:
        if addresses.prose(page.id) == addresses.ENTERPRISES:
            continue
        template = "correction.html" if addresses.prose(page.id) == addresses.CORRECTIONS else "prose.html"
        yield Page(addresses.prose(page.id), template, _view(page, site))
    yield Page(addresses.NOT_FOUND, "404.html", _not_found(), listed=False)


def _view(page: ProsePage, site: Site) -> ProseView:
    contact = site.contact.label if isinstance(site.contact, Link) else site.contact
    words = {
        "titolare": site.owner.label if site.owner else "chi pubblica questo sito (nome non ancora indicato)",
        "contatto": contact or "(indirizzo non ancora indicato da chi pubblica il sito)",
        "sito": site.name,
    }
    body = page.body
    for name, value in words.items():
        body = body.replace("{{ " + name + " }}", value)
    head = wording.head(page.title, page.description, (page.title, ""))
    return ProseView(head, page.title, markdown.html(body), contact, site.repository)


def _not_found() -> NotFoundView:
    return NotFoundView(
        head=wording.head("Pagina non trovata", "L'indirizzo non porta a nessuna pagina del catalogo.", noindex=True),
        heading="Pagina non trovata",
        text="L'indirizzo che hai seguito non porta a nessuna pagina. Forse è cambiato, o è scritto male.",
        links=(
            Link("Tutti i distretti", addresses.DISTRICTS),
            Link("I comuni", addresses.MUNICIPALITIES),
            Link("Gli eventi", addresses.EVENTS),
            Link("Segnala il collegamento che non funziona", addresses.CORRECTIONS),
        ),
    )
