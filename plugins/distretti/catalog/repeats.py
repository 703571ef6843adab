"""What seems to be there twice: one event or district in two files, one body spelled in two ways. Warnings only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from ..engine.index import Index
from ..engine.tracking import Query
from ..language import italian
from ..language.problem import Problem, bare
from ..model import District, Event, Happening, Record, RecurringEvent
from ..places.register import Municipality
from ..reading.content import Content, shown
from ..reading.layout import files_of
from . import nearly

TWINS, NEARLY, CITATIONS = "twins", "nearly", "citations"  # look-ups
_NAMED = 20  # files that are alike which a warning names
COPY = "copy"  # the key of what has nothing but its name of its own

# What two records that are one thing share, by the first part of their key.
_COMMON = {
    "district": "gli stessi comuni e lo stesso tipo",
    "event": "titolo, giorno e comune",
    COPY: "esattamente lo stesso contenuto",
    "Named": "quasi lo stesso nome e quasi gli stessi comuni",
    "Held": "lo stesso titolo, lo stesso comune e quasi gli stessi giorni",
}


class Repeat(NamedTuple):
    """The records that have something in common, and what an editor is told of it."""

    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def twin(record: Record, places: Iterable[Municipality | None]) -> tuple[Hashable, ...] | None:
    """What two records have in common that are one thing: title, day and town; municipalities and kind; else all."""
    codes = tuple(sorted(place.istat_code for place in places if place))
    if isinstance(record, District) and codes:
        return ("district", record.kind, *codes)
    if isinstance(record, Happening):
        town = codes or (bare(record.municipality or ""),)
        return ("event", bare(record.title), _days(record), *town)
    said = repr([(name, value) for name, value in record if name != "id"])
    return (COPY, type(record).__name__, blake2b(said.encode(), digest_size=12).hexdigest())


def _days(record: Happening) -> str:
    if isinstance(record, RecurringEvent):
        return f"{record.recurrence.rrule} {record.recurrence.from_} {record.recurrence.to}"
    return str(record.start) if isinstance(record, Event) else ""


def repeats(
    index: Index, content: Content, last: Mapping[Any, Repeat], touched: Iterable[Query], again: Iterable[str]
) -> dict[Any, Repeat]:
    """What is there twice now, by what it has in common.

    `last` is what was found for the last build; only that is looked at again of which a record was read `again`, or
    whose look-up was `touched`.
    """
    now, seen = set(touched), set(again)
    same = {key: repeat for key, repeat in last.items() if not seen.intersection(repeat.names)}
    keys = {key for lookup, key in now if lookup == TWINS and key} | {key for key in last if key not in same}
    found = {key: repeat for key, repeat in same.items() if (TWINS, key) not in now}
    found |= _of_twins(index, content, (key for key in keys if isinstance(key, tuple) and key[0] != NEARLY))
    if any(key[0] == NEARLY for key in keys if isinstance(key, tuple)) or any(lookup == NEARLY for lookup, _ in now):
        found = {key: repeat for key, repeat in found.items() if key[0] != NEARLY} | _nearly(index, content)
    if any(isinstance(key, str) for key in keys) or any(lookup == CITATIONS for lookup, _ in now):
        found = {key: repeat for key, repeat in found.items() if isinstance(key, tuple)} | _of_bodies(index, content)
    return found


def in_whole(index: Index, content: Content, each: bool) -> list[Problem]:
    """All warnings, where nothing is known of a last build; `each`: in each of the files that are alike."""
    twins = _of_twins(index, content, index.filled(TWINS), each)
    near, bodies = _nearly(index, content, each), _of_bodies(index, content, each)
    everything = {*twins.values(), *near.values(), *bodies.values()}
    return [problem for repeat in everything for problem in repeat.problems]


def _of_twins(index: Index, content: Content, keys: Iterable[Any], each: bool = False) -> dict[Any, Repeat]:
    """Those under these keys of the look-up: one warning for all that are alike, in the second file, or in each."""
    found = {key: index.names_for(TWINS, key) for key in keys}
    return {key: _twins(content, key, names, each) for key, names in found.items() if len(names) > 1}


def _nearly(index: Index, content: Content, each: bool = False) -> dict[Any, Repeat]:
    """Those that are nearly alike: a warning for each group."""
    found = {}
    for group in nearly.groups(index.filled(NEARLY)):
        names = tuple(name for item in group for name in index.names_for(NEARLY, item))
        found[(NEARLY, *names)] = _twins(content, (type(group[0]).__name__,), names, each)
    return found


def _twins(content: Content, key: Any, names: tuple[str, ...], each: bool) -> Repeat:
    files = sorted(shown(files_of(name)[0], content.folder) for name in names)
    problems = (
        content.document_at(file).problem((_field(names[0]),), _like(key, file, files), warning=True)
        for file in (files if each else files[1:2])
    )
    return Repeat(names, tuple(problems))


def _like(key: Any, file: str, files: list[str]) -> str:
    """What an editor of one of the files is told of the others: all, or the first where they are many."""
    others = [other for other in files[: _NAMED + 1] if other != file][:_NAMED]
    rest = len(files) - 1 - len(others)
    named = italian.listed([*others, f"altre {rest} schede"] if rest else others)
    return f"ha {_COMMON[key[0]]} di {named}: se è la stessa cosa, lasciane una e ritira il resto"


def _field(name: str) -> str:
    return "title" if name.partition("/")[0] in ("events", "recurring") else "name"


def _of_bodies(index: Index, content: Content, each: bool = False) -> dict[Any, Repeat]:
    """Bodies whose names differ in signs, case and small words only; the name that most records use is the usual."""
    entries = content.vocabulary("bodies")
    shown_as = {name: entry.name for entry in entries for name in (entry.name, *entry.other_names)}
    spelled: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in index.keys(CITATIONS):
        name = shown_as.get(key[0], key[0])
        spelled[_plain(name)][name] += index.names_for(CITATIONS, key)
    return {key: Repeat(*_alike(content, names, each)) for key, names in spelled.items() if key and len(names) > 1}


def _alike(content: Content, spelled: dict[str, list[str]], each: bool) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    usual, *others = sorted(spelled, key=lambda name: (-len(spelled[name]), name.isupper(), name))
    pairs = [(name, usual) for name in others]
    if each and len(spelled[usual]) == len(spelled[others[0]]):  # then either may be the new one
        pairs.append((usual, others[0]))
    problems: list[Problem] = []
    for name, other in pairs:
        advice = "scrivilo uguale, o aggiungilo ai suoi other_names in bodies.yaml"
        message = f"«{name}» forse è lo stesso ente di «{other}»: {advice}"
        for record in sorted({*spelled[name]}) if each else [min(spelled[name])]:
            document = content.document_at(shown(files_of(record)[0], content.folder))
            problems.append(document.problem(next(_paths_of(document.value, name), ()), message, warning=True))
    return tuple(record for found in spelled.values() for record in found), tuple(problems)


def _plain(name: str) -> str:
    """A name without what its spellings differ in."""
    return "".join(word for word in italian.slug(name).split("-") if word not in nearly.SMALL)


def _paths_of(value: Any, text: str) -> Iterator[tuple[str | int, ...]]:
    """Where a text stands in a document."""
    for step, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str) and italian.squeezed(item) == text:
            yield (step,)
        elif isinstance(item, dict | list):
            yield from ((step, *path) for path in _paths_of(item, text))
