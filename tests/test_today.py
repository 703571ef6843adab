"""A site that is not built any more, in a real browser whose clock goes on: nothing that is over is shown as coming."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from distretti.catalog.catalog import Catalog
from distretti.language.dates import PartialDate
from distretti.language.italian import partial
from distretti.model import Programme
from distretti.site import addresses

from .axe import ALIKE, FEW_ROWS, SCHEMES, violations
from .conftest import real_catalog
from .site import DAY, lay_out, without_worker

BUILT = dt.date.fromisoformat(DAY)
MONTHS_ON = BUILT + dt.timedelta(92)
KINDS = {  # files, and what the page shows
    "home": ("index.html", "Prossimi eventi"),
    "events": ("eventi/index.html", "Prossimi 30 giorni"),
    "events of a region": ("eventi/regione/*/index.html", "Prossimi eventi"),
    "markets": ("eventi/ricorrenti/index.html", "Prossima data"),
    "calls": ("bandi/index.html", "Bandi aperti"),
    "funding": ("finanziamenti/index.html", "Bandi aperti"),
    "enterprises": ("per-le-imprese/index.html", "Bandi aperti"),
    "district": ("distretti/*/*/index.html", "Mercati ed eventi"),
    "town with events": ("comuni/*/index.html", "Prossimi eventi"),
    "town with markets": ("comuni/*/index.html", "prossima data"),
    "province": ("province/*/index.html", "Prossimi eventi"),
    "market": ("eventi/ricorrenti/*/index.html", "Prossime date"),
    "deadlines": ("scadenze/index.html", "Prossime"),
    "call": ("programmi/*/*/index.html", "Aperto al"),
}
WITH_LISTS = (
    "home",
    "events",
    "events of a region",
    "town with events",
    "province",
    "calls",
    "funding",
    "enterprises",
    "deadlines",
)
# Under these headings stands what comes or is open: heading and site address of each row that is seen.
COMING = """[...document.querySelectorAll("main :is(h2, h3)")]
    .filter(heading => /^(Prossim|Bandi aperti|Oggi|Questo|In programma|Più avanti)/.test(heading.textContent))
    .flatMap(heading => {
        const found = [];
        for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
            if (/^H\\d$/.test(next.tagName) && next.tagName <= heading.tagName) break;
            if (next.matches("ul.rows")) found.push(...next.querySelectorAll("li > a"));
        }
        return found.map(link => [heading.textContent, link]);
    })
    .filter(([, link]) => link.checkVisibility())
    .map(([heading, link]) => [heading, new URL(link.href).pathname])"""
LINKS = """[...document.querySelectorAll("main a")].map(link => link.href).sort()"""


@pytest.fixture(scope="module")
def real() -> Catalog:
    return real_catalog(BUILT)


@pytest.fixture(scope="module")
def shown(site: Path) -> dict[str, str]:
    """A page of each kind that shows something as of the day, the one with the most of it."""
    found = {}
    for kind, (pattern, words) in KINDS.items():
        files = {file: file.read_text("utf-8") for file in sorted(site.glob(pattern))}
        dated = {
            file: text.count("data-last") for file, text in files.items() if "data-built" in text and words in text
        }
        best = max(dated, key=lambda file: dated[file])
        found[kind] = f"/{best.relative_to(site).as_posix().removesuffix('index.html')}"
    return found


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def reader(still: Browser) -> Iterator[Page]:
    """One page that is opened again and again: a browser that begins anew takes longer."""
    context = without_worker(still.new_context())
    yield context.new_page()
    context.close()


def opened(page: Page, url: str, moment: dt.datetime) -> Page:
    """The page as somebody sees it at a desk then."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme="light")
    page.clock.install(time=moment)
    lay_out(page, url)
    return page


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A page of somebody who has no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def later(page: Page, day: dt.date) -> None:
    """Another day comes while the page is open."""
    page.clock.set_system_time(noon(day))
    page.clock.run_for(61_000)


def ends(last: dict[str, dt.date], heading: str, record: str) -> dt.date:
    """The last day on which a row stands rightly under its heading."""
    of_heading = BUILT if heading.startswith("Oggi") else sunday() if heading.startswith("Questo") else dt.date.max
    return min(last.get(record, dt.date.max), of_heading)


def sunday() -> dt.date:
    return BUILT + dt.timedelta(6 - BUILT.weekday())


def closes(real: Catalog, calls: Iterable[Programme]) -> dict[str, dt.date]:
    """The last day of the window of each call that has one on the day of the build, by its address."""
    return {addresses.of(call): window.closes.last for call in calls if (window := real.window(call))}


def last_days(real: Catalog) -> dict[str, dt.date]:
    """The last day on which a record can be said to come or be open, by its address, on the day of the build."""
    found = {
        addresses.of(event): max((event.end or event.start).last, *(day.last for day in event.also), dt.date.min)
        for event in real.events
    }
    found |= closes(real, real.programmes)
    return found | {addresses.of(market): day for market in real.recurring for day in real.next_dates(market, 1)}


@pytest.mark.parametrize("kind", KINDS)
def test_until_the_day_of_the_build_a_page_is_as_it_was_built(
    reader: Page,
    plain: Page,
    address: str,
    shown: dict[str, str],
    kind: str,
) -> None:
    """Also where the clock of a reader is wrong."""
    plain.goto(address + shown[kind])
    read = """(main => (main.querySelector("#vicino")?.remove(), main.outerHTML))(
        document.querySelector("main").cloneNode(true))"""  # that button is for who has a script
    for day in (BUILT - dt.timedelta(40), BUILT):
        assert opened(reader, address + shown[kind], noon(day)).evaluate(read) == plain.evaluate(read)
    said = plain.locator("[data-built]").inner_text()
    assert re.fullmatch(f"(Elenco costruito|Pagina costruita) il {partial(PartialDate.parse(DAY))}.", said)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_grows_old(reader: Page, address: str, shown: dict[str, str], kind: str) -> None:
    """After three days a line says so; nothing is lost, counts equal lists, and axe finds nothing."""
    page = opened(reader, address + shown[kind], noon(BUILT))
    links, line = page.evaluate(LINKS), page.locator("[data-built]")
    later(page, BUILT + dt.timedelta(3))
    assert "può non essere" not in page.locator("main").inner_text()
    later(page, MONTHS_ON)
    words = (partial(PartialDate.parse(day.isoformat())) for day in (BUILT, MONTHS_ON))
    said = "(Elenco costruito|Pagina costruita) il {}: può non essere aggiornat[oa]. Oggi: {}."
    assert re.fullmatch(said.format(*words), line.inner_text())
    assert page.evaluate(LINKS) == links
    for details in page.locator("main details").all():
        count = re.search(r"(\d+)\)?(?:: aiutaci)?$", details.locator("summary").inner_text())
        assert count
        assert int(count[1]) == details.locator("li, tbody a").count()
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("for (const item of document.querySelectorAll('details')) item.open = true")
    page.evaluate(ALIKE, FEW_ROWS)
    for scheme, options in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page, options) == "", scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("kind", WITH_LISTS)
def test_nothing_that_is_over_is_shown_as_coming(
    reader: Page,
    address: str,
    shown: dict[str, str],
    real: Catalog,
    kind: str,
) -> None:
    """Neither on a page that stays open, nor on one that is opened months after."""
    last = last_days(real)
    page = opened(reader, address + shown[kind], noon(BUILT))
    coming = page.evaluate(COMING)
    assert any(record in last for _, record in coming)
    for days in (1, 8, 33, 92):
        day = BUILT + dt.timedelta(days)
        later(page, day)
        assert page.evaluate(COMING) == [row for row in coming if ends(last, *row) >= day], days
    left = page.evaluate(COMING)
    assert opened(reader, address + shown[kind], noon(MONTHS_ON)).evaluate(COMING) == left


@pytest.mark.parametrize("days", [0, 92, 400])
def test_calls_are_counted_as_they_are_listed(
    reader: Page, address: str, real: Catalog, days: int
) -> None:  # fmt: skip
    day = BUILT + dt.timedelta(days)
    page = opened(reader, f"{address}/bandi/", noon(day))
    lead = page.locator(".lead").inner_text()
    total = re.match(r"[\d.]+", lead)
    assert total
    assert int(total[0].replace(".", "")) == page.locator(".layout__main ul.rows > li").count()
    open_ = page.locator(".tag", has_text=re.compile("^aperto$"))
    open_calls = (call for call in real.calls if real.is_open(call))
    assert open_.count() == sum(last >= day for last in closes(real, open_calls).values())
    if said := re.search(r"di cui (\d+|un) apert", lead):
        assert open_.count() == (1 if said[1] == "un" else int(said[1]))


def next_event(real: Catalog) -> tuple[str, dt.date]:
    """The address of an event that is in the list of the next ones, and its last day."""
    events = (event for event in real.events if event.start.exact and event.start.exact > BUILT)
    return min(((addresses.of(event), (event.end or event.start).last) for event in events), key=lambda pair: pair[1])


@pytest.mark.parametrize("zone", ["Europe/Rome", "America/Los_Angeles", "Pacific/Auckland"])
def test_midnight_in_italy_comes_while_the_page_is_open(
    browser: Browser, address: str, real: Catalog, zone: str
) -> None:  # fmt: skip
    event, last = next_event(real)
    midnight = dt.datetime(last.year, last.month, last.day, 23, tzinfo=dt.UTC)  # winter: 00:00 of the day after
    assert last.month in (11, 12, 1, 2), "the hour above is that of winter"
    there = browser.new_context(timezone_id=zone)
    page = opened(there.new_page(), f"{address}/eventi/", midnight - dt.timedelta(seconds=90))
    assert event in dict(map(reversed, page.evaluate(COMING)))
    page.clock.run_for(200_000)
    assert event not in dict(map(reversed, page.evaluate(COMING)))
    there.close()


def test_an_event_says_that_it_is_over_once_it_is(reader: Page, address: str, real: Catalog) -> None:
    event, last = next_event(real)
    tag = re.compile("^Evento concluso$")
    assert not opened(reader, address + event, noon(last)).locator(".tag:visible", has_text=tag).count()
    after = opened(reader, address + event, noon(last + dt.timedelta(1)))
    assert after.locator(".tag:visible", has_text=tag).count() == 1


def test_a_call_says_that_it_is_closed_once_it_is(reader: Page, address: str, real: Catalog) -> None:
    calls = closes(real, (call for call in real.calls if real.is_open(call)))
    assert calls
    for call, last in calls.items():
        page = opened(reader, address + call, noon(last))
        assert "Aperto al" in page.locator(".notice").first.inner_text()
        later(page, last + dt.timedelta(1))
        assert page.locator(".notice").first.inner_text().startswith("Chiuso: le domande scadevano ")
        assert page.locator(".tag", has_text=re.compile("^Chiuso$")).count() == 1


def test_events_that_are_over_leave_the_list_of_a_district(
    reader: Page, address: str, shown: dict[str, str], real: Catalog
) -> None:  # fmt: skip
    coming = [event for event in real.events if event.districts and (event.start.exact or BUILT) > BUILT]
    event = min(coming, key=lambda event: event.start.first)
    row = f"main li:visible a[href$='{addresses.of(event)}']"
    page = opened(reader, address + addresses.of(real.district[event.districts[0]]), noon(BUILT))
    assert page.locator(row).count() == 1
    later(page, (event.end or event.start).last)
    assert page.locator(row).count() == 1
    later(page, (event.end or event.start).last + dt.timedelta(1))
    assert page.locator(row).count() == 0


@pytest.mark.parametrize("kind", ["town with markets", "district"])
def test_what_comes_back_stays_in_its_list_without_a_date_that_has_passed(
    reader: Page, address: str, shown: dict[str, str], kind: str
) -> None:  # fmt: skip
    markets = "main li:visible:has(a[href*='eventi/ricorrenti/'])"
    page = opened(reader, address + shown[kind], noon(BUILT))
    rows = page.locator(markets).count()
    assert rows
    assert "prossima data" in page.locator("main").inner_text()
    page = opened(reader, address + shown[kind], noon(BUILT + dt.timedelta(400)))
    assert page.locator(markets).count() == rows
    assert "prossima data" not in page.locator("main").inner_text()


def test_what_comes_back_stays_in_the_table_without_a_date_that_has_passed(
    reader: Page, address: str, shown: dict[str, str], real: Catalog
) -> None:  # fmt: skip
    """In the weekly table; a market's own page has its next dates."""
    dates = "td:last-child"
    before = opened(reader, address + shown["markets"], noon(BUILT)).locator(dates).all_inner_texts()
    after = opened(reader, address + shown["markets"], noon(BUILT + dt.timedelta(400))).locator(dates).all_inner_texts()
    assert len(before) == len(after)
    assert {text for text in after if re.search(r"\d", text)} == set()
    market = opened(reader, address + shown["market"], noon(BUILT + dt.timedelta(400)))
    assert "Le date di questo elenco sono passate." in market.locator("main").inner_text()


def test_the_script_is_small(site: Path) -> None:
    (script,) = site.glob("tema/js/today*.js")
    assert len(gzip.compress(script.read_bytes())) <= 1100  # with its words in other languages


def test_pages_of_what_never_changes_do_not_depend_on_the_day(site: Path) -> None:
    """The day of the build is on the pages that show something as of it, and on no other."""
    dated = [file.relative_to(site).as_posix() for file in site.rglob("*.html") if b"data-built" in file.read_bytes()]
    english = [file for file in dated if file.startswith("en/districts/") and file.count("/") == 4]
    dated = [file for file in dated if not file.startswith("en/")]  # its words are others
    assert english
    assert [file for file in english if file.replace("en/districts/", "distretti/") not in dated] == []
    words = [
        "Prossim[ei][ <]",
        "[Pp]rossima data",
        "vedi la sua pagina",
        "Bandi aperti",
        "Aperto al",
        "Non ancora aperto al",
        "Mercati ed eventi<",
    ]
    lists = re.compile("|".join([*words, "giorno non noto"]).encode())
    assert [file for file in dated if not lists.search((site / file).read_bytes())] == []
    assert not any(file.startswith(("glossario/", "eventi/20", "iniziative/")) for file in dated)
