"""Rules in English: from the rule alone, and nothing where no source gives days."""

from __future__ import annotations

from typing import Any

import pytest

from distretti.language.words import words
from distretti.model.event import Recurrence
from distretti.presenters.foreign_rules import said

from ..conftest import real_content


@pytest.mark.parametrize(
    ("rule", "more", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=SA", {}, "every Saturday"),
        ("FREQ=WEEKLY;BYDAY=TU,SA", {}, "every Tuesday and Saturday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", {}, "every day from Monday to Friday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", {}, "every day"),
        ("FREQ=WEEKLY;BYDAY=WE;BYMONTH=7,8", {}, "every Wednesday, in July and August"),
        ("FREQ=WEEKLY;BYDAY=SU", {"from": "04-01", "to": "10-31"}, "every Sunday, from 1 April to 31 October"),
        (
            "FREQ=WEEKLY;BYDAY=FR;BYMONTH=10,11,12,1,2,3,4,5",
            {"from": "10-01", "to": "05-31"},
            "every Friday, from October to May",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO;BYMONTH=6,7,8",
            {"from": "06-15", "to": "08-31"},
            "every Monday, from 15 June to 31 August",
        ),
        (
            "FREQ=WEEKLY;BYDAY=WE;BYMONTH=7,8",
            {"from": "06-01", "to": "08-31"},
            "every Wednesday, in July and August, from 1 June to 31 August",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            {"start": "2026-01-06"},
            "every other week, on Tuesday, from 6 January 2026",
        ),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", {}, "every 3 weeks, on Tuesday"),
        ("FREQ=MONTHLY;BYDAY=1SU,3SU", {}, "the first Sunday and the third Sunday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1SA;BYMONTH=10,11,12,1,2,3", {}, "the last Saturday of the month, from October to March"),
        ("FREQ=MONTHLY;BYDAY=5SU", {}, "the fifth Sunday (where there is one) of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", {}, "the last day of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=12", {}, "day 12 of the month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SA", {}, "every 2 months, the first Saturday"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12,13", {}, "every year, 12 December and 13 December"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", {}, "every year, the second Sunday of May"),
        ("FREQ=DAILY;UNTIL=20271231", {}, "every day, until 31 December 2027"),
        ("FREQ=DAILY;INTERVAL=2", {}, "every 2 days"),
        ("FREQ=WEEKLY;BYDAY=SA", {"approximate": "true"}, ""),
    ],
)
def test_a_rule_in_english(rule: str, more: dict[str, Any], expected: str) -> None:
    recurrence = Recurrence.model_validate({"text": "parole della fonte", "rrule": rule, **more})
    assert said(words("en"), recurrence) == expected


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("ogni giovedì mattina", "TH", "every Thursday in the morning"),
        ("ogni lunedì sera di luglio e agosto", "MO", "every Monday in the evening"),
        ("ogni martedì e giovedì mattina e ogni sabato", "TU,TH,SA", "every Tuesday, Thursday and Saturday"),
        ("ogni mercoledì mattina e ogni sabato", "WE,SA", "every Wednesday and Saturday"),
        ("ogni sabato mattina, d'estate anche la sera", "SA", "every Saturday"),
        ("ogni sabato mattina", "SU", "every Sunday"),
    ],
)
def test_half_a_day_is_said_where_the_words_say_it_of_the_one_day_of_the_rule(
    text: str, days: str, expected: str
) -> None:
    recurrence = Recurrence.model_validate({"text": text, "rrule": f"FREQ=WEEKLY;BYDAY={days}"})
    assert said(words("en"), recurrence) == expected


def test_every_rule_of_the_real_content_has_words() -> None:
    """Nothing is said only where no day is certain."""
    markets = real_content().lists["recurring"].values()
    silent = [market.id for market in markets if not said(words("en"), market.recurrence)]
    assert silent == [market.id for market in markets if market.recurrence.approximate]
