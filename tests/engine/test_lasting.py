"""A published site and time: no file gets older than readers have it, and open pages find their files once more."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from distretti.engine import exchange
from distretti.site import addresses
from distretti.site.output import File, Page

from ..building import publish as published

HOUR = 3_600_000_000_000


def publish(folder: Path, **contents: str) -> None:
    files = [File(f"/{name}", bytes, (content.encode(),)) for name, content in contents.items()]

    def render(page: Page) -> bytes:
        raise AssertionError(page)

    published(files, render, folder)


def age(folder: Path, by: int) -> dict[str, int]:
    """Let time pass: all that is on the disk gets so many nanoseconds older; the times that readers see now."""
    for place in (folder, exchange.idle_of(folder)):
        for file in place.rglob("*"):
            if file.is_file():
                was = file.stat().st_mtime_ns - by
                os.utime(file, ns=(was, was))
    return times(folder)


def times(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}


def test_times_never_go_back(tmp_path: Path) -> None:
    """There and back: "a" is as two publishes before, which no server must take for what it was then."""
    folder, begun = tmp_path / "output", time.time_ns()
    publish(folder, a="1", same="s")
    for text in "2121":
        before = age(folder, HOUR)
        publish(folder, a=text, same="s")
        after = times(folder)
        assert after["same"] == before["same"]
        assert after["a"] >= begun


def test_what_went_and_comes_again_is_of_now(tmp_path: Path) -> None:
    folder, begun = tmp_path / "output", time.time_ns()
    publish(folder, a="1", b="1")
    age(folder, HOUR)
    publish(folder, a="1")
    age(folder, HOUR)
    publish(folder, a="1", b="1")
    assert times(folder)["b"] >= begun


def test_two_publishes_in_a_second_have_times_that_servers_tell_apart(tmp_path: Path) -> None:
    """Servers say times in whole seconds. Also where the clock was put back."""
    folder = tmp_path / "output"
    publish(folder, a="1")
    seen = [times(folder)["a"]]
    for text in "2345":
        publish(folder, a=text)
        seen.append(times(folder)["a"])
    assert len({moment // 1_000_000_000 for moment in seen}) == 5
    assert seen == sorted(seen)
    age(folder, -HOUR)
    before = times(folder)["a"]
    publish(folder, a="6")
    assert times(folder)["a"] > before


def test_what_is_beside_a_change_keeps_its_time(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    publish(folder, a="1")
    before = age(folder, HOUR)
    publish(folder, a="1", b="1")
    assert times(folder)["a"] == before["a"]


@pytest.mark.parametrize(
    ("path", "lasts"),
    [
        ("tema/css/site.0123456789.css", True),
        ("cerca/attuali/fragment/it_1.pf_fragment", True),
        ("cerca/attuali/date.0123456789.bin", True),
        ("cerca/comuni/nome-con.json", True),
        ("eventi/fine-settimana/cella-45-9.json", True),
        ("eventi/fine-settimana/index.html", False),
        ("cerca/index.html", False),
        ("distretti/lombardia/index.html", False),
        ("dati/distretti.csv", False),
    ],
)
def test_what_an_open_page_may_ask_for_stays_for_one_more_publish(path: str, lasts: bool, tmp_path: Path) -> None:
    assert addresses.outlives_its_page(path) == lasts
    folder = tmp_path / "output"
    here = []
    for sites in ({path: "1"}, {}, {}, {path: "1"}, {path: "2"}, {}, {"b": "1"}, {}, {path: "3"}, {}):
        publish(folder, a="1", **sites)
        here.append((folder / path).read_text() if (folder / path).exists() else "")
    assert here == ["1", "1" * lasts, "", "1", "2", "2" * lasts, "", "", "3", "3" * lasts]
