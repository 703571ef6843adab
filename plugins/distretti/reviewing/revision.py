"""What has changed since a revision of git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ..reading import yaml_file
from ..reading.layout import record_name
from ..reading.text_file import MAX_BYTES


class Refused(Exception):
    """What cannot be done; says in Italian why and what to do."""


def changed_since(folder: Path, revision: str) -> set[str]:
    """The files of a content folder, by their path inside, that differ from a revision of git, or are new.

    Raises Refused where there is no such revision, or no repository.
    """
    if revision.startswith("-") or not _is_one(folder, revision):
        raise Refused(f"«{revision}» non è una revisione di questo deposito di git: per esempio «main» o «HEAD~1».")
    changed = git(folder, "diff", "--name-only", "--no-renames", "--relative", "-z", revision, "--", ".")
    fresh = git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in f"{changed}{fresh}".split("\0") if path}


def _is_one(folder: Path, revision: str) -> bool:
    git(folder, "rev-parse", "--git-dir")
    try:
        return bool(git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))
    except Refused:
        return False


class States(NamedTuple):
    """What a file held at a revision, what it holds now, nothing where it cannot be read; whether it is there."""

    before: dict[str, Any]
    now: dict[str, Any]
    there: bool


def states(folder: Path, revision: str, paths: Iterable[str]) -> dict[str, States]:
    """Those of the files of records among these, by path."""
    return {
        path: States(at(folder, revision, path), now(folder / path), os.path.lexists(folder / path))
        for path in sorted(paths)
        if path.endswith(".yaml") and record_name(path)
    }


def changed_outside(folder: Path, revision: str) -> list[str]:
    """The files of the repository that differ from a revision and are not under the content folder."""
    root = Path(git(folder, "rev-parse", "--show-toplevel").strip())
    inside = folder.resolve().relative_to(root.resolve()).as_posix()
    changed = git(root, "diff", "--name-only", "--no-renames", "-z", revision).split("\0")
    return sorted(path for path in changed if path and not path.startswith(f"{inside}/"))


def at(folder: Path, revision: str, path: str) -> dict[str, Any]:
    """What a file held at a revision, nothing where it was not there or could not be read."""
    found = value_at(folder, revision, path)
    return found if isinstance(found, dict) else {}


def now(file: Path) -> dict[str, Any]:
    """What a file holds, nothing where there is none or it cannot be read."""
    found = value(file)
    return found if isinstance(found, dict) else {}


def files_with(folder: Path, revision: str, *texts: str) -> list[str]:
    """The files of records that held one of these texts at a revision."""
    any_of = [part for text in texts for part in ("-e", text)]
    try:
        found = git(folder, "grep", "-l", "-z", "-a", "-F", *any_of, revision, "--", "*.yaml")
    except Refused:  # it is in none
        return []
    return [path.partition(":")[2] for path in found.split("\0") if path]


def value_at(folder: Path, revision: str, path: str) -> Any:
    """What is written in a file of YAML at a revision, None where that cannot be read."""
    try:
        text = git(folder, "show", f"{revision}:./{path}")
    except Refused:
        return None
    document, _ = yaml_file.read(text.encode("utf-8", "surrogateescape"), path)
    return document.value if document else None


def bytes_at(folder: Path, revision: str, path: str) -> bytes | None:
    """What a file was at a revision, None where there was none."""
    try:
        return git(folder, "cat-file", "blob", f"{revision}:./{path}").encode("utf-8", "surrogateescape")
    except Refused:
        return None


def bytes_of(file: Path) -> bytes | None:
    """What a file is, None where there is none, or it is no file, or a huge one."""
    if not file.is_file() or file.is_symlink() or file.stat().st_size > _HUGE:
        return None
    return file.read_bytes()


_HUGE = 8 * 1024 * 1024  # bytes: the outlines of all municipalities have 3 MB


def value(file: Path) -> Any:
    """What is written in a file of YAML, None where it cannot be read."""
    if not file.is_file() or file.is_symlink() or file.stat().st_size > MAX_BYTES:
        return None
    document, _ = yaml_file.read(file.read_bytes(), file.name)
    return document.value if document else None


def git(folder: Path, *arguments: str) -> str:
    """What a command of git says. Raises Refused where it does not succeed."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise Refused(f"«git {arguments[0]}» non è riuscito{f'; git dice: «{said}»' if said else '.'}")
    return done.stdout.decode("utf-8", "surrogateescape")
