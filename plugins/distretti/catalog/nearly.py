"""Which records are nearly alike: districts of nearly one name and most of their towns, events of near days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from ..language import italian
from ..language.problem import bare
from ..model import District, Event, Record
from ..places.register import Municipality

_WEEK = dt.timedelta(days=7)  # what comes back on a day of the week is no double
_LONG = 4  # letters of a word in which one may be mistaken
_NUMERAL = frozenset("ivxlc")

# Words that are in one spelling of a name and not in another.
SMALL = {
    "a", "con", "d", "da", "dal", "de", "dei", "degli", "del", "dell", "della", "delle", "dello", "di", "e", "ed",
    "gli", "i", "il", "in", "l", "la", "le", "lo", "per",
}  # fmt: skip
_OF_KINDS = SMALL | {
    "centro", "ccn", "commerciale", "commercio", "did", "diffuso", "distretto", "duc", "hub", "imprese", "integrato",
    "intercomunale", "naturale", "prossimita", "rete", "territoriale", "urbano", "via",
}  # fmt: skip


class Named(NamedTuple):
    """What a district is compared by."""

    words: tuple[str, ...]
    kind: str | None
    towns: tuple[str, ...]


class Held(NamedTuple):
    """What an event is compared by: a title in a place, its days, of what it declares to be a part."""

    title: str
    towns: tuple[str, ...]
    first: str
    last: str
    series: tuple[str, ...]


def of(record: Record, places: Iterable[Municipality]) -> Named | Held | None:
    """What a record is compared by; None where it is not."""
    towns = tuple(sorted(place.istat_code for place in places))
    if isinstance(record, District) and towns:
        words = tuple(word for word in italian.slug(record.name).split("-") if word not in _OF_KINDS)
        return Named(words, record.kind, towns) if words else None
    if isinstance(record, Event):
        days = [day.last for day in (record.start, *([record.end] if record.end else ()), *record.also)]
        ties = (tie.record for tie in record.related if tie.relation == "fa-parte-di")
        series = tuple(sorted({*record.initiatives, *ties}))
        town = towns or (bare(record.municipality or ""),)
        return Held(bare(record.title), town, record.start.first.isoformat(), max(days).isoformat(), series)
    return None


def groups(described: Iterable[Named | Held]) -> list[list[Named | Held]]:
    """Those that are nearly alike, each in one group."""
    items = sorted(described, key=repr)
    named = (item for item in items if isinstance(item, Named))
    held = (item for item in items if isinstance(item, Held))
    return _joined([*_pairs(named), *_near_days(held)])


def _pairs(named: Iterable[Named]) -> Iterator[tuple[Named, Named]]:
    """Districts of nearly the same name that share most of their towns, and are not wholly alike."""
    alike: dict[Hashable, list[Named]] = defaultdict(list)
    for item in named:
        for spelled in _spellings(item.words):
            alike[spelled].append(item)
    for some in alike.values():
        here: dict[str, list[Named]] = defaultdict(list)
        for item in some if len(some) > 1 else ():
            for town in item.towns:
                here[town].append(item)
        for found in here.values():
            yield from (pair for pair in combinations(found, 2) if _mostly_there(*pair))


def _spellings(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The words in any order; and in theirs, also without one letter of one: two that are a letter apart share one."""
    found = {tuple(sorted(words)), words}
    for at, word in enumerate(words):
        if len(word) >= _LONG and word.isalpha() and not _NUMERAL.issuperset(word):
            found |= {(*words[:at], word[:cut] + word[cut + 1 :], *words[at + 1 :]) for cut in range(len(word))}
    return found


def _mostly_there(one: Named, other: Named) -> bool:
    common = len({*one.towns} & {*other.towns})
    return 2 * common >= max(len(one.towns), len(other.towns)) and (one.kind, one.towns) != (other.kind, other.towns)


def _near_days(held: Iterable[Held]) -> Iterator[tuple[Held, Held]]:
    """Events of one title and place less than a week apart: of a declared series only those that share a day."""
    alike: dict[Hashable, list[Held]] = defaultdict(list)
    for item in held:
        alike[item.title, item.towns].append(item)
    for some in alike.values():
        one, *others = sorted(some)
        for other in others:
            editions = bool({*one.series} & {*other.series}) and other.first > one.last
            apart = dt.date.fromisoformat(other.first) - dt.date.fromisoformat(one.last)
            if one.first != other.first and apart < _WEEK and not editions:
                yield one, other
            one = max(one, other, key=lambda item: item.last)


def _joined(pairs: Iterable[tuple[Named | Held, Named | Held]]) -> list[list[Named | Held]]:
    """All that hang together by these pairs."""
    beside: dict[Named | Held, dict[Named | Held, None]] = defaultdict(dict)
    for one, other in pairs:
        beside[one][other] = beside[other][one] = None
    found, seen = [], set[Named | Held]()
    for item in beside:
        group: list[Named | Held] = []
        ahead = [item]
        while ahead:
            at = ahead.pop()
            if at not in seen:
                seen.add(at)
                group.append(at)
                ahead += beside[at]
        found += [group] if group else []
    return found
