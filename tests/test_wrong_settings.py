"""Settings of a wrong form or name end a build with one Italian sentence that names them, and nothing is written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

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
