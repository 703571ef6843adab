"""Programmes and calls: what is open on a day, what is not known, and the pages that say so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.model import Programme
from distretti.outputs import calls, districts, funding, municipalities, programmes, regions
from distretti.presenters import list_items, programme_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Until
from distretti.site.site import Site

from ..conftest import REFERENCE

TODAY = dt.date(2026, 11, 24)
SITE = Site("Prova", "Catalogo", "", None, (), "", "", "")


def on(folder: Path, day: dt.date = TODAY) -> Catalog:
    return catalog(load(folder, REFERENCE), [], day)


def call(**fields: Any) -> Programme:
    """A call of the tiny catalogue's region, with these fields (as YAML gives them: texts)."""
    base = {"name": "Bando", "kind": "bando", "region": "lombardia", "description": "Prova.", "compiled": "2026-11-22"}
    data = base | {"sources": [{"publisher": "Comune di Prova"}]} | fields
    return Programme.model_validate(data).model_copy(update={"id": "lombardia/prova"})


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "scadenza non nota"),
        ({"closed": "2026-11-24"}, "aperto"),
        ({"closed": "2026-11-23", "closes_time": "12:00"}, "chiuso"),
        ({"closed": "2026-11"}, "aperto"),
        ({"closed": "2026-10-31", "extensions": [{"closed": "2026-12-15"}]}, "aperto"),
        ({"opened": "2026-12-01", "closed": "2027-01-31"}, "non ancora aperto"),
        ({"opened": "2024-04", "until_funds_last": "true"}, "di anni passati"),
        ({"opened": "2008"}, "di anni passati"),
        ({"opened": "2025-12-31"}, "scadenza non nota"),
        ({"opened": "2026", "funded_count": "22"}, "chiuso"),
        ({"opened": "2026", "funded_count": "22", "until_funds_last": "true"}, "scadenza non nota"),
        ({"funded_count": "22", "closed": "2026-12-15"}, "aperto"),
        ({"kind": "misura", "funded_count": "4"}, ""),
        ({"kind": "misura"}, ""),
        ({"kind": "misura", "closed": "2024-01-10"}, "chiuso"),
    ],
)
def test_state_of_a_call(catalogue: Path, fields: dict[str, Any], state: str) -> None:
    assert programme_facts.state(on(catalogue), call(**fields)) == state


WINDOWS = [
    {"opens": "2026-04-30", "closes": "2026-06-30", "time": "12:00"},
    {"opens": "2026-10-01", "closes": "2027-01-29"},
]


@pytest.mark.parametrize(
    ("day", "state", "deadline"),
    [
        ("2026-03-01", "non ancora aperto", "domande dal 30 aprile 2026 al 30 giugno 2026, ore 12"),
        ("2026-04-30", "aperto", "domande entro il 30 giugno 2026, ore 12"),
        ("2026-06-30", "aperto", "domande entro il 30 giugno 2026, ore 12"),
        ("2026-07-01", "non ancora aperto", "domande dal 1º ottobre 2026 al 29 gennaio 2027"),
        ("2026-10-01", "aperto", "domande entro il 29 gennaio 2027"),
        ("2027-01-30", "chiuso", "domande entro il 29 gennaio 2027"),
    ],
)
def test_a_call_is_open_in_its_windows_only(catalogue: Path, day: str, state: str, deadline: str) -> None:
    """The day of the act is not the first for applications."""
    found = catalog(load(catalogue, REFERENCE), [], dt.date.fromisoformat(day))
    programme = call(opened="2026-02-26", windows=WINDOWS, kind="bando-imprese")
    assert programme_facts.state(found, programme) == state
    assert found.is_open(programme) is (state == "aperto")
    assert programme_facts.deadline(found, programme) == deadline
    assert (
        deadline.replace("domande", "Domande") in programme_facts.state_sentence(found, programme) or state == "chiuso"
    )
    facts = {fact.term: fact.values for fact in programme_facts.facts(found, programme)}
    assert facts["Periodi per le domande"] == (
        "dal 30 aprile 2026 al 30 giugno 2026, ore 12",
        "dal 1º ottobre 2026 al 29 gennaio 2027",
    )
    assert facts["Data dell'atto o dell'annuncio"] == ("26 febbraio 2026",)
    assert "Scadenza delle domande" not in facts


def with_calls(folder: Path, day: str = "2026-11-28", **calls: str) -> Catalog:
    """The tiny catalogue with these calls for enterprises: their region and their other fields."""
    for name, lines in calls.items():
        region, _, fields = lines.partition("|")
        text = (
            f"name: {name}\nkind: bando-imprese\nregion: {region}\n{fields}description: Prova.\ncompiled: 2026-11-20\n"
        )
        file = folder / f"programmes/{region}/{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}sources:\n  - publisher: Prova\n    url: https://prova.example/\n", encoding="utf-8")
    content = load(folder, REFERENCE)
    assert content.problems + rules.broken(content, TODAY) == []
    return catalog(content, [], dt.date.fromisoformat(day))


CALLS = {
    "regionale": "lombardia|whole_region: true\nopened: 2026-02\nclosed: 2027-01-29\n",
    "nazionale": "italia|whole_region: true\nclosed: 2026-12-31\n",
    "chiuso": "lombardia|whole_region: true\nclosed: 2026-06-30\n",
    "altrove": "piemonte|whole_region: true\nclosed: 2027-01-29\n",
    "di-alcuni": "lombardia|closed: 2027-01-29\n",
}


def test_what_is_open_to_a_region_is_on_its_districts_and_municipalities(catalogue: Path) -> None:
    found = with_calls(catalogue, **CALLS)
    district = {page.address: page for page in districts.outputs(found, SITE)}[
        "/distretti/lombardia/botteghe-inventate/"
    ].view
    town = {page.address: page for page in municipalities.outputs(found, SITE)}["/comuni/codogno/"].view
    for shown in (district.region_calls, town.region_calls):
        assert [row.label for row in shown.rows] == ["nazionale", "regionale"]
        assert [row.last for row in shown.rows] == ["2026-12-31", "2027-01-29"]
    assert shown.rows[1].meta == "Lombardia · domande entro il 29 gennaio 2027"
    assert district.open_calls == (), "none of its own"


def test_where_nothing_is_open_to_a_region_nothing_is_said_of_it(catalogue: Path) -> None:
    found = with_calls(catalogue, "2027-02-01", **CALLS)
    for module in (districts, municipalities):
        views = [
            page.view for page in module.outputs(found, SITE) if page.template in ("district.html", "municipality.html")
        ]
        assert views
        assert {view.region_calls for view in views} == {None}


def test_a_national_measure_is_listed_as_one(catalogue: Path) -> None:
    found = with_calls(catalogue, **CALLS)
    pages = {page.address: page for page in programmes.outputs(found, SITE)}
    groups = pages["/programmi/"].view.groups
    assert (groups[0].title, groups[0].anchor, [row.label for row in groups[0].rows]) == (
        "Italia: misure nazionali", "italia", ["nazionale"],
    )  # fmt: skip
    view = pages["/programmi/italia/nazionale/"].view
    assert view.facts[1].values == ("Italia",)
    assert view.head.title == "nazionale (Italia)"
    (calls_page,) = calls.outputs(found, SITE)
    assert "nazionale" in [row.label for row in calls_page.view.open[0].rows]
    for page in regions.outputs(found, SITE):
        last = page.view.programmes[-1]
        assert (last.label, last.meta) == ("nazionale", "Italia · domande entro il 31 dicembre 2026")
    assert ("Italia", "0", "1") in [
        tuple(getattr(cell, "label", cell) for cell in row) for row in funding._regional_calls(found).tables[0].rows
    ]


@pytest.mark.parametrize(
    ("fields", "sentence", "meta"),
    [
        (
            {"opened": "2008"},
            "È un bando del 2008. La sua scadenza non è nelle fonti.",
            "bando del 2008, scadenza non nota",
        ),
        (
            {"opened": "2009", "until_funds_last": "true"},
            "È un bando del 2009: le domande si accoglievano fino a esaurimento dei fondi. "
            "La sua scadenza non è nelle fonti.",
            "fino a esaurimento dei fondi",
        ),
        (
            {"opened": "2017", "name": "Bando 2017"},
            "È un bando del 2017. La sua scadenza non è nelle fonti.",
            "scadenza non nota",
        ),
        (
            {"opened": "2026-03", "funded_count": "22"},
            "Chiuso: è già stato assegnato; la scadenza non è nelle fonti.",
            "bando del 2026, scadenza non nota",
        ),
        (
            {"opened": "2026-03"},
            "Scadenza non nota. Può essere aperto, o aprire: verifica con l'ente che lo pubblica.",
            "bando del 2026, scadenza non nota",
        ),
    ],
)
def test_nobody_is_sent_to_ask_for_an_old_call(
    catalogue: Path, fields: dict[str, Any], sentence: str, meta: str
) -> None:
    found, programme = on(catalogue), call(**fields)
    assert programme_facts.state_sentence(found, programme) == sentence
    assert list_items._programme(found, programme, False).meta == meta


@pytest.mark.parametrize(
    ("fields", "open_"),
    [
        ({}, True),
        ({"opened": "2025-11"}, True),
        ({"opened": "2011-05-16"}, False),
        ({"opened": "2020", "valid_to": "2027"}, True),
        ({"closed": "2026-03-31"}, False),
    ],
)
def test_only_recent_calls_may_be_open(catalogue: Path, fields: dict[str, Any], open_: bool) -> None:
    assert programme_facts.may_be_open(on(catalogue), call(**fields)) is open_


def test_validity_says_what_it_knows(catalogue: Path) -> None:
    periods = [{"from": "2022-07-12", "to": "2023-12-31"}, {"from": "2024-02-05"}, {"from": "2026", "to": "2030"}]
    facts = programme_facts.facts(on(catalogue), call(kind="protocollo", periods=periods))
    (validity,) = [fact for fact in facts if fact.term == "Validità"]
    assert validity.values == (
        "dal 12 luglio 2022 al 31 dicembre 2023: scaduto",
        "dal 5 febbraio 2024: fine non nota",
        Until("dal 2026 al 2030: vigente", "2030-12-31", "dal 2026 al 2030: scaduto"),
    )


def test_facts_of_a_call_say_what_is_unknown(catalogue: Path) -> None:
    programme = call(maximum_eur="5000.50")
    facts = {fact.term: fact.values for fact in programme_facts.facts(on(catalogue), programme)}
    assert facts["Contributo massimo"] == ("5.000,50\u00a0€",)
    assert "Scadenza delle domande" not in facts
    gaps = programme_facts.missing(programme)
    assert {"Scadenza delle domande", "Risorse"} <= set(gaps)
    told = programme_facts.missing(call(maximum_eur="5000.50", description="Dotazione di 200.000 euro, al 50%."))
    assert set(gaps) - set(told) == {"Risorse", "Quota della spesa"}, "its description says them"
    assert "Contributo massimo" not in gaps
    assert "Scadenza delle domande" not in programme_facts.missing(call(closed="2026-12-31"))
    assert programme_facts.missing(call(kind="protocollo")) == ("Da quando e fino a quando vale",)
    assert programme_facts.missing(call(kind="protocollo", valid_from="2026")) == ()


def test_an_extension_is_said_with_the_first_deadline(catalogue: Path) -> None:
    extended = call(closed="2026-10-31", extensions=[{"closed": "2026-12-15", "closes_time": "12:00", "act": "D.D. 1"}])
    facts = [fact for fact in programme_facts.facts(on(catalogue), extended) if fact.term[:4] in ("Scad", "Pror")]
    assert [(fact.values, fact.note) for fact in facts] == [
        (("31 ottobre 2026",), "Prima della proroga."),
        (("15 dicembre 2026, ore 12",), "D.D. 1"),
    ]


def test_calls_are_sorted_by_what_can_be_answered(catalogue: Path) -> None:
    folder = catalogue / "programmes" / "lombardia"
    for file in folder.glob("*.yaml"):
        file.unlink()
    kinds = {
        "aperto-imprese": "kind: bando-imprese\nclosed: 2026-12-31", "chiuso": "kind: bando\nclosed: 2023-07-31",
        "senza-scadenza": "kind: bando\nopened: 2026-05", "vecchio": "kind: bando\nopened: 2009-05-25",
        "in-arrivo": "kind: bando\nopened: 2026-12-01",
    }  # fmt: skip
    for name, lines in kinds.items():
        text = f"name: {name}\n{lines}\nregion: lombardia\ndescription: Prova.\ncompiled: 2026-11-22\n"
        (folder / f"{name}.yaml").write_text(
            f"{text}sources:\n  - publisher: Prova\n    url: https://prova.example/\n", encoding="utf-8"
        )
    (page,) = calls.outputs(on(catalogue), SITE)
    view = page.view
    assert [(group.title, [row.label for row in group.rows]) for group in view.open] == [
        ("Per le imprese", ["aperto-imprese"]),
        ("Per i comuni", []),
    ]
    assert [row.label for row in view.coming] == ["in-arrivo"]
    assert [(group.title, [row.label for row in group.rows]) for group in view.unsure] == [
        ("Per i comuni", ["senza-scadenza"])
    ]
    assert [(group.title, [row.label for row in group.rows]) for group in view.past] == [
        ("2023", ["chiuso"]),
        ("2009", ["vecchio"]),
    ]


def test_no_open_call_is_said_with_the_day(catalogue: Path) -> None:
    (page,) = calls.outputs(on(catalogue, dt.date(2040, 1, 1)), SITE)
    assert page.view.open == ()
    assert "Nessun bando aperto risulta nelle fonti di questo catalogo al 1º gennaio 2040" in page.view.no_open


def test_no_page_where_there_is_nothing(catalogue: Path) -> None:
    for file in (catalogue / "programmes").rglob("*.yaml"):
        file.unlink()
    empty = on(catalogue)
    assert [*programmes.outputs(empty, SITE), *calls.outputs(empty, SITE)] == []


def test_titles_say_the_region(catalogue: Path) -> None:
    pages = list(programmes.outputs(on(catalogue), SITE))
    assert all(page.view.head.title.endswith("(Lombardia)") for page in pages[1:])
    assert [group.anchor for group in pages[0].view.groups] == ["lombardia"]
