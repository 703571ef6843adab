"""A small site that can be built again and again while its content, theme, settings and day change."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pelicanconf
from jinja2 import Environment
from jinja2.bccache import Bucket

from distretti.engine import disk, exchange
from distretti.plugin import DistrictsGenerator
from distretti.theme import templates
from distretti.theme.compiler import Bytecode

from .conftest import PROJECT, TODAY

SETTINGS = {name: value for name, value in vars(pelicanconf).items() if name.isupper()}
KEYS = ("title", "name", "short_name", "notes", "summary", "municipality", "start", "compiled", "status", "lead")


def _compile_once() -> None:
    """Templates are read and compiled once in a process, by their text: half of what a small site takes to build."""
    load, dump, named = Bytecode.load_bytecode, Bytecode.dump_bytecode, templates._named
    compiled: dict[str, bytes] = {}
    names: dict[tuple[str, str], tuple[str, ...]] = {}

    def load_bytecode(self: Bytecode, bucket: Bucket) -> None:
        load(self, bucket)
        if bucket.code is None and bucket.checksum in compiled:
            self.made[bucket.key] = compiled[bucket.checksum]
            bucket.bytecode_from_string(compiled[bucket.checksum])

    def dump_bytecode(self: Bytecode, bucket: Bucket) -> None:
        dump(self, bucket)
        compiled[bucket.checksum] = self.made[bucket.key]

    def names_in(environment: Environment, name: str, source: str) -> tuple[str, ...]:
        if (name, source) not in names:
            names[name, source] = tuple(named(environment, name, source))
        return names[name, source]

    for owner, name, value in (
        (Bytecode, "load_bytecode", load_bytecode),
        (Bytecode, "dump_bytecode", dump_bytecode),
        (templates, "_named", names_in),
    ):
        setattr(owner, name, value)


_compile_once()


class Crash(BaseException):
    """The power goes."""


@dataclass
class World:
    """Everything that a build depends on, in a folder of its own."""

    root: Path
    day: dt.date = TODAY
    settings: dict[str, Any] = field(default_factory=dict)
    workers: int = 1
    strict: bool = False

    def __post_init__(self) -> None:
        shutil.copytree(PROJECT / "tests" / "catalogue", self.content)
        shutil.copytree(PROJECT / "theme", self.theme)

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.root / "catalogue"

    @property
    def theme(self) -> Path:
        """A theme to spoil."""
        return self.root / "theme"

    @property
    def output(self) -> Path:
        """Where the site is built again and again."""
        return self.root / "output"

    def build(self, output: Path | None = None, cache: str = "cache") -> DistrictsGenerator:
        """Build the site as Pelican would."""
        settings = SETTINGS | {
            "OUTPUT_PATH": str(output or self.output),
            "CACHE_PATH": str(self.root / cache),
            "THEME": str(self.theme),
            "TODAY": self.day.isoformat(),
            "WORKERS": self.workers,
            "STRICT": self.strict,
            "SITEURL": "https://esempio.it/catalogo" if self.strict else "",
            **self.settings,
        }
        made = DistrictsGenerator(context={}, settings=settings, path=str(self.content))
        with patch.object(exchange, "flush"):  # what a test writes need not survive a power cut
            made.generate_output(None)
        return made

    def clean(self) -> dict[str, bytes]:
        """The files of the site built from nothing."""
        for name in ("clean", ".clean.idle", "no-cache"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        (self.root / ".clean.files").unlink(missing_ok=True)
        self.build(self.root / "clean", "no-cache")
        return tree(self.root / "clean")

    def crash(self, writes: int, put: Callable[[Any, str, Any], None]) -> None:
        """Begin a build and let the power go after so many files."""
        whole, left = disk.write, iter(range(writes))

        def write(file: str, content: bytes) -> bool:
            if next(left, None) is None:
                raise Crash
            return whole(file, content)

        put(disk, "write", write)
        with suppress(Crash, SystemExit):
            self.build()
        put(disk, "write", whole)


# Pagefind puts these in no fixed order, and names two of them by their bytes: a known trait of it.
CHANGING = re.compile(r"cerca/\w+/(pagefind-entry\.json|pagefind\.[a-z]+_\w+\.pf_meta|filter/\w+\.pf_filter)")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path, but those of which Pagefind says the same in other bytes."""
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not CHANGING.fullmatch(path)}


def changing(folder: Path) -> list[str]:
    """The other files, by kind."""
    paths = (file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")))
    return sorted(re.sub("(it|en)_\\w+", r"\1", path) for path in paths if CHANGING.fullmatch(path))


def replaced(file: Path, key: str, value: str) -> None:
    """Give a key of a YAML file another value, or add it."""
    lines = file.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{key}:")]
    file.write_text("\n".join([f"{key}: {value}", *kept]) + "\n", "utf-8")


def disguised(file: Path, text: str) -> None:
    """Write other text into a file and give it back the time it had."""
    before = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
