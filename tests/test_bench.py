"""make bench: its content is the same each time and has no problems, its layouts and its table say what they should."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench import catalogue, same
from bench.layouts import UNTRANSLATED, Layouts
from bench.measure import Cost
from bench.report import COLD, EVENT, GOALS, HUGO, OURS, UNCHANGED, Results, reached, table
from bench.scenarios import FIRST_MARKET, MISTAKE, NEW_DISTRICT, TERM, scenarios

from distretti.language.problem import errors
from distretti.model.district import District
from distretti.model.event import Event, RecurringEvent
from distretti.reading import rules
from distretti.reading.loader import load

ROOT = Path(__file__).parent.parent
ITEMS = 1000  # more districts than the smallest region has, and records of a second round


def newest() -> dt.date:
    """The day on which the newest record was compiled."""
    files = (ROOT / "content").rglob("*.yaml")
    days = (day for file in files for day in re.findall(r"(?m)^compiled: (\S+)$", file.read_text("utf-8")))
    return dt.date.fromisoformat(max(days))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "content"
    catalogue.write(ROOT / "content", folder, ITEMS)
    return folder


def test_the_content_has_the_asked_amount_and_no_problem(content: Path) -> None:
    read = load(content, content / "reference")
    assert len(read.of(District)) == ITEMS // 6
    assert sum(len(read.of(kind)) for kind in (District, Event, RecurringEvent)) == ITEMS
    assert not errors(read.problems + rules.broken(read, newest()))


def test_the_same_size_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    catalogue.write(ROOT / "content", tmp_path / "again", ITEMS)
    assert _bytes(tmp_path / "again") == _bytes(content)


def test_a_copy_is_elsewhere_and_leads_to_copies() -> None:
    places = catalogue.read_places(ROOT / "content" / "reference")
    (template,) = [
        one for one in catalogue.templates(ROOT / "content", "events", places)
        if one.id == "ricorrenti/antica-fiera-di-san-martino-a-inveruno"
    ]  # fmt: skip
    targets = catalogue.Targets(["lombardia/altomilanese", "lombardia/altomilanese-2"])
    writer = catalogue.Writer(places, {"districts": targets})
    assert writer.text(template, 0) == (ROOT / "content" / "events" / f"{template.id}.yaml").read_text("utf-8")
    text = writer.text(template, 2)
    assert "title: Antica fiera di San Martino a Inveruno c\n" in text
    assert "  - lombardia/altomilanese-2\n" in text
    assert "municipality: Inveruno\n" not in text
    assert "  - lombardia/altomilanese\n" in writer.text(template, 1)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_scenarios_change_what_they_say_and_leave_content_without_problems(content: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    before, problems = _bytes(content), {}
    today = newest()
    for scenario in scenarios(tmp_path, content, today):
        scenario.prepare()
        if scenario.name in (NEW_DISTRICT, MISTAKE, FIRST_MARKET, TERM):
            read = load(content, content / "reference")
            problems[scenario.name] = len(errors(read.problems + rules.broken(read, today)))
    assert problems == {NEW_DISTRICT: 0, MISTAKE: 1, FIRST_MARKET: 0, TERM: 0}
    assert _bytes(content) == before


TEMPLATES = ROOT / "theme" / "templates"


@pytest.mark.parametrize(
    "template", sorted(file.name for file in TEMPLATES.glob("*.html") if file.name not in {"base.html", *UNTRANSLATED})
)
def test_every_template_is_a_layout_too(template: str) -> None:
    static = TEMPLATES.parent / "static"
    assets = [file.relative_to(static).as_posix() for file in static.rglob("*.*")]
    layout = Layouts(TEMPLATES, dict.fromkeys(assets, "/x.js")).layout(template)
    assert '{{ define "main" }}' in layout
    assert "{%" not in layout


def test_the_table_says_what_was_reached() -> None:
    results = Results()
    for size, cpu in ((6000, 3.0), (30000, 15.0)):
        results.costs[size, COLD, OURS] = [Cost(cpu, cpu / 2, 10)] * 3
        results.costs[size, COLD, HUGO] = [Cost(2.5, 10, 10), Cost(3, 10, 10), Cost(cpu * 5, 10, 10)]
    results.costs[6000, UNCHANGED, OURS] = [Cost(0.3, 0.3, 0), Cost(0.3, 0.3, 2), Cost(0.3, 0.3, 0)]
    results.memory = {(30000, OURS): 500_000_000, (30000, HUGO): 1_000_000_000}
    lines = table(results).splitlines()
    assert "| cold, wall / Hugo, 30,000 items | ≤ 1.1 | ≤ 0.9 | 0.75 | aim reached |" in lines
    assert "| cold, CPU / Hugo, 6,000 items | ≤ 1.3 | ≤ 1.15 | 1 | aim reached |" in lines
    assert "| cold, CPU / Hugo, 30,000 items | ≤ 1.3 | ≤ 1.15 | 5 | **not reached** |" in lines
    assert "| nothing changed, 6,000 items: files written in any round | ≤ 0 | ≤ 0 | 2 | **not reached** |" in lines
    assert "| CPU exponent, 6,000 → 30,000 items | ≤ 1.05 | ≤ 1 | 1 | aim reached |" in lines
    assert "| memory / Hugo, 30,000 items | ≤ 0.35 | ≤ 0.2 | 0.5 | **not reached** |" in lines
    assert f"| {EVENT}, CPU / Hugo, 6,000 items | ≤ 0.15 | ≤ 0.09 | — | not measured |" in lines
    assert "| 30,000 | cold | preview | 15.00 | 7.50 | 0 | 10 | 500 |" in lines


def test_no_aim_is_easier_than_its_must() -> None:
    assert all(goal.aim <= goal.must for goal in GOALS)
    assert [reached(GOALS[1], value) for value in (1.0, 1.2, 1.4)] == ["aim reached", "must reached", "**not reached**"]


def test_pages_that_differ_are_told(tmp_path: Path) -> None:
    for name, words in (("ours", "uno due tre"), ("theirs", "uno due sei")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<p>{words}</p><script>{name[0]}</script>", "utf-8")
    (tmp_path / "ours" / "404.html").write_text("x", "utf-8")
    assert same.differences(tmp_path / "ours", tmp_path / "theirs") == [
        "404.html: only one engine writes it", "index.html: not the same words"
    ]  # fmt: skip
    assert not same.differences(tmp_path / "ours", tmp_path / "ours")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny catalogue as a Hugo site; beside it, as `hugo.ours`, the site that it should equal."""
    folder = tmp_path_factory.mktemp("bench") / "hugo"
    command = [sys.executable, "-m", "bench.hugo", "tests/catalogue", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_every_page_has_its_layout(prepared: Path) -> None:
    pages = [json.loads(file.read_text("utf-8")) for file in (prepared / "content").rglob("*.md")]
    assert len(pages) > 150
    layouts = {file.stem for file in (prepared / "layouts").glob("page-*.html")}
    assert {page["layout"] for page in pages} - layouts == set()


def test_the_frame_that_is_kept_has_the_links_of_the_theme(prepared: Path) -> None:
    """Written for Hugo by hand: where the footer of pages gets a link, so does this one."""
    page = (prepared.with_name("hugo.ours") / "index.html").read_text("utf-8")
    footer = page[page.index("<footer") : page.index("</footer>")]
    kept = (prepared / "layouts" / "_partials" / "footer.html").read_text("utf-8")
    links = re.findall(r'<li><a href="(?:\./)?([a-z][^"]*)"[^>]*>([^<]+)', footer)
    frame = re.findall(r'<li><a href="{{ \$root }}([^"]*)"[^>]*>([^<]+)', kept)
    assert len(frame) > 20
    assert links[1:] == frame, "after the correction of the page itself"
