"""Settings of a wrong form or name end a build with one Italian sentence that names them, and nothing is written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from distretti import given

from .conftest import PROJECT
from .site import made_once
from .wrong_settings import WRONG

Said = dict[str, tuple[int, str, list[str]]]


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What a build said of each line."""

    def make(folder: Path) -> None:
        command = [sys.executable, str(PROJECT / "tests" / "wrong_settings.py")]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        (folder / "said.json").write_text(done.stdout, "utf-8")

    found = json.loads((made_once(tmp_path_factory, "wrong-settings", make) / "said.json").read_text("utf-8"))
    return dict(zip((line for line, _ in WRONG), found, strict=True))


@pytest.mark.parametrize(("line", "sentence"), WRONG)
def test_a_wrong_setting_is_said_in_one_sentence(line: str, sentence: str, said: Said) -> None:
    code, words, made = said[line]
    assert f"pelicanconf.py: {sentence}" in words
    assert "Non è stato costruito niente" in words
    assert "Traceback" not in words
    assert (code, made) == (1, [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('SITENAME = "Prova', ":2:12: virgolette aperte qui e mai chiuse"),
        ('MENU = (("eventi", "Eventi", "/eventi/")', ":2:8: parentesi aperta qui e mai chiusa"),
        ('MENU = (("eventi", "Eventi" "/eventi/")))', ":2:41: parentesi chiusa qui e mai aperta"),
        ("SITENAME = “Prova”", ":2:12: segno che Python non conosce"),
        ('  SITENAME = "Prova"', ":2:2: i rientri non tornano"),
        ('TITOLARE = {"name": "Ente" "url" "x": 3}', ":2:"),
        ('"Prova" = SITENAME', ":2:1: prima di «=» va il nome dell'impostazione"),
        ("SITENAME = Prova Uno", ":2:"),
    ],
)
def test_a_settings_file_that_python_cannot_read_has_line_and_column(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(f"STRICT = False\n{line}\n", "utf-8")
    command = [sys.executable, "-m", "distretti", "settings", "conf.py"]
    environment = {"PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"conf.py{said}")
    assert "Traceback" not in done.stderr
    assert "Non è stato costruito niente" in done.stderr


def test_the_settings_of_the_project_can_be_read() -> None:
    assert not given.unreadable(PROJECT / "pelicanconf.py")
    assert not given.unreadable(PROJECT / "publishconf.py")
    assert given.unreadable(PROJECT / "non-esiste.py").endswith("non-esiste.py:1:1: il file non si legge: non c'è")
