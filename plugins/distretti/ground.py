"""What every page rests on besides content: the program, the theme, the libraries, the settings."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from . import scan

# Settings that say where and how to build, not what.
_ELSEWHERE = frozenset({
    "OUTPUT_PATH", "CACHE_PATH", "PATH", "THEME", "TODAY", "WORKERS", "BIND", "PORT", "AUTORELOAD", "LISTEN", "DEBUG",
    "VERBOSITY", "LOG_FILTER", "DELETE_OUTPUT_DIRECTORY", "OUTPUT_RETENTION", "PLUGINS", "PLUGIN_PATHS",
})  # fmt: skip


def program(package: Path) -> bytes:
    """Different where the code, a library or Python is."""
    total = hashlib.blake2b(scan.of_folder(package) + sys.version.encode(), digest_size=16)
    total.update(repr(sorted(_libraries())).encode())
    return total.digest()


def look(theme: Path, settings: Mapping[str, Any]) -> bytes:
    """Different where the theme or a setting is."""
    told = {key: _plain(value) for key, value in settings.items() if key.isupper() and key not in _ELSEWHERE}
    total = hashlib.blake2b(scan.of_folder(theme), digest_size=16)
    total.update(repr(sorted(told.items())).encode())
    return total.digest()


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
