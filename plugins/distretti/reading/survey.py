"""Which files a content folder has, and where its register of places is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..engine.fingerprints import Stat, stat_of

LINK, OTHER = -1, -2  # the size in the stat of what is not a file
REGISTER = "reference"

_IGNORED = re.compile(r"\..*|README\.md|LICENSE.*|.*~|.*\.(swp|tmp|bak)|Thumbs\.db")


def register(folder: Path, elsewhere: Path) -> Path:
    """Where the register of places is: in the content folder, or else elsewhere."""
    own = folder / REGISTER
    return own if os.path.lexists(own / "comuni.csv") else elsewhere


def of_register(folder: Path) -> dict[str, Stat]:
    """The files of the register of places as "reference/…", with their stats."""
    return {f"{REGISTER}/{file.name}": stat_of(file.stat()) for file in sorted(folder.iterdir()) if file.is_file()}


def survey(folder: Path) -> dict[str, Stat]:
    """Everything in a content folder but folders, by its path ("districts/lombardia/lodi.yaml"), with its stat.

    In a fixed order; without what editors' tools leave, and the register of places. A link is not followed.
    """
    stats: dict[str, Stat] = {}
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
                    stats[path] = stat_of(entry.stat(follow_symlinks=False))
                elif entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    kind = LINK if entry.is_symlink() else OTHER
                    stats[path] = (kind, *stat_of(entry.stat(follow_symlinks=False))[1:])
    return stats


def hidden(folder: Path) -> Iterator[str]:
    """The files of a content folder that are passed over for the dot of their name, or of a folder above them.

    Without what systems and editors leave, and the repository itself. A link is not followed.
    """
    for root, folders, files in os.walk(folder):
        inside = Path(root).relative_to(folder)
        links = (name for name in folders if os.path.islink(f"{root}/{name}"))
        yield from (path for name in (*files, *links) if is_hidden(path := (inside / name).as_posix()))
        folders[:] = sorted(name for name in folders if not _LEFT_BEHIND.fullmatch(name))


def is_hidden(path: str) -> bool:
    """Whether a file is one of those."""
    parts = path.split("/")
    return any(part.startswith(".") for part in parts) and not any(map(_LEFT_BEHIND.fullmatch, parts))


_LEFT_BEHIND = re.compile(
    r"\.git|\.idea|\.DS_Store|\.directory|\._.*|\.#.*|\.~lock\..*|\..*(?:~|\.sw[a-z])|\.(?:nfs|fuse_).*"
)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
