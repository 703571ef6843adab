"""What ties a record to others, in the words of either: what it says itself, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Record
from ..model.registry import KIND_OF, name_of
from ..model.relation import INVERSE, RELATIONS
from ..site.components import Fact, Link
from . import references


def facts(catalog: Catalog, record: Record) -> tuple[Fact, ...]:
    """A fact for each way in which it is tied to others, with links to them."""
    found: dict[str, list[Link]] = {}
    for words, other in _ties(catalog, record):
        found.setdefault(words, []).append(_link(record, other))
    return tuple(Fact(words, tuple(links)) for words, links in found.items())


def _ties(catalog: Catalog, record: Record) -> Iterator[tuple[str, Record]]:
    for item in getattr(record, "related", ()):
        if item.record in catalog.called:
            yield RELATIONS[item.relation], catalog.called[item.record]
    name = name_of(type(record), record.id)
    for other in catalog.tied.get(name, ()):
        yield from ((INVERSE[item.relation], other) for item in getattr(other, "related", ()) if item.record == name)


def _link(record: Record, other: Record) -> Link:
    """The other's name, with its kind where both are called alike."""
    link = references.record(other)
    alike = italian.folded(link.label) == italian.folded(references.title_of(record))
    return Link(f"{link.label} ({KIND_OF[type(other)].one})", link.address) if alike else link
