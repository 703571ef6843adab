"""Files on the disk: each is written whole or not at all, and every path under a folder."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

HALF_WRITTEN = re.compile(r"(^|/)\.[^/]+\.new$")


class Paths(NamedTuple):
    """What is under a folder, by path inside it: files of any sort, links among them, and folders."""

    files: set[str]
    folders: set[str]


def paths(folder: Path) -> Paths:
    """Every file and folder under a folder; links are not followed. Nothing where there is no such folder."""
    files: set[str] = set()
    folders: set[str] = set()
    pending = [""] if folder.is_dir() else []
    while pending:
        inside = pending.pop()
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                path = inside + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    pending.append(f"{path}/")
                else:
                    files.add(path)
    return Paths(files, folders)


def above(files: Iterable[str]) -> set[str]:
    """The folders that these files are in, and those above them."""
    found: set[str] = set()
    for path in files:
        while (path := path.rpartition("/")[0]) and path not in found:
            found.add(path)
    return found


def write(file: str, content: bytes) -> bool:
    """Whether the file had to be written; it is written whole, or not at all.

    Names are plain texts: making a Path of each of tens of thousands takes time. An empty folder, a link or a file that
    stands where the file or its folder should be gives way.
    """
    try:
        found = os.lstat(file)
        if stat.S_ISREG(found.st_mode) and found.st_size == len(content) and _has(file, content):
            return False
    except OSError:
        _make_folder(os.path.dirname(file))
    name = temporary(file)
    try:
        put(name, content)
        try:
            os.replace(name, file)
        except IsADirectoryError:
            _make_way(file)
            os.replace(name, file)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise
    return True


def put(name: str, content: bytes) -> None:
    """Write a file that nobody reads yet."""
    with open(name, "wb", buffering=0) as stream:
        if stream.write(content) < len(content):  # what fits on a full disk is written without an error
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)


def temporary(file: str) -> str:
    """Where a file is until it is whole."""
    folder, name = os.path.split(file)
    return f"{folder}/.{name}.new"


def remove(folder: Path, files: Iterable[str]) -> int:
    """Remove these files, what a killed build left of them, and the folders left empty; how many files were there."""
    removed = 0
    root = folder.resolve()
    for path in sorted(files, reverse=True):
        file = folder / path
        if not file.parent.resolve().is_relative_to(root):  # through a link: not ours
            continue
        with suppress(OSError):
            os.unlink(temporary(str(file)))
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            continue
        removed += 1
        parent = file.parent
        while parent != folder and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return removed


def _has(file: str, content: bytes) -> bool:
    with open(file, "rb", buffering=0) as stream:
        return stream.read() == content


def _make_folder(folder: str) -> None:
    """Make a folder and those above; another worker may make any of them meanwhile."""
    try:
        os.mkdir(folder)  # the folder above is there for nearly all
    except FileExistsError:
        if not os.path.isdir(folder):
            with suppress(FileNotFoundError, IsADirectoryError):
                os.unlink(folder)
            _make_folder(folder)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(os.path.dirname(folder))
        _make_folder(folder)


def _make_way(folder: str) -> None:
    """Remove a folder in which there is nothing but empty folders; OSError where there is more."""
    for inside, _, _ in os.walk(folder, topdown=False):
        os.rmdir(inside)
