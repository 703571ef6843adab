"""Who does not read Italian goes to the same page in English and back, and searches there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from .site import Read, target


def test_the_switch_leads_to_the_same_page_and_back(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/distretti/lombardia/lodi/")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/districts/lombardia/lodi/")
    expect(page.locator(".lead")).to_contain_text(
        "This is an urban commerce district in the province of Lodi, Lombardy."
    )
    page.get_by_role("link", name="Italiano").click()
    assert page.url.endswith("/distretti/lombardia/lodi/")
    page.goto(f"{address}/bandi/")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/")
    context.close()


def test_a_page_that_has_grown_old_says_the_day_as_its_language_does(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime(2027, 3, 4, 12, tzinfo=dt.UTC))
    page.goto(f"{address}/en/events/lombardia/")
    expect(page.locator("[data-built]")).to_contain_text("4 March 2027")
    context.close()


def test_a_district_is_found_in_english(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}/en/districts/")
    page.get_by_label("Search the catalogue").fill("Lodi")
    page.keyboard.press("Enter")
    first = page.locator("#results li").first
    expect(first.get_by_role("link")).to_have_text("Distretto Urbano del Commercio di Lodi")
    expect(page.locator("#said")).to_contain_text("results")
    first.get_by_role("link").click()
    assert page.url.endswith("/en/districts/lombardia/lodi/")
    page.goto(f"{address}/en/search/?q=urban+Lombardy")
    expect(page.locator("#results li").first).to_contain_text("Lombardy")
    page.goto(f"{address}/en/search/?q=zzqqxx")
    expect(page.locator("#said")).to_have_text("No results")
    assert said == []
    context.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("street furniture", "/en/what-is-a-district/"),  # of its prose
        ("how to invest", "/en/invest/"),  # other words for it
        ("open call footfall zzqqxx", "/en/invest/"),  # one of its words is nowhere
        ("footfall incentives asiago", "/en/districts/veneto/asiago/"),  # no page has all
        ("CC BY 4.0 csv", "/en/data/"),
        ("Turin", "/en/districts/piemonte/torino/"),  # as the language calls it
        ("padua", "/en/districts/veneto/padova/"),
        ("district Mantua", "/en/districts/lombardia/mantova/"),
    ],
)
def test_a_page_is_found_by_what_it_says(browser: Browser, address: str, question: str, answer: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/search/?q={quote(question)}")
    first = page.locator("#results li a").first
    first.wait_for()
    assert first.evaluate("link => link.pathname") == answer
    assert ("No page has all the words" in page.inner_text("#said")) == ("asiago" in question)
    page.close()


def test_each_page_names_the_other_and_both_say_the_same(site: Path, pages: dict[str, Read]) -> None:
    said = {}
    for file in pages:
        text = (site / file).read_text("utf-8")
        found = {}
        for part in text.partition("<body")[0].split('<link rel="alternate" hreflang="')[1:]:
            code, _, rest = part.partition('" href="')
            found[code] = target(file, rest.partition('"')[0])[0]
        if found:
            said[file] = found
    assert {file for file in pages if file.startswith("en/")} == {each["en"] for each in said.values()}
    assert [file for file, found in said.items() if file not in found.values()] == []
    assert [file for file, found in said.items() if any(said[other] != found for other in found.values())] == []
    assert all(found["x-default"] == found["it"] for found in said.values())


def test_the_words_of_a_search_go_along_to_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}/cerca/?q=rho")
    expect(page.locator("#risultati li").first).to_be_visible()
    page.locator("#q").fill("monza è & più")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#q")).to_have_value("monza è & più")
    assert page.url.startswith(f"{address}/en/search/?q=monza")
    page.get_by_role("link", name="Italiano").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#risultati")).to_have_attribute("data-query", "monza è & più")
    assert page.url.startswith(f"{address}/cerca/?q=monza")


@pytest.mark.parametrize("path", ["/en/", "/comuni/"])
def test_two_searches_of_a_page_are_told_apart(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}")
    names = page.get_by_role("search").evaluate_all("forms => forms.map((form) => form.ariaLabel || '')")
    assert len(names) == len(set(names)) == 2


def test_a_map_leaves_out_and_laws_follow_each_other_as_in_italian(site: Path) -> None:
    """Of every region: how many are not drawn, and in what order acts stand."""
    left_out, laws = [], []
    for file in sorted(site.glob("en/districts/*/index.html")):
        texts = [
            (site / base / file.parent.name / "index.html").read_text("utf-8") for base in ("en/districts", "distretti")
        ]
        numbers = [re.findall(r"(?:on disegnati|ot drawn)[^:.]*: ([\d.,]+)", text) for text in texts]
        assert numbers[0] == numbers[1], file
        left_out += numbers[0]
        acts = [
            re.findall(
                r'<th scope="row">(?:<span lang="it">)?([^<]+)',
                text.partition(f"<caption>{caption}")[2].partition("</table>")[0],
            )
            for text, caption in zip(texts, ("Laws and acts", "Leggi e atti"), strict=True)
        ]
        assert acts[0] == acts[1], file
        laws += acts[0]
    assert len(left_out) > 2
    assert len(laws) > 10
