"""A house with one staircase: packages import packages below their own, and modules never go round in circles."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "plugins" / "distretti"

# What each package may import besides itself, from the bottom. The root (build, refresh, plugin…) may import all.
ALLOWED: dict[str, set[str]] = {
    "language": set(),
    "model": {"language"},
    "places": {"language"},
    "site": {"language", "model", "places"},
    "engine": {"model", "site"},
    "reading": {"language", "model", "places", "site", "engine"},
    "catalog": {"language", "model", "places", "site", "engine", "reading"},
    "presenters": {"language", "model", "places", "site", "catalog"},
    "search": {"language", "model", "places", "site", "engine", "catalog", "presenters"},
    "theme": {"language", "model", "site"},
    "statistics": {"language", "model", "places", "site", "catalog", "presenters"},
    "opendata": {"language", "model", "places", "site", "catalog", "statistics"},
    "importing": {"language", "model", "places", "site", "reading", "catalog", "presenters"},
    "outgoing": {"language", "model", "reading"},
    "reviewing": {"language", "model", "site", "reading", "catalog"},
    "outputs": {
        "language",
        "model",
        "places",
        "site",
        "catalog",
        "presenters",
        "search",
        "statistics",
        "opendata",
    },
}

# The engine is a closed room: what those may import of it that are not the root.
ENGINE: dict[str, set[str]] = {
    "catalog": {"tracking", "tables", "index"},
    "reading": {"fingerprints"},
    "search": {"fingerprints", "search_entries", "extra_files", "store"},
}

# What others' packages only these may import.
FOREIGN = {
    "pelican": {"plugin"},
    "jinja2": {"theme"},
    "yaml": {"reading"},
    "pagefind_bin": {"search"},
    "rdflib": {"opendata"},
    "segno": {"presenters"},
    "icalendar": {"importing"},
    "brotli": {"engine"},
}

ADVICE = "move what is needed into a lower package, or pass it as an argument (docs/architecture.md)"


def modules() -> dict[str, Path]:
    """Every module by its name inside the package ("model.district"); a package's own file has the package's name."""
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


@cache
def all_imports() -> dict[str, tuple[set[str], set[str]]]:
    """`imports` of each module; when a test asks, since every worker reads this file."""
    return {name: imports(name) for name in MODULES}


def room(name: str) -> str:
    """The package of a module, or the module itself at the root."""
    return name.partition(".")[0]


def inside(package: str) -> list[str]:
    return [name for name in MODULES if room(name) == package]


def test_every_package_has_its_place() -> None:
    packages = {name for name, file in MODULES.items() if file.name == "__init__.py" and "." not in name}
    assert packages == ALLOWED.keys(), "a new package needs its line in ALLOWED"


@pytest.mark.parametrize("package", ALLOWED)
def test_packages_import_only_what_is_below(package: str) -> None:
    wrong = {
        f"{name} imports {other}"
        for name in inside(package)
        for other in all_imports()[name][0]
        if room(other) not in ALLOWED[package] | {package}
    }
    assert not wrong, ADVICE


def test_what_is_allowed_goes_down() -> None:
    """The table itself has an order; it lists no package that is not used."""
    TopologicalSorter(ALLOWED).prepare()
    used = {
        package: {room(other) for name in inside(package) for other in all_imports()[name][0]} for package in ALLOWED
    }
    assert {package: allowed - used[package] for package, allowed in ALLOWED.items() if allowed - used[package]} == {}


def test_the_engine_is_a_closed_room() -> None:
    used = {
        (package, other.partition(".")[2])
        for package in ALLOWED.keys() - {"engine"}
        for name in inside(package)
        for other in all_imports()[name][0]
        if room(other) == "engine"
    }
    assert used == {(package, module) for package, allowed in ENGINE.items() for module in allowed}


def test_no_imports_go_round() -> None:
    TopologicalSorter({name: own for name, (own, _) in all_imports().items()}).prepare()


@pytest.mark.parametrize("library", FOREIGN)
def test_a_library_has_its_room(library: str) -> None:
    assert {room(name) for name, (_, foreign) in all_imports().items() if library in foreign} == FOREIGN[library]


def test_nothing_imports_the_package_by_its_name() -> None:
    """So that the imports above are all there are; outputs are named in the settings, and imported by a build."""
    named = [
        name for name, (_, foreign) in all_imports().items() if foreign & {"distretti", "importlib", "pelicanconf"}
    ]
    assert named == ["build", "dead_links", "given"]  # "given" looks for plugins of others


def test_no_output_imports_another() -> None:
    outputs = set(inside("outputs")) - {"outputs"}
    assert not {(name, other) for name in outputs for other in all_imports()[name][0] if other in outputs}


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_says_what_it_is_for(package: str) -> None:
    """Its docstring names each of its modules, so that it can be read as a table of contents."""
    said = ast.get_docstring(ast.parse(MODULES[package].read_text(encoding="utf-8"))) or ""
    modules = {name.split(".")[1] for name in inside(package) if "." in name}
    if package not in ("model", "outputs"):  # a module for each kind of record, for each thing published
        assert {module for module in modules if f"`{module}" not in said} == set()
    assert len(said.splitlines()) <= 30


def test_the_docs_name_what_exists() -> None:
    """Packages, and modules in backticks like `engine.plan`, are those that there are."""
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert {package for package in ALLOWED if f"`{package}`" not in text} == set()
    named = {name for name in re.findall(r"`([a-z_]+\.[a-z_.]+)`", text) if room(name) in ALLOWED}
    named -= {name for name in named if name.endswith(".js")}
    assert named - {name.removesuffix(".py") for name in MODULES} == set()
    scripts = {file.name for file in (PROJECT / "theme" / "static" / "js").iterdir()}
    assert {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.js)`", text)} - scripts == set()


def test_tests_that_the_docs_name_exist() -> None:
    files = [*(PROJECT / "docs").rglob("*.md"), *PROJECT.glob("*.md")]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    named = {(file.name, path) for file, text in texts.items() for path in re.findall(r"`(tests/[\w/]+\.py)`", text)}
    assert {(file, path) for file, path in named if not (PROJECT / path).is_file()} == set()


def test_the_test_sees_the_imports() -> None:
    assert "model.district" in all_imports()["model.region"][0]
    assert "language.dates" in all_imports()["model.values"][0]
    assert "reading.rules.names" in all_imports()["reading.rules"][0]
    assert "reading.content" in all_imports()["reading.rules.names"][0]
    assert "checking" in all_imports()["commands"][0]
