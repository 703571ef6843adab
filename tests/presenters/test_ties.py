"""What ties records: said on one side, shown on both, in words that are true there."""

from __future__ import annotations

from pathlib import Path

from distretti.catalog.catalog import Catalog, catalog
from distretti.presenters import ties
from distretti.reading.loader import load
from distretti.site.components import Link

from ..conftest import REFERENCE, TODAY, problems_of

CARD, OTHER = "initiatives/tessera-di-prova.yaml", "initiatives/altra-tessera.yaml"
DISTRICT = "districts/lombardia/portici-immaginari.yaml"
MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"


def tie(folder: Path, file: str, record: str, relation: str) -> None:
    """Write in a record that it is tied to another."""
    text = (folder / file).read_text("utf-8")
    (folder / file).write_text(
        text.replace("compiled:", f"related:\n  - record: {record}\n    relation: {relation}\ncompiled:", 1), "utf-8"
    )


def read(folder: Path) -> Catalog:
    return catalog(load(folder, REFERENCE), problems_of(folder), TODAY)


def said(found: Catalog, name: str) -> list[tuple[str, list[str]]]:
    facts = ties.facts(found, found.called[name])
    return [(fact.term, [cell.address for cell in fact.values if isinstance(cell, Link)]) for fact in facts]


def test_a_tie_is_shown_on_both_sides(catalogue: Path) -> None:
    tie(catalogue, CARD, "districts/lombardia/portici-immaginari", "strumento-di")
    tie(catalogue, MARKET, "districts/lombardia/portici-immaginari", "realizzato-da")
    found = read(catalogue)
    district = "/distretti/lombardia/portici-immaginari/"
    assert said(found, "initiatives/tessera-di-prova") == [("È uno strumento di", [district])]
    assert said(found, "recurring/mercato-dei-portici-immaginari") == [("Realizzato da", [district])]
    assert said(found, "districts/lombardia/portici-immaginari") == [
        ("Ha realizzato", ["/eventi/ricorrenti/mercato-dei-portici-immaginari/"]),
        ("Ha per strumento", ["/iniziative/tessera-di-prova/"]),
    ]


def test_a_namesake_says_what_it_is(catalogue: Path) -> None:
    (catalogue / OTHER).write_text((catalogue / CARD).read_text("utf-8"), "utf-8")
    tie(catalogue, CARD, "initiatives/altra-tessera", "stesso-progetto")
    found = read(catalogue)
    (fact,) = ties.facts(found, found.called["initiatives/altra-tessera"])
    assert fact.values == (Link("Tessera di prova (iniziativa)", "/iniziative/tessera-di-prova/"),)


def test_what_is_withdrawn_is_tied_to_nothing(catalogue: Path) -> None:
    tie(catalogue, CARD, "districts/lombardia/portici-immaginari", "strumento-di")
    text = (catalogue / CARD).read_text("utf-8")
    (catalogue / CARD).write_text(text + "withdrawn:\n  date: 2026-11-21\n  reason: Doppia.\n", "utf-8")
    assert said(read(catalogue), "districts/lombardia/portici-immaginari") == []


def test_a_tie_that_both_sides_say_is_a_problem_of_one(catalogue: Path) -> None:
    tie(catalogue, CARD, "districts/lombardia/portici-immaginari", "stesso-progetto")
    tie(catalogue, DISTRICT, "initiatives/tessera-di-prova", "stesso-progetto")
    (problem,) = problems_of(catalogue)
    assert (problem.file, problem.path) == (f"catalogue/{CARD}", "related[1].record")
    assert "si scrive in una sola delle due" in problem.message
    text = (catalogue / DISTRICT).read_text("utf-8")
    (catalogue / DISTRICT).write_text(text.replace("stesso-progetto", "realizzato-da"), "utf-8")
    assert problems_of(catalogue) == [], "another tie says another thing"
