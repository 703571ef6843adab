"""Who would invest reads on sheets and comparisons what qualifies a figure: the same in page, paper and file."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.standing import markets as markets_of
from distretti.language.words import Own, plain, words
from distretti.opendata.of_comparison import COMPARISON
from distretti.outputs import districts, foreign, investor_sheets
from distretti.outputs import foreign_investing as abroad
from distretti.presenters import foreign_investing, investor_facts, markets
from distretti.site import addresses, languages
from distretti.site.components import Link

from ..conftest import real_catalog
from ..mutants import DISTRICT, MARKET, SHOPS
from .test_documents import SITE, documents, leaves, render
from .test_standings import ARCADES, read, replace, sheets, views

ABROAD = "/en/districts/lombardia/portici-immaginari/invest/"
BOTH = (f"{ARCADES}investire/", ABROAD)
FILES = (f"{ARCADES}investire/scheda.csv", f"{ABROAD}sheet.csv")
PAPERS = (f"{ARCADES}investire/scheda.pdf", f"{ABROAD}sheet.pdf")
SHEET = "/distretti/lombardia/botteghe-inventate/investire/"
FOREIGN = "/en/districts/lombardia/botteghe-inventate/invest/sheet.csv"
CONFIRMED = "confirmed:\n  date: 2026-11-21\n  body: Comune di Lodi\n  how: pec\ncompiled:"


def lines(outputs: dict[str, Any], address: str) -> list[dict[str, str]]:
    """The rows of a file."""
    return list(csv.DictReader(io.StringIO(outputs[address].content.decode())))


def on_paper(folder: Path, address: str) -> str:
    """The first page of a document, without spaces."""
    return leaves(render()(documents(folder)[address]))[0]


@pytest.mark.parametrize("status", ["attivo", "in-costituzione", "da-verificare"])
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_sheet_says_first_how_sure_the_district_is_as_its_page_does(
    catalogue: Path, status: str, confirmed: bool
) -> None:
    replace(catalogue / DISTRICT, "status: attivo", f"status: {status}")
    if confirmed:
        replace(catalogue / DISTRICT, "compiled:", CONFIRMED)
    found = read(catalogue)
    outputs = sheets(found)
    page = views(districts, found)[ARCADES]
    sheet = outputs[BOTH[0]].view
    assert sheet.warning == page.warning
    assert bool(sheet.warning) is (status != "attivo")
    assert page.lead in sheet.lead
    assert page.evidence.provenance.statement in sheet.trust
    own = {one.address: one for one in foreign.outputs(found, SITE, list(districts.outputs(found, SITE)))}
    other, english = own["/en/districts/lombardia/portici-immaginari/"].view, outputs[ABROAD].view
    assert plain(other.lead) in plain(english.lead)
    assert plain(other.trust[:-2]) in plain(english.trust)
    assert english.trust[-1].endswith(words("en").partial(found.district["lombardia/portici-immaginari"].changed))
    stated = next(plain(detail.values[0]) for one in other.blocks for detail in one.details if detail.term == "Status")
    assert plain(english.trust).startswith(stated) is (status != "attivo")
    for address in PAPERS:
        shown = on_paper(catalogue, address)
        first = (
            plain(english.trust[:-2])
            if address == PAPERS[1]
            else " · ".join(filter(None, (sheet.warning, sheet.trust)))
        )
        assert shown.index("".join(first.split())) < shown.index("162")
    rows = lines(outputs, FILES[0])
    assert {row["stato"] for row in rows} == {next(fact.values[0] for fact in page.facts if fact.term == "Stato")}
    assert {row["quanto_e_affidabile"] for row in rows} == {page.evidence.provenance.brief.partition("\xa0·")[0]}
    assert {(row["status"], row["how_far_it_can_be_trusted"]) for row in lines(outputs, FILES[1])} == {
        (stated, plain(other.trust).partition(" · ")[0])
    }


def test_a_market_to_be_confirmed_says_so_in_its_line_and_others_do_not(catalogue: Path) -> None:
    doubtful = []
    for text in ("", "to_confirm: true\n"):
        replace(catalogue / MARKET, "recurrence:", f"{text}recurrence:")
        found = read(catalogue)
        outputs = sheets(found)
        italian = outputs[BOTH[0]].view.sections[0].tables[0].rows
        english = outputs[ABROAD].view.blocks[0].grids[0].rows
        said = [cell.label for what, cell, *_ in italian if what == "Mercato o fiera"]
        said += [plain(value) for what, value, *_ in english if plain(what) == "Market or fair"]
        said += [row["significato"] for row in lines(outputs, FILES[0]) if row["che_cosa"] == "Mercato o fiera"]
        said += [row["meaning"] for row in lines(outputs, FILES[1]) if row["what"] == "Market or fair"]
        compared = views(investor_sheets, found)["/per-investitori/lombardia/"].sections[0].tables[0].rows[0]
        other = list(abroad.outputs(found, SITE, list(investor_sheets.outputs(found, SITE))))
        foreign_row = (
            next(one for one in other if one.address == "/en/invest/lombardia/").view.blocks[0].grids[0].rows[0]
        )
        said += [compared[4], plain(foreign_row[4])]
        doubtful.append([markets.TO_CONFIRM in text or "to be reconfirmed" in text for text in said])
    assert [set(each) for each in doubtful] == [{False}, {True}]
    assert len(doubtful[0]) >= 6


def test_a_comparison_has_the_status_of_each_district_and_counts_what_nobody_answers_for(catalogue: Path) -> None:
    replace(catalogue / DISTRICT, "status: attivo", "status: da-verificare")
    (part, *_) = views(investor_sheets, read(catalogue))["/per-investitori/lombardia/"].sections
    assert part.tables[0].rows[0][1] == "Da verificare"
    assert part.text[0].endswith("1 su 1.")
    replace(catalogue / DISTRICT, "compiled:", CONFIRMED)
    found = read(catalogue)
    (part, *_) = views(investor_sheets, found)["/per-investitori/lombardia/"].sections
    assert part.tables[0].rows[0][1] == ("Da verificare", "Confermata il 21 novembre 2026 da Comune di Lodi")
    assert not part.text[0].endswith("1 su 1.")


def test_every_row_of_the_real_comparisons_has_the_status_of_its_record_also_in_the_data(site: Path) -> None:
    found = real_catalog()
    pages = views(investor_sheets, found)
    file = (site / "dati" / "confronto-dei-distretti.csv").open(encoding="utf-8", newline="")
    data = {row["id"]: row for row in csv.DictReader(file)}
    shown = 0
    for region in found.districts_of_region:
        for table in pages[f"/per-investitori/{region}/"].sections[0].tables:
            for name, status, *_ in table.rows:
                assert isinstance(name, Link)
                district = found.district[name.address.removeprefix("/distretti/").removesuffix("/investire/")]
                row = data[district.id]
                assert row["stato"] == district.status
                assert status.startswith(district.status.replace("-", " ").capitalize())
                assert int(row["mercati_da_riconfermare"] or 0) <= int(row["mercati"] or 0)
                shown += 1
    assert shown == len(data) > 100


NOTE = "Contributo massimo: la fonte dà due cifre."


def test_the_note_of_an_amount_stands_with_it_on_every_sheet(catalogue: Path) -> None:
    """It is of the record, so on an English page it is Italian and marked; without a note nothing stands there."""
    for note in ("", NOTE):
        if note:
            replace(
                catalogue / DISTRICT, "    amount_eur: 162016.81\n", f"    amount_eur: 162016.81\n    note: '{note}'\n"
            )
        outputs = sheets(read(catalogue))
        italian = outputs[BOTH[0]].view.sections[0].tables[0].rows
        english = outputs[ABROAD].view.blocks[0].grids[0].rows
        said = next(cell for what, cell, *_ in italian if what == "Soldi pubblici")
        other = next(value for what, value, *_ in english if plain(what) == "Public money")
        assert "162.016,81" in said
        assert (NOTE in said) is bool(note)
        assert [part for part in other if NOTE in part] == ([Own(NOTE)] if note else [])
        assert all(isinstance(part, Own) for part in other if NOTE in part)
        rows = lines(outputs, FILES[0]), lines(outputs, FILES[1])
        money = [next(row for row in each if "162016.81" in row.values()) for each in rows]
        assert [money[0]["nota_della_scheda"], money[1]["note_of_the_record_italian"]] == [note, note]
    for address in PAPERS:
        assert "".join(NOTE.split()) in on_paper(catalogue, address)


def test_an_amount_with_a_note_is_marked_in_each_comparison_and_the_note_is_in_the_data() -> None:
    """Of the real catalogue: each amount that is shown has the mark exactly where its grant has words of its own."""
    found = real_catalog()
    english = words("en")
    marked = []
    for region in found.districts_of_region:
        compared = investor_facts.compared(found, region)
        italian = views(investor_sheets, found)[f"/per-investitori/{region}/"].sections[0].tables
        foreign_rows = [row for grid in foreign_investing.compared(english, "", compared) for row in grid.rows]
        rows = [row for table in italian for row in table.rows]
        data = {row[0]: row for row in COMPARISON.rows(found, region)}
        column = [field.name for field in COMPARISON.fields].index("importi")
        for (district, known), row, other in zip(compared.shown, rows, foreign_rows, strict=True):
            expected = [bool(grant.remarks) for grant in known.grants[: investor_facts.AMOUNTS]]
            amounts = row[9][: investor_facts.AMOUNTS] if known.grants else ()
            assert [amount.endswith(", con una nota") for amount in amounts] == expected, district.id
            assert plain(other[9]).count(", with a note") == sum(expected)
            said = data[district.id][column] or ""
            assert all(text in said for grant in known.grants for text in grant.remarks)
            marked += expected
    assert 50 < sum(marked) < len(marked)


def test_money_of_which_no_source_says_how_much_is_a_line_with_its_source_and_is_compared(catalogue: Path) -> None:
    """Only what was taken back is no money: the sheet then says that no source names any."""
    grant = "grants:\n  - measure: Quota di prova\n    year: 2019\n    source: https://portici.example/botteghe\n"
    replace(catalogue / SHOPS, "compiled:", f"{grant}compiled:")
    found = read(catalogue)
    site = dataclasses.replace(SITE, documents=False)
    italian = list(investor_sheets.outputs(found, site))
    outputs = {one.address: one for one in (*italian, *abroad.outputs(found, site, italian))}
    row = next(row for row in outputs[SHEET].view.sections[0].tables[0].rows if row[0] == "Soldi pubblici")
    assert row[1:3] == ("Quota di prova: importo non noto, 2019", "2019")
    assert row[3].address.startswith("#fonte-")
    assert "soldi pubblici" not in next(one.text[0] for one in outputs[SHEET].view.sections if one.anchor == "manca")
    line = next(one for one in lines(outputs, f"{SHEET}scheda.csv") if one["che_cosa"] == "Soldi pubblici")
    other = next(one for one in lines(outputs, FOREIGN) if one["what"] == "Public money")
    assert (line["valore"], line["unita"], line["significato"]) == ("", "", "importo non noto")
    assert (other["value"], other["unit"], other["meaning"]) == ("", "", "amount not known")
    assert line["indirizzo"] == "https://portici.example/botteghe"
    fields = [field.name for field in COMPARISON.fields]
    data = next(
        dict(zip(fields, row, strict=True)) for row in COMPARISON.rows(found, "lombardia") if "botteghe" in row[0]
    )
    assert (data["contributi"], data["contributi_senza_importo"]) == (None, 1)
    replace(catalogue / SHOPS, "    year: 2019\n", "    year: 2019\n    stage: revocato\n")
    assert SHEET not in views(investor_sheets, read(catalogue))


def test_what_a_source_says_of_money_is_never_said_to_be_missing() -> None:
    found = real_catalog()
    wrong = []
    for region in found.districts_of_region:
        for district, known in investor_facts.compared(found, region).shown:
            missing = "Soldi pubblici" in investor_facts.missing(investor_facts.known(found, district))
            wrong += [district.id] if missing is any(one.stage != "revocato" for one in district.grants) else []
            amounts = [grant.amount_eur is not None for grant in known.grants]
            wrong += [district.id] if amounts != sorted(amounts, reverse=True) else []
    assert wrong == []
    assert {"puglia/cerignola", "puglia/melendugno", "puglia/san-giovanni-rotondo"} <= {
        district.id for district, _ in investor_facts.compared(found, "puglia").shown
    }


REGISTER = "https://portici.example/pec"
MAIL = (
    "contacts:\n  pec: comune@pec.portici.example\n  registry: ipa\n  registry_date: 2026-01-26\n"
    f"  source: {REGISTER}\ngrants:"
)


def test_the_source_and_the_day_of_the_certified_mail_stand_beside_it(catalogue: Path) -> None:
    """On the page of the district, on sheets and paper, in both languages: its number is that of a note there."""
    replace(catalogue / DISTRICT, "grants:", MAIL)
    replace(catalogue / DISTRICT, "sources:\n", f"sources:\n  - publisher: Raccolta di prova\n    url: {REGISTER}\n")
    found = read(catalogue)
    outputs = sheets(found)
    sheet = outputs[BOTH[0]].view.sections
    fact = next(fact for part in sheet for fact in part.facts if fact.term == "PEC")
    number = next(one.number for part in sheet for one in part.sources if one.url == REGISTER)
    assert fact.values[1] == Link(f"Fonte: Raccolta di prova [{number}]", f"#fonte-{number}")
    assert "26 gennaio 2026" in fact.note
    own = {one.address: one for one in foreign.outputs(found, SITE, list(districts.outputs(found, SITE)))}
    for view in (own["/en/districts/lombardia/portici-immaginari/"].view, outputs[ABROAD].view):
        note = next(row.note for one in view.blocks for row in one.details if row.term.startswith("PEC"))
        number = next(one.number for block in view.blocks for one in block.sources if one.url == REGISTER)
        assert "26 January 2026" in plain(note)
        (link,) = (part for part in note if isinstance(part, Link))
        assert link.address == f"#source-{number}"
        assert link.label.startswith("Raccolta di prova")
        assert isinstance(link.label, Own)
    for address in PAPERS:
        assert f"Raccoltadiprova[{number}]" in on_paper(catalogue, address)
    assert investor_facts.sources(found.district["lombardia/portici-immaginari"], ()).keys() == {REGISTER}


def test_both_comparisons_say_whose_the_inhabitants_are_and_lead_to_the_same_file(catalogue: Path) -> None:
    found = read(catalogue)
    italian = list(investor_sheets.outputs(found, SITE))
    page = next(one for one in italian if one.address == "/per-investitori/lombardia/").view
    other = next(one for one in abroad.outputs(found, SITE, italian) if one.address == "/en/invest/lombardia/").view
    (link,) = page.sections[0].links
    assert [item[0].address for block in other.blocks for item in block.items] == [link.address]
    (known,) = (one for one in investor_facts.known(found, found.district["lombardia/portici-immaginari"])
                if one.what.startswith("Abitanti"))  # fmt: skip
    reading = next(plain(block.texts[0]) for block in other.blocks if block.anchor == "reading")
    assert known.when
    assert f"{known.sources[0].publisher}, {words('en').partial(known.when)}" in reading


def test_a_file_has_the_rule_of_a_market_in_words_apart_from_its_name_and_leads_to_pages_of_its_language(
    catalogue: Path,
) -> None:
    found = read(catalogue)
    outputs = sheets(found)
    (market,) = markets_of(found, found.district["lombardia/portici-immaginari"])
    rows = lines(outputs, FILES[0]), lines(outputs, FILES[1])
    for each, name in zip(rows, ("nome_o_parole_della_fonte", "name_or_words_of_the_source_italian"), strict=True):
        (row,) = (row for row in each if row[name] == market.title)
        assert market.recurrence.text not in row[name]
    assert market.recurrence.text in {row["significato"] for row in rows[0]}
    pages = {one.address for one in foreign.outputs(found, SITE, list(districts.outputs(found, SITE)))}
    for row, other in zip(*rows, strict=True):
        page, there = (address.removeprefix(SITE.url or "") for address in (row["indirizzo"], other["address"]))
        beside = languages.beside("en", page) if page.startswith(addresses.DISTRICTS) else ""
        assert there == (beside if beside in pages else page)
    assert any(row["address"].startswith(f"{SITE.url}/en/districts/") for row in rows[1])
