"""What a district has to show to who would invest there: figures each with its day and source, as pages and files."""

from __future__ import annotations

from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..catalog.standing import markets, programmes, standing
from ..language import italian
from ..language.dates import PartialDate
from ..model import District, Record
from ..model.district import Grant
from ..site import addresses
from . import grant_facts

POPULATION = "Istat, popolazione dei comuni"
POPULATION_DAY = PartialDate.parse("2023-01-01")


class Line(NamedTuple):
    """A line of a sheet: what, how much, of when, who says so with an address."""

    what: str
    value: str
    when: PartialDate | None
    source: str
    address: str


def money(grant: Grant) -> str:
    """ "162.016,81 €, 2022, enti; concesso"."""
    parts = (grant_facts.amount(grant), str(grant.year or ""), grant_facts.meaning(grant))
    return ", ".join(part for part in parts if part)


def lines(catalog: Catalog, district: District) -> list[Line]:
    """The sheet of a district: nothing that no source fills."""
    known = standing(catalog, district)
    count = f"{'' if known.whole else 'almeno '}{italian.number(known.municipalities)}"
    found = [_told("Comuni", count, district)] if known.municipalities else []
    if known.people is not None:
        found.append(Line("Abitanti dei comuni", italian.number(known.people), POPULATION_DAY, POPULATION, ""))
    for market in markets(catalog, district):
        found.append(_told("Mercato o fiera", f"{market.title}: {market.recurrence.text}", market))
    for identifier in programmes(catalog, district):
        found.append(_told("Programma o bando", catalog.programme[identifier].name, catalog.programme[identifier]))
    found += [_told("Attrattore", italian.capitalised(word), district) for word in district.attractions]
    return found + [_grant(district, grant) for grant in known.grants]


def _told(what: str, value: str, record: Record) -> Line:
    """What a record says, with all of its sources: fields do not say which."""
    sources = italian.count(len(record.sources), "fonte", "fonti")
    return Line(what, value, record.newest_source, f"{sources} della scheda", addresses.of(record))


def _grant(district: District, grant: Grant) -> Line:
    source = next((item for item in district.sources if item.reference == grant.source), None)
    when = PartialDate.parse(str(grant.year)) if grant.year else None
    said = source.publisher if source else "fonte non indicata"
    return Line("Soldi pubblici", f"{grant.measure}: {money(grant)}", when, said, (source and source.url) or "")
