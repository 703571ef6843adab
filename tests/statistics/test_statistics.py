"""Figures: counted again by a program of its own, the same on pages and in files, refused where they mean nothing."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import html5lib
import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.language.dates import PartialDate
from distretti.model.district import Grant
from distretti.reading.loader import load
from distretti.statistics import charts, districts, grants, money, pages, shown, tables, tallies, territory
from distretti.statistics.tables import Column, DataTable, Linked

from ..conftest import PROJECT, REFERENCE, TODAY
from ..site import read_page, target
from ..world import World, replaced, tree
from . import recount

LODI = "districts/lombardia/portici-immaginari.yaml"


@pytest.fixture
def found(catalogue: Path) -> Catalog:
    return catalog(load(catalogue, REFERENCE), [], TODAY)


def test_every_figure_is_counted_again_and_equal(site: Path) -> None:
    assert recount.differences(site, PROJECT / "content") == []
    assert len(recount.expected(PROJECT / "content")) > 150


def test_every_computed_table_is_counted_again(site: Path) -> None:
    """What is not is only what sources say, word by word."""
    counted = {name.partition(":")[0] for name in recount.expected(PROJECT / "content")}
    files = {
        file.relative_to(site / "statistiche").as_posix().removesuffix(".csv")
        for file in site.glob("statistiche/**/*.csv")
    }
    said = re.compile(r".*(dichiarat[ei]|disaccordi[a-z-]*|cifre-dei-programmi)")
    rest = {name for name in files - counted if not said.fullmatch(name) and not name.startswith("indicatori/")}
    assert rest == set()


def test_a_district_more_is_a_difference(site: Path, tmp_path: Path) -> None:
    """The program that counts again is no mirror: content that the site was not built from is told."""
    content = Path(shutil.copytree(PROJECT / "content", tmp_path / "content"))
    shutil.copy(content / "districts/lombardia/lodi.yaml", content / "districts/lombardia/altro.yaml")
    done = subprocess.run(
        [sys.executable, recount.__file__, str(site), str(content)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "distretti-per-regione" in done.stdout
    assert "qualita/schede" not in done.stdout or "schede" in done.stdout


def rows_of(page: Path) -> dict[str, list[list[str]]]:
    """The cells of each table of a page by the anchor of its heading, and the heads of its columns first."""
    document = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    found: dict[str, list[list[str]]] = {}
    name = ""
    for element in document.iter():
        if element.tag == "h2":
            name = element.get("id", "")
        elif element.tag == "table":
            found[name] = [
                ["".join(cell.itertext()).strip() for cell in row if cell.tag in ("th", "td")]
                for row in element.iter("tr")
            ]
    return found


def test_page_csv_and_json_are_one(site: Path) -> None:
    """Everywhere: as many rows, the same values, in words on the page and plain in files."""
    checked = 0
    for page in sorted(site.glob("statistiche/**/index.html")):
        drawn = rows_of(page)
        for file in page.parent.glob("*.csv"):
            rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))
            data = json.loads(file.with_suffix(".json").read_text("utf-8"))["rows"]
            described = json.loads(file.with_name(f"{file.stem}.metadata.json").read_text("utf-8"))
            head, body = rows[0], rows[1:]
            assert [column["name"] for column in described["columns"]] == head
            assert len(data) == len(body), file
            for row, values in zip(data, body, strict=True):
                assert [name for name, value in zip(head, values, strict=True) if not equal(row[name], value)] == [], (
                    file
                )
            shown_rows = drawn.get(file.stem, [[]])[1:]
            plain = [
                [value for name, value in zip(head, row, strict=True) if not name.endswith("_url")] for row in body
            ]
            assert len(shown_rows) == len(plain), file
            for words, values in zip(shown_rows, plain, strict=True):
                assert [value for word, value in zip(words, values, strict=True) if not same(word, value)] == [], (
                    file,
                    words,
                )
            checked += 1
    assert checked > 150


def equal(value: object, written: str) -> bool:
    """Whether a JSON value is a CSV's: 0.5 and 0.50 are one number."""
    if value is None or isinstance(value, str):
        return (value or "") == written
    return Decimal(str(value)) == Decimal(written)


MONTHS = dict(zip(recount.MONTHS, range(1, 13), strict=True))


def same(word: str, value: str) -> bool:
    """Whether a page's word is a file's value: 1.234,5 for 1234.5, 3 maggio 2022 for 2022-05-03."""
    if not value:
        return bool(word)  # what the page says where nothing is known
    plain = word.replace("\u00a0€", "").replace("%", "").replace(".", "").replace(",", ".").replace("−", "-")
    number = re.compile(r"-?\d+(\.\d+)?")
    if word != value and number.fullmatch(plain) and number.fullmatch(value):
        return Decimal(plain) == Decimal(value)
    if match := re.fullmatch(r"(?:(\d+)º? )?([a-z]+) (\d{4})", word):
        parts = [match[3], f"{MONTHS.get(match[2].capitalize(), 0):02d}"] + (
            [f"{int(match[1]):02d}"] if match[1] else []
        )
        if "-".join(parts) == value:
            return True
    return " ".join(word.replace("’", "'").split()) == " ".join(value.replace("’", "'").split())


def test_parts_add_up_to_totals(site: Path) -> None:
    every = list(csv.DictReader((site / "statistiche" / "distretti-per-regione.csv").open(encoding="utf-8")))
    total = len(list((PROJECT / "content" / "districts").rglob("*.yaml")))
    assert sum(int(row["nel_catalogo"]) for row in every) == total
    for name, column in (("tipi", "distretti"), ("stati", "distretti")):
        rows = list(csv.DictReader((site / "statistiche" / "distretti" / f"{name}.csv").open(encoding="utf-8")))
        assert sum(int(row[column]) for row in rows) == total
    for file in site.glob("statistiche/*/differenza.csv"):
        numbers = [int(row["distretti"]) for row in csv.DictReader(file.open(encoding="utf-8"))]
        if numbers:
            assert numbers[0] == sum(numbers[1:5])
            assert numbers[5] - numbers[4] in (numbers[6], -numbers[6])


def test_a_count_leads_to_a_list_of_as_many(site: Path) -> None:
    page = read_page((str(site), "distretti/veneto/index.html"))
    files = {target(page.file, link)[0] for link in page.links if "//" not in link}
    districts_of = {file for file in files if re.fullmatch(r"distretti/veneto/[^/]+/index.html", file)}
    rows = list(csv.DictReader((site / "statistiche" / "distretti-per-regione.csv").open(encoding="utf-8")))
    assert [int(row["nel_catalogo"]) for row in rows if row["regione"] == "Veneto"] == [len(districts_of)]


def grant(**more: str) -> Grant:
    return Grant.model_validate({"measure": "Misura", **more})


def test_a_refused_sum_says_why_and_how_many() -> None:
    found = [
        grant(amount_eur="100"),
        grant(),
        grant(amount_eur="50", approximate="true"),
        grant(amount_eur="1", note="n"),
    ]
    assert (
        grants.refusal(found) == "1 su 4 senza importo, 1 su 4 arrotondati e 1 su 4 con una nota che ne cambia il senso"
    )
    assert grants.refusal([grant(amount_eur="100")]) == "È un solo contributo"


@pytest.mark.parametrize(
    ("invested", "lever"), [("2500000", Decimal("2.50")), ("999999", None), ("1000000", Decimal(1))]
)
def test_investments_below_the_budget_are_a_part_of_it(catalogue: Path, invested: str, lever: Decimal | None) -> None:
    """A leverage under one would say that less was spent than was given."""
    file = catalogue / "programmes/lombardia/bando-di-prova-2026.yaml"
    text = file.read_text("utf-8").replace("label: botteghe\n    value: 42\n    unit: botteghe",
                                           f"label: Investimenti\n    value: {invested}\n    unit: EUR")  # fmt: skip
    file.write_text(text, "utf-8")
    table = money.calls(catalog(load(catalogue, REFERENCE), [], TODAY), "lombardia")
    place = [column.key for column in table.columns].index("leva")
    assert [row[place] for row in table.rows] == [lever]


def test_what_cannot_be_computed_says_why_and_is_no_nought(found: Catalog) -> None:
    empty = pages.table(found, pages.REGION, "piemonte", "differenza")
    assert empty.rows == ()
    assert "non c’è una differenza da spiegare" in empty.empty
    drawn = shown.shown(pages.table(found, pages.ITALY, "", "distretti-per-regione"), "/statistiche/")
    words = {str(cell) for row in drawn.rows for cell in row.cells}
    assert "non si calcola" in words
    assert territory.share(1, 0) is None


def test_a_municipality_in_two_districts_counts_once(catalogue: Path) -> None:
    replaced(catalogue / "districts/lombardia/botteghe-inventate.yaml", "municipalities", "[Crema, Lodi]")
    found = catalog(load(catalogue, REFERENCE), [], TODAY)
    assert sorted(tallies.towns(found, "lombardia").values()) == [1, 1, 2]
    table = territory.by_region(found)
    place = [column.key for column in table.columns].index("comuni")
    assert next(row[place].value for row in table.rows if isinstance(row[place], Linked)) == 3
    assert "contati una volta: 1 comune" in table.note


def test_districts_of_a_ceased_one_are_not_compared(catalogue: Path) -> None:
    replaced(catalogue / LODI, "status", "cessato")
    found = catalog(load(catalogue, REFERENCE), [], TODAY)
    region = found.region["lombardia"]
    claim = districts.claims.newest(districts.claims.of_region(region, "distretti"))
    assert claim
    classes = districts.compared(region, claim, tallies.districts(found, "lombardia"))
    assert classes[districts.CEASED] == 1
    assert sum(classes.values()) == len(found.districts_of_region["lombardia"])


def dated(*rows: tuple[str, int, str]) -> DataTable:
    columns = (Column("valore", "V", "number"), Column("data", "D", "date"), Column("fonte", "F"), Column("nota", "N"))
    cells = tuple((Decimal(value), PartialDate.parse(date), source, None) for date, value, source in rows)
    return DataTable("prova", "Prova", "", "", columns, cells, chart="dots")


def test_dots_are_joined_only_within_one_source() -> None:
    apart = charts.dots(dated(("2011", 199, "Regione"), ("2022", 162, "Giornale")))
    assert apart
    assert apart.lines == ()
    assert len(apart.points) == 2
    joined = charts.dots(dated(("2011", 199, "Regione"), ("2012", 205, "Regione"), ("2022", 162, "Giornale")))
    assert joined
    assert len(joined.lines) == 1
    assert joined.lines[0].count("L") == 1


def test_one_date_is_no_chart_and_axes_begin_at_nought() -> None:
    assert charts.dots(dated(("2011", 199, "Regione"), ("2011", 200, "Giornale"))) is None
    chart = charts.dots(dated(("2011", 3, "a"), ("2020", 14_000_000, "b")))
    assert chart
    assert [tick.text for tick in chart.along] == ["0", "5 mln", "10 mln", "15 mln"]
    assert all(charts.LEFT <= x <= charts.RIGHT and charts.TOP <= y <= charts.BOTTOM for x, y in chart.points)


def test_charts_are_small_and_have_words(site: Path) -> None:
    for page in site.glob("statistiche/**/index.html"):
        text = page.read_text("utf-8")
        assert " style=" not in text
        for chart in re.findall(r'<svg class="chart".*?</svg>', text, re.DOTALL):
            assert len(chart.encode()) <= 3_000, page
            assert "<title" in chart
            assert "<desc" in chart
        for table in re.findall(r"<table>.*?</table>", text, re.DOTALL):
            assert sum(len(bar.encode()) for bar in re.findall(r"<svg.*?</svg>", table, re.DOTALL)) <= 3_000, page


@pytest.mark.parametrize("which", ["site", "published"])
def test_pages_are_light(which: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(which)
    sizes = {page: len(gzip.compress(page.read_bytes())) for page in folder.glob("statistiche/**/index.html")}
    assert len(sizes) > 100
    assert {str(page.relative_to(folder)): size for page, size in sizes.items() if size > 10_000} == {}


def test_no_finding_counts_what_is_not_there(site: Path) -> None:
    """An empty table says why, and its title is no nought of nought."""
    noughts = {}
    for file in site.glob("statistiche/**/*.metadata.json"):
        said = json.loads(file.read_text("utf-8"))
        if re.search(r"^0 |\b[sS]u 0\b", f"{said['title']} {said['definition']}") and said["no_data"]:
            noughts[str(file.relative_to(site))] = said["title"]
    assert noughts == {}


def test_files_are_plain(site: Path) -> None:
    for file in site.glob("statistiche/**/*.csv"):
        content = file.read_bytes()
        assert content[:3] != b"\xef\xbb\xbf"
        assert content.count(b"\r\n") == content.count(b"\n"), file
    described = json.loads((site / "statistiche/lombardia/differenza.metadata.json").read_text("utf-8"))
    assert {"title", "definition", "method", "updated", "page", "licence", "columns"} <= described.keys()


def test_decimals_are_points_and_what_is_unknown_is_empty() -> None:
    table = DataTable(
        "t",
        "T",
        "",
        "",
        (Column("a", "A", "euro"), Column("b", "B", linked=True)),
        ((Decimal("1.50"), None), (None, Linked("x", "/y/"))),
    )
    assert (
        tables.as_csv(table, lambda address: f"https://e.it{address}")
        == b"a,b,b_url\r\n1.50,,\r\n,x,https://e.it/y/\r\n"
    )
    rows = json.loads(tables.as_json(table, str))["rows"]
    assert rows == [{"a": 1.5, "b": None, "b_url": None}, {"a": None, "b": "x", "b_url": "/y/"}]


def test_an_edited_description_draws_no_statistics_again(tmp_path: Path) -> None:
    world = World(tmp_path)
    replaced(world.content / LODI, "description", "Prima.")
    world.build()
    before = {file: file.stat().st_mtime_ns for file in world.output.rglob("statistiche/**/*.*")}
    made: list[str] = []
    original = pages.table

    def table(*given: object) -> DataTable:
        made.append(str(given[1:]))
        return original(*given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "table", table)
        patch.setattr(shown, "shown", table)
        replaced(world.content / LODI, "description", "Poi, con altre parole.")
        done = world.build()
    assert made == []
    assert done.build
    assert before == {file: file.stat().st_mtime_ns for file in world.output.rglob("statistiche/**/*.*")}
    assert tree(world.output) == world.clean()


def test_an_edited_status_changes_the_statistics(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.build()
    replaced(world.content / LODI, "status", "da-verificare")
    world.build()
    assert "Da verificare" in (world.output / "statistiche/lombardia/stati.csv").read_text("utf-8")
    assert tree(world.output) == world.clean()
