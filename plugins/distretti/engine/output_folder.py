"""A folder with a site in it, and what each of its files was when it was written there."""

from __future__ import annotations

import os
from pathlib import Path

from . import fingerprints
from .store import Store

NAMESPACE = "folders"
MANIFEST = ".distretti-files"  # the files that builds wrote: while one is under way, those of before and those of now


def key_of(folder: Path) -> str:
    """What a folder is known by: it stays the same when its name is exchanged."""
    found = folder.stat()
    return f"{found.st_dev}-{found.st_ino}"


class OutputFolder:
    """The files of a site that builds wrote into a folder, as a store has them."""

    def __init__(self, folder: Path, store: Store | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.renamed(folder)
        self.key = key_of(folder)
        self._files: dict[str, tuple[bytes, fingerprints.Stat]] = store.table(NAMESPACE, self.key) if store else {}
        self._changed: set[str] | None = set() if self._files else None  # None: all

    def renamed(self, folder: Path) -> None:
        """Follow the folder to its new path."""
        self.folder, self._root = folder, f"{folder}/"

    @property
    def paths(self) -> set[str]:
        """The files of the site that builds wrote here."""
        return self._files.keys() - {MANIFEST}

    def intact(self, path: str, digest: bytes) -> bool:
        """Whether a file is still what was written there, with this digest of its bytes."""
        known = self._files.get(path)
        return known is not None and known[0] == digest and self._is(path, known[1])

    def broken(self) -> set[str]:
        """The files that are no longer what was written there."""
        return {path for path, (_, stat) in self._files.items() if not self._is(path, stat)} - {MANIFEST}

    def whole(self) -> bool:
        """Whether each file is still what was written there, and no build was cut short."""
        return bool(self._files) and all(self._is(path, stat) for path, (_, stat) in self._files.items())

    def _is(self, path: str, stat: fingerprints.Stat) -> bool:
        try:
            found = os.stat(self._root + path)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino) == stat

    def wrote(self, path: str, digest: bytes, stat: fingerprints.Stat) -> None:
        """A file was written, or found to be right."""
        self._note(path)
        self._files[path] = digest, stat

    def forget(self, path: str) -> None:
        """A file was removed."""
        self._note(path)
        self._files.pop(path, None)

    def _note(self, path: str) -> None:
        if self._changed is not None:
            self._changed.add(path)

    def save(self, store: Store, idle: Path) -> None:
        """Put what is known of the files into a store, which forgets all folders but this and the idle one."""
        others = {key_of(idle)} if idle.is_dir() else set()
        store.drop(NAMESPACE, [name for name in store.names(NAMESPACE) if name.split()[0] not in {self.key, *others}])
        self.wrote(MANIFEST, b"", fingerprints.stat_of((self.folder / MANIFEST).stat()))
        store.put_table(NAMESPACE, self.key, self._files, self._changed)
