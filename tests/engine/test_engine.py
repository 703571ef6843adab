"""What operators see of a build that goes on from the last one: what is done, what is said, what stops it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pelican import signals

from distretti import plugin
from distretti.engine import progress
from distretti.engine.parallel import WorkerFailed

from ..conftest import PROJECT
from ..mutants import DISTRICT, SHOPS
from ..site import pelican
from ..world import CHANGING, World, replaced, tree

PAGE = "distretti/lombardia/portici-immaginari/index.html"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A small site, not yet built."""
    return World(tmp_path)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def drawn(files: dict[str, bytes]) -> int:
    """How many of these files a build draws: all but the indexes of the search and the manifest."""
    return sum(not re.match(r"cerca/(attuali|passati)/|\.distretti-files", path) for path in files)


def times(folder: Path) -> dict[str, int]:
    """When each file under a folder was last written, by its path."""
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in folder.rglob("*.*")}


def test_an_edit_redraws_what_shows_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    before = tree(world.output)
    replaced(world.content / DISTRICT, "notes", "Una nota nuova.")
    said(capsys)
    world.build()
    assert "schede lette 1, problemi 0; file rifatti 1, scritti 1, invariati" in said(capsys)
    after = tree(world.output)
    assert [path for path in after if after[path] != before.get(path)] == [PAGE]


def test_nothing_changed_loads_and_writes_nothing(world: World) -> None:
    command = (
        "import sys; from tests.world import World; from pathlib import Path; import tests.world as t\n"
        "t.World.__post_init__ = lambda self: None\n"
        f"t.World(Path({str(world.root)!r})).build()\n"
        "print('distretti.build' in sys.modules)"
    )
    time.sleep(2.1)  # of a file that changed just now the bytes are looked at
    world.build()
    before = times(world.output)
    path = f"{PROJECT}:{PROJECT / 'plugins'}"
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, env={"PYTHONPATH": path}, check=True
    )
    assert done.stdout.splitlines() == ["Distretti: niente è cambiato.", "False"]
    assert times(world.output) == before


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_that_cannot_be_drawn_stops_the_build_by_name(workers: int, world: World) -> None:
    world.workers = workers
    world.build()
    before = tree(world.output)
    (world.theme / "templates" / "district.html").write_text("{{ page.nothing }}", "utf-8")
    with pytest.raises(WorkerFailed, match=r"^/distretti/(lombardia|piemonte)/[a-z-]+/index.html:\n"):
        world.build()
    assert tree(world.output).keys() == before.keys()


def test_workers_and_hash_seeds_change_nothing(world: World) -> None:
    """The whole of a build, then the whole of one that goes on."""
    command = (
        "import sys; from pathlib import Path; import tests.world as t\n"
        "t.World.__post_init__ = lambda self: None\n"
        "world = t.World(Path(sys.argv[1]), workers=int(sys.argv[2]))\n"
        "world.build()\n"
        f"t.replaced(world.content / {SHOPS!r}, 'name', 'Botteghe di Aosta')\n"
        "world.build()\n"
    )
    trees = []
    for seed, workers in ((0, 1), (1, 2), (2, 3)):
        root = world.root / f"seed-{seed}"
        World(root, workers=workers)
        subprocess.run(
            [sys.executable, "-c", command, str(root), str(workers)],
            env={"PYTHONPATH": f"{PROJECT}:{PROJECT / 'plugins'}", "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
        )
        trees.append(tree(root / "output"))
    assert trees[0] == trees[1] == trees[2]


def test_other_code_reads_and_draws_everything_again(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    before = tree(world.output)
    monkeypatch.setattr(plugin, "PROGRAM", b"other code, or another library")
    said(capsys)
    world.build()
    assert f"schede lette 10, problemi 0; file rifatti {drawn(before)}, scritti " in said(capsys)
    assert tree(world.output) == before


def test_another_theme_draws_everything_and_reads_nothing(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    (world.theme / "templates" / "macros" / "rows.html").open("a").write("\n")
    said(capsys)
    world.build()
    files = drawn(tree(world.output))
    assert f"schede lette 0, problemi 0; file rifatti {files}, scritti 0" in said(capsys)


def test_a_damaged_memory_is_said_and_does_no_harm(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    before = tree(world.output)
    (file,) = (world.root / "cache").glob("*.sqlite")
    file.write_bytes(file.read_bytes()[:5000])
    said(capsys)
    world.build()
    assert "si rifà tutto da capo" in said(capsys)
    assert tree(world.output) == before


def test_a_memory_that_cannot_be_written_is_said(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    (world.root / "cache").write_text("a file where the folder should be")
    world.build()
    assert "la prossima volta si rifà tutto" in said(capsys)
    assert tree(world.output) == world.clean()


def test_each_page_that_is_written_is_told_to_other_plugins(world: World) -> None:
    told: list[str] = []

    def listen(path: str, context: object) -> None:
        told.append(Path(path).relative_to(world.output).as_posix())

    signals.content_written.connect(listen)
    try:
        world.build()
        written = sorted(path for path in told if not CHANGING.fullmatch(path))
        assert written == sorted(path for path in tree(world.output) if path != ".distretti-files")
        told.clear()
        replaced(world.content / DISTRICT, "notes", "Una nota nuova.")
        world.build()
        assert told == [PAGE]
    finally:
        signals.content_written.disconnect(listen)


def test_pelicans_own_options_work(world: World) -> None:
    """Another output, theme and settings, and the deletion of what was there."""
    head = world.theme / "templates" / "base.html"
    head.write_text(head.read_text("utf-8").replace("<body", "<body data-mio", 1), "utf-8")
    options = ("-t", str(world.theme), "-e", 'SITENAME="Mio sito"', "--fatal", "errors", "--delete-output-directory")
    for _ in range(2):
        done = pelican(world.output, *options, content=world.content)
        assert done.returncode == 0, done.stderr
        home = (world.output / "index.html").read_text("utf-8")
        assert "Mio sito" in home
        assert "data-mio" in home


def test_progress_is_for_terminals(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    assert len(said(capsys).splitlines()) == 1
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(progress, "PAUSE", -1)
    shutil.rmtree(world.output)
    world.build()
    told = " ".join(said(capsys).split())
    files = drawn(tree(world.output))
    assert f"pagine: {files} di {files}" in told
    assert re.search(r"lettura e controlli [\d,]+ s, elenco delle pagine [\d,]+ s, pagine .+ s, memoria .+ s$", told)


def test_on_the_real_site_an_edit_writes_its_page_and_no_edit_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "content", content)
    assert pelican(tmp_path / "output", content=content).returncode == 0

    before = times(tmp_path / "output")
    assert pelican(tmp_path / "output", content=content).returncode == 0
    assert times(tmp_path / "output") == before
    file = content / "districts/lombardia/adda-e-martesana.yaml"
    replaced(file, "notes", "Una nota di prova.")
    assert pelican(tmp_path / "output", content=content).returncode == 0
    after = times(tmp_path / "output")
    assert [path for path in after if after[path] != before.get(path)] == [
        "distretti/lombardia/adda-e-martesana/index.html"
    ]


def test_an_output_that_is_a_mount_point_is_refused_before_anything_is_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name cannot be exchanged; what is inside it can."""
    world.strict = True
    world.output.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self == world.output.resolve())
    with pytest.raises(SystemExit) as stopped:
        world.build()
    (line,) = str(stopped.value).splitlines()
    assert "è un punto di montaggio" in line
    assert "pubblica in una sottocartella" in line
    assert list(world.output.iterdir()) == []
    world.build(world.output / "sito", "altra")
    assert (world.output / "sito" / "index.html").is_file()


def test_a_register_that_a_spreadsheet_saved_stops_the_build_in_one_line(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    before = tree(world.output)
    register = world.content / "reference" / "comuni.csv"
    register.write_text(register.read_text("utf-8").replace(",", ";"), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        world.build()
    first, *_ = str(stopped.value).splitlines()
    assert first.startswith("catalogue/reference/comuni.csv:1:1: le colonne non sono quelle attese")
    assert tree(world.output) == before


def test_warnings_stay_while_nothing_changes_and_go_with_their_cause(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build that goes on from the last says what a first one says, also of records that it does not read."""
    district, shops = world.content / DISTRICT, world.content / SHOPS
    text = district.read_text("utf-8")
    replaced(district, "lead", "Comune di Lodi\n  offer")
    shutil.copy(shops, shops.with_stem("botteghe-copiate"))
    world.build()
    assert "problemi 0, avvisi 2;" in said(capsys)
    replaced(world.content / "districts" / "piemonte" / "risaie-di-fantasia.yaml", "notes", "Una nota nuova.")
    world.build()
    assert "schede lette 1, problemi 0, avvisi 2;" in said(capsys)
    assert tree(world.output) == world.clean()
    said(capsys)
    shops.with_stem("botteghe-copiate").unlink()
    district.write_text(text, "utf-8")
    world.build()
    assert "problemi 0; " in said(capsys)
    assert tree(world.output) == world.clean()
