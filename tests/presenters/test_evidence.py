"""What the foot of a record's page says."""

from __future__ import annotations

import pytest

from distretti.model.record import Claim
from distretti.presenters import evidence


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("280164", "280.164"),
        ("50000 euro", "50.000 euro"),
        ("8832989", "8.832.989"),
        ("1.5", "1,5"),
        ("81", "81"),
        ("2022", "2022"),
        ("3050", "3.050"),
        ("2022-01-13", "13 gennaio 2022"),
        ("dal 2022-01-01 al 2022-12-31", "dal 1º gennaio 2022 al 31 dicembre 2022"),
        ("2022-13-45", "2022-13-45"),
        ("01234", "01234"),
        ("09:00-14:00", "09:00-14:00"),
        ("biennio 2024-2025", "biennio 2024-2025"),
        ("D.G.R. 23-2535", "D.G.R. 23-2535"),
        ("progetto 123456", "progetto 123456"),
    ],
)
def test_numbers_and_days_are_read_as_italian(value: str, shown: str) -> None:
    assert evidence.value(Claim(value=value)) == shown
