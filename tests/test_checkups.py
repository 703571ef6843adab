"""The self-checks in a real browser: by keyboard, after a reload, on paper, without script; nothing is ever sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from .axe import violations

SHOP = "/autovalutazione/negozio-multiservizio/"
FOUND = "/autovalutazione/fondare-un-distretto/"
READ = "Leggi che cosa dicono le risposte"


def answer(page: Page, value: str, fields: str = "fieldset") -> None:
    for field in page.locator(f"form.checkup {fields}").all():
        if field.is_visible():
            field.locator(f"input[value='{value}']").check()


def outcome(page: Page) -> list[str]:
    """The titles of the outcomes that can be read."""
    return [item.inner_text() for item in page.locator("[data-outcome] h3").all() if item.is_visible()]


def test_by_keyboard_alone_a_reader_learns_what_is_missing(page: Page, address: str) -> None:
    page.goto(address + SHOP)
    questions = page.locator("form.checkup fieldset").count()
    page.locator("form.checkup input").first.focus()
    for number in range(questions):  # a group of radio buttons is one stop; a link may stand between two
        for _ in range(10):
            if page.evaluate("document.activeElement.matches('input[type=radio]:not(:checked)')"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")  # sì
        if number == 0:
            page.keyboard.press("ArrowRight")  # no
        page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.textContent") != READ:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "esito"
    assert outcome(page) == ["Manca qualcosa di indispensabile"]
    assert page.locator("[data-said]").inner_text() == f"Hai risposto a {questions} di {questions} domande."
    todo = page.locator("[data-todo] li").all_inner_texts()
    assert len(todo) == 1
    assert todo[0].startswith("Puoi restare aperto tutto l’anno? (indispensabile) ")
    assert violations(page) == ""


@pytest.mark.parametrize(
    ("worst", "others", "title"),
    [
        ("non-so", "si", "Qualcosa di indispensabile non si sa"),
        ("si", "no", "Manca qualcosa di importante"),
        ("si", "si", "Si può andare avanti"),
    ],
)
def test_the_first_outcome_that_holds_is_the_result(
    page: Page, address: str, worst: str, others: str, title: str
) -> None:
    page.goto(address + SHOP)
    answer(page, others)
    answer(page, worst, "fieldset[data-weight=indispensabile]")
    page.get_by_role("button", name=READ).click()
    assert outcome(page) == [title]


def test_answers_stay_in_the_browser_until_they_are_cleared_and_nothing_is_sent(page: Page, address: str) -> None:
    page.goto(address + SHOP, wait_until="networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    answer(page, "no", "fieldset[data-weight=utile]")
    page.get_by_role("button", name=READ).click()
    assert outcome(page) == [], "what is indispensable has no answer yet"
    assert sent == []
    page.reload()
    kept = page.locator("form.checkup input:checked")
    assert kept.count() == page.locator("fieldset[data-weight=utile]").count() > 0
    page.get_by_role("button", name="Cancella le risposte").click()
    assert kept.count() == 0
    page.reload()
    assert kept.count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_a_municipality_is_asked_what_its_own_region_asks(page: Page, address: str) -> None:
    page.goto(address + FOUND)
    regional = page.locator("section[data-of]")
    assert [section.get_attribute("data-of") for section in regional.all() if section.is_visible()] == []
    page.get_by_label("La tua regione").select_option("piemonte")
    assert [section.get_attribute("data-of") for section in regional.all() if section.is_visible()] == ["piemonte"]
    answer(page, "si")
    page.locator("section[data-of=piemonte] input[value=no]").first.check()
    page.get_by_role("button", name=READ).click()
    assert outcome(page) == ["Manca qualcosa di indispensabile"]
    page.get_by_label("La tua regione").select_option("altra")
    assert outcome(page) == ["Si può andare avanti"], "the rules of Piemonte are no longer asked"


def test_on_paper_and_without_script_the_list_is_whole(browser: Browser, address: str) -> None:
    """What one reads by hand: each question with what to do next, the rules of all regions, how to read the answers."""
    for javascript in (True, False):
        context = browser.new_context(viewport={"width": 718, "height": 900}, java_script_enabled=javascript)
        page = context.new_page()
        page.goto(address + FOUND)
        page.emulate_media(media="print")
        for shown in ("fieldset", "[data-next]", "section[data-of]", "[data-outcome]"):
            found = page.locator(shown)
            assert found.count() > 3
            assert all(item.is_visible() for item in found.all()), (javascript, shown)
        assert not page.get_by_role("button", name=READ).is_visible()
        context.close()
