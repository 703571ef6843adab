"""What records name, by the types of their fields."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import pytest

from distretti.model import Happening, Part, Record
from distretti.model.links import _fields, named_by
from distretti.model.registry import KIND_OF, KINDS, name_of
from distretti.model.values import ANY, DistrictId, RecordId
from distretti.reading.loader import load

from ..conftest import PROJECT, REFERENCE

CATALOGUE = PROJECT / "tests" / "catalogue"


def test_a_record_names_what_its_fields_say() -> None:
    content = load(CATALOGUE, REFERENCE)
    named = {name_of(type(record), record.id): list(named_by(record)) for record in content.records()}
    assert (("grants", 0, "programme"), "programmes", "lombardia/bando-di-prova-2026") in named[
        "districts/lombardia/portici-immaginari"
    ]
    kinds = {kind for found in named.values() for _, kind, _ in found}
    assert kinds == {"districts", "programmes", "initiatives", "venues", "municipalities"}
    for record in content.records():
        every = named[name_of(type(record), record.id)]
        assert list(named_by(record, "districts")) == [item for item in every if item[1] == "districts"]


@pytest.mark.parametrize("model", KIND_OF)
def test_fields_name_kinds_of_the_registry(model: type[Record]) -> None:
    assert {kind for _, kind in _fields(model)} <= {*KINDS, ANY, "municipalities"}


def hints(hint: Any) -> Iterator[Any]:
    """A type and all inside it, groups of fields too."""
    yield hint
    if isinstance(hint, type) and issubclass(hint, Part):
        for inner in typing.get_type_hints(hint, include_extras=True).values():
            yield from hints(inner)
    elif typing.get_origin(hint) is not typing.Annotated:
        for inner in typing.get_args(hint):
            yield from hints(inner)


@pytest.mark.parametrize("model", KIND_OF)
def test_an_id_says_of_what(model: type[Record]) -> None:
    """An id without the kind that it names would be a link that no rule follows."""
    assert RecordId not in list(hints(model))
    assert DistrictId in list(hints(Happening))
