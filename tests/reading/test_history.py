"""How often files were changed, as the repository knows it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from distretti.reading import history
from distretti.reading.history import History, Revision


def git(folder: Path, *arguments: str, second: int = 1_700_000_000) -> None:
    """A command of git, by nobody in particular, at a moment."""
    moment = f"{second} +0000"
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a"}
    names |= {"GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    subprocess.run(("git", *arguments), cwd=folder, check=True, capture_output=True, env=os.environ | names)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two files of content: one changed once after it was written, one renamed."""
    folder = tmp_path / "origine"
    (folder / "content").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "content" / "a.yaml").write_text("title: A\n" * 20)
    (folder / "content" / "città.yaml").write_text("title: Città\n" * 20)
    (folder / "altro.txt").write_text("altro")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Prima\nriga", second=1_700_000_000)
    (folder / "content" / "a.yaml").write_text("title: A\n" * 21)
    git(folder, "commit", "-qam", "Seconda", second=1_700_000_100)
    git(folder, "mv", "content/città.yaml", "content/paese.yaml")
    git(folder, "commit", "-qm", "Terza", second=1_700_000_200)
    return folder


def test_changes_are_counted_also_under_a_name_of_before(repository: Path) -> None:
    found = history.read(repository / "content", History())
    assert dict(found.files) == {"a.yaml": Revision(2, 1_700_000_100), "paese.yaml": Revision(2, 1_700_000_200)}


def test_it_is_read_again_only_after_a_commit(repository: Path) -> None:
    known = History(history.read(repository / "content", History()).commit, {"x": Revision(1, 2)})
    assert history.read(repository / "content", known) is known
    (repository / "content" / "a.yaml").write_text("title: A\n")
    git(repository, "commit", "-qam", "Quarta", second=1_700_000_300)
    assert history.read(repository / "content", known).files["a.yaml"] == Revision(3, 1_700_000_300)


def test_a_shallow_clone_is_refused_with_words(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "copia")
    with pytest.raises(history.Shallow, match="fetch --unshallow"):
        history.read(tmp_path / "copia" / "content", History())


def test_without_a_repository_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history.read(tmp_path, History()) == History()
    monkeypatch.setenv("PATH", "")
    assert history.read(tmp_path, History()) == History()
