"""The finder of municipalities: its files, and what it does in a browser."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from distretti.language import italian
from distretti.outputs.finder import SMALL
from distretti.places.register import Places

from ..axe import violations
from ..server import serving
from ..site import PROJECT

KB = 1000


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, Any]:
    """The files by name, those of names by their three letters."""
    return {
        file.stem.removeprefix("nome-"): json.loads(file.read_bytes())
        for file in (site / "cerca" / "comuni").glob("*.json")
    }


def key(word: str) -> str:
    return word[:3].ljust(3, "_")


def test_every_municipality_of_today_is_found_by_each_telling_word(files: dict[str, Any], register: Places) -> None:
    lost = []
    for place in register.municipalities.values():
        words = italian.slug(place.name).split("-")
        for word in [word for word in words if word not in SMALL and len(word) > 1]:
            rows = files.get(key(word), {"comuni": []})["comuni"]
            if not any(row[:2] == [place.name, place.province] for row in rows):
                lost.append((place.name, word))
    assert lost == []
    assert len(register.municipalities) > 7800


def test_names_of_the_past_lead_to_those_of_today(files: dict[str, Any]) -> None:
    shard = files["cav"]
    found = {name: (shard["comuni"][place][0], past) for name, place, past in shard["gia"]}
    assert found["Cavacurta"] == ("Castelgerundo", 1)


def test_names_in_the_other_language_lead_to_the_italian_ones(files: dict[str, Any], site: Path) -> None:
    for name, italian_name in (("Bozen", "Bolzano"), ("Sterzing", "Vipiteno"), ("Aoste", "Aosta")):
        shard = files[key(name.lower())]
        assert [name, [row[0] for row in shard["comuni"]].index(italian_name), 0] in shard["gia"]
    assert "in italiano Bolzano" in (site / "comuni" / "lettera" / "b" / "index.html").read_text("utf-8")


def test_no_file_has_a_name_that_windows_keeps(site: Path) -> None:
    """`con.json` was one of the finder's: where it is missing, nobody finds Conegliano."""
    wrong = [path for path in site.rglob("*") if PureWindowsPath(path.relative_to(site)).is_reserved()]
    assert wrong == []
    assert PureWindowsPath("cerca/comuni/con.json").is_reserved()


def test_the_list_of_files_names_each(files: dict[str, Any]) -> None:
    listed = files["indice"]
    pairs = {letter: zip(rest[::2], rest[1::2], strict=True) for letter, rest in listed["nomi"].items()}
    keys = [letter + "".join(pair) for letter, found in pairs.items() for pair in found]
    assert {*keys, *listed["celle"], "indice", "regioni"} == {name for name in files if "provincia-" not in name}


def test_a_keystroke_loads_little(site: Path) -> None:
    """The largest file and the list of files together, compressed."""
    sizes = {
        file.stem.removeprefix("nome-"): len(gzip.compress(file.read_bytes()))
        for file in (site / "cerca" / "comuni").glob("*.json")
    }
    keys = [size for name, size in sizes.items() if len(name) == 3]
    assert max(keys) + sizes["indice"] <= 8 * KB
    assert max(size for name, size in sizes.items() if name.startswith(("cella-", "provincia-"))) <= 15 * KB


def test_districts_are_those_of_the_catalogue(files: dict[str, Any]) -> None:
    lodi = files["provincia-lo"]
    ((district, words),) = lodi["comuni"]["lodi"][2]
    assert lodi["distretti"][district] == ["Lodi", "/distretti/lombardia/lodi/"]
    said = lodi["parole"][words]
    assert said == "il Comune ne fa parte ed è capofila · perimetro non noto: verifica che la tua via sia nel perimetro"
    lat, lon, own, near = files["provincia-mt"]["comuni"]["matera"]
    assert (round(lat), round(lon), own) == (41, 17, [])
    assert near == sorted(near, key=lambda row: row[2])


def test_letters_list_every_municipality(site: Path, register: Places) -> None:
    files = (site / "comuni" / "lettera").glob("*/index.html")
    pages = {file.parent.name: file.read_text("utf-8").replace("&#39;", "'") for file in files}
    names = {f"{italian.typographic(place.name)} ({place.province})" for place in register.municipalities.values()}
    assert [name for name in names if name not in pages[italian.slug(name)[0]]] == []
    assert "oggi Castelgerundo" in pages["c"]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site, compressed=True) as found:
        yield found


@pytest.fixture
def cut_off(browser: Browser) -> Iterator[Page]:
    """A page some of whose files do not come: its console may say so."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def typed(page: Page, address: str, text: str, path: str = "/") -> None:
    page.goto(address + path)
    page.locator("#q").focus()
    page.keyboard.type(text, delay=20)


def test_the_box_suggests_and_the_keyboard_chooses(page: Page, address: str) -> None:
    typed(page, address, "casalpus")
    box = page.get_by_role("combobox", name="Comune, distretto, mercato, bando")
    option = page.get_by_role("option", name="Casalpusterlengo (LO)")
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator("#suggeriti").aria_snapshot() == "- status: 1 comune suggerito"
    assert violations(page) == ""
    page.keyboard.press("ArrowDown")
    assert option.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    option.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/comuni/casalpusterlengo/")


def test_enter_without_a_choice_searches(page: Page, address: str) -> None:
    typed(page, address, "lodi")
    page.get_by_role("option", name="Lodi (LO)").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/cerca/?q=lodi")


def test_a_place_without_page_is_answered_for_by_the_search(page: Page, address: str) -> None:
    typed(page, address, "matera")
    page.get_by_role("option", name="Matera (MT)").click()
    page.locator("#comune-trovato h2", has_text="Matera (MT)").wait_for()
    page.get_by_text("nessun distretto lo comprende").wait_for()
    assert page.locator("#q").input_value() == "Matera (MT)"


def test_a_place_that_no_page_is_about_is_no_empty_answer(page: Page, address: str) -> None:
    page.goto(f"{address}/cerca/?q=Samone+(TN)")
    page.locator("#comune-trovato h2").wait_for()
    said = page.locator("#esito").inner_text()
    assert said == "Nessuna pagina per «Samone (TN)»: ecco che cosa si sa del comune."


@pytest.mark.parametrize("label", ["Samone (TN)", "Samone (TO)", "Castro (BG)", "Castro (LE)"])
def test_of_two_places_with_one_name_the_chosen_one_is_answered_for(page: Page, address: str, label: str) -> None:
    typed(page, address, label[:6])
    page.get_by_role("option", name=label).click()
    page.locator("h1, #comune-trovato h2", has_text=label.partition(" (")[0]).first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("#comune-trovato h2").all_inner_texts() in ([label], [])
    assert label[-3:-1].lower() in page.url.lower() or f"({label[-3:-1]})" in page.locator("main").inner_text()


def test_a_name_that_two_places_have_is_answered_for_both(page: Page, address: str) -> None:
    page.goto(f"{address}/cerca/?q=samone")
    page.locator("#comune-trovato h2").nth(1).wait_for()
    assert page.locator("#comune-trovato h2").all_inner_texts() == ["Samone (TO)", "Samone (TN)"]


def test_a_drag_scrolls_and_a_tap_chooses(browser: Browser, address: str) -> None:
    """What is pressed is chosen where it is let go (WCAG 2.5.2)."""
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    typed(page, address, "cast")
    option = page.get_by_role("option").nth(3)
    option.wait_for()
    box = option.bounding_box()
    assert box
    session = context.new_cdp_session(page)
    x, y = box["x"] + 40, box["y"] + 8
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 8):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 20 * step}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)
    assert page.url == f"{address}/"
    assert option.is_visible()
    name = option.inner_text()
    option.tap()
    page.wait_for_url(re.compile(r"/(comuni|cerca)/"))
    assert name.partition(" (")[0].split()[0].lower() in page.url.lower()
    context.close()


def test_a_press_that_ends_elsewhere_chooses_nothing(page: Page, address: str) -> None:
    typed(page, address, "lod")
    option = page.get_by_role("option").nth(1)
    option.wait_for()
    box = option.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(5, 5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert page.url == f"{address}/"


def test_the_list_stays_while_a_reader_is_in_it(page: Page, address: str) -> None:
    """A screen reader's cursor takes the focus from the box and gives it to nothing, or to an option."""
    typed(page, address, "lod")
    option = page.get_by_role("option").first
    option.wait_for()
    page.evaluate("document.activeElement.blur()")
    assert option.is_visible()
    option.focus()
    assert option.is_visible()
    assert violations(page) == ""
    page.get_by_role("link", name="Distretti", exact=True).first.focus()
    assert option.is_hidden()


def test_that_nothing_is_suggested_is_said(page: Page, address: str) -> None:
    typed(page, address, "zzzz")
    page.locator("#suggeriti", has_text="Nessun comune suggerito").wait_for(state="attached")


@pytest.mark.parametrize("name", ["Torino", "Brescia", "Venezia", "Palermo", "Milano", "Roma", "Bari"])
def test_large_places_are_offered_first(page: Page, address: str, name: str) -> None:
    typed(page, address, name[:3].lower())
    page.get_by_role("option").first.wait_for()
    assert page.get_by_role("option").first.inner_text().startswith(f"{name} (")


def test_what_failed_to_load_is_asked_again(cut_off: Page, address: str) -> None:
    cut_off.route("**/cerca/comuni/indice.json", lambda route: route.fulfill(status=503))
    typed(cut_off, address, "lod")
    cut_off.wait_for_timeout(200)
    assert cut_off.get_by_role("option").count() == 0
    cut_off.unroute("**/cerca/comuni/indice.json")
    cut_off.keyboard.type("i")
    cut_off.get_by_role("option", name="Lodi (LO)").wait_for()


@pytest.mark.parametrize("path", ["/", "/comuni/"])
def test_where_the_script_is_gone_the_form_leads_to_the_search(cut_off: Page, address: str, path: str) -> None:
    """As in a page that was open for two publishes."""
    cut_off.route("**/tema/js/comuni*.js", lambda route: route.fulfill(status=404))
    cut_off.goto(address + path)
    cut_off.locator("#q").focus()
    cut_off.get_by_text("la pagina è cambiata").first.wait_for(state="attached")
    cut_off.unroute("**/tema/js/comuni*.js")
    cut_off.fill("#q", "lodi")
    cut_off.keyboard.press("Enter")
    cut_off.wait_for_url(f"{address}/cerca/?q=lodi")


def test_results_are_shown_where_what_is_known_of_the_place_failed_to_load(cut_off: Page, address: str) -> None:
    cut_off.route("**/cerca/comuni/regioni.json", lambda route: route.abort())
    cut_off.goto(f"{address}/cerca/?q=fiera+matera")
    cut_off.locator("#esito", has_text="risultat").wait_for()
    assert cut_off.locator("#errore").inner_text() == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("l'aqu", "L’Aquila (AQ)"), ("L’AQU", "L’Aquila (AQ)"), ("aquil", "L’Aquila (AQ)"), ("forli", "Forlì (FC)"),
        ("san giuliano mil", "San Giuliano Milanese (MI)"), ("giuliano mil", "San Giuliano Milanese (MI)"),
        ("lodi lo", "Lodi (LO)"), ("cavacu", "Cavacurta, oggi Castelgerundo (LO)"), ("ro", "Ro, oggi Riva del Po (FE)"),
    ],
)  # fmt: skip
def test_names_are_found_as_people_write_them(page: Page, address: str, text: str, label: str) -> None:
    typed(page, address, text)
    page.get_by_role("option", name=label, exact=True).wait_for()


def test_later_letters_load_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    typed(page, address, "casa")
    page.get_by_role("option").first.wait_for()
    first = [name for name in asked if name.startswith("/cerca/")]
    assert {name.rpartition("/")[2] for name in first} - {"nome-ca_.json"} == {"indice.json", "nome-cas.json"}
    page.keyboard.type("lpus", delay=20)
    page.get_by_role("option", name="Casalpusterlengo").wait_for()
    assert [name for name in asked if name.startswith("/cerca/")] == first


def test_hostile_text_is_only_text(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for text in ("<img src=x onerror=alert(1)>", "../../..", "__proto__", "con\\structor", "🏪", "%2e%2e", ".*"):
        typed(page, address, text)
        page.wait_for_timeout(100)
    assert said == []
    assert page.locator("main img").count() == 0


LODI = {"latitude": 45.31, "longitude": 9.5}


@pytest.mark.parametrize(
    ("point", "said"),
    [(LODI, "Il comune più vicino è Lodi (LO)."), ({"latitude": 48.85, "longitude": 2.35}, "Nessun comune italiano")],
)
def test_near_me_computes_in_the_browser(
    browser: Browser,
    address: str,
    point: dict[str, float],
    said: str,
) -> None:
    context = browser.new_context(geolocation=point, permissions=["geolocation"])  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/cerca/")
    page.get_by_role("button", name="Vicino a me").click()
    page.locator("#vicino-esito", has_text=said).wait_for()
    if point == LODI:
        page.locator("#risultati > li").first.wait_for()
        assert page.locator("#risultati > li > a").first.get_attribute("href") == "../distretti/lombardia/lodi/"
        assert "da=lodi" in page.url
    assert not [url for url in asked if "45.31" in url or "48.85" in url]
    context.close()


def test_a_refused_position_is_said_in_words(page: Page, address: str) -> None:
    page.goto(f"{address}/cerca/")
    page.get_by_role("button", name="Vicino a me").click()
    page.locator("#vicino-esito", has_text="scrivi il nome del tuo comune").wait_for()


def test_the_small_words_are_the_same_on_both_sides() -> None:
    script = (PROJECT / "theme" / "static" / "js" / "comuni.js").read_text("utf-8")
    line = next(line for line in script.splitlines() if line.startswith("const SMALL"))
    assert set(line.split('"')[1].split()) == SMALL
