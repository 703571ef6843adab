"""What attacks share: publishes of a small catalogue as an operator makes them; what is wrong with a served site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CONTENT = PROJECT / "tests" / "catalogue"
_VERSION = re.compile(r"Versione (\d+)\b")
_ASSET = re.compile(r'(?:href|src)="([^"]*tema/(?:css|js|icons|fonts)/[^"]+)"')


def command(output: Path, version: int, content: Path = CONTENT) -> list[str]:
    """The publish of a version, whose number every page has, into a folder; its memory is beside the folder."""
    settings = (f'SITENAME="Versione {version}"', f'CACHE_PATH="{output.parent / "memory"}"', "WORKERS=2")
    return [
        sys.executable, "-m", "pelican", str(content), "-s", str(PROJECT / "publishconf.py"), "-o", str(output),
        "-e", *settings, 'TODAY="2026-11-28"',
    ]  # fmt: skip


def publish(output: Path, version: int, user: int = 0, content: Path = CONTENT) -> tuple[int, str]:
    """The exit code of a publish, and what it said."""
    environment = {**os.environ, "SITEURL": "https://esempio.it", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command(output, version, content), cwd=PROJECT, capture_output=True, text=True, env=environment,
        user=user or None, group=user or None, extra_groups=[] if user else None, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def version_of(page: str) -> int:
    """The version of a whole page; ValueError for one that is cut short, or of two versions."""
    found = {*_VERSION.findall(page)}
    if len(found) != 1 or not page.rstrip().endswith("</html>"):
        raise ValueError(f"a page of versions {sorted(found)} that ends with {page[-20:]!r}")
    return int(found.pop())


def assets_of(page: str) -> list[str]:
    """The files of the theme that a page asks for, by path in the site."""
    return [re.sub(r"^.*?tema/", "tema/", address) for address in _ASSET.findall(page)]


def faults(site: Path) -> Iterator[str]:
    """What is wrong with a served site that is at rest: files that are empty, pages of more than one version."""
    versions = set()
    for file in sorted(site.rglob("*")):
        if file.is_file() and not file.stat().st_size:
            yield f"{file}: empty"
        elif file.suffix == ".html":
            try:
                versions.add(version_of(file.read_text("utf-8", "replace")))
            except ValueError as error:
                if 'http-equiv="refresh"' not in file.read_text("utf-8", "replace"):
                    yield f"{file}: {error}"
    if len(versions) != 1:
        yield f"{site}: versions {sorted(versions)}"


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """An ext4 disk of its own, mounted at folder/mounted; its bytes are folder/disk."""
    image, mounted = folder / "disk", folder / "mounted"
    mounted.mkdir()
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], check=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(mounted)], check=True)
    try:
        yield mounted
    finally:
        subprocess.run(["umount", str(mounted)], check=True)


def said_badly(text: str) -> list[str]:
    """What an operator should not have to read."""
    return re.findall(r"Traceback|No space left|Permission denied|Read-only file|Errno \d+", text)


def emptied(folder: Path) -> Path:
    """A folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
