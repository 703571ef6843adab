"""publiccode.yml keeps to its standard, and says the version, licence and repository that the rest says."""

import copy
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pelicanconf
import pytest
import yaml

from tests.publiccode import problems

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# The mandatory keys of the standard, and those that this file should not lose.
MANDATORY = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "softwareVersion",
    "releaseDate",
    "description",
    "description/it/shortDescription",
    "description/it/longDescription",
    "description/it/features",
    "legal/license",
    "maintenance/type",
    "maintenance/contacts",
    "localisation/localisationReady",
    "localisation/availableLanguages",
]
WRONG: list[tuple[str, Any]] = [
    ("publiccodeYmlVersion", "0.2"),
    ("url", "git@example.org:catalogo.git"),
    ("softwareVersion", 0.1),
    ("releaseDate", "2026-02-30"),
    ("developmentStatus", "quasi pronto"),
    ("categories", ["sito-web"]),
    ("intendedAudience/scope", ["commercio"]),
    ("description/it/shortDescription", "x" * 151),
    ("description/it/longDescription", "Troppo breve."),
    ("maintenance/contacts", []),
    ("localisation/localisationReady", "no"),
    ("licenza", "AGPL-3.0-or-later"),
]


@pytest.fixture
def document() -> Any:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))


def parent(document: Any, path: str) -> tuple[Any, str]:
    *sections, key = path.split("/")
    for section in sections:
        document = document[section]
    return document, key


def disagreements(document: Any, version: str, licence: str, repository: str) -> Iterator[str]:
    if document["softwareVersion"] != version:
        yield "softwareVersion"
    if document["legal"]["license"] != licence:
        yield "license"
    if repository and document["url"].removesuffix(".git") != repository.rstrip("/").removesuffix(".git"):
        yield "url"


def test_it_keeps_to_the_standard(document: Any) -> None:
    assert problems(document) == []


@pytest.mark.parametrize("path", MANDATORY)
def test_no_mandatory_key_can_be_missing(document: Any, path: str) -> None:
    section, key = parent(document, path)
    del section[key]
    assert any(problem.startswith(path) for problem in problems(document))


@pytest.mark.parametrize(("path", "value"), WRONG, ids=[path for path, _ in WRONG])
def test_a_wrong_value_is_a_problem(document: Any, path: str, value: Any) -> None:
    section, key = parent(document, path)
    section[key] = value
    assert any(problem.startswith(path) for problem in problems(document))


def test_a_public_body_can_say_who_it_is(document: Any) -> None:
    document["organisation"] = {"name": "Comune di Esempio", "uri": "urn:x-italian-pa:c_e000"}
    assert problems(document) == []
    assert problems(document | {"organisation": {"uri": "urn:x-italian-pa:c_e000"}}) != []


def test_it_says_what_the_project_says(document: Any) -> None:
    known = (PROJECT["version"], PROJECT["license"], pelicanconf.REPOSITORY)
    assert list(disagreements(document, *known)) == []


def test_another_version_licence_or_repository_is_seen(document: Any) -> None:
    other = copy.deepcopy(document) | {"url": "https://example.org/catalogo.git"}
    same = (document["softwareVersion"], document["legal"]["license"], "https://example.org/catalogo/")
    assert list(disagreements(other, *same)) == []
    assert list(disagreements(other, "9.9.9", "MIT", "https://example.org/altro")) == [
        "softwareVersion",
        "license",
        "url",
    ]


def test_the_changelog_has_this_version_and_its_day(document: Any) -> None:
    released = re.findall(r"^## \[(\S+)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released[0] == (document["softwareVersion"], document["releaseDate"])
