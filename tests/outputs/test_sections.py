"""The pages of sections (funding, training, certification and others): what they say of real data."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.model.district import Grant
from distretti.model.record import Statement
from distretti.outputs import (
    certification,
    enterprises,
    funding,
    good_practices,
    grants,
    investors,
    prose,
    publications,
    training,
)
from distretti.presenters import district_facts, district_gaps, event_facts, grant_facts, programme_facts
from distretti.presenters.sections import cited
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Link, Section, Table, Until
from distretti.site.output import Page
from distretti.site.site import Site

from ..conftest import PROJECT, REFERENCE, TODAY, real_catalog

SITE = Site("Prova", "Catalogo", "", None, (), "", "", "")
MODULES = (certification, enterprises, funding, good_practices, grants, investors, publications, training)
DISTRICT = "districts/lombardia/portici-immaginari.yaml"


def read(folder: Path, day: dt.date = TODAY) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, TODAY), day)


@lru_cache
def real() -> Catalog:
    return real_catalog()


def sections(module: Any, found: Catalog, address: str = "") -> dict[str, Section]:
    pages = [page for page in module.outputs(found, SITE) if isinstance(page, Page)]
    (view,) = [page.view for page in pages if not address or page.address == address]
    return {section.anchor: section for section in view.sections}


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.label if isinstance(cell, Link) else str(cell) for cell in row) for row in table.rows]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_anchors_are_unique_and_nothing_is_silent(module: Any, catalogue: Path) -> None:
    """In the tiny catalogue too, which lacks nearly everything."""
    for found in (real(), read(catalogue)):
        for page in module.outputs(found, SITE):
            anchors = [section.anchor for section in page.view.sections]
            assert len(anchors) == len(set(anchors)), page.address
            said = [part for part in page.view.sections if not (part.body or part.text or part.statements)]
            parents = {"pubblicazioni", "ricerche"}
            dumb = [part for part in said if not (part.facts or part.tables or part.rows or part.empty or part.links)]
            assert [part.anchor for part in dumb if part.anchor not in parents] == []


def test_calls_by_year_and_region_count_every_call() -> None:
    shown = sections(funding, real())
    years = cells(shown["anni"].tables[0])
    calls = [item for item in real().programmes if item.is_call]
    regions = cells(shown["regioni"].tables[0])
    assert sum(int(town) + int(shop) for _, town, shop in regions) == len(calls)
    past = sum(int(town) + int(shop) for _, town, shop in years)
    assert past == sum(programme_facts.is_past(real(), item) for item in calls)


def test_an_open_call_says_its_deadline_and_amount(catalogue: Path) -> None:
    (row,) = sections(funding, read(catalogue))["aperti"].rows
    assert row.meta == "Lombardia · domande entro il 15 dicembre 2026, ore 12 · 1.000.000\u00a0€"
    assert (row.state, row.last) == (Until("aperto", "2026-12-15", "chiuso"), "2026-12-15")
    assert sections(funding, read(catalogue, dt.date(2026, 12, 16)))["aperti"].rows == ()


def grant(**fields: str) -> Grant:
    return Grant.model_validate({"measure": "Misura", "amount_eur": "100.50"} | fields)


@pytest.mark.parametrize(
    ("other", "total"),
    [
        ({}, Decimal("201.00")),
        ({"approximate": "true"}, None),
        ({"note": "Importo massimo."}, None),
        ({"beneficiary": "Comune di Lodi"}, None),
    ],
)
def test_only_amounts_that_mean_the_same_are_added(other: dict[str, str], total: Decimal | None) -> None:
    assert grant_facts.total([grant(), grant(**other)]) == total
    assert grant_facts.total([grant()]) is None
    assert grant_facts.total([grant(), Grant.model_validate({"measure": "Misura"})]) is None


def test_roles_and_shares_of_a_measure_are_kept_apart() -> None:
    rows = cells(sections(funding, real())["lombardia"].tables[0])
    refunded = [row[1:] for row in rows if row[0].endswith("rifinanziamento dicembre 2022")]
    assert refunded == [
        ("aggiunta", "2022", "9", "9", "2.925.000\u00a0€"),
        ("totale", "2022", "4", "4", "non si sommano"),
    ]


def test_every_grant_is_on_its_regions_page() -> None:
    pages = [page for page in grants.outputs(real(), SITE) if isinstance(page, Page)]
    shown = sum(len(table.rows) for page in pages for part in page.view.sections for table in part.tables)
    assert shown == sum(len(district.grants) for district in real().districts)


def test_money_of_regions_says_what_it_measures() -> None:
    shown = sections(funding, real())
    figures = cells(shown["cifre"].tables[0])
    lombardy = {row[2]: row[1] for row in figures if row[0] == "Lombardia"}
    assert lombardy["220.000.000\u00a0€"] == "Valore degli investimenti, non dei contributi"
    assert lombardy["70.000.000\u00a0€"] == "Contributi pubblici"
    disputed = {(row[0], row[1]) for row in cells(shown["disaccordi"].tables[0])}
    assert ("Investimenti e contributi", "220 milioni: valore degli investimenti") in disputed
    assert {about for about, _ in disputed} >= {"Investimenti 2020-2027", "Risorse destinate alle imprese 2020-2027"}


def test_leverage_is_said_to_be_unreadable_on_two_calls() -> None:
    rows = cells(sections(funding, real())["leva"].tables[0])
    assert sorted(name[:6] for name, _ in rows) == ["Quarto", "Terzo "]
    assert {value for _, value in rows} == {"valore non disponibile nella fonte"}


def test_the_four_calls_add_up_and_their_funded_stay_apart() -> None:
    ids = (
        "primo-bando-dei-distretti-del-commercio-2008",
        "secondo-bando-distretti-diffusi-2009",
        "terzo-bando-distretti-di-rilevanza-intercomunale-2009-2010",
        "quarto-bando-dei-distretti-del-commercio-2011",
    )
    found = [real().programme[f"lombardia/{name}"] for name in ids]
    assert [item.districts_count for item in found] == [40, 32, 74, 53]
    (whole,) = [
        item.value
        for item in real().region["lombardia"].figures
        if item.measure == "distretti" and item.date.year == 2011 and item.value == 199
    ]
    assert sum(item.districts_count or 0 for item in found) == whole
    facts = {fact.term: fact for fact in programme_facts.facts(real(), found[3])}
    assert facts["Distretti, secondo le fonti"].values == ("53",)
    assert facts["Finanziati, secondo le fonti"].values == ("28",)
    assert "non si somma" in facts["Finanziati, secondo le fonti"].note
    assert facts["Leva finanziaria"].values == ("valore non disponibile nella fonte",)
    measure = real().programme["lombardia/misura-per-qualificazione-monitoraggio-e-sviluppo-dei-distretti"]
    assert (measure.funded_count, measure.descends_from) == (81, found[3].id)
    assert "Leva finanziaria" not in {fact.term for fact in programme_facts.facts(real(), found[0])}


def test_training_is_found_by_audience_and_by_topic() -> None:
    shown = sections(training, real())
    audiences = [
        "pubblica-amministrazione", "associazioni-di-categoria", "libere-professioni", "partner-di-progetto",
        "manager-di-distretto", "personale-gia-in-ruolo", "imprese",
    ]  # fmt: skip
    assert all(shown[f"per-{name}"].rows for name in audiences)
    assert [row.meta for row in shown["per-libere-professioni"].rows] == ["«liberi professionisti» · Piemonte"]
    assert [row.label for row in shown["argomento-qualita-dei-servizi"].rows] == ["Negozi Multiservizio"]
    assert shown["argomento-fund-raising"].links[0].address == "/finanziamenti/"
    phases = " ".join(item.text for item in shown["fasi"].statements)
    assert "Il 2024 costruisce strumenti comuni" in phases
    assert "Il 2025 riguarda analisi, monitoraggio e valutazione" in phases
    (duties, offered) = shown["manager"].facts
    assert "Coordinamento dei progetti" in duties.values
    assert offered.values == ("manager di distretto", "personale già impegnato")


def test_a_term_that_no_record_names_has_no_public_data(catalogue: Path) -> None:
    (catalogue / "initiatives" / "tessera-di-prova.yaml").unlink()
    shown = sections(training, read(catalogue))
    terms = [part for part in shown.values() if part.anchor.startswith(("per-", "argomento-"))]
    assert terms
    assert {(part.rows, part.empty) for part in terms} == {((), "Nessun dato pubblico.")}


def test_sources_of_one_statement_with_the_same_name_are_told_apart() -> None:
    web = ("https://notizie.example/una", "https://notizie.example/altra", "https://ente.example/atto")
    statements = [Statement(text="Un fatto.", origin="pubblico", sources=each) for each in (web, web[:1])]
    both, alone = cited(read(PROJECT / "tests" / "catalogue"), statements)
    assert [link.label for link in both.sources if isinstance(link, Link)] == [
        "notizie.example (1)", "notizie.example (2)", "ente.example",
    ]  # fmt: skip
    assert alone.sources == (Link("notizie.example", web[0]),)


def test_good_practices_are_those_that_a_source_names() -> None:
    shown = sections(good_practices, real())
    rows = cells(shown["esperienze"].tables[0])
    assert len(rows) == 21
    assert ("Honio", "Progetto riconosciuto di eccellenza nel bando 2022-2024.", "Lombardia") in [
        row[:3] for row in rows
    ]
    assert "Tema" not in [column.label for column in shown["esperienze"].tables[0].columns]
    assert any("modello virtuoso" in row[1] and row[3] == "triesteprima.it" for row in rows)
    assert "Mappatura INDIS-Unioncamere dei progetti camerali" in [row.label for row in shown["raccolte"].rows]
    pavia = "I Distretti del Commercio: prospettive di sviluppo e di qualificazione"
    assert pavia in [row.label for row in shown["racconti"].rows]
    assert shown["proporre"].links[0].address == "/segnala/"


def test_certificates_are_of_third_parties_with_their_source() -> None:
    rows = cells(sections(certification, real())["distretti"].tables[0])
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert {row[1] for row in rows} == {"Quality Mark TOCEMA Europe"}
    assert len(rows) == 8
    (brescia,) = [row for row in rows if row[0] == "Brescia"]
    assert brescia[2:] == ("primo livello", "aprile 2012", "non nota", "quibrescia.it")


@pytest.mark.parametrize(
    ("expires", "note"),
    [
        ("", "scadenza: non nota."),
        ("    expires: 2026-11-27\n", "scadenza: 27 novembre 2026 (scaduta)."),
        ("    expires: 2026-11-28\n", "scadenza: 28 novembre 2026."),
    ],
)
def test_a_district_shows_its_certificate_and_when_it_ends(catalogue: Path, expires: str, note: str) -> None:
    path = catalogue / DISTRICT
    text = f"certifications:\n  - scheme: Marchio\n{expires}    source: https://portici.example/contributo\n"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    found = read(catalogue)
    facts = district_facts.facts(found, found.district["lombardia/portici-immaginari"])
    (fact,) = [fact for fact in facts if fact.term == "Certificazione"]
    assert fact.values == (Link("Marchio", "/certificazione/"), Link("Gazzetta dei Portici Immaginari", "#fonte-1"))
    assert fact.note == f"Livello non noto, data non nota; {note}"


def test_a_district_without_certificates_says_so_where_it_says_what_is_missing() -> None:
    lodi = real().district["lombardia/lodi"]
    assert "Certificazione" not in {fact.term for fact in district_facts.facts(real(), lodi)}
    assert "Certificazioni di terzi" in district_gaps.missing(real(), lodi, events=True)
    certified = next(district for district in real().districts if district.certifications)
    assert "Certificazioni di terzi" not in district_gaps.missing(real(), certified, events=True)


def test_the_bibliography_counts_who_cites_each_document() -> None:
    shown = sections(publications, real())
    for document in real().documents:
        counted = {fact.term: fact.values for fact in shown[document.id].facts}["Citato da"]
        assert counted == (f"{len(shown[document.id].links)} schede",)
    assert [len(shown[document.id].links) for document in real().documents] == [23, 4, 7, 8, 16]
    research = {fact.term: fact.values for fact in shown["ricerca-paviaviluppo-sui-distretti-pavesi"].facts}
    assert research["Autori"] == ("Paviaviluppo", "Camera di Commercio di Pavia")
    assert research["Metodo e contenuto"][0] == "Interviste ai referenti"


def test_statements_lead_to_their_document() -> None:
    said = sections(enterprises, real())["bisogni"].statements
    (identity,) = [item for item in said if "ripensare la propria identità" in item.text]
    assert identity.origin == "da un documento"
    assert identity.sources == (
        Link(
            "Fondazione Compagnia di San Paolo, «Commercio e Distretti: un patto per lo sviluppo»",
            "/pubblicazioni/#convegno-torino-2025",
        ),
    )


def test_the_page_for_enterprises_is_made_once() -> None:
    (page,) = enterprises.outputs(real(), SITE)
    assert "elenco dei comuni" in page.view.body
    assert page.address not in {other.address for other in prose.outputs(real(), SITE)}


def test_investors_learn_what_nobody_has_published(catalogue: Path) -> None:
    shown = sections(investors, real())
    lombardy = [item for item in real().districts if item.region == "lombardia" and item.status != "cessato"]
    assert ("Lombardia", str(len(lombardy))) in {row[:2] for row in cells(shown["distretti"].tables[0])}
    assert "su: mix merceologico." in shown["dati"].text[0]
    assert [row.label for row in shown["incontri"].rows][1] == "MAPIC 2011"
    path = catalogue / DISTRICT
    path.write_text(path.read_text("utf-8") + "offer: Scarpe\n", "utf-8")
    assert "mix merceologico" not in sections(investors, read(catalogue))["dati"].text[0]


def test_a_good_practice_is_on_its_own_page_too() -> None:
    (friuli,) = [event for event in real().events if event.slug.startswith("sostenabilita-il-progetto")]
    (fact,) = [fact for fact in event_facts.links(real(), friuli) if fact.term == "Buona pratica"]
    assert fact.values == (
        "Il titolo della fonte lo chiama «modello virtuoso».",
        Link("Regione FVG informa (TriestePrima)", "#fonte-1"),
    )
    facts = {fact.term: fact.values for fact in district_facts.facts(real(), real().district["lombardia/honio"])}
    assert facts["Buona pratica"] == ("Progetto riconosciuto di eccellenza nel bando 2022-2024.",)
    assert "Buona pratica" not in {
        fact.term for fact in district_facts.facts(real(), real().district["lombardia/lodi"])
    }


def test_two_pages_of_one_site_are_told_apart() -> None:
    shown = [item for part in sections(investors, real()).values() for item in part.statements]
    labels = [[cell if isinstance(cell, str) else cell.label for cell in item.sources] for item in shown]
    assert ["varesenews.it (1)", "varesenews.it (2)"] in labels
    assert all(len(set(found)) == len(found) for found in labels)


@pytest.mark.parametrize("module", [certification, investors], ids=["certification", "investors"])
def test_no_page_says_the_same_twice(module: Any) -> None:
    """Two statements of which one has nearly all the words of the other are one."""
    (view,) = [page.view for page in module.outputs(real(), SITE)]
    texts = [item.text for section in view.sections for item in section.statements]
    words = [{word for word in re.findall(r"\w+", text.lower()) if len(word) > 3} for text in texts]
    for place, first in enumerate(words):
        for second in words[place + 1 :]:
            assert len(first & second) < 0.7 * min(len(first), len(second)), (first, second)
