"""Prose in Markdown → safe HTML: Python-Markdown writes it, nh3 lets through only what is listed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

import markdown
import nh3
from markupsafe import Markup

from . import limits, signs, web
from .problem import Problem, did_you_mean

_MOST = 100  # problems of one text that are said at once

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "th": {"scope"}}
_SCHEMES = {"http", "https", "mailto"}

_RAW_HTML = re.compile(r"<(?!https?://|mailto:)[a-zA-Z/!?][^>\n]*>?")
_IMAGE = re.compile(r"!\[[^\]\n]*\][(\[]")
_SHORT_IMAGE = re.compile(r"!\[([^\]\n]*)\](?![(\[])")  # with its address elsewhere in the text
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\n]*)>")
_IN_ANOTHER = r"^[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)"  # a quotation, or an item of a list
_INNER_HEADING = re.compile(rf"{_IN_ANOTHER}+#|^ {{0,3}}>.*\n {{0,3}}>[ \t]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_CONTENTS = re.compile(rf"(?:{_IN_ANOTHER}*|^[ \t]*)(\[TOC\])[ \t]*$", re.MULTILINE)
_TOP_HEADING = re.compile(r"^#(?!#).*$|^[^\s>#].*\n=+[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~)", re.MULTILINE)  # in a prose without its code
_LINK = re.compile(r"\]\(\s*(<[^>\n]*>|[^)]*)|^\s{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*([^\n]*)", re.MULTILINE)
_LINK_TITLE = re.compile(r"""(?<=\S)\s+(?:"[^"]*"|'[^']*'|\([^)]*\)?)\s*$""")
_GOOD_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s]+|/[^/\s\\][^\s]*|/|#[^\s]+")
_CODE = re.compile(r"^(```|~~~).*?^\1|(?<!`)`[^`\n]+`(?!`)|(?<!`)``(?!`)[^\n]+?``(?!`)", re.MULTILINE | re.DOTALL)

_BEYOND_PATH = re.compile(r"[?#].*", re.DOTALL)
_QUESTION = re.compile(r"\?[^#]*")
_HEADING_ID = re.compile(r'<h[2-6] id="([^"]*)"')

_ITEM = re.compile(r"( {0,11})([-*+]|\d{1,9}[.)]) +\S")  # of a list, as GitHub reads it
_INTERRUPTS = re.compile(r" {0,3}([-*+]|1[.)]) +\S")  # CommonMark 5.2: what begins a list in the middle of a paragraph
_TABLE_RULE = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?")
_BLOCK = re.compile(r"(?:^.*\S.*\n?)+", re.MULTILINE)
_LINE = re.compile(r"^.+$", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,6} ")
# What GitHub shows as something and this site as its signs, with what to do.
_ONLY_GITHUB = (
    (
        re.compile(r"^ *(?:[-*+]|\d+[.)]) +(\[[ xX]\]) ", re.MULTILINE),
        "una casella da spuntare",
        "scrivi una parola (fatto)",
    ),
    (re.compile(r"(~~)(?=\S)[^~\n]+~~"), "un testo barrato", "toglilo"),
    (re.compile(r"(\[\^[^\]\s]+\])"), "una nota a piè di pagina", "scrivila nel testo fra parentesi"),
    (re.compile(r"^ *> *(\[!\w+\])", re.MULTILINE), "un riquadro", "scrivi una parola in grassetto"),
    (re.compile(r"\S(\\)\n(?=.*\S)"), "un a capo", "metti una riga vuota"),
)
_ODD_SPACE = re.compile(rf"^ *(?:(?:#+|[-*+]|\d+\.|>) *)?([{signs.SPACES}])", re.MULTILINE)


@cache
def _converter() -> markdown.Markdown:
    extensions = ["tables", "def_list", "sane_lists", "fenced_code", "toc"]
    contents = {"toc": {"marker": ""}}  # no text has a table of contents written into it
    return markdown.Markdown(extensions=extensions, extension_configs=contents, output_format="html")


@lru_cache(maxsize=4096)
def html(text: str) -> Markup:
    """The prose as HTML that runs nothing; internal links still begin with "/" (see `page links`)."""
    written = _converter().reset().convert(text)
    clean = nh3.clean(written, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return Markup(clean.replace("<th>", '<th scope="col">'))


def problems(text: str, file: str, first_line: int = 1) -> list[Problem]:
    """What editors must mend in a prose file: what would be lost in silence, and addresses that lead nowhere good."""
    if found := list(limits.exceeded(text)):  # then nothing else is looked for
        return [Problem(file, *_place(text, at, first_line), "", message) for at, message in found]
    prose = _without_code(text)
    found = [*_lost(prose), *_as_github(prose), *_only_github(prose), *_bad_links(prose), *_dead_anchors(text, prose)]
    return [Problem(file, *_place(text, at, first_line), "", message) for at, message in sorted(found)[:_MOST]]


def internal_links(text: str) -> tuple[str, ...]:
    """The addresses of this site that a prose links to, each once, without what follows "?" or "#"."""
    return tuple(dict.fromkeys(_page(address) for _, address in _internal(text)))


def anchored_links(text: str) -> tuple[str, ...]:
    """Those of these links that lead to a place in a page: "/bandi/#aperti", each once, without what follows "?"."""
    return tuple(dict.fromkeys(_anchored(address) for _, address in _internal(text) if "#" in address))


def link_problem(text: str, file: str, address: str, message: str, first_line: int = 1) -> list[Problem]:
    """A problem where each link of a prose to an address of this site stands; with "#" to that place of the page."""
    read = _anchored if "#" in address else _page
    places = [at for at, found in _internal(text) if read(found) == address]
    return [Problem(file, *_place(text, at, first_line), "", message) for at in places]


def heading_ids(html: str) -> list[str]:
    """The anchors of the headings of a prose that was made HTML."""
    return _HEADING_ID.findall(html)


def _internal(text: str) -> Iterator[tuple[int, str]]:
    if "](" in text or "]:" in text:
        for at, address in _links(_without_code(text)):
            if address.startswith("/") and _GOOD_LINK.fullmatch(address):
                yield at, address


def _page(address: str) -> str:
    return _BEYOND_PATH.sub("", address)


def _anchored(address: str) -> str:
    return _QUESTION.sub("", address)


def _without_code(text: str) -> str:
    """The text with spaces in the place of code, which is shown as it is."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _place(text: str, at: int, first_line: int) -> tuple[int, int]:
    return first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at)


def _lost(prose: str) -> Iterator[tuple[int, str]]:
    for match in _RAW_HTML.finditer(prose):
        yield match.start(), f"il codice HTML non è ammesso: «{match[0][:40]}»; usa Markdown"
    for match in _IMAGE.finditer(prose):
        yield match.start(), "le immagini qui non sono ammesse"
    for match in _SHORT_IMAGE.finditer(prose):
        if f"[{match[1].casefold()}]:" in prose.casefold():
            yield match.start(), "le immagini qui non sono ammesse"
    for match in _INNER_HEADING.finditer(prose):
        yield match.start(), "un titolo dentro una citazione o un elenco non è ammesso: scrivilo in grassetto"
    for match in _CONTENTS.finditer(prose):
        yield match.start(1), "l'indice non si scrive: togli «[TOC]»"
    for match in _TOP_HEADING.finditer(prose):
        yield match.start(), "il titolo principale è già nella pagina: i titoli del testo cominciano con ##"
    for match in _ODD_SPACE.finditer(prose):
        yield match.start(1), f"qui c'è {signs.shown(match[1])}: riscrivilo con la barra"


def _only_github(prose: str) -> Iterator[tuple[int, str]]:
    """What GitHub shows as something else, and this site by its signs."""
    for pattern, what, advice in _ONLY_GITHUB:
        for match in pattern.finditer(prose):
            yield match.start(1), f"su GitHub «{match[1]}» è {what}, qui no: {advice}"
    for match in _FENCE.finditer(prose):
        yield match.start(), f"il riquadro di codice aperto qui con «{match[1]}» non è mai chiuso"


def _as_github(prose: str) -> Iterator[tuple[int, str]]:
    """What GitHub shows as a list or a table, and this site would show as text."""
    indent: int | None = None  # of the list that is open
    for lines in _blocks(prose):
        first = _ITEM.match(lines[0][1])
        if first:
            indent = len(first[1]) if indent is None else min(indent, len(first[1]))
            yield from _in_list(lines, indent)
        else:
            indent = indent if lines[0][1].startswith(" ") else None
            yield from _in_paragraph(lines)


def _blocks(prose: str) -> Iterator[list[tuple[int, str]]]:
    """Lines with nothing empty between them, each with where it begins; a heading is none of them."""
    for block in _BLOCK.finditer(prose):
        lines = [(block.start() + line.start(), line[0]) for line in _LINE.finditer(block[0])]
        while lines and _HEADING.match(lines[0][1]):
            lines.pop(0)
        if lines:
            yield lines


def _in_list(lines: list[tuple[int, str]], indent: int) -> Iterator[tuple[int, str]]:
    for at, line in lines:
        item = _ITEM.match(line)
        if item and (len(item[1]) - indent) % 4:
            yield at, "un elenco dentro un elenco rientra di quattro spazi"
        elif item and item[2].endswith(")"):
            yield at + len(item[1]), f"su GitHub è un elenco, qui no: scrivi «{item[2][:-1]}.»"


def _in_paragraph(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A list or a table that begins after the first line."""
    listed = [at for at, line in lines[1:] if _INTERRUPTS.match(line)]
    if listed:
        yield listed[0], "su GitHub è un elenco, qui no: metti una riga vuota prima del primo trattino o numero"
    for (at, head), (_, rule) in pairwise(lines[1:]):
        if "|" in head and "|" in rule and "|" not in lines[0][1] and _TABLE_RULE.fullmatch(rule.strip()):
            yield at, "su GitHub è una tabella, qui no: metti una riga vuota prima"


def _bad_links(prose: str) -> Iterator[tuple[int, str]]:
    for at, address in _links(prose):
        if not _GOOD_LINK.fullmatch(address):
            yield at, f"indirizzo non ammesso «{address[:60]}»: scrivi https://…, mailto:… o /pagina/"
        elif wrong := _wrong_in(address):
            yield at, f"«{address[:60]}» non va bene: {wrong}"
    for match in _AUTOLINK.finditer(prose):
        if wrong := _wrong_in(match[1]):
            yield match.start(1), f"«{match[1][:60]}» non va bene: {wrong}"


def _wrong_in(address: str) -> str:
    """What is wrong in an address of another site or of mail, as in a field; "" where nothing is."""
    if address.startswith("mailto:"):
        return web.wrong_in_mail(address)
    return web.wrong_in_address(address) if address.startswith("http") else ""


def _dead_anchors(text: str, prose: str) -> Iterator[tuple[int, str]]:
    """Links to a heading of the same text that it has not."""
    anchors = [(at, address) for at, address in _links(prose) if address.startswith("#") and len(address) > 1]
    known = heading_ids(html(text)) if anchors else []
    for at, address in anchors:
        if address[1:] not in known:
            yield (
                at,
                f"in questo testo non c'è nessun titolo «{address}».{did_you_mean(address, map('#{}'.format, known))}",
            )


def _links(prose: str) -> Iterator[tuple[int, str]]:
    """Where each address of a link stands, and the address."""
    for match in _LINK.finditer(prose):
        written = 1 if match[1] is not None else 2
        address = _LINK_TITLE.sub("", match[written].strip()).strip().removeprefix("<").removesuffix(">")
        yield match.start(written), address
