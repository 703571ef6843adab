"""Where records are, small enough for a row."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from distretti.catalog.catalog import Catalog
from distretti.presenters.locators import SIDE, Locators

from ..conftest import real_catalog


@pytest.fixture(scope="module")
def found() -> Catalog:
    return real_catalog()


@pytest.fixture(scope="module")
def locators(found: Catalog) -> Locators:
    return Locators(found)


def test_a_drawing_has_every_province_of_its_region_in_few_bytes(found: Catalog, locators: Locators) -> None:
    for region in found.places.regions:
        drawing = locators.drawing(region)
        shown = {symbol.get("id") for symbol in ElementTree.fromstring(drawing)}
        assert shown == {place.slug for place in found.places.provinces.values() if place.region == region}
        assert len(drawing) < 4096


def test_every_dot_is_in_the_square_of_a_province_that_is_drawn(found: Catalog, locators: Locators) -> None:
    seen = 0
    for district in found.districts:
        spot = locators.district(district)
        assert bool(spot) == bool(found.municipalities_of(district))
        if spot:
            seen += 1
            dots = [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)h0", spot.path)]
            assert dots
            assert all(0 <= x <= SIDE and 0 <= y <= SIDE for x, y in dots), district.id
            assert spot.address.rpartition("#")[2] in {place.slug for place in found.provinces_of(district)}
    assert seen > 400


def test_lodi_is_north_west_in_its_province(found: Catalog, locators: Locators) -> None:
    spot = locators.district(found.district["lombardia/lodi"])
    assert spot
    assert spot.address == "/province/sagome-lombardia.svg#lo"
    x, y = map(int, re.findall(r"\d+", spot.path)[:2])
    assert (x < SIDE / 2, y < SIDE / 2) == (True, True)


def test_without_boundaries_nothing_is_drawn(found: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Locators(found)
    monkeypatch.setattr(type(found.places.boundaries), "parts", ())
    assert bare.district(found.district["lombardia/lodi"]) is None
    assert "<path" not in bare.drawing("lombardia")
