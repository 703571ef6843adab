"""make browsers says in Italian which browser it could not start, and which step of which one failed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import browsers


def test_what_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert browsers.main(tmp_path) == 1
    said = capsys.readouterr().out
    assert "Firefox non è partito: non c'è. Su Debian: sudo apt-get install firefox-esr" in said
    assert "WebKit non è partito: manca WebKitWebDriver e Xvfb." in said


@pytest.mark.parametrize(
    ("failed", "code"), [("", 0), ("dopo 30 secondi non è vero che x", 1), ("(non provata: y)", 0)]
)
def test_a_step_that_fails_fails_all_and_one_that_cannot_be_tried_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, failed: str, code: int
) -> None:
    def walk(address: str, folder: Path) -> Iterator[browsers.Outcome]:
        yield "ricerca", ""
        yield "stampa", failed

    monkeypatch.setattr(browsers, "firefox", walk)
    monkeypatch.setattr(browsers, "webkit", walk)
    assert browsers.main(tmp_path) == code
    assert f"WebKit: stampa: {failed or 'va bene'}" in capsys.readouterr().out


def test_every_step_has_a_name_and_something_to_wait_for() -> None:
    steps = json.loads(browsers.STEPS.read_text("utf-8"))
    assert len({step["name"] for step in steps}) == len(steps)
    assert all("wait" in step and ("then" in step) == ("end" in step) for step in steps)
