"""Maps of classes: every area once, in the class of its number, in words beside the drawing."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import html5lib
import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.places.register import Places
from distretti.reading.loader import load
from distretti.statistics import choropleth
from distretti.statistics.tables import Column, DataTable

from ..conftest import PROJECT, REFERENCE, TODAY

BOUNDS = {  # the words of a class → what is in it
    "nessuno": (0, 0), "da 1 a 9": (1, 9), "da 10 a 99": (10, 99), "100 e più": (100, 10**6),
    "nessun comune": (0, 0), "meno del 10%": (Decimal("0.1"), Decimal("9.9")),
    "dal 10 al 25%": (10, Decimal("24.9")), "dal 25 al 50%": (25, Decimal("49.9")), "dal 50% in su": (50, 100),
}  # fmt: skip
SHOWN = {"distretti-per-regione": "nel_catalogo", "comuni-per-regione": "quota", "comuni-per-provincia": "quota"}


@pytest.fixture(scope="module")
def found() -> Catalog:
    return catalog(load(PROJECT / "tests" / "catalogue", REFERENCE), [], TODAY)


def maps(site: Path) -> list[tuple[Path, str, dict[str, list[str]], int]]:
    """Of each map: its page, its table, the areas that its key names by class, how many classes are drawn."""
    drawn = []
    for page in sorted(site.glob("statistiche/**/index.html")):
        document = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        for figure in document.iter("figure"):
            if "choropleth" in figure.get("class", ""):
                words = ["".join(item.itertext()).strip().partition(": ") for item in figure.iter("li")]
                key = {label: areas.split(", ") for label, _, areas in words}
                name = figure.find("figcaption").get("id").removesuffix("-classi")
                shapes = [
                    path for path in figure[0].iter() if path.get("id", "").startswith(f"{name}-") and path.get("d")
                ]
                drawn.append((page, name, key, len(shapes)))
    return drawn


def test_every_area_is_in_the_class_of_its_number(site: Path, register: Places) -> None:
    every = maps(site)
    assert {name for _, name, _, _ in every} == SHOWN.keys()
    for page, name, key, shapes in every:
        rows = list(csv.DictReader((page.parent / f"{name}.csv").open(encoding="utf-8", newline="")))
        said = {area.replace("’", "'"): label for label, areas in key.items() for area in areas}
        assert shapes == len(key)
        for row in rows:
            low, high = BOUNDS[said.pop(next(iter(row.values())))]
            assert low <= Decimal(row[SHOWN[name]] or 0) <= high, (page, row)
        assert set(said.values()) <= {choropleth.OUTSIDE}, page
        assert {area.replace("’", "'") for area in said} <= {place.name for place in register.regions.values()}


def test_maps_are_small_and_have_a_name(site: Path) -> None:
    for page in {page for page, *_ in maps(site)}:
        drawn = re.search(r'<figure class="map choropleth">\s*(<svg.*?</svg>)', page.read_text("utf-8"), re.DOTALL)
        assert drawn
        assert len(drawn[1].encode()) <= 3_000, page
        assert re.search(r"<title id=\"[a-z-]+\">Mappa\. \w", drawn[1])


def table(*rows: tuple[str, int]) -> DataTable:
    columns = Column("regione", "Regione"), Column("numero", "Numero", "count")
    areas = tuple(name.lower() for name, _ in rows)
    return DataTable("t", "T", "", "", columns, rows, shades="numero", areas=areas)


def test_one_class_is_no_map(found: Catalog) -> None:
    assert choropleth.drawn(found, table(("Lombardia", 3), ("Piemonte", 4))) is None
    two = choropleth.drawn(found, table(("Lombardia", 3), ("Piemonte", 0)))
    assert two
    assert [(shade.step, shade.label) for shade in two.shades] == [
        ("", choropleth.OUTSIDE), ("0", "nessuno"), ("1", "da 1 a 9"),
    ]  # fmt: skip
    assert two.shades[2].areas == ("Lombardia",)


def test_without_boundaries_there_is_no_map(catalogue: Path) -> None:
    (catalogue / "reference" / "comuni.topojson").unlink()
    bare = catalog(load(catalogue, catalogue / "reference"), [], TODAY)
    assert choropleth.drawn(bare, table(("Lombardia", 3), ("Piemonte", 0))) is None
