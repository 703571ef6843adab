"""Which files of the content have changed: by what they hold, whatever their times say."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from distretti.engine import fingerprints
from distretti.reading import survey

OLD = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files that changed long ago."""
    for name in ("a.yaml", "deep/b.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    return tmp_path


def seen(folder: Path, before: dict[str, fingerprints.Fingerprint]) -> dict[str, fingerprints.Fingerprint]:
    return fingerprints.of_files(survey.survey(folder), before, lambda path: (folder / path).read_bytes())


def trusted(folder: Path) -> dict[str, fingerprints.Fingerprint]:
    """As after a build that came long after the last change of a file."""
    return {path: (stat, seen(folder, {})[path][1]) for path, stat in survey.survey(folder).items()}


def test_a_survey_has_files_and_what_is_none(folder: Path) -> None:
    (folder / "c.yaml").symlink_to("a.yaml")
    (folder / ".hidden").write_text("")
    (folder / "reference").mkdir()
    (folder / "reference" / "comuni.csv").write_text("")
    found = survey.survey(folder)
    assert sorted(found) == ["a.yaml", "c.yaml", "deep/b.yaml"]
    assert [path for path, stat in found.items() if stat[0] < 0] == ["c.yaml"]


def test_a_file_with_the_same_stat_is_not_read(folder: Path) -> None:
    before = trusted(folder)
    found = fingerprints.of_files(survey.survey(folder), before, lambda path: pytest.fail(path))
    assert not list(fingerprints.changed(before, found))


def test_a_touched_file_has_not_changed(folder: Path) -> None:
    before = trusted(folder)
    os.utime(folder / "a.yaml", (OLD, OLD))
    assert not list(fingerprints.changed(before, seen(folder, before)))


def test_a_file_with_an_old_time_and_other_bytes_has_changed(folder: Path) -> None:
    os.utime(folder / "a.yaml", (OLD, OLD))
    before = trusted(folder)
    (folder / "a.yaml").write_text("two")
    os.utime(folder / "a.yaml", (OLD, OLD))
    assert list(fingerprints.changed(before, seen(folder, before))) == ["a.yaml"]


def test_two_edits_within_a_tick_are_two_edits(folder: Path) -> None:
    """Same size, and a stat that says nothing: what was read just after a change is read again."""
    before = seen(folder, {})
    stat = survey.survey(folder)["a.yaml"]
    (folder / "a.yaml").write_text("two")
    found = fingerprints.of_files(
        {"a.yaml": stat, "deep/b.yaml": stat}, before, lambda path: (folder / path).read_bytes()
    )
    assert list(fingerprints.changed(before, found)) == ["a.yaml"]


def test_what_is_new_or_gone_has_changed(folder: Path) -> None:
    before = seen(folder, {})
    (folder / "a.yaml").rename(folder / "c.yaml")
    assert sorted(fingerprints.changed(before, seen(folder, before))) == ["a.yaml", "c.yaml"]


def test_a_stat_is_trusted_only_long_after_the_change(folder: Path) -> None:
    assert all(stat is None for stat, _ in seen(folder, {}).values())
    os.utime(folder / "a.yaml", (OLD, OLD))  # the time of any change (ctime) is still now
    assert seen(folder, {})["a.yaml"][0] is None
    time.sleep(2.1)
    assert all(stat is not None for stat, _ in seen(folder, {}).values())
