"""The small values that page templates draw: each one is what one macro shows, already worded in Italian.

Addresses are site addresses ("/distretti/lombardia/"); templates turn them into relative links with `href`.
Every text is plain text (escaped by the templates) unless its type is `Markup`.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: a site address ("/…"), an anchor ("#…") or a web address ("https://…")."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Until:
    """A text that holds to the end of a day; the script puts `then` in its place afterwards ("": nothing)."""

    text: str
    last: str  # ISO day
    then: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """The ISO day on which a page was built, and the line that says so, in other words once that is long ago."""

    day: str
    line: Until


Cell = str | Link | Until


@dataclass(frozen=True, slots=True)
class Chip:
    """A facet that is a page of its own: "Lombardia 182". `current` marks the page the reader is on."""

    label: str
    address: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A day as a small leaf of a calendar: "5", "dic". The line of its row says the date in full."""

    day: str
    month: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record is: its province's outline, which is in a shared drawing, and its municipalities as dots in it.

    `address` is that of the outline ("/sagome/lombardia.svg#lo"), `path` SVG path data in a square of 100 units.
    """

    address: str
    path: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """One record in a list: name link, tags beside it, one line of place and time under it."""

    label: str
    address: str
    meta: str = ""
    tags: tuple[str, ...] = ()
    warning: str = ""  # "da riconfermare", "concluso": a tag that asks for attention
    last: str = ""  # ISO day after which it is over, for a script on the reader's own day
    state: str | Until = ""  # a last tag: "aperto", as far as the day goes
    later: str = ""  # `meta` after that day, for what goes on; without it the row leaves its list
    tile: Tile | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class OpenCalls:
    """The calls open on the day of the build; `note` says to whom."""

    note: str
    rows: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; `anchor` is the id of the heading, unique in its page; `link` leads to all of it.

    `spot` is an outline beside the heading.
    """

    title: str
    anchor: str
    rows: tuple[ListItem, ...]
    link: Link | None = None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A term with its values: one row of a `dl`. `note` is set smaller under the values."""

    term: str
    values: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `kind` is "text", "amount" (right-aligned, tabular figures) or "date"."""

    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A data table: its caption, its columns and as many cells a row as columns. The first cell names the row.

    `choice` are the ids of rows that a reader can choose to see beside each other.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | tuple[Cell, ...], ...], ...]
    choice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source of the page."""

    number: int
    publisher: str
    kind: str  # "atto", "ente", "associazione", "stampa", "altro" or "tipo non indicato"
    date: str  # "12 dicembre 2011", "2013" or "senza data"
    title: str = ""
    url: str = ""

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return f"fonte-{self.number}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of the page's record with its origin and the numbers of its sources in the page."""

    text: str
    origin: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """What a source says, on a page that is not the source's record: its origin and links to its sources."""

    text: str
    origin: str
    sources: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A need with what the sources say of it and the records that answer it; `anchor` is the id of its heading."""

    title: str
    anchor: str
    description: str
    statements: tuple[Cited, ...]
    answers: str  # "Rispondono 2 iniziative e un programma." or that none is known
    rows: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a disagreement: the value and the numbers of the sources that give it (none: page unknown)."""

    value: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources say differently about one thing."""

    about: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """How far a record can be trusted: the sentence of when it was compiled or confirmed, and where to correct it.

    `brief` says the same in a line, beside the title.
    """

    statement: str
    newest_source: str
    correction: Link
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What no source that was read says of a record, in one closed block at the end of its page; where to tell it."""

    things: tuple[str, ...]
    report: Link


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a record's page ends with: its notes, where its sources differ, the sources, how far it can be trusted.

    `repository` has where the record's file is changed, for who has an account there, and where its history is.
    """

    notes: str
    disagreements: tuple[Disagreement, ...]
    sources: tuple[Source, ...]
    provenance: Provenance
    repository: tuple[Link, ...] = ()
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One of the home page's three tasks: its title leads there; `icon` is "pin", "calendar" or "coin"."""

    title: str
    text: str
    address: str
    icon: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A key number with its label, which leads to what is counted."""

    value: str
    label: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A dated number of a source, large: who says it and when; `note` is what the source adds."""

    value: str
    label: str
    source: Cell
    date: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A cell of the small month calendar: its number and, where something happens, what it leads to."""

    number: int  # 0 for the empty cells before the first and after the last day
    target: str = ""  # "#giorno-5", its heading in the page, or the address of its own page
    label: str = ""  # "venerdì 5 novembre, 2 eventi"
    marked: bool = True  # an event is on it, not markets only


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month as weeks of seven days, Monday first."""

    title: str
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """The neighbours of a page in a series (months, years)."""

    previous: Link | None = None
    following: Link | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under one heading, drawn in the order of its fields; `empty` only where nothing else is said."""

    title: str
    anchor: str
    level: int = 2
    body: Markup | None = None
    text: tuple[str, ...] = ()
    statements: tuple[Cited, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    rows: tuple[ListItem, ...] = ()
    sources: tuple[Source, ...] = ()
    empty: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """SVG path data drawn in one way: "land", "border", "area", "inner", "one", "many" or "edge"."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name on a map, centred on a point."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A picture of places, 1000 units wide: what is on it is also in a list of the same page.

    `key` says what ways of drawing mean: (kind of shape, words). `notes` are the sentences of the caption; `left_out`
    is in numbers what the last of them say is not drawn, by the kinds of presenters.maps.
    """

    title: str
    height: int
    shapes: tuple[Shape, ...]
    notes: tuple[str, ...]
    key: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
