"""Pages and files → disk. Preview: in place, file by file. Publish: a second tree, exchanged with the served one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from . import addresses, trees
from .page import File, Output, Page, Picture

MANIFEST = ".distretti-files"

_HALF_WRITTEN = re.compile(r"(^|/)\.[^/]+\.new$")

Render = Callable[[Page | Picture], bytes]


class AddressTaken(Exception):
    """Two outputs want the same file; the text says in Italian which. The rules let no record do it, but prose can."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the folder: counts of files."""

    pages: int
    written: int
    unchanged: int
    removed: int


def preview(outputs: Iterable[Output], render: Render, folder: Path) -> Written:
    """Bring `folder` to these outputs in place. Files of others stay; a build that was cut short is finished."""
    with trees.alone(folder):
        trees.repair(folder)
        return _update(_by_path(outputs), render, folder, _of_before(folder))


def publish(outputs: Iterable[Output], render: Render, folder: Path) -> Written:
    """Bring the idle tree to these outputs, then serve it in one step.

    Whatever stops it before that step leaves the served tree as it was. Files of others move along with the site. The
    counts are of the idle tree, which holds the site of the publish before the last.
    """
    with trees.alone(folder):
        trees.repair(folder)
        files, idle = _by_path(outputs), trees.idle_of(folder)
        others = _of_others(folder) - files.keys()
        done = _update(files, render, idle, _paths(idle) - others - {MANIFEST})
        for path in sorted(others):
            _write(idle / path, (folder / path).read_bytes())
        trees.exchange(folder)
        return done


def _by_path(outputs: Iterable[Output]) -> dict[str, Output]:
    files: dict[str, Output] = {}
    for output in outputs:
        path = addresses.file(output.address)
        if path in files:
            raise AddressTaken(f"all'indirizzo {output.address} vanno {_name(files[path])} e {_name(output)}")
        files[path] = output
    return files


def _update(files: dict[str, Output], render: Render, folder: Path, before: set[str]) -> Written:
    """New files first, then changed ones, then the removal of what is gone: no link leads to a page not yet there.

    The manifest names old and new files until all is done: what a cut-short build leaves, the next one knows.
    """
    _write(folder / MANIFEST, _listed(before | files.keys()))
    written = 0
    for path in sorted(files, key=lambda path: (folder / path).exists()):
        output = files[path]
        written += _write(folder / path, output.content if isinstance(output, File) else render(output))
    removed = _remove(folder, before - files.keys())
    _write(folder / MANIFEST, _listed(files))
    pages = sum(isinstance(output, Page) for output in files.values())
    return Written(pages, written, len(files) - written, removed)


def _listed(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _name(output: Output) -> str:
    return "un file" if isinstance(output, File) else f"la pagina «{output.view.head.title}»"


def _write(file: Path, content: bytes) -> bool:
    """Whether the file had to be written; it is written whole, or not at all."""
    try:
        if file.stat().st_size == len(content) and file.read_bytes() == content:
            return False
    except OSError:
        file.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(file)
    try:
        temporary.write_bytes(content)
        os.replace(temporary, file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return True


def _temporary(file: Path) -> Path:
    return file.with_name(f".{file.name}.new")


def _of_before(folder: Path) -> set[str]:
    """The files that the last build wrote here; files of others are never in it."""
    try:
        return set((folder / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _of_others(folder: Path) -> set[str]:
    """The files that no build wrote here, without what a killed build left half written."""
    return {
        path for path in _paths(folder) - _of_before(folder) - {MANIFEST} if not _HALF_WRITTEN.search(path)
    }


def _paths(folder: Path) -> set[str]:
    """Every file under the folder."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def _remove(folder: Path, paths: set[str]) -> int:
    """Remove these files, what a killed build left of them, and the folders left empty; how many files were there."""
    removed = 0
    root = folder.resolve()
    for path in sorted(paths, reverse=True):
        file = folder / path
        if not file.resolve().is_relative_to(root):
            continue
        _temporary(file).unlink(missing_ok=True)
        if not file.is_file():
            continue
        file.unlink()
        removed += 1
        parent = file.parent
        while parent != folder and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return removed
