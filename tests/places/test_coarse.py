"""Outlines with few points: near the true ones, and still shared by neighbours."""

from __future__ import annotations

import re

from distretti.places.coarse import Coarse, straightened
from distretti.places.register import Places

TOLERANCE = 11


def regions(register: Places) -> Coarse:
    parts = {place.istat_code: place.region for place in register.provinces.values()}
    return Coarse(register.boundaries, parts, TOLERANCE)


def vertices(path: str) -> list[set[tuple[int, int]]]:
    """The points of each ring of path data with relative steps."""
    rings = []
    for ring in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        points = [(0, 0)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + right, points[-1][1] + down))
        rings.append(set(points[1:]))
    return rings


def test_a_line_loses_what_is_no_further_than_the_tolerance() -> None:
    line = [(0, 0), (10, 1), (20, 9), (30, 0)]
    assert list(zip(*straightened(line, (5, 5)), strict=True)) == [(0, 0), (20, 9), (30, 0)]
    assert list(zip(*straightened(line, (1, 1)), strict=True)) == line
    assert list(zip(*straightened(line, (50, 50)), strict=True)) == [(0, 0), (30, 0)]


def test_a_ring_keeps_what_is_furthest_from_its_beginning() -> None:
    ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    assert list(zip(*straightened(ring, (100, 100)), strict=True)) == [(0, 0), (10, 10), (0, 0)]


def test_neighbours_touch_with_few_points(register: Places) -> None:
    coarse = regions(register)
    assert coarse.areas == register.regions.keys()
    lombardy, piedmont, sicily = (
        set.union(*vertices(coarse.rings([name]))) for name in ("lombardia", "piemonte", "sicilia")
    )
    assert len(lombardy & piedmont) > 3
    assert lombardy & sicily == set()
    assert sum(len(ring) for name in coarse.areas for ring in vertices(coarse.rings([name], 14))) < 800


def test_islands_that_are_too_small_are_left_out(register: Places) -> None:
    coarse = regions(register)
    assert len(vertices(coarse.rings(["sicilia"]))) > len(vertices(coarse.rings(["sicilia"], 14))) == 1


def test_the_middle_of_an_area_is_in_it(register: Places) -> None:
    coarse = regions(register)
    for name in ("lombardia", "sardegna", "toscana"):
        points = set.union(*vertices(coarse.rings([name], 14)))
        x, y = coarse.middle(name)
        assert min(x for x, _ in points) < x < max(x for x, _ in points)
        assert min(y for _, y in points) < y < max(y for _, y in points)
