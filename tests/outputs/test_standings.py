"""Districts by what they obtained, and side by side for who would invest: nothing that no source fills is a nought."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.language import italian as numerals
from distretti.language.words import plain, words
from distretti.outputs import districts, investor_sheets, investors, standings
from distretti.outputs import foreign_investing as abroad
from distretti.presenters import foreign_investing, investor_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site import addresses
from distretti.site.components import Link
from distretti.site.output import File
from distretti.site.site import Site

from ..conftest import REFERENCE, TODAY, real_catalog
from ..mutants import CALL, DISTRICT, SHOPS

SITE = Site("Prova", "Catalogo", "https://esempio.it", None, (), "", "", "")
ARCADES = "/distretti/lombardia/portici-immaginari/"


def read(folder: Path) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, TODAY), TODAY)


def views(module: Any, found: Catalog) -> dict[str, Any]:
    return {page.address: page.view for page in module.outputs(found, SITE) if not isinstance(page, File)}


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def listed(found: Catalog) -> dict[str, list[str]]:
    """The districts of each page of a standing."""
    pages = views(standings, found)
    return {
        address.split("/")[2]: [row.address for part in view.sections for row in part.rows]
        for address, view in pages.items()
        if address != "/distretti-per-condizione/"
    }


def test_a_district_is_where_its_sources_put_it(catalogue: Path) -> None:
    assert listed(read(catalogue)) == {"finanziati": [ARCADES]}
    replace(catalogue / SHOPS, "compiled:", "recognition:\n  state: riconosciuto\ncompiled:")
    replace(catalogue / DISTRICT, "grants:", "born_of: lombardia/bando-di-prova-2026\ngrants:")
    found = read(catalogue)
    assert listed(found) == {
        "finanziati": [ARCADES],
        "solo-riconosciuti": ["/distretti/lombardia/botteghe-inventate/"],
        "nati-da-un-bando": [ARCADES],
    }
    page = next(page.view for page in districts.outputs(found, SITE) if page.address == ARCADES)
    call = Link("Bando di prova 2026", f"/programmi/{CALL.removeprefix('programmes/').removesuffix('.yaml')}/")
    assert next(fact.values for fact in page.facts if fact.term == "Nato dal bando") == (call,)


def test_money_that_was_only_asked_for_funds_nobody_nor_a_district_that_has_ceased(catalogue: Path) -> None:
    replace(catalogue / DISTRICT, "    year: 2026\n", "    year: 2026\n    stage: richiesto\n")
    assert listed(read(catalogue)) == {}
    replace(catalogue / DISTRICT, "    stage: richiesto\n", "    stage: concesso\n")
    assert listed(read(catalogue)) == {"finanziati": [ARCADES]}
    replace(catalogue / DISTRICT, "status: attivo", "status: cessato")
    assert listed(read(catalogue)) == {}


def test_counts_are_those_of_the_lists() -> None:
    found = real_catalog()
    pages = views(standings, found)
    (part,) = pages["/distretti-per-condizione/"].sections
    for row in part.rows:
        number = sum(len(one.rows) for one in pages[row.address].sections)
        assert row.meta.startswith(f"{number} distrett")
    assert "/distretti/lombardia/pandino/" in listed(found)["certificati"]


def test_what_no_source_fills_is_counted_and_is_no_nought(catalogue: Path) -> None:
    """Of two districts one has a market, a call and a grant: a row. The other is a number in a sentence."""
    pages = views(investor_sheets, read(catalogue))
    part, *_ = pages["/per-investitori/lombardia/"].sections
    ((name, status, towns, people, markets, programmes, attractions, vacant, measured, money, sources),) = part.tables[
        0
    ].rows
    assert name == Link("Portici Immaginari", f"{ARCADES}investire/")
    assert (status, towns, markets, programmes) == ("Attivo", "2", "1", "1")
    assert (attractions, vacant, measured) == ("non noto",) * 3
    assert people != "0"
    assert money == ("162.016,81\u00a0€, 2026",)
    assert sources.address == f"{ARCADES}#fonte-1"
    assert part.text[1:] == (
        "Manca un distretto di cui le fonti lette non dicono niente da confrontare, oltre ai comuni.",
    )
    assert f"{ARCADES}investire/" in pages
    assert "/distretti/lombardia/botteghe-inventate/investire/" not in pages


@pytest.mark.parametrize(
    "said",
    [
        "vacant_spaces: Dieci negozi sfitti.\n",
        "indicators:\n  - indicator: Negozi censiti\n    value: 90\n    unit: negozi\n    date: 2026\n"
        "    source: https://portici.example/botteghe\n",
    ],
)
def test_vacancies_or_figures_that_a_source_gives_are_compared(catalogue: Path, said: str) -> None:
    replace(catalogue / SHOPS, "compiled:", f"{said}compiled:")
    shops = "/distretti/lombardia/botteghe-inventate/investire/"
    pages = views(investor_sheets, read(catalogue))
    assert shops in [row[0].address for row in pages["/per-investitori/lombardia/"].sections[0].tables[0].rows]
    assert shops in pages


MEASURED = (
    "indicators:\n  - indicator: Numero di prova\n    value: 1349.5\n    unit: visitatori\n    date: 2026-03\n"
    "    source: https://portici.example/contributo\n"
)


def sheets(found: Catalog) -> dict[str, Any]:
    """The sheets of the arcades in both languages, as pages and files."""
    site = dataclasses.replace(SITE, languages=("en",))
    italian = list(investor_sheets.outputs(found, site))
    return {one.address: one for one in (*italian, *abroad.outputs(found, site, italian))}


def test_the_sheet_of_a_district_is_the_same_in_csv(catalogue: Path) -> None:
    """In both languages a line for each of the page, its number as data have it, the words of sources apart."""
    replace(catalogue / DISTRICT, "grants:", f"{MEASURED}attractions: [portici antichi]\ngrants:")
    outputs = sheets(read(catalogue))
    page = outputs[f"{ARCADES}investire/"].view.sections[0].tables[0].rows
    foreign = "/en/districts/lombardia/portici-immaginari/invest/"
    english = outputs[foreign].view.blocks[0].grids[0].rows
    rows, others = (
        list(csv.DictReader(io.StringIO(outputs[address].content.decode())))
        for address in (f"{ARCADES}investire/scheda.csv", f"{foreign}sheet.csv")
    )
    assert [row["che_cosa"] for row in rows] == [line[0] for line in page]
    assert [row["what"] for row in others] == [plain(line[0]) for line in english]
    for row, line, other, abroad_line in zip(rows, page, others, english, strict=True):
        number = row["valore"]
        assert number == other["value"]
        if number:
            exact = Decimal(number)
            worded = numerals.number(int(exact) if exact == int(exact) else exact)
            assert worded in _label(line[1])
            assert words("en").number(exact) in plain(abroad_line[1])
        assert row["nome_o_parole_della_fonte"] == other["name_or_words_of_the_source_italian"]
        assert row["di_quando"] == other["date"]
        assert row["fonte"]
        assert row["indirizzo"].startswith("http") or "Istat" in row["fonte"]
    measured = next(row for row in others if row["what"] == "Indicator")
    assert (measured["value"], measured["unit"]) == ("1349.5", "visitors")
    assert next(row["indirizzo"] for row in rows if row["che_cosa"] == "Soldi pubblici") == (
        "https://portici.example/contributo"
    )


@pytest.mark.parametrize(
    ("second", "when", "italian", "english"),
    [
        ("    date: 2026-03\n", "2026-03", "marzo 2026", "March 2026"),
        ("    date: 2026-05\n", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_fact_has_the_date_that_all_sources_of_its_record_have(
    catalogue: Path, second: str, when: str, italian: str, english: str
) -> None:
    """Where they differ, or one has none, no source says of when it is: in page and file, in both languages."""
    replace(catalogue / DISTRICT, "    kind: ente\n", f"    kind: ente\n{second}")
    replace(catalogue / DISTRICT, "grants:", "vacant_spaces: dieci\ngrants:")
    outputs = sheets(read(catalogue))
    foreign = "/en/districts/lombardia/portici-immaginari/invest/"
    page = outputs[f"{ARCADES}investire/"].view.sections[0].tables[0].rows
    other = outputs[foreign].view.blocks[0].grids[0].rows
    vacant = [number for number, row in enumerate(page) if row[0] == "Spazi sfitti"]
    money = [number for number, row in enumerate(page) if row[0] == "Soldi pubblici"]
    files = [
        list(csv.DictReader(io.StringIO(outputs[address].content.decode())))
        for address in (f"{ARCADES}investire/scheda.csv", f"{foreign}sheet.csv")
    ]
    for number in vacant:
        assert (files[0][number]["di_quando"], files[1][number]["date"]) == (when, when)
        assert (italian or "senza data") in _label(page[number][2])
        assert (english or "no date") in plain(other[number][2])
    for number in money:  # it cites one source, and has a year of its own
        assert (files[0][number]["di_quando"], files[1][number]["date"]) == ("2026", "2026")
    assert vacant
    assert money


def _label(cell: Any) -> str:
    return str(getattr(cell, "label", cell))


def test_every_number_in_brackets_is_that_of_a_source_under_the_sheet(catalogue: Path) -> None:
    replace(catalogue / DISTRICT, "grants:", f"{MEASURED}grants:")
    found = read(catalogue)
    outputs = sheets(found)
    italian = outputs[f"{ARCADES}investire/"].view.sections
    english = outputs["/en/districts/lombardia/portici-immaginari/invest/"].view.blocks
    for parts, rows in ((italian, italian[0].tables[0].rows), (english, english[0].grids[0].rows)):
        notes = {one.number: one for part in parts for one in part.sources}
        assert list(notes) == [*range(1, len(notes) + 1)]
        cells = [cell if isinstance(cell, Link) else cell[0] for cell in (row[3] for row in rows)]
        named = [re.fullmatch(r"(.+) \[([\d–, ]+)\]", cell.label) for cell in cells]
        assert all(named)
        cited = [(match[1], [int(n) for n in re.findall(r"\d+", match[2])], cell.address)
                 for match, cell in zip(named, cells, strict=True) if match]  # fmt: skip
        for publisher, numbers, address in cited:
            assert set(numbers) <= notes.keys()
            assert address.endswith(f"-{numbers[0]}")
            assert len(numbers) > 1 or notes[numbers[0]].publisher == publisher
        assert {n for _, numbers, _ in cited for n in range(numbers[0], numbers[-1] + 1)} == notes.keys()
    assert next(one.url for part in italian for one in part.sources) == "https://portici.example/contributo"


def test_what_no_source_says_is_said_once_and_is_no_line(catalogue: Path) -> None:
    """What is known and what is not are all that is asked: a thing is in one of them."""
    replace(catalogue / DISTRICT, "grants:", "vacant_spaces: dieci\ngrants:")
    known, ask, missing = views(investor_sheets, read(catalogue))[f"{ARCADES}investire/"].sections[:3]
    said = {row[0] for row in known.tables[0].rows}
    assert "Spazi sfitti" in said
    for what, name in investor_facts.ASKED:
        assert (what in said) != (f"{name[0].lower()}{name[1:]}" in missing.text[0]), what
    assert [fact.term for fact in ask.facts][-1] == "Elenco della Regione"


def test_investors_find_the_comparison_of_their_region() -> None:
    found = real_catalog()
    table = next(part.tables[0] for part in views(investors, found)["/per-investitori/"].sections if part.tables)
    pages = views(investor_sheets, found)
    for link, _, compared, *_ in table.rows:
        tables = pages[link.address].sections[0].tables
        assert str(sum(len(one.rows) for one in tables)) == compared


def test_a_row_says_what_the_sheet_of_the_district_says_in_both_languages() -> None:
    """Numbers are counts of lines of the sheet; what no line says is not known, and never a nought."""
    found = real_catalog()
    english = words("en")
    pages = views(investor_sheets, found)
    wrong = []
    for region in found.districts_of_region:
        compared = investor_facts.compared(found, region)
        part = pages[addresses.comparison_for_investors(region)].sections[0]
        italian = [table.rows for table in part.tables]
        foreign = [grid.rows for grid in foreign_investing.compared(english, "", compared)]
        for (district, _), row, other in zip(
            compared.shown, *(chain(*each) for each in (italian, foreign)), strict=True
        ):
            known = investor_facts.known(found, district)
            counts = Counter(line.what for line in known)
            people = next((line.value for line in known if line.what == "Abitanti dei comuni"), None)
            numbers = [
                people,
                *(counts[what] or None for what in ("Mercato o fiera", "Programma o bando", "Attrattore")),
            ]
            said = [tuple(map(_first, row[3:7])) == tuple(_or_unknown(n, numerals.number, "non noto") for n in numbers)]
            said += [
                tuple(_first(cell[0]) for cell in other[3:7])
                == tuple(_or_unknown(n, english.number, "not known") for n in numbers)
            ]
            said += [(row[7] == "non noto") is (counts["Spazi sfitti"] == 0) is (other[7][0] == "not known")]
            measured = counts["Indicatore"] or None
            said += [row[8] == _or_unknown(measured, numerals.number, "non noto")]
            said += [other[8][0] == _or_unknown(measured, english.number, "not known")]
            said += [(row[9] == "non noto") is (counts["Soldi pubblici"] == 0)]
            wrong += [] if all(said) else [district.id]
    assert wrong == []


def _first(said: str) -> str:
    """The number of a cell without what is to be reconfirmed of it."""
    return re.split(r" (?:da ri|to be re)|, (?:di cui|of which)", said)[0]


def _or_unknown(number: int | None, worded: Callable[[int], str], unknown: str) -> str:
    return unknown if number is None else worded(number)
