"""The bytes of a file → its text, and what is wrong with it as text, whatever it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..language import signs
from ..language.problem import Problem

MAX_BYTES = 512 * 1024

Place = tuple[int, int]

_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_HALF_MERGED = "è rimasto un conflitto di git: tieni una delle due versioni e togli le righe <<<<<<<, =======, >>>>>>>"

# What a text that was begun and not finished, or written for another program, still has in it.
_LEFT = re.compile(
    r"\$\{[\w .-]{0,60}\}|(?<![\w%])%[A-Za-z]{3,}%|_{3,}|[｛｝]|\b(?:TODO|FIXME|TBD)\b|(?i:\blorem ipsum\b)(?= \w)"
    r"|\[(?:(?i:nome|inserire|inserisci|da completare|da compilare)\b[^\],\n]{0,60}|[A-Z]+[' ][A-Z' ]{3,60})\]"
    r"(?![(\[:])"
    r"|(?<= )(?:di|del|della|il|la) (?:\.\.\.|…)(?=['\"]?$)",
    re.MULTILINE,
)
# Quick to find: nearly no file has one.
_LEFT_SIGNS = (
    "${",
    "{%",
    "%",
    "___",
    "｛",
    "｝",
    "TODO",
    "FIXME",
    "TBD",
    "[",
    "orem ipsum",
    "OREM IPSUM",
    " ...",
    " …",
)

# A space that is not the bar's where YAML wants one: before a line's text, after a dash, after a field's colon.
_ODD_SPACE = re.compile(f"[{signs.SPACES}]")
_ODD_INDENT = re.compile(
    rf"^[ \t]*(?:-[ \t]*)*(?:[^\s:#'\"]+:[ \t]*)?(?P<space>[{signs.SPACES}])[ \t{signs.SPACES}]*(?=\S)", re.MULTILINE
)


def decoded(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, and what is wrong with it as text: size, binary, encoding, a merge half done, signs."""
    if len(content) > MAX_BYTES:
        return "", [Problem(file, 1, 1, "", f"il file è troppo grande: al massimo {MAX_BYTES // 1024} KB")]
    if b"\x00" in content:
        return "", [Problem(file, 1, 1, "", "non è un file di testo")]
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        message = "il file non è in UTF-8: salvalo con codifica UTF-8"
        return "", [Problem(file, *position(before, len(before)), "", message)]
    if conflict := _CONFLICT.search(text):
        return "", [Problem(file, *position(text, conflict.start()), "", _HALF_MERGED)]
    found = [Problem(file, *position(text, at), "", message) for at, message in signs.refused(text)]
    return text, found + [
        Problem(file, *position(text, at), "", f"«{left[:40]}» aspetta ancora il suo testo: scrivilo, o toglilo")
        for at, left in _left(text)
    ]


def _left(text: str) -> Iterator[tuple[int, str]]:
    if any(sign in text for sign in _LEFT_SIGNS):
        yield from ((match.start(), match[0]) for match in _LEFT.finditer(text))


def odd_spaces(text: str, file: str) -> Iterator[Problem]:
    """Spaces that are not the bar's where they are part of YAML's own signs: what it says would be another thing."""
    for match in _ODD_INDENT.finditer(text) if _ODD_SPACE.search(text) else ():
        message = f"qui c'è {signs.shown(match['space'])}: riscrivilo con la barra"
        yield Problem(file, *position(text, match.start("space")), "", message)


def position(text: str, offset: int) -> Place:
    """The line and column of a place in a text, from 1."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
