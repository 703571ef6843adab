"""Who would invest chooses districts and sees their rows beside each other: without script too, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .axe import violations

ITALIAN, ENGLISH = "/per-investitori/lombardia/", "/en/invest/lombardia/"
ROWS = ".compare tbody tr:visible"


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th").all_inner_texts()


@pytest.mark.parametrize("path", [ITALIAN, ENGLISH])
def test_without_script_only_the_chosen_rows_are_shown(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{path}")
    assert not page.locator(".compare__kept").is_visible()  # the address keeps nothing
    whole = names(page)
    for name in ("Lodi", "Pandino"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    assert names(page) == whole
    only = page.locator(".compare__bar input")
    only.check()
    assert names(page) == ["Lodi", "Pandino"]
    only.uncheck()
    assert names(page) == whole
    context.close()


def test_the_choice_is_in_the_address_and_goes_to_other_regions_and_the_other_language(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{ITALIAN}")
    assert page.locator(".compare__kept").is_visible()
    page.get_by_role("checkbox", name="Lodi", exact=True).check()
    assert page.url == f"{address}{ITALIAN}?scelti=lombardia/lodi"
    shown = page.locator("#d-lodi").inner_text()
    page.get_by_role("link", name="Piemonte").click()
    expect(page.locator(ROWS).first).to_contain_text("Lodi (Lombardia)")
    assert page.locator(ROWS).first.inner_text().replace(" (Lombardia)", "") == shown
    page.get_by_role("checkbox", name="Novi Ligure", exact=True).check()
    both = page.url
    assert both == f"{address}/per-investitori/piemonte/?scelti=lombardia/lodi,piemonte/novi-ligure"
    page.goto("about:blank")
    page.goto(both)
    expect(page.locator(ROWS)).to_have_count(2)
    assert violations(page) == ""
    page.get_by_role("link", name="English").click()
    expect(page.locator(ROWS)).to_have_count(2)
    assert names(page) == ["Lodi (Lombardy)", "Novi Ligure"]
    page.locator(ROWS).first.get_by_role("link").first.click()
    assert page.url == f"{address}/en/districts/lombardia/lodi/invest/"
    context.close()


@pytest.mark.parametrize(
    ("path", "other", "said", "again"),
    [
        (ITALIAN, "/per-investitori/piemonte/", "Da caricare ancora: novi ligure (Piemonte).", "Riprova"),
        (ENGLISH, "/en/invest/piemonte/", "Still to be loaded: novi ligure (Piedmont).", "Try again"),
    ],
)
def test_what_does_not_load_is_named_stays_in_the_address_and_can_be_asked_again(
    browser: Browser, address: str, path: str, other: str, said: str, again: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route(f"**{other}", lambda route: route.abort())
    page.goto(f"{address}{path}?scelti=piemonte/novi-ligure,lombardia/lodi")
    status = page.locator(".compare [role=status]")
    expect(status).to_contain_text(said)
    assert violations(page) == ""
    page.get_by_role("checkbox", name="Pandino", exact=True).check()
    assert page.url == f"{address}{path}?scelti=lombardia/lodi,lombardia/pandino,piemonte/novi-ligure"
    page.unroute(f"**{other}")
    status.get_by_role("button", name=again).click()
    expect(page.locator(".compare tr:has(:checked)")).to_have_count(3)
    assert status.inner_text() == ""
    assert page.url == f"{address}{path}?scelti=piemonte/novi-ligure,lombardia/lodi,lombardia/pandino"
    context.close()


def test_as_many_districts_of_other_regions_come_as_are_asked(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{ITALIAN}")
    rows = page.locator(".compare tbody tr").evaluate_all("rows => rows.map((row) => `lombardia/${row.id.slice(2)}`)")
    assert len(rows) > 40
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/per-investitori/piemonte/?scelti={','.join(rows)}")
    expect(page.locator(ROWS)).to_have_count(len(rows))
    assert asked.count(f"{address}{ITALIAN}") == 1
    page.close()


def test_an_address_that_names_what_is_not_there_shows_the_whole_table(browser: Browser, address: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}{ITALIAN}")
    whole = names(page)
    page.goto(f"{address}{ITALIAN}?scelti=lombardia/nessuno,atlantide/nulla,../x,%3Cb%3E,")
    page.wait_for_load_state("networkidle")
    assert names(page) == whole
    said_of_them = "Fra i distretti da confrontare non c’è: lombardia/nessuno, atlantide/nulla, ../x, <b>."
    expect(page.locator(".compare [role=status]")).to_have_text(said_of_them)
    unknown = "lombardia/nessuno,atlantide/nulla,..%2Fx,%3Cb%3E"
    assert page.url == f"{address}{ITALIAN}?scelti={unknown}"
    page.get_by_role("checkbox", name="Lodi", exact=True).check()
    assert page.url == f"{address}{ITALIAN}?scelti=lombardia/lodi,{unknown}"
    page.goto(f"{address}/per-investitori/umbria/?scelti=lombardia/lodi")  # no table: nothing is known there
    assert page.locator("h1").inner_text()
    page.get_by_role("link", name="Lombardia").click()  # what was chosen goes along all the same
    assert page.url == f"{address}{ITALIAN}?scelti=lombardia/lodi"
    assert said == []
    page.close()


def test_what_is_ticked_before_the_script_comes_is_in_the_address(browser: Browser, address: str) -> None:
    """As on a slow line."""
    context = browser.new_context()
    page = context.new_page()
    held: list[Route] = []
    page.route("**/js/compare*.js", lambda route: held.append(route))
    page.goto(f"{address}{ITALIAN}", wait_until="commit")
    page.get_by_role("checkbox", name="Lodi", exact=True).check()
    assert page.url == f"{address}{ITALIAN}"
    (script,) = held
    script.continue_()
    page.wait_for_url("**/?scelti=lombardia/lodi")
    context.close()
