"""What editors ask of the command line beside checks: files in order, proposals of others."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from .language.dates import day_of_build
from .language.problem import Problem, errors
from .model import Record
from .model.registry import identity
from .reading import rules, survey, yaml_file
from .reading.formatting import Slices, formatted, sliced
from .reading.layout import record_name
from .reading.loader import SLUG, load
from .reading.text_file import decoded
from .reading.validation import validated

_PLACE = re.compile(r"# Scheda: content/(\S+\.yaml)\n")  # what the form writes in the first line


def in_order(folder: Path, write: bool) -> list[str]:
    """The files of records whose fields are not in order; they are put in order where `write` says so."""
    found = []
    for path in survey.survey(folder):
        name = record_name(path) if path.endswith(".yaml") else None
        if name and (change := _formatted(folder / path, name)):
            found.append(path)
            if write:
                (folder / path).write_bytes(change)
    return found


def _formatted(file: Path, name: str) -> bytes:
    """The file in order, b"" where it is already, or cannot be read."""
    content = file.read_bytes()
    text, problems = decoded(content, file.name)
    if problems:
        return b""
    ordered = formatted(text, identity(name)[0]).encode()
    return ordered if ordered != content else b""


def changed_since(folder: Path, revision: str) -> set[str]:
    """The files of a content folder, by their path inside, that differ from a revision of git, or are new.

    Raises Refused where there is no such revision, or no repository.
    """
    if revision.startswith("-"):
        raise Refused(f"«{revision}» non è una revisione")
    changed = _git(folder, "diff", "--name-only", "--relative", "-z", revision, "--", ".")
    fresh = _git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in f"{changed}{fresh}".split("\0") if path}


class Refused(Exception):
    """A proposal that cannot be taken; says in Italian why and what to do."""


class Proposal(NamedTuple):
    """What a file from the form changes: the file of the record, its text to be, the keys of the fields that change."""

    path: str
    text: str
    changed: tuple[str, ...]


def proposal(folder: Path, file: Path) -> Proposal:
    """What a file that the form of /proponi/ made would change: only fields with another value are written anew.

    Raises Refused where it is no such file, or is not sound by itself.
    """
    text, problems = decoded(file.read_bytes(), file.name)
    place = _PLACE.match(text)
    name = record_name(place[1]) if place else None
    if problems or not place or not name or not all(SLUG.fullmatch(part) for part in name.split("/")[1:]):
        raise Refused(f"{file} non è un file del modulo: la prima riga deve dire «# Scheda: content/…»")
    model, identifier = identity(name)
    new = _cut(text[place.end() - 1 :], model, identifier, str(file))
    if new.problems:
        raise Refused("\n".join(map(str, new.problems)))
    there = folder / place[1]
    if not there.is_file():
        return Proposal(place[1], formatted(Slices("", new.slices.fields, "").text, model), tuple(new.slices.fields))
    old = _cut(there.read_text("utf-8"), model, identifier, place[1])
    fields = {field.alias or key: key for key, field in model.model_fields.items()}
    same = {
        key: lines
        for key, lines in old.slices.fields.items()
        if key in new.slices.fields and getattr(old.record, fields[key]) == getattr(new.record, fields[key])
    }
    slices = Slices(old.slices.head, {**new.slices.fields, **same}, old.slices.tail)
    named = (*new.slices.fields, *(key for key in old.slices.fields if key not in new.slices.fields))
    return Proposal(place[1], formatted(slices.text, model), tuple(key for key in named if key not in same))


class _Cut(NamedTuple):
    """A file of a record: its slices, the record, what is wrong with it."""

    slices: Slices
    record: Any
    problems: list[Problem]


def _cut(text: str, model: type[Record], identifier: str, file: str) -> _Cut:
    document, problems = yaml_file.read(text.encode(), file)
    slices = sliced(document) if document else None
    if document is None or slices is None:
        raise Refused("\n".join(map(str, problems)) or f"{file}: i campi non cominciano a inizio riga")
    record, more = validated(model, document, id=identifier, prose="")
    return _Cut(slices, record, errors([*problems, *more]))


def accept(folder: Path, file: Path) -> str:
    """Write what a proposal changes and commit it on a branch of its own; what was done, as sentences.

    Raises Refused where the proposal is not sound, would leave the content with a new problem, or git refuses. Then
    nothing has changed.
    """
    found = proposal(folder, file)
    if not found.changed:
        raise Refused(f"{file} non cambia niente di content/{found.path}")
    there = folder / found.path
    before = there.read_bytes() if there.is_file() else None
    known, branch = _problems(folder), f"proposta/{there.stem}"
    _git(folder, "checkout", "-q", "-b", branch)
    try:
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(found.text, "utf-8")
        if fresh := [line for line in _problems(folder) if line not in known]:
            raise Refused("\n".join(fresh))
        said = f"{'Cambia' if before else 'Aggiunge'} {found.path}: {', '.join(found.changed)}"
        _git(folder, "add", "--", str(there.resolve()))
        _git(folder, "commit", "-q", "-m", said, "--", str(there.resolve()))
    except Refused:
        _git(folder, "reset", "-q", "--", str(there.resolve()))
        there.unlink() if before is None else there.write_bytes(before)
        _git(folder, "checkout", "-q", "-")
        _git(folder, "branch", "-q", "-D", branch)
        raise
    return f"Fatto: {found.path} ({', '.join(found.changed)}), nel ramo «{branch}»."


def _problems(folder: Path) -> list[str]:
    content = load(folder, folder / "reference")
    return [str(problem) for problem in errors([*content.problems, *rules.broken(content, day_of_build())])]


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"git {arguments[0]} non è riuscito: {done.stderr.strip()}")
    return done.stdout
