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


def test_every_rule_of_the_real_content_has_words() -> None:
    """Nothing is said only where no day is certain."""
    markets = real_content().lists["recurring"].values()
    silent = [market.id for market in markets if not said(words("en"), market.recurrence)]
    assert silent == [market.id for market in markets if market.recurrence.approximate]
