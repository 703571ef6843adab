"""RRULE text taken to pieces and written again, and the days that it gives beside dateutil's."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from distretti.model.event import Recurrence
from distretti.model.holidays import holidays
from distretti.model.occurrences import Occurrence, occurrences
from distretti.model.recurrence import WEEKDAYS, BadRule, dates, rule

DAY = dt.timedelta(days=1)


def test_a_rule_taken_to_pieces_has_its_lists_in_order() -> None:
    found = rule("FREQ=MONTHLY;BYDAY=-1SU,1SA;BYMONTH=7,1;UNTIL=20270730")
    assert (found.frequency, found.months, found.until) == ("MONTHLY", (1, 7), dt.date(2027, 7, 30))
    assert (found.every, found.ordinals, found.weekdays) == ((), ("1SA", "-1SU"), ("SA", "SU"))
    assert found.text() == "FREQ=MONTHLY;BYMONTH=1,7;BYDAY=1SA,-1SU"


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("FREQ=DAILY", True),
        ("FREQ=DAILY;BYMONTH=7", False),
        ("FREQ=WEEKLY;BYDAY=TU,SA", True),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", True),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8", False),
        ("FREQ=MONTHLY;BYDAY=2SU", True),
        ("FREQ=MONTHLY;BYDAY=-1SU", True),
        ("FREQ=MONTHLY;BYDAY=5SU", False),
        ("FREQ=MONTHLY;BYDAY=1SU,3SU", False),
        ("FREQ=MONTHLY;BYDAY=2SU;BYMONTH=1,2", False),
        ("FREQ=MONTHLY;BYMONTHDAY=15", True),
        ("FREQ=MONTHLY;BYMONTHDAY=31", False),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", True),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", True),
        ("FREQ=YEARLY;BYMONTH=4,9;BYDAY=-1SU", False),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12,13", False),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=WE;BYMONTHDAY=6,7,8,9,10,11,12", False),
    ],
)
def test_what_outlook_takes(text: str, taken: bool) -> None:
    """MS-OXCICAL 2.1.3.2.2.1 to .6."""
    assert rule(text).outlook_takes is taken


def test_several_places_in_the_month_are_several_rules_that_outlook_takes() -> None:
    parts = rule("FREQ=MONTHLY;BYDAY=1SU,3SU").parts
    assert [part.text() for part in parts] == ["FREQ=MONTHLY;BYDAY=1SU", "FREQ=MONTHLY;BYDAY=3SU"]
    assert all(part.outlook_takes for part in parts)
    assert rule("FREQ=DAILY;BYDAY=SA").parts[0].text() == "FREQ=WEEKLY;BYDAY=SA"


_PLACED = st.builds("{}{}".format, st.sampled_from((1, 2, 3, 4, 5, -1, -2, -5)), st.sampled_from(WEEKDAYS))
_NUMBERS = st.sampled_from((1, 8, 13, 28, 29, 30, 31, -1, -2, -31))
_LISTS: dict[str, dict[str, st.SearchStrategy[str | int]]] = {
    "DAILY": {"BYDAY": st.sampled_from(("", *WEEKDAYS))},
    "WEEKLY": {"BYDAY": st.sampled_from(WEEKDAYS)},
    "MONTHLY": {"BYDAY": _PLACED | st.sampled_from(WEEKDAYS), "BYMONTHDAY": _NUMBERS},
    "YEARLY": {"BYDAY": _PLACED | st.sampled_from(WEEKDAYS), "BYMONTHDAY": _NUMBERS},
}


@st.composite
def _texts(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(tuple(_LISTS)))
    lists = _LISTS[frequency]
    named = draw(st.sets(st.sampled_from(tuple(lists)), min_size=1))
    found = {name: draw(st.lists(lists[name], min_size=1, max_size=4, unique=True)) for name in sorted(named)}
    months = st.lists(st.integers(1, 12), min_size=frequency == "YEARLY", max_size=11, unique=True)
    ends = st.sampled_from(("", "COUNT=1", "COUNT=7", "UNTIL=20270331"))
    lists_said = [f"{name}={','.join(map(str, items))}" for name, items in (found | {"BYMONTH": draw(months)}).items()]
    parts = [f"FREQ={frequency}", draw(st.sampled_from(("", "INTERVAL=2", "INTERVAL=3"))), draw(ends)]
    return ";".join(part for part in (*parts, *lists_said) if part and not part.endswith("=") and "=," not in part)


@settings(deadline=None)
@given(_texts(), st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), st.integers(0, 200))
def test_the_days_are_those_of_dateutil_in_whatever_order_the_lists_are(text: str, start: dt.date, later: int) -> None:
    """From some day after the first one too."""
    try:
        found = rule(text)
    except BadRule:
        assume(False)
    first, last = start + later * DAY, start + 800 * DAY
    moments = rrulestr(text, dtstart=dt.datetime.combine(start, dt.time()))
    days = (moment.date() for moment in moments)
    wanted = [day for day in takewhile(lambda day: day <= last, days) if day >= first]
    assert list(dates(found, first, last, start)) == wanted
    if not found.starts:
        assert sorted({day for part in found.parts for day in dates(part, first, last)}) == wanted
    if not (found.count or found.until):
        assert rule(found.text()) == found


def test_every_other_week_is_counted_from_its_first_day() -> None:
    found = rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU")
    start = dt.date(2026, 1, 4)
    given = dates(found, dt.date(2027, 1, 1), dt.date(2027, 2, 15), start)
    assert list(given) == [dt.date(2027, 1, 3), dt.date(2027, 1, 17), dt.date(2027, 1, 31), dt.date(2027, 2, 14)]


def test_so_many_times_are_counted_from_the_first_day() -> None:
    found = rule("FREQ=WEEKLY;BYDAY=SU;COUNT=3")
    start = dt.date(2026, 1, 4)
    assert dates(found, start, dt.date(2027, 1, 1), start) == (start, start + 7 * DAY, start + 14 * DAY)
    assert dates(found, start + DAY, dt.date(2027, 1, 1), start) == (start + 7 * DAY, start + 14 * DAY)


def test_a_bad_rule_says_what_to_write() -> None:
    with pytest.raises(BadRule, match="togli «RRULE:»"):
        rule("RRULE:FREQ=DAILY")


def test_the_holidays_are_thirteen_from_2026() -> None:
    assert len(holidays(2025)) == 12
    found = holidays(2026)
    assert len(found) == 13
    assert (found[dt.date(2026, 4, 5)], found[dt.date(2026, 4, 6)]) == ("Pasqua", "Lunedì dell'Angelo")
    assert found[dt.date(2026, 10, 4)] == "San Francesco"


def market(**fields: object) -> Recurrence:
    """A market of every Friday."""
    return Recurrence.model_validate({"text": "ogni venerdì", "rrule": "FREQ=WEEKLY;BYDAY=FR"} | fields)


CHRISTMAS = dt.date(2026, 12, 25)


def held(recurrence: Recurrence) -> list[Occurrence]:
    return list(occurrences(recurrence, CHRISTMAS - 7 * DAY, CHRISTMAS + 7 * DAY))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, [(18, True), (25, False), (1, False)]),
        ("si-tiene", [(18, True), (25, True), (1, True)]),
        ("sospeso", [(18, True)]),
        ("anticipato", [(18, True), (24, True), (31, True)]),
        ("posticipato", [(18, True), (25, False), (2, True)]),  # 26 December is a holiday too: nobody says what then
    ],
)
def test_holidays_are_as_the_record_says_and_otherwise_not_certain(
    given: str | None, expected: list[tuple[int, bool]]
) -> None:
    found = occurrences(market(**({"holidays": given} if given else {})), CHRISTMAS - 7 * DAY, CHRISTMAS + 8 * DAY)
    assert [(each.day.day, each.certain) for each in found] == expected


def test_the_patron_s_day_counts_where_the_record_says_so() -> None:
    saint = occurrences(market(patron="12-18"), CHRISTMAS - 7 * DAY, CHRISTMAS - DAY)
    assert [each.holiday for each in saint] == ["santo patrono"]


def test_single_dates_are_left_out_moved_and_added() -> None:
    found = held(
        market(
            **{"except": ["2026-12-18"], "also": ["2026-12-20"], "moved": [{"from": "2026-12-25", "to": "2026-12-23"}]}
        )
    )
    assert [(each.day.day, each.certain, each.added) for each in found] == [
        (20, True, True), (23, True, False), (1, False, False),
    ]  # fmt: skip
    assert found[1].planned == CHRISTMAS
