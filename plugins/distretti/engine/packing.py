"""Compressed copies beside the texts of a published site, which a server sends as they are (nginx: gzip_static)."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Set
from functools import partial
from pathlib import Path
from typing import NamedTuple

from . import disk, fingerprints, parallel
from .output_folder import OutputFolder
from .store import Store

NAMESPACE, _TABLE = "packed", "files"
TEXTS = frozenset({"css", "csv", "geojson", "html", "ics", "js", "json", "jsonld", "svg", "ttl", "txt", "xml"})
OVER = 500  # bytes: what is shorter fits into one packet as it is
FORMS = (".gz", ".br")
_QUALITY = 10  # of 11 for brotli: a third of the time of 11, 1 % more bytes; 8 takes 1/15 and makes 11 % more

Copies = tuple[bytes, ...]  # the fingerprint of a text, then that of its copy in each form; b"" for none


class _Copy(NamedTuple):
    """A copy that was made now, and whether it had to be written."""

    path: str
    digest: bytes
    stat: fingerprints.Stat
    written: bool


class Done(NamedTuple):
    """The copies that are there, and those of them that were written."""

    paths: set[str]
    written: list[str]


def copies_of(paths: Iterable[str]) -> set[str]:
    """The paths that copies of these files may have."""
    return {path + form for path in paths if path.rpartition(".")[2] in TEXTS for form in FORMS}


class Packing:
    """The copies as the last build left them, brought up to date: only what changed is compressed again."""

    def __init__(self, store: Store | None, wanted: bool, processes: int) -> None:
        self._wanted, self._processes = wanted, processes
        self._known: dict[str, Copies] = store.table(NAMESPACE, _TABLE) if store and wanted else {}
        self._now: dict[str, Copies] = {}

    def names(self, paths: Iterable[str]) -> set[str]:
        """The paths that copies of these files may have; none where copies are not wanted."""
        return copies_of(paths) if self._wanted else set()

    def pack(
        self, paths: Set[str], folder: OutputFolder, ready: Callable[[str, bytes], bool],
        progress: Callable[[str, int, int], None],
    ) -> Done:  # fmt: skip
        """Make the copies of these files of a folder; `ready` says of a path and a digest whether it need not be."""
        done, todo = Done(set(), []), []
        for path in sorted(paths) if self._wanted else ():
            if path.rpartition(".")[2] not in TEXTS or folder.size(path) <= OVER:
                continue
            known = self._known.get(path)
            if known and known[0] == folder.digest(path) and _all_there(path, known, ready):
                self._now[path] = known
                done.paths.update(_copies(path, known))
            else:
                todo.append(path)
        work = parallel.parallel_map(partial(_packed, folder.folder), todo, self._processes, lambda path: f"/{path}")
        for number, (path, copies) in enumerate(work, 1):
            for copy in filter(None, copies):
                folder.wrote(copy.path, copy.digest, copy.stat)
                done.paths.add(copy.path)
            done.written.extend(copy.path for copy in copies if copy and copy.written)
            self._now[path] = folder.digest(path), *(copy.digest if copy else b"" for copy in copies)
            progress("copie compresse", number, len(todo))
        return done

    def save(self, store: Store) -> None:
        """Put what is known of the copies into a store."""
        if not self._wanted:
            return
        changed = {path for path in self._known.keys() | self._now if self._known.get(path) != self._now.get(path)}
        store.put_table(NAMESPACE, _TABLE, self._now, changed if self._known else None)


def _copies(path: str, known: Copies) -> dict[str, bytes]:
    return {path + form: digest for form, digest in zip(FORMS, known[1:], strict=True) if digest}


def _all_there(path: str, known: Copies, ready: Callable[[str, bytes], bool]) -> bool:
    return all(ready(*copy) for copy in _copies(path, known).items())


def _packed(folder: Path, path: str) -> tuple[str, list[_Copy | None]]:
    """A text, and its copy in each form: None where it would not be shorter."""
    import brotli  # only where copies are made

    content = (folder / path).read_bytes()
    forms = gzip.compress(content, 9, mtime=0), brotli.compress(content, brotli.MODE_TEXT, _QUALITY)
    named = zip(FORMS, forms, strict=True)
    return path, [_write(folder, path + form, made) if len(made) < len(content) else None for form, made in named]


def _write(folder: Path, path: str, content: bytes) -> _Copy:
    written = disk.write(f"{folder}/{path}", content)
    return _Copy(path, fingerprints.digest(content), fingerprints.stat_of(os.stat(folder / path)), written)
