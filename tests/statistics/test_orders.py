"""The orders of a comparison in a real browser: pages of their own, and with script without leaving the page."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser, Page

REGIONS = "/statistiche/regioni/"
ROWS = "main tbody th a"


def order(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Ordina per").get_by_role("link", name=name, exact=True).click()


def shown(page: Page) -> tuple[str, list[str], list[str]]:
    """The heading, the rows and where every link of the page leads."""
    links = page.locator("a[href]").evaluate_all("all => all.map(link => link.href)")
    return page.locator("h1").inner_text(), page.locator(ROWS).all_inner_texts(), links


def test_an_order_comes_without_leaving_the_page_and_is_that_of_its_own(page: Page, address: str) -> None:
    page.goto(f"{address}{REGIONS}per-mercati/")
    own, loads = shown(page), []
    page.goto(address + REGIONS)
    by_name = shown(page)
    page.on("load", lambda _: loads.append(page.url))
    page.evaluate("scrollTo(0, 300)")
    order(page, "Mercati e fiere")
    page.wait_for_url(f"**{REGIONS}per-mercati/")
    page.locator('[aria-current="page"]:focus').wait_for()
    assert shown(page) == own
    assert own[1] != by_name[1]
    assert sorted(own[1]) == sorted(by_name[1])
    assert page.evaluate("scrollY") == 300
    page.go_back()
    page.wait_for_function("heading => document.querySelector('h1').innerText == heading", arg=by_name[0])
    assert (page.url, shown(page)) == (address + REGIONS, by_name)
    assert loads == []


def test_an_order_that_does_not_come_is_asked_as_a_page(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + REGIONS)
    page.route(
        "**/per-eventi/", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    order(page, "Eventi")
    page.wait_for_url(f"**{REGIONS}per-eventi/")
    assert page.locator("h1").inner_text() == "Regioni a confronto: Eventi"
    page.close()


def test_only_comparisons_load_the_script(site: Path) -> None:
    (script,) = site.glob("tema/js/order*.js")
    assert len(gzip.compress(script.read_bytes())) <= 700
    having = {file.relative_to(site).parts[:2] for file in site.rglob("*.html") if b"js/order" in file.read_bytes()}
    assert having == {("statistiche", "regioni"), ("statistiche", "province")}
