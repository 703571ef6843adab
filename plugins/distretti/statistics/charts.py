"""Dated values of sources as dots: a line only joins values of one source under one definition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..language import italian
from ..language.dates import PartialDate
from .tables import DataTable, value_of

WIDTH, HEIGHT = 640, 244
LEFT, RIGHT, TOP, BOTTOM = 84, 596, 14, 190
MOST_TICKS = 5
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: where it is, its words, and whether it may go where room is small."""

    place: int
    text: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Dots:
    """A chart of dated values, WIDTH × HEIGHT units; each dot is a point of `points`, `lines` join a few of them."""

    title: str
    description: str
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    across: tuple[Tick, ...]
    along: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    day: int  # ordinal; the middle of a month or year
    date: PartialDate
    value: float
    source: str
    note: str


def dots(table: DataTable) -> Dots | None:
    """The chart of a table with columns `data`, `valore`, `fonte`, `nota`; None for fewer than two dated values."""
    found = _dated(table)
    if len({item.day for item in found}) < 2:
        return None
    years = range(dt.date.fromordinal(found[0].day).year, dt.date.fromordinal(found[-1].day).year + 2)
    first, last = dt.date(years[0], 1, 1).toordinal(), dt.date(years[-1], 1, 1).toordinal()
    steps = _steps(max(item.value for item in found))

    def at(item: _Dated) -> Point:
        x = LEFT + (item.day - first) * (RIGHT - LEFT) / (last - first)
        return round(x), round(BOTTOM - item.value * (BOTTOM - TOP) / steps[-1])

    said = [f"{italian.number(round(item.value))} {italian.on(item.date)}" for item in (found[0], found[-1])]
    return Dots(
        table.title,
        f"{italian.count(len(found), 'cifra', 'cifre')} di fonti, dalla più vecchia ({said[0]}) alla più "
        f"recente ({said[1]}). "
        "Le stesse cifre sono nella tabella.",
        tuple(map(at, found)),
        tuple(_path(map(at, series)) for series in _series(found)),
        _years(years, first, last),
        tuple(Tick(round(BOTTOM - step * (BOTTOM - TOP) / steps[-1]), _short(step)) for step in steps),
    )


def _dated(table: DataTable) -> list[_Dated]:
    place = {column.key: number for number, column in enumerate(table.columns)}
    found = []
    for row in table.rows:
        date, value = value_of(row[place["data"]]), value_of(row[place["valore"]])
        if isinstance(date, PartialDate) and value is not None and not isinstance(value, str | PartialDate):
            middle = (date.first.toordinal() + date.last.toordinal()) // 2
            source, note = value_of(row[place["fonte"]]), value_of(row[place["nota"]])
            found.append(_Dated(middle, date, float(value), str(source or ""), str(note or "")))
    return sorted(found, key=lambda item: (item.day, item.value))


def _series(found: Iterable[_Dated]) -> list[list[_Dated]]:
    """The values that a line may join: of one source, under one definition (no notes, or the same)."""
    groups: dict[tuple[str, str], list[_Dated]] = defaultdict(list)
    for item in found:
        groups[item.source, item.note].append(item)
    return [group for (source, _), group in groups.items() if source and len({item.day for item in group}) > 1]


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _steps(highest: float) -> list[float]:
    """From nought to no less than the highest value, by round steps."""
    size = 1.0
    while highest / size > MOST_TICKS:
        size *= 2.5 if str(size)[0] == "2" else 2
    return [size * number for number in range(int(-(-highest // size)) + 1)]


def _years(years: range, first: int, last: int) -> tuple[Tick, ...]:
    step = -(-len(years) // 8)
    shown = list(years)[::step]
    return tuple(
        Tick(
            round(LEFT + (dt.date(year, 1, 1).toordinal() - first) * (RIGHT - LEFT) / (last - first)),
            str(year),
            bool(number % 2),
        )
        for number, year in enumerate(shown)
    )


def _short(value: float) -> str:
    """ "200", "5 mln"."""
    if value >= 1_000_000:
        return f"{italian.number(round(value / 1_000_000))} mln"
    return italian.number(round(value))
