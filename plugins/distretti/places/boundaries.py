"""Boundaries of municipalities from a TopoJSON file, and which of them part some from others.

TopoJSON stores each stretch of border (an *arc*) once, though two neighbours use it. So an arc that only one of some
municipalities uses is the outline of them together, and one that two of them use is inside.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from math import cos, radians
from pathlib import Path
from typing import Any

from . import outlines, table
from .outlines import Box, Frame, Line

Arcs = tuple[int, ...]
Shapes = dict[str, Arcs]  # by id
KeptLine = tuple[bytes, bytes]  # a line as it is kept
Side = Callable[[str], Hashable]

PART = 3  # letters of an id that say which part of the file the shape is in: the province, of ISTAT codes
WHOLE = "whole"
_NOWHERE = object()


class Boundaries:
    """The boundaries in a TopoJSON file, read when first asked for; none where there is no such file.

    `kept` gives the `rows` that an earlier build kept of the same file, None for one that it did not: then a part is
    there without the time that reading the whole file takes.
    """

    def __init__(self, file: Path, kept: Callable[[str], Any] | None = None) -> None:
        self._file = file
        self._kept = kept
        self._shapes: dict[str, Shapes] = {}
        self._edges: dict[str, dict[int, Box]] = {}
        self.lines: dict[int, Line] = {}  # of the arcs asked for so far, on the file's own grid

    def take(self, kept: Callable[[str], Any]) -> None:
        """From now on take parts from the rows that an earlier build kept."""
        self._kept = kept

    def rows(self) -> Iterator[tuple[str, Any]]:
        """All that is in the file as plain values by name, in parts: the whole, and of each part edge and inside.

        Raises BadRegister where it is no file of boundaries.
        """
        try:
            yield from self._read(self._topology())
        except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError):
            raise table.not_boundaries(self._file) from None

    def _read(self, topology: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        lines = [_line(steps) for steps in topology["arcs"]]
        parts: dict[str, Shapes] = defaultdict(dict)
        for shape in (shape for layer in topology["objects"].values() for shape in layer["geometries"]):
            if shape.get("arcs"):
                parts[shape["id"][:PART]][shape["id"]] = tuple(_arcs(shape["arcs"]))
        scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
        boxes = {}
        for part, shapes in parts.items():
            edge = _bounds((True, arcs) for arcs in shapes.values())
            boxes[part] = _box(lines[arc] for arc in edge)
            inner = {arc for arcs in shapes.values() for arc in arcs}.difference(edge)
            yield f"edge {part}", {arc: (_kept(lines[arc]), _box([lines[arc]])) for arc in edge}
            yield f"inside {part}", (shapes, {arc: _kept(lines[arc]) for arc in inner})
        yield WHOLE, (scale[0], scale[1], translate[1], boxes, translate[0])

    def _topology(self) -> dict[str, Any]:
        if not self._file.exists():
            return {"arcs": [], "objects": {}, "transform": {"scale": [1, 1], "translate": [0, 0]}}
        topology: dict[str, Any] = json.loads(table.contents(self._file))
        return topology

    @cached_property
    def _row(self) -> Callable[[str], Any]:
        if self._kept and self._kept(WHOLE) is not None:
            return self._kept
        return dict(self.rows()).get

    @cached_property
    def _whole(self) -> tuple[float, float, float, dict[str, Box], float]:
        """Degrees for a step of the grid across and along, its south, the rectangle round each part, its west."""
        whole: tuple[float, float, float, dict[str, Box], float] = self._row(WHOLE)
        return whole

    def _inside(self, part: str) -> Shapes:
        if part not in self._shapes:
            shapes, lines = self._row(f"inside {part}") if part in self._whole[3] else ({}, {})
            self.lines.update((arc, _unkept(line)) for arc, line in lines.items())
            self.edge(part)
            self._shapes[part] = shapes
        return self._shapes[part]

    def edge(self, part: str) -> Mapping[int, Box]:
        """The arcs round a part, each with the rectangle round it."""
        if part not in self._edges:
            found = self._row(f"edge {part}") if part in self._whole[3] else {}
            self.lines.update((arc, _unkept(line)) for arc, (line, _) in found.items())
            self._edges[part] = {arc: box for arc, (_, box) in found.items()}
        return self._edges[part]

    @cached_property
    def shapes(self) -> Mapping[str, Arcs]:
        """The arcs of all shapes, by id."""
        return {name: arcs for part in self._whole[3] for name, arcs in self._inside(part).items()}

    def shape(self, name: str) -> Arcs:
        """The arcs of a shape; none where there is no such shape."""
        return self._inside(name[:PART]).get(name, ())

    def degrees(self, arc: int) -> Iterator[tuple[float, float]]:
        """The points of an arc that was asked for, as longitude and latitude."""
        degrees_x, degrees_y, south, _, west = self._whole
        return ((west + x * degrees_x, south + y * degrees_y) for x, y in zip(*self.lines[arc], strict=True))

    def outline(self, names: Iterable[str]) -> list[int]:
        """The arcs round shapes taken together, in order; shapes that are not there count for nothing."""
        return self.borders(lambda _: True, names)

    def borders(self, side: Side, names: Iterable[str]) -> list[int]:
        """The arcs of these shapes with different values of `side` on their two sides, or with none of them on one."""
        return sorted(_bounds((side(name), self.shape(name)) for name in dict.fromkeys(names)))

    @property
    def parts(self) -> Iterable[str]:
        """All parts of the file."""
        return self._whole[3]

    def around(self, parts: Iterable[str]) -> list[int]:
        """The arcs round parts taken together, in order."""
        return self.between(lambda _: True, parts)

    def between(self, side: Side, parts: Iterable[str]) -> list[int]:
        """As `borders`, of parts."""
        return sorted(_bounds((side(part), self.edge(part)) for part in dict.fromkeys(parts)))

    def near(self, frame: Frame) -> list[int]:
        """The arcs round any part that the frame shows, in order."""
        parts = [part for part, box in self._whole[3].items() if frame.shows(box)]
        return sorted({arc for part in parts for arc, box in self.edge(part).items() if frame.shows(box)})

    def box(self, arcs: Iterable[int]) -> Box:
        """The rectangle round arcs, on the grid."""
        return _box(map(self.lines.__getitem__, arcs))

    def frame(self, box: Box) -> Frame:
        """The drawing that shows a rectangle of the grid with some margin."""
        degrees_x, degrees_y, south, *_ = self._whole
        squeeze = cos(radians(south + degrees_y * (box[1] + box[3]) / 2))
        return outlines.frame(box, degrees_x * squeeze, degrees_y, self.lines)


def _arcs(nested: list[Any]) -> Iterator[int]:
    """The numbers in rings of polygons; ~n is arc n walked backwards."""
    for item in nested:
        if isinstance(item, list):
            yield from _arcs(item)
        else:
            yield ~item if item < 0 else item


def _line(steps: list[list[int]]) -> Line:
    across, along = zip(*steps, strict=True)
    return array("i", accumulate(across)), array("i", accumulate(along))


def _kept(line: Line) -> KeptLine:
    return bytes(line[0]), bytes(line[1])


def _unkept(line: KeptLine) -> Line:
    """As arrays, which take an eighth of the memory of tuples."""
    return array("i", line[0]), array("i", line[1])


def _box(lines: Iterable[Line]) -> Box:
    boxes = [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in lines]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _bounds(shapes: Iterable[tuple[Hashable, Iterable[int]]]) -> Iterable[int]:
    """The arcs that are not between two shapes of one side."""
    sides: dict[int, Hashable] = {}
    for side, arcs in shapes:
        for arc in arcs:
            if sides.pop(arc, _NOWHERE) != side:
                sides[arc] = side
    return sides
