"""What pages of other languages are made of: blocks under headings, whose texts are phrases.

A phrase is texts and links in a row; a text that is Italian there is an `Own` (`language.words`), which templates mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from ..language.words import Words, plain
from .components import Built, Chip, Column, Link, Map, Source
from .output import Head, SearchEntry

Part = str | Link
Phrase = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A term with its values, and a smaller note under them."""

    term: str
    values: tuple[Phrase, ...]
    note: Phrase = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a list: its name, tags beside it, a line under it. `last` is the ISO day after which it is over."""

    link: Link
    line: Phrase = ()
    tags: tuple[str, ...] = ()
    warning: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell names the row. `choice` are the ids of rows that a reader can choose."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    choice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page, drawn in the order of its fields; without a title it goes on from what is before it.

    `prose` is of who wrote it: in the language of the page, or in `prose_language`. What is said to be unknown, and
    a list that is another each day, is not `searched`.
    """

    title: str = ""
    anchor: str = ""
    built: Built | None = None
    prose: Markup | None = None
    prose_language: str = ""
    texts: tuple[Phrase, ...] = ()
    details: tuple[Detail, ...] = ()
    map: Map | None = None
    grids: tuple[Grid, ...] = ()
    rows: tuple[Row, ...] = ()
    items: tuple[Phrase, ...] = ()
    chips: tuple[Chip, ...] = ()
    sources: tuple[Source, ...] = ()
    searched: bool = True

    def said(self) -> Iterator[str]:
        """Its plain texts, but for what changes from day to day and for tables, which repeat other pages."""
        yield self.title
        yield self.prose.striptags() if self.prose else ""
        yield from map(plain, (*self.texts, *self.items))
        for detail in self.details:
            yield from (detail.term, *map(plain, detail.values), plain(detail.note))
        yield from sorted(row.link.label for row in self.rows)  # their order may be that of their next days


@dataclass(frozen=True, slots=True)
class BlocksView:
    """A page in another language. `trust` is a line under the title, `lead` the answer.

    The search in that language finds it by all that its blocks say.
    """

    head: Head
    words: Words
    heading: str | Phrase
    lead: Phrase
    blocks: tuple[Block, ...]
    trust: Phrase = ()
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.head.entry:
            object.__setattr__(self, "head", replace(self.head, entry=partial(self._searched, self.head.entry)))

    def _searched(self, entry: Callable[[], SearchEntry]) -> SearchEntry:
        found = entry()
        said = (text for block in self.blocks if block.searched for text in block.said())
        return found._replace(keys=" ".join(filter(None, (found.keys, *said))))
