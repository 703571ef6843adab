"""The content of now beside that of the last build: what can be published, what is wrong, what has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from .catalog import organisations, relations
from .engine import fingerprints, parallel, store
from .engine.dependents import Changes
from .engine.index import Entry, Index
from .engine.store import Memory
from .language.problem import Problem, errors
from .model.kinds import identity
from .model.record import fields_of, restored
from .places.register import Places
from .reading import loader, rules
from .reading.content import Content, Frame, Mark
from .reading.layout import files_of, record_name

ROOM, RECORDS, INDEX = "content", "records", "index"

_FEW = 60  # fewer records than these are read here sooner than by workers

# The look-ups whose keys are ids of records, by the kind of record that they name.
_LINKS = {
    "districts": ("happenings_of_district", "initiatives_of_district", "programmes_of_district"),
    "initiatives": ("happenings_of_initiative",),
    "programmes": ("districts_of_programme", "descendants"),
}


class Reading(NamedTuple):
    """What came of reading a record: without an entry it cannot be published; `row` keeps its values."""

    name: str
    row: bytes
    entry: Entry | None
    mark: Mark | None
    problems: list[Problem]


@dataclass(slots=True)
class Intake:
    """What was read. `content` has the register, vocabularies, pages of words, and the names of all records."""

    content: Content
    index: Index
    problems: tuple[Problem, ...]
    changes: Changes
    read: int  # records that were read anew
    _memory: Memory | None
    _rows: store.Rows  # of the records read anew that can be published
    _gone: list[str]
    _now: Before
    _seen_anew: list[str]  # the files whose stat or digest is another

    @property
    def anew(self) -> bool:
        """Whether everything was read, as if there were no memory."""
        return self._memory is None

    def values(self, name: str) -> tuple[Any, ...]:
        """The values of the fields of a record that can be published, in their order."""
        row = self._rows.get(name)
        found: tuple[Any, ...] = store.held(row) if row else self._memory.get(RECORDS, name) if self._memory else ()
        return found

    def remember(self, kept: Memory) -> None:
        """Put what was read into the memory that it was compared with, or an empty one."""
        if self._memory is None:
            kept.drop(RECORDS)
            kept.drop(INDEX)
        kept.drop(RECORDS, self._gone)
        kept.put_rows(RECORDS, self._rows.items())
        kept.put(INDEX, self.index.parts())
        kept.put_table(ROOM, "seen", self._now.seen, None if self._memory is None else self._seen_anew)
        kept.put(ROOM, ((name, getattr(self._now, name)) for name in Before.__slots__ if name != "seen"))


@dataclass(slots=True)
class Before:
    """The last build: files, day, marks by record, the records that had problems, problems of the whole, and all."""

    seen: dict[str, fingerprints.Seen] = field(default_factory=dict)
    day: dt.date = dt.date.min
    marks: dict[str, Mark] = field(default_factory=dict)
    bad: frozenset[str] = frozenset()
    others: list[str] = field(default_factory=list)  # the files that are not of records
    whole: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    frame: Frame | None = None


def before(kept: Memory, seen: dict[str, fingerprints.Seen]) -> Before:
    """What a memory has of the last build."""
    return Before(seen, *(kept.get(ROOM, name) for name in Before.__slots__ if name != "seen"))


def taken_in(
    folder: Path,
    reference: Path,
    seen: dict[str, fingerprints.Seen],
    found: Mapping[str, fingerprints.Stat],
    today: dt.date,
    kept: Memory | None,
    last: Before,
    processes: int,
) -> Intake:
    """The content of a folder: only what changed is read where a memory knows the rest, without one everything is.

    `found` is the survey of the folder; `seen` are its files and those of the register, as "reference/…".
    """
    changed = set(fingerprints.changed(last.seen, seen))
    if today < last.day or any(map(_is_ground, changed)):
        kept, last = None, Before()
    asked = found.keys() & (changed.union(last.others) if kept else found.keys())
    others = sorted(path for path in asked if found[path][0] < 0 or not record_name(path))
    known = last.frame if all(map(record_name, changed)) and others == last.others else None
    content = loader.frame(folder, reference, found, others, known)
    files = content.paths
    index = Index(lambda part: kept.get(INDEX, part) if kept else None)
    again = _again(index, changed, files, last, today) if kept else set(filter(None, map(record_name, content.paths)))
    readings = _readings(content, sorted(again), files, today, processes)
    marks = {name: mark for name, mark in last.marks.items() if name not in again}
    marks |= {name: reading.mark for name, reading in readings.items() if reading.mark}
    same = kept and marks == last.marks and all(path in last.seen and path in seen for path in changed)
    whole = last.whole if same else _of_the_whole(content, marks, today)
    of_records = [problem for reading in readings.values() for problem in reading.problems]
    problems = tuple(sorted({*content.problems, *whole, *of_records}))
    troubled, bad = _records_of(problems), _records_of(errors(problems))
    rows = {name: reading.row for name, reading in readings.items() if reading.entry and name not in bad}
    then = {name: _entry(kept, name, content.places, last.day) for name in again | bad}
    moves = {name: (old, readings[name].entry if name in rows else None) for name, old in then.items()}
    changes, touched = _changes(moves, rows, kept), index.change(moves)
    if changes.everything or any(lookup == "citations" for lookup, _ in touched):
        touched |= organisations.put(index, content.vocabulary("bodies"), content.places)
    changes.things |= touched if kept else set()  # hundreds of thousands, where everything is made anew
    changes.things |= {("pages", None)} if any(path.startswith("pages/") for path in changed) else set()
    changes.things |= {("problems", None)} if problems != last.problems else set()
    changes.things |= {("today", None)} if today != last.day else set()
    now = Before(seen, today, marks, troubled, others, whole, problems, content.frame)
    gone = [name for name, (old, new) in moves.items() if old and not new]
    anew = [path for path, item in seen.items() if last.seen.get(path) is not item]
    anew += last.seen.keys() - seen.keys()
    return Intake(content, index, problems, changes, len(readings), kept, store.Rows(rows), gone, now, anew)


def _records_of(problems: Iterable[Problem]) -> frozenset[str]:
    """The names of the records in whose files these are."""
    return frozenset(filter(None, (record_name(problem.file.partition("/")[2]) for problem in problems)))


def _is_ground(path: str) -> bool:
    """Whether everything rests on a file: a vocabulary, the register."""
    return not record_name(path) and not path.startswith("pages/")


def _again(index: Index, changed: set[str], found: Collection[str], last: Before, today: dt.date) -> set[str]:
    """The names of the records to read: those that changed, or may have other problems or keys than they had."""
    names = {*filter(None, map(record_name, changed)), *last.bad}
    if today != last.day:
        names |= {name for day in index.keys("dated") for name in index.under("dated", day)}
    gone = {name for name in names if files_of(name)[0] not in found}
    for kind, link_tables in _LINKS.items():
        ids = [name.partition("/")[2] for name in gone if name.startswith(f"{kind}/")]
        names |= {name for lookup in link_tables for key in ids for name in index.under(lookup, key)}
    return names


def _readings(
    content: Content, names: list[str], found: Collection[str], today: dt.date, processes: int
) -> dict[str, Reading]:
    """These records, read and checked one by one."""

    def read(name: str) -> Reading:
        part = content.part()
        loader.read_records(part, [path for path in files_of(name) if path in found])
        problems = part.problems + rules.broken(part, today, rules.OF_RECORDS)
        record = next(part.records(), None)
        whole = record if record and not errors(problems) else None
        entry = relations.entry(whole, content.places, today) if whole else None
        row = store.row(tuple(value for _, value in whole), plain=False) if whole else b""
        return Reading(name, row, entry, next(iter(part.marks.values()), None), problems)

    made = parallel.done(read, names, processes if len(names) > _FEW else 1, lambda name: f"la scheda {name}")
    return {reading.name: reading for reading in made}


def _of_the_whole(content: Content, marks: Mapping[str, Mark], today: dt.date) -> tuple[Problem, ...]:
    content.marks = {identity(name): mark for name, mark in marks.items()}
    return tuple(rules.broken(content, today, rules.OF_THE_WHOLE))


def _entry(kept: Memory | None, name: str, places: Places, day: dt.date) -> Entry | None:
    """Where the last build, of this day, had a record, None where it had not."""
    values = kept.get(RECORDS, name) if kept else None
    return relations.entry(restored(identity(name)[0], values), places, day) if values else None


def _changes(
    moves: Mapping[str, tuple[Entry | None, Entry | None]], rows: Mapping[str, bytes], kept: Memory | None
) -> Changes:
    """What pages may have asked that would be answered otherwise now."""
    if kept is None:
        return Changes(everything=True)
    changes = Changes()
    for name, (old, new) in moves.items():
        if not old or not new:
            changes.fields |= {name: None} if old or new else {}
            continue
        were, are = kept.get(RECORDS, name), store.held(rows[name])
        fields = fields_of(identity(name)[0])
        changes.fields[name] = frozenset(field for field, place in fields.items() if were[place] != are[place])
    return changes
