"""The command that editors run: fast, without Pelican, clear about what it found."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .conftest import NOON, PROJECT


def check(folder: Path | str, *options: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """`python -m distretti check FOLDER`, as an editor runs it, on the tests' day."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "SOURCE_DATE_EPOCH": NOON, "PYTHONUTF8": "1"}
    command = [sys.executable, *options, "-m", "distretti", "check", str(folder)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_catalogue_has_no_problem(catalogue: Path) -> None:
    done = check(catalogue)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nessun problema in ")


def test_the_real_content_has_no_problem() -> None:
    done = check("content")
    assert done.returncode == 0, done.stdout


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = check(tmp_path / "altrove")
    assert done.returncode == 1
    assert "non c'è" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_is_no_mistake(tmp_path: Path) -> None:
    assert check(tmp_path).returncode == 0


def test_the_folder_may_be_where_one_is(catalogue: Path) -> None:
    (catalogue / "foto.jpg").write_bytes(b"x")
    done = check(".", cwd=catalogue)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith("catalogue/foto.jpg:1:1: file non previsto qui")


def test_a_register_of_its_own(catalogue: Path) -> None:
    """A content folder may bring its own `reference/`; here it knows fewer municipalities."""
    own = catalogue / "reference"
    for name in ("comuni.csv", "comuni-former.csv"):
        shutil.copy(PROJECT / "content" / "reference" / name, own / name)
    lines = (own / "comuni.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (own / "comuni.csv").write_text("".join(line for line in lines if ",Galliate," not in line), encoding="utf-8")
    done = check(catalogue)
    assert done.returncode == 1
    assert "«Galliate» non è il nome di un comune di oggi" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 problema in 1 file"


def test_no_pelican_and_no_server_is_loaded(catalogue: Path) -> None:
    done = check(catalogue, "-X", "importtime")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "distretti.reading.loader" in loaded
    assert not {name for name in loaded if name.partition(".")[0] in ("pelican", "jinja2", "watchfiles")}
