"""Links of prose to pages of this site: each leads somewhere, or is a problem at its line in check and in builds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from distretti import dead_links
from distretti.catalog.catalog import catalog

from .conftest import check, real_content
from .mutants import PAGE, PROSE, Mutant
from .site import DAY
from .world import World, tree

MISSING = [
    ("/distretti/lombardia/non-esiste/", "non porta a nessuna pagina del sito.\n"),
    ("/distretti/lombardia/portali/", "non porta a nessuna pagina del sito.\n"),
    ("/distreti/lombarda/portici-immaginari/", "Forse volevi «/distretti/lombardia/portici-immaginari/»?"),
    ("/distretti/lombardia/portici-imaginari/", "Forse volevi «/distretti/lombardia/portici-immaginari/»?"),
    ("/distretti/lombardia/portici-immaginari", "Forse volevi «/distretti/lombardia/portici-immaginari/»?"),
    (
        "/eventi/2026/festa-delle-vetrine-di-prov/#programma",
        "Forse volevi «/eventi/2026/festa-delle-vetrine-di-prova/»?",
    ),
    ("/comuni/matera/", "non porta a nessuna pagina"),
    ("/eventi/2019/", "non porta a nessuna pagina"),
    ("/glosario/", "Forse volevi «/glossario/»?"),
    ("/segnalare/?scheda=/bandi/", "non porta a nessuna pagina"),
]
THERE = [
    "/",
    "/distretti/",
    "/distretti/lombardia/portici-immaginari/",
    "/comuni/lodi/",
    "/province/lo/",
    "/eventi/2026/12/",
    "/bandi/#aperti",
    "/finanziamenti/#leva",
    "/pagina-di-prova/?da=qui#un-titolo",
    "/pagina-di-prova/",
    "/feed/novita.xml",
    "/cerca/?q=lodi",
    "/sitemap.xml",
    "/iniziative/tema/tema-di-prova/",
]


@pytest.mark.parametrize("file", [PROSE, PAGE])
@pytest.mark.parametrize(("address", "said"), MISSING)
def test_a_link_to_no_page_is_a_problem_at_its_line(file: str, address: str, said: str, catalogue: Path) -> None:
    line, column = Mutant(file, "", f"\n\nVedi [qui](§{address}) e [là](/distretti/).\n", "", "").apply(catalogue)
    done = check(catalogue)
    assert done.returncode == 1
    path = address.partition("#")[0].partition("?")[0]
    assert done.stdout.startswith(f"catalogue/{file}:{line}:{column}: «{path}» non porta a nessuna pagina"), done.stdout
    assert said in done.stdout
    assert done.stdout.splitlines()[-1] == "1 problema in 1 file"


LOST = [
    ("/pagina-di-prova/#un-titol", "«#un-titol». Forse volevi «#un-titolo»?"),
    ("/pagina-di-prova/?da=qui#niente", "in «/pagina-di-prova/» non c'è nessun titolo «#niente»."),
    ("/glossario/#regia-di-prov", "«#regia-di-prov». Forse volevi «#regia-di-prova»?"),
    ("/finanziamenti/#apertti", "«#apertti». Forse volevi «#aperti»?"),
]


@pytest.mark.parametrize("file", [PROSE, PAGE])
@pytest.mark.parametrize(("address", "said"), LOST)
def test_a_link_to_no_place_of_a_page_is_a_problem_at_its_line(
    file: str, address: str, said: str, catalogue: Path
) -> None:
    line, column = Mutant(file, "", f"\n\nVedi [qui](§{address}) e [là](/pagina-di-prova/#un-titolo).\n", "", "").apply(
        catalogue
    )
    done = check(catalogue)
    assert done.returncode == 1
    assert done.stdout.startswith(f"catalogue/{file}:{line}:{column}: in «"), done.stdout
    assert said in done.stdout
    assert done.stdout.splitlines()[-1] == "1 problema in 1 file"


def test_links_to_what_is_there(catalogue: Path) -> None:
    Mutant(PROSE, "", "\n\n" + "\n\n".join(f"[x]({address})" for address in THERE) + "\n", "", "").apply(catalogue)
    done = check(catalogue)
    assert done.returncode == 0, done.stdout


def test_a_link_to_a_broken_record_is_not_one_more_problem(catalogue: Path) -> None:
    Mutant(PAGE, "", "\n\n[x](/distretti/lombardia/botteghe-inventate/)\n", "", "").apply(catalogue)
    broken = catalogue / "districts/lombardia/botteghe-inventate.yaml"
    broken.write_text(broken.read_text("utf-8").replace("kind: urbano", "kind: urbanno"), "utf-8")
    assert check(catalogue).stdout.splitlines()[-1] == "1 problema in 1 file"


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.build()
    return found


def linked(world: World, address: str) -> None:
    Mutant(PAGE, "", f"\n\n[x]({address})\n", "", "").apply(world.content)


RECORD = "events/2026/festa-delle-vetrine-di-prova.yaml"
GONE = "/eventi/2026/festa-delle-vetrine-di-prova/"


def edited(world: World, edit: Callable[[str], str]) -> None:
    file = world.content / RECORD
    file.write_text(edit(file.read_text("utf-8")), "utf-8")


def test_a_page_that_goes_makes_links_dead_and_one_that_comes_mends_them(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Built on from the last time: what is said, and /problemi/, are what a first build would say."""
    linked(world, GONE)
    world.build()
    assert "non porta" not in capsys.readouterr().out
    text = (world.content / RECORD).read_text("utf-8")
    (world.content / RECORD).unlink()
    world.build()
    assert f"«{GONE}» non porta a nessuna pagina" in capsys.readouterr().out
    assert tree(world.output) == world.clean()
    assert GONE in (world.output / "problemi/index.html").read_text("utf-8")
    capsys.readouterr()
    world.build()
    assert f"«{GONE}» non porta a nessuna pagina" in capsys.readouterr().out, "said again where nothing has changed"
    (world.content / RECORD).write_text(text, "utf-8")
    world.build()
    assert "non porta" not in capsys.readouterr().out
    assert tree(world.output) == world.clean()


def test_a_title_that_goes_makes_links_dead_and_one_that_comes_mends_them(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page that is linked to changes, not the one that links."""
    titled = world.content / PAGE
    plain = titled.read_text("utf-8")
    with (world.content / PROSE).open("a", encoding="utf-8") as stream:
        stream.write("\n\n[x](/pagina-di-prova/#un-titolo)\n")
    for there in (False, True, False):
        titled.write_text(plain if there else plain.replace("## Un titolo", "## Altro"), "utf-8")
        capsys.readouterr()
        world.build()
        assert ("nessun titolo «#un-titolo»" in capsys.readouterr().out) is not there
        assert tree(world.output) == world.clean()
    (world.content / "README.md").touch()
    capsys.readouterr()
    world.build()
    assert "nessun titolo «#un-titolo»" in capsys.readouterr().out, "said again where nothing has changed"


def test_the_places_that_links_can_lead_to_are_those_of_the_page(site: Path) -> None:
    """Of every page of the real site whose view has them."""
    content = real_content()
    listed = dead_links._listed(catalog(content, [], dt.date.fromisoformat(DAY)))
    known = {path: anchors for path, output in listed.items() if (anchors := dead_links.anchors_of(output))}
    written = {path: (site / path).read_text("utf-8").partition("<main")[2].partition("</main>")[0] for path in known}
    ids = {path: {*re.findall(r'\bid="([^"]+)"', text)} for path, text in written.items()}
    assert len(known) > 20
    assert {path: known[path] ^ ids[path] for path in known if known[path] != ids[path]} == {
        "segnala/index.html": {"scheda"}  # hidden, for a script
    }


def test_a_withdrawn_record_and_an_old_address_are_there(world: World) -> None:
    linked(world, GONE)
    linked(world, "/eventi/2026/festa-di-prima/")
    edited(world, lambda text: text + "aliases: [/eventi/2026/festa-di-prima/]\n")
    edited(world, lambda text: text + "withdrawn: {date: 2026-11-20, reason: Prova}\n")
    assert check(world.content).returncode == 0


def test_a_publish_stops_before_it_writes(world: World) -> None:
    world.strict = True
    world.build()
    before = tree(world.output)
    linked(world, "/distretti/lombardia/non-esiste/")
    with pytest.raises(SystemExit) as stopped:
        world.build()
    assert "non porta a nessuna pagina del sito" in str(stopped.value)
    assert "Niente è stato pubblicato: il sito di prima è intatto." in str(stopped.value)
    assert tree(world.output) == before
