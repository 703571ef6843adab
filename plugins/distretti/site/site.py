"""What every page knows of the site it belongs to: its name and address, its owner, its menu, its policies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from . import addresses
from .components import Link
from .output import Cover, Head

# Styles, fonts and images of our own; nothing else, and nothing from anywhere else.
# Markup: its quotes are syntax, not apostrophes to be made typographic.
CSP = Markup(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)

# Other sites learn which site a reader comes from, not which page; nothing where the link leads to plain http.
REFERRER = "strict-origin-when-cross-origin"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns the site; `public` says whether it is a public body, `identifier` is its IPA code or VAT number."""

    name: str
    url: str
    public: bool = True
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows of the site it belongs to; `contact` is a text or a mailto link.

    `hosting` is the operator's own sentence about what the host logs, `statement` the address of the accessibility
    statement on AgID's site: empty where they are not stated.
    """

    ambient: ClassVar = True  # an input of pages that follows from the settings: with others all pages are made again

    name: str
    tagline: str
    url: str  # SITEURL without final slash, "" in preview
    owner: Owner | None
    menu: tuple[tuple[str, str, str], ...]
    official_note: str
    attribution: str
    contact: str | Link
    repository: str = ""
    forge: str = "github"  # a key of `forge.FORGES`
    hosting: str = ""
    statement: str = ""
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.it"
    preview: bool = True
    documents: bool = False  # whether it has documents in PDF
    language: str = "it"
    languages: tuple[str, ...] = ()  # in which others there are pages
    csp: Markup = CSP
    referrer: str = REFERRER

    @property
    def folder(self) -> str:
        """The folder of the host that the site is served under ("/catalogo"), "" at its root."""
        return re.sub(r"^https?://[^/]+", "", self.url)

    def canonical(self, address: str) -> str:
        """The absolute address, "" where the site has none (preview)."""
        return f"{self.url}{address}" if self.url else ""

    def licence(self, language: str) -> str:
        """The deed of the licence in a language."""
        return self.licence_url.replace("/deed.it", f"/deed.{language}")

    def cover(self, head: Head) -> Cover:
        """The picture of a page: its own, or its section's, or the home page's."""
        sections = {key: label for key, label, _ in self.menu}
        section = head.section if head.section in sections else "home"
        return head.cover or Cover(addresses.picture(section), sections.get(section, self.name))
