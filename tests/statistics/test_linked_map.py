"""The map of Italy on the home page: every region is on it, and each with a page leads there."""

from __future__ import annotations

import re
from pathlib import Path

from distretti.catalog.catalog import catalog
from distretti.reading.loader import load
from distretti.statistics import linked_map

from ..conftest import TODAY, real_catalog

SVG = re.compile(r'<figure class="map linked-map">\s*(<svg.*?</svg>)', re.DOTALL)


def test_each_region_with_a_page_is_a_link_of_its_own_shade() -> None:
    found = real_catalog()
    drawn = linked_map.of_italy(found)
    assert drawn
    assert len(drawn.areas) == len(found.places.regions)
    assert {area.address for area in drawn.areas} - {""} == {f"/distretti/{region.id}/" for region in found.regions}
    steps = {area.label.partition(":")[0]: area.step for area in drawn.areas}
    assert (steps["Lombardia"], steps["Piemonte"], steps["Umbria"], steps["Toscana"]) == ("3", "2", "1", "0")
    assert all(bool(area.step) == bool(area.address) for area in drawn.areas)
    assert {step for step, _ in drawn.key} == set(steps.values())
    assert all(area.path for area in drawn.areas)


def test_the_map_is_light(site: Path) -> None:
    drawn = SVG.findall((site / "index.html").read_text("utf-8"))
    assert len(drawn) == 1
    assert len(drawn[0].encode()) <= 8 * 1024


def test_without_boundaries_there_is_no_map(catalogue: Path) -> None:
    (catalogue / "reference" / "comuni.topojson").unlink()
    assert linked_map.of_italy(catalog(load(catalogue, catalogue / "reference"), [], TODAY)) is None
