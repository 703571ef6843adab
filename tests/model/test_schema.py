"""The published schemas: every real file passes two validators, as two readers of YAML see it; mutants fail in both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from jsonschema import Draft202012Validator

from distretti.model import written
from distretti.model.registry import KINDS, REGISTRY
from distretti.model.schema import keys, ordered, schema
from distretti.model.written import Form
from distretti.reading.layout import record_name
from distretti.reading.yaml_file import read

from ..conftest import PROJECT
from ..mutants import MUTANTS

VALIDATORS = {kind.name: Draft202012Validator(schema(kind)) for kind in REGISTRY}
OTHERS = {kind.name: jsonschema_rs.Draft202012Validator(schema(kind)) for kind in REGISTRY}  # shares no code with it


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """As a reader of YAML 1.2 sees it: `NO` is a text, `12:30` too, and so is a date."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))


def _records(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*.yaml")):
        if name := record_name(file.relative_to(folder).as_posix()):
            yield name.partition("/")[0], file


def _wrong(kind: str, value: Any) -> list[str]:
    """What one validator says, once the other has said as much."""
    found = [f"{list(error.path)}: {error.message[:90]}" for error in VALIDATORS[kind].iter_errors(value)]
    assert OTHERS[kind].is_valid(value) is not bool(found), found
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(VALIDATORS[kind].schema)


def test_every_file_passes_as_text_and_as_yaml_1_2() -> None:
    found = {}
    for kind, file in _records(PROJECT / "content"):
        content = file.read_bytes()
        document, _ = read(content, file.name)
        assert document
        wrong = _wrong(kind, document.value) + _wrong(kind, yaml.load(content, Core))
        if wrong:
            found[file.name] = wrong
    assert not found


# Of the mutants of a file, those that only other files or two fields tell apart are beyond a schema.
LEAST = 60


def test_mutants_that_a_schema_can_express_fail(tmp_path: Path) -> None:
    """Of the mistakes of one record that are YAML, so many at least; and none of those files failed before."""
    caught, asked = [], 0
    for mutant in MUTANTS:
        name = record_name(mutant.file)
        file = PROJECT / "tests" / "catalogue" / mutant.file
        if not name or not file.is_file() or file.suffix != ".yaml":
            continue
        changed = tmp_path / mutant.file
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_bytes(file.read_bytes())
        mutant.apply(tmp_path)
        document, problems = read(changed.read_bytes(), file.name)
        if document and not problems:
            asked += 1
            caught += [mutant.label()] if _wrong(name.partition("/")[0], document.value) else []
    assert len(caught) >= LEAST, (len(caught), asked)


@pytest.mark.parametrize("kind", REGISTRY, ids=lambda kind: kind.one)
def test_the_order_names_each_field_once(kind: Any) -> None:
    named = set(kind.model.model_fields) - {"id", "prose", "translations", "picture"}
    assert len(ordered(kind.model)) == len(named)
    assert set(ordered(kind.model)) == named
    assert keys(kind.model)[0] in ("name", "title", "text")
    assert list(keys(kind.model)) == list(schema(kind)["properties"])


def test_every_kind_has_one_word_of_its_own() -> None:
    assert len({kind.one for kind in REGISTRY}) == len(REGISTRY)


FORMS = [form for form in vars(written).values() if isinstance(form, Form)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_a_pattern_matches_its_example_whole_and_means_the_same_in_javascript(form: Form) -> None:
    assert re.fullmatch(form.pattern, form.example)
    assert not re.fullmatch(form.pattern, f"{form.example}\n")
    assert not re.search(r"\\[dDwWbBAZ]|\(\?[P#<!]", form.pattern)


@pytest.mark.parametrize("kind", REGISTRY, ids=lambda kind: kind.one)
def test_text_editors_have_the_schema_of_today(kind: Any) -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    given = PROJECT / ".vscode" / f"{kind.one}.json"
    assert json.loads(given.read_text("utf-8")) == schema(kind), "make schemas"
    files = {file for file in PROJECT.glob(settings[f".vscode/{kind.one}.json"]) if file.is_file()}
    assert files == {file for name, file in _records(PROJECT / "content") if name == kind.name}
