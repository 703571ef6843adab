"""Public services, cards, self-checks and the forum: what readers find, and what is not said of what is not known."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.outputs import (
    checkups,
    circuits,
    districts,
    forum,
    initiatives,
    municipalities,
    public_services,
    regions,
)
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.output import File
from distretti.site.site import Site

from ..conftest import REFERENCE, TODAY, real_catalog
from ..mutants import CARD, QUESTION, SERVICE
from ..world import World

SITE = Site("Prova", "Catalogo", "", None, (), "", "", "")


def on(folder: Path, day: dt.date = TODAY) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, day), day)


def views(found: Catalog, *modules: Any) -> dict[str, Any]:
    """The views of all pages of these outputs by address; the bytes of files."""
    listed = (output for module in modules for output in module.outputs(found, SITE))
    return {output.address: output.content if isinstance(output, File) else output.view for output in listed}


def edited(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")


def test_a_municipality_has_the_services_of_its_region_and_none_of_another(catalogue: Path) -> None:
    edited(catalogue, SERVICE, "region: lombardia\n", "")
    (catalogue / "public-services/altrove.yaml").write_text(
        (catalogue / SERVICE).read_text("utf-8").replace("name: Sportello", "region: piemonte\nname: Altro"), "utf-8"
    )
    found = views(on(catalogue), municipalities)
    assert [row.label for row in found["/comuni/lodi/"].desk.services] == ["Sportello di prova"]
    labels = [row.label for row in found["/comuni/novara/"].desk.services]
    assert labels == ["Sportello di prova", "Altro di prova"]
    assert found["/comuni/lodi/"].desk.services[0].address == "https://sportello.example/"


def test_a_municipality_shows_its_own_pages_that_records_cite_once_each(catalogue: Path) -> None:
    """Only those that it published itself."""
    edited(
        catalogue, "events/ricorrenti/mercato-dei-portici-immaginari.yaml", "sources:\n",
        "sources:\n  - publisher: Comune di Lodi\n    url: https://www.comune.lodi.example/mercato\n    date: 2024\n"
        "  - publisher: Comune di Lodi Vecchio\n    url: https://altro.example/\n",
    )  # fmt: skip
    own = views(on(catalogue), municipalities)["/comuni/lodi/"].desk.own
    assert [(link.label, link.address) for link in own] == [
        ("Mercato dei Portici Immaginari (comune.lodi.example, 2024)", "https://www.comune.lodi.example/mercato"),
        ("Mercato dei Portici Immaginari (portici.example, 2025)", "https://portici.example/mercato"),
    ]


def test_a_card_is_where_it_is_valid_and_with_its_initiative(catalogue: Path) -> None:
    found = views(on(catalogue), municipalities, districts, initiatives)
    address = "/carte-fedelta/tessera-a-punti/"
    assert [row.address for row in found["/comuni/lodi/"].circuits] == [address]
    assert [row.address for row in found["/distretti/lombardia/portici-immaginari/"].circuits] == [address]
    tools = [row.address for row in found["/iniziative/tessera-di-prova/"].tools]
    assert tools == [address, "/autovalutazione/bottega-di-prova/"]


@pytest.mark.parametrize(
    ("day", "section", "status"), [(dt.date(2031, 6, 30), "attivo", "Attivo"), (dt.date(2031, 7, 1), "concluso", "")]
)
def test_a_card_is_over_when_its_last_day_has_passed(catalogue: Path, day: dt.date, section: str, status: str) -> None:
    found = views(on(catalogue, day), circuits)
    assert [part.anchor for part in found["/carte-fedelta/"].sections if part.rows] == [section]
    assert found["/carte-fedelta/tessera-a-punti/"].status == status


def test_no_card_is_said_to_be_in_force_where_no_source_says_so() -> None:
    found = views(real_catalog(), circuits)
    assert circuits.NONE_ACTIVE in found["/carte-fedelta/"].lead
    card = found["/carte-fedelta/carta-fedelta-del-distretto-di-lodi/"]
    assert (card.warning, card.status) == ("Da verificare", "")
    assert [item.about for item in card.evidence.disagreements] == ["Stato della carta"]


def test_a_question_of_a_self_check_says_its_source_or_that_it_is_ours(catalogue: Path) -> None:
    view = views(on(catalogue), checkups)["/autovalutazione/bottega-di-prova/"]
    everywhere, region = view.groups
    assert [len(item.sources) for item in everywhere.questions] == [1, 0]
    assert (region.region, region.link.address) == ("lombardia", "/distretti/lombardia/")
    names = [item.name for group in view.groups for item in group.questions]
    assert len({*names}) == 3
    edited(catalogue, "checkups/bottega-di-prova.yaml", "questions:\n", (
        "questions:\n  - ask: Una domanda in più?\n    weight: utile\n    why: Prova.\n    next: Prova.\n"
    ))  # fmt: skip
    now = views(on(catalogue), checkups)["/autovalutazione/bottega-di-prova/"]
    after = [item.name for group in now.groups for item in group.questions]
    assert after[1:] == names, "answers that are kept stay with their questions"
    assert after[0] not in names
    assert [outcome.key for outcome in view.outcomes] == ["missing", "unsure", "almost", "ready"]


def test_a_list_says_how_many_questions_one_reader_is_asked(catalogue: Path) -> None:
    def said() -> str:
        return views(on(catalogue), checkups)["/autovalutazione/"].sections[0].rows[0].meta.partition(" · ")[2]

    file = "checkups/bottega-di-prova.yaml"
    assert said() == "2 domande, più quelle della tua regione (1)"
    new = "    ask: {}?\n    weight: utile\n    why: Prova.\n    next: Prova.\n  - region: piemonte\n"
    edited(catalogue, file, "  - ask: I portici", "  - region: piemonte\n" + new.format("Prima") + "    ask: I portici")
    edited(catalogue, file, "    region: lombardia\n", "")
    edited(catalogue, file, "  - ask: C'è", "  - region: lombardia\n    ask: C'è")
    assert said() == "1 domanda, più quelle della tua regione (da 1 a 2)"


def test_each_rule_of_a_region_that_founds_districts_leads_to_the_region() -> None:
    found = real_catalog()
    view = views(found, checkups)["/autovalutazione/fondare-un-distretto/"]
    regions = [group for group in view.groups if group.region]
    assert {group.region for group in regions} >= {"lombardia", "piemonte", "veneto", "campania"}
    assert all(group.link and group.region in found.region for group in regions)
    assert all(item.sources for group in regions for item in group.questions), "no rule of a region is our own idea"


def test_who_wonders_whether_to_found_a_district_is_led_to_the_questions_of_the_region(catalogue: Path) -> None:
    """Where rules are, and from a municipality that is in no district; not from one of a region without questions."""
    edited(catalogue, "districts/lombardia/portici-immaginari.yaml", "  - Lodi\n", "")
    found = views(on(catalogue), municipalities, regions)
    for address, asked in (
        ("/comuni/lodi/", 1), ("/comuni/novara/", 0), ("/distretti/lombardia/", 1), ("/distretti/piemonte/", 0),
    ):  # fmt: skip
        links = [link.address for link in found[address].checkups]
        assert links == ["/autovalutazione/bottega-di-prova/"] * asked, address


def test_a_question_is_found_by_reader_and_district_and_says_who_answers(catalogue: Path) -> None:
    found = views(on(catalogue), forum, districts)
    address = "/forum/quando-apre-la-bottega/"
    assert [row.address for row in found["/forum/per/cittadini/"].rows] == [address]
    lists = (*found["/forum/"].themes, *found["/forum/"].districts)
    assert [(group.title, [row.address for row in group.rows]) for group in lists] == [
        ("Tema di prova", [address]), ("Portici Immaginari", [address]),
    ]  # fmt: skip
    anchors = {f"/forum/#{group.anchor}" for group in lists}
    assert {link.address for link in found[address].about} <= {*anchors, "/forum/per/cittadini/"}
    assert "/forum/per/comuni/" not in found
    assert [row.address for row in found["/distretti/lombardia/portici-immaginari/"].questions] == [address]
    view = found[address]
    assert (view.answers[0].by, view.answers[0].date) == ("Risponde Comune di Lodi", "il 20 novembre 2026")
    asked = view.head.structured["mainEntity"]
    assert view.head.structured["@type"] == "QAPage"
    assert (asked["answerCount"], asked["acceptedAnswer"]["author"]["name"]) == (1, "Comune di Lodi")
    assert "author" not in asked, "who asks has no name"
    entry = ElementTree.fromstring(found["/feed/forum.xml"]).find("{*}entry")
    assert entry is not None
    assert entry.findtext("{*}updated") == "2026-11-20T00:00:00Z"


def test_an_answer_that_rests_on_this_catalogue_leads_to_the_pages_that_it_names(catalogue: Path) -> None:
    def cited(title: str) -> list[tuple[str, str]]:
        text = (
            (catalogue / QUESTION)
            .read_text("utf-8")
            .replace("- https://portici.example/tessera", f"- Questo catalogo, {title}")
        )
        start = text.index("sources:\n  - publisher")
        (catalogue / QUESTION).write_text(
            f"{text[:start]}sources:\n  - publisher: Questo catalogo\n    title: {title}\n", "utf-8"
        )
        page = views(on(catalogue), forum)["/forum/quando-apre-la-bottega/"]
        (catalogue / QUESTION).write_text(before, "utf-8")
        return [(cell.label, cell.address) for cell in page.answers[0].sources]

    before = (catalogue / QUESTION).read_text("utf-8")
    assert cited("schede del Piemonte e della Lombardia") == [
        ("Questo catalogo, Piemonte", "/distretti/piemonte/"), ("Questo catalogo, Lombardia", "/distretti/lombardia/"),
    ]  # fmt: skip
    assert cited("scheda «Tessera di prova»") == [
        ("Questo catalogo, «Tessera di prova»", "/iniziative/tessera-di-prova/")
    ]
    for unknown in ("schede delle regioni", "scheda della Toscana", "scheda «Che non c'è»"):
        assert cited(unknown) == [("Questo catalogo", "#fonte-1")], "no page is guessed"


def test_a_question_without_an_answer_is_nowhere_and_comes_with_one(tmp_path: Path) -> None:
    """In a build after a build too: its page, its line of the feed and its row come and go."""
    world = World(tmp_path)
    text = (world.content / QUESTION).read_text("utf-8")
    start, end = text.index("answers:"), text.index("districts:")
    page = world.output / "forum/quando-apre-la-bottega/index.html"

    def said(name: str) -> bool:
        return "quando-apre-la-bottega" in (world.output / name).read_text("utf-8")

    everywhere = ("forum/index.html", "feed/forum.xml", "feed/novita.xml", "sitemap.xml")
    (world.content / QUESTION).write_text(text[:start] + text[end:], "utf-8")
    world.build()
    assert not page.exists()
    assert not any(map(said, everywhere))
    assert "non ha ancora una risposta" in (world.output / "problemi/index.html").read_text("utf-8")
    (world.content / QUESTION).write_text(text, "utf-8")
    world.build()
    assert page.exists()
    assert all(map(said, everywhere))
    (world.content / QUESTION).write_text(text[:start] + text[end:], "utf-8")
    world.build()
    assert not page.exists()
    assert not any(map(said, everywhere))


def test_every_service_leads_to_one_official_page() -> None:
    found = real_catalog()
    pages = views(found, public_services)
    rows = [row for part in pages["/servizi/"].sections for row in part.rows]
    assert len(rows) == len(found.public_services) >= 20
    for service in found.public_services:
        assert pages[f"/servizi/{service.id}/"].official.address == service.url
        assert service.url.startswith("https://"), service.id


def test_lists_of_nothing_are_still_there(catalogue: Path) -> None:
    """The foot of every page leads to them."""
    for file in (CARD, QUESTION, SERVICE, "checkups/bottega-di-prova.yaml"):
        (catalogue / file).unlink()
    found = views(on(catalogue), circuits, forum, checkups, public_services)
    assert {"/carte-fedelta/", "/forum/", "/autovalutazione/", "/servizi/", "/feed/forum.xml"} == {*found}
