"""How pages look where readers are: every width, zoom, paper, forced colours, text spacing, keyboard, finger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from .axe import ALIKE, MOST_ROWS
from .site import lay_out, without_worker
from .test_browser import PAGES
from .thorough import THOROUGH

# 320 is also 1280 at 400 % (WCAG 1.4.10), 640 is 1280 at 200 %.
WIDTHS = (320, 390, 640, 768, 1280, 1920) if THOROUGH else (320, 640, 1280)
A4 = 718  # CSS px between margins of 1 cm

# WCAG 1.4.12; written by the reader's own tool, so the policy of the page is set aside.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""

CUT = """[...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element)
  const cuts = /hidden|clip/.test(style.overflowX + style.overflowY) || style.textOverflow != "clip"
  const silent = style.clipPath == "inset(50%)"  // only for who listens
  const over = Math.max(element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight)
  return cuts && !silent && over > 1
}).map(element => element.outerHTML.slice(0, 120))"""

WIDER = "(document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} px`] : null)"

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"

UNFOCUSED = f"""[...document.querySelectorAll("{FOCUSABLE}")].filter(element => {{
  if (!element.checkVisibility()) return false
  element.focus({{preventScroll: true}})
  const style = getComputedStyle(element)
  const seen = style.outlineStyle == "solid" && parseFloat(style.outlineWidth) >= 3 && style.boxShadow.includes("6px")
  return document.activeElement != element || !seen
}}).map(element => element.outerHTML.slice(0, 120))"""

IN_SIGHT = """(({top, right, bottom, left}) => top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth)(
  document.activeElement.getBoundingClientRect())"""

# WCAG 2.5.8: 24 × 24 px, or a circle of 24 px around the middle that touches no other target, or a link in a sentence.
SMALL = """(() => {
  const targets = [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter(element => element.checkVisibility() && !element.matches(".skip"))
    .map(element => [element, element.getBoundingClientRect()])
  const inline = element => getComputedStyle(element).display == "inline" &&
    element.parentElement.textContent.trim().length > element.textContent.trim().length
  const near = (box, other) => {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2
    const nearest = [Math.max(other.left, Math.min(x, other.right)), Math.max(other.top, Math.min(y, other.bottom))]
    return Math.hypot(x - nearest[0], y - nearest[1]) < 12
  }
  return targets.filter(([element, box]) => (box.width < 24 || box.height < 24) && !inline(element) &&
    targets.some(([other, rect]) => other != element && near(box, rect))).map(([element]) => element.outerHTML)
})()"""

BOXES = ".tag, .chips a, .notice, .card, .tasks li, .button, .search input, .jump a, .ref, .month a"

EDGELESS = f"""[...document.querySelectorAll("{BOXES}")]
.filter(element => {{
  const style = getComputedStyle(element)
  return style.borderInlineStartStyle == "none" || parseFloat(style.borderInlineStartWidth) < 1
}}).map(element => element.outerHTML.slice(0, 120))"""

NAVIGATION = ".menu, .trail, .chips, .jump, .pager, .search, .skip, .footer__links, .button"

SHOWN_ON_PAPER = f"""[...document.querySelectorAll("{NAVIGATION}")]
.filter(element => getComputedStyle(element).display != "none").map(element => element.className)"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def looker(still: Browser) -> Iterator[Page]:
    """One page for all looks: a browser that begins anew takes twice as long."""
    context = without_worker(still.new_context(reduced_motion="reduce", bypass_csp=True))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_reader_sees_the_whole_page(looker: Page, address: str, path: str) -> None:
    """Each way of looking finds nothing wrong; the page is loaded once, and all is found before the test fails.

    What does not depend on words is looked at in a few rows of each shape.
    """
    page = looker
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    lay_out(page, address + path)
    looks = [wide, small, cut]
    if path.count("/") > 2 and path.startswith("/totem/"):
        looks.remove(cut)  # a screen in the street shows as much as fits it, and turns
    wrong: dict[str, object] = {look.__name__: look(page) for look in looks}
    page.evaluate(ALIKE, MOST_ROWS)
    wrong |= {look.__name__: look(page) for look in (unfocused, edgeless, on_paper)}
    assert {name: found for name, found in wrong.items() if found} == {}


def wide(page: Page) -> dict[int, int]:
    """The windows narrower than the page, with its width."""
    widths = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    return {width: found for width, found in widths.items() if found > width}


def small(page: Page) -> list[str]:
    """Targets too small for a finger, on a phone and a desk."""
    return _at(page, (390, 1280), SMALL)


def unfocused(page: Page) -> list[str]:
    """What does not show that it has the focus of the keyboard."""
    page.keyboard.press("Tab")  # the reader is at the keyboard: what a script focuses now shows it too
    return _at(page, (390,), UNFOCUSED)


def edgeless(page: Page) -> list[str]:
    """Boxes that have no edge where colours are the reader's own."""
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    found = _at(page, (1280,), EDGELESS)
    page.emulate_media(forced_colors="none")
    return found


def on_paper(page: Page) -> dict[str, object]:
    """What paper should not have: navigation, darkness, a cut table, a source without its address."""
    page.set_viewport_size({"width": A4, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    cut = "all => all.filter(it => getComputedStyle(it).overflowX != 'visible').length"
    after = "all => all.filter(it => !getComputedStyle(it, '::after').content.includes(it.href)).length"
    found = {
        "navigation": page.evaluate(SHOWN_ON_PAPER),
        "dark": page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)",
        "wider than the paper": page.evaluate("document.documentElement.scrollWidth") > A4,
        "cut tables": page.locator(".table").evaluate_all(cut),
        "sources without address": page.locator(".sources a:not(.ref)").evaluate_all(after),
    }
    page.emulate_media(media="screen", color_scheme="light")
    return {name: value for name, value in found.items() if value}


def cut(page: Page) -> list[str]:
    """What is cut or too wide where the reader spaces text out."""
    spaced = page.add_style_tag(content=SPACING)
    found = _at(page, (320, 1280), f"{WIDER} || {CUT}")
    spaced.evaluate("style => style.remove()")
    return found


def _at(page: Page, widths: tuple[int, ...], expression: str) -> list[str]:
    """What the expression finds at each width."""
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        found += page.evaluate(expression)
    return found


@pytest.mark.parametrize("path", ["/distretti/"])
def test_what_stays_in_sight_does_not_cover_the_focus(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    bar = phone.locator(".jump--stays")
    links = phone.locator(".jump--stays ~ * a")
    links.nth(60).scroll_into_view_if_needed()
    links.nth(40).evaluate("element => element.focus()")  # it is above the window: the page scrolls up to it
    edge = bar.evaluate("element => element.getBoundingClientRect().bottom")
    assert edge > 30, "it stays"
    assert links.nth(40).evaluate("element => element.getBoundingClientRect().top") >= edge


@pytest.mark.parametrize("width", [390, 900, 1280])
@pytest.mark.parametrize("path", ["/distretti/"])
def test_what_stays_in_sight_does_not_cover_what_it_leads_to(
    phone: Page,
    address: str,
    path: str,
    width: int,
) -> None:
    phone.set_viewport_size({"width": width, "height": 800})
    phone.goto(address + path)
    link = phone.locator(".jump--stays a").nth(3)
    link.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_function("document.querySelector(':target').getBoundingClientRect().top < 200")
    edge = phone.locator(".jump--stays").evaluate("element => element.getBoundingClientRect().bottom")
    assert phone.locator(":target").evaluate("element => element.getBoundingClientRect().top") >= edge - 1
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Shift+Tab")
    assert phone.evaluate(IN_SIGHT)


@pytest.mark.parametrize("path", ["/distretti/", "/finanziamenti/lombardia/", "/iniziative/", "/sfide/attrattivita/"])
def test_a_name_in_a_strip_is_seen_whole_by_who_is_at_the_keyboard(phone: Page, address: str, path: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 800})
    phone.goto(address + path)
    strip = phone.locator("main .chips--strip, main .jump:not(.jump--stays)").first
    last = strip.locator("a").last
    assert last.evaluate("element => element.getBoundingClientRect().right") > 320, "it goes on beside the window"
    strip.locator("a").first.focus()
    for _ in range(strip.locator("a").count() - 1):
        phone.keyboard.press("Tab")
    assert last.evaluate("element => element == document.activeElement")
    assert phone.evaluate(IN_SIGHT)


@pytest.mark.parametrize("path", ["/distretti/", "/province/", "/comuni/", "/iniziative/", "/programmi/"])
def test_the_first_result_is_on_the_first_screen_of_a_phone(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    first = phone.locator(".rows a:visible, .list a:visible, .fold > summary").first
    published = "element => element.getBoundingClientRect().bottom - document.querySelector('.preview').offsetHeight"
    assert first.evaluate(published) <= 844


@pytest.mark.parametrize("width", [390, 768, 1024])
@pytest.mark.parametrize("path", ["/eventi/ricorrenti/", "/distretti/lombardia/"])
def test_tables_with_little_room_need_no_scrolling_and_stay_tables(
    phone: Page,
    address: str,
    path: str,
    width: int,
) -> None:
    phone.set_viewport_size({"width": width, "height": 844})
    phone.goto(address + path)
    phone.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    scrolling = "element => element.scrollWidth > element.clientWidth + 1"
    assert phone.locator(".table").evaluate_all(f"all => all.filter({scrolling}).length") == 0
    nodes = phone.context.new_cdp_session(phone).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    drawn = phone.locator("main table").evaluate_all(
        "all => all.map(table => [table.rows.length, table.querySelectorAll('td').length])"
    )
    assert roles["table"] == len(drawn)
    assert roles["row"] == sum(rows for rows, _ in drawn)
    assert roles["cell"] == sum(cells for _, cells in drawn)
    assert roles["rowheader"] > 0
    assert roles["columnheader"] >= 4


def test_the_addresses_of_sources_are_on_paper(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/distretti/lombardia/lodi/")
    assert page.locator(".sources a").count() > 0
    page.emulate_media(media="print")
    assert "http" in page.locator(".sources a").first.evaluate("it => getComputedStyle(it, '::after').content")
    page.close()


def test_nothing_moves_for_who_asks_so(browser: Browser, address: str) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    moving = "[...document.querySelectorAll('*')].filter(it => getComputedStyle(it).transitionDuration != '0s').length"
    for motion, expected in (("reduce", "auto"), ("no-preference", "smooth")):
        context = browser.new_context(reduced_motion=motion)
        page = context.new_page()
        page.goto(address)
        assert page.evaluate(behaviour) == expected
        assert page.evaluate(moving) == 0
        context.close()


def test_the_longest_name_fits_a_small_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}/distretti/lombardia/lodi/")
    name = "Distretto diffuso del commercio " + "Precipitevolissimevolmentissimamente" * 2 + " e Sant’Angelo Lodigiano"
    page.evaluate("name => document.querySelector('h1').textContent = name", name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
