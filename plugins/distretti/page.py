"""What an output yields: pages to render and files to copy. Knows neither Pelican nor the disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture that stands for a page where its link is shared: its site address, and the words in it."""

    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says about itself outside its body.

    `title` is unique in the site; `description` is one plain sentence; `trail` are the breadcrumb's (label, address)
    pairs from the home page's children down to this page's own name (its address left empty); `structured` is the
    schema.org object of the page as plain dicts and lists, or None.
    """

    title: str
    description: str
    trail: tuple[tuple[str, str], ...] = ()
    structured: dict[str, Any] | None = None
    section: str = ""  # which menu entry it belongs to: "distretti", "eventi", "bandi", …
    cover: Cover | None = None  # None: that of its section
    correction: str = ""  # the site address that proposes a correction of the record shown
    noindex: bool = False
    canonical: str = ""  # the site address of the page that this one stands for, where it is not its own


def collection(name: str, address: str, amount: int) -> dict[str, Any]:
    """schema.org: the page of a list of so many records."""
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": address,
        "name": name,
        "mainEntity": {"@type": "ItemList", "numberOfItems": amount},
    }


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: the template draws `view`, a frozen dataclass with a `head` of type `Head`, and nothing else.

    `address` is a site address ending in "/" (or "/404.html"). Equal views make equal pages. `modified` is the ISO day
    for the sitemap, None where the page is only derived; `listed` says whether it is in the sitemap.
    """

    address: str
    template: str
    view: Any
    modified: str | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site that is not a page: its address from the root ("/robots.txt") and its bytes."""

    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of the site: the template draws `view`, a frozen dataclass, as SVG."""

    address: str
    template: str
    view: Any


Output = Page | File | Picture
