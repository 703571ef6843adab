"""Until which day what a page shows holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.model import Programme
from distretti.presenters import list_items, programme_facts, validity
from distretti.reading.loader import load
from distretti.site.components import ListItem, Until

from ..conftest import REFERENCE, TODAY


def on(folder: Path, day: dt.date = TODAY) -> Catalog:
    return catalog(load(folder, REFERENCE), [], day)


def call(**fields: Any) -> Programme:
    base = {"name": "Bando", "kind": "bando", "region": "lombardia", "description": "Prova.", "compiled": "2026-11-22"}
    data = base | {"sources": [{"publisher": "Comune di Prova"}]} | fields
    return Programme.model_validate(data).model_copy(update={"id": "lombardia/prova"})


@pytest.mark.parametrize(
    ("day", "said", "last"),
    [
        ("2026-11-28", "il 28 novembre 2026", "2026-12-01"),
        ("2026-12-08", "l’8 dicembre 2026", "2026-12-11"),
        ("2027-01-01", "il 1º gennaio 2027", "2027-01-04"),
    ],
)
def test_the_day_of_the_build_is_said_and_holds_three_days(catalogue: Path, day: str, said: str, last: str) -> None:
    found = validity.built(on(catalogue, dt.date.fromisoformat(day)))
    words = f"Elenco costruito {said}"
    assert found.day == day
    assert found.line == Until(f"{words}.", last, f"{words}: può non essere aggiornato.")


def test_a_one_off_event_ends_on_its_last_day_and_what_comes_back_on_its_next(catalogue: Path) -> None:
    found = on(catalogue)
    rows = {row.label: row.last for row in (validity.coming(found, event, day) for day, event in upcoming(found))}
    assert rows == {"Festa delle vetrine di prova": "2026-12-08", "Mercato dei Portici Immaginari": "2027-04-03"}


def test_a_market_that_stays_says_its_rule_after_its_next_date(catalogue: Path) -> None:
    found = on(catalogue)
    (market,) = found.recurring
    row = validity.next_date(found, market, dt.date(2027, 4, 3))
    assert row.meta.startswith("prossima data: sabato 3 aprile 2027 (")
    assert row.later == list_items.event(found, market).meta
    assert "prossima data" not in row.later


def upcoming(found: Catalog) -> list[tuple[dt.date, Any]]:
    return list(found.upcoming([*found.events, *found.recurring], 10))


@pytest.mark.parametrize(
    ("fields", "state", "last", "later", "closes"),
    [
        ({"closed": "2026-12"}, "aperto", "2026-12-31", "chiuso", "2026-12-31"),
        ({"closed": "2026-11-28"}, "aperto", "2026-11-28", "chiuso", "2026-11-28"),
        (
            {"opened": "2026-12-01", "closed": "2027-01-31"},
            "non ancora aperto", "2026-11-30", "da verificare", "2027-01-31",
        ),
        (
            {"windows": [{"opens": "2026-11-01", "closes": "2026-12-01"}, {"opens": "2027-03", "closes": "2027-04"}]},
            "aperto", "2026-12-01", "da verificare", "2026-12-01",
        ),
    ],
)  # fmt: skip
def test_the_state_of_a_call_ends(
    catalogue: Path, fields: dict[str, Any], state: str, last: str, later: str, closes: str
) -> None:
    found, record = on(catalogue), call(**fields)
    now = programme_facts.state(found, record)
    assert programme_facts.state_word(found, record, now) == Until(state, last, later)
    sentence = programme_facts.holding_sentence(found, record)
    assert isinstance(sentence, Until)
    assert sentence.last == last
    assert validity.until_closed(found, ListItem("", ""), record).last == closes


@pytest.mark.parametrize("fields", [{"closed": "2026-11-27"}, {}, {"kind": "misura"}])
def test_what_is_closed_or_has_no_deadline_does_not_end(catalogue: Path, fields: dict[str, Any]) -> None:
    found, record = on(catalogue), call(**fields)
    now = programme_facts.state(found, record)
    assert programme_facts.state_word(found, record, now) == now
    assert isinstance(programme_facts.holding_sentence(found, record), str)
