"""Measurements → the Markdown table of docs/performance.md: goals reached or not, then what was measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from .measure import Cost
from .scenarios import FIRST_MARKET, LAST_MARKET, MENDED, MISTAKE, NEW_DISTRICT, NEXT_DAY, SCENARIOS, STYLE

COLD, UNCHANGED, DISTRICT, EVENT = "cold", "unchanged", "one district edited", "one event edited"
ALONE = "cold, one worker"
EVERY_DAY = (COLD, ALONE, UNCHANGED, DISTRICT, EVENT, *SCENARIOS)
REAL = 0  # in place of a size: the catalogue itself, with its search index
OURS, HUGO, PUBLISH = "preview", "hugo", "publish"


@dataclass
class Results:
    """What was measured, by size in items: costs in the order of their rounds, memory in bytes, stages in seconds."""

    costs: dict[tuple[int, str, str], list[Cost]] = field(default_factory=dict)  # size, scenario, engine
    memory: dict[tuple[int, str], int] = field(default_factory=dict)  # size, engine
    stages: dict[tuple[int, str], list[float]] = field(default_factory=dict)  # size, stage
    pages: dict[int, int] = field(default_factory=dict)  # pages of each size

    def ratio(self, size: int, scenario: str, part: str) -> float | None:
        """The median over the rounds of ours / Hugo's; None where it was not measured."""
        ours, theirs = (self.costs.get((size, scenario, engine), ()) for engine in (OURS, HUGO))
        pairs = [getattr(one, part) / getattr(other, part) for one, other in zip(ours, theirs, strict=False)]
        return median(pairs) if pairs else None

    def share(self, size: int, scenario: str, other: tuple[str, str]) -> float | None:
        """CPU of ours, of that of another scenario and engine; medians."""
        ours, theirs = self.middle(size, scenario, OURS, "cpu"), self.middle(size, *other, "cpu")
        return ours / theirs if ours and theirs else None

    def middle(self, size: int, scenario: str, engine: str, part: str) -> float | None:
        """The median over the rounds."""
        costs = self.costs.get((size, scenario, engine))
        return median(getattr(cost, part) for cost in costs) if costs else None


@dataclass(frozen=True)
class Goal:
    """A line of the goals: what must not be passed, and what is aimed at."""

    name: str
    must: float
    aim: float
    measured: Callable[[Results], float | None]


def _ratio(name: str, size: int, scenario: str, part: str, must: float, aim: float) -> Goal:
    return Goal(f"{name}, {size:,} items", must, aim, lambda results: results.ratio(size, scenario, part))


def _of_cold(size: int, scenario: str) -> Goal:
    return Goal(
        f"{scenario}, {_size(size)}: CPU / cold", 0.15, 0.05,
        lambda results: results.share(size, scenario, (COLD, OURS)),
    )  # fmt: skip


def _drawn(size: int, scenario: str) -> Goal:
    def measured(results: Results) -> float | None:
        costs = results.costs.get((size, scenario, OURS))
        return median(cost.drawn / max(cost.written, 1) for cost in costs) if costs else None

    return Goal(f"{scenario}, {_size(size)}: files drawn / written", 3, 1.5, measured)


def _size(size: int) -> str:
    return "the catalogue with its index" if size == REAL else f"{size:,} items"


def _of_hugo(scenario: str) -> Goal:
    return Goal(
        f"{scenario}, 6,000 items: CPU / Hugo's rebuild", 0.2, 0.1,
        lambda results: results.share(6000, scenario, (DISTRICT, HUGO)),
    )  # fmt: skip


def _style(results: Results) -> float | None:
    return results.middle(REAL, STYLE, OURS, "written")


def _written(size: int) -> Goal:
    def most(results: Results) -> float | None:
        return max((cost.written for cost in results.costs.get((size, UNCHANGED, OURS), ())), default=None)

    return Goal(f"nothing changed, {size:,} items: files written in any round", 0, 0, most)


def _exponent(results: Results) -> float | None:
    small, large = (results.middle(size, COLD, OURS, "cpu") for size in (6000, 30000))
    return math.log(large / small) / math.log(30000 / 6000) if small and large else None


def _workers(size: int, results: Results) -> float | None:
    return results.share(size, COLD, (ALONE, OURS))


def _memory(results: Results) -> float | None:
    ours, theirs = (results.memory.get((30000, engine)) for engine in (OURS, HUGO))
    return ours / theirs if ours and theirs else None


GOALS = (
    _ratio("cold, wall / Hugo", 30000, COLD, "wall", 1.1, 0.9),
    _ratio("cold, CPU / Hugo", 6000, COLD, "cpu", 1.3, 1.15),
    _ratio("cold, CPU / Hugo", 30000, COLD, "cpu", 1.3, 1.15),
    *(
        Goal(f"cold, {size:,} items: CPU of all workers / one", 1.1, 1.05, partial(_workers, size))
        for size in (6000, 30000)
    ),
    *(
        goal(size, scenario)
        for goal in (_of_cold, _drawn)
        for size, scenario in (
            *((REAL, name) for name in (NEXT_DAY, NEW_DISTRICT, MISTAKE, MENDED)),
            *((6000, name) for name in (FIRST_MARKET, LAST_MARKET, NEW_DISTRICT, MISTAKE, MENDED, NEXT_DAY)),
        )
    ),
    *map(_of_hugo, (FIRST_MARKET, LAST_MARKET)),
    Goal("one line of CSS, the catalogue: files written", 3, 1, _style),
    *(
        _ratio(f"{edit}, CPU / Hugo", size, edit, "cpu", must, aim)
        for edit in (DISTRICT, EVENT)
        for size, must, aim in ((6000, 0.15, 0.09), (30000, 0.05, 0.03))
    ),
    _ratio("nothing changed, CPU / Hugo", 6000, UNCHANGED, "cpu", 0.12, 0.08),
    _ratio("nothing changed, CPU / Hugo", 30000, UNCHANGED, "cpu", 0.035, 0.02),
    *(_written(size) for size in (600, 6000, 30000)),
    Goal("CPU exponent, 6,000 → 30,000 items", 1.05, 1.0, _exponent),
    Goal("memory / Hugo, 30,000 items", 0.35, 0.2, _memory),
)


def table(results: Results) -> str:
    """Both tables in Markdown."""
    return "\n".join([*_goals(results), "", *_absolute(results), ""])


def _goals(results: Results) -> Iterator[str]:
    yield "| goal | must | aim | measured | |"
    yield "| --- | --- | --- | --- | --- |"
    for goal in GOALS:
        value = goal.measured(results)
        shown = "—" if value is None else f"{value:.3g}"
        yield f"| {goal.name} | ≤ {goal.must:g} | ≤ {goal.aim:g} | {shown} | {reached(goal, value)} |"


def reached(goal: Goal, value: float | None) -> str:
    """How far a goal is reached."""
    if value is None:
        return "not measured"
    return "aim reached" if value <= goal.aim else "must reached" if value <= goal.must else "**not reached**"


def _absolute(results: Results) -> Iterator[str]:
    yield "| items | build | engine | CPU s | wall s | files drawn | files written | memory MB |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    sizes = sorted({size for size, _, _ in results.costs})
    for size in sizes:
        for scenario in EVERY_DAY:
            for engine in (OURS, HUGO, PUBLISH):
                if costs := results.costs.get((size, scenario, engine)):
                    yield _row(results, size, scenario, engine, costs)
        for (of, stage), seconds in results.stages.items():
            if of == size:
                yield f"| {size:,} | {stage} | apart | {median(seconds):.2f} | | | | |"


def _row(results: Results, size: int, scenario: str, engine: str, costs: Sequence[Cost]) -> str:
    cpu, wall = (median(getattr(cost, part) for cost in costs) for part in ("cpu", "wall"))
    # A publish exchanges two trees: what it wrote cannot be seen in the one that is served.
    written = "" if engine == PUBLISH else f"{median(cost.written for cost in costs):,.0f}"
    drawn = f"{median(cost.drawn for cost in costs):,.0f}" if engine == OURS else ""
    memory = results.memory.get((size, engine)) if scenario == COLD else None
    megabytes = f"{memory / 1e6:,.0f}" if memory else ""
    items = f"{size:,}" if size else "the catalogue"
    return f"| {items} | {scenario} | {engine} | {cpu:.2f} | {wall:.2f} | {drawn} | {written} | {megabytes} |"
