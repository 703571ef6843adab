"""Which files builds wrote into the served folder and into the idle one: kept beside them, where no server finds it.

Folders are known by what stays the same when they exchange names. Of a folder that is not known (it was copied, or put
back) all the files in the ledger count as written by builds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Set
from pathlib import Path
from typing import Any

from . import disk
from .exchange import idle_of

FORMER = ".distretti-files"  # where builds before this ledger listed their files: in the folder itself


def key_of(folder: Path) -> str:
    """The identity of a folder, which stays the same when folders exchange names."""
    found = folder.stat()
    return f"{found.st_dev}-{found.st_ino}"


def beside(served: Path) -> Path:
    """The file of the ledger of a served folder: "output" → ".output.files"."""
    return served.with_name(f".{served.name}.files")


class Ledger:
    """The ledger of a served folder. One that cannot be read is empty."""

    def __init__(self, served: Path) -> None:
        self._file = beside(served)
        known = _read(self._file)
        self.published = bool(known.get("published")) or (not self._file.exists() and idle_of(served).exists())
        self._folders = {
            key: (set(each["files"]), set(each["older"])) for key, each in known.get("folders", {}).items()
        }

    def files(self, folder: Path) -> set[str]:
        """The files that builds wrote into a folder: while one is under way, those of before and those of now."""
        if not folder.is_dir():
            return set()
        known = self._folders.get(key_of(folder))
        found = set[str]().union(*(files for files, _ in ([known] if known else self._folders.values())))
        former = folder / FORMER
        if former.is_file():
            found |= {FORMER, *former.read_text("utf-8", "replace").splitlines()}
        return found

    def older(self, folder: Path) -> set[str]:
        """Those that the site of before had, which stay for pages that are open."""
        known = self._folders.get(key_of(folder)) if folder.is_dir() else None
        return set[str]().union(*(older for _, older in ([known] if known else self._folders.values())))

    def note(self, folder: Path, files: Set[str], older: Set[str] = frozenset()) -> None:
        """Put down what is in a folder, before it is there."""
        key, noted = key_of(folder), (set(files), set(older))
        if self._folders.get(key) != noted or not self._file.exists():
            self._folders[key] = noted
            self._write()

    def note_published(self, folders: Iterable[Path]) -> None:
        """The folder is served to readers; all other folders than these are forgotten."""
        keys = {key_of(folder) for folder in folders if folder.is_dir()}
        if not self.published or not keys >= self._folders.keys():
            self._folders = {key: found for key, found in self._folders.items() if key in keys}
            self.published = True
            self._write()

    def _write(self) -> None:
        folders = {
            key: {"files": sorted(files), "older": sorted(older)} for key, (files, older) in self._folders.items()
        }
        known = {"published": self.published, "folders": folders}
        disk.write(str(self._file), json.dumps(known, separators=(",", ":")).encode())


def _read(file: Path) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads(file.read_bytes())
        folders = known["folders"].values()
        whole = all(isinstance(path, str) for each in folders for name in ("files", "older") for path in each[name])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return known if whole else {}
