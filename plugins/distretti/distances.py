"""How far municipalities are from each other: kilometres between their points, and the nearest of some."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from math import asin, cos, floor, radians, sin, sqrt

from .catalog import Catalog
from .places import Municipality

EARTH_KM = 6371.0088  # mean radius (IUGG)
FAR_KM = 30
MOST = 10  # towns: enough to take a few districts or markets from
_CELL = 0.3  # degrees: 33 km from north to south, 23 or more from west to east in Italy

Cells = dict[tuple[int, int], list[Municipality]]


def kilometres(one: Municipality, other: Municipality) -> float:
    """The distance of two municipalities' points on a sphere, by the haversine formula."""
    north, south = radians(one.latitude), radians(other.latitude)
    half = sin((south - north) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def near(catalog: Catalog, lookup: str, place: Municipality) -> list[tuple[Municipality, int]]:
    """The municipalities nearest to a place, itself first, that a look-up has something of; with whole km, a few."""
    towns = catalog.towns_of(lookup)  # noted, also where what follows from them is known
    cells = catalog.once(f"cells of {lookup}", lambda: _cells(towns))
    known = catalog.once(f"near in {lookup}", lambda: dict[str, list[tuple[Municipality, int]]]())
    if place.istat_code not in known:
        known[place.istat_code] = _nearest(cells, place)
    return known[place.istat_code]


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


def _nearest(cells: Cells, place: Municipality) -> list[tuple[Municipality, int]]:
    """Put in order on a plane, which takes less time and gives nearly the same order; measured on the sphere."""
    row, column = _cell(place)
    north, east, narrow = place.latitude, place.longitude, cos(radians(place.latitude))
    around = [town for up in (-1, 0, 1) for right in (-1, 0, 1) for town in cells.get((row + up, column + right), ())]

    def order(town: Municipality) -> tuple[float, str]:
        return (town.latitude - north) ** 2 + ((town.longitude - east) * narrow) ** 2, town.istat_code

    far = ((town, kilometres(place, town)) for town in nsmallest(MOST, around, key=order))
    return [(town, round(distance)) for town, distance in far if distance <= FAR_KM]
