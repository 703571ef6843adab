"""Where a site must not be built, what the system does to a build, whose files are served: said in Italian."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from distretti import __main__, checking
from distretti.engine import disk, exchange, fingerprints, ledger, parallel, writer
from distretti.language.causes import cause, shown
from distretti.stops import of_others, refuse_folder, said_in_italian

from .conftest import PROJECT
from .world import World, tree

GONE = "eventi/2026/festa-delle-vetrine-di-prova/index.html"
RECORD = "events/2026/festa-delle-vetrine-di-prova.yaml"


def refused(output: Path, root: Path, strict: bool = True) -> str:
    """What is said where a site of `root` is to be built in a folder; "" where it may be."""
    project = root / "progetto"
    made_of = {"dei contenuti": root / "contenuti", "del tema": root / "tema"}
    try:
        refuse_folder(output.resolve(), project, made_of, project / ".cache/output-1.sqlite", strict)
    except SystemExit as stopped:
        return str(stopped)
    return ""


@pytest.mark.parametrize(
    "place",
    ["contenuti", "contenuti/eventi", "tema", "tema/nuova", "progetto", ".", "/", "progetto/plugins",
     "progetto/docs/sito", "progetto/.git/x", "progetto/.cache", "collegamento", "tema/../contenuti"],
)  # fmt: skip
def test_a_site_is_not_built_on_what_it_is_made_of(place: str, tmp_path: Path) -> None:
    (tmp_path / "contenuti").mkdir()
    (tmp_path / "collegamento").symlink_to("contenuti")
    for strict in (True, False):
        assert re.fullmatch(
            r"Non costruisco il sito in «/.*»: .+\. Scegli una cartella a parte, per esempio -o output\.",
            refused(tmp_path / place, tmp_path, strict),
        )


@pytest.mark.parametrize(
    "place", ["progetto/output", "progetto/anteprima", "sito", "progetto/.cache/vnu", "contenuti2"]
)
def test_a_site_is_built_elsewhere(place: str, tmp_path: Path) -> None:
    assert refused(tmp_path / place, tmp_path) == refused(tmp_path / place, tmp_path, strict=False) == ""


def test_what_is_mounted_in_a_published_folder_stops_a_publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would go with the old tree, and be missing in the new one. A preview exchanges nothing."""
    monkeypatch.setattr(exchange, "mounted", lambda folder: f"{folder}/foto")
    said = refused(tmp_path / "sito", tmp_path)
    assert said.startswith(f"In «{tmp_path}/sito» è montato «{tmp_path}/sito/foto», che non si scambia")
    assert refused(tmp_path / "sito", tmp_path, strict=False) == ""


def test_a_preview_leaves_a_published_folder_alone(tmp_path: Path) -> None:
    world = World(tmp_path, strict=True)
    world.build()
    before = tree(world.output)
    world.strict = False
    for missing in (False, True):  # published before there was a ledger
        if missing:
            ledger.beside(world.output).unlink()
        with pytest.raises(SystemExit, match="c'è un sito pubblicato: l'anteprima non ci scrive"):
            world.build()
    assert tree(world.output) == before


@pytest.mark.parametrize("spoilt", ["", None])
def test_a_removed_page_goes_though_the_ledger_is_lost(
    spoilt: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The memory has a list of its own."""
    monkeypatch.setattr(fingerprints, "_TICK", 0)  # what changed just now is looked at again
    world = World(tmp_path, strict=True)
    world.build()
    world.build(world.output)
    assert (world.output / GONE).exists()
    file = ledger.beside(world.output)
    file.unlink() if spoilt is None else file.write_text(spoilt)
    (world.content / RECORD).unlink()
    (world.output / "CNAME").write_text("x")
    capsys.readouterr()
    world.build()
    assert not (world.output / GONE).exists()
    assert "Un file che non è del sito resta pubblicato, in «output»:\n  CNAME\n" in capsys.readouterr().out
    world.build()  # the turn of the files that stay for open pages
    assert tree(world.output).keys() - world.clean().keys() == {"CNAME"}
    capsys.readouterr()
    world.build()
    assert "in «output»:\n  CNAME\nDistretti: niente è cambiato." in capsys.readouterr().out


def test_files_of_others_are_named() -> None:
    assert of_others(Path("output"), []) == ""
    lines = of_others(Path("output"), [f"{number:02}" for number in range(42)]).splitlines()
    assert lines[0] == "42 file che non sono del sito restano pubblicati, in «output»:"
    assert lines[1:41] == [f"  {number:02}" for number in range(40)]
    assert lines[41] == "  e altri 2"
    assert shown(os.fsdecode(b"caff\xe8")) == "caff\\udce8"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOTEMPTY, errno.ENOMEM])
@pytest.mark.parametrize("strict", [True, False])
def test_what_the_system_refuses_is_said_in_italian(number: int, strict: bool) -> None:
    with pytest.raises(SystemExit) as stopped, said_in_italian(Path("output"), strict):
        raise OSError(number, os.strerror(number), "output/a.html")
    assert str(stopped.value).startswith(f"Non riesco a scrivere «output/a.html»: {cause(OSError(number, ''))}.\n")
    assert os.strerror(number) not in str(stopped.value)
    assert ("il sito di prima è intatto" in str(stopped.value)) == strict


def test_other_errors_are_not_hidden() -> None:
    with pytest.raises(KeyError), said_in_italian(Path("output"), strict=True):
        raise KeyError
    with pytest.raises(parallel.WorkerFailed), said_in_italian(Path("output"), strict=True):
        raise parallel.WorkerFailed
    assert cause(OSError(errno.EDOM, "Numerical argument out of domain")) == "Numerical argument out of domain"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (MemoryError(), "La memoria è finita"),
        (KeyboardInterrupt(), "Interrotto. Il sito servito è intero."),
        (parallel.WorkerDied("/a/: il processo che la preparava è stato interrotto"), "/a/: il processo"),
    ],
)
def test_a_publish_that_is_stopped_says_so_and_leaves_the_site(
    wrong: BaseException, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, strict=True)
    world.build()
    before = tree(world.output)
    (world.content / RECORD).unlink()

    def stopped(*_: object) -> None:
        raise wrong

    monkeypatch.setattr(writer, "_made", stopped)
    with pytest.raises(SystemExit, match=re.escape(sentence)):
        world.build()
    assert tree(world.output) == before


def test_what_a_failed_publish_did_to_the_idle_tree_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It went so far that old files are gone which the memory still has."""
    world = World(tmp_path, strict=True)
    for number in range(3):
        (world.theme / "static/css/components.css").open("a").write(f"/* {number} */")
        world.build()
    (world.theme / "static/css/components.css").open("a").write("/* last */")
    with monkeypatch.context() as patch:
        patch.setattr(exchange, "exchange", lambda folder: (_ for _ in ()).throw(OSError(errno.EIO, "")))
        with pytest.raises(SystemExit, match="il disco ha un guasto"):
            world.build()
    world.build()
    world.build()
    assert tree(world.output) == world.clean()


def test_ctrl_c_ends_a_check_in_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "checked", interrupted)
    assert __main__.main(["check"]) == 130
    assert capsys.readouterr().err == "Interrotto.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
@pytest.mark.parametrize("who", ["worker", "all"])
def test_a_killed_worker_and_ctrl_c_leave_no_traceback(who: str, tmp_path: Path) -> None:
    """As a person does it, or a system without memory; the pages of this site take long to draw."""
    world = World(tmp_path)
    template = world.theme / "templates/municipality.html"
    template.write_text("{% for a in range(2000) %}{% for b in range(2000) %}{% endfor %}{% endfor %}", "utf-8")
    command = [sys.executable, "-m", "pelican", str(world.content), "-s", "pelicanconf.py", "-o", str(world.output),
               "-t", str(world.theme), "-e", f'CACHE_PATH="{tmp_path}/cache"', "WORKERS=2"]  # fmt: skip
    with (tmp_path / "said").open("w+") as said:
        build = subprocess.Popen(command, cwd=PROJECT, stdout=said, stderr=said, start_new_session=True)
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
        while build.poll() is None and len(workers := children.read_text().split()) < 2:
            time.sleep(0.01)
        time.sleep(0.2)
        if who == "all":
            os.killpg(build.pid, signal.SIGINT)
        else:
            os.kill(int(workers[0]), signal.SIGKILL)
        code = build.wait(60)
        said.seek(0)
        text = said.read()
    assert code != 0, text
    assert "Traceback" not in text
    assert re.search("Interrotto|è stato interrotto", text)


def test_a_folder_where_a_file_should_be_is_healed(tmp_path: Path) -> None:
    for strict in (True, False):
        world = World(tmp_path / str(strict), strict=strict)
        world.build()
        (world.output / "robots.txt").unlink()
        (world.output / "robots.txt/vuota").mkdir(parents=True)
        world.build()
        assert tree(world.output) == world.clean()
        (world.output / "robots.txt").unlink()
        (world.output / "robots.txt").mkdir()
        (world.output / "robots.txt/altro").write_text("di altri")
        with pytest.raises(SystemExit, match=r"robots\.txt"):
            world.build()
        assert (world.output / "robots.txt/altro").read_text() == "di altri"


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.output.mkdir()
    world.output.chmod(0o500)
    with pytest.raises(SystemExit, match="permesso negato"):
        world.build()


def test_a_disk_without_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path, strict=True)

    def full(name: str, content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "put", full)
    with pytest.raises(SystemExit, match=r"Non riesco a scrivere «.*output»: disco pieno\.\nNiente è stato"):
        world.build()
    assert not (exchange.idle_of(world.output) / "index.html").exists()
