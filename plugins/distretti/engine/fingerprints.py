"""Fingerprints of what a build rests on: content files, code and libraries, theme, settings."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

# Size, times of the last change of content and of anything (nanoseconds), number of the file.
Stat = tuple[int, int, int, int]
Fingerprint = tuple[Stat | None, bytes]  # the stat of a file that can be trusted, or None; the digest of its bytes

# No file system counts time more coarsely (FAT): what changed less than this before it was read may change again
# without a trace, so its bytes are compared the next time. Git does the same with its index.
_TICK = 2_000_000_000

# Settings that say where and how to build, not what.
_ELSEWHERE = frozenset({
    "OUTPUT_PATH", "CACHE_PATH", "PATH", "THEME", "TODAY", "WORKERS", "BIND", "PORT", "AUTORELOAD", "LISTEN", "DEBUG",
    "VERBOSITY", "LOG_FILTER", "DELETE_OUTPUT_DIRECTORY", "OUTPUT_RETENTION", "PLUGINS", "PLUGIN_PATHS",
    "LOAD_CONTENT_CACHE", "REGIONS",
})  # fmt: skip


class Environment(NamedTuple):
    """What all pages rest on beside the content: digests of code, of settings, of each file of the theme by path."""

    code: bytes
    settings: bytes
    theme: Mapping[str, bytes]


def stat_of(found: os.stat_result) -> Stat:
    """What tells that a file is still the same."""
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def digest(content: bytes) -> bytes:
    """A short name for some bytes, different for different bytes."""
    return hashlib.blake2b(content, digest_size=16).digest()


def of_files(
    stats: Mapping[str, Stat], before: Mapping[str, Fingerprint], read: Callable[[str], bytes]
) -> dict[str, Fingerprint]:
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


def changed(before: Mapping[str, Fingerprint], now: Mapping[str, Fingerprint]) -> Iterator[str]:
    """The paths that are new, gone, or whose bytes differ."""
    for path, found in now.items():
        known = before.get(path)
        if known is not found and (known is None or known[1] != found[1]):
            yield path
    yield from before.keys() - now.keys()


def of_folder(folder: Path) -> dict[str, bytes]:
    """The digest of each file under a folder, by its path inside; for code and theme, which are small."""
    found: dict[str, bytes] = {}
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = f"{inside}/{name}"
            with open(path, "rb", buffering=0) as file:
                found[path[len(str(folder)) + 1 :]] = digest(file.read())
    return found


def code_digest(package: Path) -> bytes:
    """Different where the code, a library or Python is."""
    return digest(repr((of_folder(package), sys.version, sorted(_libraries()))).encode())


def settings_digest(settings: Mapping[str, Any]) -> bytes:
    """Different where a setting is that says what to build."""
    told = {key: _plain(value) for key, value in settings.items() if key.isupper() and key not in _ELSEWHERE}
    return digest(repr(sorted(told.items())).encode())


def _libraries() -> Iterable[str]:
    """What is installed, with its version: the names of the folders that pip leaves."""
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):
            yield from (name for name in os.listdir(place) if name.endswith(".dist-info"))


def _plain(value: Any) -> Any:
    """A setting as text that is the same in each run; of functions and objects only the name."""
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return repr(sorted((repr(key), _plain(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return repr([_plain(item) for item in value])
    if isinstance(value, set | frozenset):
        return repr(sorted(_plain(item) for item in value))
    if isinstance(value, ModuleType):
        return value.__name__
    return getattr(value, "__qualname__", type(value).__qualname__)
