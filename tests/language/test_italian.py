"""Italian words for dates, numbers and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distretti.language import italian
from distretti.language.dates import MonthDay, PartialDate


def partial(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2021", "2021-11", "2021-11-11", "2024-02-29", "0001-01-01"])
def test_partial_dates_read_back(text: str) -> None:
    assert str(partial(text)) == text


def is_read(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


NO_DATES = ["", "21", "2021-1", "2021-13", "2021-00", "2021-11-00", "2023-02-29", "2021-11-31", "11/11/2021", "٢٠٢١"]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert not is_read(PartialDate.parse, text)


@pytest.mark.parametrize(
    ("text", "first", "last", "exact"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31), None),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), None),
        ("2024-02-10", (2024, 2, 10), (2024, 2, 10), (2024, 2, 10)),
    ],
)
def test_what_a_partial_date_can_be(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], exact: tuple[int, int, int] | None
) -> None:
    date = partial(text)
    assert (date.first, date.last, date.exact) == (dt.date(*first), dt.date(*last), exact and dt.date(*exact))


def test_days_of_any_year() -> None:
    assert str(MonthDay.parse("02-29")) == "02-29"
    for text in ("02-30", "13-01", "1-1", "00-10", ""):
        assert not is_read(MonthDay.parse, text)


@pytest.mark.parametrize(
    ("text", "alone", "on", "since", "until"),
    [
        ("2021-11-11", "11 novembre 2021", "l’11 novembre 2021", "dall’11 novembre 2021", "all’11 novembre 2021"),
        ("2021-12-08", "8 dicembre 2021", "l’8 dicembre 2021", "dall’8 dicembre 2021", "all’8 dicembre 2021"),
        ("2021-12-01", "1º dicembre 2021", "il 1º dicembre 2021", "dal 1º dicembre 2021", "al 1º dicembre 2021"),
        ("2021-12-21", "21 dicembre 2021", "il 21 dicembre 2021", "dal 21 dicembre 2021", "al 21 dicembre 2021"),
        ("2021-11", "novembre 2021", "nel novembre 2021", "dal novembre 2021", "al novembre 2021"),
        ("2021-04", "aprile 2021", "nell’aprile 2021", "dall’aprile 2021", "all’aprile 2021"),
        ("2021", "2021", "nel 2021", "dal 2021", "al 2021"),
    ],
)
def test_dates_with_their_prepositions(text: str, alone: str, on: str, since: str, until: str) -> None:
    date = partial(text)
    assert (italian.partial(date), italian.on(date)) == (alone, on)
    assert (italian.since(date), italian.until(date)) == (since, until)
    assert italian.of(date) == since.replace("dal", "del", 1)


def test_days_with_the_weekday() -> None:
    assert italian.day(dt.date(2021, 12, 1), weekday=True) == "mercoledì 1º dicembre 2021"
    assert italian.day(dt.date(2021, 12, 21)) == "21 dicembre 2021"
    assert italian.short_day(dt.date(2026, 5, 1)) == "venerdì 1º maggio"
    assert italian.month_day(MonthDay(7, 1)) == "1º luglio"
    assert italian.month_day(MonthDay(7, 31)) == "31 luglio"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2011-11-16", "2011-11-18", "16–18 novembre 2011"),
        ("2011-11-01", "2011-11-18", "1º–18 novembre 2011"),
        ("2022-04-30", "2022-05-02", "30 aprile – 2 maggio 2022"),
        ("2021-12-30", "2022-01-02", "30 dicembre 2021 – 2 gennaio 2022"),
        ("2021-12", "2022-01", "dicembre 2021 – gennaio 2022"),
        ("2021-04", "2021-06", "aprile – giugno 2021"),
        ("2021", "2022", "2021 – 2022"),
        ("2021", "2021-05", "2021 – maggio 2021"),
        ("2021-05-01", "2021-05-01", "1º maggio 2021"),
        ("2021-05-01", None, "1º maggio 2021"),
    ],
)
def test_spans(start: str, end: str | None, text: str) -> None:
    assert italian.span(partial(start), partial(end) if end else None) == text


def test_numbers() -> None:
    assert italian.number(1227) == "1.227"
    assert italian.number(Decimal("12.5")) == "12,5"
    assert italian.number(Decimal("1234.567891")) == "1.234,567891"
    assert italian.euros(Decimal("162016.81")) == "162.016,81\u00a0€"
    assert italian.euros(Decimal("630000.00")) == "630.000\u00a0€"
    assert italian.euros(Decimal("0.50")) == "0,50\u00a0€"
    assert italian.quantity(14_000_000, "EUR") == "14.000.000\u00a0€"
    assert italian.quantity(Decimal("55"), "%") == "55%"
    assert italian.quantity(199, "distretti") == "199 distretti"
    assert italian.quantity(1, "distretti") == "1 distretto"
    assert [italian.count(n, "comune", "comuni") for n in (0, 1, 1227)] == ["0 comuni", "1 comune", "1.227 comuni"]


def test_names() -> None:
    assert italian.listed(["Lodi"]) == "Lodi"
    assert italian.listed(["Lodi", "Pavia", "Crema"]) == "Lodi, Pavia e Crema"
    regions = [italian.in_region(name) for name in ("Lombardia", "Lazio", "Marche")]
    assert regions == ["in Lombardia", "nel Lazio", "nelle Marche"]
    assert italian.listed(["Lodi", "Pavia", "Erba"]) == "Lodi, Pavia ed Erba"
    assert [italian.at(name) for name in ("Lodi", "Alba", "Erba")] == ["a Lodi", "ad Alba", "a Erba"]
    assert [italian.at(name) for name in ("Altamura", "aprile 2027", "Ölve")] == [
        "ad Altamura",
        "ad aprile 2027",
        "a Ölve",
    ]
    assert italian.the("Comune di Lodi") == "il Comune di Lodi"
    assert [italian.the(name) for name in ("Unione Nord", "Ascom")] == ["l'Unione Nord", "Ascom"]
    assert italian.capitalised("è qui") == "È qui"
    assert italian.capitalised("") == ""
    assert italian.typographic("l'uva") == "l’uva"


def test_slugs() -> None:
    assert italian.slug("Sant'Angelo Lodigiano") == italian.slug("Sant’Angelo  Lodigiano ") == "sant-angelo-lodigiano"
    assert italian.slug("Città di Castello – Umbria") == "citta-di-castello-umbria"
    assert italian.slug("Hône / Weißenfels") == "hone-weissenfels"
    assert italian.slug("…") == ""


@given(st.text())
def test_any_slug_is_ascii_and_stays_itself(text: str) -> None:
    slug = italian.slug(text)
    assert slug.isascii()
    assert italian.slug(slug) == slug


def test_an_index_does_not_mind_accents_case_and_marks() -> None:
    names = ["Zelo", "àncora", "Ancora", "Ala", "D'Este", "de Sica", "'Ndrangheta"]
    assert sorted(names, key=italian.order) == ["Ala", "Ancora", "àncora", "D'Este", "de Sica", "'Ndrangheta", "Zelo"]


@pytest.mark.parametrize(("time", "said"), [("09:00", "9"), ("09:30", "9:30"), ("00:00", "0"), ("18:05", "18:05")])
def test_hours_are_said_without_needless_zeros(time: str, said: str) -> None:
    assert italian.hour(time) == said
