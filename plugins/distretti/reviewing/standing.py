"""What stands for a changed fact: the act or source that it names itself, else those that are new in its record.

A source that went, or has another digit somewhere, is not new; a blog is no act.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model import District, Event, Filed, Programme, RecurringEvent, Region
from ..model.record import Source
from ..model.schema import group
from ..model.wording import inner, is_money, said
from . import acts, sums
from .facts import SHORT, Fact, Value, facts, member
from .publishers import Judged, Publishers, listed

_FEW = 2  # new sources that are named beside each fact
_FIELDS = group(Source)["properties"]
_BY_CONFIRMATION = "lo dice solo la conferma nuova, da provare"


class Sources(NamedTuple):
    """How the sources of a record differ: those that are new, that went, and that have one other value (was, is)."""

    new: list[dict[str, Value]]
    gone: list[dict[str, Value]]
    changed: list[tuple[dict[str, Value], dict[str, Value]]]


class Stands(NamedTuple):
    """What stands for a fact, in words ("" where nothing does), and whether that is an act, or of a body.

    `doubt` says what is to be proven of it first; `sourced` whether it is more than the word of who proposes.
    """

    words: str
    fits: bool
    doubt: str = ""
    sourced: bool = True


class Standing:
    """What stands for each fact of a record that differs. `publishers` says who they were before the change."""

    def __init__(self, before: dict[str, Value], after: dict[str, Value], publishers: Publishers) -> None:
        self._before, self._after, self._publishers = before, after, publishers
        old, new = listed(before.get("sources")), listed(after.get("sources"))
        self.sources = differing(old, new)
        self._known = {_reference(source): source for source in old}
        self._now = {_reference(source): source for source in new}
        self.confirmed = _newly_confirmed(before.get("confirmed"), after.get("confirmed"))

    def of(self, fact: Fact) -> Stands:
        """What stands for this fact. A confirmation that comes with the change is to be proven itself."""
        found = self._of(fact)
        if found.fits or not self.confirmed:
            return found
        words = "; ".join(filter(None, (found.words, f"conferma nuova di {self.confirmed.get('body')}")))
        return Stands(words, False, _BY_CONFIRMATION, bool(found.words))

    def _of(self, fact: Fact) -> Stands:
        was, now = fact.inside
        if now.get("act"):
            return self._of_act(fact, was, now)
        if now.get("source"):
            return self._of_source(str(now["source"]))
        fitting = [source for source in self.sources.new if self.judged(source).fits]
        doubted = [source for source in self.sources.new if self.judged(source).doubt]
        came = self._acts()
        there = fitting or doubted or self.sources.new
        doubt = came.doubt or (self.judged(doubted[0]).doubt if doubted else "")
        new = map(self._new, there) if len(there) <= _FEW else [f"una delle {len(there)} fonti nuove"]
        return Stands("; ".join([*came.words, *new]), bool(came.new or fitting), doubt)

    def on_new(self, fact: Fact) -> bool:
        """Whether it stands on what is new in the record, not on an act of its own or a source of before."""
        now = fact.inside[1]
        new = (_reference(source) for source in self.sources.new)
        return not now.get("act") and (not now.get("source") or str(now["source"]) in new)

    @property
    def new(self) -> tuple[int, int]:
        """How many acts are new in the record, and how many sources that would do; of no such source, how many are."""
        fitting = [source for source in self.sources.new if self.judged(source).fits]
        return len(self._acts().new), len(fitting or self.sources.new)

    def _acts(self) -> acts.Acts:
        return acts.came(_texts(self._before.get("acts")), _texts(self._after.get("acts")))

    def _of_act(self, fact: Fact, was: dict[str, Value], now: dict[str, Value]) -> Stands:
        """Its own act; that which was there before says nothing of an end, or of another state."""
        act, old = str(now["act"]), str(was.get("act", ""))
        if not acts.is_one(act):
            return Stands(f"atto: {act}", False, acts.NO_ACT)
        if act != old and old and acts.is_edited(old, act):
            return Stands(f"atto cambiato: era {old}, ora {act}", False, acts.EDITED)
        if act != old:
            return Stands(f"atto: {act}", True)
        other = any(was.get(key) != now.get(key) for key in ("name", "to", "state"))
        return Stands(f"atto già citato: {act}", not other)

    def _of_source(self, reference: str) -> Stands:
        """The one that the fact names; of which kind it is, is what was said before the change."""
        source = self._known.get(reference) or self._now.get(reference)
        if source is None:
            return Stands(f"fonte: {reference}", False)
        new = any(_reference(item) == reference for item in self.sources.new)
        words = self._new(source) if new else f"fonte già citata: {brief(source)}{self._in_brackets(source)}"
        return Stands(words, self.judged(source).fits, self.judged(source).doubt)

    def _new(self, source: dict[str, Value]) -> str:
        return f"fonte nuova: {brief(source)}{self._in_brackets(source)}"

    def _in_brackets(self, source: dict[str, Value]) -> str:
        return f" ({self.judged(source).words})"

    def judged(self, source: dict[str, Value]) -> Judged:
        """Of which kind a source is, by what was known before the change."""
        return self._publishers.judged(source, self._known.get(_reference(source)))


def brief(source: dict[str, Value]) -> str:
    """Who says it, in which document, when."""
    return ", ".join(said(source[key], _FIELDS[key], {}) for key in ("publisher", "title", "date") if key in source)


def differing(before: list[dict[str, Value]], after: list[dict[str, Value]]) -> Sources:
    """How two lists of sources differ. One that is left but for one value, or known by its address, is not new."""
    gone = [source for source in before if source not in after]
    new: list[dict[str, Value]] = []
    changed: list[tuple[dict[str, Value], dict[str, Value]]] = []
    for source in (source for source in after if source not in before):
        again = [other for other in before if _reference(other) == _reference(source)]
        was = next((other for other in again or gone if again or _differ_once(other, source)), None)
        if was is None:
            new.append(source)
            continue
        changed.append((was, source))
        if was in gone:
            gone.remove(was)
    return Sources(new, gone, changed)


def _differ_once(was: dict[str, Value], now: dict[str, Value]) -> bool:
    return len([key for key in {*was, *now} if was.get(key) != now.get(key)]) < 2


def _reference(source: dict[str, Value]) -> str:
    return str(source.get("url") or f"{source.get('publisher')}, {source.get('title')}")


def _texts(value: Value) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _newly_confirmed(before: Value, after: Value) -> dict[str, Value]:
    """The confirmation that comes with the change, empty where none does."""
    return after if isinstance(after, dict) and after != before else {}


class Wanting(NamedTuple):
    """A changed fact that wants an act, or a source, and has none: what, how; what there is in its stead, in words."""

    fact: Fact
    what: str
    detail: str
    act: bool
    stands: Stands


def wanting(
    model: type[Filed], before: dict[str, Value], after: dict[str, Value], found: Standing
) -> Iterator[Wanting]:
    """The changed facts that want an act, or a source, and have none."""
    for fact in facts(before, after, group(model)["properties"]):
        what, act = wants(model, fact)
        stands = found.of(fact)
        if lacking(what, act, stands):
            yield Wanting(fact, what, detail(fact) if act else "", act, stands)


def shared(model: type[Filed], before: dict[str, Value], after: dict[str, Value], found: Standing) -> list[str]:
    """What the facts are that stand on the new acts or sources of a record that was there, one or more for each."""
    told = []
    for fact in facts(before, after, group(model)["properties"]) if before else ():
        what, act = wants(model, fact)
        counts = what and fact.path[-1] != "source" and (act or what not in told)  # a day and its hour are one
        if counts and found.on_new(fact) and not lacking(what, act, found.of(fact)):
            told.append(what)
    return told


def lacking(what: str, act: bool, stands: Stands) -> str:
    """What a fact lacks that wants an act or a source, "" where it lacks nothing: "senza atto"."""
    if not what or (stands.fits if act else stands.words and stands.sourced):
        return ""
    return stands.doubt or ("senza atto" if act else "senza fonte")


def wants(model: type[Filed], fact: Fact) -> tuple[str, bool]:
    """What a fact is that wants an act or a source, "" where it wants none; whether it is an act."""
    if fact.how == "in un altro ordine":
        return "", False
    told = fact.path[-1] == "note"  # words, which matter where a sum is in them
    if issubclass(model, District) and fact.field in _OF_DISTRICT and not told:
        return _OF_DISTRICT[fact.field], True
    if issubclass(model, District) and fact.field in _TOLD_OF_DISTRICT:
        return _TOLD_OF_DISTRICT[fact.field], False
    if issubclass(model, Event | RecurringEvent) and fact.field in _OF_EVENT:
        return _OF_EVENT[fact.field], False
    if _is_money(model, fact):
        return "una somma", True
    return "", False


_OF_DISTRICT = {
    "municipalities": "i comuni", "status": "lo stato", "recognition": "il riconoscimento", "grants": "i contributi",
}  # fmt: skip
_TOLD_OF_DISTRICT = {
    "lead": "il capofila", "kind": "il tipo", "since": "da quando c'è",
    "municipalities_complete": "se l'elenco dei comuni è completo",
}  # fmt: skip
_WHEN, _WHERE = "è cambiato quando si tiene", "è cambiato dove si tiene"
_OF_EVENT = {
    **dict.fromkeys(("start", "end", "also", "recurrence", "time", "end_time"), _WHEN),
    **dict.fromkeys(("municipality", "place", "venue"), _WHERE),
}


def detail(fact: Fact) -> str:
    """ "aggiunto Crema, dal 2026", "Importo, era 1 €, ora 2 €"."""
    value = fact.old if fact.new is None else fact.new
    if fact.field == "municipalities":
        return f"{fact.how} {member(value)}"
    if fact.field == "grants" and isinstance(value, dict):
        return f"{fact.how} «{value.get('measure', '')}»"
    pairs = zip((fact.old, fact.new), fact.inside, strict=True)
    words = [said(item, fact.schema, around) for item, around in pairs if item is not None]
    labels = fact.labels[1:] if fact.field in _OF_DISTRICT else fact.labels
    return ", ".join([*labels, " → ".join(words) if max(map(len, words)) <= SHORT else "un testo con somme"])


def _is_money(model: type[Filed], fact: Fact) -> bool:
    """Whether a sum of money came, went or is another: in a field for it, in a group with one, or in words."""
    for value, around in zip((fact.old, fact.new), fact.inside, strict=True):
        if value is not None and _has_money(value, fact.schema, around, fact.path):
            return True
    told = issubclass(model, District | Programme | Region) and isinstance(fact.old or fact.new, str)
    note = fact.path[-1] in ("note", "notes")
    old, new = (sums.amounts(str(value or ""), note) for value in (fact.old, fact.new))
    return told and old != new


def _has_money(value: Value, schema: dict[str, Any], around: dict[str, Value], path: tuple[Any, ...]) -> bool:
    if isinstance(value, dict):
        fields = inner(schema)
        return any(_has_money(part, fields.get(key, {}), value, (key,)) for key, part in value.items())
    return is_money(schema, around if path[-1] in ("value", "unit") else {})
