"""What readers come for is in the first screen of a phone, on the page that one tap from where they look reaches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from .site import DAY, without_worker

PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Task:
    """A question of a reader: where it is looked for, the page that a link there reaches, what answers it on that page.

    `answers` are CSS selectors of elements of the page, each with words that it has.
    """

    asked: str
    start: str
    page: str
    answers: tuple[tuple[str, str], ...]


LODI = "/distretti/lombardia/lodi/"

TASKS = [
    Task(
        "who leads Lodi, and how to reach it",
        "/distretti/lombardia/",
        LODI,
        ((".lead", "lo guida il Comune di Lodi"), ("a[href^='mailto:']", "comunedilodi@legalmail.it")),
    ),
    Task(
        "in which district is my municipality",
        "/province/lo/",
        "/comuni/lodi/",
        ((".lead", "fa parte del distretto «Lodi» e lo guida."), ("main .rows a[href*='distretti/']", "Lodi")),
    ),
    Task(
        "the nearest district, where mine is not known",
        "/province/cn/",
        "/comuni/grinzane-cavour/",
        ((".lead", "Non lo sappiamo"), ("main .rows a[href*='distretti/']", "")),
    ),
    Task("what is missing here", "/distretti/lombardia/", LODI, (("a[href='#manca']", "Che cosa manca ("),)),
    Task("what is missing, where a name is all", "/distretti/lombardia/", "/distretti/lombardia/via-del-marmo/",
         (("#manca", "Come completare questa scheda"), ("#manca + p a", "Scrivilo, con una fonte pubblica"))),
    Task("report an error", "/distretti/lombardia/", LODI, ((".trust a", "Correggi"),)),
    Task("what the Totem is", "/iniziative/", "/iniziative/progetto-totem/", ((".lead", "Una rete di schermi"),)),
    Task(
        "when and where a market is",
        "/comuni/altamura/",
        "/eventi/ricorrenti/mercato-settimanale-di-altamura/",
        ((".facts dd", "Ogni sabato"), (".facts div:has(dt:text-is('Prossima data')) dd", "2026")),
    ),
    Task(
        "when and where an event is",
        "/eventi/2026/12/",
        "/eventi/2026/artigiano-in-fiera-2026/",
        ((".facts dd", "5–13 dicembre 2026"), (".facts div:has(dt:text-is('Luogo')) dd", "")),
    ),
    Task(
        "until when a call is open",
        "/bandi/",
        "/programmi/lombardia/nuova-impresa-2026/",
        ((".notice", "29 gennaio 2027"),),
    ),
    Task(
        "the market next Saturday near Pavia",
        "/province/pv/",
        "/province/pv/#sabato",
        (("#sabato + .rows a", "Pavia"), ("#sabato + .rows p", "sabato 28 novembre")),
    ),
    Task(
        "events in Piemonte next month",
        "/eventi/",
        "/eventi/regione/piemonte/",
        (("h2:has-text('Prossimi eventi')", ""), ("h2:has-text('Prossimi eventi') + *", "")),
    ),
    Task("money for a shop today", "/", "/bandi/", (("#aperti-imprese + .rows a", ""),
                                                     ("#aperti-imprese + .rows p", "domande entro"))),
    Task("what a district is", "/cerca/", "/", ((".lead", "Un distretto del commercio è una zona in cui"),)),
    Task(
        "how many there are in Lombardia, and who says so",
        "/",
        "/distretti/lombardia/",
        ((".lead", "179 di 224 distretti"), (".lead a", "VareseNews"), (".official-list a", "Regione Lombardia")),
    ),
    Task(
        "all of my province",
        "/comuni/pavia/",
        "/province/pv/",
        ((".lead", "12 distretti, 8 mercati e fiere"), (".jump a[href='#mercati']", ""), ("#mercati ~ .rows a", "")),
    ),
    Task(
        "where a shop sends its papers", "/servizi/", "/servizi/suap/",
        (("main .button", "impresainungiorno.gov.it"),),
    ),
    Task(
        "whether the card of Lodi can be used",
        "/distretti/lombardia/lodi/",
        "/carte-fedelta/carta-fedelta-del-distretto-di-lodi/",
        ((".tag--warning", "Da verificare"), (".lead", "Non sappiamo se sia ancora in uso")),
    ),
    Task(
        "who may found a district", "/forum/", "/forum/chi-puo-fondare-un-distretto/",
        (("#risposta-1 p", "Lo chiedono i Comuni"),),
    ),
    Task(
        "the first question of a self-check",
        "/iniziative/check-up-di-fattibilita-per-negozio-multiservizio/",
        "/autovalutazione/negozio-multiservizio/",
        (("fieldset legend", "Puoi restare aperto tutto l'anno?"), (".checkup__answers label", "sì")),
    ),
]  # fmt: skip

# The most that a page may be high, in screens of a phone: the heaviest of those at these addresses are measured.
HEIGHTS = (
    ("distretti/*/", 12), ("province/*/", 8), ("comuni/", 6), ("eventi/ricorrenti/", 12), ("province/", 6),
    ("eventi/regione/*/", 12), ("eventi/2026/12/", 12), ("", 8),
)  # fmt: skip
HEAVIEST = 3


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """One page for all of these tests, on the day of the build: a browser that begins anew takes longer."""
    context = without_worker(browser.new_context(viewport=PHONE, reduced_motion="reduce"))  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.install(time=dt.datetime.fromisoformat(f"{DAY}T12:00+00:00"))
    yield page
    context.close()


@pytest.mark.parametrize(("pages", "screens"), HEIGHTS)
def test_a_page_is_not_higher_than_a_reader_scrolls(
    phone: Page,
    address: str,
    site: Path,
    pages: str,
    screens: int,
) -> None:
    files = sorted(site.glob(f"{pages}index.html"), key=lambda file: -file.stat().st_size)[:HEAVIEST]
    assert files
    heights = {}
    for file in files:
        phone.goto(f"{address}/{file.parent.relative_to(site).as_posix()}/".replace("/./", "/"))
        heights[file.parent.name] = phone.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
    assert {name: height for name, height in heights.items() if height > screens} == {}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.asked)
def test_the_answer_is_in_the_first_screen_of_a_phone(phone: Page, address: str, task: Task) -> None:
    phone.goto(address + task.start)
    links = phone.locator("a[href]:not(.footer a, svg a)").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )
    assert task.page.partition("#")[0] in links, "no link there reaches the page"
    phone.goto(address + task.page)
    for selector, words in task.answers:
        answer = phone.locator(selector).first
        assert words in answer.inner_text().replace("’", "'")
        assert _is_in_sight(answer), f"{selector} is not in the first screen"


def test_one_tap_leads_from_a_record_to_what_is_missing_and_to_its_correction(phone: Page, address: str) -> None:
    page = phone
    page.goto(address + LODI)
    gaps = page.locator("details.missing")
    assert not gaps.locator("li").first.is_visible(), "it is closed"
    page.locator("a[href='#manca']").click()
    assert _is_in_sight(gaps.locator("summary"))
    assert gaps.locator("li").first.is_visible(), "who is led to it finds it open"
    page.goto(address + LODI)
    page.locator(".trust a", has_text="Correggi").click()
    short = page.locator("main").get_by_role("link", name="Bastano due righe")
    short.wait_for()
    assert _is_in_sight(short)
    short.click()
    record = page.locator("[data-record]")
    record.wait_for()
    assert record.inner_text() == LODI
    assert _is_in_sight(record)


def _is_in_sight(element: Locator) -> bool:
    box = element.bounding_box()
    return bool(box and box["height"] and box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"])
