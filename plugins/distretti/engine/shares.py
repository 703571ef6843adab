"""A site made in shares, by several machines: each makes some of its files, and one puts them together.

A share is a folder with `sito/`, its files, and `parte.json`, which says what it was made of and what search is told of
its pages. Shares fit together where they were made of the same; together they must have every file of the site.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..site.output import File, SearchEntry
from . import disk, fingerprints
from .search_entries import Entries

FILES, MANIFEST = "sito", "parte.json"


class Unfit(Exception):
    """Shares that cannot be put together; the text says in Italian which, and why."""


class Share(NamedTuple):
    """What a share says of itself.

    `sign` stands for all that it was made of, `paths` for the names of all files of the site; `names` are what it was
    asked for, `known` all that can be asked for. `files` are its own, with the digest of their bytes in hexadecimal.
    """

    sign: str
    paths: str
    names: tuple[str, ...]
    known: tuple[str, ...]
    files: Mapping[str, str]
    entries: Mapping[str, SearchEntry]
    searched: bool
    compressed: bool


def emptied(folder: Path) -> Path:
    """The folder for the files of a share, with nothing in it; Unfit where the folder holds anything else."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise Unfit(f"in «{folder}» c'è altro: una parte va in una cartella sua")
    shutil.rmtree(folder / FILES, ignore_errors=True)
    (folder / FILES).mkdir(parents=True)
    (folder / MANIFEST).write_text("{}")  # until the share is whole
    return folder / FILES


def discard(folder: Path) -> None:
    """Take away the folder of a share that is not to be, but for what others have put there."""
    shutil.rmtree(folder / FILES, ignore_errors=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    with suppress(OSError):  # it holds something else
        folder.rmdir()


def sign_of(paths: Iterable[str]) -> str:
    """What stands for the names of all files of a site."""
    return hashlib.blake2b("\n".join(sorted(paths)).encode(), digest_size=16).hexdigest()


def write(folder: Path, share: Share) -> None:
    """Put beside the files of a share what it says of itself."""
    said = share._asdict() | {"entries": {path: tuple(entry) for path, entry in sorted(share.entries.items())}}
    disk.write(str(folder / MANIFEST), json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


def read(folder: Path) -> Share:
    """What a share says of itself; Unfit where the folder is none."""
    try:
        said = json.loads((folder / MANIFEST).read_bytes())
        entries = {path: _entry(*entry) for path, entry in said.pop("entries").items()}
        if any(part in ("", ".", "..") for path in said["files"] for part in path.split("/")):
            raise ValueError("a file that is not inside")
        return Share(**said | {"entries": entries, "names": tuple(said["names"]), "known": tuple(said["known"])})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise Unfit(f"«{folder}» non è una parte del sito: {MANIFEST} manca o non si legge") from None


def _entry(*said: Any) -> SearchEntry:
    entry = SearchEntry(*said)
    filters = tuple((facet, tuple(values)) for facet, values in entry.filters)
    return entry._replace(filters=filters, place=tuple(entry.place) if entry.place else None)  # type: ignore[arg-type]


def together(folders: Sequence[Path]) -> tuple[Share, dict[str, Path]]:
    """What these shares are as one, and the folder that has each file; Unfit where they do not make a whole site."""
    found = {folder: read(folder) for folder in folders}
    first = next(iter(found.values()), None)
    if first is None:
        raise Unfit("non c'è nessuna parte da unire")
    files: dict[str, str] = {}
    where: dict[str, Path] = {}
    for folder, share in found.items():
        if (share.sign, share.paths) != (first.sign, first.paths):
            raise Unfit(f"«{folder}» è di altri contenuti, impostazioni, programma o giorno che «{folders[0]}»")
        for path, digest in share.files.items():
            if files.setdefault(path, digest) != digest:
                raise Unfit(f"«/{path}» è diversa in «{where[path]}» e in «{folder}»")
            where.setdefault(path, folder)
    if missing := sorted({*first.known}.difference(*(share.names for share in found.values()))):
        raise Unfit(f"mancano le parti di: {', '.join(missing)}")
    if sign_of(files) != first.paths:
        raise Unfit("le parti non hanno tutti i file del sito: rifalle")
    entries = {path: entry for share in found.values() for path, entry in share.entries.items()}
    return first._replace(names=first.known, files=files, entries=entries), where


def outputs(share: Share, where: Mapping[str, Path]) -> Iterator[File]:
    """The files of shares as outputs of a site."""
    for path, digest in share.files.items():
        yield File(f"/{path}", _bytes, (str(where[path]), path, digest))


def _bytes(folder: str, path: str, digest: str) -> bytes:
    file = Path(folder, FILES, path)
    content = file.read_bytes() if file.is_file() else b""
    if fingerprints.digest(content).hex() != digest:
        raise Unfit(f"«{file}» non è più com'era quando la parte è stata fatta")
    return content


def note(entries: Entries, share: Share) -> None:
    """Tell what search is told of the pages of a share."""
    for path, entry in share.entries.items():
        entries.note(path, b"", entry)
