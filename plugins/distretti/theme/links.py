"""What templates call for links and terms, and which links a page has once it is drawn."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from ..site import addresses
from .compiler import as_markup, escape_text, to_html
from .term_links import Glossary

MOST_TEXTS = 8192  # that are kept taken apart

# In drawn pages "<" is always the beginning of a tag.
_LEADS = re.compile(rb'<(?:a|area|link|script|img|form|source|iframe)\s[^>]*?(?:href|src|action)="([^"]*)"')
_PLACES = re.compile(rb' id="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")

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
            "plain_prose": self.plain_prose,
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
        return self.glossed(self.plain_prose(text))

    def plain_prose(self, text: Markup) -> Markup:
        """Prose with its links made relative."""
        return as_markup(_ROOTED.sub(lambda match: self._link(match[0]), text))

    def _taken_apart(self, text: str | Markup) -> tuple[Markup, ...]:
        return tuple(map(as_markup, self.glossary.parts(to_html(text))))

    def _link(self, address: str) -> str:
        """Relative for the site's own addresses, rooted on the 404 page (served at any depth), unchanged for others."""
        if address.startswith("/"):
            return self.root + address[1:]
        return address.replace("'", "%27") if address.startswith("http") else address


class _Made(dict[Any, Any]):
    """What is made of keys, each once."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, key: Any) -> Any:
        self[key] = made = self._make(key)
        return made


class DrawnLinks:
    """Which files of the site a drawn page leads to, and the places that links can lead to in it."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        # What the same link leads to from all pages of a depth, by what links from there begin with.
        self._known = _Made(lambda root: _Made(lambda raw: self._of_depth(raw, root)))
        self._places = _Made(lambda raw: f"#{html.unescape(raw.decode())}")

    def read(self, path: str, content: bytes) -> tuple[Iterable[str], Iterable[str]] | None:
        """The files that a page leads to, "eventi/index.html#mese" with a place, and its own places, "#mese".

        None for a file that is no page.
        """
        if not path.endswith(".html"):
            return None
        root = f"{self._folder}/" if path == addresses.file(addresses.NOT_FOUND) else "../" * path.count("/") or "./"
        known = self._known[root]
        links = {*_LEADS.findall(content)}
        leads = {*map(known.__getitem__, links)}  # there are hundreds of thousands of links
        if None in leads:
            leads |= {self._file(html.unescape(raw.decode()), root, path) for raw in links if known[raw] is None}
        leads.discard(None)
        leads.discard("")
        return leads, {*map(self._places.__getitem__, _PLACES.findall(content))}

    def _of_depth(self, raw: bytes, root: str) -> str | None:
        """The file that a link leads to, None where that depends on the page; "" where it is none of this site's."""
        link = html.unescape(raw.decode())
        if link.startswith(root) or _ELSEWHERE.match(link):
            return self._file(link, root, "")
        return None

    def _file(self, link: str, root: str, page: str) -> str:
        """The file that a link of a page leads to, and the place in it; "" where that is none of this site's."""
        if _ELSEWHERE.match(link):
            return ""
        beyond, _, place = link.partition("#")
        way = unquote(beyond.partition("?")[0])
        if not way:
            file = page
        elif way.startswith(root) and ".." not in way[len(root) :]:
            file = addresses.file(f"/{way[len(root) :]}")
        elif way.startswith("/"):
            file = addresses.file(way.removeprefix(self._folder) or "/")
        else:
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page), way))
            file = addresses.file(f"/{file}/") if way.endswith(("/", ".", "..")) else file
        return f"{file}#{unquote(place)}" if place and place != "top" else file
