"""Boundaries of municipalities from a TopoJSON file, and flat drawings of them.

TopoJSON stores each stretch of border (an *arc*) once, though two neighbours use it. So an arc that only one of some
municipalities uses is the outline of them together, and one that two of them use is inside.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

Point = tuple[int, int]
Line = tuple[Point, ...]
Box = tuple[int, int, int, int]  # least x and y, greatest x and y
Side = Callable[[str], Hashable]

SIZE = 1000  # width of every drawing, in its own units
TALLEST = 1.2  # height of a drawing at most, in widths
MARGIN = 0.04  # of what is shown, on each side
STEP = 3  # points of a line nearer than this to the one before are left out


class Boundaries:
    """The boundaries in a TopoJSON file, read when first asked for; none where there is no such file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines: dict[int, Line] = {}

    @cached_property
    def _topology(self) -> dict[str, Any]:
        if not self._file.is_file():
            return {"arcs": [], "objects": {}, "transform": {"scale": [1, 1], "translate": [0, 0]}}
        topology: dict[str, Any] = json.loads(self._file.read_bytes())
        return topology

    @cached_property
    def arcs(self) -> dict[str, tuple[int, ...]]:
        """The arcs of each shape, by its id."""
        shapes = (shape for layer in self._topology["objects"].values() for shape in layer["geometries"])
        return {shape["id"]: tuple(_arcs(shape["arcs"])) for shape in shapes if shape.get("arcs")}

    @cached_property
    def _owners(self) -> dict[int, list[str]]:
        owners: dict[int, list[str]] = defaultdict(list)
        for name, arcs in self.arcs.items():
            for arc in arcs:
                owners[arc].append(name)
        return owners

    def outline(self, names: Iterable[str]) -> list[int]:
        """The arcs round shapes taken together, in order; shapes that are not there count for nothing."""
        wanted = [name for name in names if name in self.arcs]
        return self.borders(dict.fromkeys(wanted, True).get, wanted)

    def borders(self, side: Side, names: Iterable[str]) -> list[int]:
        """The arcs of these shapes with different values of `side` on their two sides, or with nothing on one."""
        arcs = sorted({arc for name in names for arc in self.arcs.get(name, ())})
        return [arc for arc in arcs if _parts(self._owners[arc], side)]

    def line(self, arc: int) -> Line:
        """The points of an arc on the file's own grid."""
        if arc not in self._lines:
            steps = self._topology["arcs"][arc]
            self._lines[arc] = tuple(
                zip(accumulate(step[0] for step in steps), accumulate(step[1] for step in steps), strict=True)
            )
        return self._lines[arc]

    def box(self, arcs: Iterable[int]) -> Box:
        """The rectangle round arcs, on the grid."""
        points = [point for arc in arcs for point in self.line(arc)]
        across, along = zip(*points, strict=True)
        return min(across), min(along), max(across), max(along)

    def frame(self, box: Box) -> Frame:
        """The drawing that shows a rectangle of the grid with some margin."""
        transform = self._topology["transform"]
        (degrees_x, degrees_y), (_, south) = transform["scale"], transform["translate"]
        squeeze = cos(radians(south + degrees_y * (box[1] + box[3]) / 2))
        return _frame(box, degrees_x * squeeze, degrees_y)


def _arcs(nested: list[Any]) -> Iterator[int]:
    """The numbers in rings of polygons; ~n is arc n walked backwards."""
    for item in nested:
        if isinstance(item, list):
            yield from _arcs(item)
        else:
            yield ~item if item < 0 else item


def _parts(owners: list[str], side: Side) -> bool:
    return len(owners) == 1 or side(owners[0]) != side(owners[1])


@dataclass(frozen=True, slots=True)
class Frame:
    """From the grid to a drawing `SIZE` units wide whose y goes down.

    The projection is equirectangular with the middle parallel at its true length: at the size of Italy the shapes are
    off by less than the eye sees, and nobody measures on these maps.
    """

    box: Box  # on the grid
    across: float  # units for a step of the grid
    along: float
    height: int

    def within(self, box: Box) -> Box:
        """A rectangle of the grid in the drawing: left, top, right, bottom."""
        (left, bottom), (right, top) = self.line(((box[0], box[1]), (box[2], box[3])))
        return left, top, right, bottom

    def shows(self, box: Box) -> bool:
        """Whether any of a rectangle of the grid is inside."""
        west, south, east, north = self.box
        return box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south

    def line(self, points: Line) -> Line:
        """A line in the drawing, without the points too near to the one before; its ends stay."""
        (west, _, _, north), across, along = self.box, self.across, self.along
        drawn = [(round((x - west) * across), round((north - y) * along)) for x, y in points]
        kept = [drawn[0]]
        last_x, last_y = drawn[0]
        for x, y in drawn[1:-1]:
            if abs(x - last_x) + abs(y - last_y) >= STEP:
                kept.append((x, y))
                last_x, last_y = x, y
        return (*kept, drawn[-1])


def _frame(box: Box, scale_x: float, scale_y: float) -> Frame:
    """Scales are degrees of the middle parallel's length for a step. Too tall a box gets wider."""
    width, height = (box[2] - box[0]) * scale_x, (box[3] - box[1]) * scale_y
    margin = max(width, height) * MARGIN
    height += 2 * margin
    wider = (max(width + 2 * margin, height / TALLEST) - width) / 2
    unit = SIZE / (width + 2 * wider)
    aside, beyond = round(wider / scale_x), round(margin / scale_y)
    shown = (box[0] - aside, box[1] - beyond, box[2] + aside, box[3] + beyond)
    return Frame(shown, scale_x * unit, scale_y * unit, round(height * unit))


def joined(lines: Iterable[Line]) -> list[Line]:
    """The lines tied end to end, each used once: the outline of a shape becomes closed rings.

    An outline has an even number of ends at each point, so that a walk along it can only stop where it began.
    """
    waiting = [line for line in lines if len(set(line)) > 1]
    ends: dict[Point, list[int]] = defaultdict(list)
    for number, line in enumerate(waiting):
        ends[line[0]].append(number)
        ends[line[-1]].append(number)
    used: set[int] = set()
    made = []
    for number, line in enumerate(waiting):
        if number not in used:
            used.add(number)
            walked = _walk(line, waiting, ends, used)
            made.append(tuple(reversed(_walk(tuple(reversed(walked)), waiting, ends, used))))
    return made


def _walk(line: Line, waiting: list[Line], ends: dict[Point, list[int]], used: set[int]) -> Line:
    """The line, longer by all that follows its end."""
    points = list(line)
    while points[0] != points[-1]:
        number = next((number for number in ends[points[-1]] if number not in used), None)
        if number is None:
            break
        used.add(number)
        following = waiting[number]
        points += following[1:] if following[0] == points[-1] else following[-2::-1]
    return tuple(points)


def extent(line: Line) -> int:
    """How far a line reaches across or along, in units."""
    across, along = [x for x, _ in line], [y for _, y in line]
    return max(max(across) - min(across), max(along) - min(along))


def path(lines: Iterable[Line]) -> str:
    """Lines as SVG path data, each from an absolute point and then by relative steps; rings are closed."""
    return "".join(_drawn(line) for line in lines)


def _drawn(line: Line) -> str:
    ring = line[0] == line[-1]
    corners = [point for point, _ in groupby(line[:-1] if ring else line)]
    moves = (_signed(right - left) + _signed(below - above) for (left, above), (right, below) in pairwise(corners))
    return f"M{corners[0][0]}{_signed(corners[0][1])}l{''.join(moves).lstrip()}{'z' if ring else ''}"


def _signed(number: int) -> str:
    """A number after another: the minus parts them as well as a space."""
    return str(number) if number < 0 else f" {number}"
