"""What a build does to the disk: each file whole, nothing of others touched, the served site never half new."""

from __future__ import annotations

import ctypes
import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from distretti.engine import disk, exchange
from distretti.engine.parallel import WorkerFailed
from distretti.engine.plan import AddressTaken
from distretti.engine.writer import Written
from distretti.site.output import File, Page

from ..building import preview, publish
from ..conftest import PROJECT
from ..thorough import THOROUGH

Build = Callable[..., Written]

# For each version that it is given it begins a publish in a child, says the child's number first, and how it ended.
PUBLISHER = """
import os
import signal
import sys
from pathlib import Path
from distretti.site.output import File
from tests.building import publish

for version in sys.stdin:
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.read(told, 1)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        files = [File(f"/page-{number}/index.html", bytes, ((version[0] * 2000).encode(),)) for number in range(150)]
        publish(files, lambda page: b"", Path(sys.argv[1]))
        os._exit(0)
    print(child, flush=True)
    os.write(tell, b".")
    _, status = os.waitpid(child, 0)
    print("killed" if status else "done", flush=True)
"""


def files(**contents: str) -> list[File]:
    return [File(f"/{name}.txt", bytes, (content.encode(),)) for name, content in contents.items()]


def render(page: Page) -> bytes:
    raise AssertionError(page)


def read(folder: Path) -> dict[str, str]:
    """What a folder holds."""
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {path: file.read_text("utf-8") for path, file in found.items()}


@pytest.fixture(params=[preview, publish])
def build(request: pytest.FixtureRequest) -> Build:
    made: Build = request.param
    return made


def test_a_build_brings_the_folder_to_its_outputs(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    for contents in ({"a": "1", "b": "1"}, {"a": "2"}, {"c": "3", "a": "2"}, {}):
        build(files(**contents), render, folder)
        assert read(folder) == {f"{name}.txt": text for name, text in contents.items()}


def test_files_of_others_stay(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    build(files(a="1"), render, folder)
    (folder / "CNAME").write_text("distretti.example")
    for text in "23":
        build(files(a=text), render, folder)
        assert read(folder) == {"a.txt": text, "CNAME": "distretti.example"}
    (folder / "CNAME").unlink()
    build(files(a="4"), render, folder)
    assert read(folder) == {"a.txt": "4"}


def test_a_file_whose_bytes_are_the_same_is_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    assert preview(files(a="1", b="1"), render, folder).written == ("a.txt", "b.txt")
    before = (folder / "a.txt").stat()
    done = preview(files(a="1", b="2"), render, folder)
    assert (done.written, done.unchanged, done.removed) == (("b.txt",), 1, 0)
    assert (folder / "a.txt").stat() == before


def test_a_publish_writes_only_what_its_idle_tree_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    publish(files(a="1", b="1"), render, folder)
    publish(files(a="1", b="2"), render, folder)
    done = publish(files(a="1", b="3"), render, folder)
    assert (done.written, done.unchanged) == (("b.txt",), 1)


def test_two_outputs_with_one_address_stop_the_build(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    build(files(a="1"), render, folder)
    with pytest.raises(AddressTaken, match=r"/a\.txt"):
        build([*files(a="2"), *files(a="3")], render, folder)
    assert read(folder) == {"a.txt": "1"}


def test_a_publish_that_fails_leaves_the_site_of_before(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    publish(files(a="1", z="1"), render, folder)
    with pytest.raises(WorkerFailed, match="/x/"):
        publish([*files(a="2"), Page("/x/", "x.html", dict, listed=False)], render, folder)
    assert read(folder) == {"a.txt": "1", "z.txt": "1"}
    publish(files(a="3"), render, folder)
    assert read(folder) == {"a.txt": "3"}


def test_folders_that_another_worker_makes_meanwhile_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers write into a folder that is not there yet, or where a file stands in its place."""
    make, unlink = os.mkdir, os.unlink

    def make_after_a_rival(folder: str) -> None:
        make(folder)
        make(folder)

    def unlink_after_a_rival(file: str) -> None:
        unlink(file)
        make(file)
        unlink(file)

    (tmp_path / "x").write_text("a file of before", "utf-8")
    monkeypatch.setattr(os, "mkdir", make_after_a_rival)
    monkeypatch.setattr(os, "unlink", unlink_after_a_rival)
    for file in ("a/b/c.txt", "x/c.txt"):
        assert disk.write(str(tmp_path / file), b"1")
        assert (tmp_path / file).read_bytes() == b"1"


@pytest.mark.parametrize("full_at", range(1, 5))
def test_a_full_disk_leaves_whole_files_and_no_rest(
    build: Build, full_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "output"
    build(files(a="1", b="1", c="1"), render, folder)
    writes = iter(range(1, full_at))
    put = disk.put

    def filling(name: str, content: bytes) -> None:
        if next(writes, None) is None:
            put(name, content[:1])
            raise OSError(errno.ENOSPC, "No space left on device", name)
        put(name, content)

    monkeypatch.setattr(disk, "put", filling)
    with pytest.raises(OSError, match="No space left"):
        build(files(a="222", b="222", d="222"), render, folder)
    monkeypatch.undo()
    assert set(read(folder).values()) <= ({"1", "222"} if build is preview else {"1"})
    build(files(a="3"), render, folder)
    assert read(folder) == {"a.txt": "3"}
    assert not list(tmp_path.rglob("*.new"))


def test_a_write_cut_short_is_a_full_disk(tmp_path: Path) -> None:
    """As on a disk with little room, only some of the bytes are written, and no error is raised."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(OSError, match="No space left"):
            preview(files(a="x" * 9, b="x" * 99), render, tmp_path / "output")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [file for file in (tmp_path / "output").rglob("*") if file.suffix == ".new"] == []
    assert not (tmp_path / "output" / "b.txt").exists()


def test_what_a_killed_build_left_is_known_to_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    preview(files(a="1", b="1"), render, folder)

    def dying(page: Page, view: object) -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        preview([*files(a="2", new="2"), Page("/x/", "x.html", dict, listed=False)], dying, folder)
    (folder / ".a.txt.new").write_text("half")
    preview(files(b="3"), render, folder)
    assert read(folder) == {"b.txt": "3"}


@pytest.mark.parametrize("atomic", [True, False])
def test_the_trees_change_places(atomic: bool, tmp_path: Path) -> None:
    served = tmp_path / "output"
    for folder, text in ((served, "old"), (exchange.idle_of(served), "new")):
        folder.mkdir()
        (folder / "a").write_text(text)
    exchange.exchange(served, atomic)
    assert read(served) == {"a": "new"}
    assert read(exchange.idle_of(served)) == {"a": "old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.idle", "output"]


@pytest.mark.skipif(sys.platform != "linux", reason="one step only on Linux: two renames elsewhere")
@pytest.mark.parametrize("atomic", [True, False])
def test_what_is_served_is_on_the_disk_before(tmp_path: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut cannot be tried here: whole files are flushed while readers still have the site of before."""
    served, seen = tmp_path / "site", []
    for folder, text in ((served, "old"), (exchange.idle_of(served), "new")):
        folder.mkdir()
        (folder / "a").write_text(text)
    monkeypatch.setattr(exchange, "flush", lambda folder: seen.append((read(folder), read(served))))
    exchange.exchange(served, atomic)
    assert seen == [({"a": "new"}, {"a": "old"})]


@pytest.mark.skipif(sys.platform != "linux", reason="syncfs is Linux's")
def test_flushing_asks_the_file_system_and_leaves_nothing_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    exchange.flush(tmp_path)
    assert os.listdir("/proc/self/fd") == before
    with pytest.raises(FileNotFoundError):
        exchange.flush(tmp_path / "nowhere")


def test_what_the_disk_does_not_take_is_not_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = tmp_path / "site"
    for folder, text in ((served, "old"), (exchange.idle_of(served), "new")):
        folder.mkdir()
        (folder / "a").write_text(text)

    class Failing:
        def syncfs(self, opened: int) -> int:
            ctypes.set_errno(errno.EIO)
            return -1

    monkeypatch.setattr(exchange.ctypes, "CDLL", lambda *_, **__: Failing())
    with pytest.raises(OSError, match="Input/output error"):
        exchange.exchange(served)
    assert read(served) == {"a": "old"}


def test_on_linux_the_exchange_is_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = tmp_path / "output"
    served.mkdir()
    exchange.idle_of(served).mkdir()
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("two renames"))
    exchange.exchange(served)


@pytest.mark.parametrize("steps", [1, 2])
def test_an_exchange_cut_short_is_repaired(steps: int, tmp_path: Path) -> None:
    """After the first rename nothing is served; after the second the idle tree has no name."""
    folder = tmp_path / "output"
    publish(files(a="1"), render, folder)
    publish(files(a="2"), render, folder)
    folder.rename(tmp_path / ".output.aside")
    if steps == 2:
        exchange.idle_of(folder).rename(folder)
    exchange.repair(folder)
    assert read(folder) == {"a.txt": "2" if steps == 1 else "1"}
    assert not (tmp_path / ".output.aside").exists()
    publish(files(a="3"), render, folder)
    assert read(folder) == {"a.txt": "3"}


class Publisher:
    """Publishes to a folder in processes of their own, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": f"{PROJECT}:{PROJECT / 'plugins'}"},
        )

    def start(self, version: str) -> int:
        """Begin a publish in which every page is `version`, many times; the number of its process."""
        assert self.process.stdin
        print(version, file=self.process.stdin, flush=True)
        return int(self.said())

    def said(self) -> str:
        """The next line that the publisher or its child writes."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    made = Publisher(tmp_path / "output")
    yield made
    made.process.communicate()


@pytest.fixture
def wrong(tmp_path: Path, publisher: Publisher) -> Iterator[list[str]]:
    """What a client finds wrong that reads the pages of tmp_path/output until the test ends."""
    found: list[str] = []
    over = threading.Event()

    def reading() -> None:
        while not over.is_set():
            for number in range(150):
                page = tmp_path / "output" / f"page-{number}" / "index.html"
                try:
                    text = page.read_text()
                except OSError as error:
                    found.append(str(error))
                else:
                    if len(text) != 2000 or len(set(text)) != 1:
                        found.append(f"{page}: {text[:10]}… {len(text)}")

    publisher.start("a")
    assert publisher.said() == "done"
    thread = threading.Thread(target=reading)
    thread.start()
    yield found
    over.set()
    thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a reader may find nothing between two renames")
@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_publish_killed_at_any_moment_serves_one_whole_site(
    signal_number: int, tmp_path: Path, publisher: Publisher, wrong: list[str]
) -> None:
    chance = random.Random(20261124)
    ends = set()
    began = time.monotonic()
    publisher.start("b")
    assert publisher.said() == "done"
    whole = time.monotonic() - began
    for number in range(40 if THOROUGH else 20):
        child = publisher.start(chr(ord("c") + number % 20))
        time.sleep(chance.uniform(0, whole) if number else 0)
        with suppress(ProcessLookupError):
            os.kill(child, signal_number)
        ends.add(publisher.said())
        served = {text[0] for path, text in read(tmp_path / "output").items() if path.startswith("page-")}
        assert len(served) == 1, f"pages of {served}"
    assert wrong == []
    assert "killed" in ends
    publisher.start("z")
    assert publisher.said() == "done"
    assert {text[0] for text in read(tmp_path / "output").values()} == {"z"}


def test_a_second_build_waits_for_the_first_and_says_so(tmp_path: Path, publisher: Publisher) -> None:
    folder = tmp_path / "output"
    with exchange.alone(folder):
        publisher.start("b")
        assert "aspetto che finisca" in publisher.said()
        assert not folder.exists()
    assert publisher.said() == "done"
    assert len(read(folder)) == 150
