"""How far municipalities are from each other: kilometres between their points, and the nearest of some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush

from ..engine.tracking import Query, key_of
from ..language import italian
from ..places.distance import kilometres
from ..places.register import Cell, Municipality, Places, cell
from . import relations
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
    around, towns = _AROUND[lookup], _towns(catalog, lookup)
    row, column = cell(place.latitude, place.longitude)
    waiting: list[tuple[float, str, Municipality]] = []
    for number, ring in enumerate(_RINGS):
        for up, right in _blocks(row % _BLOCK, column % _BLOCK, number):
            catalog.tracker.trace(around, (row // _BLOCK + up, column // _BLOCK + right))
        for up, right in ring:
            for town in towns.get((row + up, column + right), ()):
                heappush(waiting, (kilometres(place, town), town.istat_code, town))
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


@lru_cache
def _blocks(row: int, column: int, ring: int) -> frozenset[Cell]:
    """The blocks of a ring around a cell, counted from the block that the cell is in; it has this place there."""
    return frozenset(_block((row + up, column + right)) for up, right in _RINGS[ring])


def _block(where: Cell) -> Cell:
    return where[0] // _BLOCK, where[1] // _BLOCK


def _towns(catalog: Catalog, lookup: str) -> Mapping[Cell, Sequence[Municipality]]:
    """The municipalities of which a look-up has something, by cell."""

    def towns() -> Mapping[Cell, Sequence[Municipality]]:
        found = map(catalog.places.municipalities.__getitem__, sorted(catalog.keys_of(lookup)))
        return relations.grouped((cell(town.latitude, town.longitude), town) for town in found)

    return catalog.once(f"towns of {lookup}", towns)


def said(town: Municipality, distance: int, place: Municipality) -> str:
    """ "ad Alba, 23 km in linea d'aria", "a Lodi" for the place itself."""
    where = italian.at(town.name)
    return where if town == place else f"{where}, {max(distance, 1)} km in linea d'aria"
