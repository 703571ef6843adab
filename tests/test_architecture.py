"""A house with one staircase: modules import floors below their own, or their own without going round."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "plugins" / "distretti"

FLOORS = (
    (
        "problem", "plain_yaml", "yaml_file", "dates", "italian", "markdown", "places", "shapes", "frames", "page",
        "elements", "trees", "picture", "scan", "memory", "tree", "workers", "ground", "progress", "pagefind",
        "entries",
    ),
    ("model",),
    (
        "paths", "content", "validation", "load", "rules", "recurrence", "shelf", "shared", "index", "bodies",
        "addresses",
    ),
    ("catalog", "tables", "glossary", "lookups"),
    (
        "wording", "evidence", "compiled", "words", "theme", "covers", "sections", "maps", "term_facts", "lists",
        "grant_facts", "district_facts", "programme_facts", "initiative_facts", "event_facts", "region_facts",
        "search_facts", "membership", "distances", "nearby", "intake",
    ),
    ("outputs", "readers", "inputs", "drawing", "publish", "settings", "indexing"),
    ("build", "generator", "serve", "__main__"),
)  # fmt: skip
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def modules() -> dict[str, Path]:
    """Every module but the package's own file, by its name inside the package ("model.district")."""
    files = sorted(PACKAGE.rglob("*.py"))
    dotted = {".".join(file.relative_to(PACKAGE).with_suffix("").parts): file for file in files}
    return {name.removesuffix(".__init__"): file for name, file in dotted.items() if name != "__init__"}


MODULES = modules()


def imports(name: str) -> tuple[set[str], set[str]]:
    """The modules of the package and the packages of others that a module imports, wherever it does."""
    file = MODULES[name]
    package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
    own: set[str] = set()
    foreign: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            foreign |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            start = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            own |= {_module(f"{start}.{alias.name}".strip("."), start) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            foreign.add((node.module or "").partition(".")[0])
    return own - {name, ""}, foreign


def _module(name: str, package: str) -> str:
    """`from . import x` imports a module where there is one called so, or else a name of the package."""
    return name if name in MODULES else package


IMPORTS = {name: imports(name) for name in MODULES}


def room(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_down(name: str) -> None:
    assert {room(name), *map(room, IMPORTS[name][0])} <= FLOOR.keys(), "a new module needs a floor in this test"
    upward = {other for other in IMPORTS[name][0] if FLOOR[room(other)] > FLOOR[room(name)]}
    assert not upward


def test_no_imports_go_round() -> None:
    TopologicalSorter({name: own for name, (own, _) in IMPORTS.items()}).prepare()


def test_only_the_generator_knows_pelican() -> None:
    assert [name for name, (_, foreign) in IMPORTS.items() if "pelican" in foreign] == ["generator"]


def test_nothing_imports_the_package_by_its_name() -> None:
    """So that the imports above are all there are; outputs are named in the settings, and imported by a build."""
    found = [name for name, (_, foreign) in IMPORTS.items() if foreign & {"distretti", "importlib", "pelicanconf"}]
    assert found == ["build"]


def test_no_output_imports_another() -> None:
    outputs = {name for name in MODULES if room(name) == "outputs"} - {"outputs"}
    assert not {(name, other) for name in outputs for other in IMPORTS[name][0] if room(other) == "outputs"}


@pytest.mark.parametrize("name", ["page", "elements", "problem", "dates"])
def test_plain_values_know_nothing(name: str) -> None:
    assert IMPORTS[name][0] == set()


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) in FLOORS[0] + FLOORS[1] + FLOORS[2]])
def test_the_lower_floors_know_no_templates(name: str) -> None:
    assert not IMPORTS[name][1] & {"jinja2", "pelican"}


def test_the_test_sees_the_imports() -> None:
    assert "model.district" in IMPORTS["model.region"][0]
    assert "dates" in IMPORTS["model.values"][0]
    assert "rules.names" in IMPORTS["rules"][0]
    assert "content" in IMPORTS["rules.names"][0]
    assert "load" in IMPORTS["__main__"][0]
