"""Pages and files → disk: everything is rendered before anything is written; what is gone is removed last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from . import addresses
from .page import File, Output, Page


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
    removed = _remove_others(folder, set(files))
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


def _remove_others(folder: Path, wanted: set[str]) -> int:
    """Remove what no output wants, and folders left empty; the number of files removed. Hidden entries stay."""
    removed = 0
    for parent, folders, names in os.walk(folder, topdown=False):
        inside = Path(parent)
        for name in names:
            file = inside / name
            if not name.startswith(".") and file.relative_to(folder).as_posix() not in wanted:
                file.unlink()
                removed += 1
        if inside != folder and not any(inside.iterdir()) and not inside.name.startswith("."):
            inside.rmdir()
        del folders
    return removed
