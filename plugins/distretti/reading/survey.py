"""Which files a content folder has, and where its register of places is."""

from __future__ import annotations

import os
import re
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


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
