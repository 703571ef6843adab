"""The links of drawn pages: remembered with each, so that a build that goes on says what a clean one would."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from distretti.engine import links as engine
from distretti.engine.links import Links
from distretti.engine.parallel import parallel_map
from distretti.engine.store import Store, fresh
from distretti.theme.links import DrawnLinks

from ..mutants import SHOPS
from ..world import World, tree

Site = dict[str, tuple[set[str], set[str]]]  # what each file leads to, and its places


def read(site: Site) -> engine.Read:
    return lambda path, content: site.get(path)


def built(site: Site, before: Site, store: Store | None, dead: tuple[str, ...], workers: int) -> Links:
    """The links after a build that draws what differs, in so many processes."""
    links = Links(store, read(site))
    drawn = sorted(path for path in site if site[path] != before.get(path) or not store)
    links.begin()
    rows = parallel_map(lambda path: (path, links.row(path, b"")), drawn, workers, str, links.batches, links.merge)
    for path, row in rows:
        links.note(path, row)
    links.settle()
    links.check(site.keys(), before.keys() - site.keys(), dead)
    return links


def test_a_build_that_goes_on_says_what_a_clean_one_does(tmp_path: Path) -> None:
    choice = random.Random(18)
    paths = [f"{number}/index.html" for number in range(30)]
    names = [*paths, *(f"{path}#{place}" for path in paths for place in "ab")]

    def page() -> tuple[set[str], set[str]]:
        return {*choice.sample(names, 4)}, {*choice.sample(["#a", "#b"], choice.randrange(3))}

    before: Site = {}
    dead: tuple[str, ...] = ()
    found = 0
    kept = fresh(tmp_path / "kept.sqlite")
    for edit in range(60):
        site = {path: page() for path in paths} if not edit else dict(before)
        for path in choice.sample(paths, choice.randrange(4)):
            if choice.random() < 0.4:
                site.pop(path, None)
            else:
                site[path] = page()
        links = built(site, before, kept if edit else None, dead, choice.choice([1, 2, 3]))
        clean = built(site, {}, None, (), 1)
        assert links.dead == clean.dead == said(site)
        found += links.dead != dict.fromkeys(dead)
        links.save(kept, before.keys() - site.keys())
        before, dead = site, tuple(links.dead)
    assert found


def said(site: Site) -> dict[str, list[str]]:
    """The same, plainly."""
    dead: dict[str, list[str]] = {}
    for path in sorted(site):
        for name in site[path][0]:
            target, _, place = name.partition("#")
            if target not in site or (place and f"#{place}" not in site[target][1]):
                dead.setdefault(name, []).append(path)
    return dead


def test_a_small_edit_looks_at_new_links_only(tmp_path: Path) -> None:
    asked = set()

    class Files(dict[str, None]):
        def __contains__(self, path: object) -> bool:
            asked.add(path)
            return super().__contains__(path)

    paths = [f"{number}/index.html" for number in range(500)]
    site: Site = {path: ({*paths[:40]}, {"#a"}) for path in paths}
    kept = fresh(tmp_path / "kept.sqlite")
    built(site, {}, None, (), 1).save(kept, ())
    edited = site | {paths[7]: ({*paths[:40], paths[90]}, {"#a"})}
    links = Links(kept, read(edited))
    links.note(paths[7], links.row(paths[7], b""))
    links.settle()
    links.check(Files.fromkeys(edited), (), ())
    assert links.dead == {}
    assert asked == {paths[90]}


PAGE = b"""<!doctype html><link rel="stylesheet" href="../../tema/a.css"><a class="x" href="../../eventi/#mese">a</a>
<a href="../../?q=1">b</a><a href='x'>c</a><a href="https://altro.example/x">d</a><a href="mailto:a@b.it">e</a>
<a href="#qui">f</a><a href="#top">g</a><p id="qui" class="x">&lt;a href="../../no/"&gt;</p><a href="../">h</a>
<img alt="" src="../../immagini/p.png"><a href="../../c%C3%A0/?a=1&amp;b=2#l&#39;uva">i</a><a href="//x.it/">j</a>
<a href="/catalogo/rooted/">k</a>"""


def test_links_of_a_page_are_files_of_the_site() -> None:
    leads, places = DrawnLinks("/catalogo").read("a/b/index.html", PAGE) or ((), ())
    assert {*leads} == {
        "tema/a.css",
        "eventi/index.html#mese",
        "index.html",
        "a/b/index.html#qui",
        "a/b/index.html",
        "a/index.html",
        "immagini/p.png",
        "cà/index.html#l'uva",
        "rooted/index.html",
    }
    assert {*places} == {"#qui"}
    assert DrawnLinks("").read("a.json", b'<a href="x">') is None


def test_the_404_page_has_rooted_links() -> None:
    leads, _ = DrawnLinks("/catalogo").read(
        "404.html", b'<a href="/catalogo/eventi/">a</a><a href="/catalogo/">b</a>'
    ) or (
        (),
        (),
    )
    assert {*leads} == {"eventi/index.html", "index.html"}


def dead(text: str) -> list[str]:
    return re.findall(r"^Collegamento che non porta a niente: .*$", text, re.MULTILINE)


def with_link(world: World, link: str) -> None:
    """A link on the page of each district."""
    template = world.theme / "templates" / "district.html"
    before = template.read_text("utf-8")
    changed = before.replace("{{ super() -}}", f"<a href=\"{{{{ href('{link}') }}}}\">x</a>{{{{ super() -}}}}")
    assert changed != before
    template.write_text(changed, "utf-8")


def test_a_dead_link_is_said_by_a_preview_and_stops_a_publish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, strict=True)
    world.build()
    before = tree(world.output)
    assert dead(capsys.readouterr().out) == []
    template = world.theme / "templates" / "district.html"
    whole = template.read_text("utf-8")
    with_link(world, "/evnti/#mese")
    with pytest.raises(SystemExit, match="Niente è stato pubblicato: il sito di prima è intatto"):
        world.build()
    sentence = (
        "Collegamento che non porta a niente: «/evnti/» non è una pagina né un file del sito; "
        "è in /distretti/lombardia/botteghe-inventate/, /distretti/lombardia/portici-immaginari/, "
        "/distretti/piemonte/risaie-di-fantasia/."
    )
    assert dead(capsys.readouterr().out) == [sentence]
    assert tree(world.output) == before
    world.strict = False
    preview = tmp_path / "preview"
    world.build(preview)
    assert dead(capsys.readouterr().out) == [sentence]
    world.build(preview)  # what nothing changes is said again
    assert dead(capsys.readouterr().out) == [sentence]
    template.write_text(whole, "utf-8")
    world.build(preview)
    assert dead(capsys.readouterr().out) == []


def test_a_place_that_goes_is_said_with_the_pages_that_lead_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path)
    with_link(world, "/metodo/#i-numeri-della-pagina-iniziale")
    world.build()
    assert dead(capsys.readouterr().out) == []
    page = world.content / "pages" / "metodo.md"
    page.write_text(page.read_text("utf-8").replace("## I numeri della pagina iniziale", "## Altri numeri"), "utf-8")
    (world.content / SHOPS).write_text((world.content / SHOPS).read_text("utf-8") + "notes: Una nota.\n", "utf-8")
    world.build()
    (sentence,) = dead(capsys.readouterr().out)
    assert "«/metodo/» non ha nessun punto «#i-numeri-della-pagina-iniziale»; è in /distretti/lombardia/" in sentence
    assert sentence.endswith("e altre 1.")  # the first page
    clean: Mapping[str, bytes] = world.clean()
    assert dead(capsys.readouterr().out) == [sentence]
    assert clean == tree(world.output)


def test_what_the_operator_switches_off_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path, strict=True, settings={"OUTPUTS_OFF": ("glossary",)})
    world.build()
    said = capsys.readouterr().out
    assert re.search(r"^Attenzione: OUTPUTS_OFF toglie «glossary», a cui portano \d+ pagine: /", said, re.MULTILINE)
    assert dead(said) == []
    assert (world.output / "index.html").is_file()
