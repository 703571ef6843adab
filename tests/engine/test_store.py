"""The memory between builds: whole, or as if there were none."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from distretti.engine.store import Store, StoreUnusable, encode, fresh, value

VALUES = {"plain": {"a": (1, "x", b"y", None)}, "date": dt.date(2026, 11, 25)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A memory with many values."""
    kept = fresh(tmp_path / "deep" / "memory.sqlite")
    kept.put("some", VALUES.items())
    kept.put("many", ((str(number), "x" * 3000) for number in range(300)))
    kept.commit()
    kept.close()
    return kept.file


@pytest.mark.parametrize("name", VALUES)
def test_what_is_put_is_there_the_next_time(name: str, file: Path) -> None:
    assert Store(file).get("some", name) == VALUES[name]
    assert Store(file).get("elsewhere", name, "default") == "default"


def test_nothing_is_kept_without_a_commit(file: Path) -> None:
    kept = Store(file)
    kept.put("some", [("plain", 1)])
    kept.drop("many")
    kept.close()
    assert Store(file).get("some", "plain") == VALUES["plain"]
    assert len(Store(file).names("many")) == 300


def test_values_and_namespaces_are_dropped(file: Path) -> None:
    kept = Store(file)
    kept.drop("some", ["plain"])
    kept.drop("many")
    assert kept.names("some") == ["date"]
    assert kept.names("many") == []


def test_a_table_is_kept_whole_and_then_by_its_changes(file: Path) -> None:
    kept = Store(file)
    table = {str(number): number for number in range(3000)}
    kept.put_table("some", "table", table, None)
    for changed in ({"1": -1, "new": 1}, {"1": -2}, {str(number): -number for number in range(2000)}):
        table |= changed
        table.pop("new", None)
        kept.put_table("some", "table", table, [*changed, "new"])
        assert kept.table("some", "table") == table
    assert kept.table("some", "none") == {}


def test_without_a_file_there_is_nothing_to_say(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable) as caught:
        Store(tmp_path / "none.sqlite")
    assert str(caught.value) == ""


def _all(file: Path) -> None:
    kept = Store(file)
    for namespace in ("some", "many"):
        for name in kept.names(namespace):
            kept.get(namespace, name)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.99])
def test_a_file_cut_short_is_forgotten(part: float, file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(StoreUnusable, match=r"non si legge|altra versione"):
        _all(file)


@pytest.mark.parametrize("content", [b"altro" * 3000, b"SQLite format 3\0" + b"x" * 9000])
def test_a_file_of_another_program_is_forgotten(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(StoreUnusable, match=r"non si legge|altra versione"):
        _all(file)


def test_a_database_of_another_program_is_forgotten(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE kept (namespace TEXT, name TEXT, value BLOB)")
    with pytest.raises(StoreUnusable, match="altra versione"):
        Store(tmp_path / "other.sqlite")


def test_one_wrong_byte_of_a_value_is_noticed() -> None:
    content = encode("x" * 100)
    assert value(content) == "x" * 100
    for place in range(len(content)):
        with pytest.raises(StoreUnusable, match="rovinata"):
            value(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


def test_a_fresh_memory_takes_the_place_of_any_file(file: Path) -> None:
    file.write_bytes(b"altro")
    assert fresh(file).names("some") == []


def test_a_table_is_changed_without_being_read(file: Path) -> None:
    kept = Store(file)
    kept.put_table("some", "table", {str(number): number for number in range(10)}, None)
    kept.change_table("some", "table", {"3": None, "4": 40, "new": 1})
    kept.change_table("some", "table", {"new": 2})
    left = {str(number): number for number in range(10) if number not in (3, 4)}
    assert kept.table("some", "table") == left | {"4": 40, "new": 2}
    kept.change_table("some", "table", {f"many {number}": number for number in range(1200)})
    assert len(kept.table("some", "table")) == 10 + 1200
    assert kept.get("some", "table +") == {}


def test_wherever_a_file_is_damaged_no_value_is_missing_or_another(tmp_path: Path) -> None:
    """Of a damaged key SQLite says that it is not there: what was kept is whole, or the store is unusable."""
    draw = random.Random(1)
    values = {
        (f"namespace {n % 3}", f"name {n}"): [draw.random() for _ in range(draw.randint(1, 60))] for n in range(900)
    }
    store = fresh(tmp_path / "whole.sqlite")
    for (namespace, name), kept in values.items():
        store.put(namespace, [(name, kept)])
    store.commit()
    store.close()
    whole, told = (tmp_path / "whole.sqlite").read_bytes(), 0
    for _ in range(200):
        at, long = draw.randrange(4096, len(whole) - 900), draw.choice((1, 16, 900))
        file = tmp_path / "damaged.sqlite"
        file.write_bytes(whole[:at] + bytes(255 - byte for byte in whole[at : at + long]) + whole[at + long :])
        try:
            damaged = Store(file)
            assert {key: damaged.get(*key, "missing") for key in values} == values
        except StoreUnusable:
            told += 1
        with suppress(StoreUnusable):
            damaged = Store(file)
            names = {namespace for namespace, _ in values}
            assert {(one, name): kept for one in names for name, kept in damaged.all(one).items()} == values
    assert 20 < told < 180
