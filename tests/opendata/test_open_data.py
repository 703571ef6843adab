"""Files of open data: one set of rows in every form, read by others' programs, and examples that run."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import geojson
import pytest
from frictionless import Package

from distretti.model.registry import KINDS, PAGED
from distretti.opendata import formats, sqlite
from distretti.opendata.columns import Dataset, Field
from distretti.opendata.datasets import DATASETS

from ..conftest import PROJECT
from ..statistics import recount
from ..world import World, replaced, tree

LODI = "districts/lombardia/portici-immaginari.yaml"


def rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))


def written(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", DATASETS)
def test_csv_json_and_database_have_the_same_rows(site: Path, name: str) -> None:
    plain = rows(site / "dati" / f"{name}.csv")
    assert plain
    data = json.loads((site / "dati" / f"{name}.json").read_text("utf-8"))["righe"]
    assert [{key: written(value) for key, value in row.items()} for row in data] == plain
    connection = sqlite3.connect(site / "dati" / "distretti-del-commercio.sqlite")
    connection.row_factory = sqlite3.Row
    kept = [dict(row) for row in connection.execute(f'SELECT * FROM "{name.replace("-", "_")}"')]
    kinds = {field.name: field.type for field in DATASETS[name].fields}
    said = [{key: of_database(value, kinds[key]) for key, value in row.items()} for row in kept]
    assert sorted(map(repr, said)) == sorted(
        map(repr, [{key: number(value, kinds[key]) for key, value in row.items()} for row in plain])
    )


def of_database(value: object, kind: str) -> object:
    if value is None:
        return ""
    return str(bool(value)).lower() if kind == "boolean" else float(value) if kind == "number" else str(value)  # type: ignore[arg-type]


def number(value: str, kind: str) -> object:
    return float(value) if kind == "number" and value else value


KINDS_OF = {
    "distretti": "districts",
    "eventi": "events",
    "mercati": "recurring",
    "bandi-e-programmi": "programmes",
    "iniziative": "initiatives",
    "luoghi": "venues",
}


def test_every_record_is_a_row(site: Path) -> None:
    content = PROJECT / "content"
    for name, kind in KINDS_OF.items():
        paths = [file.relative_to(content).with_suffix("").as_posix() for file in content.glob(recount.FOLDERS[kind])]
        identifiers = {path.partition("/")[2].removeprefix("ricorrenti/") for path in paths}
        assert {row["id"] for row in rows(site / "dati" / f"{name}.csv")} == identifiers


def test_regions_are_the_parts_of_the_whole(site: Path) -> None:
    for name in ("distretti", "comuni-dei-distretti"):
        parts = [row for file in sorted((site / "dati" / name).glob("*.csv")) for row in rows(file)]
        assert sorted(map(repr, parts)) == sorted(map(repr, rows(site / "dati" / f"{name}.csv")))


def test_the_package_is_valid_for_frictionless(site: Path) -> None:
    report = Package(str(site / "dati" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == len(DATASETS)


def test_geojson_is_valid_for_another_parser(site: Path) -> None:
    """With positions of longitude and latitude in Italy, and the properties of the CSV."""
    for file in sorted(site.glob("dati/**/*.geojson")):
        data = geojson.loads(file.read_text("utf-8"))
        assert data.is_valid, data.errors()
        plain = rows(file.with_suffix(".csv"))
        assert len(data["features"]) == len(plain)
        for feature, row in zip(data["features"], plain, strict=True):
            assert {key: written(value) for key, value in feature["properties"].items()} == row
            shape = feature["geometry"]
            points = (
                [] if shape is None else [shape["coordinates"]] if shape["type"] == "Point" else shape["coordinates"]
            )
            assert all(6 < longitude < 19 and 35 < latitude < 48 for longitude, latitude in points)


def test_codes_are_text_and_files_have_their_signs(site: Path) -> None:
    plain = (site / "dati" / "distretti.csv").read_bytes()
    assert plain[:3] != b"\xef\xbb\xbf"
    assert plain.count(b"\r\n") == plain.count(b"\n")
    assert {row["regione_istat"] for row in rows(site / "dati" / "distretti.csv")} >= {"03", "01"}
    excel = (site / "dati" / "distretti-excel.csv").read_bytes()
    assert excel[:3] == b"\xef\xbb\xbf"
    assert b'"=""03"""' in excel


SAMPLE = Dataset(
    "prova",
    "Prova",
    "",
    (Field("a", "A", key=True), Field("b", "B", "number"), Field("c", "C", "boolean")),
    lambda *_: iter(()),
)


def test_excel_runs_no_formula_and_keeps_noughts() -> None:
    text = formats.as_excel(SAMPLE, [["=1+1", 1.5, True], ["007", None, False], ["@x", 2, None]]).decode("utf-8-sig")
    assert text.split("\r\n")[1:4] == ["'=1+1;1,5;sì", '"=""007""";;no', "'@x;2;"]


def test_the_database_does_not_say_which_library_wrote_it() -> None:
    content = sqlite.database({"prova": (SAMPLE, [["x", 1.5, True]])})
    assert content == sqlite.database({"prova": (SAMPLE, [["x", 1.5, True]])})
    assert content[92:100] == bytes(8)


def test_the_database_is_sound(site: Path) -> None:
    connection = sqlite3.connect(site / "dati" / "distretti-del-commercio.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    explained = set(connection.execute("SELECT tabella, colonna FROM descrizione"))
    assert explained == {
        (name.replace("-", "_"), field.name) for name, data in DATASETS.items() for field in data.fields
    }


def test_every_record_has_its_json_beside_its_page(site: Path) -> None:
    for kind in PAGED:
        for file in (PROJECT / "content").glob(recount.FOLDERS[kind]):
            name = file.relative_to(PROJECT / "content").with_suffix("").as_posix()
            inside = "/".join(name.split("/")[KINDS[kind].folder.count("/") + 1 :])
            place = f"{KINDS[kind].address.strip('/')}/{inside}"
            data = json.loads((site / place / "scheda.json").read_text("utf-8"))
            source = recount.yaml.load(file.read_text("utf-8"), recount.LOADER)
            assert data.keys() - {"id", "scheda", "licenza"} >= source.keys() - {"withdrawn"}, name
            assert [item["publisher"] for item in data["sources"]] == [
                " ".join(item["publisher"].split()) for item in source["sources"]
            ]


def examples(site: Path, language: str) -> str:
    """The first example in a language, with the files of this folder for the site's."""
    page = (site / "come-usare-i-dati" / "index.html").read_text("utf-8")
    blocks = [
        re.sub("<[^>]+>", "", block) for block in re.findall(r"<pre><code[^>]*>(.*?)</code></pre>", page, re.DOTALL)
    ]
    sign = {"python": "import pandas", "r": "read.csv(paste0", "sql": "SELECT"}[language]
    text = next(block for block in blocks if sign in block)
    for name, plain in (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&#x27;", "'")):
        text = text.replace(name, plain)
    return re.sub(r"https://[^\"]*/dati/", f"{site.as_posix()}/dati/", text)


def test_the_example_in_pandas_runs_and_counts_what_the_statistics_count(site: Path, tmp_path: Path) -> None:
    script = tmp_path / "esempio.py"
    script.write_text(examples(site, "python"), "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["03", str(len(list((PROJECT / "content/districts/lombardia").glob("*.yaml"))))] in lines
    counted = {row["regione"]: row["comuni"] for row in rows(site / "statistiche/comuni/comuni-per-regione.csv")}
    assert ["03", counted["Lombardia"]] in lines


def test_the_example_in_sql_runs(site: Path) -> None:
    connection = sqlite3.connect(site / "dati" / "distretti-del-commercio.sqlite")
    found = dict(connection.execute(examples(site, "sql")))
    assert found["05"] == len(list((PROJECT / "content/districts/veneto").glob("*.yaml")))


def test_the_example_for_a_spreadsheet_counts_the_right_column(site: Path) -> None:
    head = (site / "dati" / "distretti-excel.csv").read_text("utf-8-sig").splitlines()[0].split(";")
    page = (site / "come-usare-i-dati" / "index.html").read_text("utf-8")
    letter = re.search(r"COUNTIF\(([A-Z]):\1;", page)
    assert letter
    assert head[ord(letter[1]) - ord("A")] == "regione_istat"


def test_an_edited_description_writes_one_file_of_data(tmp_path: Path) -> None:
    world = World(tmp_path)
    replaced(world.content / LODI, "description", "Prima.")
    world.build()
    before = {
        file: file.read_bytes()
        for file in world.output.rglob("*")
        if file.suffix in (".json", ".csv", ".geojson", ".sqlite") and "cerca" not in file.parts
    }
    replaced(world.content / LODI, "description", "Poi.")
    world.build()
    changed = {
        file.relative_to(world.output).as_posix() for file, content in before.items() if file.read_bytes() != content
    }
    assert changed == {"distretti/lombardia/portici-immaginari/scheda.json"}
    assert tree(world.output) == world.clean()
