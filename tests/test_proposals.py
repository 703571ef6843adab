"""The forms of /proponi/ in a real browser, on a phone: from nothing, or from a record, to a file that editors take."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from distretti import editing
from distretti.__main__ import main
from distretti.model import RecurringEvent
from distretti.outputs import proposals
from distretti.reading.validation import validated
from distretti.reading.yaml_file import read
from distretti.site import addresses

from .axe import violations
from .conftest import PROJECT, real_content
from .test_editing import git, repository

__all__ = ["repository"]

FORM = "form.proposal"
CHECK = "Controlla e prepara"


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
    page.locator("[data-choice=every]").select_option("M")
    page.locator("[data-choice=which]").select_option("2")
    page.get_by_label("domenica").check()
    field(page, "time").fill("08:00")
    field(page, "municipality").fill("Lodi")
    field(page, "summary").fill("Un mercato inventato.")
    page.get_by_role("button", name="Aggiungi: Fonti").click()
    field(page, "sources", "publisher").fill("NO")
    field(page, "sources", "url").fill("https://olio.example/mercato")
    page.get_by_label("Ente o associazione").fill("Comune di Lodi")
    page.get_by_label("Dichiaro").check()


def errors(page: Page) -> list[str]:
    """What the form says once it has checked, a line for each thing."""
    page.evaluate("document.querySelector('[data-errors]').replaceChildren()")
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-errors] h2, [data-result]:not([hidden])").first.wait_for(state="attached")
    return page.locator("[data-errors] li").all_inner_texts()


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
    page.get_by_label("Aggiungi questa fonte").uncheck()
    page.get_by_label("Dichiaro").check()
    page.get_by_role("button", name=CHECK).click()
    page.locator("[data-result]").wait_for()
    changes = page.locator("[data-changes] li")
    assert changes.count() == 1
    assert changes.first.inner_text().startswith("Capofila: era ")
    found = editing.proposal(PROJECT / "content", downloaded(page, tmp_path))
    assert found.path == "districts/piemonte/valsesia.yaml"
    assert found.changed == ("lead",)


def test_the_source_of_a_change_is_one_of_the_record(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, "distretto", "/distretti/piemonte/valsesia/")
    field(page, "lead").fill("Comune di Prova")
    page.get_by_label("Da dove viene la notizia").fill("Delibera inventata n. 1, https://delibere.example/uno.")
    page.get_by_label("Dichiaro").check()
    assert errors(page) == ["Chi pubblica la fonte: manca: la fonte va fra quelle della scheda"]
    page.get_by_label("Ente o associazione").fill("Comune di Prova")
    assert errors(page) == []
    found = editing.proposal(PROJECT / "content", downloaded(page, tmp_path))
    assert found.changed == ("lead", "sources")
    added = (
        "  - title: Delibera inventata n. 1\n    publisher: Comune di Prova\n    url: https://delibere.example/uno\n"
    )
    assert added in found.text


def test_a_list_of_many_is_folded_and_what_came_and_went_is_said(page: Page, address: str) -> None:
    opened(page, address, "distretto", "/distretti/piemonte/valsesia/")
    towns = page.locator('[data-key="municipalities"]')
    assert towns.locator("details[open]").count() == 0
    first = towns.locator("summary").first.inner_text()
    assert towns.evaluate("each => each.offsetHeight") < 3200
    towns.get_by_role("button", name=f"Togli {first}", exact=True).click()
    towns.get_by_role("button", name="Aggiungi: Comuni").click()
    towns.locator('details[open] [data-key="name"] input').fill("Vercelli")
    page.get_by_label("Da dove viene la notizia").fill("Delibera inventata n. 1")
    page.get_by_label("Aggiungi questa fonte").uncheck()
    page.get_by_label("Dichiaro").check()
    assert errors(page) == []
    page.locator("[data-result]").wait_for()
    assert page.locator("[data-changes] li").all_inner_texts() == [f"Comuni: aggiunto Vercelli; tolto {first}"]


def test_the_municipalities_of_a_district_are_checked(page: Page, address: str) -> None:
    """Names that nobody has, of another region, of several municipalities, written twice: as the command line says."""
    opened(page, address, "distretto", "/distretti/lombardia/lodi/")
    page.get_by_label("Confermo la scheda").check()
    page.get_by_label("Ente o associazione").fill("Comune di Lodi")
    page.get_by_label("Dichiaro").check()
    towns = page.locator('[data-key="municipalities"]')
    towns.get_by_role("button", name="Aggiungi: Comuni").click()
    added = towns.locator('details[open] [data-key="name"] input')
    for name, said in (
        ("Albuzanno", "«Albuzanno» non è il nome di un comune di oggi secondo l’Istat. Forse volevi «Albuzzano»?"),
        ("Torino", "«Torino» non è in questa regione o provincia, è in Piemonte (TO)"),
        ("Lodi", "«Lodi» è già nell'elenco"),
    ):
        added.fill(name)
        assert errors(page) == [f"Comune: {said}"]
    opened(page, address, "evento")
    field(page, "municipality").fill("Livo")
    assert "Comune: più comuni si chiamano «Livo»: scrivi la provincia, uno fra Livo (CO) e Livo (TN)" in errors(page)


def test_a_record_that_is_there_is_corrected_and_not_made_anew(page: Page, address: str) -> None:
    record = next(iter(real_content().of(RecurringEvent).values()))
    opened(page, address, "ricorrente")
    filled_market(page)
    field(page, "title").fill(record.id.replace("-", " ").capitalize())
    assert errors(page) == ["Titolo: c’è già una scheda con questo nome. Correggi quella"]
    page.get_by_role("link", name="Correggi quella").click()
    page.wait_for_selector(f"{FORM}:visible")
    assert field(page, "title").input_value() == record.title


def test_a_change_after_the_proposal_puts_it_away(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    assert errors(page) == []
    page.locator("[data-result]").wait_for()
    field(page, "time").fill("09:00")
    assert page.locator("[data-result]").is_hidden()
    assert page.locator("[data-status]").inner_text().startswith("Hai cambiato qualcosa")


def test_what_is_not_whole_says_what_it_lacks(page: Page, address: str, tmp_path: Path) -> None:
    """The name of the file, in words and in the e-mail; the declaration is in it only where it was made."""
    opened(page, address, "evento")
    field(page, "title").fill("Festa inventata")
    page.get_by_role("button", name="Salva anche incompleto").click()
    page.locator("[data-result]").wait_for()
    assert "Al nome del file manca la data" in page.locator("[data-changes]").inner_text()
    body = page.locator("[data-text]").input_value()
    assert body.startswith("Proposta per content/events/anno/festa-inventata.yaml\nAl nome del file manca la data")
    assert "Manca la dichiarazione" in body
    assert "Dichiaro" not in body
    mail = page.locator("[data-mail]").get_attribute("href") or ""
    assert "%0D%0A" in mail
    assert "%0A" not in mail.replace("%0D%0A", "")
    page.get_by_label("Dichiaro").check()
    page.get_by_role("button", name="Salva anche incompleto").click()
    page.locator("[data-result]").wait_for()
    assert "Dichiaro di poter" in page.locator("[data-text]").input_value()


def test_the_draft_is_said_to_stay_after_the_e_mail(page: Page, address: str) -> None:
    opened(page, address, "domanda")
    field(page, "name").fill("Dove si ritira la tessera di prova?")
    page.get_by_role("button", name="Salva anche incompleto").click()
    page.locator("[data-result]").wait_for()
    assert page.locator("[data-kept]").is_hidden()
    page.locator("[data-mail]").evaluate("each => { each.hidden = false; each.href = '#'; each.click() }")
    page.locator("[data-kept] button").click()
    page.wait_for_selector(f"{FORM}:visible")
    assert page.evaluate("localStorage.length") == 0


def test_each_record_has_a_draft_of_its_own(page: Page, address: str) -> None:
    for record, lead in (("valsesia", "Comune di Prova"), ("acqui-terme", "Comune di Altrove")):
        opened(page, address, "distretto", f"/distretti/piemonte/{record}/")
        field(page, "lead").fill(lead)
        page.get_by_label("Confermo la scheda").check()
    opened(page, address, "distretto")
    assert field(page, "lead").input_value() == ""
    opened(page, address, "distretto", "/distretti/piemonte/valsesia/")
    assert field(page, "lead").input_value() == "Comune di Prova"
    assert page.get_by_label("Confermo la scheda").is_checked()


@pytest.mark.parametrize(
    ("record", "where"),
    [
        ("/distretti/lombardia/lodi/", "/proponi/distretto/?scheda=/distretti/lombardia/lodi/"),
        ("/distretti/lombardia/", "/segnala/?scheda=/distretti/lombardia/"),
    ],
)
def test_a_record_of_another_kind_leads_to_its_form(page: Page, address: str, record: str, where: str) -> None:
    opened(page, address, "evento", record)
    assert "non è di questo tipo" in page.locator("[data-status]").inner_text()
    page.get_by_role("link", name="apri il modulo giusto").click()
    assert page.url == f"{address}{where}"


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


def test_a_reload_in_the_middle_loses_nothing_and_the_draft_can_be_deleted(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    page.locator("[data-next]").get_by_text("Torna la seconda domenica").wait_for()
    page.reload()
    page.wait_for_selector(f"{FORM}:visible")
    assert field(page, "title").input_value() == "Mercato dell'olio: il #1"
    assert field(page, "sources", "url").input_value() == "https://olio.example/mercato"
    assert field(page, "recurrence", "rrule").input_value() == "FREQ=MONTHLY;BYDAY=2SU"
    assert page.locator("[data-choice=which]").input_value() == "2"
    assert page.get_by_label("Ente o associazione").input_value() == "Comune di Lodi"
    assert page.get_by_label("Dichiaro").is_checked()
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
        assert violations(page) == ""
    filled_market(page)
    page.get_by_role("button", name=CHECK).click()
    assert violations(page) == ""


def test_without_script_the_page_says_how_to_propose_by_post(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/proponi/ricorrente/")
    assert page.locator(FORM).is_hidden()
    text = page.locator("pre").first.inner_text()
    asked = (
        "Titolo: ",
        "Comune (",
        "Quando torna, ",
        "Inizio: ",
        "Da dove viene la notizia ",
        "Ente e ufficio",
        "Dichiaro di",
    )
    assert [line for line in asked if f"\n{line}" not in text] == []
    assert "Compilata" not in text
    context.close()


def test_without_a_line_what_needs_none_is_checked_all_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    context.route("**/proponi/*.json", lambda route: route.abort())
    context.route("**/cerca/comuni/*", lambda route: route.abort())
    opened(page, address, "ricorrente")
    filled_market(page)
    field(page, "time").fill("25:00")
    assert errors(page) == ["Inizio: «25:00» non è un'ora: scrivi 'HH:MM' fra virgolette ('09:30')"]
    context.close()


def test_hints_are_of_what_is_asked_and_not_of_how_files_are_written(site: Path) -> None:
    hints = re.compile(r"<small>\n?([^<]*)</small>")
    for page in site.glob("proponi/*/index.html"):
        said = [hint.strip() for hint in hints.findall(page.read_text("utf-8"))]
        odd = ("Per esempio lodi", "lombardia/lodi", "HH:MM’")
        assert [hint for hint in said if hint.endswith(odd) or "’HH:MM’" in hint] == [], page


def test_names_are_suggested_and_two_towns_of_one_name_told_apart(page: Page, address: str) -> None:
    opened(page, address, "evento")
    for button, keys, typed, wanted in (
        ("Aggiungi: Temi", ("themes",), "in", "innovazione"),
        ("Aggiungi: Distretti", ("districts",), "lo", "lombardia/lodi"),
        ("", ("municipality",), "Livo", "Livo (TN)"),
    ):
        if button:
            page.locator("details", has_text="Altri campi").first.evaluate("each => each.open = true")
            page.get_by_role("button", name=button).click()
        field(page, *keys).fill(typed)
        page.locator(f'#nomi option[value="{wanted}"]').wait_for(state="attached")


def test_the_page_of_fields_keeps_the_quotes_of_what_is_typed(site: Path) -> None:
    text = (site / "schemi" / "ricorrente" / "index.html").read_text("utf-8")
    assert "<code>&#39;HH:MM&#39;</code> fra virgolette" in text
    assert "HH:MM’" not in text


def test_the_form_is_light(site: Path) -> None:
    """A page of it is 8 kB, what it loads before anything is asked for 5 kB: checks and hand-over come when wanted."""
    scripts = [(site / "tema" / "js" / f"{name}.js").read_bytes() for name in ("proposal", "fields")]
    assert sum(len(gzip.compress(script)) for script in scripts) <= 5_000
    pages = {page.parent.name: len(gzip.compress(page.read_bytes())) for page in site.glob("proponi/*/index.html")}
    assert len(pages) == len(addresses.PROPOSED)
    assert max(pages.values()) <= 8_000, pages


def test_the_letter_of_who_has_no_script_asks_for_what_editors_need() -> None:
    text = "Titolo: \nEnte: "
    letter = proposals._letter("a@b.example", "Proposta: un mercato", text)
    assert letter == "mailto:a@b.example?subject=Proposta%3A%20un%20mercato&body=Titolo%3A%20%0D%0AEnte%3A%20"
    assert proposals._letter("", "Proposta", text) == ""
