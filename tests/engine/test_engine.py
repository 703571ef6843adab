"""What operators see of a build that goes on from the last one: what is done, what is said, what stops it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pelican import signals

from distretti import plugin
from distretti.engine import exchange, progress, store
from distretti.engine.parallel import WorkerFailed
from distretti.site import addresses
from distretti.site.output import Page

from ..conftest import PROJECT
from ..moves import records
from ..mutants import DISTRICT, SHOPS
from ..site import pelican
from ..world import CHANGING, World, changing, replaced, tree

PAGE = "distretti/lombardia/portici-immaginari/index.html"
DATA = "distretti/lombardia/portici-immaginari/scheda.json"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A small site, not yet built."""
    return World(tmp_path)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def drawn(files: dict[str, bytes]) -> int:
    """How many of these files a build draws: all but the indexes of the search."""
    return sum(not re.match(r"cerca/(attuali|passati|en)/", path) for path in files)


def times(folder: Path) -> dict[str, int]:
    """When each file under a folder was last written, by its path."""
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in folder.rglob("*.*")}


def test_an_edit_redraws_what_shows_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    before = tree(world.output)
    replaced(world.content / DISTRICT, "notes", "Una nota nuova.")
    said(capsys)
    world.build()
    assert "schede lette 1, problemi 0; file rifatti 4, scritti 2, invariati" in said(
        capsys
    )  # in English nothing of it is shown
    after = tree(world.output)
    assert {path for path in after if after[path] != before.get(path)} == {PAGE, DATA}


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
    assert f"schede lette {len(records(world))}, problemi 0; file rifatti {drawn(before)}, scritti " in said(capsys)
    assert tree(world.output) == before


def drawn_now(world: World, capsys: pytest.CaptureFixture[str]) -> tuple[int, int, set[str]]:
    """How many records a build reads, how many files it draws, and the files that differ after it."""
    before = tree(world.output)
    said(capsys)
    world.build()
    counts = re.search(r"schede lette (\d+), problemi \d+; file rifatti (\d+)|niente è cambiato", said(capsys))
    assert counts
    after = tree(world.output)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return int(counts[1] or 0), int(counts[2] or 0), {path for path in changed if not path.startswith(("cerca/", "."))}


def test_a_template_redraws_the_pages_that_are_drawn_with_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    terms = {path for path in tree(world.output) if re.match(r"iniziative/(servizio|intervento|tema)/", path)}
    file = world.theme / "templates" / "term.html"
    file.write_text(file.read_text("utf-8").replace("</", "\n</", 1), "utf-8")
    assert drawn_now(world, capsys) == (0, len(terms), terms)
    (world.theme / "templates" / "macros" / "rows.html").open("a").write("\n")
    read, drawn_anew, changed = drawn_now(world, capsys)
    assert read == 0
    assert len(terms) < drawn_anew < drawn(tree(world.output))
    assert changed == set()


def test_a_style_redraws_no_page_of_a_preview(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    (world.theme / "static" / "css" / "components.css").open("a").write(".prova { color: red }\n")
    assert drawn_now(world, capsys) == (0, 1, {"tema/css/site.css"})


def test_a_publish_has_names_that_change_with_what_is_in_a_file(world: World) -> None:
    world.strict = True
    world.build()
    before = {path for path in tree(world.output) if path.startswith("tema/css/site.")}
    (world.theme / "static" / "css" / "components.css").open("a").write(".prova { color: red }\n")
    world.build()
    after = {path for path in tree(world.output) if path.startswith("tema/css/site.")}
    assert len(before) == 1
    assert before < after  # the old one stays once, for pages that are open
    world.build()
    assert tree(world.output) == world.clean()


def test_a_file_that_should_not_be_there_is_its_own_problem(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    (world.content / "ciao.md").write_text("Ciao.\n", "utf-8")
    assert drawn_now(world, capsys) == (0, 1, {"problemi/index.html"})
    assert "catalogue/ciao.md:1:1" in (world.output / "problemi/index.html").read_text("utf-8")
    (world.content / "ciao.md").unlink()
    assert drawn_now(world, capsys) == (0, 1, {"problemi/index.html"})


def test_another_day_redraws_what_the_day_changes(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    files = drawn(tree(world.output))
    world.day += dt.timedelta(1)
    read, drawn_anew, changed = drawn_now(world, capsys)
    assert (read, tree(world.output)) == (2, world.clean())  # the card and the message that end: asked again if so
    assert len(changed) <= drawn_anew < files // 5


def test_a_district_where_there_was_none_redraws_what_is_near(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    files = drawn(tree(world.output))
    text = (world.content / SHOPS).read_text("utf-8").replace("Botteghe Inventate", "Botteghe Lontane")
    file = world.content / "districts/lombardia/botteghe-lontane.yaml"
    file.write_text(text.replace("  - Crema\n", "  - Annicco\n"), "utf-8")
    _, drawn_anew, changed = drawn_now(world, capsys)
    assert "distretti/lombardia/botteghe-lontane/index.html" in changed
    assert tree(world.output) == world.clean()
    assert drawn_anew < files // 3


def test_a_word_of_a_vocabulary_redraws_what_asks_for_it(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    files = drawn(tree(world.output))
    file = world.content / "services.yaml"
    file.write_text(file.read_text("utf-8").replace("label: ", "label: Altro ", 1), "utf-8")
    read, drawn_anew, changed = drawn_now(world, capsys)
    assert read == len(records(world))
    assert 0 < len(changed) <= drawn_anew < files // 3
    assert tree(world.output) == world.clean()


def test_pelicans_ignore_cache_builds_anew(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    files = drawn(tree(world.output))
    world.settings = {"LOAD_CONTENT_CACHE": False}
    assert drawn_now(world, capsys) == (len(records(world)), files, set())
    world.settings = {}
    assert drawn_now(world, capsys) == (0, 0, set())


@pytest.mark.parametrize("strict", [False, True])
def test_a_site_that_an_archive_brings_back_with_its_memory_is_not_drawn_again(
    world: World, capsys: pytest.CaptureFixture[str], strict: bool
) -> None:
    """As a workflow keeps them: other files on the disk, with the same bytes but for one."""
    world.strict = strict
    kept = (world.root / "cache", world.output, world.root / ".output.files")
    world.build()
    before = tree(world.output)
    subprocess.run(["tar", "-cf", "kept.tar", *(path.name for path in kept)], cwd=world.root, check=True)
    for path in (*kept, world.root / ".output.idle"):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    subprocess.run(["tar", "-xf", "kept.tar"], cwd=world.root, check=True)
    assert drawn_now(world, capsys)[1] == 0
    assert tree(world.output) == before
    (world.output / PAGE).write_bytes(before[PAGE].replace(b"a", b"e"))
    (world.root / ".output.idle" / PAGE).unlink(missing_ok=True)
    assert drawn_now(world, capsys)[1] == 1
    assert tree(world.output) == before


def test_a_template_that_is_missing_is_said_with_its_page(world: World) -> None:
    world.build()
    before = tree(world.output)
    (world.theme / "templates" / "macros" / "rows.html").unlink()
    with pytest.raises(SystemExit, match=r"manca il template «macros/rows.html», che serve alla pagina /.*\nNiente"):
        world.build()
    assert tree(world.output) == before


def test_a_template_with_a_mistake_is_said_with_its_line(world: World) -> None:
    world.build()
    file = world.theme / "templates" / "term.html"
    file.write_text("\n{% if %}\n" + file.read_text("utf-8"), "utf-8")
    with pytest.raises(SystemExit, match=r"il template «term.html» ha un errore alla riga 2: "):
        world.build()


def test_an_output_with_a_mistyped_template_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Page(addresses.HOME, "distrito.html", _no_view)
    monkeypatch.setattr("distretti.outputs.home.outputs", lambda catalog, site: [wrong])
    with pytest.raises(SystemExit, match=r"manca il template «distrito.html», che serve alla pagina /\.\n"):
        world.build()


def _no_view() -> None:
    return None


def test_a_theme_of_others_is_said(world: World) -> None:
    done = pelican(world.output, "-t", "simple", content=world.content)
    assert done.returncode != 0
    assert re.search(r"Il tema «.*simple» non va bene: manca il template «", " ".join(done.stderr.split()))
    assert not (world.output / "index.html").exists()


def test_a_damaged_memory_is_said_and_does_no_harm(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.build()
    before = tree(world.output)
    (file,) = (world.root / "cache").glob("*.sqlite")
    file.write_bytes(file.read_bytes()[:5000])
    said(capsys)
    world.build()
    assert "si rifà tutto da capo" in said(capsys)
    assert tree(world.output) == before


def test_a_memory_in_which_nothing_could_be_written_does_no_harm(world: World) -> None:
    """A full disk leaves a whole and empty one."""
    world.build()
    (file,) = (world.root / "cache").glob("*.sqlite")
    store.fresh(file).close()
    world.build()
    assert tree(world.output) == world.clean()


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
        assert written == sorted(tree(world.output))
        told.clear()
        replaced(world.content / DISTRICT, "notes", "Una nota nuova.")
        world.build()
        assert sorted(told) == [PAGE, DATA]
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


def test_the_real_site_is_the_same_from_elsewhere_and_an_edit_writes_its_page_and_no_edit_nothing(
    site: Path, tmp_path: Path
) -> None:
    """Built a second time, from another folder and with other hashes."""
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "content", content)
    assert pelican(tmp_path / "output", content=content).returncode == 0
    assert tree(site) == tree(tmp_path / "output")
    assert changing(site) == changing(tmp_path / "output")

    before = times(tmp_path / "output")
    assert pelican(tmp_path / "output", content=content).returncode == 0
    assert times(tmp_path / "output") == before
    file = content / "districts/lombardia/adda-e-martesana.yaml"
    replaced(file, "notes", "Una nota di prova.")
    assert pelican(tmp_path / "output", content=content).returncode == 0
    after = times(tmp_path / "output")
    folder = "distretti/lombardia/adda-e-martesana"
    assert {path for path in after if after[path] != before.get(path)} == {
        f"{folder}/index.html", f"{folder}/scheda.json", f"{folder}/lettera.txt",
        "en/districts/lombardia/adda-e-martesana/index.html",
    }  # fmt: skip


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


def test_a_folder_of_the_same_disk_may_be_mounted_too(tmp_path: Path) -> None:
    """A bind mount, of which only the system's table tells; here one whose name has a space."""
    table, folder = tmp_path / "mountinfo", tmp_path / "il sito"
    folder.mkdir()
    line = "36 35 8:1 /vol {} rw,noatime - ext4 /dev/sda1 rw\n"
    table.write_text(line.format("/") + line.format(str(folder).replace(" ", "\\040")), "utf-8")
    assert exchange.mounted(folder, table) == str(folder)
    assert exchange.mounted(tmp_path, table) == str(folder)  # what is mounted inside does not move along
    assert exchange.mounted(tmp_path / "il", table) == ""
    assert exchange.mounted(folder, tmp_path / "missing") == ""


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
    whole = district.read_text("utf-8")
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
    district.write_text(whole, "utf-8")
    world.build()
    assert "problemi 0; " in said(capsys)
    assert tree(world.output) == world.clean()


def test_what_is_nearly_there_twice_comes_and_goes_with_its_cause(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.build()
    shops, copy = world.content / SHOPS, (world.content / SHOPS).with_stem("botteghe-copiate")
    copy.write_text(shops.read_text("utf-8").replace("kind: urbano", "kind: diffuso"), "utf-8")
    said(capsys)
    world.build()
    assert "problemi 0, avvisi 1;" in said(capsys)
    replaced(world.content / "districts" / "piemonte" / "risaie-di-fantasia.yaml", "notes", "Una nota nuova.")
    world.build()
    assert "schede lette 1, problemi 0, avvisi 1;" in said(capsys)
    replaced(copy, "name", "Distretto diffuso di un altro nome")
    world.build()
    assert "problemi 0; " in said(capsys)
    assert tree(world.output) == world.clean()
