"""What many tests share: a tiny catalogue to spoil, the register of places, the day, and the check command."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from distretti.__main__ import main
from distretti.catalog.catalog import Catalog, catalog
from distretti.language.problem import Problem
from distretti.model import Filed, Record
from distretti.model.registry import KINDS, PAGED
from distretti.places.register import Places, read_places
from distretti.reading import rules
from distretti.reading.content import Content
from distretti.reading.loader import load

from .site import address, browser, moved, page, pages, playwright, published, site, still  # noqa: F401 - fixtures for every test
from .thorough import EXAMPLES

# How long an example takes says how busy the machine is.
settings.register_profile("untimed", deadline=None, max_examples=EXAMPLES)
settings.load_profile("untimed")

PROJECT = Path(__file__).resolve().parents[1]
REFERENCE = PROJECT / "content" / "reference"
TODAY = dt.date(2026, 11, 28)
NOON = str(int(dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC).timestamp()))


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A copy of the tiny catalogue that a test may spoil."""
    return Path(shutil.copytree(Path(__file__).parent / "catalogue", tmp_path / "catalogue"))


@pytest.fixture(scope="session")
def register() -> Places:
    """Italy's municipalities."""
    return read_places(REFERENCE)


@cache
def real_content() -> Content:
    """The project's own content, read once in a process: not to be changed."""
    return load(PROJECT / "content", REFERENCE)


@cache
def real_catalog(today: dt.date = TODAY) -> Catalog:
    """The catalogue of it on a day."""
    return catalog(real_content(), [], today)


def published_of(found: Catalog) -> list[Filed]:
    """All records, those that only other pages show too."""
    return [record for kind in KINDS for record in getattr(found, kind)]


def with_pages(found: Catalog) -> list[Record]:
    """The records that have a page of their own."""
    return [record for kind in PAGED for record in getattr(found, kind)]


def problems_of(folder: Path) -> list[Problem]:
    """Everything wrong with a content folder on the tests' day."""
    return problems_in(load(folder, REFERENCE))


def problems_in(content: Content) -> list[Problem]:
    """Everything wrong with content that was read."""
    return sorted(content.problems + rules.broken(content, TODAY))


def check(folder: Path | str) -> subprocess.CompletedProcess[str]:
    """What `python -m distretti check FOLDER` says on the tests' day, in this process: ten times as fast."""
    said, wrong = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, SOURCE_DATE_EPOCH=NOON), redirect_stdout(said), redirect_stderr(wrong):
        code = main(["check", str(folder)])
    return subprocess.CompletedProcess([], code, said.getvalue(), wrong.getvalue())
