"""What a proposal does that an editor must look at: changes without an act, lost addresses, a record made another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..language import italian
from ..language.problem import Problem
from ..model.record import Confirmation
from ..model.registry import KINDS, identity
from ..model.schema import group
from ..model.wording import said
from ..reading.content import Content, shown
from ..reading.layout import record_name
from ..reading.yaml_file import Document, KeyPath
from ..site import addresses
from .facts import Value
from .publishers import Publishers
from .revision import States
from .standing import Standing, shared, wanting

_ALIKE = 0.5  # of the fields of two files: then one is the other under another name
_SEVERAL = 2  # facts for which what is new in their record stands
_MANY = 10_000  # pairs of files that are compared field by field


def warnings(content: Content, states: Mapping[str, States], publishers: Publishers) -> Iterator[Problem]:
    """All of it, each where it stands. `publishers` says who they were before."""
    moved = renamed(states)
    for path, (before, now, _) in states.items():
        origin = states[moved[path]].before if path in moved else before
        if now:
            standing = Standing(origin, now, publishers)
            yield from _confirmed(content, path, standing)
            yield from _without_act(content, path, origin, now, standing)
            yield from _shared(content, path, origin, now, standing)
            yield from _another(content, path, before, now, states)
    yield from _lost(content, states, moved)


def renamed(states: Mapping[str, States]) -> dict[str, str]:
    """The file that each new one was before: of the same kind, with one name or with most fields alike."""
    new = {path: now for path, (before, now, _) in states.items() if now and not before}
    gone = {path: before for path, (before, _, there) in states.items() if before and not there}
    called: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path, before in gone.items():
        called[_kind(path), heading(before)].append(path)
    few = len(new) * len(gone) <= _MANY
    found: dict[str, str] = {}
    for path, now in new.items():
        same = called[_kind(path), heading(now)] if heading(now) else []
        close = {old: _alike(gone[old], now) for old in gone if _kind(old) == _kind(path)} if few and not same else {}
        best = same[0] if same else max(close, key=lambda old: (close[old], old), default="")
        if best and (same or close[best] >= _ALIKE):
            found[path] = best
            called[_kind(best), heading(gone.pop(best))].remove(best)
    return found


def heading(values: dict[str, Value]) -> str:
    """What a record is called, "" where it does not say."""
    return next((str(values[key]) for key in ("title", "name") if values.get(key)), "")


def _kind(path: str) -> str:
    return (record_name(path) or "").partition("/")[0]


def _alike(before: dict[str, Value], now: dict[str, Value]) -> float:
    keys = {*before, *now}
    return len([key for key in keys if before.get(key) == now.get(key)]) / len(keys)


def _confirmed(content: Content, path: str, standing: Standing) -> Iterator[Problem]:
    """A warning for a confirmation that comes with the proposal: who writes it may not be who gives it."""
    if standing.confirmed:
        fields = group(Confirmation)["properties"]
        told = (said(value, fields.get(key, {}), {}) for key, value in standing.confirmed.items())
        ask = _PROOF.get(str(standing.confirmed.get("how")), "chiedi all'ente se l'ha data")
        message = f"conferma nuova, da provare ({', '.join(told)}): {ask}"
        yield content.document_at(shown(path, content.folder)).problem(("confirmed",), message, warning=True)


_PROOF = {
    "atto": "apri l'atto",
    "pec": "guarda che la PEC dell'ente sia arrivata",
    "modulo": "guarda che il modulo sia arrivato da una casella dell'ente",
}


def _shared(
    content: Content, path: str, before: dict[str, Value], now: dict[str, Value], standing: Standing
) -> Iterator[Problem]:
    """A warning where what is new stands for several facts: it may say one of them."""
    model, _ = identity(record_name(path) or "")
    told = shared(model, before, now, standing)
    acts, sources = standing.new
    if len(told) < _SEVERAL:
        return
    each = ["un atto nuovo" if acts == 1 else f"{acts} atti nuovi"] if acts else []
    each += ["una fonte nuova" if sources == 1 else f"{sources} fonti nuove"] if sources else []
    check = "che li dica tutti" if acts + sources == 1 else "che ognuno sia detto"
    what = ", ".join(dict.fromkeys(told))
    message = f"{' e '.join(each)} per {len(told)} fatti ({what}): controlla {check}"
    field: KeyPath = ("sources",) if sources else ("acts",)
    yield content.document_at(shown(path, content.folder)).problem(field, message, warning=True)


def _without_act(
    content: Content, path: str, before: dict[str, Value], now: dict[str, Value], standing: Standing
) -> Iterator[Problem]:
    """A warning for each field in which something wants an act, or a source, and has none, with all that it is."""
    model, _ = identity(record_name(path) or "")
    found = defaultdict(list)
    for item in wanting(model, before, now, standing):
        found[item.what, item.act, item.stands].append(item)
    document = content.document_at(shown(path, content.folder))
    for (what, act, stands), items in found.items():
        told = "; ".join(dict.fromkeys(item.detail for item in items if item.detail))
        none = "nessun atto nuovo lo dice" if act else "nessuna fonte nuova lo dice"
        only = f" ({stands.words})" if stands.words else ""
        advice = "aggiungi l'atto" if act else "aggiungi la fonte"
        lacks = f"{stands.doubt}{only}" if stands.doubt else f"{none}{only}; {advice}"
        where = next((item.fact.path for item in items if item.fact.new is not None), items[0].fact.path)
        told_of = f"{what} ({told})" if told else what
        yield document.problem(where, f"{told_of}: {lacks}", warning=True)


def _another(
    content: Content, path: str, before: dict[str, Value], now: dict[str, Value], states: Mapping[str, States]
) -> Iterator[Problem]:
    """A warning where a file now says of something else: what was in another, or what has hardly a field in common."""
    name = heading(now)
    if not before or heading(before) == name:
        return
    there = [
        shown(other, content.folder)
        for other, (was, *_) in states.items()
        if other != path and _kind(other) == _kind(path) and heading(was) == name
    ]
    if there or _alike(before, now) < _ALIKE:
        since = f", che era in {' e in '.join(there)}" if there else ""
        message = (
            f"la scheda diceva di «{heading(before)}», ora di «{name}»{since}: lo stesso indirizzo per un'altra cosa"
        )
        field: KeyPath = ("title",) if "title" in now else ("name",)
        yield content.document_at(shown(path, content.folder)).problem(field, message, warning=True)


def _lost(content: Content, states: Mapping[str, States], moved: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each record whose page had an address that leads nowhere now."""
    kept = {addresses.at(name) for name in content.files}
    kept |= {alias for _, mark in content.marked() for alias in mark.aliases}
    after = {old: new for new, old in moved.items()}
    for path, (before, now, _) in states.items():
        name = record_name(path) or ""
        if not before or not KINDS[name.partition("/")[0]].paged:
            continue
        listed = before.get("aliases")
        had = [addresses.at(name), *(map(str, listed) if isinstance(listed, list) else ())]
        lost = [address for address in had if address not in kept]
        if lost and path in after:
            file = shown(after[path], content.folder)
            message = f"la scheda era {shown(path, content.folder)}: {_nowhere(lost)}; aggiungi negli aliases"
            yield content.document_at(file).problem((), f"{message} {', '.join(lost)}", warning=True)
        elif lost:
            file = shown(path, content.folder)
            message = _nowhere(lost) if now else f"scheda tolta: {_nowhere(lost)}; {_INSTEAD}"
            yield (content.document_at(file) if now else Document(file, {})).problem((), message, warning=True)


_INSTEAD = "meglio ritirarla (withdrawn), o dare l'indirizzo agli aliases di un'altra"


def _nowhere(lost: list[str]) -> str:
    return f"{italian.listed(lost)} non {'porta' if len(lost) == 1 else 'portano'} più a niente"
