"""The search in a real browser, on the real site: what it answers, what it loads, who can use it."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

from ..axe import everywhere
from ..server import serving
from ..site import DAY, PROJECT, without_worker
from ..thorough import THOROUGH
from ..world import World, replaced

QUESTIONS: list[dict[str, Any]] = [
    item
    for name in ("questions", "more", "third")
    for item in yaml.safe_load((PROJECT / "tests" / "search" / f"{name}.yaml").read_text("utf-8"))
]
GOLD: list[dict[str, Any]] = yaml.safe_load((PROJECT / "tests" / "search" / "gold.yaml").read_text("utf-8"))
KB = 1000
LODI = "/distretti/lombardia/lodi/"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "\"'><svg onload=alert(1)>",
    "{{7*7}}",
    ".*+?^${}()|[]\\",
    "🏪🛒",
    "x" * 10_000,
    "null",
    "undefined",
    "__proto__",
    "constructor",
    "toString hasOwnProperty",
    "%00%ff",
    "a\u202eb\u0000c",
    '"lodi"',
    "lodi\nmercato\tsabato",
    "' OR 1=1 --",
    "../../etc/passwd",
    "javascript:alert(1)",
    "-lodi",
    "«lodi»",
    "   ",
    "é" * 300,
)
ADDRESSES = (
    "?q=lodi&__proto__=x&constructor=y&tipo=__proto__&regione=%00",
    "?tipo=" + "x" * 10_000,
    "?q=lodi&ordine=javascript:alert(1)",
    "?q=lodi&ordine=distanza&da=javascript:alert(1)",
    "?quando=boh&dal=9999-99-99&al=<b>",
    "?q=%E0%A4%A",
    "?" + "tipo=evento&" * 1000,
    "?q[]=lodi&q=&q=lodi",
    "?dal=2026-12-31&al=2026-01-01",
    "#<img src=x onerror=alert(1)>",
    "?dal=0000-00-00",
    "?dal=2026-02-31",
)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site, compressed=True) as found:
        yield found


@pytest.fixture
def context(still: Browser) -> Iterator[BrowserContext]:
    made = without_worker(still.new_context(viewport={"width": 1280, "height": 900}))
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def painted(browser: Browser) -> Iterator[Page]:
    """A page that is drawn: without a frame nothing can be clicked."""
    made = without_worker(browser.new_context(viewport={"width": 1280, "height": 900}))
    yield made.new_page()
    made.close()


ANSWERED = """async query => {
  for (let looks = 0; looks < 500; looks++) {
    const { dataset, ariaBusy } = risultati
    if ((ariaBusy == "false" && dataset.query == query) || errore.textContent) return true
    await new Promise(next => setTimeout(next, 20))
  }
}"""


def settled(page: Page, query: str) -> None:
    """Wait until the page shows the answer to a question; the page itself looks, which costs the least."""
    assert page.evaluate(ANSWERED, query), f"no answer to «{query}»: {page.inner_text('main')[:500]}"


def search(page: Page, address: str, query: str = "", **facets: Any) -> list[str]:
    """The addresses of the first results."""
    asked = {"q": query, **facets} if query else facets
    page.goto(f"{address}/cerca/?{urlencode(asked, doseq=True)}")
    settled(page, query)
    return results(page)


def results(page: Page) -> list[str]:
    found = page.locator("#risultati > li > a").evaluate_all("all => all.map(a => new URL(a.href).pathname)")
    return list(found)


def count(page: Page) -> int:
    """The number of results that is announced."""
    said = page.inner_text("#esito")
    number = re.match(r"([\d.]+) risultat|Nessun", said)
    assert number, said
    return int((number[1] or "0").replace(".", ""))


def wanted(question: dict[str, Any]) -> list[str]:
    found = question.get("first") or question["top3"]
    return [found] if isinstance(found, str) else found


def test_gold_asks_for_pages_that_are_there(site: Path) -> None:
    assert len(GOLD) >= 80
    assert len({(item["q"], item.get("quando")) for item in GOLD}) == len(GOLD)
    pages = {address for item in GOLD for address in wanted(item)}
    assert [address for address in pages if not (site / address.strip("/") / "index.html").is_file()] == []


def test_readers_find_the_right_page(page: Page, address: str) -> None:
    """All in the first three, 95 % of the firsts first; typed one after another in the same page."""
    page.goto(f"{address}/cerca/")
    missing, second = [], []
    for item in GOLD:
        if item.get("quando"):
            found = search(page, address, item["q"], quando=item["quando"])
        elif page.locator("#quando").input_value():
            found = search(page, address, item["q"])
        else:
            page.fill("#q", item["q"])
            settled(page, item["q"])
            found = results(page)
        if not set(wanted(item)) & set(found[:3]):
            missing.append((item["q"], found[:3]))
        elif "first" in item and found[0] not in wanted(item):
            second.append((item["q"], found[:3]))
    assert missing == []
    assert len(second) <= 0.05 * sum("first" in item for item in GOLD), second


def test_questions_as_people_type_them(page: Page, address: str) -> None:
    """92 % have the wanted page among the first: it is written beside each how many those are.

    Each second question, and all of them once a night.
    """
    page.goto(f"{address}/cerca/")
    missing = []
    asked = QUESTIONS if THOROUGH else QUESTIONS[::2]
    for item in asked:
        page.fill("#q", item["q"])
        settled(page, item["q"])
        found = results(page)[: item["top"]]
        starts = (item["want"],) if isinstance(item["want"], str) else tuple(item["want"])
        if not any(path.startswith(starts) for path in found):
            missing.append((item["q"], found))
    assert len(missing) <= 0.08 * len(asked), missing


def listed(page: Page) -> int:
    """How many results there are once all are shown."""
    while page.locator("#altri").is_visible():
        page.locator("#altri").click()
        page.wait_for_timeout(100)
    return len(results(page))


@pytest.mark.parametrize("order", ["", "nome", "data", "distanza"])
def test_the_list_has_as_many_results_as_are_counted_in_every_order(page: Page, address: str, order: str) -> None:
    search(page, address, tipo=["mercato", "bando"], provincia="lo", ordine=order, da="lodi")
    facet = page.locator("#scelte label:has(input[value=lo]) small")
    facet.filter(has_text=re.compile(r"\d")).wait_for()
    assert count(page) == int(facet.inner_text()) == listed(page) > 0


def test_a_time_alone_lists_what_it_counts(page: Page, address: str) -> None:
    """Without words a time puts results by date; a market to be confirmed has none, and is listed all the same."""
    page.clock.set_fixed_time(NOON)
    search(page, address, quando="fine-settimana", tipo="mercato", provincia="mn")
    number = page.locator("#scelte label:has(input[value=mn]) small")
    number.filter(has_text=re.compile(r"\d")).wait_for()
    assert count(page) == int(number.inner_text()) == listed(page) > 0


def test_the_past_is_asked_where_the_present_has_little(painted: Page, address: str) -> None:
    now = search(painted, address, "mapic", anche="")
    assert "/eventi/2011/mapic-2011/" in now
    assert re.search(r"\d+ fra gli eventi passati", painted.inner_text("#esito"))
    apart = painted.locator("#risultati > li.part h3").all_inner_texts()
    assert any(text.startswith("Fra gli eventi passati: ") for text in apart)
    assert "/eventi/2018/la-notte-dei-mestieri-e-dei-sapori/" in search(painted, address, "notte dei mestieri")
    first = search(painted, address, "mercato lodi")
    assert painted.locator("li.part").count() == 0
    painted.get_by_role("link", name="Cerca anche fra gli eventi passati").click()
    painted.locator("li.part").wait_for()
    assert results(painted)[: len(first[:5])] == first[:5]
    assert "anche=passati" in painted.url


@pytest.mark.parametrize("word", ["notti", "saldi", "creare", "scarpe", "inizia"])
def test_an_italian_word_is_not_written_anew(page: Page, address: str, word: str) -> None:
    search(page, address, f"{word} lodi")
    assert page.locator("#forse").is_hidden()


def test_what_was_typed_is_one_click_away(painted: Page, address: str) -> None:
    search(painted, address, "distreto lodi")
    painted.get_by_role("link", name="Cerca proprio «distreto lodi»").click()
    painted.wait_for_url("**senza=correzione*")
    settled(painted, "distreto lodi")
    assert painted.locator("#forse").is_hidden()
    assert "senza «distreto»" in painted.inner_text("#esito")
    painted.reload()
    settled(painted, "distreto lodi")
    assert painted.locator("#forse").is_hidden()


NOON = dt.datetime.fromisoformat(f"{DAY}T12:00")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("mercati oggi", "Quando: oggi, 28 novembre"),
        ("mercati di domani", "Quando: domani, 29 novembre"),
        ("mercato lodi questo sabato", "Quando: sabato 28 novembre"),
        ("mercatini domenica como", "Quando: la domenica"),
        ("mercati weekend lodi", "Quando: questo fine settimana"),
        ("mercati fine settimana lodi", "Quando: questo fine settimana"),
        ("eventi dicembre", "Eventi: dicembre 2026"),
        ("mercatini natale milano", "Quando: a Natale (dal 1º dicembre 2026 al 6 gennaio)"),
        ("mercato vicino a seregno", "Vicino a Seregno (MB)"),
        ("market near seregno", "Vicino a Seregno (MB)"),
    ],
)
def test_words_of_time_and_place_set_a_filter_that_can_be_taken_away(
    page: Page, address: str, question: str, said: str
) -> None:
    page.clock.set_fixed_time(NOON)
    search(page, address, question)
    assert page.locator("#inteso button").all_inner_texts() == [f"{said} ✕"]
    before = page.inner_text("#esito"), results(page)
    page.get_by_role("button", name=f"{said}: togli").press("Enter")
    page.wait_for_url("**senza=*")
    settled(page, question)
    assert page.locator("#inteso button").count() == 0
    assert (page.inner_text("#esito"), results(page)) != before, "it found others, or in another order"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("quando ce il mercato a lecco", "/eventi/ricorrenti/mercato-settimanale-di-lecco/"),
        ("dovè il mercato di mantova", "/eventi/ricorrenti/mercato-settimanale-di-mantova/"),
        ("cosè un distretto", "/cos-e-un-distretto/"),
        ("cose un distretto del commercio", "/cos-e-un-distretto/"),
        ("what is a commerce district", "/cos-e-un-distretto/"),
        ("scadenza bando nuova impresa", "/programmi/lombardia/nuova-impresa-2026/"),
    ],
)
def test_an_apostrophe_that_was_not_typed_is_no_word(page: Page, address: str, question: str, first: str) -> None:
    assert first in search(page, address, question)[:2]
    assert "senza" not in page.inner_text("#esito")


def test_a_town_that_no_page_has_is_not_left_out_to_find_the_past(page: Page, address: str) -> None:
    """What is known of the town is the answer, not every past event about districts."""
    assert search(page, address, "quale distretto per abbiategrasso") == []
    assert "Abbiategrasso (MI)" in page.inner_text("#comune")
    assert "eventi passati" not in page.inner_text("#esito")


def test_a_name_with_a_j_is_found_with_an_i_and_a_word_said_twice_is_one(page: Page, address: str) -> None:
    assert search(page, address, "oh bei oh bei") == ["/eventi/ricorrenti/oh-bej-oh-bej-a-milano/"]


def test_a_day_in_the_name_of_a_square_is_no_day(page: Page, address: str) -> None:
    search(page, address, "mercato piazza 4 novembre")
    assert page.locator("#inteso button").count() == 0
    search(page, address, "bando imprese novembre")
    assert page.locator("#inteso button").count() == 0


def test_an_open_call_comes_before_closed_ones(page: Page, address: str) -> None:
    search(page, address, "bandi aperti")
    assert page.locator("#inteso button").all_inner_texts() == ["Bandi aperti ✕"]
    assert count(page) == len(results(page))


ASSETS = ["index/*.pf_index", "parole-*.json", "elenco.json", "*.pf_meta", "wasm*", "pagefind.js*", "fragment/*"]


@pytest.mark.parametrize("asset", ASSETS)
def test_a_file_that_did_not_come_is_no_empty_answer(page: Page, address: str, asset: str) -> None:
    page.route(f"**/attuali/{asset}", lambda route: route.abort())
    page.goto(f"{address}/cerca/?q=vigevano")
    page.locator("#errore", has_text="La ricerca non si è caricata").wait_for()
    assert (page.inner_text("#esito"), results(page)) == ("", [])
    page.unroute(f"**/attuali/{asset}")
    page.fill("#q", "vigevano distretto")
    page.locator("#esito", has_text="«vigevano distretto»").wait_for()
    assert "/distretti/lombardia/vigevano/" in results(page)


@pytest.mark.parametrize("answer", [{"status": 503}, {"status": 200, "body": "<title>Wi-Fi dell'albergo</title>"}])
def test_an_answer_that_is_no_index_is_no_empty_answer(page: Page, address: str, answer: dict[str, Any]) -> None:
    page.route("**/attuali/index/*", lambda route: route.fulfill(**answer))
    page.goto(f"{address}/cerca/?q=vigevano")
    page.locator("#errore", has_text="La ricerca non si è caricata").wait_for()


def test_what_failed_without_network_is_asked_again_with_it(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    search(page, address, "lodi")
    context.set_offline(True)
    page.fill("#q", "vigevano")
    page.locator("#errore", has_text="La ricerca non si è caricata").wait_for()
    context.set_offline(False)
    page.locator("#esito", has_text="risultat").wait_for()
    assert "/distretti/lombardia/vigevano/" in results(page)


@pytest.mark.parametrize("script", ["finding*.js", "answer*.js", "ranking*.js"])
def test_a_script_that_is_gone_says_so_and_the_form_does_its_work(page: Page, address: str, script: str) -> None:
    """As in a page that was open for two publishes: the form leads to the page of now."""
    page.goto(f"{address}/cerca/")
    page.route(f"**/tema/js/{script}", lambda route: route.fulfill(status=404))
    page.fill("#q", "vigevano")
    page.locator("#errore", has_text="La pagina è cambiata: ricaricala").wait_for()
    page.unroute(f"**/tema/js/{script}")
    page.press("#q", "Enter")
    page.wait_for_url(f"{address}/cerca/?q=vigevano")
    settled(page, "vigevano")
    assert "/distretti/lombardia/vigevano/" in results(page)


@pytest.mark.parametrize("asset", ["wasm*", "parole-v*"])
def test_what_browsers_keep_of_a_bad_answer_is_not_taken_twice(page: Page, address: str, asset: str) -> None:
    """The WebAssembly, or a file of words, came once as the page of an inn's network: it may have said "keep me"."""
    page.add_init_script("""
        const plainly = fetch.bind(globalThis);
        globalThis.asked = [];
        globalThis.fetch = (address, options) => {
          asked.push([String(address), options?.cache]);
          return plainly(address, options);
        };
    """)
    answers = iter([{"status": 200, "body": "<title>Wi-Fi</title>"}])

    def answer(route: Route) -> None:
        bad = next(answers, None)
        route.fulfill(**bad) if bad else route.continue_()

    page.route(f"**/attuali/{asset}", answer)
    search(page, address, "vigevano")
    assert "/distretti/lombardia/vigevano/" in results(page)
    asked = page.evaluate("asked")
    assert [how for where, how in asked if f"/attuali/{asset.strip('*')}" in where] == [None, "reload"]


def test_a_page_of_an_older_publish_finds_what_there_is_now(context: BrowserContext, tmp_path: Path) -> None:
    """In the preview old files go at once: the page loads the new index by itself."""
    world = World(tmp_path)
    world.build()
    with serving(world.output) as place:
        page = context.new_page()
        search(page, place, "botteghe")
        assert "/distretti/lombardia/botteghe-inventate/" in results(page)
        replaced(world.content / "districts/lombardia/botteghe-inventate.yaml", "name", "Distretto di Zanzibar")
        world.build()
        page.fill("#q", "zanzibar")
        settled(page, "zanzibar")
        assert results(page) == ["/distretti/lombardia/botteghe-inventate/"]
        assert page.inner_text("#errore") == ""


def test_on_a_phone_the_first_result_is_on_the_first_screen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    search(page, address, "mercato", tipo="mercato", regione="lombardia", quando="prossimi")
    box = page.locator("#risultati > li > a").first.bounding_box()
    assert box
    assert box["y"] + box["height"] < 844
    assert page.locator("#filtri summary").inner_text() == "Filtri (3)"
    context.close()


def test_each_question_that_was_read_has_its_place_in_the_history(page: Page, address: str) -> None:
    page.goto(f"{address}/cerca/")
    for text in ("lodi", "pavia"):
        page.locator("#q").fill("")
        page.keyboard.type(text, delay=20)
        settled(page, text)
        page.wait_for_timeout(1700)
    page.go_back()
    settled(page, "lodi")
    assert page.locator("#q").input_value() == "lodi"


def test_back_restores_rows_and_place(painted: Page, address: str) -> None:
    search(painted, address, "mercato")
    for number in (20, 30):
        painted.locator("#altri").click()
        painted.locator("#risultati > li > a").nth(number - 1).wait_for()
    row = painted.locator("#risultati > li > a").nth(25)
    row.scroll_into_view_if_needed()
    top, chosen = painted.evaluate("scrollY"), results(painted)[25]
    row.click()
    painted.wait_for_url(f"**{chosen}")
    painted.go_back()
    settled(painted, "mercato")
    painted.locator("#risultati > li > a").nth(29).wait_for()
    painted.wait_for_timeout(300)
    assert abs(painted.evaluate("scrollY") - top) < 50
    assert results(painted)[25] == chosen


def test_what_is_written_wrong_is_said_to_be(painted: Page, address: str) -> None:
    assert LODI in search(painted, address, "distreto lodi")
    assert painted.inner_text("#forse") == (
        "Forse cercavi: distretto lodi. Questi sono i risultati. Cerca proprio «distreto lodi»"
    )
    painted.locator("#forse a").first.click()
    settled(painted, "distretto lodi")
    assert painted.locator("#forse").is_hidden()
    assert results(painted)[0] == LODI
    search(painted, address, "zzqqxy")
    assert painted.inner_text("#esito") == "Nessun risultato per «zzqqxy»."


def test_words_that_were_found_are_marked(page: Page, address: str) -> None:
    search(page, address, "commercianti di varese")
    first = page.locator("#risultati > li").first
    assert {"commercio", "varese"} <= {text.lower().strip(".,:") for text in first.locator("mark").all_inner_texts()}
    assert page.locator("#risultati").inner_html().count("&amp;lt;") == 0


def test_the_state_is_in_the_address_both_ways(painted: Page, address: str) -> None:
    search(
        painted, address, "mercato", regione="lombardia", tipo=["mercato", "evento"], quando="prossimi", ordine="nome"
    )
    assert painted.locator("#filtri").get_attribute("open") is not None
    assert painted.locator("#scelte input:checked").evaluate_all("all => all.map(it => it.value)") == [
        "mercato", "evento", "lombardia",
    ]  # fmt: skip
    assert painted.locator("#quando").input_value() == "prossimi"
    assert painted.locator("#ordine").input_value() == "nome"
    painted.get_by_label("Piemonte").check()
    settled(painted, "mercato")
    asked = parse_qsl(urlsplit(painted.url).query)
    assert asked == [
        ("q", "mercato"), ("tipo", "mercato"), ("tipo", "evento"), ("regione", "lombardia"), ("regione", "piemonte"),
        ("quando", "prossimi"), ("ordine", "nome"),
    ]  # fmt: skip
    before = results(painted)
    painted.reload()
    settled(painted, "mercato")
    assert results(painted) == before
    painted.go_back()
    settled(painted, "mercato")
    assert painted.get_by_label("Piemonte").is_checked() is False
    assert results(painted) != before


def test_values_are_alternatives_and_facets_go_together(painted: Page, address: str) -> None:
    search(painted, address, "mercato")
    everything = count(painted)
    painted.locator("#scelte small:not(:empty)").first.wait_for()
    numbers = {}
    for slug in ("lombardia", "piemonte"):
        label = painted.locator(f"#scelte label:has(input[value={slug}])")
        numbers[slug] = int(label.locator("small").inner_text())
        label.locator("input").check()
        settled(painted, "mercato")
    assert count(painted) == sum(numbers.values()) < everything
    both = painted.locator("#scelte label:has(input[name=tipo][value=comune])")
    number = int(both.locator("small").inner_text())
    both.locator("input").check()
    settled(painted, "mercato")
    assert count(painted) == number < sum(numbers.values())
    painted.get_by_role("button", name="Togli tutti i filtri").click()
    settled(painted, "mercato")
    assert count(painted) == everything


def test_time_narrows_to_days(page: Page, address: str) -> None:
    fair = "/eventi/2026/artigiano-in-fiera-2026/"
    assert search(page, address, "artigiano in fiera", dal="2026-12-13", al="2026-12-31") == [fair]
    assert fair not in search(page, address, "artigiano in fiera", dal="2026-12-14", al="2026-12-31")
    assert "/eventi/2011/mapic-2011/" in search(page, address, "mapic", dal="2011-11-01", al="2011-11-30")


def test_results_come_in_the_order_that_is_asked(page: Page, address: str) -> None:
    search(page, address, "mercato contadino", ordine="nome")
    names = page.locator("#risultati > li > a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    search(page, address, tipo="evento", ordine="data")
    first = page.locator("#risultati > li p").first.inner_text()
    assert "2026" in first
    assert search(page, address, tipo="mercato", ordine="distanza", da="lodi")[0].endswith("-lodi/")
    assert page.locator("#da").input_value() == "Lodi (LO)"
    far = [float(number) for number in re.findall(r"a (?:meno di )?(\d+) km", page.inner_text("#risultati"))]
    assert len(far) == 10
    assert far == sorted(far)
    assert "da=lodi" in page.url
    search(page, address, tipo="mercato", ordine="distanza", da="Atlantide")
    assert page.get_by_text("questo non è nel registro").is_visible()


def test_a_municipality_in_the_question_is_answered_for(page: Page, address: str) -> None:
    search(page, address, "In che distretto è Lodi?")
    said = page.inner_text("#comune")
    assert "il Comune ne fa parte ed è capofila" in said
    assert "verifica che la tua via sia nel perimetro" in said
    assert page.locator("#comune a").first.get_attribute("href") == f"{address}{LODI}"
    search(page, address, "cavacurta")
    said = page.inner_text("#comune")
    assert "Cavacurta, oggi Castelgerundo (LO)" in said
    assert "nessun distretto lo comprende" in said
    assert "Elenco ufficiale: Regione Lombardia" in said
    assert re.search(r"Basso Lodigiano \(.+, a \d+ km in linea d’aria\)", said)
    search(page, address, "mercato")
    assert page.inner_text("#comune") == ""


STATES = {  # the question, and what is to be seen then
    "empty": ("", "#elenchi"),
    "results": ("lodi", "#risultati > li"),
    "none": ("zzqqxy", "#esito"),
    "filters": ("lodi", "#filtri"),
    "municipality": ("cavacurta", "#comune a"),
    "error": ("lodi", "#errore"),
    "lost file": ("mercato lodi", "#errore"),
    "past": ("bando imprese terre del monviso saluzzo incontro", "#risultati > .part"),
    "time": ("mercati domani", "#inteso button"),
    "place": ("mercato vicino a seregno", "#inteso button"),
    "corrected": ("mercato mantoba", "#forse a"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(page: Page, address: str, state: str) -> None:
    page.clock.set_fixed_time(NOON)
    asked, seen = STATES[state]
    if state in ("error", "lost file"):
        page.route("**/attuali/index/**" if state == "lost file" else "**/attuali/**", lambda route: route.abort())
    if state == "empty":
        page.goto(f"{address}/cerca/")
    else:
        search(page, address, asked, **({"regione": "lombardia"} if state == "filters" else {}))
    assert page.locator(seen).first.is_visible()
    if state in ("error", "lost file"):
        assert page.get_by_role("alert").inner_text().startswith("La ricerca non si è caricata.")
        assert page.locator("#elenchi").is_visible()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert everywhere(page) == {}


def test_the_search_goes_on_after_an_error(page: Page, address: str) -> None:
    page.route("**/attuali/**", lambda route: route.abort())
    search(page, address, "lodi")
    assert page.inner_text("#errore") != ""
    page.unroute("**/attuali/**")
    page.reload()
    settled(page, "lodi")
    assert (page.inner_text("#errore"), results(page)[0]) == ("", "/comuni/lodi/")


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    """From the box to a result, to a filter, back: and what changes is announced."""
    page.goto(f"{address}/cerca/")
    for _ in range(20):
        if page.evaluate("document.activeElement.id") == "q":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("distretto lodi")
    settled(page, "distretto lodi")
    before = announced(page)
    assert re.fullmatch(r"\d+ risultati per «distretto lodi».", before)
    tab_to(page, "document.activeElement.matches('#filtri summary')")  # the filters are beside the results
    tab_to(page, "document.activeElement.name == 'tipo' && document.activeElement.value == 'distretto'")
    page.keyboard.press("Space")
    for _ in range(200):
        if announced(page) != before:
            break
        page.wait_for_timeout(25)
    assert re.fullmatch(r"\d+ risultati per «distretto lodi».", announced(page))
    assert "tipo=distretto" in page.url
    tab_to(page, "document.activeElement.closest('#risultati')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{LODI}")
    page.go_back()
    settled(page, "distretto lodi")
    assert page.locator("input[name=tipo][value=distretto]").is_checked()
    tab_to(page, "document.activeElement.id == 'altri' || document.activeElement.closest('#anche-passati')")


def tab_to(page: Page, condition: str) -> None:
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(f"Boolean({condition})"):
            return
    raise AssertionError(condition)


def announced(page: Page) -> str:
    """The words of the first status in the accessibility tree."""
    tree = page.locator("#esito").aria_snapshot()
    found = re.match(r"- status: ?(.*)", tree)
    return found[1].strip('"') if found else ""


def test_more_results_come_after_those_shown(page: Page, address: str) -> None:
    first = search(page, address, "mercato")
    assert len(first) == 10
    page.get_by_role("button", name="Mostra altri risultati").press("Enter")
    page.wait_for_timeout(300)
    assert results(page)[:10] == first
    assert len(set(results(page))) == 20
    assert page.evaluate("document.activeElement.closest('li') == risultati.children[10]")


def test_hostile_questions_change_and_run_nothing(page: Page, address: str) -> None:
    said = watched(page, address)
    page.goto(f"{address}/cerca/")
    page.fill("#q", "lodi")
    settled(page, "lodi")
    frame = page.evaluate("document.querySelectorAll(':not(#risultati *, #forse *, #comune *)').length")
    for text in HOSTILE:
        page.evaluate("text => { q.value = text; q.dispatchEvent(new Event('input')) }", text)
        page.wait_for_timeout(200)
        for _ in range(200):
            if page.evaluate("risultati.ariaBusy == 'false'"):
                break
            page.wait_for_timeout(25)
        assert (
            page.evaluate("document.querySelectorAll('main :is(img, script, svg:not(.spot), iframe, style)').length")
            == 0
        )
        assert page.evaluate("document.querySelectorAll(':not(#risultati *, #forse *, #comune *)').length") == frame
    page.fill("#q", "lodi")
    settled(page, "lodi")
    assert results(page)[0] == "/comuni/lodi/"
    assert said == []


def test_hostile_addresses_change_and_run_nothing(page: Page, address: str) -> None:
    said = watched(page, address)
    for text in ADDRESSES:
        page.goto(f"{address}/cerca/{text}")
        page.wait_for_timeout(250)
        assert (
            page.evaluate("document.querySelectorAll('main :is(img, script, svg:not(.spot), iframe, style)').length")
            == 0
        )
    page.fill("#q", "duc lodi")
    settled(page, "duc lodi")
    assert results(page)[0] == LODI
    assert said == []


def watched(page: Page, address: str) -> list[str]:
    """What goes wrong on a page: words of the console, errors, dialogs, requests elsewhere."""
    said: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            said.append(request.url)

    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", asked)
    return said


@pytest.mark.parametrize("path", ["/", LODI, "/cerca/", "/comuni/"])
def test_nothing_is_loaded_before_the_reader_touches_the_search(page: Page, address: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address + path, wait_until="networkidle")
    assert [name for name in asked if name.startswith("/cerca/") and name != "/cerca/"] == []
    scripts = [name for name in asked if name.endswith(".js")]
    assert sum(len(gzip.compress(page.request.get(address + name).body())) for name in scripts) <= 4 * KB


def test_the_form_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{LODI}")
    page.get_by_role("searchbox", name="Cerca nel catalogo").fill("lodi")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/cerca/?q=lodi")
    assert page.locator("#ricerca").is_hidden()
    assert page.get_by_text("le serve JavaScript").is_visible()
    page.get_by_role("navigation", name="Tutti i comuni").get_by_role("link", name="L", exact=True).click()
    page.get_by_role("link", name="Lodi (LO)").click()
    assert page.url == f"{address}/comuni/lodi/"
    context.close()


def test_budgets_of_bytes(painted: Page, address: str) -> None:
    """As transferred by a server that compresses."""
    page = painted
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(f"{address}/cerca/", wait_until="networkidle")
    costs = []
    for query in ("lodi", "mercato il sabato a lodi", "bando vetrine", "mercto torino"):
        loaded.clear()
        page.fill("#q", query)
        settled(page, query)
        page.wait_for_timeout(100)
        costs.append(sum(loaded))
    loaded.clear()
    page.locator("#filtri summary").click()
    settled(page, "mercto torino")
    page.wait_for_timeout(100)
    costs.append(sum(loaded))
    assert costs[0] <= 250 * KB, costs
    assert max(costs[1:]) <= 90 * KB, costs
