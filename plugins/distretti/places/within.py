"""Whether a point is inside the boundary of a municipality, and how far outside."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import cos, hypot, radians

from .boundaries import Boundaries

DEGREE_KM = 111.195  # of latitude, on the sphere of `distance`

_Point = tuple[float, float]


def kilometres_outside(boundaries: Boundaries, code: str, latitude: float, longitude: float) -> float | None:
    """How far a point is from the municipality with that code, 0 inside it; None where its boundary is not known."""
    squeeze = cos(radians(latitude))
    sides = [
        tuple(((x - longitude) * squeeze * DEGREE_KM, (y - latitude) * DEGREE_KM) for x, y in side)
        for side in _sides(boundaries, code)
    ]
    if not sides:
        return None
    is_inside = sum(_crosses(*side) for side in sides) % 2
    return 0.0 if is_inside else min(_distance(*side) for side in sides)


def _sides(boundaries: Boundaries, code: str) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a boundary, as pairs of longitude and latitude."""
    for arc in boundaries.shape(code):
        yield from pairwise(boundaries.degrees(arc))


def _crosses(start: _Point, end: _Point) -> bool:
    """Whether a ray from the origin to the east crosses a piece."""
    if (start[1] > 0) == (end[1] > 0):
        return False
    return start[0] - start[1] * (end[0] - start[0]) / (end[1] - start[1]) > 0


def _distance(start: _Point, end: _Point) -> float:
    """Of a piece from the origin."""
    across, along = end[0] - start[0], end[1] - start[1]
    length = across**2 + along**2
    part = min(1.0, max(0.0, -(start[0] * across + start[1] * along) / length)) if length else 0.0
    return hypot(start[0] + part * across, start[1] + part * along)
