"""Grants of districts, put together only where their amounts mean the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as words
from ..model.district import Grant
from ..site import addresses
from ..site.components import Cell, Link


@dataclass(frozen=True, slots=True)
class Measure:
    """What makes amounts comparable: the same money, in the same part of its series and at the same stage."""

    name: str
    programme: str
    year: int
    share: str
    role: str
    stage: str


def regions(catalog: Catalog) -> list[str]:
    """The regions whose districts have grants, by name."""
    return sorted(catalog.districts_with_grants, key=lambda slug: italian.order(catalog.places.regions[slug].name))


def by_measure(catalog: Catalog, slug: str) -> list[tuple[Measure, list[tuple[District, Grant]]]]:
    """The grants of a region's districts by measure, in the order of name and year."""
    groups: dict[Measure, list[tuple[District, Grant]]] = defaultdict(list)
    for district in catalog.districts_with_grants.get(slug, ()):
        for item in district.grants:
            parts = (item.programme or "", item.year or 0, item.share or "", item.role or "", item.stage or "")
            groups[Measure(item.measure, *parts)].append((district, item))
    return sorted(groups.items(), key=lambda pair: (italian.order(pair[0].name), pair[0].year, str(pair[0])))


def total(grants: Iterable[Grant]) -> Decimal | None:
    """The sum in euros of grants under one measure; None where the amounts may not mean the same, or are not known."""
    items = list(grants)
    unlike = any(item.amount_eur is None or item.approximate or item.note or item.beneficiary for item in items)
    return None if unlike or len(items) < 2 else sum((item.amount_eur or Decimal() for item in items), Decimal())


def name(catalog: Catalog, measure: Measure) -> Cell:
    """The measure as its sources call it, with a link to its programme."""
    programme = catalog.programme.get(measure.programme)
    return Link(measure.name, addresses.of(programme)) if programme else measure.name


def meaning(grant: Grant) -> str:
    """What an amount measures: "enti; importo iniziale"; empty where the source does not say."""
    parts = [words.GRANT_SHARES[grant.share]] if grant.share else []
    parts += [words.GRANT_ROLES[grant.role]] if grant.role else []
    parts += [words.GRANT_STAGES[grant.stage]] if grant.stage else []
    return "; ".join(parts)


def amount(grant: Grant) -> str:
    """ "162.016,81 €", "circa 80.000 €" or "non noto"."""
    if grant.amount_eur is None:
        return "non noto"
    return f"{'circa ' if grant.approximate else ''}{italian.euros(grant.amount_eur)}"
