"""What differs between two states of a record's file, fact by fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from ..language import italian
from ..language.dates import PartialDate
from ..model import written
from ..model.wording import Fields, inner
from ..reading.yaml_file import KeyPath

Value = Any  # what YAML gives: a text, a list, a group

SHORT = 160  # signs of a text that is shown whole beside what it was
COMPARED = written.MAX_TEXT  # signs of a text in which differences are looked for: a longer one is a problem itself
_WITHIN = 5  # words shown before what differs in a text


class Fact(NamedTuple):
    """One value that came, went or is otherwise: where, in which group, under which labels.

    `path` leads to it in the new state, or to what is left there; `inside` is the group that it is or stands in, as
    that was and is. A municipality of a district is one value.
    """

    how: Literal["aggiunto", "tolto", "cambiato", "in un altro ordine"]
    path: KeyPath
    labels: tuple[str, ...]
    old: Value
    new: Value
    schema: dict[str, Any]
    inside: tuple[dict[str, Value], dict[str, Value]]

    @property
    def field(self) -> str:
        """The field of the record that it is of."""
        return str(self.path[0])


def facts(before: dict[str, Value], after: dict[str, Value], fields: Fields) -> Iterator[Fact]:
    """Every fact that differs, in the order of the fields; sources apart, which `standing` compares."""
    return (fact for fact in _of_group(before, after, fields, (), ()) if fact.field != "sources" or len(fact.path) > 2)


def _of_group(
    before: dict[str, Value], after: dict[str, Value], fields: Fields, path: KeyPath, labels: tuple[str, ...]
) -> Iterator[Fact]:
    for key in [*fields, *dict.fromkeys(key for key in (*after, *before) if key not in fields)]:
        old, new, schema = before.get(key), after.get(key), fields.get(key, {})
        if old == new:
            continue
        here, named = (*path, key), (*labels, str(schema.get("title", key)))
        if isinstance(old, list) or isinstance(new, list):
            yield from _of_list(_listed(old), _listed(new), schema.get("items", {}), here, named, (before, after))
        elif isinstance(old, dict) and isinstance(new, dict):
            yield from _of_group(old, new, inner(schema), here, named)
        else:
            how: Any = "aggiunto" if old is None else "tolto" if new is None else "cambiato"
            yield Fact(how, here, named, old, new, schema, _inside(old, new, (before, after)))


def _of_list(
    old: list[Value],
    new: list[Value],
    schema: dict[str, Any],
    path: KeyPath,
    labels: tuple[str, ...],
    around: tuple[dict[str, Value], dict[str, Value]],
) -> Iterator[Fact]:
    """What came into a list, what left it, what of it is otherwise: what is not the same is told apart by its name."""
    same = Counter(map(repr, old)) & Counter(map(repr, new))
    kept = same.copy()
    gone: dict[str, list[Value]] = defaultdict(list)
    for item in old:
        if kept[repr(item)]:
            kept[repr(item)] -= 1
        else:
            gone[called(item)].append(item)
    for place, item in enumerate(new):
        here = (*path, place)
        if same[repr(item)]:
            same[repr(item)] -= 1
        elif not gone[called(item)]:
            yield Fact("aggiunto", here, labels, None, item, schema, _inside(None, item, around))
        else:
            was = gone[called(item)].pop(0)
            if _group(was) == _group(item):  # a name, or a group with nothing but one
                continue
            if path == ("municipalities",):
                yield Fact("cambiato", here, labels, was, item, schema, (_group(was), _group(item)))
            else:
                yield from _of_group(_group(was), _group(item), inner(schema), here, (*labels, f"«{called(item)}»"))
    for item in (item for items in gone.values() for item in items):
        yield Fact("tolto", path, labels, item, None, schema, _inside(item, None, around))
    if old != new and Counter(map(repr, old)) == Counter(map(repr, new)):
        yield Fact("in un altro ordine", path, labels, old, new, schema, around)


def _inside(old: Value, new: Value, around: tuple[dict[str, Value], dict[str, Value]]) -> Any:
    return old if isinstance(old, dict) else around[0], new if isinstance(new, dict) else around[1]


def _group(item: Value) -> dict[str, Value]:
    return item if isinstance(item, dict) else {"name": item}


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def called(item: Value) -> str:
    """What tells an item of a list from others."""
    if not isinstance(item, dict):
        return str(item)
    keys = ("name", "title", "measure", "label", "scheme", "about", "indicator", "text", "value")
    named = next((str(item[key]) for key in keys if key in item), "")
    days = (str(item[key]) for key in ("year", "date") if key in item)
    return " ".join([named, *(day for day in days if day not in named)]) if named else str(item)


def member(item: Value) -> str:
    """ "Crema, dal gennaio 2026, fino al 2027 (Delibera n. 3)"."""
    group = _group(item)
    told = [str(group.get("name", ""))]
    for key, words, before in (("from", italian.since, ""), ("to", italian.until, "fino ")):
        if key in group:
            try:
                told.append(f"{before}{words(PartialDate.parse(str(group[key])))}")
            except ValueError:
                told.append(f"{'dal' if key == 'from' else 'fino al'} {group[key]}")
    return ", ".join(told) + (f" ({group['act']})" if "act" in group else "")


def differing(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """The places in which two texts differ: the words before each, what they were, what they are."""
    were, are = old[:COMPARED].split(), new[:COMPARED].split()
    places = SequenceMatcher(None, were, are, autojunk=False).get_opcodes()
    for what, start, end, begin, until in places:
        if what != "equal":
            lead = are[max(begin - _WITHIN, 0) : begin]
            yield " ".join(lead), " ".join(were[start:end]), " ".join(are[begin:until])
    if old[COMPARED:] != new[COMPARED:]:
        yield f"i primi {COMPARED} segni", f"altri {len(old[COMPARED:])} segni", f"altri {len(new[COMPARED:])}"
