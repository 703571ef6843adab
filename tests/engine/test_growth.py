"""Twice the records, twice the work: counted in calls of functions, which no other load on the machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..world import World

EVENT = "events/2026/festa-delle-vetrine-di-prova.yaml"
MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
DISTRICT = "districts/lombardia/portici-immaginari.yaml"


def calls(act: Callable[[], object]) -> int:
    """How many functions an act calls, those of Python and of C."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def test_twice_as_many_records_of_one_day_and_place_are_twice_the_work(tmp_path: Path) -> None:
    """All of one town. What compares each with each other makes the second forty of each kind dearer than the first."""
    world = World(tmp_path, settings={"OUTPUTS_OFF": ["search"]})
    files = {world.content / EVENT: "title", world.content / MARKET: "title", world.content / DISTRICT: "name"}
    texts = {file: file.read_text("utf-8") for file in files}
    world.build(tmp_path / "first", "cache-first")  # what is made once in a process
    counted = []
    for many in (0, 40, 80):
        for file, name in files.items():
            for number in range(many):
                copy = texts[file].replace(f"{name}: ", f"{name}: Numero {number} ", 1)
                file.with_name(f"copia-{number}.yaml").write_text(copy, "utf-8")
        counted.append(calls(lambda: world.build(tmp_path / f"output-{many}", f"cache-{many}")))  # noqa: B023
    first, second = counted[1] - counted[0], counted[2] - counted[1]
    assert second < 1.25 * first, (first, second)
