"""What an output yields: pages to render and files to copy. Knows neither Pelican nor the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from ..language.words import codes
from .components import Built

CURRENT, PAST = "attuali", "passati"  # the search indexes: of all pages but past events, and of these


def indexes() -> tuple[str, ...]:
    """The names of all indexes: those of Italian pages, then one for each other language."""
    return CURRENT, PAST, *codes()


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture that stands for a page where its link is shared: its site address, and the words in it."""

    address: str
    alt: str


class SearchEntry(NamedTuple):
    """What the search index says of a page, as plain values (`addresses` of facets and their values: outputs/search).

    `kind` is a value of the facet "tipo". Searched are `title`, `line` (shown under it), `text` (shown in excerpts) and
    `keys` (other words for it, never shown). `date` is an ISO day, for sorting; `place` is latitude and longitude
    (WGS 84); `past` puts it into the index that is loaded only where a reader asks for the past.
    """

    kind: str
    title: str
    line: str = ""
    text: str = ""
    keys: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    date: str = ""
    place: tuple[float, float] | None = None
    past: bool = False
    language: str = ""  # of a page that is in another one: each has an index

    @property
    def index_name(self) -> str:
        """The index that it is in."""
        return self.language or (PAST if self.past else CURRENT)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself outside its body.

    `title` is unique in the site; `description` is one plain sentence; `trail` are the breadcrumb's (label, address)
    pairs from the home page's children down to this page's own name (its address left empty); `structured` is the
    schema.org object of the page as plain dicts and lists, or None. `entry` says what search knows of it: made only
    where the site has an index, None for a page that search does not find.
    """

    title: str
    description: str
    trail: tuple[tuple[str, str], ...] = ()
    structured: dict[str, Any] | None = None
    section: str = ""  # which menu entry it belongs to: "distretti", "eventi", "bandi", …
    cover: Cover | None = None  # None: that of its section
    correction: str = ""  # the site address that proposes a correction of the record shown
    noindex: bool = False
    feed: str = ""  # the site address of an Atom feed of what the page is about
    built: Built | None = None  # where the page shows what comes next, or is open, on the day of the build
    canonical: str = ""  # the site address of the page that this one stands for, where it is not its own
    language: str = ""  # of the page, where that is not the site's
    original: str = ""  # the Italian page that it is beside
    languages: tuple[str, ...] | None = None  # in which others it is too, where its address does not say that
    entry: Callable[[], SearchEntry] | None = field(default=None, compare=False)


def collection(name: str, address: str, amount: int, **more: Any) -> dict[str, Any]:
    """schema.org: the page of a list of so many records; `more` are other properties of it."""
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": address,
        "name": name,
        **more,
        "mainEntity": {"@type": "ItemList", "numberOfItems": amount},
    }


class Dated(Protocol):
    """A record, as far as an output must know it."""

    @property
    def changed(self) -> object:
        """The day it was last confirmed, or compiled, in ISO form as text."""


class Page(NamedTuple):
    """A page of the site: the template draws its view, a frozen dataclass with a `head` of type `Head`, nothing else.

    `make(*inputs)` is the view, made only when the page is drawn: what `inputs` are and what the catalogue was asked
    meanwhile is all that a page depends on, so `make` is a function of a module and inputs are the catalogue, the site,
    records, and small plain values. `address` is a site address ending in "/" (or "/404.html"). `record` is the one
    whose change the sitemap dates, None where the page is only derived; `listed` says whether it is in the sitemap.
    """

    address: str
    template: str
    make: Callable[..., Any]
    inputs: tuple[Any, ...] = ()
    record: Dated | None = None
    listed: bool = True

    @property
    def view(self) -> Any:
        """The view, made anew."""
        return self.make(*self.inputs)


class File(NamedTuple):
    """A file of the site that is not a page: its address from the root ("/robots.txt"), and what makes its bytes."""

    address: str
    make: Callable[..., bytes]
    inputs: tuple[Any, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes, made anew."""
        return self.make(*self.inputs)


class Picture(NamedTuple):
    """A PNG of the site: the template draws its view, a frozen dataclass, as SVG."""

    address: str
    template: str
    make: Callable[..., Any]
    inputs: tuple[Any, ...] = ()

    @property
    def view(self) -> Any:
        """The view, made anew."""
        return self.make(*self.inputs)


class Document(NamedTuple):
    """A PDF of the site: the template is set in type with its view, a frozen dataclass with a `title`."""

    address: str
    template: str
    make: Callable[..., Any]
    inputs: tuple[Any, ...] = ()

    @property
    def view(self) -> Any:
        """The view, made anew."""
        return self.make(*self.inputs)


Drawn = Page | Picture | Document
Output = Drawn | File
