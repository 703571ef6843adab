"""What was read is read again without a line, and says of when it is; nothing is fetched that nobody asked for."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from .axe import violations
from .server import serving

READ = "/distretti/lombardia/lodi/"
NOTE = "main > .notice--warning[role=status]"
LATE: dict[str, float] = {}  # seconds of the answers that tests make wait
READY = "navigator.serviceWorker.controller !== null"


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    with serving(published, fresh=300, late=LATE) as found:  # as docs/pubblicare.md advises
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context
    context.close()


def until(page: Page, expression: str) -> None:
    """Wait for an expression: the policy of pages lets no script evaluate it again and again by itself."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def opened(context: BrowserContext, address: str) -> Page:
    """A page of this site in a browser that keeps what it reads from now on."""
    page = context.new_page()
    page.goto(f"{address}{READ}")
    until(page, READY)
    until(page, "caches.open('letture-1').then(async (cache) => (await cache.keys()).length > 0)")
    return page


def test_what_was_read_is_read_again_and_says_of_when_it_is(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.goto(f"{address}/distretti/lombardia/")
    assert page.locator(NOTE).count() == 0
    context.set_offline(True)
    for read in (READ, "/distretti/lombardia/", f"{READ}#fonti"):
        page.goto(f"{address}{read}")
        assert re.search(r"la copia che hai letto il \d+ \w+ 20\d\d", page.locator(NOTE).inner_text())
        assert page.locator("h1").inner_text()
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
        )  # with its style
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == ""
    context.set_offline(False)
    page.reload()
    assert page.locator(NOTE).count() == 0


def test_a_page_that_was_not_read_says_so_and_leads_to_those_that_were(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    context.set_offline(True)
    page.goto(f"{address}/distretti/piemonte/")
    assert page.locator("h1").inner_text() == "Non c’è linea"
    link = page.locator("main li a")
    assert link.count() == 1
    assert violations(page) == ""
    link.click()
    page.wait_for_selector(NOTE)
    assert page.url == f"{address}{READ}"


def test_a_slow_line_is_not_called_none(context: BrowserContext, address: str) -> None:
    """What was never read comes when it comes; a copy that is shown instead says that the line is slow."""
    page, never = opened(context, address), context.new_page()
    late = dict.fromkeys((READ, "/distretti/lombardia/"), 12.0)  # more than the worker waits
    never.goto(f"{address}/mappa/")
    LATE.update(late)
    try:
        never.evaluate("void setTimeout(() => (location.href = '/distretti/lombardia/'))")
        page.goto(f"{address}{READ}")
        said = page.locator(NOTE).inner_text()
        assert re.match(r"La linea è lenta: questa è la copia che hai letto il \d+ \w+ 20\d\d\.", said)
        never.wait_for_url("**/distretti/lombardia/")
        assert "Lombardia" in never.locator("h1").inner_text()
        assert never.locator(NOTE).count() == 0
    finally:
        LATE.clear()


def test_a_file_that_was_opened_is_not_called_unread(context: BrowserContext, address: str) -> None:
    """Of a PDF or a calendar no copy is kept, and that is said; the sentence holds for a page as well."""
    page = opened(context, address)
    context.set_offline(True)
    for path in ("/pubblicazioni/annuario-lombardia.pdf", "/distretti/piemonte/"):
        page.goto(f"{address}{path}")
        said = page.locator("main p").inner_text()
        assert re.search(r"le ultime che hai letto, non i PDF", said)
        assert "ancora letta" not in said


def test_a_page_in_english_says_it_in_english(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    english = "/en/districts/lombardia/lodi/"
    page.goto(f"{address}{english}")
    page.wait_for_timeout(500)  # what was fetched is being kept
    context.set_offline(True)
    page.goto(f"{address}{english}")
    assert re.search(r"the copy that you read on \d+ \w+ 20\d\d", page.locator(NOTE).inner_text())
    page.goto(f"{address}/en/data/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "You are offline"
    assert page.locator("main li a").evaluate_all("links => links.map((link) => link.lang)") == ["en", "it"]
    page.goto(f"{address}/dati/")
    assert page.locator("h1").inner_text() == "Non c’è linea"


def test_the_search_goes_on_once_it_was_used(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.goto(f"{address}/cerca/?q=lodi")
    page.wait_for_selector("[data-results] a, .rows a, main ol a")
    online = page.locator("main a", has_text="Lodi").all_inner_texts()
    page.wait_for_timeout(500)  # what was fetched is being kept
    context.set_offline(True)
    page.goto(f"{address}/cerca/?q=lodi")
    page.wait_for_selector(NOTE)
    count = "[...document.querySelectorAll('main a')].filter((a) => /Lodi/.test(a.textContent)).length"
    until(page, f"{count} >= {len(online)}")


@pytest.mark.parametrize(
    ("path", "first", "said", "list_"),
    [
        ("/cerca/", "?q=lodi", "#errore", "#letture"),
        ("/cerca/", "", "#errore", "#letture"),  # the search was opened, and nothing was searched
        ("/en/search/", "?q=lodi", "#said", "#read"),
    ],
)
def test_a_search_without_a_line_says_what_it_answers_and_which_pages_were_read(
    context: BrowserContext, address: str, path: str, first: str, said: str, list_: str
) -> None:
    page = opened(context, address)
    page.goto(f"{address}{path}{first}")
    if first:
        page.wait_for_selector("main ol.rows li a")
    page.wait_for_timeout(500)  # what was fetched is being kept
    context.set_offline(True)
    page.goto(f"{address}{path}?q=bergamo")
    link = page.locator(f"{list_} li a[href$='{READ}']")
    link.wait_for(state="attached")
    assert page.locator(said).inner_text()
    assert page.locator("main ol.rows li").count() == 0
    assert link.get_attribute("lang") == "it"
    page.locator(f"{list_} summary").click()
    assert violations(page) == ""
    link.click()
    page.wait_for_url(f"**{READ}")
    page.wait_for_selector(NOTE)
    if first:
        page.goto(f"{address}{path}{first}")
        page.wait_for_selector("main ol.rows li a")
        assert page.locator(f"{list_} a").count() == 0


def test_nothing_is_fetched_that_nobody_asked_for(context: BrowserContext, address: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page = opened(context, address)
    page.wait_for_load_state("networkidle")
    own = set(
        page.evaluate(
            "[...document.querySelectorAll('link[href],script[src],img[src]')].map((one) => one.href || one.src)"
        )
    )
    fetched = {url for url in asked if f"{address}{url}" not in own and not url.startswith("/tema/")}
    assert fetched <= {READ, "/copia.js", "/riserva.js"}
    assert page.evaluate("caches.open('letture-1').then(async (cache) => (await cache.keys()).length)") == 1


def test_without_workers_pages_are_as_they_were(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{address}{READ}")
    assert page.locator("h1").inner_text()
    assert said == []
    context.close()


def test_a_preview_keeps_nothing(site: Path) -> None:
    assert 'rel="manifest"' not in (site / READ[1:] / "index.html").read_text("utf-8").partition("</head>")[0]


LIGHT = 30_000  # bytes of a first visit
WORKER = ("copia.js", "riserva.js")  # they come after the page, by themselves
ASKED = re.compile(r'<(?:link rel="(?:stylesheet|preload|icon)"|script type="module")[^>]* (?:href|src)="([^"]+)"')


def test_a_district_without_a_map_is_light_on_a_first_visit(published: Path) -> None:
    """All that its page asks for by itself, as it is sent: the version for slow lines is the page."""
    heavy = {}
    for file in (*published.glob("distretti/*/*/index.html"), *published.glob("en/districts/*/*/index.html")):
        text = file.read_text("utf-8")
        if 'class="map"' in text:
            continue
        names = {(file.parent / name).resolve() for name in ASKED.findall(text.partition("</head>")[0])}
        size = len(gzip.compress(text.encode(), 9))
        for asked in (*names, *(published / name for name in WORKER)):
            content = asked.read_bytes()
            size += len(content) if asked.suffix == ".woff2" else len(gzip.compress(content, 9))
        if size > LIGHT:
            heavy[file.relative_to(published).parent.as_posix()] = size
    assert heavy == {}
