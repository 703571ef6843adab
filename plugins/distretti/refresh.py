"""The content of now beside that of the last build: what can be published, what is wrong, what has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from .catalog import lookups, nearest, organisations
from .catalog.catalog import PASSED, changed_vocabulary
from .catalog.repeats import Repeat, repeats
from .engine import fingerprints, parallel, store
from .engine.dependents import Changes
from .engine.fingerprints import Fingerprint
from .engine.index import Index, IndexEntry
from .engine.store import Store
from .engine.tracking import Query
from .language.problem import Problem, errors, warnings
from .model.record import fields_of, restored
from .model.registry import VOCABULARIES, identity
from .places.register import Places
from .reading import loader, rules
from .reading.content import Content, Mark, SharedParts, shown
from .reading.layout import files_of, record_name
from .reading.survey import REGISTER

NAMESPACE, RECORDS, INDEX = "content", "records", "index"

_FEW = 60  # fewer records than these are read here sooner than by workers
_VOCABULARIES = {f"{name}.yaml" for name in VOCABULARIES}


class Source(NamedTuple):
    """The content to read: its folder, the register where it has none of its own, the survey of it, the day.

    `files` are the fingerprints of the files of the survey, and of the register's as "reference/…".
    """

    folder: Path
    reference: Path
    survey: Mapping[str, fingerprints.Stat]
    files: dict[str, Fingerprint]
    today: dt.date


class Reading(NamedTuple):
    """What came of reading a record: without an entry it cannot be published; `values` are encoded."""

    name: str
    values: bytes
    entry: IndexEntry | None
    mark: Mark | None
    problems: list[Problem]


@dataclass(slots=True)
class PreviousBuild:
    """What the last build read: files, day, marks by record, records with problems, warnings, all problems."""

    files: dict[str, Fingerprint] = field(default_factory=dict)
    day: dt.date = dt.date.min
    marks: dict[str, Mark] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    warned: dict[str, list[Problem]] = field(default_factory=dict)
    twice: dict[Any, Repeat] = field(default_factory=dict)  # what seems to be there twice
    others: list[str] = field(default_factory=list)  # the files that are not of records
    of_the_whole: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    shared_parts: SharedParts | None = None

    def vocabulary(self, name: str) -> tuple[Any, ...]:
        """The entries of a vocabulary."""
        return self.shared_parts[0].get(name, ()) if self.shared_parts else ()


@dataclass(slots=True)
class Refresh:
    """What was read. `content` has the register, vocabularies, pages of words, and the names of all records."""

    content: Content
    index: Index
    changes: Changes
    read: int  # records that were read in this build
    build: PreviousBuild  # what the next build will call so
    _store: Store | None
    _values: store.SharedBytes  # of the records read in this build that can be published
    _gone: frozenset[str]
    _changed_files: list[str]  # the files whose stat or digest is another

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the content, sorted."""
        return self.build.problems

    @property
    def is_anew(self) -> bool:
        """Whether everything was read, as if there were no store."""
        return self._store is None

    def values(self, name: str) -> tuple[Any, ...]:
        """The values of the fields of a record, in their order; none where it cannot be published."""
        encoded = self._values.get(name)
        if encoded:
            values: tuple[Any, ...] = store.decode(encoded)
        elif self._store and name not in self._gone:
            values = self._store.get(RECORDS, name, ())
        else:
            values = ()
        return values

    def save(self, kept: Store) -> None:
        """Put what was read into the store that it was compared with, or an empty one."""
        if self._store is None:
            kept.drop(RECORDS)
            kept.drop(INDEX)
        kept.drop(RECORDS, self._gone)
        kept.put_encoded(RECORDS, self._values.items())
        kept.put(INDEX, self.index.parts())
        kept.put_table(NAMESPACE, "files", self.build.files, None if self._store is None else self._changed_files)
        kept.put(NAMESPACE, ((name, getattr(self.build, name)) for name in PreviousBuild.__slots__ if name != "files"))


def previous_build(kept: Store, files: dict[str, Fingerprint]) -> PreviousBuild:
    """What a store has of the last build."""
    return PreviousBuild(files, *(kept.get(NAMESPACE, name) for name in PreviousBuild.__slots__ if name != "files"))


def refresh(source: Source, kept: Store | None, previous: PreviousBuild, processes: int) -> Refresh:
    """Read and check the content: only what changed where a store has the rest, everything without one."""
    changed = set(fingerprints.changed(previous.files, source.files))
    if source.today < previous.day or any(path.startswith(f"{REGISTER}/") for path in changed):
        kept, previous = None, PreviousBuild()
    content, others = _shared_parts(source, changed, previous, whole=kept is None)
    index = Index(lambda part: kept.get(INDEX, part) if kept else None)
    names = _records_to_read(index, changed, content, previous, source.today, whole=kept is None)
    readings = _read(content, sorted(names), source.today, processes)
    build = _check(source, content, others, readings, previous, changed if kept else None)
    encoded = {name: item.values for name, item in readings.items() if item.entry and name not in build.broken}
    entries = _entries(names | build.broken, readings, encoded, kept, content.places, previous.day)
    queries = _update(index, content, entries, previous, whole=kept is None)
    _look_for_repeats(build, index, content, previous, queries, names)
    changes = _changes(source.today, content, index, queries, kept, previous, build)
    changes.fields = _changed_fields(entries, encoded, kept) if kept else {}
    gone = frozenset(name for name, (old, new) in entries.items() if old and not new)
    files = [path for path, item in source.files.items() if previous.files.get(path) is not item]
    files += previous.files.keys() - source.files.keys()
    return Refresh(content, index, changes, len(readings), build, kept, store.SharedBytes(encoded), gone, files)


def _shared_parts(source: Source, changed: set[str], previous: PreviousBuild, whole: bool) -> tuple[Content, list[str]]:
    """The content without records, and which of its files are not of records. What is unchanged is not read again."""
    asked = source.survey.keys() & (source.survey.keys() if whole else changed.union(previous.others))
    others = sorted(path for path in asked if source.survey[path][0] < 0 or not record_name(path))
    is_known = all(map(record_name, changed)) and others == previous.others
    known = previous.shared_parts if is_known else None
    return loader.shared_parts(source.folder, source.reference, source.survey, others, known), others


def _records_to_read(
    index: Index, changed: set[str], content: Content, previous: PreviousBuild, today: dt.date, whole: bool
) -> set[str]:
    """The names of the records that changed, or may have other problems or keys than they had.

    Rules look into vocabularies: when one changes, all records are read.
    """
    if whole or changed & _VOCABULARIES:
        return {*filter(None, map(record_name, content.paths)), *filter(None, map(record_name, changed))}
    names = {*filter(None, map(record_name, changed)), *previous.broken}
    if today != previous.day:
        names |= {name for day in index.keys("dated") for name in index.names_for("dated", day)}
    gone = {name for name in names if files_of(name)[0] not in content.paths}
    return names.union(*(index.names_for("linking", name) for name in gone))


def _read(content: Content, names: list[str], today: dt.date, processes: int) -> dict[str, Reading]:
    """These records by name, read and checked one by one."""

    def read(name: str) -> Reading:
        part = content.part()
        loader.read_records(part, [path for path in files_of(name) if path in content.paths])
        problems = part.problems + rules.broken(part, today, rules.OF_RECORDS)
        record = next(part.filed(), None)
        whole = record if record and record.is_public and not errors(problems) else None
        entry = lookups.entry(whole, content.places, today) if whole else None
        values = store.encode(tuple(value for _, value in whole), plain=False) if whole else b""
        return Reading(name, values, entry, part.marks.get(name), problems)

    workers = processes if len(names) > _FEW else 1
    readings = parallel.parallel_map(read, names, workers, lambda name: f"la scheda {name}")
    return {reading.name: reading for reading in readings}


def _check(
    source: Source,
    content: Content,
    others: list[str],
    readings: Mapping[str, Reading],
    previous: PreviousBuild,
    changed: set[str] | None,
) -> PreviousBuild:
    """All problems, and what else the next build compares with. `changed` are the changed files, None where all are."""
    marks = {name: mark for name, mark in previous.marks.items() if name not in readings}
    marks |= {name: reading.mark for name, reading in readings.items() if reading.mark}
    if changed is not None and marks == previous.marks and _leave_the_whole(source, changed, previous):
        of_the_whole = previous.of_the_whole
    else:
        content.marks = dict(marks)
        of_the_whole = tuple(rules.broken(content, source.today, rules.OF_THE_WHOLE))
    of_records = [problem for reading in readings.values() for problem in errors(reading.problems)]
    warned = {name: own for name, own in previous.warned.items() if name not in readings}
    warned |= {name: own for name, reading in readings.items() if (own := warnings(reading.problems))}
    problems = (*content.problems, *of_the_whole, *of_records)
    broken = frozenset(filter(None, (record_name(problem.file.partition("/")[2]) for problem in errors(problems))))
    problems += tuple(chain.from_iterable(warned.values()))
    return PreviousBuild(
        files=source.files,
        day=source.today,
        marks=marks,
        broken=broken,
        warned=warned,
        others=others,
        of_the_whole=of_the_whole,
        problems=problems,
        shared_parts=content.shared_parts,
    )


def _leave_the_whole(source: Source, changed: set[str], previous: PreviousBuild) -> bool:
    """Whether changed files leave what the rules of the whole say: only records were edited, and none of those said."""
    said = {problem.file for problem in previous.of_the_whole}
    edited = previous.files.keys() & source.files.keys()
    return all(path in edited and record_name(path) and shown(path, source.folder) not in said for path in changed)


Entries = dict[str, tuple[IndexEntry | None, IndexEntry | None]]  # of each record: at the last build, now


def _entries(
    names: Iterable[str],
    readings: Mapping[str, Reading],
    encoded: Mapping[str, bytes],
    kept: Store | None,
    places: Places,
    day: dt.date,
) -> Entries:
    """The index entries of these records; the old ones follow from the values of the last build, of this day."""
    entries: Entries = {}
    for name in names:
        values = kept.get(RECORDS, name) if kept else None
        old = lookups.entry(restored(identity(name)[0], values), places, day) if values else None
        entries[name] = old, readings[name].entry if name in encoded else None
    return entries


def _update(index: Index, content: Content, entries: Entries, previous: PreviousBuild, whole: bool) -> set[Query]:
    """Bring the index up to date; the queries that have another answer now."""
    queries = index.apply(entries)
    bodies_differ = content.vocabulary("bodies") != previous.vocabulary("bodies")
    if whole or bodies_differ or any(lookup == "citations" for lookup, _ in queries):
        queries |= organisations.put(index, content.vocabulary("bodies"), content.places)
    return queries


def _look_for_repeats(
    build: PreviousBuild,
    index: Index,
    content: Content,
    previous: PreviousBuild,
    queries: Iterable[Query],
    names: Iterable[str],
) -> None:
    """Add to what was read what seems to be there twice, and sort all problems."""
    build.twice = repeats(index, content, previous.twice, queries, names)
    of_repeats = (problem for repeat in build.twice.values() for problem in repeat.problems)
    build.problems = tuple(sorted({*build.problems, *of_repeats}))


def _changes(
    today: dt.date,
    content: Content,
    index: Index,
    queries: set[Query],
    kept: Store | None,
    previous: PreviousBuild,
    build: PreviousBuild,
) -> Changes:
    """What has another answer now, but for fields; everything where nothing is known of before."""
    if kept is None:  # hundreds of thousands of queries
        return Changes(everything=True)
    queries |= nearest.blocks(queries, content.places)
    queries |= _passed(previous.day, today)
    for name in VOCABULARIES:
        queries |= changed_vocabulary(index, name, previous.vocabulary(name), content.vocabulary(name))
    queries |= {("pages", None)} if previous.shared_parts and content.pages != previous.shared_parts[2] else set()
    queries |= {("problems", None)} if build.problems != previous.problems else set()
    glossary_differs = content.vocabulary("glossary") != previous.vocabulary("glossary")  # its terms are on all pages
    return Changes(glossary_differs, queries)


def _passed(before: dt.date, now: dt.date) -> set[Query]:
    """The queries that another day answers otherwise: days that have passed since."""
    days = (before + dt.timedelta(number) for number in range((now - before).days))
    return {("today", None) for _ in range(now != before)} | {(PASSED, day.isoformat()) for day in days}


def _changed_fields(entries: Entries, encoded: Mapping[str, bytes], kept: Store) -> dict[str, frozenset[str] | None]:
    """The fields with another value, by name of record; None for a record that came or went."""
    changed: dict[str, frozenset[str] | None] = {}
    for name, (old, new) in entries.items():
        if old and new:
            were, are = kept.get(RECORDS, name), store.decode(encoded[name])
            fields = fields_of(identity(name)[0])
            changed[name] = frozenset(field for field, place in fields.items() if were[place] != are[place])
        elif old or new:
            changed[name] = None
    return changed
