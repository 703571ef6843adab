"""Flat drawings: stretches of border on a grid, projected and tied end to end as SVG paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

Point = tuple[int, int]
Ends = tuple[Point, Point]
Line = tuple[Sequence[int], Sequence[int]]  # the places of its points across, and those along
Box = tuple[int, int, int, int]  # least x and y, greatest x and y

SIZE = 1000  # width of every drawing, in its own units
TALLEST = 1.2  # height of a drawing at most, in widths
MARGIN = 0.04  # of what is shown, on each side
STEP = 3  # points of a line nearer than this to the one before are left out
_ROUND = 3.0 * 2**51  # added and taken away it leaves a number rounded as `round` does, in a third of the time


class _Made(dict[float, Any]):
    """What is made of whole numbers, each once."""

    def __init__(self, make: Callable[[int], Any]) -> None:
        self._make = make

    def __missing__(self, number: float) -> Any:
        self[number] = made = self._make(int(number))
        return made


_ONWARDS = _Made(lambda step: str(step) if step < 0 else f" {step}")  # the minus parts numbers as well as a space
_BACK = _Made(lambda step: _ONWARDS[-step])
_PLAIN = _Made(lambda step: (step,))
_STILL = " 0 0"


class Frame:
    """From the grid to a drawing `SIZE` units wide and `height` high whose y goes down.

    The projection is equirectangular with the middle parallel at its true length: at the size of Italy the shapes are
    off by less than the eye sees, and nobody measures on these maps. Lines are known by number; ~n is line n walked
    backwards. What is drawn of a line is kept, for whatever else has it in the same frame.
    """

    def __init__(self, box: Box, across: float, along: float, height: int, lines: Mapping[int, Line]) -> None:
        self.box = box
        self.height = height
        self._across, self._along = across, along  # units for a step of the grid
        self._lines = lines
        self._ends: dict[int, Ends] = {}
        self._strokes: dict[int, tuple[str, int]] = {}

    def within(self, box: Box) -> Box:
        """A rectangle of the grid in the drawing: left, top, right, bottom."""
        return *self._point(box[0], box[3]), *self._point(box[2], box[1])

    @property
    def scale(self) -> tuple[float, float]:
        """Units for a step of the grid, across and along."""
        return self._across, self._along

    def shows(self, box: Box) -> bool:
        """Whether any of a rectangle of the grid is inside."""
        west, south, east, north = self.box
        return box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south

    def path(self, lines: Iterable[int], least: int = 0) -> str:
        """Lines tied end to end as SVG path data, without rings that reach less than `least` units; rings are closed.

        Each part begins at an absolute point and goes on by relative steps.
        """
        drawn = {line: self._ends[line] for line in lines if self._is_drawn(line)}
        return "".join(
            self._part(walk, start, end)
            for walk, start, end in joined(drawn)
            if start != end or not least or self._reaches(walk, least)
        )

    def _point(self, x: int, y: int) -> Point:
        return round((x - self.box[0]) * self._across), round((self.box[3] - y) * self._along)

    def _is_drawn(self, line: int) -> bool:
        """Whether a line is more than a dot."""
        if line not in self._ends:
            xs, ys = self._lines[line]
            self._ends[line] = self._point(xs[0], ys[0]), self._point(xs[-1], ys[-1])
        start, end = self._ends[line]
        return start != end or bool(self._stroke(line)[0])

    def _part(self, walk: list[int], start: Point, end: Point) -> str:
        text = "".join([self._stroke(line)[0] for line in walk])
        if start == end:
            return f"M{start[0]}{_ONWARDS[start[1]]}l{text[: len(text) - self._stroke(walk[-1])[1]].lstrip()}z"
        return f"M{start[0]}{_ONWARDS[start[1]]}l{text.lstrip()}"

    def _stroke(self, line: int) -> tuple[str, int]:
        """The steps along a line, and how many letters of it the closing of a ring makes needless."""
        if line not in self._strokes:
            steps = self._steps(~line, _BACK)[::-1] if line < 0 else self._steps(line, _ONWARDS)
            needless = 0 if steps[-1] == _STILL else len(steps[-1])
            if _STILL in (steps[0], steps[-1]):  # no step within a line is so short
                steps = [step for step in steps if step != _STILL]
            self._strokes[line] = "".join(steps), needless
        return self._strokes[line]

    def _steps(self, line: int, made: Mapping[float, Any]) -> list[Any]:
        """The steps along a line, across and along as one, but to points too near to the one before; its ends stay."""
        (west, _, _, north), across, along = self.box, self._across, self._along
        xs, ys = self._lines[line]
        left, above = (xs[0] - west) * across + _ROUND, (north - ys[0]) * along + _ROUND
        steps = []
        for x, y in zip(xs[1:-1], ys[1:-1], strict=True):
            right = (x - west) * across + _ROUND - left
            down = (north - y) * along + _ROUND - above
            if right >= STEP or down >= STEP or abs(right) + abs(down) >= STEP:
                steps.append(made[right] + made[down])
                left += right
                above += down
        right, down = (xs[-1] - west) * across + _ROUND - left, (north - ys[-1]) * along + _ROUND - above
        return [*steps, made[right] + made[down]]

    def _reaches(self, walk: list[int], least: int) -> bool:
        """Whether a ring reaches so far across or along: seldom is it so small that all of its points must be seen."""
        lines = [max(line, ~line) for line in walk]
        if _reach([self._ends[line][0] for line in lines]) >= least:
            return True
        return _reach([point for line in lines for point in self._points(line)]) >= least

    def _points(self, line: int) -> Iterator[Point]:
        x, y = self._ends[line][0]
        yield x, y
        for right, down in self._steps(line, _PLAIN):
            x, y = x + right, y + down
            yield x, y


def _reach(points: list[Point]) -> int:
    """How far points reach across or along."""
    across, along = [x for x, _ in points], [y for _, y in points]
    return max(max(across) - min(across), max(along) - min(along))


def joined(lines: dict[int, Ends]) -> Iterator[tuple[list[int], Point, Point]]:
    """Lines tied end to end, each used once, with where they begin and end: an outline becomes closed rings.

    An outline has an even number of ends at each point, so that a walk along it can only stop where it began.
    """
    meeting: dict[Point, list[int]] = defaultdict(list)
    for line, (start, end) in lines.items():
        meeting[start].append(line)
        meeting[end].append(line)
    waiting = dict(lines)
    for line, (start, end) in lines.items():
        if line in waiting:
            del waiting[line]
            walk = [line]
            end = _walk(walk, start, end, meeting, waiting)
            walk = [~step for step in reversed(walk)]
            start = _walk(walk, end, start, meeting, waiting)
            yield [~step for step in reversed(walk)], start, end


def _walk(
    walk: list[int], start: Point, end: Point, meeting: dict[Point, list[int]], waiting: dict[int, Ends]
) -> Point:
    """Make a walk longer by all that follows its end; where it ends then."""
    while end != start:
        line = next(filter(waiting.__contains__, meeting[end]), None)
        if line is None:
            break
        first, last = waiting.pop(line)
        walk.append(line if first == end else ~line)
        end = last if first == end else first
    return end


def frame(box: Box, scale_x: float, scale_y: float, lines: Mapping[int, Line]) -> Frame:
    """The drawing that shows a rectangle of the grid with some margin; too tall a rectangle gets wider.

    Scales are degrees of the middle parallel's length for a step of the grid; `lines` are by number.
    """
    width, height = (box[2] - box[0]) * scale_x, (box[3] - box[1]) * scale_y
    margin = max(width, height) * MARGIN
    height += 2 * margin
    wider = (max(width + 2 * margin, height / TALLEST) - width) / 2
    unit = SIZE / (width + 2 * wider)
    aside, beyond = round(wider / scale_x), round(margin / scale_y)
    shown = (box[0] - aside, box[1] - beyond, box[2] + aside, box[3] + beyond)
    return Frame(shown, scale_x * unit, scale_y * unit, round(height * unit), lines)
