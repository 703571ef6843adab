"""What templates call for links and terms; both depend on the page being drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from . import addresses
from .compiled import shown
from .glossary import Glossary

MOST_LINKS = 50_000  # that are kept for pages of one depth


class Words:
    """What templates call for links and terms: it knows the page being drawn, so that macros need no context."""

    def __init__(self, folder: str, names: dict[str, str], glossary: Glossary) -> None:
        self.folder, self.names, self.glossary = folder, names, glossary
        self.page = addresses.HOME
        self.explained: set[str] = set()  # the glossary terms that this page has linked
        self.links: dict[str, Markup] = {}  # as they are in the page's folder: links depend on its depth alone
        self._links: dict[int, dict[str, Markup]] = {}

    def functions(self) -> dict[str, Callable[..., Any]]:
        """By the names that templates use; `begin` is for the renderer."""
        return {
            "begin": self.begin, "href": self.href, "asset": self.asset, "glossed": self.glossed, "prose": self.prose,
        }  # fmt: skip

    def begin(self, page: str) -> None:
        """A page is drawn from here on."""
        self.page = page
        self.explained = set()
        self.links = self._links.setdefault(0 if page == addresses.NOT_FOUND else page.count("/"), {})
        if len(self.links) > MOST_LINKS:
            self.links.clear()

    def href(self, address: str) -> Markup:
        """A link from the page to an address."""
        found = self.links.get(address)
        if found is None:
            found = self.links[address] = escape(self._link(address))
        return found

    def asset(self, name: str) -> Markup:
        """A link from the page to a file of theme/static."""
        return self.href(self.names[name])

    def glossed(self, text: str | Markup) -> Markup:
        """The text with the first use of each glossary term in its page made a link; not on the glossary itself."""
        written = Markup(shown(text))
        if self.page in (addresses.GLOSSARY, addresses.NOT_FOUND):
            return written
        return self.glossary.linked(written, self.explained, addresses.relative(addresses.GLOSSARY, self.page))

    def prose(self, text: Markup) -> Markup:
        """Prose with its links made relative and its terms explained."""
        return self.glossed(Markup(re.sub(r'(?<=href=")/[^"]*', lambda match: self._link(match[0]), text)))

    def _link(self, address: str) -> str:
        """Relative for the site's own addresses, rooted on the 404 page (served at any depth), unchanged for others."""
        if not address.startswith("/"):
            return address.replace("'", "%27") if address.startswith("http") else address
        if self.page == addresses.NOT_FOUND:
            return self.folder + address
        return addresses.relative(address, self.page)
