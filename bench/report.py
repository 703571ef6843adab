"""Measurements → the Markdown table of docs/performance.md: goals reached or not, then what was measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from .measure import Cost

COLD, UNCHANGED, DISTRICT, EVENT = "cold", "unchanged", "one district edited", "one event edited"
SCENARIOS = (COLD, UNCHANGED, DISTRICT, EVENT)
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


def _written(size: int) -> Goal:
    def most(results: Results) -> float | None:
        return max((cost.written for cost in results.costs.get((size, UNCHANGED, OURS), ())), default=None)

    return Goal(f"nothing changed, {size:,} items: files written in any round", 0, 0, most)


def _exponent(results: Results) -> float | None:
    small, large = (results.middle(size, COLD, OURS, "cpu") for size in (6000, 30000))
    return math.log(large / small) / math.log(30000 / 6000) if small and large else None


def _memory(results: Results) -> float | None:
    ours, theirs = (results.memory.get((30000, engine)) for engine in (OURS, HUGO))
    return ours / theirs if ours and theirs else None


GOALS = (
    _ratio("cold, wall / Hugo", 30000, COLD, "wall", 1.0, 0.7),
    _ratio("cold, CPU / Hugo", 6000, COLD, "cpu", 1.3, 1.0),
    _ratio("cold, CPU / Hugo", 30000, COLD, "cpu", 1.3, 1.0),
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
    yield "| items | build | engine | CPU s | wall s | files written | memory MB |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    sizes = sorted({size for size, _, _ in results.costs})
    for size in sizes:
        for scenario in SCENARIOS:
            for engine in (OURS, HUGO, PUBLISH):
                if costs := results.costs.get((size, scenario, engine)):
                    yield _row(results, size, scenario, engine, costs)
        for (of, stage), seconds in results.stages.items():
            if of == size:
                yield f"| {size:,} | {stage} | apart | {median(seconds):.2f} | | | |"


def _row(results: Results, size: int, scenario: str, engine: str, costs: Sequence[Cost]) -> str:
    cpu, wall = (median(getattr(cost, part) for cost in costs) for part in ("cpu", "wall"))
    # A publish exchanges two trees: what it wrote cannot be seen in the one that is served.
    written = "" if engine == PUBLISH else f"{median(cost.written for cost in costs):,.0f}"
    memory = results.memory.get((size, engine)) if scenario == COLD else None
    megabytes = f"{memory / 1e6:,.0f}" if memory else ""
    return f"| {size:,} | {scenario} | {engine} | {cpu:.2f} | {wall:.2f} | {written} | {megabytes} |"
