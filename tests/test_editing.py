"""`format` and `accept`: what the command line does for editors, on a repository of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from distretti.__main__ import main
from distretti.catalog import review
from distretti.catalog.catalog import catalog
from distretti.model import RecurringEvent
from distretti.model.registry import REGISTRY, Kind
from distretti.model.schema import group, schema
from distretti.reading.layout import record_name
from distretti.reading.loader import load

from .conftest import PROJECT, REFERENCE, TODAY
from .mutants import DISTRICT, MARKET

NEW = """\
# Scheda: content/events/ricorrenti/mercato-del-formaggio.yaml
title: 'Mercato: del formaggio #1'
kind: mercato
recurrence:
  text: ogni domenica
  rrule: FREQ=WEEKLY;BYDAY=SU
municipality: Lodi
summary: Un mercato inventato.
collected: a-mano
compiled: 2026-11-20
sources:
  - publisher: 'NO'
    url: https://formaggio.example/mercato
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "tests" / "catalogue", tmp_path / "content")
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("config", "user.name", "Redazione"),
        ("config", "user.email", "redazione@esempio.it"),
        ("add", "."),
        ("commit", "-q", "-m", "Inizio"),
    ):
        git(tmp_path, *arguments)
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def accepted(repository: Path, text: str) -> int:
    file = repository / "proposta.yaml"
    file.write_text(text, "utf-8")
    code = main(["accept", str(file), "--folder", str(repository / "content")])
    file.unlink()
    return code


def test_a_new_record_is_committed_on_a_branch_without_the_line_of_the_form(repository: Path) -> None:
    assert accepted(repository, NEW) == 0
    assert git(repository, "branch", "--show-current") == "proposta/mercato-del-formaggio"
    assert git(repository, "show", "--stat", "--format=%an %s", "HEAD").splitlines()[0].startswith("Redazione Aggiunge")
    written = (repository / "content/events/ricorrenti/mercato-del-formaggio.yaml").read_text("utf-8")
    assert written == NEW.partition("\n")[2]
    assert main(["check", str(repository / "content")]) == 0


def test_where_the_news_comes_from_is_in_the_commit_and_not_in_the_record(repository: Path) -> None:
    assert accepted(repository, NEW.replace("title:", "# Fonte: Ordinanza inventata n. 12\ntitle:", 1)) == 0
    assert git(repository, "show", "-s", "--format=%b", "HEAD") == "Fonte: Ordinanza inventata n. 12"
    assert "Ordinanza" not in (repository / "content/events/ricorrenti/mercato-del-formaggio.yaml").read_text("utf-8")


def test_only_the_field_that_changed_is_written_anew(repository: Path) -> None:
    file = repository / "content" / DISTRICT
    before = file.read_text("utf-8")
    plain = before.replace("lead: Comune di Lodi", "lead: Comune di Codogno").replace("'", '"')
    assert accepted(repository, f"# Scheda: content/{DISTRICT}\n{plain}") == 0
    assert file.read_text("utf-8") == before.replace("lead: Comune di Lodi", "lead: Comune di Codogno")
    assert git(repository, "diff", "--shortstat", "main").startswith("1 file changed, 1 insertion(+), 1 deletion(-)")


def test_a_field_that_goes_is_taken_away(repository: Path) -> None:
    file = repository / "content" / MARKET
    without = file.read_text("utf-8").replace("time: '08:00'\nend_time", "end_time")
    assert accepted(repository, f"# Scheda: content/{MARKET}\n{without}") == 0
    assert file.read_text("utf-8") == without


def test_a_new_record_does_not_take_the_place_of_another_of_its_name(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = NEW.replace("mercato-del-formaggio", Path(MARKET).stem)
    before = (repository / "content" / MARKET).read_text("utf-8")
    assert accepted(repository, twin) == 1
    assert "c'è già" in capsys.readouterr().err
    assert (repository / "content" / MARKET).read_text("utf-8") == before
    (repository / "proposta.yaml").write_text(twin, "utf-8")
    file, content = str(repository / "proposta.yaml"), str(repository / "content")
    assert main(["accept", file, "--folder", content, "--replace"]) == 0


def test_proposals_are_apart_and_the_second_for_a_record_has_a_branch_too(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = "proposta/mercato-del-formaggio"
    assert accepted(repository, NEW) == 0
    assert accepted(repository, NEW.replace("ogni domenica", "tutte le domeniche")) == 1
    assert f"Sei nel ramo «{first}»" in capsys.readouterr().err
    git(repository, "checkout", "-q", "main")
    assert accepted(repository, NEW) == 0
    assert git(repository, "branch", "--show-current") == f"{first}-2"
    assert git(repository, "log", "--format=%s", "main..HEAD").count("\n") == 0, "one commit"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("content/events/anno/fiera-incompleta.yaml", "manca l'anno"),
        ("content/districts/regione/distretto-incompleto.yaml", "manca la regione: scrivi qui una di lombardia, "),
    ],
)
def test_a_file_saved_too_early_says_what_its_address_lacks(
    repository: Path, line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accepted(repository, f"# Scheda: {line}\ntitle: Prova\n") == 1
    assert said in capsys.readouterr().err


def test_fields_are_named_as_pages_name_them(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (repository / "content" / MARKET).read_text("utf-8").replace("time: '08:00'", "time: '08:30'", 1)
    assert accepted(repository, f"# Scheda: content/{MARKET}\n{text}") == 0
    (label,) = (item["title"] for key, item in group(RecurringEvent)["properties"].items() if key == "time")
    assert f"({label})" in capsys.readouterr().out
    assert git(repository, "show", "-s", "--format=%s", "HEAD").endswith(f": {label}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NEW.replace("# Scheda", "# File"), "non è un file del modulo"),
        (NEW.replace("content/events/ricorrenti/mercato", "content/../mercato"), "non è un file del modulo"),
        (NEW.replace("content/events/ricorrenti/mercato-del-formaggio", "content/events/ricorrenti/Mercato"), "non è"),
        (NEW.replace("BYDAY=SU", "BYDAY=XX"), "rrule"),
        (NEW.replace("kind: mercato\n", ""), "manca questo campo"),
        (NEW.replace("municipality: Lodi", "municipality: Ladi"), "proposta.yaml"),
        (NEW.replace("summary:", "districts: [lombardia/nessuno]\nsummary:"), "nessuna scheda"),
        (NEW.replace("title: 'Mercato", "title: 'Mercato\n  x: '"), "YAML"),
    ],
    ids=["no place", "outside", "capitals", "rule", "incomplete", "municipality", "no such record", "not YAML"],
)
def test_what_is_not_sound_changes_nothing(
    repository: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accepted(repository, text) == 1
    assert "Non è cambiato niente" in capsys.readouterr().err
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "branch", "--format=%(refname:short)") == "main"


def test_format_puts_fields_in_order_and_then_has_nothing_to_do(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = repository / "content"
    file = content / DISTRICT
    before = file.read_text("utf-8")
    lines = before.splitlines(keepends=True)
    file.write_text("".join([*lines[1:], lines[0]]), "utf-8")
    assert main(["format", str(content), "--check"]) == 1
    assert DISTRICT in capsys.readouterr().out
    assert main(["format", str(content)]) == 0
    assert main(["format", str(content), "--check"]) == 0
    assert file.read_text("utf-8").splitlines()[0] == lines[0].rstrip()


def test_a_check_since_a_revision_says_what_changed_and_no_more(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = repository / "content"
    for name, word in ((DISTRICT, "stato: x\n"), (MARKET, "tipo: y\n")):
        with (content / name).open("a", encoding="utf-8") as file:
            file.write(word)
        if name == DISTRICT:
            git(repository, "commit", "-q", "-am", "Sbagliato")
    new = content / "events/2026/nuovo: evento.yaml"
    new.write_text("title: Prova\n", "utf-8")
    assert main(["check", str(content), "--since", "HEAD", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {item["file"] for item in found} == {f"content/{MARKET}", "content/events/2026/nuovo: evento.yaml"}
    assert main(["check", str(content), "--since", "HEAD~1", "--format", "github"]) == 1
    said = capsys.readouterr().out.splitlines()
    last = len((content / DISTRICT).read_text("utf-8").splitlines())
    assert any(
        line.startswith(f"::error file=content/{DISTRICT},line={last},col=1::stato: campo sconosc") for line in said
    )
    assert any("file=content/events/2026/nuovo%3A evento.yaml," in line for line in said)


@pytest.mark.parametrize("revision", ["nessuna", "--output=x"])
def test_a_revision_that_is_none_is_said(repository: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(repository / "content"), f"--since={revision}"]) == 1
    assert revision in capsys.readouterr().err
    assert not (repository / "x").exists()


def test_the_command_line_speaks_italian(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ["--help"],
        ["check", "--help"],
        ["accept"],
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "--x"],
    ):
        with pytest.raises(SystemExit):
            main(arguments)
    said = capsys.readouterr()
    english = re.findall(
        r"\b(?:usage|error|options|required|choose|show|unrecognized|the|invalid)\b", said.out + said.err
    )
    assert english == []


@pytest.mark.parametrize("kind", REGISTRY, ids=lambda kind: kind.one)
def test_a_new_file_lacks_only_what_its_writer_knows(
    kind: Kind, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each empty line is a problem, and there is no other; with its comments taken for lines every key is known."""
    content = repository / "content"
    where = {"region": "lombardia", "district": "lombardia/portici-immaginari"}.get(kind.inside)
    region = ["--region", where] if where else []
    assert main(["new", kind.one, "L'olio: #1", *region, "--folder", str(content)]) == 0
    (file,) = content.rglob("l-olio-1.yaml")
    assert record_name(file.relative_to(content).as_posix())
    lines = file.read_text("utf-8").splitlines()
    empty = {
        number for number, line in enumerate(lines, 1) if re.match(r"[\s-]*\w+:\s+#", line) and _leaf(lines, number)
    }
    capsys.readouterr()
    assert main(["check", str(content)]) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if "l-olio-1" in line and "avviso" not in line]
    assert {int(line.split(":")[1]) for line in said} >= empty
    assert not [line for line in said if "sconosciut" in line]
    keys = {line.removeprefix("# ").partition(":")[0] for line in lines if re.match(r"(?:# )?\w+:", line)}
    assert keys <= set(schema(kind)["properties"])
    assert main(["new", kind.one, "L'olio: #1", *region, "--folder", str(content)]) == 1  # it is there


def _leaf(lines: list[str], number: int) -> bool:
    """Whether no deeper line follows the one with this number."""
    depth = len(re.match(r"[\s-]*", lines[number - 1])[0])  # type: ignore[index]  # matches always
    following = lines[number] if number < len(lines) else ""
    return not following.startswith(" " * (depth + 1)) or following.startswith("#")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["distretto", "Prova"], "--region"),
        (["distretto", "Prova", "--region", "x"], "--region"),
        (["evento", "—"], "—"),
    ],
)
def test_a_record_that_cannot_begin_is_refused(
    repository: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *arguments, "--folder", str(repository / "content")]) == 1
    assert said in capsys.readouterr().err
    assert git(repository, "status", "--porcelain") == ""


def _reviewed(repository: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert main(["check", str(repository / "content"), *arguments]) == 0
    return [line for line in capsys.readouterr().out.splitlines() if DISTRICT in line and "avviso" in line]


MEMBER = "  - name: Crema\n    from: 2026-01-01\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("municipalities:\n", f"municipalities:\n{MEMBER}", "i comuni (aggiunto Crema, dal 1º gennaio 2026)"),
        ("municipalities:\n", f"municipalities:\n{MEMBER}    act: Delibera inventata n. 7\n", ""),
        ("status: attivo", "status: cessato", "lo stato (Attivo → Cessato)"),
        ("lead: Comune di Lodi", "lead: Comune di Codogno", ""),
    ],
    ids=["a member", "a member with its act", "a status", "another field"],
)
def test_a_change_of_members_or_status_wants_its_act(
    repository: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / DISTRICT
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    found = [line for line in _reviewed(repository, capsys, "--since", "HEAD") if "nessun atto nuovo" in line]
    assert len(found) == bool(said)
    assert all(said in line for line in found)


@pytest.mark.parametrize(
    ("more", "said"),
    [("", 1), ("  - publisher: Comune inventato\n    url: https://comune.example/orari\n", 0)],
    ids=["no source", "its source"],
)
def test_a_change_of_hours_wants_its_source(
    repository: Path, more: str, said: int, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / MARKET
    text = file.read_text("utf-8").replace("time: '08:00'", "time: '08:30'", 1)
    file.write_text(text.replace("sources:\n", f"sources:\n{more}", 1), "utf-8")
    capsys.readouterr()
    main(["check", str(repository / "content"), "--since", "HEAD"])
    assert capsys.readouterr().out.count("è cambiato quando si tiene") == said


def test_the_worklist_says_what_the_page_of_the_newsroom_says(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = repository / "content"
    known = catalog(load(content, REFERENCE), [], TODAY)
    wanted = {
        f"content/districts/{item.id}.yaml: {'; '.join(found)}"
        for item in known.districts
        if (found := review.of_district(known, item))
    }
    wanted |= {
        f"content/events/ricorrenti/{item.id}.yaml: da riconfermare" for item in known.recurring if item.to_confirm
    }
    assert main(["worklist", str(content)]) == 0
    *lines, total = capsys.readouterr().out.splitlines()
    assert set(lines) == wanted
    assert total.startswith(f"{len(lines)} sched")
    assert main(["worklist", str(content), "--region", "piemonte"]) == 0
    assert all("/piemonte/" in line for line in capsys.readouterr().out.splitlines()[:-1])
    assert main(["worklist", str(content), "--region", "molise"]) == 1
    assert "lombardia" in capsys.readouterr().err


def test_what_is_worth_another_look_is_said_where_it_is_asked_for(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / DISTRICT
    text = file.read_text("utf-8").replace("sources:", "contacts:\n  email: m.bianchi@comune.lodi.it\nsources:", 1)
    file.write_text(text.replace("https://portici.example/contributo", "https://bit.ly/prova"), "utf-8")
    asked = " ".join(_reviewed(repository, capsys, "--review"))
    assert "la casella sembra di una persona" in asked
    assert "un indirizzo abbreviato" in asked
    assert "da rivedere" not in " ".join(_reviewed(repository, capsys))
