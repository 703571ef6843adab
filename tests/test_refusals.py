"""What cannot be read or used is said in Italian, with the file and what to do; never as a traceback."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from distretti.language.causes import cause
from distretti.places.register import read_places
from distretti.places.table import BadRegister
from distretti.reading import content as reading
from distretti.search import pagefind
from distretti.search.pagefind import IndexFailed, indexed

from .conftest import NOON, PROJECT, check, problems_of
from .mutants import DISTRICT
from .world import World

OWN = PROJECT / "tests" / "catalogue" / "reference"


def edited(change: Callable[[str], str]) -> Callable[[Path], object]:
    return lambda file: file.write_text(change(file.read_text("utf-8")), "utf-8")


def holding(content: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def loop(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.name)


def in_latin_1(file: Path) -> None:
    file.write_bytes(file.read_text("utf-8").encode("cp1252"))


TABLE = "comuni.csv"
REGISTERS = [
    (TABLE, edited(lambda text: text.partition("\n")[2]), "1:1: le colonne non sono quelle attese: manca «istat_code»"),
    (TABLE, edited(lambda text: text.replace(",", ";")), "1:1: le colonne non sono quelle attese"),
    (TABLE, edited(lambda text: text.replace("\n", "\n001001\n", 1)), "2:1: ci sono 1 valori"),
    (TABLE, edited(lambda text: text.replace(",Galliate,", ',"Galliate,')), ": virgolette aperte e mai chiuse"),
    (TABLE, edited(lambda text: text.replace(",Galliate,", f",{'x' * 200_000},")), "o un valore troppo lungo"),
    (TABLE, edited(lambda text: text.replace(",Galliate,", ",Gal\aliate,")), ": c'è un segno non ammesso (U+0007)"),
    (TABLE, edited(lambda text: text.replace(",Galliate,", ",<b>Galliate,")), ": c'è un segno non ammesso (U+003C)"),
    (TABLE, edited(lambda text: text.replace(",NO,", ",N/O,", 1)), ": «N/O» in province_code non va bene"),
    (TABLE, edited(lambda text: text.partition("\n")[0] + "\n"), "1:1: non c'è nessun comune"),
    (TABLE, holding(b""), "1:1: le colonne non sono quelle attese"),
    (TABLE, holding(bytes(range(256))), ": non è in UTF-8"),
    (TABLE, in_latin_1, ": non è in UTF-8"),
    (TABLE, folder, "1:1: il file non si legge (è una cartella: ci vuole un file): riprendi quello di prima"),
    (TABLE, loop, "1:1: il file non si legge (è un collegamento che porta a sé stesso)"),
    ("comuni-former.csv", Path.unlink, "1:1: il file non si legge (non c'è): riprendi quello di prima"),
    ("comuni-former.csv", holding(b"x\n"), "1:1: le colonne non sono quelle attese: manca «kind»"),
    ("comuni-former.csv", folder, "1:1: il file non si legge (è una cartella"),
    ("comuni.topojson", holding(b""), "1:1: non è un TopoJSON di confini, o è tagliato: riprendi il file di prima"),
    ("comuni.topojson", holding(b"[]"), "1:1: non è un TopoJSON di confini"),
    ("comuni.topojson", holding(b"{}"), "1:1: non è un TopoJSON di confini"),
    ("comuni.topojson", holding(b"[" * 100_000), "1:1: non è un TopoJSON di confini"),
    ("comuni.topojson", edited(lambda text: text[: len(text) // 2]), "1:1: non è un TopoJSON di confini"),
    ("comuni.topojson", edited(lambda text: text.replace('"transform"', '"t"')), "1:1: non è un TopoJSON di confini"),
    ("comuni.topojson", folder, "1:1: il file non si legge (è una cartella"),
]


@pytest.mark.parametrize(("name", "spoil", "sentence"), REGISTERS)
def test_a_spoilt_register_is_named(name: str, spoil: Callable[[Path], object], sentence: str, tmp_path: Path) -> None:
    shutil.copytree(OWN, tmp_path / "reference")
    spoil(tmp_path / "reference" / name)
    with pytest.raises(BadRegister) as refused:
        dict(read_places(tmp_path / "reference").boundaries.rows())
    assert str(refused.value).startswith(f"{tmp_path.name}/reference/{name}:")
    assert sentence in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_broken_boundaries_stop_a_build_before_it_writes(tmp_path: Path) -> None:
    world = World(tmp_path)
    (world.content / "reference" / "comuni.topojson").write_bytes(b"{")
    shutil.copy(OWN / "comuni.csv", world.content / "reference")
    with pytest.raises(
        SystemExit, match=r"comuni.topojson:1:1: non è un TopoJSON di confini.*\nNiente è stato scritto"
    ):
        world.build()
    assert not world.output.exists() or not any(world.output.rglob("*.html"))


def test_an_unreadable_record_is_a_problem(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not stop who runs tests as root: the system's answer is played."""
    whole = reading.contents

    def contents(root: Path, path: str) -> bytes:
        if path == DISTRICT:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return whole(root, path)

    monkeypatch.setattr("distretti.reading.loader.contents", contents)
    (said,) = [str(problem) for problem in problems_of(catalogue) if problem.file.endswith(DISTRICT)]
    assert said == f"catalogue/{DISTRICT}:1:1: il file non si legge: permesso negato"


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)

    def survey(root: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(root / "events"))

    monkeypatch.setattr("distretti.plugin.survey.survey", survey)
    with pytest.raises(SystemExit) as stopped:
        world.build()
    assert str(stopped.value) == (
        f"Non riesco a usare «{world.content}/events»: permesso negato.\nNiente è stato scritto."
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "disco pieno"), (errno.EACCES, "permesso negato"), (errno.EROFS, "il disco è in sola lettura")],
)
def test_causes_of_the_system_are_italian(number: int, said: str) -> None:
    assert cause(OSError(number, os.strerror(number), "x")) == said


@pytest.mark.parametrize("coding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_that_is_not_utf_8_gets_all_words(coding: str, catalogue: Path) -> None:
    (catalogue / DISTRICT).write_text("name: 👋 è\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "SOURCE_DATE_EPOCH": NOON}
    environment |= {"PYTHONIOENCODING": coding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "distretti", "check", str(catalogue)]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1
    assert ("manca questo campo, che è obbligatorio".encode(coding, "ignore") in done.stdout) == (coding != "ascii")
    assert ("che e obbligatorio" in done.stdout.decode(coding)) == (coding == "ascii")


@pytest.mark.parametrize("epoch", ["ieri", "99999999999999999", "-1", "1e9"])
def test_a_day_that_is_none_is_said(epoch: str, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.conftest.NOON", epoch)
    done = check(catalogue)
    assert done.returncode == 1
    assert done.stderr == (
        f"SOURCE_DATE_EPOCH: «{epoch}» non va bene: ci vogliono i secondi dal 1970, in cifre; o toglila\n"
    )
    assert done.stdout == ""


def pretending(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program in the place of Pagefind."""
    program = folder / "pagefind"
    program.write_text(f"#!{sys.executable}\nimport base64, json, sys, time\n{body}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)


REPLY = (
    "say = lambda **reply: sys.stdout.write(base64.b64encode(json.dumps({'payload': reply}).encode()).decode() + ',')"
)
FILES = (
    "say(index_id=1, type='NewIndexCreated'); say(type='x'); say(type='Files', files=%s)\n"
    "sys.stdout.flush(); sys.stdin.read()"  # it waits until it is heard
)
NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.it.pagefind")
OUTSIDE = [{"path": path, "content": ""} for path in (*NEEDED, "../../x.pf_index")]
PAGES = [("/a/", "<p>Uno</p>")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("print('ciao,' * 9, flush=True); sys.stdin.read()", "Pagefind ha risposto qualcosa che non si capisce"),
        (
            "sys.stdout.buffer.write(bytes(range(256)) * 99); sys.stdout.flush(); sys.stdin.read()",
            "Pagefind ha risposto qualcosa che non si capisce",
        ),
        (
            "print(base64.b64encode(b'3').decode() + ',', flush=True); sys.stdin.read()",
            "Pagefind ha risposto qualcosa che non si capisce",
        ),
        (
            "print(base64.b64encode(b'{}').decode() + ',', flush=True); sys.stdin.read()",
            "Pagefind ha risposto qualcosa che non si capisce",
        ),
        ("pass", "Pagefind si è fermato"),
        ("import os; os.kill(os.getpid(), 9)", "Pagefind si è fermato"),
        ("time.sleep(60)", "Pagefind non risponde da 1 secondi"),
        ("sys.stdin.close(); time.sleep(60)", "Pagefind non risponde da 1 secondi"),
        (f"{REPLY}\n{FILES % []}", "Pagefind ha risposto qualcosa che non si capisce"),
        (f"{REPLY}\n{FILES % OUTSIDE}", "Pagefind ha risposto qualcosa che non si capisce"),
    ],
)
def test_a_pagefind_gone_wrong_is_no_index(
    body: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretending(tmp_path, body, monkeypatch)
    monkeypatch.setattr(pagefind, "PATIENCE", 1.0)
    with pytest.raises(IndexFailed, match=said):
        indexed(PAGES)


def test_a_pagefind_that_hangs_lets_go_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path, strict=True)
    hanging = tmp_path / "hanging"
    hanging.mkdir()
    with monkeypatch.context() as patched:
        pretending(hanging, "time.sleep(60)", patched)
        patched.setattr(pagefind, "PATIENCE", 0.5)
        with pytest.raises(SystemExit, match=r"non risponde da 0 secondi.\nNiente è stato pubblicato"):
            world.build()
    world.build()  # waits for nobody
    assert (world.output / "index.html").is_file()
