"""The words of a page of sections: Markdown whose titles with an anchor open a section, with places for data.

    ## Bandi per anno {#anni}

    Una frase in Markdown, con {{ oggi }}.

    {{ anni }}                                what the program shows here
    {{ fatti: initiatives/lodi | carta }}     what it shows of what is named, here the facts with these words

    > Said where there is nothing to show.

    - [A link](/bandi/) at the end

What comes before the first such title, titles without an anchor included, is the prose of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_TITLE = re.compile(r"^(##|###) (.+?) \{#([a-z0-9-]+)\}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"- \[([^\]\n]+)\]\(([^)\s]+)\)")
_DATA = re.compile(r"\{\{ ([a-z-]+)(?:: ([^{}|]+?))?(?: \| ([^{}]+?))? \}\}")
_BRACES = re.compile(r"\{%[^\n}]{0,99}%\}|\{\{[^\n}]*\}?\}?|\}\}|(?<![{\w])\{ ?[a-zA-Z][a-zA-Z-]* ?\}(?!\})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place for data: its name, what is named after the colon (apart by commas), the words after the bar."""

    name: str
    arguments: tuple[str, ...]
    words: str
    at: int  # where it begins in the text


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one section; `text` and `empty` are Markdown and plain text with names of words in double braces."""

    title: str
    anchor: str
    level: int
    at: int
    text: str = ""
    empty: str = ""
    links: tuple[tuple[str, str], ...] = ()
    places: tuple[Place, ...] = field(default=())


@lru_cache(maxsize=64)
def parsed(body: str) -> tuple[str, tuple[Words, ...]]:
    """The prose before the first section, and the sections."""
    starts = [*_TITLE.finditer(body)]
    ends = [match.start() for match in starts[1:]] + [len(body)]
    sections = tuple(_section(body, match, end) for match, end in zip(starts, ends, strict=False))
    return body[: starts[0].start()] if starts else body, sections


def _section(body: str, title: re.Match[str], end: int) -> Words:
    text: list[str] = []
    empty: list[str] = []
    links: list[tuple[str, str]] = []
    places: list[Place] = []
    for block in re.finditer(r"(?:.+\n?)+", body[title.end() : end]):
        lines = block[0].strip().split("\n")
        if all(map(_DATA.fullmatch, lines)):
            start = title.end() + block.start()
            places += (_place(match, start) for match in _DATA.finditer(block[0]))
        elif all(line.startswith("> ") for line in lines):
            empty += (line[2:].strip() for line in lines)
        elif all(map(_LINK.fullmatch, lines)):
            links += _LINK.findall(block[0])
        else:
            text.append("\n".join(lines))
    return Words(
        title[2],
        title[3],
        len(title[1]),
        title.start(),
        "\n\n".join(text),
        " ".join(empty),
        tuple(links),
        tuple(places),
    )


def _place(match: re.Match[str], start: int = 0) -> Place:
    arguments = tuple(part.strip() for part in match[2].split(",")) if match[2] else ()
    return Place(match[1], arguments, match[3] or "", start + match.start())


def places(body: str) -> list[Place]:
    """All that stands in double braces, inside sentences too. What is not well written has no name."""
    return [
        _place(whole, match.start()) if (whole := _DATA.fullmatch(match[0])) else Place("", (), match[0], match.start())
        for match in _BRACES.finditer(body)
    ]


def filled(text: str, words: dict[str, str]) -> str:
    """The text with these words in the place of their names."""
    for name, value in words.items():
        text = text.replace("{{ " + name + " }}", value)
    return text
