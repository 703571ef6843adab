"""Borders of whole areas with few points, for small maps: stretches between two areas, straightened as a whole."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import hypot

from .boundaries import Boundaries
from .outlines import Box, Ends, Frame, Line, Point, joined

Areas = frozenset[str]


class Coarse:
    """The areas that parts of a boundary file make up, each border between the same two as few straight lines.

    `areas` says in which area each part is; `tolerance` is how far a border may go astray, in units of the drawing. A
    border is straightened once for the two areas beside it, so they keep touching, and no sooner than one is drawn. At
    least one part is there.
    """

    def __init__(self, boundaries: Boundaries, areas: Mapping[str, str], tolerance: float) -> None:
        self.areas = frozenset(areas.values())
        self._boundaries, self._tolerance = boundaries, tolerance
        self._groups = _groups(boundaries, areas)
        self._whole = boundaries.frame(boundaries.box(arc for arcs in self._groups.values() for arc in arcs))

    @property
    def height(self) -> int:
        """The height of the drawing, in its units."""
        return self._whole.height

    def within(self, box: Box) -> Box:
        """A rectangle of the grid in the drawing: left, top, right, bottom."""
        return self._whole.within(box)

    def rings(self, areas: Iterable[str], least: int = 0) -> str:
        """Areas side by side as SVG path data, without islands that reach less than `least` units."""
        return "".join(self._frame.path(self._around(area), least) for area in areas)

    def middle(self, area: str) -> Point:
        """The centre of gravity of the largest ring of an area, in units of the drawing."""
        rings = [self._points(walk) for walk, _, _ in joined(self._ends(area))]
        size, x, y = max((_gravity(ring) for ring in rings), key=lambda found: abs(found[0]))
        left, top, *_ = self.within((round(x / size), round(y / size)) * 2)
        return left, top

    @cached_property
    def _ways(self) -> list[tuple[Areas, list[Point]]]:
        """The borders, each with the areas beside it."""
        return [(beside, way) for beside, arcs in self._groups.items() for way in _tied(self._boundaries, arcs)]

    @cached_property
    def _lines(self) -> dict[int, Line]:
        steps = self._tolerance / self._whole.scale[0], self._tolerance / self._whole.scale[1]
        return {number: straightened(way, steps) for number, (_, way) in enumerate(self._ways)}

    @cached_property
    def _frame(self) -> Frame:
        return Frame(self._whole.box, *self._whole.scale, self.height, self._lines)

    def _around(self, area: str) -> list[int]:
        return [number for number, (beside, _) in enumerate(self._ways) if area in beside]

    def _ends(self, area: str) -> dict[int, Ends]:
        return {number: _ends(self._lines[number]) for number in self._around(area)}

    def _points(self, walk: Iterable[int]) -> list[Point]:
        return [point for line in walk for point in _way(self._lines, line)]


def _groups(boundaries: Boundaries, areas: Mapping[str, str]) -> dict[Areas, list[int]]:
    """The arcs between the same two areas, and those that only one has."""
    beside: dict[int, list[str]] = defaultdict(list)
    for part, area in areas.items():
        for arc in boundaries.edge(part):
            beside[arc].append(area)
    groups: dict[Areas, list[int]] = defaultdict(list)
    for arc, found in sorted(beside.items()):
        if len(found) == 1 or found[0] != found[1]:
            groups[frozenset(found)].append(arc)
    return groups


def _tied(boundaries: Boundaries, arcs: Iterable[int]) -> Iterator[list[Point]]:
    """The points of arcs that follow each other, each walk once."""
    for walk, _, _ in joined({arc: _ends(boundaries.lines[arc]) for arc in arcs}):
        points: list[Point] = []
        for arc in walk:
            points += _way(boundaries.lines, arc)[bool(points) :]
        yield points


def _ends(line: Line) -> Ends:
    return (line[0][0], line[1][0]), (line[0][-1], line[1][-1])


def _way(lines: Mapping[int, Line], number: int) -> list[Point]:
    """The points of a line; ~n is line n walked backwards."""
    points = list(zip(*lines[max(number, ~number)], strict=True))
    return points if number >= 0 else points[::-1]


def _gravity(ring: Sequence[Point]) -> tuple[float, float, float]:
    """Twice the area inside a ring, with a sign, and that times three times its centre, across and along."""
    size = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        part = x1 * y2 - x2 * y1
        size, x, y = size + part, x + part * (x1 + x2) / 3, y + part * (y1 + y2) / 3
    return size, x, y


def straightened(points: list[Point], steps: tuple[float, float]) -> Line:
    """The points from which a line may not stray (Douglas and Peucker, 1973); `steps` are the tolerance on the grid."""
    last = len(points) - 1
    middle = max(range(last), key=lambda n: _apart(points[n], points[0], steps)) if points[0] == points[last] else 0
    kept = {0, middle, last}
    waiting = [(0, middle), (middle, last)]
    while waiting:
        first, last = waiting.pop()
        astray = [(_astray(points[n], points[first], points[last], steps), n) for n in range(first + 1, last)]
        far, place = max(astray, default=(0.0, 0))
        if far > 1:
            kept.add(place)
            waiting += [(first, place), (place, last)]
    found = [points[n] for n in sorted(kept)]
    return array("i", (x for x, _ in found)), array("i", (y for _, y in found))


def _apart(one: Point, other: Point, steps: tuple[float, float]) -> float:
    """How far two points are from each other, in tolerances."""
    return hypot((one[0] - other[0]) / steps[0], (one[1] - other[1]) / steps[1])


def _astray(point: Point, start: Point, end: Point, steps: tuple[float, float]) -> float:
    """How far a point is from the straight line between two others, in tolerances."""
    right, down = (end[0] - start[0]) / steps[0], (end[1] - start[1]) / steps[1]
    x, y = (point[0] - start[0]) / steps[0], (point[1] - start[1]) / steps[1]
    length = hypot(right, down)
    return abs(right * y - down * x) / length if length else hypot(x, y)
