"""A totem in a real browser, with a clock that tests set: a day goes by in seconds."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .axe import violations
from .server import serving
from .site import until_kept

PAGE = "/totem/lombardia/portici-immaginari/"
DATA = f"{PAGE}dati.json"
TURN = 12_000
FETCH = 300_000
HOUR = 3_600_000

# Each change of the frame, with the time in Rome at which it came.
WATCH = """() => {
  window.seen = [];
  const stage = document.querySelector("[data-stage]");
  const wall = new Intl.DateTimeFormat("sv", {timeZone: "Europe/Rome", dateStyle: "short", timeStyle: "short"});
  const note = () => window.seen.push([wall.format(Date.now()), stage.innerText]);
  new MutationObserver(note).observe(stage, {childList: true});
}"""

MARKET = {"title": "Mercato di prova", "where": "Piazza di Prova", "hours": "ore 8–13", "end": "13:00"}
WEEKEND = {"from": "2026-10-24", "to": "2026-10-25"}
SCENE = {
    "name": "Portici",
    "until": "2026-11-30",
    "messages": [
        {"text": "Solo di notte", "hours": ["02:30", "03:10"], **WEEKEND},
        {"text": "Solo la domenica", "days": [7], "hours": ["09:07", "09:31"], **WEEKEND},
        {"text": "Tutto sabato", "from": "2026-10-24", "to": "2026-10-24", "qr": "2:3:1"},
    ],
    "dates": [
        {**MARKET, "days": ["2026-10-24", "2026-10-25"]},
        {"title": "Fiera lunga", "span": ["2026-10-23", "2026-10-25"], "where": "Centro"},
        {"title": "Festa annullata", "days": ["2026-10-26"], "state": "annullato"},
    ],
    "calls": [{"title": "Bando di prova", "to": "2026-10-25", "time": "12:00"}],
}


@pytest.fixture
def folder(moved: Path, tmp_path: Path) -> Path:
    """The totems of the tiny catalogue, with data that a test may change."""
    for name in ("totem", "tema", "distretti"):
        shutil.copytree(moved / name, tmp_path / name)
    for worker in ("guardia.js", "riserva.js"):
        shutil.copy(moved / worker, tmp_path)
    return tmp_path


def put(folder: Path, scene: dict[str, Any]) -> None:
    """What the totem will be given from now on."""
    write(folder / DATA[1:], json.dumps(scene))


def write(file: Path, text: str) -> None:
    """A file that a server sees is newer than it was: it tells seconds only."""
    moment = file.stat().st_mtime + 10
    file.write_text(text, "utf-8")
    os.utime(file, (moment, moment))


def opened(browser: Browser, address: str, moment: str, guarded: bool = False, **options: Any) -> Page:
    """The totem at a moment, once it has its data."""
    workers = "allow" if guarded else "block"
    page = browser.new_context(viewport={"width": 1920, "height": 1080}, service_workers=workers, **options).new_page()
    page.clock.install(time=moment)
    page.goto(address + PAGE)
    told(page, "")
    return page


def told(page: Page, words: str, turns: int = 0) -> str:
    """What the totem says of its data, once it begins so."""
    return until(page, "[data-line]", lambda said: bool(said) and said.startswith(words), turns)


def until(page: Page, selector: str, good: Callable[[str], bool], turns: int = 0) -> str:
    """The text of an element, once it is so, within so many turns: answers take time that its clock does not count.

    A busy machine may answer so late that the page asks again: then there is one more turn a second, for a minute.
    """
    for number in range(6000):
        said: str = page.evaluate("selector => document.querySelector(selector)?.innerText ?? ''", selector)
        if good(said):
            return said
        if number < turns or (turns and number % 100 == 99):
            page.clock.run_for(TURN)
        page.wait_for_timeout(10)
    raise AssertionError(said)


def stage(page: Page) -> str:
    return page.inner_text("[data-stage]")


def round_of(page: Page, turns: int = 8) -> list[str]:
    """The next frames."""
    found = []
    for _ in range(turns):
        found.append(stage(page))
        page.clock.run_for(TURN)
    return found


def test_a_day_in_which_winter_time_begins(browser: Browser, folder: Path) -> None:
    """7,500 turns: each message has its minutes by the clock on the wall, midnight is a new day, memory stays flat."""
    put(folder, SCENE)
    with serving(folder) as address:
        page = opened(browser, address, "2026-10-24T21:00:00+02:00")
        page.evaluate(WATCH)
        session = page.context.new_cdp_session(page)

        def weight() -> tuple[int, int]:
            page.evaluate("window.seen = []")
            session.send("HeapProfiler.collectGarbage")
            nodes: int = session.send("Memory.getDOMCounters")["nodes"]
            return nodes, session.send("Runtime.getHeapUsage")["usedSize"]

        seen: list[tuple[str, str]] = []
        for hour in range(26):
            page.clock.run_for(HOUR)
            seen += [tuple(item) for item in page.evaluate("window.seen")]
            if hour == 1:
                before = weight()
            page.evaluate("window.seen = []")
        after = weight()
        page.context.close()
    assert len(seen) > 7_500

    def minutes(words: str) -> list[str]:
        return sorted({moment for moment, text in seen if words in text})

    assert {moment[:10] for moment in minutes("Tutto sabato")} == {"2026-10-24"}
    night = minutes("Solo di notte")
    assert (night[0], night[-1]) == ("2026-10-25 02:30", "2026-10-25 03:09")
    assert sum("Solo di notte" in text for moment, text in seen if moment[11:13] == "02") > 30  # this hour comes twice
    sunday = minutes("Solo la domenica")
    assert ("2026-10-25 09:07" <= sunday[0] <= "2026-10-25 09:09", sunday[-1] <= "2026-10-25 09:30") == (True, True)
    today = [(moment, text) for moment, text in seen if text.startswith("Oggi")]
    assert {moment[:10] for moment, text in today if "Fiera lunga" in text} == {"2026-10-24", "2026-10-25"}
    assert "fino al 25 ottobre" in today[0][1]
    held = [moment for moment, text in today if "Mercato di prova" in text]
    assert "2026-10-25 00:00" <= held[0] < "2026-10-25 00:02"
    assert "2026-10-25 12:5" < held[-1] < "2026-10-25 13:00"
    assert {moment[:10] for moment, text in seen if text.startswith("Domani") and "Festa annullata" in text} == {
        "2026-10-25"
    }
    assert all("ANNULLATO" in text for _, text in seen if "Festa annullata" in text)
    assert minutes("Bando di prova")[-1] < "2026-10-25 12:00"
    assert after[0] <= before[0] + 50, "nodes that nobody holds"
    assert after[1] < before[1] * 1.2 + 200_000, "memory"


def test_nothing_moves_but_what_is_shown(browser: Browser, folder: Path) -> None:
    put(folder, SCENE)
    with serving(folder) as address:
        context = browser.new_context(viewport={"width": 1920, "height": 1080}, service_workers="block")
        page = context.new_page()
        page.clock.install(time="2026-10-24T21:00:00+02:00")
        page.add_init_script(
            "window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(each => window.shifts.push("
            "[each.value, ...each.sources.map(source => source.node?.className ?? source.node?.nodeName)])))"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        page.goto(address + PAGE)
        told(page, "")
        for _ in range(25):  # past the shift against burn-in
            page.clock.run_for(TURN)
            page.wait_for_timeout(40)  # some frames
        assert page.evaluate("document.body.dataset.shift") != ""
        assert page.evaluate("window.shifts") == []
        context.close()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
def test_it_is_read_from_five_metres(browser: Browser, folder: Path, width: int, height: int) -> None:
    """On 43 inches 40 pixels are 2 cm; all of a frame is inside of it, and axe finds nothing."""
    many = [
        {**MARKET, "title": f"Mercato numero {n} di una piazza dal nome molto lungo", "days": ["2026-10-24"]}
        for n in range(12)
    ]
    long = {"text": "Parole " * 28, "from": "2026-10-24", "to": "2026-10-25", "qr": "2:3:1", "urgent": True}
    put(folder, {**SCENE, "dates": many, "messages": [long, *SCENE["messages"]]})
    small = """() => [...document.querySelectorAll("main *, header *")].filter(each => each.childNodes.length &&
        [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) &&
        parseFloat(getComputedStyle(each).fontSize) < 40).map(each => each.textContent)"""
    outside = """() => [...document.querySelectorAll("main *, footer *")].filter(each => {
        const box = each.getBoundingClientRect();
        const room = each.closest("main, footer").getBoundingClientRect();
        return box.width > 1 && (box.right > innerWidth + 1 || box.bottom > room.bottom + 2 || box.left < -1);
    }).map(each => each.outerHTML)"""
    with serving(folder) as address:
        page = opened(browser, address, "2026-10-24T07:00:00+02:00", reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        shown: set[str] = set()
        for turn in range(8):
            page.clock.run_for(TURN)
            assert page.evaluate(small) == []
            assert page.evaluate(outside) == []
            shown |= set(re.findall(r"numero (\d+)", stage(page)))
            if turn in (0, 3):
                assert violations(page, {"resultTypes": ["violations"]}) == ""
        assert shown == {str(number) for number in range(12)}, "what has no room in a frame is in the next"
        page.context.close()


def test_a_line_that_is_cut_for_six_hours_and_comes_back(browser: Browser, folder: Path) -> None:
    put(folder, SCENE)
    with serving(folder) as address:
        page = opened(browser, address, "2026-10-24T21:00:00+02:00")
        assert page.inner_text("[data-line]") == "Aggiornato alle 21:00"
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.context.set_offline(True)
        told(page, "Senza rete: dati di oggi, ore 21:0", 50)
        for _ in range(12):
            page.clock.run_for(HOUR / 12)
            page.wait_for_timeout(10)
        asked_in_an_hour = len(asked)
        page.clock.fast_forward(5 * HOUR)  # as a board that slept
        page.clock.run_for(TURN)
        assert page.inner_text("[data-line]").startswith("Senza rete: dati di ieri, ore 21:0")
        frames = round_of(page)
        assert not any("Tutto sabato" in text for text in frames)
        assert any(text.startswith("Oggi") and "Mercato di prova" in text for text in frames)
        assert 8 <= asked_in_an_hour <= 20, "it asks again, less and less often"
        put(folder, {**SCENE, "messages": [{"text": "Rete tornata", "urgent": True, **WEEKEND}, *SCENE["messages"]]})
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        told(page, "Aggiornato")
        assert "Rete tornata" in stage(page)
        page.context.close()


def test_started_without_a_line_it_shows_its_last_copy_and_no_page_of_a_network(browser: Browser, folder: Path) -> None:
    forever = {"text": "Copia", "from": "2000-01-01", "to": "2100-01-01"}
    put(folder, {**SCENE, "until": "2100-01-01", "messages": [forever]})
    with serving(folder) as address:
        page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        page.goto(address + PAGE)
        until_kept(page, DATA, "css/totem.")
        write(folder / DATA[1:], "<html>Accedi alla rete</html>")  # with the wrong type, as such nets do
        write(folder / PAGE[1:] / "index.html", "<html>Accedi alla rete</html>")
        page.reload()
        told(page, "Senza rete: dati di oggi")
        assert "Copia" in stage(page)
        page.context.set_offline(True)
        page.reload()
        told(page, "Senza rete: dati di oggi")
        assert "Copia" in stage(page)
        assert page.evaluate("getComputedStyle(document.body).display") == "grid", "its style is kept too"
        page.context.close()


def test_a_new_message_is_there_after_five_minutes_and_urgent_ones_go_first(browser: Browser, folder: Path) -> None:
    put(folder, SCENE)
    with serving(folder) as address:
        page = opened(browser, address, "2026-10-24T10:00:03+02:00")
        page.clock.run_for(2 * TURN)
        urgent = {"text": "Piazza chiusa", "urgent": True, **WEEKEND}
        put(folder, {**SCENE, "messages": [urgent, *SCENE["messages"]]})
        until(page, "[data-stage]", lambda said: "Piazza chiusa" in said, 27)  # five minutes and a turn
        assert "Avviso urgente" in stage(page)
        page.keyboard.press("Space")
        assert set(round_of(page, 3)) == {stage(page)}, "stopped"
        page.get_by_role("button", name="Riprendi").click()
        assert len(set(round_of(page, 3))) == 3
        page.context.close()


def test_a_new_version_is_loaded_and_what_is_broken_is_not(browser: Browser, folder: Path) -> None:
    put(folder, SCENE)
    file = folder / PAGE[1:] / "index.html"
    with serving(folder) as address:
        page = opened(browser, address, "2026-10-24T10:00:03+02:00")
        write(folder / DATA[1:], "{}")
        told(page, "Senza rete", 30)
        assert any("Mercato di prova" in text for text in round_of(page)), "the last good data"
        put(folder, {**SCENE, "dates": [], "messages": [], "calls": []})
        text = file.read_text("utf-8")
        style = re.search(r"tema/css/(totem[^\"]+)", text)[1]
        shutil.copy(folder / "tema/css" / style, folder / "tema/css/nuovo.css")
        write(file, text.replace(style, "nuovo.css"))
        loaded: list[str] = []
        page.on("load", lambda page: loaded.append(page.url))
        for _ in range(60):
            page.clock.run_for(TURN)
            page.wait_for_timeout(20)
            if loaded:
                break
        told(page, "Aggiornato")
        assert "nuovo.css" in page.content()
        until(page, "[data-stage]", lambda said: said == "Nessun mercato o evento noto nei prossimi giorni.")
        page.clock.fast_forward(40 * 24 * HOUR)
        page.clock.run_for(TURN)
        assert stage(page) == "Le date note finivano lunedì 30 novembre."
        put(folder, {**SCENE, "dates": [], "messages": [], "calls": [{"title": "Bando lungo", "to": "2027-06-30"}]})
        page.clock.run_for(FETCH)
        until(page, "[data-stage]", lambda said: "Bando lungo" in said, 3)
        assert page.inner_text("[data-line]") == "Date note fino al 30 novembre", "nothing says that they are fresh"
        page.context.close()


def test_a_market_of_the_night_stays_until_it_ends_and_a_holiday_is_to_be_confirmed(
    browser: Browser, folder: Path
) -> None:
    night = {**MARKET, "title": "Mercato della notte", "end": "", "late": "01:00", "days": ["2026-12-04"]}
    tuesday = {**MARKET, "title": "Mercato del martedì", "days": ["2026-12-15"], "unsure": ["2026-12-08"]}
    put(folder, {**SCENE, "messages": [], "calls": [], "until": "2027-01-31", "dates": [night, tuesday]})
    with serving(folder) as address:
        page = opened(browser, address, "2026-12-05T00:30:00+01:00")
        first, second = round_of(page, 2)
        assert first.startswith("Oggi\nMercato della notte")
        assert second.startswith("Prossimi giorni")
        assert "martedì 15 dicembre (8 dicembre da confermare)" in second
        page.clock.run_for(HOUR / 2)
        assert not any("notte" in text for text in round_of(page, 3))
        page.clock.run_for(72 * HOUR)
        assert any(re.match("Oggi\nMercato del martedì DA CONFERMARE", text) for text in round_of(page, 3))
        page.context.close()


def test_without_script_it_is_a_list(browser: Browser, folder: Path) -> None:
    with serving(folder) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address + PAGE)
        assert "ogni sabato mattina, da aprile a ottobre" in page.inner_text("main")
        assert page.get_by_role("button").count() == 0
        page.get_by_role("link").first.click()
        assert page.url == f"{address}/distretti/lombardia/portici-immaginari/"
        context.close()
