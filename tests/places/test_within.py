"""Whether a point is inside a municipality, and how far outside, against points whose place is known."""

from __future__ import annotations

import pytest

from distretti.places.register import Places
from distretti.places.within import kilometres_outside

LODI = "098031"


@pytest.mark.parametrize(
    ("code", "latitude", "longitude", "kilometres"),
    [
        (LODI, 45.31457, 9.50336, 0),  # its own point
        ("001272", 45.0703, 7.6869, 0),  # Torino, Palazzo Madama
        (LODI, 45.4642, 9.19, 25.3),  # Milano, the cathedral
        ("001272", 41.8902, 12.4922, 525),  # Rome
    ],
)
def test_a_point_is_as_far_from_the_border_as_on_a_map(
    register: Places, code: str, latitude: float, longitude: float, kilometres: float
) -> None:
    away = kilometres_outside(register.boundaries, code, latitude, longitude)
    assert away == pytest.approx(kilometres, rel=0.02)


def test_every_municipality_has_its_own_point_inside_or_near(register: Places) -> None:
    """In a province: the register's points, against boundaries that were made from other files."""
    towns = [town for town in register.municipalities.values() if town.province == "LO"]
    away = [kilometres_outside(register.boundaries, town.istat_code, town.latitude, town.longitude) for town in towns]
    assert len(away) == 60
    assert all(distance is not None and distance < 0.5 for distance in away)


def test_where_no_boundary_is_known_nothing_is_said(register: Places) -> None:
    assert kilometres_outside(register.boundaries, "999999", 45, 9) is None
