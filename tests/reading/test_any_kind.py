"""Files of every kind of record, vocabulary and page as nobody would write them: problems with a place, in words.

Kinds come from the registry, so that a new one is under attack by itself. A few examples each time; many with
`make test THOROUGH=1`.
"""

from __future__ import annotations

import copy
import os
import random
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from distretti import editing
from distretti.language.problem import report
from distretti.model.registry import REGISTRY, VOCABULARIES
from distretti.places.register import Places
from distretti.reading import layout
from distretti.reading import loader as loading

from ..conftest import NOON, PROJECT, problems_of
from .test_bad_input import PIECES, edits

CATALOGUE = PROJECT / "tests" / "catalogue"
ENGLISH = re.compile(r"Input should|Field required|valid string|Traceback|Error\b|NoneType|object has no")
PLACE = re.compile(r"catalogue/[^:]+:[1-9]\d*:[1-9]\d*: \S.*")
ATTACK = settings(
    max_examples=settings().max_examples // 10,
    derandomize=settings().max_examples <= 100,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def records() -> Iterator[str]:
    """A file of each kind of record, of each vocabulary, and two pages of words."""
    files = sorted(file.relative_to(CATALOGUE).as_posix() for file in CATALOGUE.rglob("*.yaml"))
    for kind in REGISTRY:
        yield next(path for path in files if (layout.record_name(path) or "").startswith(f"{kind.name}/"))
    yield from (f"{name}.yaml" for name in VOCABULARIES)
    yield from ("pages/metodo.md", "pages/pagina-di-prova.md")


FILES = list(records())


@pytest.fixture(autouse=True)
def _one_register(monkeypatch: pytest.MonkeyPatch, register: Places) -> None:
    """The register of places is read once for all tests of this module."""
    monkeypatch.setattr(loading, "read_places", lambda folder: register)


ODD = ("0", "-1", "1e999", "2026-13-45", "true", "NO", "25:00", "../../etc/passwd", "//x", "javascript:x", "{{x}}")
KEYS = st.sampled_from(["name", "url", "from", "x", "è"])
JUNK = st.recursive(
    st.one_of(
        st.sampled_from([*PIECES, *ODD]),
        st.none(), st.booleans(), st.integers(), st.floats(), st.dates(),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where there is a value, the whole too."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from paths(item, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    changed = copy.deepcopy(value)
    inside = changed
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = junk
    return changed


def spoilt(file: str) -> st.SearchStrategy[bytes]:
    """A file with pieces put in or taken out, or, where it is YAML, another value somewhere in it."""
    text = (CATALOGUE / file).read_text("utf-8")
    if not file.endswith(".yaml"):
        return edits(text)
    document = yaml.load(text, yaml.BaseLoader)
    places = st.sampled_from(list(paths(document)))
    values = st.builds(lambda path, junk: replaced(document, path, junk), places, JUNK)
    return st.one_of(edits(text), values.map(lambda value: yaml.dump(value, allow_unicode=True).encode()))


@pytest.mark.parametrize("file", FILES)
@ATTACK
@given(data=st.data())
def test_whatever_is_in_a_file_is_told_at_its_place(file: str, catalogue: Path, data: st.DataObject) -> None:
    (catalogue / file).write_bytes(data.draw(spoilt(file)))
    problems = problems_of(catalogue)
    for problem in problems:
        said = str(problem)
        assert PLACE.fullmatch(said), said
        assert said.isprintable(), said
        assert not ENGLISH.search(problem.message), said
    assert not problems or len(report(problems).splitlines()) == len({*map(str, problems)}) + 1
    before = (catalogue / file).read_bytes()
    editing.in_order(catalogue, write=False)
    assert (catalogue / file).read_bytes() == before


def hostile(file: str, chance: random.Random) -> bytes:
    """A file of these bytes, spoilt here and there, the same each time."""
    text = (CATALOGUE / file).read_text("utf-8")
    for _ in range(4):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.randrange(20) :]
    return text.encode()


def test_a_build_among_hostile_files_ends_in_words_and_writes_nowhere_else(catalogue: Path) -> None:
    """A spoilt file of each kind, a link out, a huge file, a bomb: a preview without them, in bounds of CPU and memory.

    The bounds are far: they tell a hang, or gigabytes, from work.
    """
    chance = random.Random(20261130)
    for kind, file in zip(REGISTRY, FILES, strict=False):
        path = catalogue / file
        path.with_name(f"ostile-{kind.one}.yaml").write_bytes(hostile(file, chance))
    inside = catalogue / "districts" / "lombardia"
    (inside / "fuori.yaml").symlink_to("/etc/passwd")
    (inside / "grande.yaml").write_text("# x\n" * 200_000)
    (inside / "a\n- b.yaml").write_text("name: x\n")
    (inside / "bomba.yaml").write_text("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    (inside / "rinomina.yaml").write_text(
        (inside / "botteghe-inventate.yaml").read_text("utf-8")
        + "aliases:\n  - /distretti/lombardia/portici-immaginari/\n  - /../../fuori/\n",
        "utf-8",
    )
    home = catalogue.parent
    before = {path: path.lstat().st_mtime_ns for path in home.rglob("*") if not path.is_dir()}
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(catalogue),
        "-s",
        "pelicanconf.py",
        "-o",
        str(home / "out" / "site"),
    ]
    command += ["--cache-path", str(home / "out" / "cache"), "-e", "WORKERS=1"]
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": NOON}
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (120, 120)),
    ) as started:  # fmt: skip
        assert started.stdout
        said = started.stdout.read()
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0, said
    assert "Traceback" not in said
    assert "root:" not in said
    assert used.ru_maxrss < 1_000_000, "KB"
    for name in ("fuori.yaml", "grande.yaml", "a\ufffd- b.yaml", "bomba.yaml", "rinomina.yaml"):
        assert re.search(rf"(?m)^\S*catalogue/districts/lombardia/{re.escape(name)}:\d+:\d+: ", said), said
    after = {path: path.lstat().st_mtime_ns for path in home.rglob("*") if not path.is_dir()}
    assert {path for path in after.keys() - before.keys() if not path.is_relative_to(home / "out")} == set()
    assert {path for path in before if after.get(path) != before[path]} == set()
    shutil.rmtree(home / "out")
