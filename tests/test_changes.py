"""What reviewers are told of a proposal: each change in words, nothing that a stranger's text could make of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from distretti.__main__ import main
from distretti.changes import WHOLE, plain

from .mutants import DISTRICT, INITIATIVE, MARKET
from .test_editing import git, repository

__all__ = ["repository"]


def told(repository: Path, capsys: pytest.CaptureFixture[str], since: str = "HEAD") -> tuple[int, str]:
    """What the command says of the working tree, and its exit code."""
    capsys.readouterr()
    code = main(["summary", since, str(repository / "content")])
    return code, capsys.readouterr().out


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_member_with_its_act_is_told_with_it_and_with_the_source(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / DISTRICT
    edited(file, "municipalities:\n", "municipalities:\n  - name: Crema\n    from: 2026-01\n    act: Delibera n. 7\n")
    edited(file, "sources:\n", "sources:\n  - publisher: Comune di Crema\n    url: https://crema.example/atto\n")
    code, text = told(repository, capsys)
    assert code == 0
    assert "- aggiunto il comune **Crema, dal 2026-01 (Delibera n. 7)**" in text.splitlines()
    assert "- Fonti nuove: Comune di Crema, https&#58;//crema.example/atto" in text.splitlines()
    assert "nessun atto" not in text


def test_values_are_told_as_they_were_and_are(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(repository / "content" / DISTRICT, "lead: Comune di Lodi", "lead: Comune di Codogno")
    edited(repository / "content" / DISTRICT, "  - Lodi\n", "")
    edited(repository / "content" / DISTRICT, "    amount_eur: 162016.81\n", "    amount_eur: 1\n")
    edited(repository / "content" / MARKET, "time: '08:00'\n", "")
    _, text = told(repository, capsys)
    lines = text.splitlines()
    assert "- Capofila: era Comune di Lodi, ora **Comune di Codogno**" in lines
    assert "- tolto il comune **Lodi**" in lines
    assert any(line.startswith("- cambiato contributi: Bando di prova 2026") and "ora" in line for line in lines)
    assert "- Inizio: tolto (08:00)" in lines
    assert any("nessun atto nuovo lo dice" in line for line in lines)
    assert "- Fonti nuove: **nessuna**" in lines


def test_a_record_that_goes_breaks_others_and_that_is_told(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "content" / INITIATIVE).unlink()
    code, text = told(repository, capsys)
    assert "**scheda tolta**" in text
    assert code == 1
    assert "## Problemi in altri file" in text


def test_a_rename_is_a_record_that_goes_and_one_that_comes(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / MARKET
    file.rename(file.with_name("mercato-nuovo.yaml"))
    _, text = told(repository, capsys)
    assert "**scheda tolta**" in text
    assert "**scheda nuova**" in text


HOSTILE = "[x](javascript:alert(1)) @qualcuno <img src=x> ![a](https://evil.example/p.png) `c` #12 www.evil.example"


def test_a_text_of_a_stranger_is_shown_and_does_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", f"Prova\n\n{HOSTILE}")
    edited(repository / "content" / DISTRICT, "lead: Comune di Lodi", f"lead: '{HOSTILE}'")
    _, text = told(repository, capsys, "HEAD~1")
    assert "qualcuno" in text
    assert not re.search(r"(?<!\\)[\[\]<>`!](?!\*)", text.replace("](", ""))
    assert "@" not in text
    assert "://" not in text
    assert "www." not in text


@pytest.mark.parametrize("text", ["a\n# b", "x\u202ey", "|a|b|", "&#64;user", "*" * 500])
def test_plain_text_is_one_line_that_markdown_leaves_alone(text: str) -> None:
    said = plain(text)
    assert "\n" not in said
    assert said.isprintable()
    assert not re.search(r"(?<!\\)[*|#](?!\d+;)", said.replace("\\*", ""))


def test_hostile_files_end_in_words(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link out of the folder, a huge file, a name with a line break, a file that is no YAML, code beside it."""
    content = repository / "content"
    os.symlink("/etc/passwd", content / "districts/lombardia/collegamento.yaml")
    (content / "districts/lombardia/enorme.yaml").write_text("name: x\n" + "# y\n" * 2_000_000, "utf-8")
    (content / "districts/lombardia/a\n- b.yaml").write_text("name: x\n", "utf-8")
    (content / "districts/lombardia/rotto.yaml").write_text("name: [\n", "utf-8")
    (repository / "Makefile").write_text("all:\n", "utf-8")
    git(repository, "add", "Makefile")
    code, text = told(repository, capsys)
    assert code == 1
    assert "root:" not in text
    assert len(text) <= WHOLE + 200
    assert "## Cambia anche il programma" in text
    assert "- Makefile" in text.splitlines()
    assert "## Problemi: così non entra" in text
    assert all(re.match(r"$|#|- |\d+ sched|Distretto|Lo guarda|…", line) for line in text.splitlines())
