"""What others keep in a served folder (passwords, proofs of ownership, pictures): it goes along with the site.

A file goes along as a second name of itself, so that rights, owner, times and links are what they were at every moment.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from . import disk

_COARSEST = 2_000_000_000  # ns: FAT counts times by two seconds


class CannotCarry(Exception):
    """A file of others cannot go along as it is; the text is its path."""


class Others(NamedTuple):
    """What no build wrote under a folder, by path; `shared` are the folders that it has with the site, "" its own."""

    files: frozenset[str]
    folders: frozenset[str]
    shared: frozenset[str]


def others(there: disk.Paths, ours: Set[str]) -> Others:
    """What of all there is under a folder is not ours. What a killed build left half written is nobody's."""
    files = {path for path in there.files - ours if not disk.HALF_WRITTEN.search(path)}
    shared = disk.above(ours | (there.files - files))
    return Others(frozenset(files), frozenset(there.folders - shared), frozenset(there.folders & shared) | {""})


def carry(found: Others, ours: Set[str], source: Path, target: Path) -> Others:
    """Give the target all that others have in the source, but where our files or folders go; what was given.

    Raises CannotCarry.
    """
    taken = ours | disk.above(ours)
    for path in sorted(found.files):
        if _below(path, ours):
            raise CannotCarry(path)
    files = found.files - taken
    folders = found.folders | disk.above(files | found.folders)  # those that were shared with a page that is gone, too
    folders -= taken | {path for path in folders if _below(path, ours)}
    for path in sorted(folders):
        with suppress(FileExistsError):
            os.mkdir(target / path, 0o700)
    for path in sorted(files):
        _give(path, source, target)
    for path in {"", *(found.shared & taken)}:
        _rights(path, source, target)
    for path in sorted(folders, reverse=True):
        _rights(path, source, target)
        shutil.copystat(source / path, target / path)
    return Others(files, folders, found.shared)


def drop(folder: Path, files: Iterable[str], folders: Iterable[str]) -> None:
    """Take from a folder these files, and of these folders those that are empty then."""
    for path in files:
        with suppress(FileNotFoundError):
            try:
                os.unlink(folder / path)
            except PermissionError:  # its folder has the rights that others gave it
                os.chmod((folder / path).parent, 0o700)
                os.unlink(folder / path)
    for path in sorted(folders, reverse=True):
        with suppress(OSError):
            os.rmdir(folder / path)


def _below(path: str, ours: Set[str]) -> bool:
    """Whether a folder above is where our file goes."""
    return not ours.isdisjoint(disk.above([path]))


def _give(path: str, source: Path, target: Path) -> None:
    one, other = source / path, target / path
    with suppress(FileNotFoundError):
        os.unlink(other)
    try:
        os.link(one, other, follow_symlinks=False)
    except (OSError, NotImplementedError):  # no second names here, or not for files of another user
        try:
            _copy(one, other)
        except OSError as error:
            raise CannotCarry(path) from error


def _copy(one: Path, other: Path) -> None:
    """A copy that nobody but us reads until it has the rights of the first; OSError where it cannot be had."""
    before = os.lstat(one)
    if stat.S_ISLNK(before.st_mode):
        os.symlink(os.readlink(one), other)
    elif stat.S_ISREG(before.st_mode):
        with open(one, "rb") as reading, open(os.open(other, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            shutil.copyfileobj(reading, out)
    else:
        raise OSError(errno.EINVAL, "neither a file nor a link")
    now = os.lstat(other)
    try:
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            os.chown(other, before.st_uid, before.st_gid, follow_symlinks=False)
        shutil.copystat(one, other, follow_symlinks=False)
        now = os.lstat(other)
        if now.st_mode != before.st_mode or abs(now.st_mtime_ns - before.st_mtime_ns) > _COARSEST:
            raise OSError(errno.EPERM, "other rights or times")
    except OSError:
        os.unlink(other)
        raise


def _rights(path: str, source: Path, target: Path) -> None:
    """The owner and rights of a folder."""
    folder = f"{target}/{path}"
    before, now = os.stat(f"{source}/{path}"), os.stat(folder)
    try:
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            os.chown(folder, before.st_uid, before.st_gid)
            now = os.stat(folder)
        if now.st_mode != before.st_mode:
            os.chmod(folder, stat.S_IMODE(before.st_mode))
    except OSError as error:
        raise CannotCarry(path or ".") from error
