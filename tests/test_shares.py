"""A site made by regions is, put together, the site made at once; shares that do not fit are refused in words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from distretti import shares as by_regions
from distretti.__main__ import main
from distretti.engine import shares
from distretti.engine.shares import FILES, MANIFEST, Share
from distretti.model.programme import NATIONAL
from distretti.site.output import SearchEntry
from tools import same_site

from .site import ADDRESS, PROJECT, made_once, pelican

# The regions of the tiny catalogue's register, in three shares.
SHARES = {"a": ("lombardia",), "b": ("piemonte",), "c": ("valle-d-aosta-vallee-d-aoste", NATIONAL)}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, moved: Path) -> Path:
    """The site of `moved` in three shares."""

    def make(folder: Path) -> None:
        for name, regions in SHARES.items():
            done = pelican(
                folder / name, "-e", f"REGIONS={json.dumps(regions)}",
                content=moved.parent / "content", settings="publishconf.py", siteurl=ADDRESS,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            assert f"In «{name}» c'è solo una parte del sito ({', '.join(regions)})" in done.stdout

    return made_once(tmp_path_factory, "shares", make)


def folders(parts: Path) -> list[Path]:
    return [parts / name for name in SHARES]


def test_shares_together_are_the_whole_site(parts: Path, moved: Path, tmp_path: Path) -> None:
    said = by_regions.merge(folders(parts), tmp_path / "output", PROJECT)
    assert said.startswith("Parti unite: 3; file scritti ")
    assert same_site.differences(moved, tmp_path / "output") == []
    by_regions.merge(folders(parts), tmp_path / "output", PROJECT)
    assert same_site.differences(moved, tmp_path / "output") == []


def test_each_share_has_the_pages_of_its_regions_and_one_has_those_of_none(parts: Path) -> None:
    lombardia, piemonte, rest = (shares.read(folder) for folder in folders(parts))
    assert "distretti/lombardia/botteghe-inventate/index.html" in lombardia.files
    assert {"index.html", "404.html", "sitemap.xml", "_headers"} <= rest.files.keys()
    for share, folder in zip((lombardia, piemonte, rest), folders(parts), strict=True):
        there = {file.relative_to(folder / FILES).as_posix() for file in (folder / FILES).rglob("*") if file.is_file()}
        assert there == {*share.files}
    assert not lombardia.files.keys() & rest.files.keys()


def test_a_region_that_is_none_is_refused(tmp_path: Path) -> None:
    done = pelican(
        tmp_path / "parte", "-e", 'REGIONS=["lombarda"]', content="tests/catalogue", settings="publishconf.py"
    )  # fmt: skip
    assert done.returncode
    assert "REGIONS: «lombarda» non è una regione. Forse volevi «lombardia»?" in done.stdout + done.stderr
    assert [path for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


def made(folder: Path, *names: str, files: dict[str, str], whole: tuple[str, ...], sign: str = "x") -> Path:
    """A share by hand."""
    digests = {}
    for path, text in files.items():
        file = folder / FILES / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        digests[path] = shares.fingerprints.digest(text.encode()).hex()
    known = ("lombardia", "veneto", NATIONAL)
    shares.write(folder, Share(sign, shares.sign_of(whole), names, known, digests, {}, False, False))
    return folder


def merged(tmp_path: Path, *folders: Path) -> dict[str, str]:
    """The pages of the site that the command makes of these shares."""
    assert main(["merge", *map(str, folders), "--output", str(tmp_path / "output")]) == 0
    found = {file.relative_to(tmp_path / "output"): file for file in (tmp_path / "output").rglob("*.html")}
    return {path.as_posix(): file.read_text() for path, file in found.items()}


WHOLE = ("a.html", "b.html", "c.html")


def test_a_file_that_two_shares_have_alike_is_no_matter(tmp_path: Path) -> None:
    one = made(tmp_path / "one", "lombardia", files={"a.html": "a", "b.html": "b"}, whole=WHOLE)
    other = made(tmp_path / "other", "veneto", NATIONAL, files={"b.html": "b", "c.html": "c"}, whole=WHOLE)
    assert merged(tmp_path, one, other) == {"a.html": "a", "b.html": "b", "c.html": "c"}


def test_shares_that_do_not_fit_are_refused_and_the_site_of_before_stays(tmp_path: Path) -> None:
    one = made(tmp_path / "one", "lombardia", "veneto", files={"a.html": "a"}, whole=WHOLE)
    rest = made(tmp_path / "rest", NATIONAL, files={"b.html": "b", "c.html": "c"}, whole=WHOLE)
    before = merged(tmp_path, one, rest)
    broken = shutil.copytree(rest, tmp_path / "broken")
    (broken / FILES / "c.html").write_text("altro")
    empty = tmp_path / "empty"
    empty.mkdir()
    damaged = shutil.copytree(rest, tmp_path / "damaged")
    (damaged / MANIFEST).write_text('{"files": 3}')
    outside = shutil.copytree(rest, tmp_path / "outside")
    said = (outside / MANIFEST).read_text()
    (outside / MANIFEST).write_text(said.replace("b.html", "../../fuori.html"))
    for given, sentence in (
        ([one], "mancano le parti di: italia."),
        ([one, made(tmp_path / "2", NATIONAL, files={"a.html": "A"}, whole=WHOLE)], "«/a.html» è diversa in"),
        ([one, made(tmp_path / "3", NATIONAL, files={"b.html": "b"}, whole=WHOLE)], "non hanno tutti i file"),
        ([one, made(tmp_path / "4", NATIONAL, files={}, whole=WHOLE, sign="y")], "è di altri contenuti"),
        ([one, empty], "non è una parte del sito"),
        ([one, outside], "non è una parte del sito"),
        ([one, damaged], "non è una parte del sito"),
        ([one, broken], "non è più com'era quando la parte è stata fatta"),
    ):
        with pytest.raises(SystemExit) as stopped:
            merged(tmp_path, *given)
        assert sentence in str(stopped.value)
        assert "il sito di prima è intatto" in str(stopped.value)
    assert merged(tmp_path, one, rest) == before
    assert not list(tmp_path.rglob("fuori.html"))


def test_a_share_goes_into_no_folder_of_others(tmp_path: Path) -> None:
    (tmp_path / FILES).mkdir()
    (tmp_path / FILES / "index.html").write_text("un sito pubblicato")
    with pytest.raises(shares.Unfit, match="c'è altro"):
        shares.emptied(tmp_path)
    assert (tmp_path / FILES / "index.html").read_text() == "un sito pubblicato"
    (tmp_path / FILES / "index.html").unlink()
    (tmp_path / FILES).rmdir()
    made(tmp_path, "lombardia", files={"a.html": "a"}, whole=WHOLE)
    assert [*shares.emptied(tmp_path).iterdir()] == []
    with pytest.raises(shares.Unfit, match="non si legge"):
        shares.read(tmp_path)


def test_what_search_is_told_comes_back_as_it_was(tmp_path: Path) -> None:
    entry = SearchEntry("evento", "Festa", filters=(("tipo", ("a", "b")),), date="2026-12-01", place=(45.1, 9.25))
    share = Share("x", "y", ("lombardia",), (NATIONAL,), {}, {"a.html": entry}, True, False)
    shares.write(tmp_path, share)
    assert shares.read(tmp_path) == share
