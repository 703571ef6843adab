"""The national holidays of Italy: law 260 of 1949 as changed, last by law 151 of 2025 (4 October from 2026)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from dateutil.easter import easter

_DAY = dt.timedelta(days=1)
_EVERY_YEAR = {
    (1, 1): "Capodanno",
    (1, 6): "Epifania",
    (4, 25): "Liberazione",
    (5, 1): "Festa del lavoro",
    (6, 2): "Festa della Repubblica",
    (8, 15): "Ferragosto",
    (10, 4): "San Francesco",
    (11, 1): "Ognissanti",
    (12, 8): "Immacolata",
    (12, 25): "Natale",
    (12, 26): "Santo Stefano",
}
_SAN_FRANCESCO = dt.date(2026, 10, 4)  # the first


@lru_cache(maxsize=256)
def holidays(year: int) -> dict[dt.date, str]:
    """The holidays of a year, each with its name: Easter and the Monday after it, and those of a fixed day."""
    fixed = {dt.date(year, month, day): name for (month, day), name in _EVERY_YEAR.items()}
    if year < _SAN_FRANCESCO.year:
        del fixed[dt.date(year, _SAN_FRANCESCO.month, _SAN_FRANCESCO.day)]
    sunday = easter(year)
    return {sunday: "Pasqua", sunday + _DAY: "Lunedì dell'Angelo"} | fixed


def holiday(day: dt.date) -> str:
    """The name of the holiday that a day is, or an empty text."""
    return holidays(day.year).get(day, "")
