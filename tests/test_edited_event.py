"""What a build writes again when one event was edited: its page, the lists that name it, its calendars and feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.presenters import agenda, markets

from .world import World, replaced, tree

FESTA = "events/2026/festa-delle-vetrine-di-prova.yaml"


def written(world: World) -> set[str]:
    """The files that the next build writes, but those of the search."""
    before = _marks(world.output)
    world.build()
    after = _marks(world.output)
    return {path for path in after if after[path] != before.get(path) and not path.startswith("cerca/")}


def _marks(folder: Path) -> dict[str, tuple[int, int]]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): (file.stat().st_ino, file.stat().st_mtime_ns) for file in files}


@pytest.fixture
def edited(tmp_path: Path) -> set[str]:
    """What is written again when the title of a coming event changes."""
    world = World(tmp_path)
    world.build()
    replaced(world.content / FESTA, "title", "Festa delle vetrine di tutti")
    return written(world)


def test_an_edited_event_is_in_six_calendars_beside_its_own(edited: set[str]) -> None:
    """Those of its district, municipality, province, region and kind, and of the site."""
    assert {path for path in edited if path.endswith(".ics")} == {
        "comuni/lodi/calendario.ics",
        "distretti/lombardia/calendario.ics",
        "distretti/lombardia/portici-immaginari/calendario.ics",
        "eventi/2026/festa-delle-vetrine-di-prova/calendario.ics",
        "eventi/calendario.ics",
        "eventi/tipo/festival/calendario.ics",
        "province/lo/calendario.ics",
    }


STREET = ("totem", "incorpora", "locandine")


def test_an_edited_event_rewrites_its_page_and_the_pages_that_name_it(edited: set[str]) -> None:
    pages = {path for path in edited if path.endswith(".html")}
    street = {
        f"{kind}/{place}/index.html" for kind in STREET for place in ("comuni/lodi", "lombardia/portici-immaginari")
    }
    foreign = {path for path in pages if path.startswith("en/")}
    assert "en/districts/lombardia/portici-immaginari/index.html" in foreign
    assert len(foreign) <= 5
    assert pages - foreign - street == {
        "comuni/lodi/index.html",
        "distretti/lombardia/index.html",
        "distretti/lombardia/portici-immaginari/index.html",
        "eventi/2026/12/index.html",
        "eventi/2026/festa-delle-vetrine-di-prova/index.html",
        "eventi/2026/index.html",
        "eventi/index.html",
        "eventi/provincia/lo/index.html",
        "eventi/regione/lombardia/index.html",
        "eventi/tipo/festival/index.html",
        "index.html",
        "iniziative/tessera-di-prova/index.html",
        "province/lo/index.html",
        "sfide/vetrine/index.html",
    }


def test_an_edited_event_is_news_and_data_and_nothing_else(edited: set[str]) -> None:
    rest = {path for path in edited if not path.endswith((".ics", ".html")) and not path.startswith("dati/")}
    assert rest - {"totem/comuni/lodi/dati.json", "totem/lombardia/portici-immaginari/dati.json"} == {
        "eventi/2026/festa-delle-vetrine-di-prova/scheda.json",
        "feed/eventi-lombardia.xml",
        "feed/eventi.xml",
        "feed/novita.xml",
    }
    assert all(path.startswith("dati/eventi") or path.endswith(".sqlite") for path in edited if path[:5] == "dati/")


def test_lists_that_go_on_in_pages_of_days_follow_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A market moves from Saturday to Sunday: its old pages go, the new ones come, as in a build from nothing."""
    monkeypatch.setattr(agenda, "MOST", 0)
    monkeypatch.setattr(markets, "MOST", 0)
    world = World(tmp_path)
    world.build()
    address = "eventi/ricorrenti/cadenza/{}/index.html"
    assert (world.output / address.format("sabato")).is_file()
    file = world.content / "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
    file.write_text(
        file.read_text("utf-8").replace("BYDAY=SA", "BYDAY=SU").replace("ogni sabato", "ogni domenica"), "utf-8"
    )
    again = written(world)
    assert {address.format("domenica"), "eventi/2027/04/04/index.html", "eventi/2027/04/10/index.html"} <= again
    assert not (world.output / address.format("sabato")).exists()
    assert tree(world.output) == world.clean()
