"""A folder with a site in it, and what each of its files was when it was written there."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

from . import disk, fingerprints, others
from .ledger import Ledger, beside, key_of
from .store import Store

NAMESPACE = "folders"
_BESIDE = "../"  # before the name of a file that is not in the folder
_SECOND = 1_000_000_000  # ns: servers tell readers no more of a time


class OutputFolder:
    """The files of a site that builds wrote into a folder: of each a digest of its bytes and its stat then."""

    def __init__(self, folder: Path, store: Store | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.renamed(folder)
        self.key = key_of(folder)
        self._kept = store
        self._files: dict[str, tuple[bytes, fingerprints.Stat]] = store.table(NAMESPACE, self.key) if store else {}
        self._changed: set[str] | None = set() if self._files else None  # None: all

    def renamed(self, folder: Path) -> None:
        """Follow the folder to its new path."""
        self.folder, self._root = folder, f"{folder}/"

    @property
    def paths(self) -> set[str]:
        """The files of the site that builds wrote here."""
        return {path for path in self._files if not path.startswith(_BESIDE)}

    def listed(self, ledger: Ledger) -> set[str]:
        """The files that builds wrote here, by the ledger and by the store: one may be lost.

        Where the store does not know the folder, whatever it knows of any folder counts.
        """
        known = {*self.paths}
        if self._kept and not known:
            tables = (self._kept.table(NAMESPACE, name) for name in self._kept.names(NAMESPACE) if " " not in name)
            known = {path for table in tables for path in table if not path.startswith(_BESIDE)}
        return known | ledger.files(self.folder)

    def foreign(self, ledger: Ledger) -> list[str]:
        """The files here that no build wrote, sorted by path."""
        return sorted(others.others(disk.paths(self.folder), self.listed(ledger)).files)

    def intact(self, path: str, digest: bytes) -> bool:
        """Whether the bytes of a file here have this digest.

        They are read only where the file is other than it was written: an archive brought it back, for instance.
        """
        try:
            found = os.lstat(self._root + path)
            if (known := self._files.get(path)) and known[1] == fingerprints.stat_of(found):
                return known[0] == digest
            if not S_ISREG(found.st_mode):
                return False
            with open(self._root + path, "rb") as file:
                same = fingerprints.digest(file.read()) == digest
        except OSError:
            return False
        if same:
            self.wrote(path, digest, fingerprints.stat_of(found))
        return same

    def broken(self) -> set[str]:
        """The files that are no longer what was written there."""
        return {path for path in self.paths if not self.intact(path, self._files[path][0])}

    def whole(self) -> bool:
        """Whether each file is still what was written there, and no build was cut short."""
        return bool(self._files) and all(self._is(path, stat) for path, (_, stat) in self._files.items())

    def _is(self, path: str, stat: fingerprints.Stat) -> bool:
        try:
            found = os.stat(self._root + path)
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino) == stat

    def keep_times(self, served: OutputFolder, begun: int) -> None:
        """What readers have already keeps its time; what is other than that, or new to them, is of now.

        `begun` is when the build began, in nanoseconds. Without this a server could say that nothing has changed.
        """
        for path in self.paths:
            digest, stat = self._files[path]
            before, same = served.time_of(path, digest)
            least = max(begun, (before // _SECOND + 1) * _SECOND)
            if stat[1] != before if same else stat[1] < least:
                wanted = before if same else least
                os.utime(self._root + path, ns=(wanted, wanted))
                self.wrote(path, digest, fingerprints.stat_of(os.stat(self._root + path)))

    def time_of(self, path: str, digest: bytes) -> tuple[int, bool]:
        """When a file here was last changed, 0 where it is not here, and whether its bytes have the digest."""
        try:
            changed = os.stat(self._root + path).st_mtime_ns
        except OSError:
            return 0, False
        return changed, self.intact(path, digest)

    def wrote(self, path: str, digest: bytes, stat: fingerprints.Stat) -> None:
        """A file was written, or found to be right."""
        self._note(path)
        self._files[path] = digest, stat

    def digest(self, path: str) -> bytes:
        """Of the bytes of a file of the site that is here."""
        return self._files[path][0]

    def size(self, path: str) -> int:
        """The bytes of a file of the site that is here."""
        return self._files[path][1][0]

    def forget(self, path: str) -> None:
        """A file was removed."""
        self._note(path)
        self._files.pop(path, None)

    def _note(self, path: str) -> None:
        if self._changed is not None:
            self._changed.add(path)

    def save(self, store: Store, idle: Path) -> None:
        """Put what is known of the files into a store, which forgets all folders but this and the idle one.

        What the ledger was then is known too: where it is another, a build was cut short.
        """
        others = {key_of(idle)} if idle.is_dir() else set()
        store.drop(NAMESPACE, [name for name in store.names(NAMESPACE) if name.split()[0] not in {self.key, *others}])
        ledger = beside(self.folder)
        self.wrote(f"{_BESIDE}{ledger.name}", b"", fingerprints.stat_of(ledger.stat()))
        store.put_table(NAMESPACE, self.key, self._files, self._changed)
