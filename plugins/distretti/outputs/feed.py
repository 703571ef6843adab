"""The feed of what is new: the 50 records last confirmed or compiled (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..model import Record
from ..presenters import atom, evidence, references
from ..site import addresses
from ..site.output import File, Output
from ..site.site import Site

NEWEST = 50


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/feed/novita.xml."""
    yield File(addresses.NEWS_FEED, _feed, (catalog, site))


def _feed(catalog: Catalog, site: Site) -> bytes:
    entries = [_entry(site, record) for record in _newest(catalog)]
    empty = "" if entries else f"{catalog.today.isoformat()}T00:00:00Z"
    return atom.feed(site, f"{site.name}: novità", addresses.NEWS_FEED, addresses.HOME, empty, entries)


def _newest(catalog: Catalog) -> list[Record]:
    """The newest first, those of one day by address."""
    found: list[Record] = []
    for day in sorted(catalog.changed_on, reverse=True):
        if len(found) < NEWEST:
            found += sorted(catalog.changed_on[day], key=addresses.of)
    return found[:NEWEST]


def _entry(site: Site, record: Record) -> atom.Entry:
    address, moment = addresses.of(record), f"{record.changed.last.isoformat()}T00:00:00Z"
    title, summary = references.title_of(record), evidence.provenance(record).statement
    return atom.Entry(atom.identifier(site, address), title, address, moment, summary)
