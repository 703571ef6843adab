"""What stays at the address of a record that is no longer published: its name, when and why, and where to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Record
from ..presenters import heads, lists, references
from ..site import addresses
from ..site.components import Link
from ..site.output import Head, Output, Page
from ..site.site import Site


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """The notice. Nothing of the record but its name: what was withdrawn stays withdrawn."""

    head: Head
    heading: str
    notice: str
    reason: str
    links: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """One notice for each withdrawn record; it leads to the nearest list that `site_map` has."""
    published = {page.address for page in site_map if isinstance(page, Page)}
    for record in catalog.withdrawn:
        above = next(item.address for item in lists.with_record(catalog, site, record) if item.address in published)
        yield Page(addresses.of(record), "withdrawn.html", _view, (catalog, site, record, above), listed=False)


def _view(catalog: Catalog, site: Site, record: Record, above: str) -> WithdrawnView:
    withdrawn = record.withdrawn
    assert withdrawn
    name = references.title_of(record)
    shown = next(item for item in lists.with_record(catalog, site, record) if item.address == above)
    notice = f"Scheda ritirata {italian.on(withdrawn.date)}"
    correction = addresses.correction(addresses.of(record))
    head = heads.head(
        _title(catalog, record),
        f"{notice}. {withdrawn.reason}",
        *shown.trail,
        (name, ""),
        section=shown.section,
        correction=correction,
        noindex=True,
        languages=(),
    )
    links = (Link(shown.title, above), Link("Segnala un errore o una novità", correction))
    return WithdrawnView(head, name, notice, withdrawn.reason, links)


def _title(catalog: Catalog, record: Record) -> str:
    """With the address where several withdrawn records have one name."""
    title = f"{references.title_of(record)}: scheda ritirata"
    names = [italian.folded(references.title_of(item)) for item in catalog.withdrawn]
    return (
        title if names.count(italian.folded(references.title_of(record))) == 1 else f"{title} ({addresses.of(record)})"
    )
