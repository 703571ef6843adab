"""Prose in Markdown → safe HTML: Python-Markdown writes it, nh3 lets through only what is listed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import markdown
import nh3
from markupsafe import Markup

from .problem import Problem

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "th": {"scope"}}
_SCHEMES = {"http", "https", "mailto"}

_RAW_HTML = re.compile(r"<(?!https?://|mailto:)[a-zA-Z/!?][^>\n]*>?")
_IMAGE = re.compile(r"!\[[^\]\n]*\][(\[]")
_TOP_HEADING = re.compile(r"^#(?!#).*$|^[^\s>#].*\n=+[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\]\(\s*(<[^>\n]*>|[^)]*)|^\s{0,3}\[[^\]\n]+\]:[ \t]*([^\n]*)", re.MULTILINE)
_LINK_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*'|\([^)]*\)?)\s*$""")
_GOOD_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s]+|/[^/\s\\][^\s]*|/|#[^\s]+")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


@cache
def _converter() -> markdown.Markdown:
    extensions = ["tables", "def_list", "sane_lists", "fenced_code", "toc"]
    return markdown.Markdown(extensions=extensions, output_format="html")


@lru_cache(maxsize=4096)
def html(text: str) -> Markup:
    """The prose as HTML that runs nothing; internal links still begin with "/" (see `page links`)."""
    written = _converter().reset().convert(text)
    clean = nh3.clean(written, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Markup(clean.replace("<th>", '<th scope="col">'))


def problems(text: str, file: str, first_line: int = 1) -> list[Problem]:
    """What editors must mend in a prose file: what would be lost in silence, and addresses that lead nowhere good."""
    prose = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return [
        Problem(file, first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at), "", message)
        for at, message in sorted([*_lost(prose), *_bad_links(prose)])
    ]


def _lost(prose: str) -> Iterator[tuple[int, str]]:
    for match in _RAW_HTML.finditer(prose):
        yield match.start(), f"il codice HTML non è ammesso: «{match[0][:40]}»; usa Markdown"
    for match in _IMAGE.finditer(prose):
        yield match.start(), "le immagini qui non sono ammesse"
    for match in _TOP_HEADING.finditer(prose):
        yield match.start(), "il titolo principale è già nella pagina: i titoli del testo cominciano con ##"


def _bad_links(prose: str) -> Iterator[tuple[int, str]]:
    for match in _LINK.finditer(prose):
        written = 1 if match[1] is not None else 2
        address = _LINK_TITLE.sub("", match[written]).strip().removeprefix("<").removesuffix(">")
        if not _GOOD_LINK.fullmatch(address):
            yield match.start(written), f"indirizzo non ammesso «{address[:60]}»: scrivi https://…, mailto:… o /pagina/"
