"""Pages in other languages: their addresses, from those of the Italian pages that they are beside, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ..language.words import codes, words
from . import addresses

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

# The Italian pages that are also in each other language; pages of words that someone wrote in one come on top.
_BOTH = re.compile(
    "|".join((
        "/",
        rf"{addresses.DISTRICTS}(?:{_SLUG}/){{0,2}}",
        rf"{addresses.DISTRICTS}{_SLUG}/{_SLUG}/{addresses.INVESTING}",
        addresses.EVENTS,
        rf"{addresses.events_of_region(_SLUG)}",
        rf"{addresses.INVESTORS}(?:{_SLUG}/)?",
        addresses.DATA,
        addresses.SEARCH,
    )),
    re.ASCII,
)  # fmt: skip

# What the addresses of pages begin with, the longest first: the rest is of the record.
_STARTS = (
    addresses.events_of_region("")[:-1], addresses.WHAT_IS_A_DISTRICT, addresses.INVESTORS, addresses.DISTRICTS,
    addresses.EVENTS, addresses.SEARCH, addresses.DATA, addresses.HOME,
)  # fmt: skip


_INVESTING = re.compile(
    rf"({_SLUG}/{_SLUG}/){addresses.INVESTING}({addresses.SHEET_FILE}|{addresses.SHEET_DATA})?", re.ASCII
)


class Version(NamedTuple):
    """A page in another language: its code, how the language calls itself, the address; `same` if it is this page."""

    code: str
    name: str
    address: str
    same: bool = True


def home(code: str) -> str:
    """The home page of a language."""
    return f"/{code}/"


def index(code: str) -> str:
    """The folder of the search index of a language."""
    return addresses.search_index(code)


@lru_cache(maxsize=16384)
def beside(code: str, address: str) -> str:
    """The address in another language of the page at an Italian address: "/en/districts/lombardia/lodi/"."""
    start = next(start for start in _STARTS if address.startswith(start))
    piece, rest = words(code).piece, address[len(start) :]
    sheet = _INVESTING.fullmatch(rest) if start == addresses.DISTRICTS else None
    if sheet:
        rest = f"{sheet[1]}{piece(addresses.INVESTING)}{piece(sheet[2]) if sheet[2] else ''}"
    return f"/{code}{piece(start)}{rest}"


def nearest(code: str, address: str) -> str:
    """Where a link to an Italian page leads from one in another language: to the page in that, where there is one."""
    page, sign, place = address.partition("#")
    return beside(code, page) if _BOTH.fullmatch(page) and not sign else f"{page}{sign}{place}"


def is_italian(address: str) -> bool:
    """Whether a link leads to a page of this site that is in Italian."""
    return address[:1] == "/" and address.split("/")[1] not in codes()


def versions(asked: Iterable[str], address: str, stated: Iterable[str] | None = None) -> tuple[Version, ...]:
    """An Italian page in other languages, or else their home pages; `stated` are those that the page says itself."""
    there = tuple(asked if stated is None and _BOTH.fullmatch(address) else stated or ())
    return tuple(
        Version(code, words(code).native, beside(code, address) if code in there else home(code), code in there)
        for code in asked
    )


def alternates(found: Iterable[Version], italian: str) -> tuple[tuple[str, str], ...]:
    """What search engines are told of a page: each language with its address; nothing where it is in Italian only."""
    others = tuple((version.code, version.address) for version in found if version.same)
    return (("it", italian), *others, ("x-default", italian)) if others else ()


def others(found: Iterable[Version], code: str, italian: str) -> tuple[Version, ...]:
    """The ways from a page in a language to the Italian one and to those in further languages."""
    return Version("it", "Italiano", italian), *(version for version in found if version.code != code)
