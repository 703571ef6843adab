"""What a proposal changes, in Italian sentences, for who reviews it: Markdown that no record can break out of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from . import revision
from .checking import Checked
from .language.problem import Problem
from .model.registry import KINDS
from .model.schema import group
from .reading import yaml_file
from .reading.layout import record_name
from .reading.text_file import MAX_BYTES

MOST = 40  # changes of one record that are listed
LONGEST = 160  # signs of a value that are shown
WHOLE = 60_000  # signs of the text: GitHub takes 65,536 in a comment
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~])")

Value = Any  # what YAML gives: a text, a list, a group


class Change(NamedTuple):
    """A record that differs from the revision: its kind, its file, what is said of it, whether it names new sources."""

    one: str
    path: str
    heading: str
    sentences: tuple[str, ...]
    sources: tuple[str, ...]


def summary(folder: Path, since: str, found: Checked) -> str:
    """The text. Raises Refused as `changed_since` does."""
    paths = sorted(revision.changed_since(folder, since))
    changes = [change for path in paths if (change := _change(folder, since, path))]
    others = [path for path in paths if not record_name(path) or not path.endswith(".yaml")]
    outside = revision.changed_outside(folder, since)
    lines = ["# Che cosa cambia", "", _counted(len(changes), len(others), len(outside)), ""]
    for change in changes:
        lines += _section(change)
    if others:
        lines += ["## Testi, vocabolari e altri file di contenuto", "", *(f"- {plain(path)}" for path in others), ""]
    if outside:
        lines += ["## Cambia anche il programma", "", "Lo guarda chi lo cura, prima di far girare qualcosa.", ""]
        lines += [*(f"- {plain(path)}" for path in outside[:MOST]), ""]
    lines += _to_look_at(found.problems, found.elsewhere)
    lines += _said(folder, since)
    text = "\n".join(lines)
    return text if len(text) <= WHOLE else f"{text[:WHOLE]}\n\n… il resto è troppo lungo: si vede nei file.\n"


def plain(text: str) -> str:
    """A text of a stranger as Markdown that shows it and does nothing: no link, mention, picture or code; one line."""
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
    return (
        _SIGNS.sub(r"\\\1", shown.replace("&", "&amp;"))
        .replace("@", "&#64;")
        .replace("://", "&#58;//")
        .replace("www.", "www&#46;")
    )


def _counted(records: int, others: int, outside: int) -> str:
    said = [f"{records} {'scheda' if records == 1 else 'schede'}"]
    said += [f"{others} {'altro file' if others == 1 else 'altri file'} di contenuto"] if others else []
    said += [f"**{outside} file del programma**"] if outside else []
    return f"{', '.join(said)}."


def _section(change: Change) -> Iterator[str]:
    yield f"## {plain(change.heading)}"
    yield ""
    yield f"{change.one.capitalize()}, {plain(change.path)}"
    yield ""
    yield from (f"- {sentence}" for sentence in change.sentences[:MOST])
    if len(change.sentences) > MOST:
        yield f"- … e altri {len(change.sentences) - MOST} cambiamenti"
    yield f"- Fonti nuove: {'; '.join(map(plain, change.sources)) if change.sources else '**nessuna**'}"
    yield ""


def _to_look_at(problems: list[Problem], elsewhere: list[Problem]) -> Iterator[str]:
    wrong = sorted(problem for problem in problems if not problem.warning)
    warned = sorted(problem for problem in problems if problem.warning)
    titles = "Problemi: così non entra", "Problemi in altri file, forse per questo cambiamento", "Da guardare"
    for title, found in zip(titles, (wrong, sorted(elsewhere), warned), strict=True):
        if found:
            yield from (f"## {title}", "", *(f"- {plain(str(problem))}" for problem in found[:MOST]))
            yield from ([f"- … e altri {len(found) - MOST}"] if len(found) > MOST else [])
            yield ""


def _said(folder: Path, since: str) -> Iterator[str]:
    """What the commits say of themselves: the source that a form's file names is there."""
    found = [
        line for line in revision.git(folder, "log", "--format=%s%n%b", f"{since}..HEAD").splitlines() if line.strip()
    ]
    if found:
        yield from ("## Come lo dice chi propone", "", *(f"- {plain(line)}" for line in found[:MOST]), "")


def _change(folder: Path, since: str, path: str) -> Change | None:
    name = record_name(path) if path.endswith(".yaml") else None
    if not name:
        return None
    kind = KINDS[name.partition("/")[0]]
    fields = group(kind.model)["properties"]
    before, after = revision.at(folder, since, path), _now(folder / path)
    heading = next(
        (str(values[key]) for values in (after, before) for key in ("title", "name") if values.get(key)), path
    )
    if not before and not after:
        sentences: tuple[str, ...] = ("il file non si legge",)
    elif not after:
        sentences = ("**scheda tolta**" if not (folder / path).exists() else "**il file non si legge più**",)
    else:
        begun = () if before else ("**scheda nuova**",)
        sentences = (*begun, *_differences(before, after, fields))
    return Change(kind.one, path, heading, sentences, _new_sources(before, after))


def _now(file: Path) -> dict[str, Value]:
    """What the file holds, nothing where there is none or it cannot be read."""
    if not file.is_file() or file.is_symlink() or file.stat().st_size > MAX_BYTES:
        return {}
    document, _ = yaml_file.read(file.read_bytes(), file.name)
    return document.value if document and isinstance(document.value, dict) else {}


def _differences(before: dict[str, Value], after: dict[str, Value], fields: dict[str, Any]) -> Iterator[str]:
    for key in [*fields, *(key for key in (*after, *before) if key not in fields)]:
        old, new = before.get(key), after.get(key)
        if key == "sources" or old == new:
            continue
        label = str(fields.get(key, {}).get("title", key))
        if isinstance(old, list) or isinstance(new, list):
            yield from _items(key, label, _listed(old), _listed(new), _inner(fields.get(key, {})))
        elif isinstance(old, dict) and isinstance(new, dict):
            inner = _inner(fields.get(key, {}))
            yield from (f"{plain(label)}: {said}" for said in _differences(old, new, inner))
        elif old is None:
            yield f"{plain(label)}: **{_words(new, _inner(fields.get(key, {})))}**"
        elif new is None:
            yield f"{plain(label)}: tolto ({_words(old, _inner(fields.get(key, {})))})"
        else:
            yield f"{plain(label)}: era {_words(old, {})}, ora **{_words(new, {})}**"


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _items(key: str, label: str, old: list[Value], new: list[Value], inner: dict[str, Any]) -> Iterator[str]:
    """What came into a list, what left it, what of it is otherwise: told apart by the name of items."""
    were, are = {_called(item): item for item in old}, {_called(item): item for item in new}
    what = "il comune" if key == "municipalities" else f"{plain(label.lower())}:"
    for name, item in are.items():
        if name not in were:
            yield f"aggiunto {what} **{_words(item, inner) if key != 'municipalities' else _member(item)}**"
        elif were[name] != item:
            yield f"cambiato {what} {plain(name)}: era {_words(were[name], inner)}, ora **{_words(item, inner)}**"
    yield from (f"tolto {what} **{plain(name)}**" for name in were if name not in are)
    if old != new and were == are:
        yield f"{plain(label)}: in un altro ordine"


def _member(item: Value) -> str:
    """ "Crema, dal 2026 (Delibera n. 3)"."""
    if not isinstance(item, dict):
        return plain(str(item))
    days = [f"{word} {plain(str(item[key]))}" for key, word in (("from", "dal"), ("to", "fino al")) if key in item]
    act = f" ({plain(str(item['act']))})" if "act" in item else ", senza atto"
    return f"{', '.join([plain(str(item.get('name', ''))), *days])}{act}"


def _called(item: Value) -> str:
    """What tells an item of a list from others."""
    if not isinstance(item, dict):
        return str(item)
    named = [
        str(item[key]) for key in ("name", "title", "measure", "scheme", "about", "indicator", "text") if key in item
    ]
    return f"{named[0]} {item.get('year', '')}{item.get('date', '')}".strip() if named else str(item)


def _inner(field: dict[str, Any]) -> dict[str, Any]:
    """The fields inside one, by their key: those of a group, or of the items of a list that are groups."""
    schemas = (field, field.get("items", {}), *field.get("items", {}).get("anyOf", ()), *field.get("anyOf", ()))
    return next((found["properties"] for found in schemas if "properties" in found), {})


def _words(value: Value, fields: dict[str, Any]) -> str:
    if isinstance(value, dict):
        named = ((str(fields.get(key, {}).get("title", key)).lower(), inner) for key, inner in value.items())
        return plain(", ".join(f"{name} {inner}" for name, inner in named))
    return plain("; ".join(map(str, value)) if isinstance(value, list) else str(value))


def _new_sources(before: dict[str, Value], after: dict[str, Value]) -> tuple[str, ...]:
    known = _listed(before.get("sources"))
    fresh = [item for item in _listed(after.get("sources")) if item not in known and isinstance(item, dict)]
    return tuple(
        ", ".join(str(item[key]) for key in ("publisher", "title", "url", "date") if key in item) for item in fresh
    )
