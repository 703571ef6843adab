"""The container's recipe without an engine: its instructions, run on this machine as far as they go.

Not run here: the base image, apt-get, useradd and the user. The libraries are those of this environment.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import PROJECT
from .site import ADDRESS

RECIPE = PROJECT / "tools" / "hosting" / "Containerfile"
BY_ENGINE = ("apt-get", "useradd")


def instructions() -> Iterator[tuple[str, str]]:
    """Each instruction of the recipe with what it says."""
    text = re.sub(r"(?m)^#.*\n", "", RECIPE.read_text("utf-8")).replace("\\\n", " ")
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, said = line.partition(" ")
        yield name, said


def one(name: str) -> str:
    (said,) = [said for found, said in instructions() if found == name]
    return said


def test_the_base_image_has_a_version_and_a_python_that_the_locks_are_for() -> None:
    found = re.fullmatch(r"docker\.io/library/python:3\.(\d+)-slim-[a-z]+(@sha256:[0-9a-f]{64})?", one("FROM"))
    assert found
    locks = (PROJECT / "docs" / "dependencies.md").read_text("utf-8")
    first, last = re.search(r"Python 3\.(\d+) to 3\.(\d+)", locks).groups()  # type: ignore[union-attr]
    assert int(first) <= int(found[1]) <= int(last)


def test_the_image_is_not_that_of_root_and_publishes_into_the_volume() -> None:
    order = [name for name, _ in instructions()]
    assert order.index("USER") < order.index("COPY") < order.index("CMD")
    command = json.loads(one("CMD"))
    outside = [argument.partition("=")[2] for argument in command if "=" in argument]
    assert len(outside) == 2
    assert all(path.startswith(f"{one('VOLUME')}/") for path in outside), "a mount point cannot be exchanged"


def test_the_guide_opens_every_port_that_nginx_listens_on() -> None:
    guide = (PROJECT / "docs" / "pubblicare.md").read_text("utf-8")
    (command,) = re.findall(r"^podman run -d .*nginx:stable$", guide, re.MULTILINE)
    settings = (RECIPE.parent / "nginx.conf").read_text("utf-8")
    assert set(re.findall(r"-p \d+:(\d+)", command)) == set(re.findall(r"listen (\d+)", settings))


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a file of the project out of the image."""
    patterns = (PROJECT / ".dockerignore").read_text("utf-8").split()
    parts = Path(path).parts
    return parts[0] in patterns or "__pycache__" in parts


def copy(said: str, target: Path) -> None:
    """What COPY does: files of the project, or all that git knows of it."""
    *sources, _ = (word for word in shlex.split(said) if not word.startswith("--"))
    where = target / shlex.split(said)[-1]
    for source in sources:
        if source == ".":
            listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True)
            for path in filter(None, listed.stdout.split("\0")):
                if (PROJECT / path).is_file() and not path.startswith(("content/", "docs/")) and not ignored(path):
                    (where / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(PROJECT / path, where / path)
        else:
            where.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / source, where)


def environment_of(work: Path) -> None:
    """The environment of these tests as that of the image, with stamps of its own."""
    if not (work / ".venv").is_dir():
        (work / ".venv").mkdir()
        for part in Path(os.environ.get("VIRTUAL_ENV", PROJECT / ".venv")).iterdir():
            if part.suffix == ".stamp":
                shutil.copy2(part, work / ".venv")
            else:
                (work / ".venv" / part.name).symlink_to(part)


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The project in the image, with the tiny catalogue as its content, and the environment of the container."""
    work = tmp_path / "progetto"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1795867200"}
    for name, said in instructions():
        if name == "WORKDIR":
            work.mkdir()
        elif name == "COPY":
            copy(said, work)
            # The libraries are newer than what the first copies bring, and older than what the last one does.
            moment = time.time() - 1 if said.endswith(". .") else 0
            for file in work.glob("requirements*"):
                os.utime(file, (moment, moment))
        elif name == "ENV":
            environment |= dict(pair.split("=", 1) for pair in shlex.split(said))
        elif name == "RUN" and not any(word in said for word in BY_ENGINE):
            environment_of(work)
            done = subprocess.run(said, shell=True, cwd=work, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(PROJECT / "tests" / "catalogue", work / "content")
    return work, environment


@pytest.mark.skipif(not (PROJECT / ".venv" / "pdf.stamp").is_file(), reason="the environment is not that of make")
def test_a_newer_date_of_the_same_libraries_installs_nothing(built: tuple[Path, dict[str, str]]) -> None:
    work, environment = built
    asked = subprocess.run(["make", "--question", ".venv/pdf.stamp"], cwd=work, env=environment, check=False)
    assert asked.returncode == 0


@pytest.mark.skipif(not (PROJECT / ".venv" / "pdf.stamp").is_file(), reason="the environment is not that of make")
def test_what_the_container_runs_publishes_the_site_and_remembers(
    built: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    work, environment = built
    volume = tmp_path / "volume"
    command = [argument.replace(one("VOLUME"), str(volume)) for argument in json.loads(one("CMD"))]
    told = []
    for _ in range(2):
        given = environment | {"SITEURL": ADDRESS, "PDF": "0"}
        done = subprocess.run(command, cwd=work, env=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        told.append(done.stdout)
    assert {"memoria", "output", ".output.files"} <= {file.name for file in volume.iterdir()}
    assert (volume / "output" / "index.html.br").is_file()
    assert re.search(r"file rifatti [1-9]", told[0])
    assert "file rifatti 0" in told[1] or "niente è cambiato" in told[1]
    assert not (work / "output").exists()
