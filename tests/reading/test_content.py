"""The real content: every file loads, every key has a field, and every value is kept."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from distretti.language.problem import errors
from distretti.model import (
    Checkup,
    Circuit,
    District,
    Event,
    Filed,
    Initiative,
    Message,
    Programme,
    PublicService,
    Question,
    RecurringEvent,
    Region,
    Venue,
)
from distretti.model.district import Membership
from distretti.model.registry import KIND_OF, VOCABULARIES
from distretti.reading.loader import Content, load

from ..conftest import PROJECT, REFERENCE, problems_of

CONTENT = PROJECT / "content"
KINDS: dict[str, type[Filed]] = {
    "districts/*/*.yaml": District,
    "events/[12]*/*.yaml": Event,
    "events/ricorrenti/*.yaml": RecurringEvent,
    "initiatives/*.yaml": Initiative,
    "programmes/*/*.yaml": Programme,
    "places/*/*.yaml": Venue,
    "regions/*.yaml": Region,
    "messages/*/*/*.yaml": Message,
    "public-services/*.yaml": PublicService,
    "circuits/*.yaml": Circuit,
    "checkups/*.yaml": Checkup,
    "questions/*.yaml": Question,
}


@pytest.fixture(scope="module")
def content() -> Content:
    return load(CONTENT, REFERENCE)


def test_nothing_is_wrong() -> None:
    assert [str(problem) for problem in errors(problems_of(CONTENT))] == []


@pytest.mark.parametrize(("pattern", "model"), KINDS.items())
def test_every_file_is_a_record(pattern: str, model: type[Filed], content: Content) -> None:
    """Of messages there may be none."""
    assert len(content.of(model)) == len(list(CONTENT.glob(pattern))) >= (model is not Message)


def test_the_registry_has_these_kinds() -> None:
    assert list(KIND_OF) == list(KINDS.values())


def test_no_file_is_of_another_kind(content: Content) -> None:
    known = {file for pattern in KINDS for file in CONTENT.glob(pattern)}
    others = {file.relative_to(CONTENT).as_posix() for file in CONTENT.rglob("*.yaml") if file not in known}
    assert others == {f"{name}.yaml" for name in VOCABULARIES}
    assert len(content.pages) == len(list(CONTENT.glob("pages/*.md")))


def test_the_vocabularies_are_whole(content: Content) -> None:
    for name in VOCABULARIES:
        assert len(content.vocabulary(name)) == len(plain(CONTENT / f"{name}.yaml"))
    assert [challenge.number for challenge in content.vocabulary("challenges")] == [1, 2, 3, 4, 5, 6]


def plain(file: Path) -> Any:
    """What a YAML file says, as text, read by nothing of ours."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def files() -> list[tuple[Path, type[Filed]]]:
    return [(file, model) for pattern, model in KINDS.items() for file in sorted(CONTENT.glob(pattern))]


def key_paths(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key, with the keys around it."""
    for key, item in value.items() if isinstance(value, dict) else ():
        yield (*path, key)
        yield from key_paths(item, (*path, key))
    for item in value if isinstance(value, list) else ():
        yield from key_paths(item, path)


def fields(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every field that a file may write, with the fields around it."""
    for name, item in model.model_fields.items():
        key = item.alias or name
        yield (*path, key)
        for inner in inner_models(item.annotation):
            yield from fields(inner, (*path, key))


def inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside `X | None`, `tuple[X, ...]` or `Annotated[X, …]`."""
    arguments = typing.get_args(annotation)
    if not arguments and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in arguments:
        yield from inner_models(argument)


def test_every_key_is_a_field_of_its_model() -> None:
    known = {model: set(fields(model)) for model in KINDS.values()}
    written = {(model, path) for file, model in files() for path in key_paths(plain(file))}
    assert not {(model.__name__, path) for model, path in written if path not in known[model]}


def test_every_value_is_kept(content: Content) -> None:
    """All leaves of all files, compared with what the records hold."""
    compared = 0
    for file, model in files():
        inside = KIND_OF[model].inside
        identifier = f"{file.parent.name}/{file.stem}" if inside else file.stem
        record = content.of(model)[identifier]
        for path, written in leaves(plain(file)):
            assert kept(record, path) == " ".join(written.split()), (file, path)
            compared += 1
    assert compared > 15_000


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
        return
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(item, (*path, step))


def kept(record: Any, path: tuple[str | int, ...]) -> str:
    value = record
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, {"from": "from_"}.get(step, step))
    if isinstance(value, Membership):
        value = value.name
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_a_few_records_are_read_as_a_person_reads_them(content: Content) -> None:
    lodi = content.of(District)["lombardia/lodi"]
    assert (lodi.region, lodi.slug, str(lodi.since), lodi.provinces) == ("lombardia", "lodi", "2008", ("LO",))
    assert lodi.grants[0].amount_eur == 170_000
    assert lodi.municipalities_complete is True
    assert len(lodi.disagreements[0].values) == 2
    assert content.of(Region)["lombardia"].istat_code == "03"
    assert {code for district in content.of(District).values() for code in district.provinces} >= {"NO", "TO"}
    fair = content.of(RecurringEvent)["antica-fiera-di-san-martino-a-inveruno"]
    assert fair.recurrence.rrule == "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11"
    assert str(fair.newest_source) == "2022-11-09"


def test_the_small_catalogue_uses_the_same_shape() -> None:
    """What tests spoil is of the kinds that editors write."""
    small = Path(__file__).parents[1] / "catalogue"
    for pattern, model in KINDS.items():
        assert list(small.glob(pattern)), pattern
        for file in small.glob(pattern):
            assert set(key_paths(plain(file))) <= set(fields(model))
