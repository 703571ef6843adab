"""What a district has to show: municipalities, people, markets, programmes, attractions, vacancies, figures, money."""

from __future__ import annotations

from typing import NamedTuple

from ..model import District, RecurringEvent
from ..model.district import Grant
from . import relations
from .catalog import Catalog


class Standing(NamedTuple):
    """The figures of a district; None where no source fills one."""

    municipalities: int
    whole: bool  # whether all its municipalities are known
    people: int | None
    markets: int | None
    doubtful: int | None  # of these markets, those to be confirmed
    programmes: int | None
    attractions: int | None
    vacancies: bool  # whether a source says which premises are vacant
    indicators: int | None
    grants: tuple[Grant, ...]  # those of which a source says the amount first

    @property
    def says_something(self) -> bool:
        """Whether a source fills more than where it is."""
        return any((self.markets, self.programmes, self.attractions, self.vacancies, self.indicators, self.grants))


def standing(catalog: Catalog, district: District) -> Standing:
    """What is known of a district."""
    towns = catalog.municipalities_of(district)
    people = [town.population for town in towns]
    back = markets(catalog, district)
    whole = bool(district.municipalities_complete and towns and all(people))
    return Standing(
        len(towns),
        district.municipalities_complete,
        sum(number or 0 for number in people) if whole else None,
        len(back) or None,
        sum(market.to_confirm for market in back) if back else None,
        len(programmes(catalog, district)) or None,
        len(district.attractions) or None,
        bool(district.vacant_spaces),
        len(district.indicators) or None,
        tuple(sorted(_received(district), key=lambda grant: grant.amount_eur is None)),
    )


def _received(district: District) -> list[Grant]:
    """Its grants but for those taken back."""
    return [grant for grant in district.grants if grant.stage != "revocato"]


def markets(catalog: Catalog, district: District) -> list[RecurringEvent]:
    """Its markets and fairs that come back, but for those cancelled."""
    found = catalog.happenings_of_district.get(district.id, ())
    return [item for item in found if isinstance(item, RecurringEvent) and item.status != "annullato"]


def programmes(catalog: Catalog, district: District) -> list[str]:
    """The ids of the programmes and calls in which it took part, or that it opened."""
    own = (item.id for item in catalog.programmes_of_district.get(district.id, ()))
    return list(dict.fromkeys([*own, *(name for name in relations.programmes(district) if name in catalog.programme)]))
