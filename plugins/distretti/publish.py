"""Pages and files → disk: everything is rendered before anything is written; what is gone is removed last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from . import addresses
from .page import File, Output, Page

MANIFEST = ".distretti-files"


class AddressTaken(Exception):
    """Two outputs want the same file; the text names them. A mistake of ours, or two records with one address."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the folder: counts of files."""

    pages: int
    written: int
    unchanged: int
    removed: int


def publish(outputs: Iterable[Output], render: Callable[[Page], bytes], folder: Path) -> Written:
    """Bring `folder` to exactly these outputs; each file is written whole, and only if its bytes changed."""
    files: dict[str, bytes] = {}
    pages = 0
    for output in outputs:
        path = addresses.file(output.address)
        if path in files:
            raise AddressTaken(f"two outputs at {output.address}")
        files[path] = output.content if isinstance(output, File) else render(output)
        pages += isinstance(output, Page)
    written = sum(_write(folder / path, content) for path, content in files.items())
    removed = _remove(folder, _of_before(folder) - files.keys())
    _write(folder / MANIFEST, "".join(f"{path}\n" for path in sorted(files)).encode())
    return Written(pages, written, len(files) - written, removed)


def _write(file: Path, content: bytes) -> bool:
    """Whether the file had to be written."""
    try:
        if file.stat().st_size == len(content) and file.read_bytes() == content:
            return False
    except OSError:
        file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    temporary.write_bytes(content)
    os.replace(temporary, file)
    return True


def _of_before(folder: Path) -> set[str]:
    """The files that the last build wrote here; files of others are never in it."""
    try:
        return set((folder / MANIFEST).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _remove(folder: Path, paths: set[str]) -> int:
    """Remove these files, and the folders that they leave empty; how many files were there."""
    removed = 0
    root = folder.resolve()
    for path in sorted(paths, reverse=True):
        file = folder / path
        if not file.is_file() or not file.resolve().is_relative_to(root):
            continue
        file.unlink()
        removed += 1
        parent = file.parent
        while parent != folder and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return removed
