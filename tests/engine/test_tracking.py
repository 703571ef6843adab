"""Traces, memoised values and who depends on them, and the records in memory meanwhile."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from random import Random

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.engine import tracking
from distretti.engine.dependents import Changes, Dependents
from distretti.engine.index import Index, IndexEntry
from distretti.engine.store import Store, fresh
from distretti.engine.tracking import Memo, RecordName, Trace
from distretti.model import District
from distretti.reading import rules
from distretti.reading.loader import load

from ..conftest import REFERENCE, TODAY

NAME = "districts/lombardia/portici-immaginari"


@pytest.fixture
def found(catalogue: Path) -> Catalog:
    content = load(catalogue, REFERENCE)
    return catalog(content, rules.broken(content, TODAY), TODAY)


def named(catalog: Catalog, district: District, sign: str) -> str:
    """What a value is made of here: one field, one look-up."""
    return f"{sign}{district.short_name}{len(catalog.districts_of_region.get(district.region, ()))}"


def test_a_memoised_value_is_computed_once_and_what_it_reads_is_its_own(found: Catalog) -> None:
    district = found.district["lombardia/portici-immaginari"]
    found.tracker.take_trace()
    assert found.memo(named, district, "*") == found.memo(named, district, "*") == named(found, district, "*")
    assert found.memo(named, district, "-")[0] == "-"
    found.tracker.take_trace()
    memo, _ = found.memos.computed
    assert memo.query == ("memo", (named.__module__, "named", NAME, "*"))
    assert memo.trace == Trace(frozenset({("districts_of_region", "lombardia")}), {NAME: frozenset({"short_name"})})
    found.memos.computed = []
    found.memo(named, district, "*")
    assert found.tracker.take_trace() == Trace(frozenset({memo.query}), {})
    assert found.memos.computed == []


def test_a_memoised_value_is_computed_again_from_what_was_kept_of_it(found: Catalog) -> None:
    found.memo(named, found.district["lombardia/portici-immaginari"], "*")
    (memo,) = found.memos.computed
    found.memos.computed = []
    assert found.memos.compute_again(memo.call) == memo
    gone = pickle.dumps((named, (RecordName("districts/lombardia/nessuno"), "*")))
    assert found.memos.compute_again(gone) is None


ASKING, ALONE = 7, 8


def kept_by(tmp_path: Path, found: Catalog) -> tuple[Store, Memo]:
    """A store where the page ASKING read a memoised value, and ALONE a field of a record."""
    found.memo(named, found.district["lombardia/portici-immaginari"], "*")
    (memo,) = found.memos.computed
    worker, dependents, kept = Dependents(None), Dependents(None), fresh(tmp_path / "store")
    worker.note(ASKING, Trace(frozenset({memo.query})))
    worker.note(ALONE, Trace(frozenset(), {NAME: frozenset({"description"})}))
    worker.note_memos([memo])
    for batch in worker.batches():
        dependents.merge(batch)
    dependents.save(kept)
    return kept, memo


CHANGES = {
    "short_name": Changes(fields={NAME: frozenset({"short_name"})}),
    "description": Changes(fields={NAME: frozenset({"description"})}),
    "region": Changes(queries={("districts_of_region", "lombardia")}),
    "gone": Changes(fields={NAME: None}),
    "other": Changes(queries={("districts_of_region", "piemonte")}),
}


def test_a_page_depends_on_the_answer_of_a_memoised_value(found: Catalog, tmp_path: Path) -> None:
    kept, memo = kept_by(tmp_path, found)
    same = {name: Dependents(kept).affected_by(changes, found.memos) for name, changes in CHANGES.items()}
    assert same == {"short_name": set(), "description": {ALONE}, "region": set(), "gone": {ALONE}, "other": set()}
    other = memo._replace(answer=b"of before")
    dependents = Dependents(kept)
    dependents.note_memos([other])
    dependents.save(kept)
    differs = {name: Dependents(kept).affected_by(changes, found.memos) for name, changes in CHANGES.items()}
    assert differs == {
        "short_name": {ASKING}, "description": {ALONE}, "region": {ASKING}, "gone": {ASKING, ALONE}, "other": set(),
    }  # fmt: skip


def test_a_value_that_nobody_asks_is_dropped_where_it_would_be_computed_again(found: Catalog, tmp_path: Path) -> None:
    kept, _ = kept_by(tmp_path, found)
    dependents = Dependents(kept)
    dependents.note(ASKING, Trace(frozenset({("today", None)})))
    dependents.save(kept)
    found.memos.computed = []
    dependents = Dependents(kept)
    assert dependents.affected_by(CHANGES["short_name"], found.memos) == set()
    dependents.save(kept)
    assert found.memos.computed == []
    assert kept.names("memos") == []


def test_a_new_trace_takes_the_place_of_the_last(found: Catalog, tmp_path: Path) -> None:
    kept = fresh(tmp_path / "store")
    traces = [Trace(frozenset({("today", None), ("pages", None)})), Trace(frozenset({("pages", None)})), Trace()]
    readers = []
    for trace in traces:
        dependents = Dependents(kept)
        dependents.note(ASKING, trace)
        dependents.save(kept)
        asked = [Changes(queries={(name, None)}) for name in ("today", "pages")]
        readers.append([Dependents(kept).affected_by(changes, found.memos) for changes in asked])
    assert readers == [[{ASKING}, {ASKING}], [set(), {ASKING}], [set(), set()]]
    assert not [name for name in kept.names("dependents") if kept.get("dependents", name)]
    assert kept.names("traces") == []


def test_the_same_trace_is_not_noted_again() -> None:
    dependents = Dependents(None)
    trace = Trace(frozenset({("today", None)}), {NAME: frozenset({"name"})})
    first = dependents.note(ASKING, trace)
    assert dependents.note(ALONE, trace, first) == first
    ((traces, _),) = dependents.batches()
    assert list(traces) == [ASKING]


def test_two_objects_of_one_record_are_one_in_the_notes(found: Catalog) -> None:
    one = found.record(NAME)
    found.tracker.release()
    other = found.record(NAME)
    assert one is not other
    assert one.short_name
    assert other.name
    assert found.tracker.take_trace().fields == {NAME: frozenset({"short_name", "name"})}


def test_values_let_go_are_taken_again(found: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracking, "_MOST_VALUES", 1)
    said = []
    for _ in range(2):
        said.append([(district.id, district.name, district.short_name) for district in found.districts])
        found.tracker.take_trace()
    assert said[0] == said[1]
    assert len(said[0]) > len(found.tracker._values) == 1


def test_records_moved_one_by_one_are_where_all_at_once_would_be() -> None:
    """Few changes are put into their places, many are sorted."""
    random = Random(7)
    entries: dict[str, IndexEntry] = {}
    going_on = Index()
    for _ in range(60):
        moves = {}
        for number in random.sample(range(120), random.choice([1, 3, 70])):
            name, place = f"events/{number}", (random.randrange(40), number)
            keys = {"of_region": tuple(random.sample(["lombardia", "piemonte", "veneto"], random.randrange(3)))}
            after = IndexEntry("events", place, keys) if random.random() < 0.8 else None
            moves[name] = entries.pop(name, None), after
            if after:
                entries[name] = after
        before = {key: going_on.names_for("of_region", key) for key in ("lombardia", "piemonte", "veneto")}
        changed = going_on.apply(moves)
        anew = Index()
        anew.apply({name: (None, entry) for name, entry in entries.items()})
        assert going_on.names("events") == anew.names("events")
        for key, names in before.items():
            assert going_on.names_for("of_region", key) == anew.names_for("of_region", key)
            assert (("of_region", key) in changed) == (names != anew.names_for("of_region", key))


def test_what_is_coming_begins_this_month_or_was_under_way(found: Catalog) -> None:
    first = TODAY.replace(day=1)
    expected = [
        event for event in found.events
        if event.start.last >= first or (event.end and event.end.last >= first)
    ]  # fmt: skip
    assert set(found.upcoming(found.events, 99)) == set(found.upcoming(found.coming, 99)) != set()
    assert {event.id for event in expected if event.start.exact} <= {event.id for event in found.coming}
    assert all((event.end or event.start).last >= first - dt.timedelta(1) for event in found.coming)
