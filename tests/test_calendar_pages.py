"""Pages of days and months in a real browser: the reader's own day, names of days for who listens, no script at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from distretti.language import italian

from .server import serving
from .site import DAY, PROJECT, pelican

BUILT = dt.date.fromisoformat(DAY)
FESTA = "Festa delle vetrine di prova"  # 5–8 December


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The tiny catalogue, published."""
    output = tmp_path_factory.mktemp("small") / "output"
    content = PROJECT / "tests" / "catalogue"
    done = pelican(output, content=content, settings="publishconf.py", siteurl="https://esempio.it")
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(output) as found:
        yield found


def on(browser: Browser, address: str, path: str, day: dt.date) -> Page:
    """A page as a reader of that day has it."""
    page = browser.new_page()
    page.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12)))
    page.goto(address + path)
    return page


@pytest.mark.parametrize("later", [0, 1, 2])
def test_today_is_the_day_of_the_reader(browser: Browser, address: str, later: int) -> None:
    page = on(browser, address, "/eventi/oggi/", BUILT + dt.timedelta(days=later))
    headings = page.locator("[data-day]:visible h2").all_inner_texts()
    assert len(headings) == 1
    assert headings[0] == italian.capitalised(italian.day(BUILT + dt.timedelta(days=later), weekday=True))
    page.close()


def test_a_page_that_is_too_old_says_so(browser: Browser, address: str) -> None:
    page = on(browser, address, "/eventi/oggi/", BUILT + dt.timedelta(days=9))
    assert page.locator("[data-day]:visible").count() == 0
    assert page.get_by_text("Questa pagina è vecchia").is_visible()
    page.close()


@pytest.mark.parametrize(("day", "there"), [(dt.date(2026, 12, 8), True), (dt.date(2026, 12, 9), False)])
@pytest.mark.parametrize("path", ["/", "/eventi/", "/distretti/lombardia/portici-immaginari/"])
def test_what_is_over_is_not_next(browser: Browser, address: str, path: str, day: dt.date, there: bool) -> None:
    page = on(browser, address, path, day)
    rows = page.locator("[data-last]").filter(has_text=FESTA)
    assert (rows.count() > 0 and rows.first.is_visible()) is there
    page.close()


def test_without_script_the_page_says_its_day_and_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/eventi/oggi/")
    assert italian.day(BUILT) in page.locator(".lead").inner_text()
    assert page.locator("[data-day]:visible").count() == 1
    page.goto(f"{address}/eventi/")
    assert page.get_by_text(f"Oggi, {italian.day(BUILT, weekday=True)}").is_visible()
    assert page.get_by_role("link", name=FESTA).is_visible()
    assert page.locator("#indirizzo").input_value() == "https://esempio.it/eventi/calendario.ics"
    context.close()


def test_days_of_the_small_calendar_have_their_names(browser: Browser, address: str) -> None:
    """In the accessibility tree a day is its name and what is on it, and it leads there by the keyboard."""
    page = on(browser, address, "/eventi/2026/12/", BUILT)
    link = page.get_by_role("navigation", name="Giorni del mese").get_by_role(
        "link", name="sabato 5 dicembre: 1 evento"
    )
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent") == "Sabato 5 dicembre"
    tree = page.get_by_role("navigation", name="Giorni del mese").aria_snapshot()
    assert "columnheader" in tree
    assert "domenica 6 dicembre" in tree
    page.close()


def test_the_ways_to_subscribe_are_links_that_calendars_understand(browser: Browser, address: str) -> None:
    page = on(browser, address, "/eventi/", BUILT)
    block = page.locator("#calendario")
    assert (
        block.get_by_role("link", name="Abbonati").get_attribute("href") == "webcal://esempio.it/eventi/calendario.ics"
    )
    google = block.get_by_role("link", name="Google Calendar").get_attribute("href")
    assert google == ("https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fesempio.it%2Feventi%2Fcalendario.ics")
    page.close()


def test_the_block_is_small(address: str, browser: Browser) -> None:
    page = on(browser, address, "/eventi/", BUILT)
    text = page.request.get(f"{address}/eventi/").text()
    start = text.index('<section class="card subscribe"')
    assert len(text[start : text.index("</section>", start)].encode()) <= 1500
    page.close()
