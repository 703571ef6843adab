"""Files as they are on the disk: which there are, and which have changed since they were last read."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

# Size, times of the last change of content and of anything (nanoseconds), number of the file.
Stat = tuple[int, int, int, int]
Seen = tuple[Stat | None, bytes]  # the stat of a file that can be trusted, or None; the digest of its bytes

LINK, OTHER = -1, -2  # the size in the stat of what is not a file
REGISTER = "reference"

_IGNORED = re.compile(r"\..*|README\.md|LICENSE.*|.*~|.*\.(swp|tmp|bak)|Thumbs\.db")

# No file system counts time more coarsely (FAT): what changed less than this before it was read may change again
# without a trace, so its bytes are compared the next time. Git does the same with its index.
_TICK = 2_000_000_000


def register(folder: Path, elsewhere: Path) -> Path:
    """Where the register of places is: in the content folder, or else elsewhere."""
    own = folder / REGISTER
    return own if (own / "comuni.csv").is_file() else elsewhere


def of_register(folder: Path) -> dict[str, Stat]:
    """The files of the register of places as "reference/…", with their stats."""
    return {f"{REGISTER}/{file.name}": stat_of(file.stat()) for file in sorted(folder.iterdir()) if file.is_file()}


def stat_of(found: os.stat_result) -> Stat:
    """What tells that a file is still the same."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def survey(folder: Path) -> dict[str, Stat]:
    """Everything in a content folder but folders, by its path ("districts/lombardia/lodi.yaml"), with its stat.

    In a fixed order; without what editors' tools leave, and the register of places. A link is not followed.
    """
    found: dict[str, Stat] = {}
    pending = [""]
    while pending:
        inside = pending.pop()
        start = f"{inside}/" if inside else ""
        with os.scandir(folder / inside) as entries:
            for entry in sorted(entries, key=_name):
                name = entry.name
                path = start + name
                if path == REGISTER or ((not name.endswith(".yaml") or name[0] in "._L") and _IGNORED.fullmatch(name)):
                    continue
                if entry.is_file(follow_symlinks=False):
                    found[path] = stat_of(entry.stat(follow_symlinks=False))
                elif entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    kind = LINK if entry.is_symlink() else OTHER
                    found[path] = (kind, *stat_of(entry.stat(follow_symlinks=False))[1:])
    return found


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def digest(content: bytes) -> bytes:
    """A short name for some bytes, different for different bytes."""
    return hashlib.blake2b(content, digest_size=16).digest()


def seen(
    stats: Mapping[str, Stat], before: Mapping[str, Seen], read: Callable[[str], bytes]
) -> dict[str, Seen]:
    """Each file with the digest of its bytes: that of before where its stat says that it is the same, else anew."""
    now = time.time_ns()
    found = {}
    for path, stat in stats.items():
        known = before.get(path)
        if known is None or known[0] != stat:
            trusted = stat if max(stat[1], stat[2]) + _TICK < now else None
            known = (stat, b"") if stat[0] < 0 else (trusted, digest(read(path)))
        found[path] = known
    return found


def changed(before: Mapping[str, Seen], now: Mapping[str, Seen]) -> Iterator[str]:
    """The paths that are new, gone, or whose bytes differ."""
    for path, found in now.items():
        known = before.get(path)
        if known is not found and (known is None or known[1] != found[1]):
            yield path
    yield from before.keys() - now.keys()


def of_folder(folder: Path) -> bytes:
    """The digest of all files under a folder, names and bytes; for code and theme, which are small."""
    total = hashlib.blake2b(digest_size=16)
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = f"{inside}/{name}"
            with open(path, "rb", buffering=0) as file:
                content = file.read()
            total.update(f"{path[len(str(folder)) :]}\0{len(content)}\0".encode())
            total.update(content)
    return total.digest()
