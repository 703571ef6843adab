"""The map of Italy whose regions lead to their pages, shaded by how many districts the catalogue knows."""

from __future__ import annotations

from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import italian
from ..site import addresses
from .choropleth import CLASSES, NO_STEP, OUTSIDE, area_shapes

TOLERANCE = 5  # units that a border may go astray: two pixels of a phone


@dataclass(frozen=True, slots=True)
class LinkedArea:
    """A region on the map: `address` is empty where it has no page; `step` is how dark it is, as in `choropleth`."""

    label: str
    address: str
    step: str
    path: str


@dataclass(frozen=True, slots=True)
class LinkedMap:
    """The map, 1000 units wide; `key` says what each shade of it means."""

    height: int
    areas: tuple[LinkedArea, ...]
    key: tuple[tuple[str, str], ...]


def of_italy(catalog: Catalog) -> LinkedMap | None:
    """All regions, those with a page as links; None where no shape is known."""
    height, shapes = catalog.memo(area_shapes, (), TOLERANCE)
    if not shapes:
        return None
    areas = tuple(_area(catalog, slug, path) for slug, (path, _) in shapes.items())
    _, classes = CLASSES["count"]
    words = {str(step): label for step, (_, label) in enumerate(classes)} | {NO_STEP: OUTSIDE}
    shown = {area.step for area in areas}
    return LinkedMap(height, areas, tuple((step, words[step]) for step in words if step in shown))


def _area(catalog: Catalog, slug: str, path: str) -> LinkedArea:
    name = catalog.places.regions[slug].name
    if slug not in catalog.region:
        return LinkedArea(f"{name}: {OUTSIDE}", "", NO_STEP, path)
    number = len(catalog.districts_of_region.get(slug, ()))
    known = italian.count(number, "distretto", "distretti") if number else "nessun distretto noto"
    _, classes = CLASSES["count"]
    step = next(step for step, (under, _) in enumerate(classes) if number < under)
    return LinkedArea(f"{name}: {known}", addresses.region(slug), str(step), path)
