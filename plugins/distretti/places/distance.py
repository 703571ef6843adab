"""How far municipalities are from each other."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from .register import Municipality

EARTH_KM = 6371.0088  # mean radius (IUGG)


def kilometres(one: Municipality, other: Municipality) -> float:
    """The distance of two municipalities' points on a sphere, by the haversine formula."""
    north, south = radians(one.latitude), radians(other.latitude)
    half = sin((south - north) / 2) ** 2
    half += cos(north) * cos(south) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
