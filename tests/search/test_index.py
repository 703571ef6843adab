"""The indexes of the search: what is in them, when they are made again, and what happens when they cannot be."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest

from distretti.engine.search_entries import Entries
from distretti.search import pagefind
from distretti.search.index import Indexing
from distretti.search.pagefind import IndexFailed
from distretti.site.output import CURRENT, PAST, SearchEntry

from ..world import World, replaced, tree

DISTRICT = "districts/lombardia/botteghe-inventate.yaml"
LODI = SearchEntry(
    "distretto",
    "Distretto dell’Adda & <b>c.</b>",
    "Urbano · Lombardia (LO)",
    "Il centro di Lodi.",
    "DUC provincia",
    (("provincia", ("lo",)), ("regione", ("lombardia", "piemonte"))),
    place=(45.314, 9.503),
)
FAIR = SearchEntry("evento", "Fiera", date="2011-11-16", past=True)
PAGES = {"distretti/lombardia/lodi/index.html": LODI, "eventi/2011/fiera/index.html": FAIR}


def noted(pages: dict[str, SearchEntry]) -> Entries:
    entries = Entries(None)
    for path, entry in pages.items():
        entries.note(path, b"", entry)
    return entries


def made(pages: dict[str, SearchEntry]) -> dict[str, bytes]:
    """The files of the indexes of these pages."""
    return dict(Indexing(noted(pages), None, wanted=True, strict=True).plan(lambda path, digest: False).made)


def named(files: dict[str, bytes], index: str, key: str) -> bytes:
    """A file of ours beside an index, by what `elenco.json` calls it."""
    return files[f"cerca/{index}/{json.loads(files[f'cerca/{index}/elenco.json'])[key]}"]


def words(output: Path, letter: str) -> dict[str, int]:
    """The words of today's index that begin with a letter, as a site has them."""
    listed = json.loads((output / "cerca/attuali/elenco.json").read_text())
    found: dict[str, int] = json.loads((output / "cerca/attuali" / listed[letter]).read_text())
    return found


def fragments(files: dict[str, bytes], index: str) -> list[dict[str, object]]:
    found = [content for path, content in files.items() if path.startswith(f"cerca/{index}/fragment/")]
    return [json.loads(gzip.decompress(content)[len(b"pagefind_dcd") :]) for content in found]


def test_an_index_has_pages_with_their_words_and_facets() -> None:
    (found,) = fragments(made(PAGES), CURRENT)
    assert found["url"] == "distretti/lombardia/lodi/"
    assert found["meta"] == {"title": "Distretto dell'Adda & <b>c.</b>", "riga": LODI.line, "parole": "4"}
    assert found["filters"] == {"tipo": ["distretto"], "provincia": ["lo"], "regione": ["lombardia", "piemonte"]}
    words = str(found["content"]).split(" ")
    named, lined, worded = 4, 4, 4
    assert words[:named] == ["Distretto", "dell'Adda", "&", "<b>c.</b>"]
    assert words[named + lined : named + lined + worded] == ["Il", "centro", "di", "Lodi."]
    assert words[named + lined + worded :] == ["DUC", "provincia."]


def test_the_past_has_an_index_of_its_own_and_no_engine() -> None:
    files = made(PAGES)
    (fair,) = fragments(files, PAST)
    assert fair["url"] == "eventi/2011/fiera/"
    assert "cerca/attuali/pagefind.js" in files
    assert not [path for path in files if path.startswith("cerca/passati/") and path.endswith((".js", ".pagefind"))]
    assert not [path for path in files if path.endswith((".css", "-ui.js", "unknown.pagefind"))]
    assert not [path for path in made({"a/index.html": LODI}) if path.startswith("cerca/passati/")]


def test_words_are_counted_by_page_without_accents() -> None:
    both = made({"a/index.html": LODI, "b/index.html": LODI._replace(title="Città di Lodi")})
    assert json.loads(named(both, CURRENT, "l")) == {"lodi": 2, "lombardia": 2}
    assert json.loads(named(both, CURRENT, "c")) == {"centro": 2, "citta": 1}
    assert json.loads(named(both, CURRENT, "z")) == {}


def test_a_name_with_a_j_has_its_words_with_an_i_too() -> None:
    files = made({"a/index.html": LODI._replace(title="Oh Bej a Jesolo", keys="")})
    assert json.loads(named(files, CURRENT, "b")) == {"bei": 1, "bej": 1}
    assert json.loads(named(files, CURRENT, "i")) == {"iesolo": 1}
    (page,) = fragments(files, CURRENT)
    assert str(page["content"]).endswith("Bei Iesolo.")


def test_places_are_found_by_the_id_of_a_result() -> None:
    files = made(PAGES)
    (fragment,) = (path for path in files if path.startswith("cerca/attuali/fragment/"))
    number = int(Path(fragment).stem.removeprefix("it_")[:8], 16)
    degrees = round(45.314 * 512), round(9.503 * 512)
    assert struct.unpack("<IIhh", named(files, CURRENT, "luoghi")) == (1, number, *degrees)
    assert struct.unpack("<I", named(files, PAST, "luoghi")) == (0,)


def test_the_same_pages_in_any_order_give_the_same_index() -> None:
    one, other = made(PAGES), made(dict(reversed(PAGES.items())))
    keep = {path for path in one if not path.endswith((".pf_meta", ".pf_filter", "entry.json"))}
    assert keep
    assert {path: one[path] for path in keep} == {path: other.get(path) for path in keep}


def test_pagefind_says_why_it_cannot() -> None:
    with pytest.raises(IndexFailed, match="Pagefind dice: "):
        pagefind.indexed([("", "<p>")] * 2 + [(None, "<p>")])  # type: ignore[list-item]


@pytest.mark.parametrize(("program", "why"), [("/usr/bin/false", "si è fermato"), ("/nowhere", "non parte")])
def test_a_pagefind_that_does_not_run_is_said(program: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: Path(program))
    with pytest.raises(IndexFailed, match=why):
        pagefind.indexed([("a/", "<p>a</p>")])


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A small site, not yet built."""
    return World(tmp_path)


def index(world: World) -> dict[str, int]:
    """When each file of the indexes was written."""
    files = (world.output / "cerca").rglob("*.*")
    return {str(file): file.stat().st_mtime_ns for file in files if file.name != "index.html"}


def test_an_index_is_made_again_only_where_what_it_says_changed(world: World) -> None:
    world.build()
    before = index(world)
    assert len(before) > 40
    replaced(world.content / DISTRICT, "notes", "Una nota nuova.")
    world.build()
    assert index(world) == before
    replaced(world.content / DISTRICT, "name", "Botteghe di Zanzibar")
    world.build()
    assert index(world) != before
    assert "zanzibar" in words(world.output, "z")
    after = {path: time for path, time in index(world).items() if "/passati/" in path}
    assert after == {path: time for path, time in before.items() if "/passati/" in path}


def test_another_day_writes_dates_alone(world: World) -> None:
    world.day = dt.date(2027, 6, 5)  # in the season of its market
    world.build()
    before = index(world)
    world.day += dt.timedelta(7)
    world.build()
    changed = {path for path, time in index(world).items() if before.get(path) != time}
    assert {Path(path).name.partition(".")[0] for path in changed} == {"date", "elenco"}


def test_a_spoilt_index_is_mended(world: World) -> None:
    world.build()
    before = tree(world.output)
    for file in (world.output / "cerca/attuali/fragment").iterdir():
        file.unlink()
        break
    (world.output / "cerca/attuali/pagefind.js").write_text("half")
    world.build()
    assert tree(world.output) == before


def test_a_site_without_search_has_no_index(world: World) -> None:
    world.build()
    world.settings["OUTPUTS_OFF"] = ("search", "finder")
    world.build()
    assert not (world.output / "cerca").exists()


def test_a_failed_index_stops_a_publish_and_is_said_in_preview(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world.strict = True
    world.build()
    before = tree(world.output)
    broken = ModuleType("pagefind_bin")
    replaced(world.content / DISTRICT, "name", "Botteghe di Zanzibar")
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "pagefind_bin", broken)
        with pytest.raises(SystemExit, match=r"L'indice della ricerca non è riuscito: manca il programma Pagefind"):
            world.build()
        assert tree(world.output) == before
        world.strict, folder = False, world.root / "preview"
        capsys.readouterr()
        world.build(folder)
        assert "L'indice della ricerca non è riuscito" in capsys.readouterr().out
        assert "Zanzibar" in (folder / "distretti/lombardia/botteghe-inventate/index.html").read_text()
    world.build(folder)
    assert "zanzibar" in words(folder, "z")
    assert tree(folder) == world.clean()


def test_files_beside_an_index_have_names_that_other_bytes_do_not_have() -> None:
    one, other = made(PAGES), made({**PAGES, "a/index.html": LODI._replace(title="Zona di Zanzibar")})
    lists = [json.loads(files["cerca/attuali/elenco.json"]) for files in (one, other)]
    assert [found["pagine"] for found in lists] == [1, 2]
    assert lists[0]["z"] != lists[1]["z"]
    assert lists[0]["q"] == lists[1]["q"]


def test_every_page_has_a_place_in_the_order_by_date() -> None:
    """What is to come, the soonest first; then what is past, the latest first; then what has no date."""
    market = LODI._replace(kind="mercato", date="2026-12-05")
    late, soon = FAIR._replace(past=False, date="2027-01-02"), FAIR._replace(past=False, date="2026-12-01")
    call, older = (LODI._replace(kind="bando", date=f"{year}-01-01") for year in (2026, 2010))
    order = {
        f"{name}/index.html": entry
        for name, entry in zip("cadbfe", (soon, market, late, call, older, LODI), strict=True)
    }
    files = made({**dict(sorted(order.items())), "x/index.html": FAIR})
    assert dated(files, CURRENT) == [*order][:-1]
    assert dated(files, PAST) == ["x/index.html"]


def dated(files: dict[str, bytes], index: str) -> list[str]:
    """The pages that have a date, in the order of the numbers beside the index."""
    pages = {}
    for path, content in files.items():
        if path.startswith(f"cerca/{index}/fragment/"):
            url = json.loads(gzip.decompress(content)[len(b"pagefind_dcd") :])["url"]
            pages[int(Path(path).stem.removeprefix("it_")[:8], 16)] = f"{url}index.html"
    total, *numbers = struct.unpack(f"<{len(named(files, index, 'date')) // 4}I", named(files, index, "date"))
    assert len(numbers) == 2 * total
    return [pages[number] for _, number in sorted(zip(numbers[total:], numbers[:total], strict=True))]


def indexes(world: World) -> set[str]:
    """The files of today's index that are named by their bytes, as a served site has them."""
    folder = world.output / "cerca/attuali"
    paths = (file.relative_to(folder).as_posix() for file in folder.rglob("*.*"))
    return {path for path in paths if re.search(r"_|\.\w{10}\.", path)}


def test_files_of_an_index_stay_for_one_more_publish(world: World) -> None:
    """A page that was opened before a publish goes on with the files it knows."""
    world.strict = True
    world.build()
    seen = [indexes(world)]
    for name in ("Botteghe di Zanzibar", "Botteghe di Quito"):
        replaced(world.content / DISTRICT, "name", name)
        world.build()
        seen.append(indexes(world))
    world.build()
    assert tree(world.output) == world.clean()
    seen.append(indexes(world))
    first, second, third = seen[0], seen[1] - seen[0], seen[2] - seen[1] - seen[0]
    assert second
    assert third
    assert first <= seen[1]
    assert not first <= seen[2]
    assert second <= seen[2]
    assert not second <= seen[3]
    assert third <= seen[3]
