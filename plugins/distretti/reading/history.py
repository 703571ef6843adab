"""How often each file of the content was changed, and when last: one reading of the repository's history."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

SHALLOW = (
    "La storia dei contenuti è incompleta (clone superficiale): i calendari non saprebbero dire che cosa è cambiato.\n"
    "Scaricala tutta con «git fetch --unshallow»; nelle automazioni, «fetch-depth: 0»."
)
_MINUTE = 60


class Shallow(Exception):
    """The repository holds only a part of its history; the text says in Italian what to do."""


class Revision(NamedTuple):
    """How often a file was changed since it is there, under all its names, and the second of the last time (Unix)."""

    changes: int
    last: int


class History(NamedTuple):
    """The revisions of files by path in the content folder, as of a commit; empty where there is no repository."""

    commit: str = ""
    files: Mapping[str, Revision] = {}


def read(content: Path, known: History) -> History:
    """The history of a content folder, `known` where its commit is still the last; raises Shallow."""
    head = _git(content, "rev-parse", "HEAD", "--is-shallow-repository")
    if not head:
        return History()
    commit, shallow = head.split()
    if shallow == "true":
        raise Shallow(SHALLOW)
    if commit == known.commit:
        return known
    log = _git(content, "-c", "core.quotePath=off", "log", "--reverse", "--format=@%ct", "--name-status", "-M", "-z",
               "--relative", "--", ".")  # fmt: skip
    return History(commit, _revisions(log))


def _git(folder: Path, *arguments: str) -> str:
    """What git says; nothing where it is not there, or the folder is in no repository."""
    try:
        done = subprocess.run(("git", "-C", str(folder), *arguments), capture_output=True, timeout=5 * _MINUTE)
    except FileNotFoundError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _revisions(log: str) -> dict[str, Revision]:
    found: dict[str, Revision] = {}
    for moment, kind, name, before in _changes(log):
        if kind == "D":
            found.pop(name, None)
        else:
            earlier = found.pop(before, Revision(0, 0))
            found[name] = Revision(earlier.changes + 1, max(moment, earlier.last))
    return found


def _changes(log: str) -> Iterator[tuple[int, str, str, str]]:
    """Moment, kind, name and name of before of each change of a file, the oldest first."""
    moment = 0
    words = iter(log.replace("\n", "").split("\0"))
    for word in words:
        if word.startswith("@"):
            moment = int(word[1:])
        elif word[:1] in ("R", "C") and word[1:].isdigit():
            before, name = next(words), next(words)
            yield moment, word[0], name, before
        elif word:
            name = next(words)
            yield moment, word, name, name
