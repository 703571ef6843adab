"""The forms of /proponi/ in a real browser, on a phone: from nothing, or from a record, to a file that editors take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from distretti import editing
from distretti.__main__ import main
from distretti.model import RecurringEvent, checks, written
from distretti.model.registry import KINDS
from distretti.model.schema import schema
from distretti.model.written import Form
from distretti.reading.validation import validated
from distretti.reading.yaml_file import read
from distretti.site import addresses

from .conftest import PROJECT, real_content
from .test_browser import AXE
from .test_editing import git, repository

__all__ = ["repository"]

FORM = "form.proposal"
CHECK = "Controlla e prepara"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def opened(page: Page, address: str, kind: str, record: str = "") -> None:
    page.goto(f"{address}/proponi/{kind}/{f'?scheda={record}' if record else ''}")
    page.wait_for_selector(f"{FORM}:visible")


def field(page: Page, *keys: str) -> Any:
    return page.locator(" ".join(f'[data-key="{key}"]' for key in keys)).locator("input,select,textarea").first


def loaded(page: Page, script: str) -> str:
    """The address of a script of the page."""
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    return next(name for name in names if f"/js/{script}" in name and name.endswith(".js"))


def filled_market(page: Page) -> None:
    """A market as an office would describe it: no rule is typed."""
    field(page, "title").fill("Mercato dell'olio: il #1")
    field(page, "kind").select_option("mercato")
    page.locator("[data-every]").select_option("M")
    page.locator("[data-which]").select_option("2")
    page.get_by_label("domenica").check()
    field(page, "time").fill("08:00")
    field(page, "municipality").fill("Lodi")
    field(page, "summary").fill("Un mercato inventato.")
    page.get_by_role("button", name="Aggiungi: Fonti").click()
    field(page, "sources", "publisher").fill("NO")
    field(page, "sources", "url").fill("https://olio.example/mercato")
    page.get_by_label("Ente o associazione").fill("Comune di Lodi")
    page.get_by_label("Dichiaro").check()


def downloaded(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Scarica il file").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_market_goes_from_nothing_to_a_commit(page: Page, address: str, repository: Path, tmp_path: Path) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    assert page.locator("[data-next]").inner_text().startswith("Torna la seconda domenica del mese. Prossime date: ")
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-result]").wait_for()
    assert page.locator("[data-errors]").is_hidden()
    assert "È valido." in page.locator("[data-changes]").inner_text()
    body = page.locator("[data-text]").input_value()
    assert "Da: Comune di Lodi" in body
    assert "CC BY 4.0" in body
    assert len(page.locator("[data-mail]").get_attribute("href") or "") < 2 * 1800 + 400
    file = downloaded(page, tmp_path)
    assert file.name == "mercato-dell-olio-il-1.yaml"
    assert page.evaluate("localStorage.length") == 0  # the draft goes with the download
    text = file.read_text("utf-8")
    document, problems = read(text.encode(), file.name)
    assert document
    assert problems == []
    assert document.value["title"] == "Mercato dell'olio: il #1"  # type: ignore[call-overload]
    assert document.value["sources"][0]["publisher"] == "NO"  # type: ignore[call-overload]
    assert document.value["recurrence"]["rrule"] == "FREQ=MONTHLY;BYDAY=2SU"  # type: ignore[call-overload]
    assert main(["accept", str(file), "--folder", str(repository / "content")]) == 0
    assert main(["check", str(repository / "content")]) == 0
    assert git(repository, "show", "--format=%an", "--stat").startswith("Redazione")


def test_a_question_waits_with_the_editors_until_it_has_an_answer(
    page: Page, address: str, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who asks needs no source; the file is taken, and check says that it is not published yet."""
    opened(page, address, "domanda")
    field(page, "name").fill("Dove si ritira la tessera di prova?")
    field(page, "asked").fill("28/11/2026")
    field(page, "by").select_option("lettore")
    page.get_by_label("Dichiaro").check()
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-result]").wait_for()
    file = downloaded(page, tmp_path)
    assert main(["accept", str(file), "--folder", str(repository / "content")]) == 0
    assert main(["check", str(repository / "content")]) == 0
    assert f"questions/{file.name}" in git(repository, "show", "--format=%an", "--stat")
    assert "non ha ancora una risposta" in capsys.readouterr().out


def test_a_district_of_many_municipalities_changes_in_one_field(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, "distretto", "/distretti/piemonte/valsesia/")
    said = page.locator("[data-status]").inner_text()
    assert said.startswith("Caricata: ")
    assert page.locator('[data-key="municipalities"] [data-item]').count() >= 20
    field(page, "lead").fill("Comune di Prova")
    page.get_by_label("Da dove viene la notizia").fill("Delibera inventata n. 1")
    page.get_by_label("Dichiaro").check()
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-result]").wait_for()
    changes = page.locator("[data-changes] li")
    assert changes.count() == 1
    assert changes.first.inner_text().startswith("Capofila: era ")
    found = editing.proposal(PROJECT / "content", downloaded(page, tmp_path))
    assert found.path == "districts/piemonte/valsesia.yaml"
    assert found.changed == ("lead",)


def test_a_body_confirms_a_record(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, "distretto", "/distretti/lombardia/lodi/")
    page.get_by_label("Confermo la scheda").check()
    page.get_by_label("Dichiaro").check()
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-errors] li").wait_for()
    assert "serve il nome dell’ente" in page.locator("[data-errors]").inner_text()
    page.get_by_label("Ente o associazione").fill("Comune di Lodi")
    page.get_by_role("button", name=CHECK).click()
    found = editing.proposal(PROJECT / "content", downloaded(page, tmp_path))
    assert found.changed == ("confirmed",)
    assert "confirmed:\n  date: 2" in found.text
    assert "  body: Comune di Lodi\n  how: modulo\n" in found.text


@pytest.mark.parametrize(
    ("keys", "value"), [(("time",), "25:00"), (("sources", "date"), "2026-02-30"), (("sources", "url"), "olio.example")]
)
def test_a_wrong_value_gets_the_sentence_of_the_command_line(
    page: Page, address: str, keys: tuple[str, ...], value: str, tmp_path: Path
) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    field(page, *keys).fill(value)
    page.get_by_role("button", name=CHECK).click()
    said = page.locator("[data-errors] li")
    said.wait_for()
    assert said.count() == 1
    page.get_by_role("button", name="Salva anche incompleto").click()
    document, _ = read(downloaded(page, tmp_path).read_bytes(), "")
    assert document
    _, problems = validated(RecurringEvent, document, id="prova", prose="")
    assert [problem.message for problem in problems] == [said.inner_text().partition(": ")[2]]
    said.locator("a").click()
    assert page.evaluate("document.activeElement.value") == value


def test_a_name_that_nobody_has_is_said_and_names_in_two_languages_are_sound(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    said = page.locator("[data-errors] li")
    for name, wrong in (("Lodii", True), ("Bolzano/Bozen", False), ("Lodi (LO)", False), ("Forlì", False)):
        field(page, "municipality").fill(name)
        page.get_by_role("button", name=CHECK).click()
        if wrong:
            said.wait_for()
            assert f"«{name}» non è il nome di un comune di oggi" in said.inner_text()
        else:
            page.locator("[data-errors]").wait_for(state="hidden")
    page.locator("details", has_text="Altri campi").first.evaluate("each => each.open = true")
    page.get_by_role("button", name="Aggiungi: Distretti").click()
    field(page, "districts").fill("lombardia/nessuno")
    page.get_by_role("button", name=CHECK).click()
    said.wait_for()
    assert "non c’è nessuna scheda «lombardia/nessuno»" in said.inner_text()


def test_a_market_that_is_there_shows_its_rule_as_choices_and_keeps_the_words_of_its_source(
    page: Page, address: str
) -> None:
    record = next(
        event
        for event in real_content().of(RecurringEvent).values()
        if event.recurrence.rrule == "FREQ=WEEKLY;BYDAY=TU" and not event.recurrence.approximate
    )
    opened(page, address, "ricorrente", addresses.of(record))
    assert page.locator("[data-every]").input_value() == "W"
    assert page.locator("[data-rule] [type=checkbox]:checked").evaluate_all("all => all.map((box) => box.value)") == [
        "TU"
    ]
    page.get_by_label("mercoledì").check()
    assert field(page, "recurrence", "rrule").input_value() == "FREQ=WEEKLY;BYDAY=TU,WE"
    assert field(page, "recurrence", "text").input_value() == record.recurrence.text


RULES = (
    "FREQ=WEEKLY;BYDAY=TU,FR", "FREQ=MONTHLY;BYDAY=2SU", "FREQ=MONTHLY;BYDAY=-1SA", "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU",
)  # fmt: skip
BEYOND = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
    "FREQ=WEEKLY;BYMONTH=5;BYDAY=SU",
    "FREQ=MONTHLY;BYDAY=2SU,4SU",
)


def test_choices_and_rules_say_the_same(page: Page, address: str) -> None:
    """What a rule sets is what makes it; a rule that has more than the choices can say sets none."""
    opened(page, address, "ricorrente")
    with page.expect_response(re.compile(r"/js/rule\b")):
        page.locator("[data-every]").focus()
    page.wait_for_function("document.querySelector('[data-next]').textContent === ''")
    script = loaded(page, "rule")
    found = page.evaluate(
        """async ([script, rules]) => {
            const { choices, chosen } = await import(script);
            const same = (rule) => {
              const set = choices(rule);
              const numbers = set && { day: Number(set.day), month: Number(set.month) };
              return set && chosen({ ...set, ...numbers, names: ["x", "y"], monthName: "m" })?.rrule;
            };
            return rules.map((rule) => same(rule) ?? null);
        }""",
        [script, [*RULES, *BEYOND]],
    )
    assert found[: len(RULES)] == list(RULES)
    assert found[len(RULES) :] == [None] * len(BEYOND)


FORMS = {name: form for name, form in vars(written).items() if isinstance(form, Form)}
BAD = (
    "",
    "x y",
    "25:00",
    "2026-1-1",
    "1.000",
    "-1",
    "é",
    "lodi_",
    "ABC",
    "07-32",
    "a@b",
    "ftp://a.it",
    "12345678901234",
)


def test_patterns_mean_the_same_in_the_browser(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    script = loaded(page, "proposal")
    found = page.evaluate(
        """async ([script, rules, values]) => {
            const { wrong } = await import(script);
            return rules.map((rule) => values.map((value) => wrong(value, rule) === ""));
        }""",
        [script, [form.schema for form in FORMS.values()], [*BAD, *(form.example for form in FORMS.values())]],
    )
    wanted = [
        [bool(re.search(form.schema["pattern"], value)) for value in (*BAD, *(one.example for one in FORMS.values()))]
        for form in FORMS.values()
    ]
    assert found == wanted


SAYS_NOTHING = (
    "n.d.",
    "N/D",
    "n. a.",
    "non noto",
    "(da definire)",
    "---",
    "…",
    "ignota",
    "null",
    "Boh",
    "non disponibile",
)
SAYS_SOMETHING = ("nd 3", "Nota", "da Definire a Lodi", "3-4", "Non solo vino", "Ignazio", "n. 3", "A")


def test_words_for_nothing_are_told_in_the_browser_as_on_the_command_line(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    values = [*SAYS_NOTHING, *SAYS_SOMETHING]
    found = page.evaluate(
        """async ([script, values]) => {
            const { wrong } = await import(script);
            return values.map((value) => wrong(value, {}).includes("non dice niente"));
        }""",
        [loaded(page, "proposal"), values],
    )
    assert found == [checks.says_nothing(value) for value in values] == [value in SAYS_NOTHING for value in values]


def test_a_reload_in_the_middle_loses_nothing_and_the_draft_can_be_deleted(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    page.reload()
    page.wait_for_selector(f"{FORM}:visible")
    assert field(page, "title").input_value() == "Mercato dell'olio: il #1"
    assert field(page, "sources", "url").input_value() == "https://olio.example/mercato"
    assert field(page, "recurrence", "rrule").input_value() == "FREQ=MONTHLY;BYDAY=2SU"
    assert page.locator("[data-which]").input_value() == "2"
    assert page.get_by_label("Ente o associazione").input_value() == "Comune di Lodi"
    page.get_by_role("button", name="Cancella la bozza").click()
    page.wait_for_selector(f"{FORM}:visible")
    assert page.evaluate("localStorage.length") == 0
    assert field(page, "title").input_value() == ""


def test_axe_finds_nothing_in_the_form_its_errors_and_its_result(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-errors] li").first.wait_for()
    assert page.evaluate("document.activeElement.matches('[data-errors]')")
    page.evaluate("for (const item of document.querySelectorAll('details')) item.open = true")
    for state in ("light", "dark"):
        page.emulate_media(color_scheme=state)  # type: ignore[arg-type]
        assert Axe().run(page, options=AXE).response["violations"] == []
    filled_market(page)
    page.get_by_role("button", name=CHECK).click()
    assert Axe().run(page, options=AXE).response["violations"] == []


def test_without_script_the_page_says_how_to_propose_by_post(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/proponi/ricorrente/")
    assert page.locator(FORM).is_hidden()
    text = page.locator("pre").first.inner_text()
    assert all(
        f"{item['title']}: " in text
        for item in schema(KINDS["recurring"])["properties"].values()
        if item["title"] in ("Titolo", "Cadenza")
    )
    context.close()
