"""What editors could do next: counted in the table of regions as it is listed in each region's page."""

from __future__ import annotations

from pathlib import Path

from distretti.catalog import review
from distretti.catalog.catalog import catalog
from distretti.outputs import newsroom
from distretti.reading.loader import load
from distretti.site import addresses
from distretti.site.output import Page
from distretti.site.site import Site

from ..conftest import REFERENCE, TODAY
from ..mutants import DISTRICT, MARKET, SHOPS
from ..world import replaced

SITE = Site("Catalogo", "", "", None, (), "", "", "")


def pages(catalogue: Path) -> dict[str, Page]:
    known = catalog(load(catalogue, REFERENCE), [], TODAY)
    return {output.address: output for output in newsroom.outputs(known, SITE) if isinstance(output, Page)}


def lacks(catalogue: Path, region: str) -> dict[str, str]:
    sections = pages(catalogue)[addresses.newsroom(region)].view.sections
    return {row[0].label: row[1] for row in sections[0].tables[0].rows} if sections else {}


def test_a_record_is_listed_with_all_that_it_lacks_and_counted_once_for_each(catalogue: Path) -> None:
    replaced(catalogue / SHOPS, "status", "da-verificare")
    replaced(catalogue / SHOPS, "municipalities_complete", "false")
    found = lacks(catalogue, "lombardia")
    assert found["Botteghe Inventate"] == (
        "Da verificare; Comuni non tutti noti; Fonti vecchie o senza data; Una fonte sola; Solo la stampa; "
        "Nessun ente l'ha confermata"
    )
    table = pages(catalogue)[addresses.NEWSROOM].view.sections[0].tables[0]
    counts = {
        row[0].label: dict(zip((column.label for column in table.columns[1:]), row[1:], strict=True))
        for row in table.rows
    }
    for region in ("Lombardia", "Piemonte"):
        said = "; ".join(lacks(catalogue, region.lower()).values()).split("; ")
        assert counts[region].pop(newsroom.MARKETS) == "0"
        assert counts[region] == {task.title: str(said.count(task.title)) for task in review.TASKS}


def test_a_recognition_that_ends_next_year_is_urgent_and_what_has_ceased_is_no_work(catalogue: Path) -> None:
    file = catalogue / DISTRICT
    file.write_text(file.read_text("utf-8") + "recognition:\n  state: iscritto\n  expires: 2027-05\n", "utf-8")
    assert lacks(catalogue, "lombardia")["Portici Immaginari"].startswith("Riconoscimento in scadenza; ")
    replaced(file, "status", "cessato")
    assert "Portici Immaginari" not in lacks(catalogue, "lombardia")


def test_what_a_body_has_confirmed_is_done_and_markets_to_be_confirmed_are_listed_and_counted(catalogue: Path) -> None:
    with (catalogue / DISTRICT).open("a", encoding="utf-8") as stream:
        stream.write("confirmed: {date: 2026-11-23, body: Comune di Lodi, how: modulo}\n")
    assert "Portici Immaginari" not in lacks(catalogue, "lombardia")
    replaced(catalogue / MARKET, "summary", "Prova.\nto_confirm: true")
    (found,) = (
        section.tables[0].rows
        for section in pages(catalogue)[addresses.newsroom("lombardia")].view.sections
        if section.title == newsroom.MARKETS
    )
    assert [(row[0].label, row[1]) for row in found] == [("Mercato dei Portici Immaginari", "Lodi")]
    rows = pages(catalogue)[addresses.NEWSROOM].view.sections[0].tables[0].rows
    assert {row[0].label: row[-1] for row in rows}["Lombardia"] == "1"
