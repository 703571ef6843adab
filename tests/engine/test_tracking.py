"""Values made once for many pages, who read what for them, and the records at hand meanwhile."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.engine import dependents, tracking
from distretti.engine.dependents import Changes, Readers
from distretti.engine.index import Entry, Index
from distretti.engine.store import fresh
from distretti.engine.tracking import Reads
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


def test_a_value_is_made_once_and_what_it_reads_is_its_own(found: Catalog) -> None:
    district = found.district["lombardia/portici-immaginari"]
    found.shelf.taken()
    assert found.shared(named, district, "*") == found.shared(named, district, "*") == named(found, district, "*")
    assert found.shared(named, district, "-")[0] == "-"
    found.shelf.taken()
    made, found.shelf.shared = found.shelf.shared, []
    (thing, reads), _ = made
    assert thing == ("shared", ("named", NAME, "*"))
    assert reads == Reads(frozenset({("districts_of_region", "lombardia")}), {NAME: frozenset({"short_name"})})
    found.shared(named, district, "*")
    assert found.shelf.taken() == Reads(frozenset({thing}), {})
    assert found.shelf.shared == []


VALUE = "shared", ("named", NAME, "*")
READS = Reads(frozenset({("districts_of_region", "lombardia")}), {NAME: frozenset({"short_name"})})
ASKING, ALONE = 7, 8


@pytest.mark.parametrize("most", [60_000, 0])
def test_who_asked_for_a_value_depends_on_what_it_was_made_from(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where notes are put aside at once, and by another build."""
    monkeypatch.setattr(dependents, "_MOST_KNOWN", most)
    kept = fresh(tmp_path / "memory")
    worker, known = Readers(None), Readers(None)
    worker.note(ASKING, Reads(frozenset({VALUE})))
    worker.note(ALONE, Reads(frozenset(), {NAME: frozenset({"description"})}))
    worker.note_shared([(VALUE, READS)], known)
    for part in worker.noted():
        known.merge(part)
    known.remember(kept)
    later = Readers(kept)
    of = {
        "short_name": Changes(fields={NAME: frozenset({"short_name"})}),
        "description": Changes(fields={NAME: frozenset({"description"})}),
        "region": Changes(things={("districts_of_region", "lombardia")}),
        "gone": Changes(fields={NAME: None}),
        "other": Changes(things={("districts_of_region", "piemonte")}),
    }
    assert {name: sorted(later.of(changes)) for name, changes in of.items()} == {
        "short_name": [ASKING], "description": [ALONE], "region": [ASKING], "gone": [ASKING, ALONE], "other": [],
    }  # fmt: skip


def test_a_value_that_read_the_same_is_not_noted_again(tmp_path: Path) -> None:
    kept = fresh(tmp_path / "memory")
    first = Readers(None)
    first.note_shared([(VALUE, READS)], first)
    first.remember(kept)
    again = Readers(None)
    again.note_shared([(VALUE, READS)], Readers(kept))
    more = Reads(READS.things | {("today", None)}, READS.fields)
    other = Readers(None)
    other.note_shared([(VALUE, more)], Readers(kept))
    assert [(part.shelves, len(part.shared)) for part in again.noted()] == [({}, 0)]
    assert [(bool(part.shelves), len(part.shared)) for part in other.noted()] == [(True, 1)]


def test_what_is_noted_again_is_not_kept_twice(tmp_path: Path) -> None:
    """Edits that go back and forth let the memory grow no further than what pages have read."""
    kept, asked = fresh(tmp_path / "memory"), Changes(things=set(READS.things))
    sizes = []
    for number in (ASKING, ASKING, ALONE, ALONE):
        noted = Readers(kept)
        noted.note(number, READS)
        noted.remember(kept)
        sizes.append(sum(len(kept.get(dependents.ROOM, name)) for name in kept.names(dependents.ROOM)))
        assert sorted(Readers(kept).of(asked)) == ([ASKING] if number == ASKING else [ASKING, ALONE])
    assert sizes[0] == sizes[1] < sizes[2] == sizes[3]


def test_two_objects_of_one_record_are_one_in_the_notes(found: Catalog) -> None:
    one = found.record(NAME)
    found.shelf.forget()
    other = found.record(NAME)
    assert one is not other
    assert one.short_name
    assert other.name
    assert found.shelf.taken().fields == {NAME: frozenset({"short_name", "name"})}


def test_values_let_go_are_taken_again(found: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracking, "_MOST_VALUES", 1)
    said = []
    for _ in range(2):
        said.append([(district.id, district.name, district.short_name) for district in found.districts])
        found.shelf.taken()
    assert said[0] == said[1]
    assert len(said[0]) > len(found.shelf._values) == 1


def test_records_moved_one_by_one_are_where_all_at_once_would_be() -> None:
    """Few changes are put into their places, many are sorted."""
    random = Random(7)
    entries: dict[str, Entry] = {}
    going_on = Index()
    for _ in range(60):
        moves = {}
        for number in random.sample(range(120), random.choice([1, 3, 70])):
            name, place = f"events/{number}", (random.randrange(40), number)
            keys = {"of_region": tuple(random.sample(["lombardia", "piemonte", "veneto"], random.randrange(3)))}
            after = Entry("events", place, keys) if random.random() < 0.8 else None
            moves[name] = entries.pop(name, None), after
            if after:
                entries[name] = after
        before = {key: going_on.under("of_region", key) for key in ("lombardia", "piemonte", "veneto")}
        changed = going_on.change(moves)
        anew = Index()
        anew.change({name: (None, entry) for name, entry in entries.items()})
        assert going_on.names("events") == anew.names("events")
        for key, names in before.items():
            assert going_on.under("of_region", key) == anew.under("of_region", key)
            assert (("of_region", key) in changed) == (names != anew.under("of_region", key))


def test_what_is_coming_begins_this_month_or_was_under_way(found: Catalog) -> None:
    first = TODAY.replace(day=1)
    expected = [
        event for event in found.events
        if event.start.last >= first or (event.end and event.end.last >= first)
    ]  # fmt: skip
    assert set(found.upcoming(found.events, 99)) == set(found.upcoming(found.coming, 99)) != set()
    assert {event.id for event in expected if event.start.exact} <= {event.id for event in found.coming}
    assert all((event.end or event.start).last >= first - dt.timedelta(1) for event in found.coming)
