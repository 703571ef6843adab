"""How far municipalities are from each other: kilometres between their points, and the nearest of some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import asin, cos, floor, radians, sin, sqrt

from .catalog import Catalog
from .places import Municipality

EARTH_KM = 6371.0088  # mean radius (IUGG)
FAR_KM = 30
_CELL = 0.3  # degrees: 33 km from north to south, 22 or more from west to east in Italy
_UP, _RIGHT = (-1, 0, 1), (-2, -1, 0, 1, 2)  # cells looked at: no town within FAR_KM is outside them

Cells = dict[tuple[int, int], list[Municipality]]


def kilometres(one: Municipality, other: Municipality) -> float:
    """The distance of two municipalities' points on a sphere, by the haversine formula."""
    north, south = radians(one.latitude), radians(other.latitude)
    half = sin((south - north) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def near(catalog: Catalog, lookup: str, place: Municipality) -> Iterator[tuple[Municipality, int]]:
    """The municipalities within FAR_KM of a place that a look-up has something of, each with whole km.

    The place itself comes first, then the nearest; who needs a few stops there.
    """
    towns = catalog.towns_of(lookup)  # noted, also where what follows from them is known
    cells = catalog.once(f"cells of {lookup}", lambda: _cells(towns))
    known = catalog.once(f"near in {lookup}", lambda: dict[str, list[Municipality]]())
    if place.istat_code not in known:
        known[place.istat_code] = _nearest(cells, place)
    for town in known[place.istat_code]:
        distance = kilometres(place, town)
        if distance <= FAR_KM:
            yield town, round(distance)


def said(town: Municipality, distance: int, place: Municipality) -> str:
    """ "a Codogno, 23 km in linea d'aria", "a Lodi" for the place itself."""
    return f"a {town.name}" if town == place else f"a {town.name}, {max(distance, 1)} km in linea d'aria"


def _cell(place: Municipality) -> tuple[int, int]:
    return floor(place.latitude / _CELL), floor(place.longitude / _CELL)


def _cells(places: tuple[Municipality, ...]) -> Cells:
    found: Cells = defaultdict(list)
    for place in places:
        found[_cell(place)].append(place)
    return found


def _nearest(cells: Cells, place: Municipality) -> list[Municipality]:
    """Put in order on a plane, which takes less time and gives nearly the same order as the sphere."""
    row, column = _cell(place)
    north, east, narrow = place.latitude, place.longitude, cos(radians(place.latitude))
    far = (1.01 * FAR_KM / 111.2) ** 2  # in degrees of latitude
    around = (
        ((town.latitude - north) ** 2 + ((town.longitude - east) * narrow) ** 2, town.istat_code, town)
        for up in _UP
        for right in _RIGHT
        for town in cells.get((row + up, column + right), ())
    )
    return [town for _, _, town in sorted(found for found in around if found[0] <= far)]
