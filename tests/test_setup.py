"""The locks: complete, with hashes, free of addresses, and inside the ranges of pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ["requirements.txt", "requirements-test.txt", "requirements-bench.txt"]


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
