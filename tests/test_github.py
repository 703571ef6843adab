"""What GitHub reads in .github: forms that it accepts and that say what the catalogue needs, owners, pinned actions.

Its rules for forms: docs.github.com, "Syntax for issue forms" and "Common validation errors when creating issue forms".
"""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from distretti.model import district, event
from tools import changed_pages

from .mutants import MARKET
from .test_editing import git, repository

__all__ = ["repository"]

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
FORMS = sorted(path.name for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
RECORD_FORMS = [name for name in FORMS if name != "4-programma.yml"]

TOP_KEYS = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def form(name: str) -> Any:
    return yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / name).read_text("utf-8"))


def form_problems(document: Any) -> Iterator[str]:
    for key in sorted(set(document) - TOP_KEYS):
        yield f"{key}: not a key of a form"
    for key in ("name", "description"):
        if not isinstance(document.get(key), str) or not document[key].strip():
            yield f"{key}: missing"
    fields = [part for part in document.get("body", []) if part.get("type") != "markdown"]
    if not fields:
        yield "body: no field"
    for number, part in enumerate(document.get("body", [])):
        yield from (f"body[{number}]: {problem}" for problem in part_problems(part))
    for what in (
        [part.get("id") for part in fields],
        [reference(part["attributes"].get("label")) for part in fields if "attributes" in part],
    ):
        yield from (f"body: {value} twice" for value in sorted({str(v) for v in what if what.count(v) > 1}))


def reference(label: object) -> str:
    """What GitHub makes of a label to tell fields apart: two that are alike here clash."""
    return re.sub(r"[^a-z0-9]+", "-", str(label).lower()).strip("-")


def part_problems(part: Any) -> Iterator[str]:
    kind, attributes = part.get("type"), part.get("attributes", {})
    if kind not in ATTRIBUTES:
        yield f"type {kind}"
        return
    if set(part) - {"type", "id", "attributes", "validations"} or set(attributes) - ATTRIBUTES[kind]:
        yield "a key that forms do not have"
    needed = "value" if kind == "markdown" else "label"
    if not all(isinstance(v, str) and v.strip() for k, v in attributes.items() if k not in ("options", "multiple")):
        yield "a text that is empty or none"
    if needed not in attributes:
        yield f"{needed}: missing"
    if kind != "markdown" and not re.fullmatch(r"[A-Za-z0-9_-]+", str(part.get("id", ""))):
        yield "id: missing or with other signs"
    if kind in ("dropdown", "checkboxes"):
        yield from option_problems(kind, attributes.get("options"))
    if not isinstance(part.get("validations", {}).get("required", False), bool):
        yield "required: neither true nor false"


def option_problems(kind: str, options: Any) -> Iterator[str]:
    texts = [option.get("label") if kind == "checkboxes" else option for option in options or []]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        yield "options: none, or not texts"
    if len(set(map(str, texts))) < len(texts) or "none" in (str(text).lower() for text in texts):
        yield "options: twice, or the reserved «none»"


def field(document: Any, name: str) -> Any:
    return next(part for part in document["body"] if part.get("id") == name)


@pytest.mark.parametrize("name", FORMS)
def test_github_accepts_the_form(name: str) -> None:
    assert list(form_problems(form(name))) == []


def broken(number: int, change: dict[str, Any]) -> Any:
    document = form("1-correzione.yml")
    document["body"][number] = document["body"][number] | change
    return document


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ({"name": "A", "body": []}, "description: missing"),
        ({"name": "A", "description": "B", "body": []}, "body: no field"),
        (form("1-correzione.yml") | {"titolo": "A"}, "titolo: not a key of a form"),
        (broken(1, {"id": "adesso"}), "body: adesso twice"),
        (broken(1, {"id": "che pagina"}), "body[1]: id: missing or with other signs"),
        (broken(1, {"type": "text"}), "body[1]: type text"),
        (broken(1, {"attributes": {"description": "B"}}), "body[1]: label: missing"),
        (broken(1, {"attributes": {"label": "Che cosa dice, adesso"}}), "body: che-cosa-dice-adesso twice"),
        (broken(1, {"validations": {"required": "sì"}}), "body[1]: required: neither true nor false"),
        (
            broken(5, {"attributes": {"label": "A", "options": ["No", "No"]}}),
            "body[5]: options: twice, or the reserved «none»",
        ),
        (broken(5, {"attributes": {"label": "A", "options": [True]}}), "body[5]: options: none, or not texts"),
    ],
)
def test_a_form_that_github_would_refuse_is_a_problem(document: Any, problem: str) -> None:
    assert problem in list(form_problems(document))


@pytest.mark.parametrize("name", FORMS)
def test_every_form_asks_for_the_public_source(name: str) -> None:
    source = field(form(name), "fonte")
    assert "https://" in source["attributes"]["placeholder"]
    assert name not in RECORD_FORMS or source["validations"]["required"]


@pytest.mark.parametrize("name", RECORD_FORMS)
def test_records_are_proposed_without_personal_data(name: str) -> None:
    options = field(form(name), "regole")["attributes"]["options"]
    assert all(option["required"] for option in options)
    assert any("dati personali" in option["label"] for option in options)


def test_choices_are_those_of_the_model() -> None:
    district_form, event_form = form("2-distretto.yml"), form("3-evento.yml")
    unknown = ["Non so"]
    to_verify = district.STATUSES["da-verificare"]  # not for who proposes to say: it follows from the sources
    statuses = [name for name in district.STATUSES.values() if name != to_verify]
    assert field(district_form, "tipo")["attributes"]["options"] == unknown + list(district.KINDS.values())
    assert field(district_form, "stato")["attributes"]["options"] == unknown + statuses
    assert field(event_form, "tipo")["attributes"]["options"] == list(event.KINDS.values())


def test_nobody_begins_with_an_empty_page() -> None:
    config = form("config.yml")
    assert config["blank_issues_enabled"] is False
    assert set(config) <= {"blank_issues_enabled", "contact_links"}


WORKFLOWS = sorted(path.name for path in (GITHUB / "workflows").glob("*.yml"))


def workflow(name: str) -> Any:
    return yaml.safe_load((GITHUB / "workflows" / name).read_text("utf-8"))


def test_the_jobs_of_the_guide_say_where_they_run() -> None:
    guide = (ROOT / "docs" / "pubblicare.md").read_text("utf-8")
    (text,) = re.findall(r"^```yaml\n(  part:\n.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    jobs = yaml.safe_load(text)
    images = {job["runs-on"] for job in workflow("publish.yml")["jobs"].values() if "runs-on" in job}
    assert {job["runs-on"] for job in jobs.values()} == images
    assert all("run" in step or "uses" in step for job in jobs.values() for step in job["steps"])


def unpinned(text: str) -> list[str]:
    """Actions of others that are not named by a full digest with its version beside."""
    used = re.findall(r"^[ -]*uses:[ ]*(.+)$", text, re.MULTILINE)
    pin = r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    return [action for action in used if not action.startswith("./") and not re.fullmatch(pin, action)]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_digest(name: str) -> None:
    assert unpinned((GITHUB / "workflows" / name).read_text("utf-8")) == []


def test_a_tag_or_a_short_digest_is_no_pin() -> None:
    digest = "0123456789abcdef0123456789abcdef01234567"
    lines = ["a/b@v1", "a/b@0123456 # v1.0.0", f"a/b@{digest}", f"a/b/c@{digest} # v1.0.0", "./.github/workflows/a.yml"]
    assert unpinned("\n".join(f"      - uses: {line}" for line in lines)) == lines[:3]


def test_one_version_of_each_action() -> None:
    texts = [(GITHUB / "workflows" / name).read_text("utf-8") for name in WORKFLOWS]
    pins = {(action, pin) for text in texts for action, pin in re.findall(r"uses: ([\w-]+/[\w-]+)[^@ ]*@(.+)", text)}
    assert len(pins) == len({action for action, _ in pins})


# The jobs that may write, each one thing; none of them checks a change out.
WRITERS = {
    "publish.yml": {
        "deploy": {"pages": "write", "id-token": "write"},
        "awake": {"actions": "write"},
        "tell": {"issues": "write"},
    },
    "thorough.yml": {"watch": {"actions": "read", "issues": "write"}},
    "links.yml": {"tell": {"actions": "read", "issues": "write"}},
    "comment.yml": {"comment": {"actions": "read", "pull-requests": "write"}},
}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_may_only_read_and_keep_no_credentials(name: str) -> None:
    document = workflow(name)
    assert document["permissions"] == ({} if name == "comment.yml" else {"contents": "read"})
    writers = {job: what["permissions"] for job, what in document["jobs"].items() if "permissions" in what}
    assert writers == WRITERS.get(name, {})
    steps = [step for job in document["jobs"].values() for step in job.get("steps", [])]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_main_is_published_only_after_its_tests() -> None:
    jobs = workflow("publish.yml")["jobs"]
    assert (jobs["test"]["uses"], jobs["build"]["needs"], jobs["deploy"]["needs"]) == (
        "./.github/workflows/test.yml",
        "test",
        "build",
    )
    triggers = workflow("test.yml")[True]  # YAML 1.1 reads «on» as true
    assert "workflow_call" in triggers
    assert triggers["push"] == {"branches-ignore": ["main"]}


def test_owners_are_written_as_github_reads_them() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    shown = [match[1] for line in lines if (match := re.fullmatch(r"# ([*/]\S*\s+@.*)", line))]
    for rule in rules + shown:
        pattern, *owners = rule.split()
        assert owners
        assert all(re.fullmatch(r"@[\w-]+(/[\w.-]+)?", owner) for owner in owners)
        assert pattern == "*" or (ROOT / pattern.lstrip("/")).exists(), pattern
    every = [rule.split()[0] for rule in rules + shown]
    assert set(every) >= {"*", "/content/"}
    of_regions = {pattern for pattern in every if pattern.startswith("/content/districts/")}
    assert len(of_regions) > 1
    assert of_regions <= set(every[every.index("/content/") :]), "the last line that matches counts"


def test_workflows_have_nothing_that_attackers_use() -> None:
    """zizmor: unpinned actions, tokens that may too much, what a stranger names inside a script."""
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--color", "never"]
    done = subprocess.run([*command, GITHUB / "workflows"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["review", "comment"])
def test_what_a_stranger_changes_is_not_run(name: str) -> None:
    """Steps that run something run it from the base's tree, and what the event says of strangers is in variables."""
    text = (GITHUB / "workflows" / f"{name}.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            script = step.get("run", "")
            assert "${{" not in script
            assert not re.search(r"(?:^|[;&|]\s*)(?:cd change|change/|make -C change)", script, re.MULTILINE)
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False
    assert "secrets." not in text
    if name == "review":
        assert workflow["permissions"] == {"contents": "read"}
        assert "pull_request_target" not in text


def tells(name: str, event: str, **results: str) -> bool:
    """Whether the job `tell` of a workflow runs after these results, as GitHub reads its condition."""
    condition = str(workflow(name)["jobs"]["tell"].get("if", "success()"))
    for text, value in {
        "always()": "True",
        "cancelled()": "False",  # of the run: a job at its time limit is cancelled by itself
        "failure()": str("failure" in results.values()),
        "success()": str(set(results.values()) == {"success"}),
        "github.event_name": repr(event),
        "&&": "and",
        "||": "or",
        "!cancelled": "not cancelled",
    }.items():
        condition = condition.replace(text, value)
    status = any(word in str(workflow(name)["jobs"]["tell"].get("if", "")) for word in ("always()", "failure()"))
    if not status and set(results.values()) != {"success"}:
        return False
    condition = re.sub(r"needs\.(\w+)\.result", lambda match: repr(results[match[1]]), condition)
    return bool(eval(condition))


@pytest.mark.parametrize("result", ["success", "failure", "cancelled"])
@pytest.mark.parametrize("job", ["test", "build", "deploy"])
def test_a_night_that_fails_or_hangs_is_told(job: str, result: str) -> None:
    order = ["test", "build", "deploy"]
    results = {name: "success" if order.index(name) < order.index(job) else "skipped" for name in order} | {job: result}
    if result == "success":
        results = dict.fromkeys(order, "success")
    assert tells("publish.yml", "schedule", **results) == (result != "success")
    assert not tells("publish.yml", "push", **results)


@pytest.mark.parametrize("result", ["success", "failure", "cancelled"])
def test_a_week_without_an_answer_about_links_is_told(result: str) -> None:
    assert tells("links.yml", "schedule", ask=result)


def ran(step: dict[str, Any], folder: Path, fake: str, **environment: str) -> list[str]:
    """What the script of a step tells a `gh` that is the shell script `fake`, and notes the rest in done.txt."""
    (folder / "gh").write_text(f'#!/bin/sh\ncase "$*" in\n{fake}\n*) echo "$1 $2" >> done.txt ;;\nesac\n', "utf-8")
    (folder / "gh").chmod(0o755)
    given = {"REPOSITORY": "a/b", "TITLE": "T", "RUN": "R", "RUNS": "R", "RUN_ID": "1", **environment}
    command = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
    path = {"PATH": f"{folder}:/usr/bin:/bin"}
    done = subprocess.run(command, cwd=folder, env=given | path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = folder / "done.txt"
    return told.read_text("utf-8").splitlines() if told.exists() else []


@pytest.mark.parametrize(
    ("days", "open_", "wanted"), [(0, "", []), (1, "", []), (3, "", ["issue create"]), (3, "7", []), (None, "", [])]
)
def test_a_site_that_is_no_longer_published_is_told_once(
    tmp_path: Path, days: int | None, open_: str, wanted: list[str]
) -> None:
    (step,) = workflow("thorough.yml")["jobs"]["watch"]["steps"]
    last = "" if days is None else (dt.datetime.now(dt.UTC) - dt.timedelta(days=days, hours=1)).isoformat()
    assert ran(step, tmp_path, f'"run list"*) echo "{last}" ;;\n"issue list"*) echo "{open_}" ;;') == wanted


@pytest.mark.parametrize("result", ["failure", "cancelled"])
def test_links_that_could_not_be_asked_open_the_issue(tmp_path: Path, result: str) -> None:
    (step,) = workflow("links.yml")["jobs"]["tell"]["steps"]
    fake = '"run download"*) exit 1 ;;\n"issue list"*) echo "" ;;'
    assert ran(step, tmp_path, fake, ASKED=result) == ["issue create"]
    assert "non è stato possibile chiedere" in (tmp_path / "testo.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("listed", "open_", "wanted"),
    [
        ("content/a.yaml:1:1: url: avviso: «https://x.example/»: @tutti `rm`\nIndirizzi chiesti: 1.\n", "", "create"),
        ("content/a.yaml:1:1: url: avviso: «https://x.example/»: no\nIndirizzi chiesti: 1.\n", "7", "edit 7"),
        ("Nessun problema\nIndirizzi chiesti: 1.\n", "7", "close 7"),
        ("Nessun problema\nIndirizzi chiesti: 1.\n", "", ""),
    ],
)
def test_dead_links_are_told_in_one_issue(tmp_path: Path, listed: str, open_: str, wanted: str) -> None:
    """The script of the workflow with a `gh` that notes what it is told to do."""
    fake = tmp_path / "gh"
    fake.write_text(
        f'#!/bin/sh\ncase "$1 $2" in\n"run download") printf "%s" "$LISTED" > collegamenti.txt ;;\n'
        f'"issue list") echo "{open_}" ;;\n*) echo "$2 $3" >> done.txt ;;\nesac\n',
        "utf-8",
    )
    fake.chmod(0o755)
    (step,) = workflow("links.yml")["jobs"]["tell"]["steps"]
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LISTED": listed, "REPOSITORY": "a/b", "TITLE": "T"}
    environment |= {"RUN": "https://forge.example/1", "RUN_ID": "1", "ASKED": "success"}
    command = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = tmp_path / "done.txt"
    assert (told.read_text("utf-8") if told.exists() else "").startswith(wanted)
    assert told.exists() == bool(wanted)
    text = (tmp_path / "testo.md").read_text("utf-8")
    assert text.startswith("Indirizzi chiesti: 1.\n")
    assert all(line.startswith("    ") for line in text.splitlines() if "x.example" in line)


def test_the_steps_of_a_review_make_the_summary_of_a_change_from_a_fork(repository: Path, tmp_path: Path) -> None:
    """The script of the workflow, on a change that has a record, a page of words and code of a stranger."""
    base = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "-q", "-b", "proposta")
    market = repository / "content" / MARKET
    market.write_text(market.read_text("utf-8").replace("time: '08:00'", "time: '07:30'"), "utf-8")
    evil = repository / "plugins" / "distretti"
    evil.mkdir(parents=True)
    (evil / "__init__.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')\n", "utf-8")
    (repository / "pelicanconf.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Mercato: comincia prima", "-m", "Fonte: Ordinanza inventata n. 12")
    out = tmp_path / "review"
    command = [ROOT / "tools" / "review.sh", repository, base, out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    summary = (out / "riassunto.md").read_text("utf-8").splitlines()
    assert summary[2] == "1 scheda, **2 file del programma**."
    assert "- Inizio: era 08:00, ora **07:30**; **senza fonte**" in summary
    assert "- Fonte: Ordinanza inventata n. 12" in summary
    address = f"eventi/ricorrenti/{market.stem}"
    pages = next(number for number, line in enumerate(summary) if line.startswith("## Pagine che cambiano"))
    assert summary[pages + 2] == f"- /{address}/", "before the pages that only list it"
    assert len(summary) > pages + 3
    assert "ore 8" in (out / "prima" / address / "index.html.txt").read_text("utf-8")
    assert "ore 7:30" in (out / "dopo" / address / "index.html.txt").read_text("utf-8")
    assert not (tmp_path / "run").exists()
    assert git(repository, "worktree", "list").count("\n") == 0


def run_job(job: dict[str, Any], folder: Path, checkout: str, main_then: str) -> list[str]:
    """Runs the steps of a job but for the environment's; the revisions that they check out beside the change.

    `checkout` is the repository whose HEAD is the merge that GitHub made, `main_then` the base that the event names.
    """
    outputs: dict[str, str] = {"github.event.pull_request.base.sha": main_then}
    asked: list[str] = []

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: outputs[match[1]], text)

    for step in job["steps"]:
        given = step.get("with", {})
        if "actions/checkout" in step.get("uses", "") and "ref" in given:
            asked.append(filled(given["ref"]))
            (folder / given["path"]).symlink_to(ROOT)
        elif "actions/checkout" in step.get("uses", ""):
            depth = int(given.get("fetch-depth", 1))
            how = ["--depth", str(depth)] if depth else []
            subprocess.run(["git", "clone", "-q", *how, f"file://{checkout}", given["path"]], cwd=folder, check=True)
        elif "run" in step and not step["run"].startswith("make "):
            (folder / "outputs").write_text("")
            environment = {"GITHUB_OUTPUT": "outputs", "GITHUB_STEP_SUMMARY": "summary", "PATH": os.environ["PATH"]}
            environment |= {name: filled(value) for name, value in step.get("env", {}).items()}
            command = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            lines = (folder / "outputs").read_text("utf-8").splitlines()
            outputs |= {f"steps.{step.get('id')}.outputs.{line.split('=')[0]}": line.split("=")[1] for line in lines}
    return asked


def test_who_proposes_is_not_blamed_for_a_main_that_moved_on(repository: Path, tmp_path: Path) -> None:
    """The steps of the workflow on a fork's change that GitHub merged into a newer main than the event's."""
    main_then, main = git(repository, "rev-parse", "HEAD"), git(repository, "branch", "--show-current")
    git(repository, "checkout", "-q", "-b", "proposta")
    market, shops = repository / "content" / MARKET, repository / "content/districts/lombardia/botteghe-inventate.yaml"
    market.write_text(market.read_text("utf-8").replace("time: '08:00'", "time: '07:30'"), "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "Mercato: comincia prima")
    git(repository, "checkout", "-q", main)
    shops.write_text(shops.read_text("utf-8").replace("name: ", "name: Nuove "), "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "Un altro nome, di qualcun altro")
    main_now = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "-q", "--detach")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "proposta")
    assert run_job(workflow("review.yml")["jobs"]["review"], tmp_path, str(repository), main_then) == [main_now]
    summary = (tmp_path / "summary").read_text("utf-8")
    assert "- Inizio: era 08:00, ora **07:30**" in summary
    assert "1 scheda." in summary.splitlines()
    assert "qualcun altro" not in summary
    assert "Nuove" not in summary


def proposed(repository: Path, out: Path) -> tuple[int, str, str]:
    """What the script says of all that is in the repository and not in its first commit; the summary."""
    base = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "-q", "-b", "proposta")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "Proposta")
    command = [ROOT / "tools" / "review.sh", repository, base, out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    summary = out / "riassunto.md"
    return done.returncode, done.stdout + done.stderr, summary.read_text("utf-8") if summary.exists() else ""


def test_a_hostile_proposal_ends_in_words(repository: Path, tmp_path: Path) -> None:
    """Links out, a huge file, a name with a line break, another record's address taken: told, and not followed."""
    inside = repository / "content" / "districts" / "lombardia"
    (inside / "fuori.yaml").symlink_to("/etc/passwd")
    (repository / "content" / "initiatives" / "fuori").symlink_to("/etc")
    (inside / "grande.yaml").write_text("# x\n" * 200_000)
    (inside / "a\n::error::b.yaml").write_text("name: x\n")
    taken = "aliases:\n  - /distretti/lombardia/portici-immaginari/\n"
    shops = inside / "botteghe-inventate.yaml"
    shops.write_text(shops.read_text("utf-8") + taken, "utf-8")
    code, said, summary = proposed(repository, tmp_path / "review")
    assert code == 1
    assert "Traceback" not in said
    assert not re.search(r"(?m)^::error::b", said), "a name is no command to GitHub"
    assert "root:" not in said + summary
    assert "## Problemi: così non entra" in summary
    for name, what in (
        ("fuori.yaml", "è un collegamento ad altro"),
        ("grande.yaml", "il file è troppo grande"),
        ("botteghe-inventate.yaml", "portici-immaginari"),
    ):
        assert any(name in line and what in line for line in said.splitlines()), said


def test_pages_of_changed_records_are_listed_first_then_those_that_come_or_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of many only the first are listed."""
    before, after = tmp_path / "before", tmp_path / "after"
    for number in range(changed_pages.SHOWN + 5):
        for site in (before, after):
            (site / f"a{number}").mkdir(parents=True)
            (site / f"a{number}" / "index.html").write_text(site.name)
    (before / "z" / "vecchia").mkdir(parents=True)
    (before / "z" / "vecchia" / "index.html").write_text("x")
    for site in (before, after):
        (site / "eventi" / "ricorrenti" / "x").mkdir(parents=True)
        (site / "eventi" / "ricorrenti" / "x" / "index.html").write_text(site.name)
    changed_pages.main(before, after, tmp_path / "review", ["events/ricorrenti/x.yaml"])
    listed = capsys.readouterr().out.splitlines()[2:]
    assert listed[:3] == ["- /eventi/ricorrenti/x/", "- /z/vecchia/ (tolta)", "- /a0/"]


def test_a_broken_register_is_told_in_the_summary_with_all_else(repository: Path, tmp_path: Path) -> None:
    """Saved by a spreadsheet: nothing can be checked or built, and what the proposal changes is told all the same."""
    register = repository / "content" / "reference" / "comuni.csv"
    git(repository, "checkout", "-q", "-b", "registro")
    register.write_text(register.read_text("utf-8").replace(",", ";"), "utf-8")
    market = repository / "content" / MARKET
    market.write_text(market.read_text("utf-8").replace("time: '08:00'", "time: '07:30'"), "utf-8")
    (repository / "Makefile").write_text("all:\n", "utf-8")
    code, said, summary = proposed(repository, tmp_path / "review")
    assert code == 1
    assert "Traceback" not in said
    assert re.search(r"(?m)^::error::.*comuni\.csv.*colonne", said)
    assert re.search(r"(?m)^- .*comuni\.csv.*colonne", summary.split("## Non si può controllare")[1])
    assert "- Inizio: era 08:00, ora **07:30**" in summary
    assert "## Cambia anche il programma" in summary
    assert "## Pagine che cambiano\n\nNon si possono confrontare" in summary


def test_a_proposal_without_content_is_told(repository: Path, tmp_path: Path) -> None:
    (repository / "altro.txt").write_text("x\n", "utf-8")
    shutil.rmtree(repository / "content")
    code, said, summary = proposed(repository, tmp_path / "review")
    assert code == 1
    assert re.search(r"(?m)^::error::La cartella «content» non c'è", said)
    assert "impostazioni" not in said + summary
    assert "- La cartella «content» non c'è" in summary


@pytest.mark.parametrize(
    ("summary", "known", "wanted"),
    [("# Che cosa cambia\n", "", "POST"), ("# Che cosa cambia\n", "9", "PATCH"), ("", "", "POST")],
    ids=["new", "again", "none"],
)
def test_a_comment_is_never_empty(tmp_path: Path, summary: str, known: str, wanted: str) -> None:
    """The script of the workflow with a `gh` that notes what it is told to do; without a summary it says so."""
    fake = tmp_path / "gh"
    fake.write_text(
        '#!/bin/sh\ncase "$*" in\n*/pulls*) echo 5 ;;\n'
        '"run download"*) test -n "$SUMMARY" || exit 1; mkdir review; printf "%s" "$SUMMARY" > review/riassunto.md ;;\n'
        '*--paginate*) echo "$KNOWN" ;;\n*) echo "$3" >> done.txt ;;\nesac\n',
        "utf-8",
    )
    fake.chmod(0o755)
    (step,) = workflow("comment.yml")["jobs"]["comment"]["steps"]
    environment = dict.fromkeys(("REPOSITORY", "RUN", "HEAD", "OWNER", "BRANCH"), "x")
    environment |= {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "SUMMARY": summary,
        "KNOWN": known,
        "RUN_URL": "https://forge.example/1",
    }
    command = ["bash", "-e", "-o", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "done.txt").read_text("utf-8").split() == [wanted]
    body = (tmp_path / "body.md").read_text("utf-8")
    assert (summary or "La rilettura non è riuscita, o si è fermata a metà: https://forge.example/1") in body


def test_a_proposal_whose_content_is_elsewhere_is_not_read(repository: Path, tmp_path: Path) -> None:
    """Where the folder of the content itself is a link: nothing that it leads to is read."""
    (repository / "content").rename(tmp_path / "altrove")
    (repository / "content").symlink_to(tmp_path / "altrove")
    code, said, summary = proposed(repository, tmp_path / "review")
    assert (code, said) == (1, "")
    assert summary == "La cartella `content` di questa proposta è un collegamento ad altro: non si legge.\n"
