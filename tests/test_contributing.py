"""The editors' guide: its examples load without a problem, and it explains every key that the models have."""

import datetime as dt
import re
import shutil
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from distretti.language.problem import Problem
from distretti.model import District, Event, Filed, Message, Part, Record, RecurringEvent
from distretti.model.registry import identity
from distretti.reading import rules
from distretti.reading.formatting import formatted
from distretti.reading.layout import record_name
from distretti.reading.loader import Content, load

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs/schede.md").read_text("utf-8")
TODAY = dt.date(2026, 11, 24)
EXAMPLE = re.compile(r"^File `content/([^`]+)`:\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = dict(EXAMPLE.findall(GUIDE))

# The real records that the examples name.
NAMED = (
    "districts/lombardia/lodi.yaml",
    "initiatives/gestionale-distretti.yaml",
    "initiatives/laboratorio-distretti.yaml",
    "regions/lombardia.yaml",
    "partners.yaml",
    "challenges.yaml",
    "documents.yaml",
    "themes.yaml",
    "programmes/lombardia/ricostruzione-economica-territoriale-urbana-2020.yaml",
)

GUIDED = {
    District: "districts/", RecurringEvent: "events/ricorrenti/", Event: "events/2", Message: "messages/",
}  # fmt: skip


def content_with(folder: Path, examples: dict[str, str]) -> Content:
    """A small content folder with the named records and these examples, loaded."""
    for name in NAMED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "content" / name, folder / name)
    for name, text in examples.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return load(folder, ROOT / "content" / "reference")


def problems_of(content: Content) -> list[Problem]:
    """What is wrong with the records there: so small a content lacks pages and vocabularies."""
    found = content.problems + rules.broken(content, TODAY)
    return [problem for problem in found if not problem.message.startswith("manca quest")]


def models(model: type[Part]) -> Iterator[type[Part]]:
    """The model and those of the groups of fields inside it."""
    yield model
    for item in model.model_fields.values():
        for inner in parts(item.annotation):
            yield from models(inner)


def parts(annotation: object) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, Part):
            yield annotation
    else:
        for argument in typing.get_args(annotation):
            yield from parts(argument)


def keys(model: type[Part]) -> set[str]:
    """The names that files write, without those that the file's own name and its prose give."""
    given = {"id", "prose", "translations", "picture"} if issubclass(model, Filed) else set()
    return {item.alias or name for name, item in model.model_fields.items()} - given


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_in_the_order_that_format_gives(name: str) -> None:
    assert formatted(EXAMPLES[name], identity(record_name(name) or "")[0]) == EXAMPLES[name]


def test_the_guide_has_an_example_of_each_kind_that_editors_write() -> None:
    folders = [name.rpartition("/")[0] for name in EXAMPLES]
    districts = ["districts/lombardia", "districts/lombardia"]
    assert sorted(folders) == [
        "checkups",
        "circuits",
        *districts,
        "events/2027",
        "events/ricorrenti",
        "messages/lombardia/lodi",
        "places/lombardia",
        "programmes/lombardia",
        "public-services",
        "questions",
    ]
    assert GUIDE.count("```yaml") == len(EXAMPLES), "a YAML block without its file's name"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_copied_as_it_is_has_no_problem(name: str, tmp_path: Path) -> None:
    content = content_with(tmp_path / "content", {name: EXAMPLES[name]})
    assert problems_of(content) == []
    assert f"content/{name}" in content.documents


def test_the_examples_together_have_no_problem(tmp_path: Path) -> None:
    content = content_with(tmp_path / "content", EXAMPLES)
    assert problems_of(content) == []
    assert len(content.of(District)) == 3
    assert (len(content.of(Event)), len(content.of(RecurringEvent))) == (1, 1)


@pytest.mark.parametrize("model", GUIDED)
def test_every_key_is_in_the_guide(model: type[Part]) -> None:
    """What all records share is explained once, with the districts."""
    own = "".join(text for name, text in EXAMPLES.items() if name.startswith(GUIDED[model]))
    shared = "".join(text for name, text in EXAMPLES.items() if name.startswith(GUIDED[District]))
    for part in models(model):
        for key in keys(part):
            text = shared if key in keys(Record) else own + (shared if part in set(models(Record)) else "")
            assert re.search(rf"^[ #-]*{key}:", text, re.MULTILINE), f"{part.__name__}.{key}"


def test_the_walk_through_the_models_finds_groups_inside_groups() -> None:
    names = {part.__name__ for part in models(District)}
    assert {"Membership", "Grant", "Perimeter", "Indicator", "Source", "Claim", "Confirmation", "Withdrawal"} <= names


def test_the_withdrawal_shown_as_a_comment_is_valid_too(tmp_path: Path) -> None:
    name = "districts/lombardia/esempio.yaml"
    text = re.sub(r"^# (withdrawn:|  date:|  reason:)", r"\1", EXAMPLES[name], flags=re.MULTILINE)
    content = content_with(tmp_path / "content", {name: text})
    assert problems_of(content) == []
    assert content.of(District)["lombardia/esempio"].withdrawn
