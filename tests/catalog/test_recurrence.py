"""The next dates of what comes back by a rule."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distretti.catalog.recurrence import HORIZON_DAYS, next_dates
from distretti.model.event import Recurrence
from distretti.model.holidays import holiday
from distretti.model.occurrences import in_season

TODAY = dt.date(2026, 11, 24)  # a Tuesday
DAY = dt.timedelta(days=1)


def rule(rrule: str, season: tuple[str, str] | None = None) -> Recurrence:
    """A rule as the content gives it."""
    fields = {"text": "una regola di prova", "rrule": rrule}
    if season:
        fields |= {"from": season[0], "to": season[1]}
    return Recurrence(**fields)


def days(rrule: str, limit: int = 3, season: tuple[str, str] | None = None, today: dt.date = TODAY) -> list[str]:
    return [day.isoformat() for day in next_dates(rule(rrule, season), today, limit)]


@pytest.mark.parametrize(
    ("rrule", "expected"),
    [
        ("FREQ=DAILY", ["2026-11-24", "2026-11-25", "2026-11-26"]),
        ("FREQ=WEEKLY;BYDAY=TU", ["2026-11-24", "2026-12-01", "2026-12-15"]),
        ("FREQ=WEEKLY;BYDAY=WE,SA", ["2026-11-25", "2026-11-28", "2026-12-02"]),
        ("FREQ=MONTHLY;BYDAY=1SU", ["2026-12-06", "2027-01-03", "2027-02-07"]),
        ("FREQ=MONTHLY;BYDAY=-1SU", ["2026-11-29", "2026-12-27", "2027-01-31"]),
        ("FREQ=MONTHLY;BYDAY=5SU", ["2026-11-29", "2027-01-31", "2027-05-30"]),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8", ["2027-07-06", "2027-07-13", "2027-07-20"]),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261204", ["2026-11-27", "2026-12-04"]),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20201204", []),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", ["2027-11-11"]),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12,13", ["2026-12-12", "2026-12-13"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", []),
    ],
)
def test_the_next_dates(rrule: str, expected: list[str]) -> None:
    assert days(rrule) == expected


def test_today_counts_and_the_horizon_is_twelve_months() -> None:
    assert days("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24") == ["2026-11-24", "2027-11-24"]
    assert days("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=25") == ["2026-11-25"]


def test_a_season_leaves_out_what_is_outside() -> None:
    assert days("FREQ=WEEKLY;BYDAY=SA", 2, ("04-01", "10-31")) == ["2027-04-03", "2027-04-10"]
    assert days("FREQ=WEEKLY;BYDAY=SA", 2, ("04-03", "04-03")) == ["2027-04-03"]


def test_a_season_may_cross_the_year() -> None:
    found = days("FREQ=MONTHLY;BYDAY=1SA", 9, ("10-01", "02-28"))
    assert found == ["2026-12-05", "2027-01-02", "2027-02-06", "2027-10-02", "2027-11-06"]


@given(
    today=st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)),
    weekdays=st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, unique=True),
    edges=st.none()
    | st.tuples(
        st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31)), st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    ),
)
def test_dates_are_sorted_near_in_season_and_none_is_missed(
    today: dt.date, weekdays: list[str], edges: tuple[dt.date, dt.date] | None
) -> None:
    season = (f"{edges[0]:%m-%d}", f"{edges[1]:%m-%d}") if edges else None
    made = rule(f"FREQ=WEEKLY;BYDAY={','.join(weekdays)}", season)
    wanted = {("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(day) for day in weekdays}
    year = [today + DAY * number for number in range(HORIZON_DAYS + 1)]
    expected = [day for day in year if day.weekday() in wanted and in_season(made, day) and not holiday(day)]
    assert list(next_dates(made, today, 400)) == expected
    assert list(next_dates(made, today, 5)) == expected[:5]
