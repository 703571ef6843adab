"""What stays at the address of a record that is no longer published: its name, when and why, and where to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import addresses, italian, wording
from ..catalog import Catalog
from ..elements import Link
from ..model import Record
from ..model.record import Withdrawal
from ..page import Head, Output, Page
from ..theme import Site


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """The notice. Nothing of the record but its name: what was withdrawn stays withdrawn."""

    head: Head
    heading: str
    notice: str
    reason: str
    links: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site, before: Sequence[Output]) -> Iterator[Output]:
    """One notice for each withdrawn record; it leads to the nearest list that `before` holds."""
    published = {page.address: page for page in before if isinstance(page, Page)}
    titles = wording.unique_titles(
        (record, f"{wording.title_of(record)}: scheda ritirata", addresses.of(record)) for record in catalog.withdrawn
    )
    for record in catalog.withdrawn:
        address = addresses.of(record)
        assert record.withdrawn
        yield Page(address, "withdrawn.html", _view(record, record.withdrawn, titles[address], published), listed=False)


def _view(record: Record, withdrawn: Withdrawal, title: str, published: Mapping[str, Page]) -> WithdrawnView:
    name = wording.title_of(record)
    above = next(address for address in addresses.lists_with(record) if address in published)
    shown = published[above].view.head
    notice = f"Scheda ritirata {italian.on(withdrawn.date)}"
    correction = addresses.correction(addresses.of(record))
    head = wording.head(
        title,
        f"{notice}. {withdrawn.reason}",
        *shown.trail[:-1],
        *([(shown.trail[-1][0], above)] if shown.trail else []),
        (name, ""),
        section="" if above == addresses.HOME else shown.section,
        correction=correction,
        noindex=True,
    )
    links = (Link(shown.title, above), Link("Segnala un errore o una novità", correction))
    return WithdrawnView(head, name, notice, withdrawn.reason, links)
