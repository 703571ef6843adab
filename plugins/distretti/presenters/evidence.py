"""How far a record can be trusted: its sources and where they differ, when it was compiled, by whom confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from ..catalog.catalog import Catalog
from ..language import day_words, italian
from ..language.dates import PartialDate
from ..model import Record, Statement
from ..model.record import COLLECTED
from ..model.record import Claim as Claimed
from ..model.record import Source as Cited
from ..site import addresses, forge
from ..site.components import Claim, Disagreement, Evidence, Fact, Link, Missing, Provenance, Source
from ..site.site import Site

_DATE = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
_NUMBER = re.compile(r"((?!0\d)\d+(?:\.\d{1,2})?)( (?:euro|€))?")
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")

_NAME = re.compile("[:,(] ?")  # where the name of what is missing ends

_BRIEFLY = {"automatico": "automatica", "a-mano": "scritta a mano"}

UNKNOWN = "non noto"  # what no source says


def of(catalog: Catalog, site: Site, record: Record, missing: Iterable[str] = ()) -> Evidence:
    """The foot of a record's page; `missing` is what no source says of it."""
    disputed = {italian.folded(item.about) for item in record.disagreements}
    unknown = tuple(thing for thing in missing if italian.folded(_NAME.split(thing)[0]) not in disputed)
    return Evidence(
        notes=day_words.in_words(record.notes or ""),
        disagreements=disagreements(record),
        sources=sources(catalog, record),
        provenance=provenance(record),
        repository=_of_file(catalog, site, record),
        missing=Missing(unknown, Link("Scrivilo, con una fonte pubblica", _correction(record))) if unknown else None,
    )


def provenance(record: Record) -> Provenance:
    """When the record was compiled or confirmed, and the age of its newest source."""
    if record.confirmed:
        date = italian.on(record.confirmed.date)
        statement = f"Scheda confermata {date} da {record.confirmed.body}."
    else:
        how = COLLECTED[record.collected or "automatico"]
        statement = (
            f"Scheda compilata {italian.on(record.compiled)} {how} {_origin(record)}; non ancora confermata dall'ente."
        )
    newest = record.newest_source
    age = f"Fonte più recente: {italian.partial(newest)}." if newest else "Le fonti non hanno una data."
    return Provenance(statement, age, Link("Proponi una correzione", _correction(record)), _brief(record))


def confirmation(record: Record) -> str:
    """ "Scheda automatica, non confermata", "Confermata il 3 maggio 2026 da Comune di Lodi"."""
    if record.confirmed:
        return f"Confermata {italian.on(record.confirmed.date)} da {record.confirmed.body}"
    return f"Scheda {_BRIEFLY[record.collected or 'automatico']}, non confermata"


def _brief(record: Record) -> str:
    """ "Scheda automatica, non confermata · fonte più recente 2025", "Confermata dal Comune il …"."""
    newest = record.newest_source
    return f"{confirmation(record)}\u00a0· {f'fonte più recente {newest.year}' if newest else 'fonti senza data'}"


def _correction(record: Record) -> str:
    return addresses.change(record)


def _origin(record: Record) -> str:
    """What it was compiled from: "da fonti pubbliche", "da documenti e fonti pubbliche", "da documenti"."""
    if all(item.origin != "documento" for name in _statements(type(record)) for item in getattr(record, name)):
        return "da fonti pubbliche"
    return "da documenti e fonti pubbliche" if any(source.url for source in record.sources) else "da documenti"


@cache
def _statements(model: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that are statements."""
    return tuple(name for name, field in model.model_fields.items() if field.annotation == tuple[Statement, ...])


def sources(catalog: Catalog, record: Record) -> tuple[Source, ...]:
    """The numbered sources of a record, in the order of its file."""
    return tuple(source(catalog, number, item) for number, item in enumerate(record.sources, 1))


def source(catalog: Catalog, number: int, item: Cited) -> Source:
    """A source with a number."""
    date = italian.partial(item.date) if item.date else "senza data"
    return Source(number, item.publisher, catalog.kind_of(item), date, item.title or "", item.url or "")


def _of_file(catalog: Catalog, site: Site, record: Record) -> tuple[Link, ...]:
    """The record's file on the forge, and its history; none where no repository is set."""
    if not site.repository:
        return ()
    file = catalog.file(record)
    return (
        Link("Modifica il file della scheda", forge.edit(site.repository, site.forge, file)),
        Link("Storia della scheda", forge.history(site.repository, site.forge, file)),
    )


def source_number(record: Record, cited: str | None) -> int | None:
    """The number of the source that a fact cites, None where it cites none."""
    for number, source in enumerate(record.sources, 1):
        if cited is not None and source.reference == cited:
            return number
    return None


def source_link(record: Record, cited: str | None) -> Link | str:
    """A table cell that leads to the source cited, by the name of who published it; or "non indicata"."""
    number = source_number(record, cited)
    return Link(record.sources[number - 1].publisher, f"#fonte-{number}") if number else "non indicata"


def practices(record: Record) -> tuple[Fact, ...]:
    """What sources call a good practice, each with its source; empty where none does."""
    return tuple(
        Fact("Buona pratica", (item.text, source_link(record, item.source)) if item.source else (item.text,))
        for item in record.practices
    )


def value(claim: Claimed) -> str:
    """What a source says, with the number that it is, or the days in it, as they are read: "280.164", "8 maggio 2022".

    Four digits alone that can be a year are one.
    """
    match = _NUMBER.fullmatch(claim.value)
    if match and not _YEAR.fullmatch(claim.value):
        digits, unit = match.groups(default="")
        return italian.number(Decimal(digits)) + unit
    return _DATE.sub(lambda match: _day(match[0]), claim.value)


def _day(text: str) -> str:
    try:
        return italian.partial(PartialDate.parse(text))
    except ValueError:
        return text


def disagreements(record: Record) -> tuple[Disagreement, ...]:
    """The disagreements of a record, equal values joined with all their sources."""
    shown = []
    for item in record.disagreements:
        claims: dict[str, list[int]] = {}
        for claim in item.values:
            number = source_number(record, claim.source)
            claims.setdefault(value(claim), []).extend([number] if number else [])
        shown.append(Disagreement(item.about, tuple(Claim(value, tuple(found)) for value, found in claims.items())))
    return tuple(shown)
