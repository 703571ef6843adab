"""What docs/requirements.md promises a reader can do on the built site, done."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from .conftest import PROJECT
from .site import target

ROW = re.compile(r"^\| (C?\d+[a-z]?) \| [^|]+ \| (–|`[^`]+`) \| ([^|]+) \|$", re.MULTILINE)
TABLE = (PROJECT / "docs" / "requirements.md").read_text("utf-8")
ROWS = ROW.findall(TABLE)
SERVED = [(number, start.strip("`"), steps.split(" · ")) for number, start, steps in ROWS if start != "–"]
FOLLOWS, DOES = "→ ", "! "
ACTING = [(start, steps) for _, start, steps in SERVED if steps[-1].startswith(DOES)]


def plain(text: str) -> str:
    """One way of writing: plain apostrophes and spaces, small letters."""
    return " ".join(text.replace("’", "'").replace("\u00a0", " ").split()).lower()


def test_every_row_and_every_contradiction_is_in_the_table() -> None:
    numbers = [number for number, *_ in ROWS]
    assert numbers[:171] == [str(number) for number in range(1, 172)]
    assert {re.sub(r"[Ca-z]", "", number) for number in numbers[171:]} == {str(number) for number in range(1, 23)}


def test_rows_that_are_served_are_counted() -> None:
    served = [number for number, *_ in SERVED if number.isdigit()]
    assert f"{len(served)} of 171 rows are served" in TABLE
    assert len(served) >= 120


@lru_cache
def document(page: Path) -> Any:
    """A page as it is built."""
    return html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)


@lru_cache
def main_text(page: Path) -> str:
    """What a page says between its header and its footer."""
    return plain("".join(document(page).find(".//main").itertext()))


def followed(site: Path, page: Path, label: str) -> Path | None:
    """The page that the link with these words leads to, None where it is another's; a chip's number is no word."""
    links = {plain("".join(link.itertext())): link.get("href") for link in document(page).find(".//body").iter("a")}
    links = {re.sub(r" \d+$", "", text): href for text, href in links.items()} | links
    assert plain(label) in links, (page, label)
    href = links[plain(label)]
    return None if href.startswith("https://") else site / target(page.relative_to(site).as_posix(), href)[0]


def walked(site: Path, start: str, steps: list[str]) -> Path | None:
    """The page that the steps lead to from an address: its words are read, its links followed."""
    page: Path | None = site / start.strip("/") / "index.html"
    for step in steps:
        assert page, (step, "a link led out of the site before")
        if step.startswith(FOLLOWS):
            page = followed(site, page, step.removeprefix(FOLLOWS))
            assert page is None or page.stat().st_size, (step, "what it leads to is empty")
        elif not step.startswith(DOES):
            assert plain(step) in main_text(page), (page, step)
    return page


@pytest.mark.parametrize(("number", "start", "steps"), SERVED, ids=[number for number, *_ in SERVED])
def test_a_row_can_be_done_where_the_table_says(site: Path, number: str, start: str, steps: list[str]) -> None:
    walked(site, start, steps)


def answers_all_questions(page: Page) -> None:
    """Of the self-check: no to one, yes to the others."""
    for number, question in enumerate(page.locator("form.checkup fieldset").all()):
        question.get_by_label("no" if number == 0 else "sì", exact=True).check()
    page.get_by_role("button", name="Leggi che cosa dicono le risposte").click()
    assert page.locator("[data-outcome=missing]").is_visible()
    assert page.locator("[data-todo] li").count() == 1


def frames_of(page: Page, moment: str, turns: int = 8) -> list[str]:
    """The frames that a totem shows one after another from a moment on."""
    page.evaluate("navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((each) => each.unregister()))")
    page.clock.install(time=moment)
    page.reload()
    page.locator("[data-line]", has_text="Aggiornato").wait_for()
    found = []
    for _ in range(turns):
        found.append(page.inner_text("[data-stage]"))
        page.clock.run_for(12_000)
    return found


def watches_a_totem(page: Page) -> None:
    """What is on today is on the screen; the frames go on, stop and go on."""
    frames = frames_of(page, "2026-12-03T09:00:00+01:00", 3)
    assert "Mercato di Campagna Amica a Torino, via Mittone" in frames[0]
    assert frames[0].startswith("Oggi")
    assert len(set(frames)) > 1
    page.keyboard.press("Space")
    stopped = page.inner_text("[data-stage]")
    page.clock.run_for(60_000)
    assert page.inner_text("[data-stage]") == stopped
    page.get_by_role("button", name="Riprendi").click()


def sees_what_the_data_say(page: Page) -> None:
    """One file is all that a screen shows: with another one it shows that."""
    page.route("**/dati.json", lambda route: route.fulfill(json={"messages": [], "dates": [], "calls": []}))
    assert frames_of(page, "2026-12-03T09:00:00+01:00", 1) == ["Nessun mercato o evento noto nei prossimi giorni."]


def reads_of_a_place(page: Page) -> None:
    """A place is on the screen, with what is there."""
    places = [text for text in frames_of(page, "2026-12-03T09:00:00+01:00") if text.startswith("Luoghi")]
    assert "Salone Tartara" in places[0]


def sees_an_urgent_message(page: Page) -> None:
    """A message that comes goes before what is shown."""
    message = {"text": "Piazza chiusa", "urgent": True, "from": "2026-12-03", "to": "2026-12-03"}
    page.route("**/dati.json", lambda route: route.fulfill(json={**route.fetch().json(), "messages": [message]}))
    frames = frames_of(page, "2026-12-03T09:00:00+01:00", 2)
    assert "Avviso urgente" in frames[0]
    assert "Piazza chiusa" in frames[0]
    assert frames[1].startswith("Oggi")


def stamps_a_market(page: Page) -> None:
    """The stamp is there when the page is opened again."""
    market = page.locator("[data-stamp]").first.get_attribute("id")
    page.goto(f"{page.url}#{market}")
    page.reload()
    page.get_by_role("button", name="Timbra", exact=True).click()
    page.reload()
    assert page.locator(f"#{market} [data-mark]").inner_text().startswith("Timbrato ")


# What a script lets a reader do, by the words of the table.
ACTS: dict[str, Callable[[Page], None]] = {
    "answers all questions and reads what to do": answers_all_questions,
    "watches its frames, stops it and lets it go on": watches_a_totem,
    "sees on the screen what its data say now": sees_what_the_data_say,
    "reads of a place and what is there": reads_of_a_place,
    "sees an urgent message come before all else": sees_an_urgent_message,
    "stamps a market and finds the stamp again": stamps_a_market,
}


@pytest.mark.parametrize(("start", "steps"), ACTING, ids=[steps[-1] for _, steps in ACTING])
def test_what_a_row_does_works_in_a_browser(
    site: Path,
    browser: Browser,
    address: str,
    start: str,
    steps: list[str],
) -> None:
    reached = walked(site, start, steps)
    assert reached
    page = browser.new_page()
    page.goto(f"{address}/{reached.relative_to(site).as_posix().removesuffix('index.html')}")
    ACTS[steps[-1].removeprefix(DOES)](page)
    page.close()
