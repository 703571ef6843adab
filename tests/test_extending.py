"""What docs/extending.md says is enough: its blocks applied to a copy of the project, checked and built."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import NOON, PROJECT
from .world import World

GUIDE = (PROJECT / "docs" / "extending.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^## (An? [a-z ]+).*?^```diff\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))

# The output and the template of the kind in the guide: its own matter, so not counted among what a kind needs.
OUTPUT = '''"""Service points: their list, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..model.registry import KINDS
from ..model.service_point import ServicePoint
from ..presenters import heads, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, ListItem, Section
from ..site.output import Head, Output, Page
from ..site.site import Site

KIND = KINDS["service_points"]


@dataclass(frozen=True, slots=True)
class PointView:
    """A service point."""

    head: Head
    heading: str
    where: str
    districts: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list and the pages."""
    yield Page(KIND.address, "sections.html", _list, (catalog,))
    for point in catalog.service_points:
        yield Page(addresses.of(point), "service_point.html", _view, (catalog, point), point)


def _list(catalog: Catalog) -> SectionsView:
    rows = tuple(ListItem(point.name, addresses.of(point), point.municipality) for point in catalog.service_points)
    parts = [Section(KIND.label, "elenco", rows=rows, empty="Nessuno.")]
    head = heads.head("I punti di servizio", "Tutti i punti di servizio.", (KIND.label, ""))
    return sections.view(head, KIND.label, "Dove rispondono i distretti.", parts)


def _view(catalog: Catalog, point: ServicePoint) -> PointView:
    district = catalog.district.get(point.district or "")
    links = (Link(district.name, addresses.of(district)),) if district else ()
    head = heads.head(point.name, "Un punto di servizio.", (KIND.label, KIND.address), (point.name, ""))
    return PointView(head, point.name, point.municipality, links)
'''
TEMPLATE = """{% extends "base.html" %}
{% from "macros/cells.html" import cell %}
{% block content %}
<h1 class="title">{{ page.heading }}</h1>
<p>{{ page.where }}</p>
{% for link in page.districts %}
<p>{{ cell(link) }}</p>
{% endfor %}
{% endblock %}
"""
POINT = """name: Sportello di Prova
municipality: Lodi
district: lombardia/portici-immaginari
compiled: 2026-11-20
sources:
  - publisher: Comune di Lodi
    url: https://portici.example/sportello
"""
DISTRICT = "districts/lombardia/portici-immaginari.yaml"
INDICATOR = """- id: prove
  label: Prove fatte
  unit: prove
  description: Quante prove ha fatto il distretto.
  words: [Prove nel distretto]
"""
VALUES = """indicators:
  - indicator: Prove nel distretto
    value: 41
    unit: prove
    date: 2024
    source: https://portici.example/contributo
  - indicator: Prove nel distretto
    value: 47
    unit: prove
    date: 2025
    source: https://portici.example/contributo
"""
POINTS = ("service-points/sportello.yaml", "service-points/altro-sportello.yaml")


@dataclass(frozen=True)
class Copy:
    """A copy of the project, with content of its own."""

    root: Path
    content: Path

    def run(self, *command: str) -> str:
        """What a command says, whatever comes of it."""
        environment = {**os.environ, "PYTHONPATH": str(self.root / "plugins"), "SOURCE_DATE_EPOCH": NOON}
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    def build(self) -> str:
        """Build the preview; what Pelican says."""
        return self.run("pelican", str(self.content), "-s", "pelicanconf.py", "-o", "output")

    def page(self, address: str) -> str:
        """A file of the site."""
        return (self.root / "output" / address).read_text("utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        """Other text in a file of the content."""
        text = (self.content / file).read_text("utf-8")
        assert old in text
        (self.content / file).write_text(text.replace(old, new), "utf-8")


def files(block: str) -> list[str]:
    """The files that a block of the guide touches."""
    return re.findall(r"^# (\S+)$", block, re.MULTILINE)


def apply(block: str, root: Path) -> None:
    """Do what a block of the guide says."""
    file, at = root, 0
    lines: list[str] = []
    for line in [*block.splitlines(), "# "]:
        if line.startswith("# "):
            if lines:
                file.write_text("\n".join(lines) + "\n", "utf-8")
            file = root / line[2:]
            lines, at = (file.read_text("utf-8").splitlines() if file.is_file() else []), 0
        elif line.startswith("+"):
            lines.insert(at, line[1:])
            at += 1
        else:
            assert lines.count(line[1:]) == 1, f"docs/extending.md: «{line[1:]}» is not one line of {file}"
            at = lines.index(line[1:]) + 1


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The copy with all that the guide adds, built once."""
    root = tmp_path_factory.mktemp("project")
    for name in ("plugins", "theme"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "docs").mkdir()
    for name in ("pelicanconf.py", "docs/schede.md"):
        shutil.copy(PROJECT / name, root / name)
    for block in BLOCKS.values():
        apply(block, root)
    apply('# plugins/distretti/outputs/__init__.py\n     "districts",\n+    "service_points",\n', root)
    (root / "plugins/distretti/outputs/service_points.py").write_text(OUTPUT, "utf-8")
    (root / "theme/templates/service_point.html").write_text(TEMPLATE, "utf-8")
    made = Copy(root, World(tmp_path_factory.mktemp("world")).content)
    (made.content / "service-points").mkdir()
    for file in POINTS:
        (made.content / file).write_text(POINT.replace("Sportello", Path(file).stem.capitalize()), "utf-8")
    made.replace("events/2026/festa-delle-vetrine-di-prova.yaml", "summary:", "parking: Dietro la festa.\nsummary:")
    made.replace(DISTRICT, "grants:", f"{VALUES}grants:")
    (made.content / "indicators.yaml").write_text(INDICATOR, "utf-8")
    assert "problemi 0" in made.build()
    return made


@pytest.fixture
def content(copy: Copy, tmp_path: Path) -> Copy:
    """The same copy with content that a test may spoil."""
    return Copy(copy.root, Path(shutil.copytree(copy.content, tmp_path / "content")))


def test_the_guide_counts_its_files() -> None:
    counts = {name: len(files(block)) for name, block in BLOCKS.items()}
    assert counts == {"A field": 3, "An output": 2, "A kind of record": 3, "A figure": 2}
    assert re.findall(r"^## An? [a-z ]+: (\d) files", GUIDE, re.MULTILINE) == [str(count) for count in counts.values()]
    assert len([line for line in BLOCKS["A field"].splitlines() if line.startswith("+")]) == 4
    assert len(GUIDE.splitlines()) <= 125


def test_a_field_is_on_its_page(copy: Copy) -> None:
    assert "Dietro la festa." in copy.page("eventi/2026/festa-delle-vetrine-di-prova/index.html")


def test_an_output_is_made_again_with_what_it_read(copy: Copy) -> None:
    assert copy.page("distretti/lombardia.txt").splitlines()[-1] == "Distretto diffuso dei Portici Immaginari"
    copy.replace(DISTRICT, "dei Portici Immaginari", "dei Portici Veri")
    assert "schede lette 1," in copy.build()
    assert copy.page("distretti/lombardia.txt").splitlines()[-1] == "Distretto diffuso dei Portici Veri"
    assert "Distretto diffuso dei Portici Veri" in copy.page("punti-di-servizio/sportello/index.html")


def test_a_kind_has_its_list_and_pages(copy: Copy) -> None:
    listed = re.findall(r'href="[^"]*?([a-z-]*sportello)/"', copy.page("punti-di-servizio/index.html"))
    assert listed == ["altro-sportello", "sportello"]
    page = copy.page("punti-di-servizio/sportello/index.html")
    assert '<h1 class="title">Sportello di Prova</h1>' in page
    assert re.search(r'href="[^"]*distretti/lombardia/portici-immaginari/"', page)
    assert "/punti-di-servizio/sportello/</loc><lastmod>2026-11-20</lastmod>" in copy.page("sitemap.xml")


def test_a_figure_has_its_table_chart_and_files(copy: Copy) -> None:
    texts = [file.read_text("utf-8") for file in copy.content.glob("districts/*/*.yaml")]
    known = sum("\nlead: " in text for text in texts)
    rows = copy.page("statistiche/qualita/capofila.csv").splitlines()
    assert rows == ["capofila,distretti", f"noto,{known}", f"non noto,{len(texts) - known}"]
    page = copy.page("statistiche/qualita/index.html")
    table = page[page.index('<h2 id="capofila">') :].partition("</table>")[0]
    assert "Chi guida i distretti" in table
    assert table.count('<svg class="bar"') == 2
    assert '"title": "Chi guida i distretti"' in copy.page("statistiche/qualita/capofila.metadata.json")


def test_an_indicator_is_an_entry_and_its_values(copy: Copy) -> None:
    """No code: a page of its own, a line in the list of all, and the series on the district's page."""
    rows = csv.DictReader(copy.page("statistiche/indicatori/prove/valori.csv").splitlines())
    assert [(row["valore"], row["data"]) for row in rows] == [("41", "2024"), ("47", "2025")]
    assert "Prove fatte" in copy.page("statistiche/indicatori/index.html")
    district = copy.page("distretti/lombardia/portici-immaginari/index.html")
    chart = district.partition('<svg class="chart"')[2].partition("</svg>")[0]
    assert chart.count("<circle") == 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("municipality:", "municipalty:", "2:1: municipalty: campo sconosciuto «municipalty». Forse volevi «munici"),
        ("immaginari", "immaginar", "3:11: district: non c'è nessuna scheda «lombardia/portici-immaginar». Forse"),
        ("Lodi\nd", "Lody\nd", "2:15: municipality: «Lody»"),
        ("example/sportello", "example/<b>", "7:10: "),
        ("compiled: 2026-11-20", "aliases:\n  - /altro/\ncompiled: 2026-11-20", "5:5: "),
    ],
)  # fmt: skip
def test_mistakes_in_a_kind_are_found(old: str, new: str, problem: str, content: Copy) -> None:
    content.replace(POINTS[0], old, new)
    said = content.run("distretti", "check", str(content.content))
    assert f"content/{POINTS[0]}:{problem}" in said


def test_a_file_of_a_kind_in_the_wrong_folder_is_told_where_it_goes(content: Copy) -> None:
    (content.content / "service-points" / "lodi").mkdir()
    (content.content / "service-points" / "lodi" / "x.yaml").write_text(POINT, "utf-8")
    said = content.run("distretti", "check", str(content.content))
    assert "content/service-points/lodi/x.yaml:1:1: la scheda va in service-points/" in said


def test_what_names_a_record_that_goes_is_read_again(copy: Copy) -> None:
    """Also for a kind that the program was not written with; a withdrawn one leads to its list."""
    copy.replace(POINTS[1], "compiled:", "withdrawn:\n  date: 2026-11-21\n  reason: Doppio.\ncompiled:")
    (copy.content / DISTRICT).rename(copy.root / "away.yaml")
    said = copy.build()
    (copy.root / "away.yaml").rename(copy.content / DISTRICT)
    for file in POINTS:
        assert re.search(rf"{file}:\d+:11: district: non c'è nessuna scheda «lombardia/portici-immaginari»", said), file
    copy.build()
    notice = copy.page("punti-di-servizio/altro-sportello/index.html")
    assert "Doppio." in notice
    assert re.search(r'<li><a href="[^"]*">Punti di servizio</a></li>', notice)
    assert "altro-sportello" not in copy.page("punti-di-servizio/index.html")
