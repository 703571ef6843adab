"""The feed of what is new: the 50 records last confirmed or compiled (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from ..catalog.catalog import Catalog
from ..model import Record
from ..presenters import evidence, references
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/feed/novita.xml."""
    yield File(addresses.NEWS_FEED, _feed, (catalog, site))


def _feed(catalog: Catalog, site: Site) -> bytes:
    records = _newest(catalog)
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "it"})
    _text(feed, "title", f"{site.name}: novità")
    _text(feed, "id", _identifier(site, addresses.NEWS_FEED))
    _text(feed, "updated", _moment(records[0]) if records else f"{catalog.today.isoformat()}T00:00:00Z")
    _text(ElementTree.SubElement(feed, f"{{{ATOM}}}author"), "name", site.owner.name if site.owner else site.name)
    _link(feed, "self", site.canonical(addresses.NEWS_FEED) or addresses.NEWS_FEED)
    _link(feed, "alternate", site.canonical("/") or "/")
    for record in records:
        _entry(feed, site, record)
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _newest(catalog: Catalog) -> list[Record]:
    """The newest first, those of one day by address."""
    found: list[Record] = []
    for day in sorted(catalog.changed_on, reverse=True):
        if len(found) < NEWEST:
            found += sorted(catalog.changed_on[day], key=addresses.of)
    return found[:NEWEST]


def _entry(feed: ElementTree.Element, site: Site, record: Record) -> None:
    entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
    address = addresses.of(record)
    _text(entry, "title", references.title_of(record))
    _text(entry, "id", _identifier(site, address))
    _text(entry, "updated", _moment(record))
    _link(entry, "alternate", site.canonical(address) or address)
    _text(entry, "summary", evidence.provenance(record).statement)


def _identifier(site: Site, address: str) -> str:
    return site.canonical(address) or f"urn:distretti-del-commercio:{address}"


def _moment(record: Record) -> str:
    return f"{record.changed.last.isoformat()}T00:00:00Z"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: ElementTree.Element, rel: str, address: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": address})
