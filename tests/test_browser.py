"""The pages in a real browser: what readers load, see and reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .axe import everywhere, violations
from .server import serving
from .site import NEW, OLD, WITHDRAWN, lay_out, without_worker
from .test_site import KINDS

PAGES = ["/" + kind.removesuffix("index.html") for kind in KINDS if kind.endswith(".html")]


@pytest.fixture(scope="module")
def moved_address(moved: Path) -> Iterator[str]:
    with serving(moved) as found:
        yield found


@pytest.fixture(scope="module")
def reader(still: Browser) -> Iterator[Page]:
    """One page for all looks: a browser that begins anew reads axe anew."""
    context = without_worker(still.new_context(reduced_motion="reduce"))  # no colour half way
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_only_its_own_files_and_axe_finds_nothing(reader: Page, address: str, path: str) -> None:
    """On a phone, light and dark, and once a night at a desk: the page is loaded once and looked at again."""
    said: list[str] = []
    asked: list[str] = []
    listeners = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
        "request": lambda request: asked.append(request.url),
    }
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.emulate_media(color_scheme="light")
    for event, listener in listeners.items():
        reader.on(event, listener)  # type: ignore[call-overload]
    lay_out(reader, address + path)
    for event, listener in listeners.items():
        reader.remove_listener(event, listener)
    assert said == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert len(asked) <= (9 if path.startswith("/proponi/") else 8)  # a form: the schema, its fields
    assert everywhere(reader) == {}


def test_the_skip_link_is_the_first_stop_of_the_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenuto"
    page.close()


def test_a_district_is_reached_from_home_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Il mio comune").click()
    page.locator("main summary").get_by_text("Lombardia").click()
    page.locator("main").get_by_role("link", name="Lodi", exact=True).click()
    page.locator("main").get_by_role("link", name="Lodi", exact=True).first.click()
    assert page.url == f"{address}/distretti/lombardia/lodi/"
    context.close()


def test_a_correction_names_its_record_and_prepares_the_letter(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/distretti/lombardia/lodi/")
    page.locator("main").get_by_role("link", name="Proponi una correzione").click()
    page.wait_for_selector("form.proposal:visible")
    page.get_by_role("link", name="Bastano due righe").click()
    letter = page.get_by_role("link", name="Prepara l'e-mail").or_(page.get_by_role("link", name="Prepara l’e-mail"))
    assert "distretti%2Flombardia%2Flodi" in (letter.get_attribute("href") or "")
    page.goto(f"{address}/segnala/?scheda=javascript:alert(1)")
    assert page.locator("#scheda").is_hidden()
    page.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_address_leads_on_by_itself(browser: Browser, moved_address: str, javascript: bool) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(f"{moved_address}{OLD}")
    page.wait_for_url(f"{moved_address}{NEW}")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [OLD, WITHDRAWN])
def test_axe_finds_nothing_on_what_moved_or_was_withdrawn(
    browser: Browser, moved_address: str, path: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route(f"**{NEW}", lambda route: route.fulfill(status=204))  # the browser stays on the page that leads on
    page.goto(f"{moved_address}{path}")
    found = violations(page)
    assert page.url == f"{moved_address}{path}"
    assert found == ""
    assert (said, page.evaluate("document.documentElement.scrollWidth")) == ([], 390)
    context.close()
