"""Compressed copies beside texts: of the bytes that are served, made where something changed, gone with their text."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from distretti.engine import exchange, packing
from distretti.engine.ledger import Ledger
from distretti.engine.output_folder import OutputFolder
from distretti.engine.packing import Packing
from distretti.engine.store import Store, fresh
from distretti.site.output import File

from ..building import publish

LONG = "Un mercato che serve da esempio. " * 40


def site(**contents: str) -> list[File]:
    """The files a.txt, a.html… of `a_txt="…"`."""
    named = {f"/{name.replace('_', '.')}": text.encode() for name, text in contents.items()}
    return [File(address, bytes, (content,)) for address, content in named.items()]


def read(folder: Path) -> dict[str, str]:
    """The text that each file gives a reader, whichever form it is asked in."""
    opened = {".gz": gzip.decompress, ".br": brotli.decompress}
    files = {file.name: file for file in folder.iterdir()}
    return {name: opened.get(file.suffix, bytes)(file.read_bytes()).decode() for name, file in files.items()}


def put_out(folder: Path, wanted: bool = True, **contents: str) -> None:
    publish(site(**contents), lambda *_: b"", folder, Packing(None, wanted, 1))


def test_a_copy_says_what_its_text_says(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    for text in (LONG, LONG.upper(), LONG):
        put_out(folder, a_html=text, b_ics="breve", c_png=text)
        assert read(folder) == dict.fromkeys(("a.html", "a.html.gz", "a.html.br", "c.png"), text) | {"b.ics": "breve"}


def test_copies_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        put_out(tmp_path / name, a_html=LONG)
    one, other = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "other"))
    assert one == other
    assert len(one["a.html.br"]) < len(one["a.html.gz"]) < len(LONG)


def test_a_copy_goes_with_its_text_and_with_the_setting(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    put_out(folder, a_html=LONG, b_html=LONG)
    put_out(folder, a_html="breve")
    assert read(folder) == {"a.html": "breve"}
    put_out(folder, a_html=LONG)
    put_out(folder, wanted=False, a_html=LONG.upper())
    assert read(folder) == {"a.html": LONG.upper()}


def test_files_that_stay_for_open_pages_keep_their_copies_and_no_others_do(tmp_path: Path) -> None:
    folder = tmp_path / "output"

    def themed(wanted: bool, *names: str) -> None:
        files = [File(f"/tema/{name}.css", bytes, (f"{name} {LONG}".encode(),)) for name in names]
        publish(files, lambda *_: b"", folder, Packing(None, wanted, 1))

    themed(True, "one", "two")
    themed(True, "two")
    assert {*read(folder / "tema")} == {f"{name}.css{form}" for name in ("one", "two") for form in ("", *packing.FORMS)}
    assert Ledger(folder).older(folder) == {f"tema/one.css{form}" for form in ("", *packing.FORMS)}
    themed(False, "two")
    assert {*read(folder / "tema")} == {"two.css"}


def test_what_others_keep_beside_the_site_stays(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    put_out(folder, wanted=False, a_html=LONG)
    (folder / "archivio.tar.gz").write_bytes(gzip.compress(b"x"))
    for _ in range(2):
        put_out(folder, a_html=LONG)
        assert read(folder)["archivio.tar.gz"] == "x"


def folder_with(tree: Path, store: Store | None, **contents: str) -> OutputFolder:
    for name, text in contents.items():
        (tree / f"{name}.html").write_text(text)
    folder = OutputFolder(tree, store)
    for name, text in contents.items():
        file = tree / f"{name}.html"
        folder.wrote(file.name, packing.fingerprints.digest(text.encode()), packing.fingerprints.stat_of(file.stat()))
    return folder


def test_only_what_changed_is_compressed_again(tmp_path: Path) -> None:
    made: list[str] = []

    def told(what: str, done: int, total: int) -> None:
        made.append(f"{done} of {total}")

    tree = tmp_path / "tree"
    tree.mkdir()
    store = fresh(tmp_path / "store")
    texts = {"a": LONG, "b": LONG.upper(), "c": LONG.lower()}
    first = folder_with(tree, None, **texts)
    packer = Packing(None, True, 1)
    packed = packer.pack(first.paths, first, first.intact, told)
    assert made == ["1 of 3", "2 of 3", "3 of 3"]
    assert sorted(packed.written) == sorted(packed.paths) == sorted(packing.copies_of(first.paths))
    packer.save(store)
    made.clear()

    (tree / "c.html.br").unlink()
    folder = folder_with(tree, None, **(texts | {"b": LONG}))
    for path in packed.paths - {"c.html.br"}:
        content = (tree / path).read_bytes()
        folder.wrote(path, packing.fingerprints.digest(content), packing.fingerprints.stat_of((tree / path).stat()))
    again = Packing(store, True, 1).pack({"a.html", "b.html", "c.html"}, folder, folder.intact, told)
    assert made == ["1 of 2", "2 of 2"]
    assert again.paths == packed.paths
    assert again.written == ["b.html.gz", "b.html.br", "c.html.br"]


@pytest.mark.parametrize("wanted", [True, False])
def test_the_exchange_brings_text_and_copy_together(tmp_path: Path, wanted: bool) -> None:
    """A server that sends the copy never sends that of another text: both are in the tree that is exchanged."""
    folder = tmp_path / "output"
    put_out(folder, a_html=LONG)
    put_out(folder, wanted=wanted, a_html=LONG.upper())
    assert {*read(exchange.idle_of(folder)).values()} == {LONG}
    assert {*read(folder).values()} == {LONG.upper()}
