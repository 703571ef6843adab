"""The folder that is served and the idle one beside it, which change places in one step; one build at a time."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

MOUNTED = Path("/proc/self/mountinfo")  # what is mounted where, on Linux: proc(5)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux 3.15


def mounted(folder: Path, table: Path = MOUNTED) -> str:
    """What is mounted at a folder, or first inside it, "" for nothing.

    The status of a folder does not tell where another folder of the same disk is mounted there (bind mount).
    """
    try:
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:  # not on Linux
        lines = []
    places = sorted(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), line.split(" ")[4]) for line in lines)
    if folder.is_mount() or str(folder) in places:
        return str(folder)
    return next((place for place in places if place.startswith(f"{folder}/")), "")


def idle_of(served: Path) -> Path:
    """The tree that the next publish brings up to date, on the same file system: "output" → ".output.idle"."""
    return served.with_name(f".{served.name}.idle")


def _aside_of(served: Path) -> Path:
    return served.with_name(f".{served.name}.aside")


@contextmanager
def alone(served: Path) -> Iterator[None]:
    """Keep other builds of the same folder out until the block ends; waits for one that is under way, and says so.

    The system lets go of the lock when its process ends, however it ends.
    """
    file = served.with_name(f".{served.name}.lock")
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"Un'altra costruzione scrive in «{served.name}» (blocco: {file}): aspetto che finisca.", flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def repair(served: Path) -> None:
    """Finish an exchange by two renames that was cut short: the site of before is served again."""
    idle, aside = idle_of(served), _aside_of(served)
    if not aside.exists():
        return
    if not served.exists():
        aside.rename(served)
    elif not idle.exists():
        aside.rename(idle)
    else:
        shutil.rmtree(aside)


def exchange(served: Path, atomic: bool = True) -> None:
    """Serve the idle tree and make the served one idle: in one step on Linux, with two renames elsewhere.

    `atomic` false takes the two renames everywhere. A reader in between them finds nothing for an instant. What was
    written reaches the disk before: a power cut after the exchange would leave its files empty.
    """
    idle, aside = idle_of(served), _aside_of(served)
    flush(idle)
    if not served.exists():
        idle.rename(served)
    elif not (atomic and _swapped(served, idle)):
        served.rename(aside)
        idle.rename(served)
        aside.rename(idle)


def flush(folder: Path) -> None:
    """Put all that the folder's file system holds in memory on its disk: syncfs(2), else what the system has.

    Raises OSError where the disk does not take it.
    """
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError, TypeError):  # not on Linux
        getattr(os, "sync", lambda: None)()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(opened):
            raise OSError(number := ctypes.get_errno(), os.strerror(number), str(folder))
    finally:
        os.close(opened)


def _swapped(one: Path, other: Path) -> bool:
    """Whether the kernel and the file system have exchanged the two names."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library without it (glibc before 2.28)
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
