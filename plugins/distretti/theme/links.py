"""What templates call for links and terms."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from ..site import addresses
from .compiler import as_markup, escape_text, to_html
from .term_links import Glossary

MOST_TEXTS = 8192  # that are kept taken apart

_ROOTED = re.compile(r'(?<=href=")/[^"]*')


class PageLinks:
    """What templates call for links and terms: it knows the page being drawn, so that macros need no context."""

    def __init__(self, folder: str, names: dict[str, str], glossary: Glossary) -> None:
        self.folder, self.names, self.glossary = folder, names, glossary
        self.page = addresses.HOME
        self.depth = 1  # of the page's folder, 0 on the 404 page: all that links depend on
        self.explained: set[str] = set()  # the glossary terms that this page has linked
        self.root = "./"  # what a link from there begins with
        self._parts = lru_cache(MOST_TEXTS)(self._taken_apart)  # the same few sentences are on many pages

    def functions(self) -> dict[str, Callable[..., Any]]:
        """By the names that templates use; `begin` is for the renderer."""
        return {
            "begin": self.begin, "href": self.href, "asset": self.asset, "glossed": self.glossed, "prose": self.prose,
        }  # fmt: skip

    def begin(self, page: str) -> None:
        """A page is drawn from here on."""
        self.page = page
        self.explained = set()
        self.depth = 0 if page == addresses.NOT_FOUND else page.count("/")
        self.root = "../" * (self.depth - 1) or "./" if self.depth else f"{self.folder}/"

    def href(self, address: str) -> Markup:
        """A link from the page to an address."""
        return escape_text(self._link(address))

    def asset(self, name: str) -> Markup:
        """A link from the page to a file of theme/static."""
        return self.href(self.names[name])

    def glossed(self, text: str | Markup) -> Markup:
        """The text with the first use of each glossary term in its page made a link; not on the glossary itself."""
        parts = self._parts(text) if type(text) is str else self._taken_apart(text)
        if len(parts) == 1:
            return parts[0]
        if self.page in (addresses.GLOSSARY, addresses.NOT_FOUND):
            return as_markup("".join(parts))
        return as_markup(self.glossary.linked(parts, self.explained, self.href(addresses.GLOSSARY)))

    def prose(self, text: Markup) -> Markup:
        """Prose with its links made relative and its terms explained."""
        return self.glossed(as_markup(_ROOTED.sub(lambda match: self._link(match[0]), text)))

    def _taken_apart(self, text: str | Markup) -> tuple[Markup, ...]:
        return tuple(map(as_markup, self.glossary.parts(to_html(text))))

    def _link(self, address: str) -> str:
        """Relative for the site's own addresses, rooted on the 404 page (served at any depth), unchanged for others."""
        if address.startswith("/"):
            return self.root + address[1:]
        return address.replace("'", "%27") if address.startswith("http") else address
