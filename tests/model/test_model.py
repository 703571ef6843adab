"""The optional keys that no record has yet: accepted in their shapes, refused in others; what the models compute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from distretti import model as models
from distretti.language.problem import Problem
from distretti.model import District, Event, Initiative, Part, Programme, RecurringEvent, Region
from distretti.reading.loader import load
from distretti.reading.validation import validated
from distretti.reading.yaml_file import read

from ..conftest import REFERENCE, real_content
from ..reading.test_content import inner_models

CATALOGUE = Path(__file__).parents[1] / "catalogue"
DISTRICT = CATALOGUE / "districts/lombardia/botteghe-inventate.yaml"
CALL = CATALOGUE / "programmes/lombardia/bando-di-prova-2026.yaml"


def made(model: type[Any], file: Path, more: str) -> tuple[Any, list[Problem]]:
    document, problems = read(f"{file.read_text(encoding='utf-8')}{more}\n".encode(), "f.yaml")
    assert document, problems
    return validated(model, document, id="lombardia/x", prose="")


ACCEPTED = [
    "confirmed: {date: 2026-11-21, body: Comune di Crema, how: atto}",
    "confirmed: {date: 2026-11-21, body: Comune di Crema, how: pec}",
    "confirmed: {date: 2026-11-21, body: Comune di Crema, how: modulo}",
    "recognition: {state: iscritto, act: D.d.u.o. 1/2026, date: 2026-01, expires: 2029}",
    "recognition: {state: riconosciuto}",
    "recognition: {state: istituito}",
    "recognition: {state: nessuno}",
    "perimeter: {extent: intero-comune}",
    "perimeter: {extent: parte, text: Il centro, streets: [Via Mazzini], map_url: 'https://a.example/', act: A}",
    "partners: [{name: Bottega Inventata, kind: bottega, role: partner, since: 2020}, {name: Altra}]",
    "governance: {steering: Cabina di prova, manager: 'si', notes: Nessuna}",
    "governance: {manager: no}",
    "contacts: {office: Suap, email: suap@a.example, pec: a@pec.example, phone: 0373 000000, hours: Lun 9-12}",
    "contacts: {url: 'https://a.example/'}",
    "lead_ipa: c_d142",
    "indicators: [{indicator: negozi, value: 42.5, unit: '%', date: 2026-01, source: 'https://a.example/'}]",
    "aliases: [/distretti/lombardia/vetrine/]",
    "uid: 01J-abc.def",
    "withdrawn: {date: 2026-11-21, reason: Scheda doppia}",
    "grants: [{measure: Bando, stage: richiesto, beneficiary: Comune di Crema}]",
    "grants: [{measure: A, stage: ammesso}, {measure: B, stage: concesso}, {measure: C, stage: liquidato}]",
    "grants: [{measure: A, stage: revocato}]",
]

REFUSED = [
    ("confirmed: {date: 2026-11, body: Comune, how: pec}", "confirmed.date"),
    ("confirmed: {date: 2026-11-21, body: Comune, how: telefono}", "confirmed.how"),
    ("confirmed: {date: 2026-11-21, how: pec}", "confirmed.body"),
    ("confirmed: 2026-11-21", "confirmed"),
    ("recognition: iscritto", "recognition"),
    ("recognition: {state: forse}", "recognition.state"),
    ("recognition: {act: x}", "recognition.state"),
    ("perimeter: {extent: tutto}", "perimeter.extent"),
    ("perimeter: {extent: parte, streets: Via Mazzini}", "perimeter.streets"),
    ("perimeter: {extent: parte, map_url: mappa.pdf}", "perimeter.map_url"),
    ("partners: [Bottega]", "partners[1]"),
    ("partners: [{kind: bottega}]", "partners[1].name"),
    ("governance: {manager: Maria}", "governance.manager"),
    ("contacts: {email: x}", "contacts.email"),
    ("contacts: {name: Maria}", "contacts.name"),
    ("lead_ipa: c d", "lead_ipa"),
    ("indicators: [{indicator: negozi, value: '1.000,5', unit: '%', date: 2026, source: x}]", "indicators[1].value"),
    ("indicators: [{indicator: negozi, value: 1, unit: '%', source: x}]", "indicators[1].date"),
    ("aliases: /distretti/lombardia/vetrine/", "aliases"),
    ("aliases: [distretti/vetrine]", "aliases[1]"),
    ("uid: a b", "uid"),
    ("withdrawn: {date: 2026-11-21}", "withdrawn.reason"),
    ("grants: [{measure: A, stage: pagato}]", "grants[1].stage"),
    ("grants: [{measure: A, beneficiary: [x]}]", "grants[1].beneficiary"),
]

MUNICIPALITIES = [
    ("[Crema]", None),
    ("[{name: Crema}]", None),
    ("[{name: Crema, from: 2020-05, to: 2024, act: D.g.c. 1}]", None),
    ("[{from: 2020}]", "municipalities[1].name"),
    ("[{name: Crema, dal: 2020}]", "municipalities[1].dal"),
    ("[{name: Crema, from: ieri}]", "municipalities[1].from"),
    ("[[Crema]]", "municipalities[1]"),
    ("Crema", "municipalities"),
]

CALLS = [
    ("de_minimis: true", None),
    ("de_minimis: false", None),
    ("extensions: [{closed: 2026-12-31, closes_time: '17:00', act: D.d.u.o. 2}, {closed: 2027}]", None),
    ("maximum_eur: 5000.50\nintensity: 50%\nuntil_funds_last: true\nnotice_url: https://a.example/bando.pdf", None),
    ("valid_from: 2020\nvalid_to: 2022\nperiods: [{from: 2020, to: 2021}]", None),
    ("de_minimis: forse", "de_minimis"),
    ("extensions: [2026-12-31]", "extensions[1]"),
    ("extensions: [{act: x}]", "extensions[1].closed"),
    ("extensions: [{closed: 2026-12-31, closes_time: sera}]", "extensions[1].closes_time"),
    ("maximum_eur: 5.000", "maximum_eur"),
]


@pytest.mark.parametrize("more", ACCEPTED)
def test_new_keys_of_a_district(more: str) -> None:
    record, problems = made(District, DISTRICT, more)
    assert problems == []
    assert getattr(record, more.partition(":")[0])


@pytest.mark.parametrize(("more", "field"), REFUSED)
def test_wrong_shapes_of_new_keys(more: str, field: str) -> None:
    record, problems = made(District, DISTRICT, more)
    assert record
    assert record.name == "Distretto urbano delle Botteghe Inventate", "sound fields stay, for the rules"
    assert [problem.path for problem in problems] == [field]


@pytest.mark.parametrize(("value", "field"), MUNICIPALITIES)
def test_municipalities(value: str, field: str | None, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    text = DISTRICT.read_text(encoding="utf-8")
    file.write_text(text.replace("municipalities:\n  - Crema", f"municipalities: {value}"), encoding="utf-8")
    _, problems = made(District, file, "")
    assert [problem.path for problem in problems] == ([field] if field else [])


@pytest.mark.parametrize(("more", "field"), CALLS)
def test_new_keys_of_a_call(more: str, field: str | None) -> None:
    _, problems = made(Programme, CALL, more)
    assert [problem.path for problem in problems] == ([field] if field else [])


def test_the_last_deadline_counts() -> None:
    record, _ = made(Programme, CALL, "")
    assert [str(part) for part in record.deadline] == ["2026-12-15", "12:00"]
    record, _ = made(Programme, CALL, "extensions: [{closed: 2027-02, closes_time: '17:00'}, {closed: 2027-01-31}]")
    assert [str(part) for part in record.deadline] == ["2027-02", "17:00"]


def test_changed_is_when_somebody_last_looked() -> None:
    record, _ = made(District, DISTRICT, "")
    assert str(record.changed) == "2026-11-20"
    record, _ = made(District, DISTRICT, "confirmed: {date: 2026-11-22, body: Comune di Crema, how: pec}")
    assert str(record.changed) == "2026-11-22"


def test_records_are_frozen() -> None:
    record = load(CATALOGUE, REFERENCE).of(District)["lombardia/botteghe-inventate"]
    with pytest.raises(ValueError, match="frozen"):
        record.name = "altro"
    assert hash(record)


def parts() -> list[type[BaseModel]]:
    """Every model there is."""
    found: list[type[BaseModel]] = []
    pending = [item for name in models.__all__ if issubclass(item := getattr(models, name), Part)]
    while pending:
        model = pending.pop()
        if model not in found:
            found.append(model)
            pending += [inner for item in model.model_fields.values() for inner in inner_models(item.annotation)]
    return found


@pytest.mark.parametrize("model", parts(), ids=lambda model: model.__name__)
def test_every_field_has_a_label_and_every_model_a_meaning(model: type[BaseModel]) -> None:
    assert model.__doc__
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("frozen")
    assert all(item.title for item in model.model_fields.values())


def test_all_kinds_have_what_honesty_needs() -> None:
    for model in (District, Event, RecurringEvent, Initiative, Programme, Region):
        needed = {"sources", "disagreements", "compiled", "confirmed", "withdrawn", "aliases", "uid"}
        assert needed <= set(model.model_fields)
        assert model.model_fields["sources"].is_required()


def test_the_kinds_of_publishers_are_those_of_sources() -> None:
    content = real_content()
    kinds = {publisher.kind for publisher in content.vocabulary("publishers")}
    assert kinds <= {"atto", "ente", "associazione", "stampa", "altro"}
