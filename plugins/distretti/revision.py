"""What has changed since a revision of git, and whether a source says so."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .language.problem import Problem
from .model import District, Event, Record, RecurringEvent
from .model.registry import name_of
from .reading import yaml_file
from .reading.content import Content
from .reading.layout import path_of
from .reading.yaml_file import KeyPath


class Refused(Exception):
    """What cannot be done; says in Italian why and what to do."""


def changed_since(folder: Path, revision: str) -> set[str]:
    """The files of a content folder, by their path inside, that differ from a revision of git, or are new.

    Raises Refused where there is no such revision, or no repository.
    """
    if revision.startswith("-") or not _is_one(folder, revision):
        raise Refused(f"«{revision}» non è una revisione di questo deposito di git: per esempio «main» o «HEAD~1».")
    changed = git(folder, "diff", "--name-only", "--relative", "-z", revision, "--", ".")
    fresh = git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in f"{changed}{fresh}".split("\0") if path}


def _is_one(folder: Path, revision: str) -> bool:
    git(folder, "rev-parse", "--git-dir")
    try:
        return bool(git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))
    except Refused:
        return False


def without_act(content: Content, revision: str, changed: set[str]) -> Iterator[Problem]:
    """A warning for each change that wants a source and names no new one.

    Of a district: its members, status or money. Of an event or market: when and where it is held. What its body has
    confirmed anew wants none.
    """
    for model, fields in _WANT_A_SOURCE.items():
        for record in content.of(model).values():
            path = path_of(name_of(model, record.id))
            if path not in changed or not (before := at(content.folder, revision, path)):
                continue
            document = content.document(record)
            now: Any = document.value
            if _acts(before) == _acts(now):
                for field, what in fields.items():
                    if _plain(before.get(field)) != _plain(now.get(field)):
                        where: KeyPath = (field,) if field in now else ()
                        yield document.problem(where, what, warning=True)


_ACT = "e nessun atto nuovo lo dice: aggiungi l'atto"
_WHEN = "è cambiato quando si tiene, e nessuna fonte nuova lo dice: aggiungi la fonte"
_WHERE = "è cambiato dove si tiene, e nessuna fonte nuova lo dice: aggiungi la fonte"
_HOURS = {"time": _WHEN, "end_time": _WHEN, "municipality": _WHERE, "place": _WHERE, "venue": _WHERE}
_WANT_A_SOURCE: dict[type[Record], dict[str, str]] = {
    District: {
        "municipalities": f"i comuni sono cambiati, {_ACT}",
        "status": f"lo stato è cambiato, {_ACT}",
        "recognition": f"il riconoscimento è cambiato, {_ACT}",
        "grants": f"i contributi sono cambiati, {_ACT}",
    },
    Event: {"start": _WHEN, "end": _WHEN, "also": _WHEN, **_HOURS},
    RecurringEvent: {"recurrence": _WHEN, **_HOURS},
}


def changed_outside(folder: Path, revision: str) -> list[str]:
    """The files of the repository that differ from a revision and are not under the content folder."""
    root = Path(git(folder, "rev-parse", "--show-toplevel").strip())
    inside = folder.resolve().relative_to(root.resolve()).as_posix()
    changed = git(root, "diff", "--name-only", "-z", revision).split("\0")
    return sorted(path for path in changed if path and not path.startswith(f"{inside}/"))


def at(folder: Path, revision: str, path: str) -> dict[str, Any]:
    """What a file held at a revision, nothing where it was not there or could not be read."""
    try:
        text = git(folder, "show", f"{revision}:./{path}")
    except Refused:
        return {}
    document, _ = yaml_file.read(text.encode(), path)
    return document.value if document and isinstance(document.value, dict) else {}


def _acts(record: Any) -> set[str]:
    """What a record is known by: its sources, who confirmed it, the acts of its members and its recognition."""
    sources = {str(sorted(source.items())) for source in record.get("sources", ()) if isinstance(source, dict)}
    members = {str(one["act"]) for one in record.get("municipalities", ()) if isinstance(one, dict) and "act" in one}
    recognition = record.get("recognition")
    acts = members | ({str(recognition.get("act"))} if isinstance(recognition, dict) else set())
    return sources | acts | {f"confirmed {record.get('confirmed')}"}


def _plain(value: Any) -> str:
    """A value to compare: the order of municipalities does not matter, nor whether a member is a name or a group."""
    if isinstance(value, list):
        return str(sorted(str(item.get("name", item) if isinstance(item, dict) else item) for item in value))
    return str(value)


def git(folder: Path, *arguments: str) -> str:
    """What a command of git says. Raises Refused where it does not succeed."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise Refused(f"«git {arguments[0]}» non è riuscito{f'; git dice: «{said}»' if said else '.'}")
    return done.stdout.decode("utf-8", "surrogateescape")
