"""The districts of a region by province: one of several provinces is in each, one of which none is known at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..places.register import Province
from ..site import addresses
from ..site.components import Group, Link, ListItem, Spot
from . import list_items
from .locators import Locators

UNKNOWN = "Provincia non nota"


def grouped(catalog: Catalog, locators: Locators, districts: Iterable[District]) -> tuple[Group, ...]:
    """Each province that has any, with the way to its page."""
    found: dict[str, list[ListItem]] = defaultdict(list)
    for district in districts:
        item = row(catalog, locators, district)
        provinces = catalog.provinces_of(district)
        for province in provinces:
            found[province.code].append(item)
        if not provinces:
            found[""].append(replace(item, spot=None))
    places = sorted((catalog.places.provinces[code] for code in found if code), key=lambda one: italian.order(one.name))
    groups = [_group(locators, place, found[place.code]) for place in places]
    return (*groups, Group(UNKNOWN, "altre", tuple(found[""]))) if "" in found else tuple(groups)


def _group(locators: Locators, place: Province, rows: Iterable[ListItem]) -> Group:
    link = Link(f"Provincia di {place.name}", addresses.province(place))
    return Group(place.name, place.slug, tuple(rows), link, locators.province(place))


def row(catalog: Catalog, locators: Locators, district: District) -> ListItem:
    """A district in a list of its region or province, with where it is."""
    item = list_items.district(catalog, district, with_region=False)
    spot: Spot | None = locators.district(district)
    return replace(item, spot=spot)
