"""The locks: complete, with hashes, free of addresses, and inside the ranges of pyproject.toml. The Python of .venv."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ["requirements.txt", "requirements-pdf.txt", "requirements-test.txt", "requirements-bench.txt"]


def entries(lock: str) -> dict[str, tuple[str, list[str]]]:
    """Name → (version, hashes) of every requirement in a lock; a line that is neither fails."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    found = {}
    for line in text.replace("\\\n", " ").splitlines():
        pin = re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; [^-]+?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", line)
        assert pin, f"{lock}: {line[:80]}"
        found[pin[1]] = (pin[2], pin[3].split())
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    assert len(entries(lock)) > 10


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_machine_path(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|(^|\s)/", text)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-pdf.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["pdf"]),
        ("requirements-test.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]),
        ("requirements-bench.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["bench"]),
    ],
)
def test_every_dependency_is_pinned_within_its_range(lock: str, wanted: list[str]) -> None:
    pinned = entries(lock)
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{lock}: manca {name}: «make lock»"
        assert requirement.specifier.contains(pinned[name][0]), f"{lock}: {name} {pinned[name][0]}: «make lock»"


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_all_locks_pin_the_same_versions(lock: str) -> None:
    run, more = entries(LOCKS[0]), entries(lock)
    assert {name: more.get(name) for name in run} == run


def chosen(path: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, chosen Python and messages of tools/python.sh where commands are looked for in `path` only."""
    done = subprocess.run(
        [ROOT / "tools" / "python.sh", *arguments], env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip(), done.stderr


def fake(path: Path, name: str, says: str) -> str:
    """A Python that answers the questions of tools/python.sh so."""
    command = path / name
    command.write_text(f"#!/bin/sh\n[ $1 = --version ] && echo Python 3.9.1 || echo '{says}'\n", encoding="utf-8")
    command.chmod(0o755)
    return str(command)


def test_the_first_fast_python_is_taken_in_silence(tmp_path: Path) -> None:
    fake(tmp_path, "python3", "fast 3.12.1")
    assert chosen(tmp_path, "", "venv") == (0, "python3", "")


def test_a_fast_python_is_taken_before_a_slow_one(tmp_path: Path) -> None:
    fake(tmp_path, "python3", "slow 3.12.1")
    fake(tmp_path, "python3.13", "fast 3.13.0")
    code, command, said = chosen(tmp_path, "", "venv")
    assert (code, said) == (0, "")
    assert command in ("/usr/bin/python3", "python3.13")  # the system's own, where it is fast, comes first


def test_who_asks_for_a_slow_python_is_told(tmp_path: Path) -> None:
    slow = fake(tmp_path, "mio python", "slow 3.12.1")
    fake(tmp_path, "python3", "fast 3.12.1")
    code, command, said = chosen(tmp_path, slow, "venv", "site")
    assert (code, command) == (0, slow)
    assert "(Python 3.12.1) non ha le ottimizzazioni PGO" in said


@pytest.mark.parametrize(
    ("says", "message"),
    [("old", "Serve Python 3.11 o più recente; «{}»: Python 3.9.1."), ("bare", "A «{}» manca il modulo venv.")],
)
def test_a_python_that_cannot_be_used_stops(tmp_path: Path, says: str, message: str) -> None:
    unfit = fake(tmp_path, "python3", says)
    code, command, said = chosen(tmp_path, unfit, "venv", "check")
    assert (code, command) == (1, "")
    assert message.format(unfit) in said


def test_a_python_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, _, said = chosen(tmp_path, "python3.99", "venv", "check")
    assert code == 1
    assert "«python3.99»: non trovato." in said
    assert "make PYTHON=python3.12 check" in said


def test_real_pythons_are_asked_for_modules_and_optimisation() -> None:
    path = Path(sys.executable).parent
    assert chosen(path, sys.executable, "venv")[:2] == (0, sys.executable)
    assert "manca il modulo venv" in chosen(path, sys.executable, "venv no_such_module")[2]
