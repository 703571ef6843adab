"""The passport in a real browser: stamped, kept, carried elsewhere, forgotten, and never sent."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from distretti.presenters import qr

from .outputs.test_headers import headers_of
from .server import serving
from .site import ADDRESS, until_kept

PASSPORT = "/passaporto/"
MARKET = "r-mercato-dei-portici-immaginari"
LODI = {"latitude": 45.3144, "longitude": 9.5035}
MILANO = {"latitude": 45.4642, "longitude": 9.19}  # 29 km away


@pytest.fixture(scope="module")
def address(moved: Path) -> Iterator[str]:
    with serving(moved) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    yield made
    made.close()


def opened(context: BrowserContext, address: str, what: str = MARKET) -> Page:
    """The passport as a QR code opens it."""
    page = context.new_page()
    page.goto(f"{address}{PASSPORT}#{what}" if what else address + PASSPORT)
    page.wait_for_load_state("load")
    return page


def mark(page: Page) -> str:
    return page.locator(f"#{MARKET} [data-mark]").inner_text()


def test_a_code_opens_the_stamp_which_is_kept_and_nothing_is_sent(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    panel = page.locator("[data-panel]")
    panel.get_by_role("heading", name="Mercato dei Portici Immaginari").wait_for()
    assert page.evaluate("document.querySelector('[data-panel]').getBoundingClientRect().top") < 844, (
        "on the first screen"
    )
    until_guarded(page)
    sent: list[Request] = []
    context.on("request", lambda request: sent.append(request))
    panel.get_by_role("button", name="Timbra", exact=True).click()
    assert re.match(r"Timbrato (il |l’)\d+ \w+ \d{4}$", mark(page))
    assert page.evaluate("document.activeElement.matches('[data-panel]')"), "the button that had the focus is gone"
    assert panel.get_by_role("button").count() == 0, "once is enough"
    assert page.locator("[data-every]").first.inner_text() == "Raccolta completa: 1 timbro su 1"
    with page.expect_download() as download:
        page.get_by_role("button", name="Salva in un file").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert list(saved["timbri"]) == [MARKET]
    assert [request.url for request in sent if not request.url.startswith("blob:")] == []
    page.reload()
    assert mark(page).startswith("Timbrato ")
    assert context.cookies() == []


def until_guarded(page: Page) -> None:
    """Until the copy for later is whole: its requests are for files of the site, and stop."""
    until_kept(page, PASSPORT, "js/passport", "css/site", ".woff2")
    page.wait_for_load_state("networkidle")


def test_after_the_first_visit_it_works_without_a_line(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "")
    until_guarded(page)
    page.close()
    context.set_offline(True)
    page = opened(context, address)
    page.get_by_role("button", name="Timbra", exact=True).click()
    page.reload()
    assert mark(page).startswith("Timbrato ")
    assert page.evaluate("getComputedStyle(document.querySelector('[data-panel]')).borderTopWidth") == "3px"


def test_it_is_carried_to_another_browser_and_forgotten(browser: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "passaporto.json"
    file.write_text(json.dumps({"passaporto": 1, "timbri": {
        MARKET: {"day": "2026-04-04", "km": 0.3},
        "r-mercato-che-non-c-e-piu": {"day": "2025-06-11"},
        "<b>": {"day": "2026-04-04"}, "x": {"day": "ieri"}, "y": None,
        "r-mai": {"day": "2026-02-30"}, "r-domani": {"day": "2999-01-01"},
    }}), "utf-8")  # fmt: skip
    context = browser.new_context()
    page = opened(context, address, "")
    page.locator("[data-file]").set_input_files(file)
    page.get_by_text("Nel file: 2 timbri. Di nuovi: 2. Non validi: 5.").wait_for()
    assert mark(page) == "Timbrato il 4 aprile 2026, a circa 0,3 km dal centro di Lodi"
    assert page.locator("[data-mine]").inner_text() == "Hai 2 timbri in questo browser."
    (gone,) = page.locator("[data-gone] li").all()
    assert gone.inner_text().startswith(
        "mercato che non c e piu (mercato non più in catalogo). Timbrato l’11 giugno 2025"
    )
    gone.get_by_role("button", name="Cancella mercato che non c e piu").click()
    assert page.locator("[data-gone] li").count() == 0
    assert page.locator("[data-mine]").inner_text() == "Hai 1 timbro in questo browser."
    assert page.evaluate("document.activeElement.matches('[data-with]')")
    for other in ("<html>", "{}", "[1]", "null", '{"timbri": "abc"}', '{"timbri": [1]}'):
        page.evaluate("document.querySelector('[data-state]').textContent = ''")
        file.write_text(other, "utf-8")
        page.locator("[data-file]").set_input_files(file)
        page.get_by_text("Il file non è un passaporto salvato da qui").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Cancella tutto").click()
    assert page.locator("[data-mark]").count() == 0
    assert json.loads(page.evaluate("localStorage.getItem('timbri')")) == {}
    context.close()


@pytest.mark.parametrize(("where", "said"), [(LODI, "a circa 0"), (MILANO, "a circa (2|3)"), (None, "senza controllo")])
def test_where_a_reader_is_is_asked_only_on_request_and_stays_there(
    browser: Browser, address: str, where: dict[str, float] | None, said: str
) -> None:
    context = browser.new_context(geolocation=where, permissions=["geolocation"] if where else [])
    asked = "window.asked = 0; const { geolocation } = navigator; const get = geolocation.getCurrentPosition"
    counted = "geolocation.getCurrentPosition = (...all) => { window.asked += 1; get.apply(geolocation, all); }"
    context.add_init_script(f"{asked}; {counted};")
    page = opened(context, address)
    page.get_by_role("button", name="Timbra e controlla dove sono").wait_for()
    assert page.evaluate("window.asked") == 0
    page.get_by_role("button", name="Timbra e controlla dove sono").click()
    page.locator("[data-said]", has_text=re.compile(said)).wait_for()
    stamp = json.loads(page.evaluate("localStorage.getItem('timbri')"))[MARKET]
    assert set(stamp) == ({"day", "km"} if where else {"day"}), "the distance alone"
    context.close()


def test_a_code_that_is_not_known_says_so(context: BrowserContext, address: str) -> None:
    page = opened(context, address, "r-mercato-che-non-c-e-piu")
    page.get_by_role("heading", name="Questo codice non è nel passaporto").wait_for()
    assert page.get_by_role("button", name="Timbra", exact=True).count() == 0
    page.goto(f"{address}{PASSPORT}#come")
    page.reload()
    assert page.locator("[data-panel]").is_hidden()


def test_without_script_it_says_what_can_be_stamped(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PASSPORT}#{MARKET}")
    assert page.get_by_role("link", name="Mercato dei Portici Immaginari").is_visible()
    assert page.get_by_role("button", name="Timbra").count() == 0
    assert page.get_by_text("Per timbrare serve JavaScript").is_visible()
    context.close()


def test_what_is_printed_leads_to_the_stamp_and_is_light(moved: Path, published: Path) -> None:
    """The code on the page of a market: the one of the address of its stamp, 3 kB at most; the script of 3 too."""
    file = moved / "eventi/ricorrenti/mercato-dei-portici-immaginari/timbro.svg"
    wanted = qr.code(f"{ADDRESS}{PASSPORT}#{MARKET}")
    assert wanted is not None
    text = file.read_text("utf-8")
    assert f'd="{wanted.path}"' in text
    said = re.findall("<text [^>]+>([^<]+)</text>", text)
    assert " ".join(said) == "Mercato dei Portici Immaginari Passaporto dei mercati"
    tops = [float(y) - 2.3 for y in re.findall(r'<text [^>]*y="([\d.]+)"', text)]  # of letters of 3 modules
    assert min(tops) >= wanted.size - 0.5, "the margin of the code stays white"
    sheet = (moved / "locandine/lombardia/portici-immaginari/timbri/index.html").read_text("utf-8")
    assert re.findall(r'<img src="([^"]+)"', sheet) == [
        "../../../../eventi/ricorrenti/mercato-dei-portici-immaginari/timbro.svg"
    ]
    codes = list(published.rglob("timbro.svg"))
    assert len(codes) > 50
    assert {code: code.stat().st_size for code in codes if code.stat().st_size > 3_000} == {}
    for code in codes:
        assert "timbro.svg" in (code.parent / "index.html").read_text("utf-8")
    scripts = [next(published.glob(f"tema/js/{name}.*.js")) for name in ("passport", "guard")]
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) <= 3_000


def test_only_this_page_may_ask_where_a_reader_is(published: Path) -> None:
    folders = [folder.name for folder in published.iterdir() if folder.is_dir()]
    allowed = "Permissions-Policy: geolocation=(self)"
    with_place = {name for name in folders if allowed in headers_of(published, f"/catalogo/{name}/")}
    assert with_place == {"passaporto"}
    assert [file.name for file in (published / "passaporto").rglob("*.html")] == ["index.html"]
