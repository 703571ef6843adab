"""The same work in one process or several: same results, and failures that say what failed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from distretti.engine.parallel import WorkerFailed, cores, parallel_map

ITEMS = list(range(100))
FORKS = hasattr(os, "fork")


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_every_item_is_done_once(workers: int) -> None:
    last: list[int] = []
    found = list(
        parallel_map(lambda item: item * item, ITEMS, workers, str, at_exit=lambda: [os.getpid()], on_exit=last.append)
    )
    assert sorted(found) == [item * item for item in ITEMS]
    assert len(set(last)) == (workers if FORKS else 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_names_what_was_being_done(workers: int) -> None:
    def work(item: int) -> int:
        return 1 // (item - 57)

    with pytest.raises(WorkerFailed, match=r"la pagina 57:\n(?s:.*)ZeroDivisionError"):
        list(parallel_map(work, ITEMS, workers, lambda item: f"la pagina {item}"))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_disk_refuses_stays_an_error_of_the_disk(workers: int, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        list(parallel_map(lambda item: (tmp_path / "not" / "there").read_bytes(), ITEMS, workers, str))
    assert caught.value.filename == str(tmp_path / "not" / "there")


@pytest.mark.skipif(not FORKS, reason="one process only where the platform cannot fork")
def test_a_worker_that_dies_is_noticed_and_named() -> None:
    parent = os.getpid()

    def work(item: int) -> int:
        if item == 57:
            assert os.getpid() != parent
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(WorkerFailed, match="la pagina 57: il processo che la preparava è stato interrotto"):
        list(parallel_map(work, ITEMS, 2, lambda item: f"la pagina {item}"))


@pytest.mark.skipif(not FORKS, reason="one process only where the platform cannot fork")
def test_no_worker_outlives_its_work() -> None:
    work = parallel_map(lambda item: item, ITEMS * 100, 2, str)
    next(work)
    work.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_there_is_a_core() -> None:
    assert cores() >= 1
