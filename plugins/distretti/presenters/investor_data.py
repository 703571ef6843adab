"""The sheet of a district for who would invest as data: a line for each of its page, numbers apart from their words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ..language import italian
from ..model import District, Programme, RecurringEvent
from ..model.district import Grant, Indicator
from ..site import addresses, languages
from ..site.site import Site
from . import district_facts, evidence, grant_facts
from .investor_facts import NO_AMOUNT, UNNAMED, Known, Towns
from .markets import TO_CONFIRM


class Row(NamedTuple):
    """A row of a sheet as data: a number apart from its unit and meaning, names and words of sources as they are."""

    what: str
    value: int | Decimal | None
    unit: str
    meaning: str
    words: str
    note: str
    when: str
    source: str
    address: str


COLUMNS = ("Distretto", "Stato", "Quanto è affidabile", "Che cosa", "Valore", "Unità", "Significato",
           "Nome o parole della fonte", "Nota della scheda", "Di quando", "Fonte", "Indirizzo")  # fmt: skip


def words(said: object) -> str:
    """The name of a record, or the words of a source; empty for a bare number."""
    match said:
        case RecurringEvent():
            return said.title
        case Programme():
            return said.name
        case Grant():
            return said.measure
        case Indicator():
            return said.indicator
    return said if isinstance(said, str) else ""


def note(said: object) -> str:
    """What the record says of an amount of money in words of its own, Italian."""
    return "; ".join(said.remarks) if isinstance(said, Grant) else ""


def amount(said: object) -> tuple[int | Decimal | None, str]:
    """The number that it is, and its unit."""
    match said:
        case Towns():
            return said.number, ""
        case Grant():
            return said.amount_eur, "" if said.amount_eur is None else "EUR"
        case Indicator():
            return said.value, said.unit
    return (said, "") if isinstance(said, int) else (None, "")


def rows(site: Site, found: Iterable[Known]) -> list[Row]:
    """What is known as data, in Italian words."""
    return [
        Row(
            item.what,
            *amount(item.value),
            _meaning(item),
            words(item.value),
            note(item.value),
            str(item.when or ""),
            *_said_by(site, item),
        )
        for item in found
    ]


def _meaning(item: Known) -> str:
    match said := item.value:
        case Towns():
            return "" if said.whole else "almeno"
        case Grant():
            amount = NO_AMOUNT if said.amount_eur is None else "circa" if said.approximate else ""
            return "; ".join(filter(None, (amount, grant_facts.meaning(said))))
        case RecurringEvent():
            return "; ".join((said.recurrence.text, *((TO_CONFIRM,) if said.to_confirm else ())))
    return "; ".join(item.terms)


def _said_by(site: Site, item: Known) -> tuple[str, str]:
    if not item.sources:
        return UNNAMED, ""
    said = item.sources[0].publisher if len(item.sources) == 1 else italian.count(len(item.sources), "fonte", "fonti")
    return said, address(site, item)


def address(site: Site, item: Known, code: str = "") -> str:
    """Where its sources are: the page of a record, or the source itself; whole where the site knows its own.

    With a code the page in that language, where there is one.
    """
    if item.record:
        page = languages.nearest(code, addresses.of(item.record)) if code else addresses.of(item.record)
        return site.canonical(page) or page
    return (item.sources[0].url or "") if item.sources else ""


def trust(district: District) -> tuple[str, str]:
    """Its status, how its record was made and whether a body has confirmed it: beside each line."""
    return district_facts.status(district), evidence.confirmation(district)


def as_csv(district: District, trusted: tuple[str, str], labels: Iterable[str], found: Iterable[Row]) -> bytes:
    """Rows under columns with these labels, numbers as data have them; `trusted` are the status and the trust."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(italian.slug(label).replace("-", "_") for label in labels)
    writer.writerows((district.id, *trusted, *("" if cell is None else cell for cell in row)) for row in found)
    return stream.getvalue().encode()
