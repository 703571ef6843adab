"""Lists of events that are too long for a page go on, and every event is in one of their pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from distretti.presenters import long_lists

from ..world import World

MANY = 23
FESTA = "events/2026/festa-delle-vetrine-di-prova.yaml"
OWNERS = (
    "eventi/regione/lombardia", "eventi/provincia/lo", "eventi/tipo/festival", "distretti/lombardia/portici-immaginari",
    "comuni/lodi", "iniziative/tessera-di-prova", "sfide/vetrine", "eventi/2026/12/05",
)  # fmt: skip
ROW = re.compile(r'<a href="[^"]*?(?:2026/)?(festa-[\w-]+)/"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lists, "MOST", 10)
        patch.setattr(long_lists, "PART", 10)
        patch.setattr("distretti.presenters.agenda.MOST", 10)
        world = World(tmp_path_factory.mktemp("long"))
        file = world.content / FESTA
        text = file.read_text("utf-8")
        for number in range(MANY - 1):
            copy = text.replace("title: Festa delle", f"title: Numero {number} delle").replace("end: 2026-12-08\n", "")
            file.with_name(f"festa-{number}.yaml").write_text(copy, "utf-8")
        world.build()
    return world.output


def rows(page: Path) -> list[str]:
    return ROW.findall(page.read_text("utf-8").partition("<main")[2].partition("</main")[0])


@pytest.mark.parametrize("owner", OWNERS)
def test_every_event_is_in_one_part_and_the_page_leads_there(site: Path, owner: str) -> None:
    parts = sorted((site / owner / "elenco").glob("*/index.html"), key=lambda file: int(file.parent.name))
    assert [len(rows(part)) for part in parts] == [10, 10, 3]
    names = [name for part in parts for name in rows(part)]
    assert len({*names}) == MANY
    page = (site / owner / "index.html").read_text("utf-8")
    markets = 1 if "distretti" in owner else 0
    assert f"Altri {MANY + markets - 10}: l’elenco intero, per data" in page
    assert re.search(r'href="[^"]*elenco/1/"', page)


def test_a_year_with_too_many_leaves_them_to_its_months(site: Path) -> None:
    assert rows(site / "eventi/2026/index.html") == []
    assert 'href="../../eventi/2026/12/"' in (site / "eventi/2026/index.html").read_text("utf-8")


def test_the_build_says_which_lists_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    world.build()
    assert "Elenchi troppo lunghi" not in capsys.readouterr().out
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lists, "MOST", 1)
        world.build(tmp_path / "other", "other-cache")
    said = capsys.readouterr().out
    assert "Elenchi troppo lunghi per una pagina, che continuano su altre: " in said
