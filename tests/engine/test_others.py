"""What others keep in a served folder goes along with the site as it is; what builds wrote goes with the site."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from distretti.engine import exchange, ledger, others
from distretti.engine.others import CannotCarry
from distretti.engine.writer import Written
from distretti.site.output import File, Page

from ..building import publish as published

OLD = 1_600_000_000_123_456_789


def publish(folder: Path, **contents: str) -> Written:
    files = [File(f"/{name}/index.html", bytes, (content.encode(),)) for name, content in contents.items()]

    def render(page: Page) -> bytes:
        raise AssertionError(page)

    return published(files, render, folder)


def kept(file: Path) -> tuple[int, ...]:
    """What must stay of a file or folder: kind and rights, owner, time, other names."""
    found = os.lstat(file)
    return found.st_mode, found.st_uid, found.st_gid, found.st_mtime_ns, found.st_nlink


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published folder in which others keep one of everything."""
    folder = tmp_path / "output"
    publish(folder, a="1")
    (folder / ".htpasswd").write_text("secret")
    (folder / ".htpasswd").chmod(0o600)
    (folder / "foto/estate").mkdir(parents=True)
    (folder / "foto/estate/a.jpg").write_text("picture")
    (folder / "foto/estate/b.jpg").hardlink_to(folder / "foto/estate/a.jpg")
    (folder / "foto/latest").symlink_to("estate")
    (folder / "foto/gone").symlink_to("nowhere")
    (folder / "vuota/in fondo").mkdir(parents=True)
    (folder / "a/proof.txt").write_text("beside a page")
    for path, rights in (
        ("a/proof.txt", 0o640),
        ("foto", 0o2751),
        ("foto/estate", 0o711),
        ("vuota", 0o700),
        ("", 0o750),
    ):
        (folder / path).chmod(rights)
    for path in (".htpasswd", "foto/estate/a.jpg", "a/proof.txt", "foto/estate", "foto", "vuota/in fondo", "vuota"):
        os.utime(folder / path, ns=(OLD, OLD))
    return folder


THEIRS = (
    ".htpasswd", "foto", "foto/estate", "foto/estate/a.jpg", "foto/estate/b.jpg", "foto/latest", "foto/gone", "vuota",
    "vuota/in fondo", "a/proof.txt",
)  # fmt: skip


@pytest.mark.parametrize("linking", [True, False])
def test_files_of_others_stay_as_they_are(folder: Path, linking: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk has no second names (FAT), copies have the same rights and times."""
    if not linking:
        (folder / "foto/estate/b.jpg").unlink()
        os.utime(folder / "foto/estate", ns=(OLD, OLD))
        monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    theirs = [path for path in THEIRS if linking or path != "foto/estate/b.jpg"]
    before, root = {path: kept(folder / path) for path in theirs}, folder.stat().st_mode
    for text in "2345":
        done = publish(folder, a=text)
        assert {path: kept(folder / path) for path in theirs} == before
        assert folder.stat().st_mode == root
        assert done.others == tuple(sorted(path for path in theirs if not stat.S_ISDIR(before[path][0])))
    assert os.readlink(folder / "foto/latest") == "estate"
    assert (folder / ".htpasswd").read_text() == "secret"


def test_what_is_beside_a_page_that_goes_stays(folder: Path) -> None:
    """Its folder is not ours any more, and keeps its rights."""
    (folder / "a/foto/estate").mkdir(parents=True)
    (folder / "a").chmod(0o711)
    for text in "23":
        publish(folder, b=text)
        assert not (folder / "a/index.html").exists()
        assert (folder / "a/proof.txt").read_text() == "beside a page"
        assert (folder / "a/foto/estate").is_dir()
        assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o711
    (folder / "a/proof.txt").unlink()
    (folder / "a/foto/estate").rmdir()
    (folder / "a/foto").rmdir()
    (folder / "a").rmdir()
    publish(folder, b="4")
    assert not (folder / "a").exists()


def test_what_others_take_away_does_not_come_back(folder: Path) -> None:
    publish(folder, a="2")
    (folder / ".htpasswd").unlink()
    (folder / "vuota/in fondo").rmdir()
    (folder / "foto/latest").unlink()
    for text in "345":
        publish(folder, a=text)
        assert not any(os.path.lexists(folder / path) for path in (".htpasswd", "vuota/in fondo", "foto/latest"))


@pytest.mark.parametrize("linking", [True, False])
def test_a_secret_is_never_readable_by_others(folder: Path, linking: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither under the name that readers ask for nor in the tree that waits, from its first byte on."""
    seen: list[int] = []
    give, copy = os.link, others.shutil.copyfileobj

    def look() -> None:
        places = (folder, exchange.idle_of(folder))
        found = [os.stat(place / ".htpasswd").st_mode for place in places if (place / ".htpasswd").exists()]
        seen.extend(stat.S_IMODE(mode) for mode in found)

    def linked(*names: Path, **more: bool) -> None:
        if not linking:
            raise PermissionError
        give(*names, **more)
        look()

    def copied(*streams: object) -> None:
        look()
        copy(*streams)
        look()

    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(others.shutil, "copyfileobj", copied)
    publish(folder, a="2")
    assert len(seen) > 4
    assert set(seen) == {0o600}


def test_what_cannot_go_along_as_it_is_stops_a_publish(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of another user, on a system that lets us neither name it a second time nor give it away."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    lstat = os.lstat
    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(os, "chown", refused)
    owners = iter([1000, 0] * 50)

    def foreign(path: str | Path) -> os.stat_result:
        found = lstat(path)
        return os.stat_result([*found[:4], next(owners), *found[5:]]) if str(path).endswith(".htpasswd") else found

    monkeypatch.setattr(others.os, "lstat", foreign)
    with pytest.raises(CannotCarry, match=r"\.htpasswd"):
        publish(folder, a="2")
    monkeypatch.undo()
    assert (folder / "a/index.html").read_text() == "1"
    assert not (exchange.idle_of(folder) / ".htpasswd").exists()


def test_a_folder_of_others_where_our_file_goes_is_not_lost(folder: Path) -> None:
    (folder / "b/index.html").mkdir(parents=True)
    (folder / "b/index.html/theirs.txt").write_text("theirs")
    with pytest.raises(CannotCarry, match=r"b/index\.html/theirs\.txt"):
        publish(folder, a="2", b="2")
    assert (folder / "b/index.html/theirs.txt").read_text() == "theirs"
    assert (folder / "a/index.html").read_text() == "1"


@pytest.mark.parametrize("wrong", ["folder", "folders", "file above", "link above"])
def test_what_stands_where_ours_goes_gives_way(wrong: str, folder: Path, tmp_path: Path) -> None:
    for _ in range(2):
        match wrong:
            case "folder":
                (folder / "b/index.html").mkdir(parents=True)
            case "folders":
                (folder / "b/index.html/in/fondo").mkdir(parents=True)
            case "file above":
                (folder / "b").write_text("?")
            case "link above":
                (tmp_path / "elsewhere").mkdir(exist_ok=True)
                (folder / "b").symlink_to(tmp_path / "elsewhere")
        for text in "23":
            publish(folder, a=text, b=text)
            assert (folder / "b/index.html").read_text() == text
        publish(folder, a="4")
        publish(folder, a="5")
        assert not os.path.lexists(folder / "b")
    assert not list((tmp_path / "elsewhere").glob("*"))


@pytest.mark.parametrize("spoilt", ["", "[]", '{"folders": {"1": 2}}', None])
def test_a_lost_ledger_is_not_silent(spoilt: str | None, folder: Path) -> None:
    """Without the memory's table nothing tells what was ours: it stays, and is named."""
    publish(folder, a="1", gone="1")
    file = ledger.beside(folder)
    file.unlink() if spoilt is None else file.write_text(spoilt)
    done = publish(folder, a="2")
    assert (folder / "gone/index.html").exists()
    assert "gone/index.html" in done.others
    assert "a/index.html" not in done.others


def test_a_folder_that_was_put_back_is_known_by_its_files(folder: Path, tmp_path: Path) -> None:
    """A copy has another identity: what builds wrote anywhere here counts as ours, what others had does not."""
    publish(folder, a="1", gone="1")
    os.rename(folder, tmp_path / "backup")
    os.system(f"cp -a '{tmp_path}/backup' '{folder}'")
    done = publish(folder, a="2")
    assert not (folder / "gone").exists()
    assert set(done.others) == {path for path in THEIRS if not (folder / path).is_dir() or (folder / path).is_symlink()}


def test_what_stays_for_open_pages_is_known_in_a_folder_that_was_put_back(tmp_path: Path) -> None:
    """As where each publish runs on a new machine, with the folder and its ledger from a store."""
    folder = tmp_path / "output"
    publish(folder, **{"cerca/1": "1", "a": "1"})
    (folder / "cerca/1/date.bin").write_text("1")
    noted = ledger.Ledger(folder)
    noted.note(folder, {*noted.files(folder), "cerca/1/date.bin"})
    here = []
    for text in "23":
        publish(folder, a=text)
        here.append((folder / "cerca/1/date.bin").exists())
        os.rename(folder, tmp_path / f"backup{text}")
        os.system(f"cp -a '{tmp_path}/backup{text}' '{folder}'")
        shutil.rmtree(exchange.idle_of(folder))
    assert here == [True, False]


def test_the_list_of_builds_before_this_one_is_read_and_goes(folder: Path) -> None:
    publish(folder, a="1", gone="1")
    ledger.beside(folder).unlink()
    for place in (folder, exchange.idle_of(folder)):
        (place / ledger.FORMER).write_text("a/index.html\ngone/index.html\n")
    for text in "23":
        done = publish(folder, a=text)
        assert not (folder / ledger.FORMER).exists()
        assert not (folder / "gone").exists()
        assert "gone/index.html" not in done.others


def test_nothing_is_served_that_lists_the_site(folder: Path) -> None:
    publish(folder, a="2", b="2")
    names = {path.name for path in folder.rglob("*")} - {Path(path).name for path in THEIRS}
    assert names == {"a", "b", "index.html"}
