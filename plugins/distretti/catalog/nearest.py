"""How far municipalities are from each other: kilometres between their points, and the nearest of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from ..engine.tracking import Query, key_of
from ..places.distance import kilometres
from ..places.register import Cell, Municipality, Places, cell
from .catalog import Catalog

FAR_KM = 30
_NARROW_KM = 7.5  # the least that a cell is wide in Italy, at the Vetta d'Italia

# The steps to the cells at each distance in cells, as far as FAR_KM.
_RINGS = tuple(
    [(up, right) for up in range(-far, far + 1) for right in range(-far, far + 1) if max(abs(up), abs(right)) == far]
    for far in range(int(FAR_KM / _NARROW_KM) + 1)
)


_BLOCK = 3  # cells on a side of a block: what a trace has of the map

# The look-ups by municipality in which the nearest are looked for, with that of the queries that say where.
_AROUND = {name: f"around {name}" for name in ("districts_of_municipality", "markets_of_municipality")}


def near(catalog: Catalog, lookup: str, place: Municipality) -> Iterator[tuple[Municipality, int]]:
    """The municipalities within FAR_KM of a place that a look-up has something of, each with whole km.

    The place itself comes first, then the nearest; who needs a few stops there. The trace has the blocks of the map in
    which it looked, not the look-up: what is far away changes nothing.
    """
    around = _AROUND[lookup]
    towns, places = catalog.towns_of(lookup), catalog.places
    row, column = cell(place.latitude, place.longitude)
    waiting: list[tuple[float, str, Municipality]] = []
    for number, ring in enumerate(_RINGS):
        for block in {_block((row + up, column + right)) for up, right in ring}:
            catalog.tracker.trace(around, block)
        for up, right in ring:
            for code in towns.intersection(places.cells.get((row + up, column + right), ())):
                town = places.municipalities[code]
                heappush(waiting, (kilometres(place, town), code, town))
        while waiting and waiting[0][0] <= number * _NARROW_KM:  # no nearer one is in the rings to come
            distance, _, town = heappop(waiting)
            yield town, round(distance)


def blocks(changed: Iterable[Query], places: Places) -> set[Query]:
    """The queries for blocks of the map that have other answers where a look-up got or lost one of these keys."""
    found: set[Query] = set()
    for lookup, code in filter(None, map(key_of, changed)):
        if lookup in _AROUND:
            town = places.municipalities[str(code)]
            found.add((_AROUND[lookup], _block(cell(town.latitude, town.longitude))))
    return found


def _block(where: Cell) -> Cell:
    return where[0] // _BLOCK, where[1] // _BLOCK


def said(town: Municipality, distance: int, place: Municipality) -> str:
    """ "a Codogno, 23 km in linea d'aria", "a Lodi" for the place itself."""
    return f"a {town.name}" if town == place else f"a {town.name}, {max(distance, 1)} km in linea d'aria"
