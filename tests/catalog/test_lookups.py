"""Where look-ups have a record: by keys that follow from the record itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from distretti.catalog.declared import List, Lookup, One
from distretti.catalog.lookups import Lookups, entry
from distretti.engine.index import WITHDRAWN
from distretti.model import District, Filed, Initiative
from distretti.model.registry import KINDS, Kind
from distretti.places.register import Places
from distretti.reading.loader import load

from ..conftest import REFERENCE, TODAY
from ..mutants import SHOPS

DISTRICT = "lombardia/portici-immaginari"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_its_list(kind: Kind) -> None:
    declared = vars(Lookups)[kind.name]
    assert isinstance(declared, List)
    assert declared.model is kind.model


def test_what_is_declared_is_of_records() -> None:
    declared = [item for item in vars(Lookups).values() if isinstance(item, List | Lookup | One)]
    assert len(declared) > 40
    assert all(issubclass(item.model, Filed) for item in declared)


def test_a_record_is_where_its_keys_say(catalogue: Path, register: Places) -> None:
    district = load(catalogue, REFERENCE).of(District)[DISTRICT]
    found = entry(district, register, TODAY)
    assert found.kind == "districts"
    assert found.keys["district"] == (DISTRICT,)
    assert found.keys["districts_of_region"] == ("lombardia",)
    assert found.keys["districts_of_municipality"] == ("098031", "098019")
    assert found.keys["linking"] == ("programmes/lombardia/bando-di-prova-2026",)
    assert found.keys["citations"][0] == ("Comune di Lodi", None, "led")


def test_a_municipality_that_left_is_in_fewer_look_ups(catalogue: Path, register: Places) -> None:
    file = catalogue / f"districts/{DISTRICT}.yaml"
    file.write_text(file.read_text("utf-8").replace("    from: 2023-05\n", f"    to: {TODAY}\n"), "utf-8")
    district = load(catalogue, REFERENCE).of(District)[DISTRICT]
    days = [entry(district, register, day).keys for day in (TODAY, TODAY + dt.timedelta(1))]
    assert [len(keys["districts_of_municipality"]) for keys in days] == [2, 1]
    assert [keys["dated"] for keys in days] == [(TODAY.isoformat(),)] * 2


def test_a_key_that_is_none_has_no_record(catalogue: Path, register: Places) -> None:
    (initiative,) = load(catalogue, REFERENCE).of(Initiative).values()
    with_axis = initiative.model_copy(update={"axis": "nuove-tecnologie"})
    without = initiative.model_copy(update={"axis": None})
    assert entry(with_axis, register, TODAY).keys["initiatives_of_axis"] == ("nuove-tecnologie",)
    assert "initiatives_of_axis" not in entry(without, register, TODAY).keys


def test_a_withdrawn_record_is_found_by_its_old_addresses_only(catalogue: Path, register: Places) -> None:
    with (catalogue / SHOPS).open("a", encoding="utf-8") as stream:
        stream.write("aliases:\n  - /distretti/lombardia/vetrine/\nwithdrawn:\n  date: 2026-11-21\n  reason: Doppia.\n")
    district = load(catalogue, REFERENCE).of(District)["lombardia/botteghe-inventate"]
    found = entry(district, register, TODAY)
    assert (found.kind, found.order) == (WITHDRAWN, ("/distretti/lombardia/botteghe-inventate/",))
    assert found.keys.keys() - {"linking"} == {"moved"}
