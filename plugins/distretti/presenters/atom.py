"""Atom feeds (RFC 4287): entries in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from ..model import Record
from ..site import addresses
from ..site.site import Site

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `id` stays the same whatever becomes of the rest; `updated` is a moment as RFC 3339 writes it."""

    id: str
    title: str
    address: str  # site address of its page
    updated: str
    summary: str


def feed(site: Site, title: str, address: str, page: str, updated: str, entries: Sequence[Entry]) -> bytes:
    """A feed at an address about a page; updated when its newest entry was, or at `updated` where it has none."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": "it"})
    _text(root, "title", title)
    _text(root, "id", identifier(site, address))
    _text(root, "updated", max((entry.updated for entry in entries), default=updated))
    _text(ElementTree.SubElement(root, f"{{{_ATOM}}}author"), "name", site.owner.name if site.owner else site.name)
    _link(root, "self", site.canonical(address) or address)
    _link(root, "alternate", site.canonical(page) or page)
    for entry in entries:
        _entry(root, site, entry)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def identifier(site: Site, address: str) -> str:
    """The absolute address, or a name of our own where the site has none."""
    return site.canonical(address) or f"urn:distretti-del-commercio:{address}"


def name_of(record: Record, mark: str = "") -> str:
    """An id that stays the same when the record's file is renamed: of its `uid`, or its oldest address."""
    name = record.uid or (record.aliases[0] if record.aliases else addresses.of(record)).strip("/")
    return f"urn:distretti-del-commercio:{name}{f':{mark}' if mark else ''}"


def moment(stamp: str) -> str:
    """ "20261122T101500Z", as iCalendar has it, as RFC 3339: "2026-11-22T10:15:00Z"."""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[9:11]}:{stamp[11:13]}:{stamp[13:15]}Z"


def _entry(root: ElementTree.Element, site: Site, entry: Entry) -> None:
    element = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
    _text(element, "title", entry.title)
    _text(element, "id", entry.id)
    _text(element, "updated", entry.updated)
    _link(element, "alternate", site.canonical(entry.address) or entry.address)
    _text(element, "summary", entry.summary)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _link(parent: ElementTree.Element, rel: str, address: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": address})
