"""The home page, and what its script shows of this week-end near the municipality that the reader chose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from distretti.catalog.catalog import Catalog, catalog
from distretti.outputs import days, home
from distretti.presenters import agenda
from distretti.reading.loader import load
from distretti.site.output import File
from distretti.site.output import Page as Made
from distretti.site.site import Site

from ..conftest import PROJECT, REFERENCE, TODAY

SITE = Site("Prova", "Prova", "", None, (), "", "Istat", "")
MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"


def read(folder: Path) -> Catalog:
    return catalog(load(folder, REFERENCE), [], TODAY)


def test_the_sentence_is_that_of_its_page() -> None:
    assert home.SENTENCE in (PROJECT / "content" / "pages" / "cos-e-un-distretto.md").read_text("utf-8")


def test_the_week_end_is_in_files_by_degree_with_what_is_sure(catalogue: Path) -> None:
    path = catalogue / MARKET
    season = "\n  from: '04-01'\n  to: '10-31'"
    path.write_text(path.read_text("utf-8").replace(season, ""), "utf-8")
    (cell,) = agenda.weekend_by_cell(read(catalogue))
    assert cell == "45-9"
    found = read(catalogue)
    files = {one.address: one for one in days.outputs(found, SITE) if isinstance(one, File)}
    (row,) = json.loads(files["/eventi/fine-settimana/cella-45-9.json"].content)
    assert row[:3] == [
        "2026-11-28",
        "Mercato dei Portici Immaginari",
        "/eventi/ricorrenti/mercato-dei-portici-immaginari/",
    ]
    assert row[4:] == [45.31, 9.5]
    (page,) = (one for one in home.outputs(found, SITE) if isinstance(one, Made))
    assert page.view.cells == "45-9"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("to_confirm: true\n")
    assert agenda.weekend_by_cell(read(catalogue)) == {}


@pytest.fixture
def reader(browser, address: str) -> Page:  # type: ignore[no-untyped-def]
    page = browser.new_context(viewport={"width": 390, "height": 844}, geolocation=None).new_page()
    page.clock.set_fixed_time("2026-11-28T09:00:00+01:00")
    page.goto(address)
    yield page
    page.context.close()


def test_the_browser_keeps_the_municipality_and_shows_its_week_end(reader: Page, address: str) -> None:
    assert reader.locator("#vicini").is_hidden()
    reader.locator("#q").fill("Pavia")
    reader.get_by_role("option", name="Pavia (PV)", exact=True).click()
    reader.wait_for_url(f"{address}/comuni/pavia/")
    reader.goto(address)
    reader.get_by_text("Vicino a Pavia (PV)").wait_for()
    rows = reader.locator("#vicini li")
    assert rows.count() > 0
    assert "sabato 28 novembre" in rows.first.inner_text()
    reader.get_by_role("button", name="Dimentica il comune").click()
    reader.reload()
    assert reader.locator("#vicini").is_hidden()
    assert reader.evaluate("localStorage.length") == 0


def test_the_answer_for_a_municipality_says_the_state_of_its_district(reader: Page, address: str) -> None:
    reader.goto(f"{address}/comuni/")
    reader.locator("#q").fill("Cologno Monzese")
    reader.locator("#q").press("Enter")
    answer = reader.locator("#comune-trovato")
    answer.get_by_text("in costituzione").wait_for()
    assert answer.get_by_role("link", name="Cologno Monzese", exact=True).is_visible()
    assert reader.url == f"{address}/comuni/"
