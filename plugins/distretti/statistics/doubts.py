"""Why a figure of a source is to be checked: what other figures, the share it gives, or the record itself say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model import Record

_NUMBER = re.compile(r"(\d+(?:\.\d{3})*)(,\d+)?(?:\s*(mila|milion[ei]|miliard[oi]))?(?!\d)")
_TIMES = {"": 1, "mil": 10**3, "milion": 10**6, "miliard": 10**9}
_SHARE = re.compile(r"Quota indicata dalla fonte: (oltre |quasi )?(\d+(?:,\d+)?)%")


def numbers(text: str) -> set[Decimal]:
    """The numbers of an Italian text: 7.450.000, 8832989, "quasi 30 milioni"."""
    found = set()
    for whole, rest, unit in _NUMBER.findall(text):
        found.add(Decimal(whole.replace(".", "") + rest.replace(",", ".")) * _TIMES[unit[:-1]])
    return found


def disputed(record: Record, source: str | None, value: Decimal) -> Iterator[str]:
    """The disagreements of a record in which this source says this value, by what they are about."""
    for item in record.disagreements:
        if any(claim.source == source and value in numbers(claim.value) for claim in item.values if source):
            yield item.about


def share_differs(note: str, share: Decimal | None) -> bool:
    """Whether a note gives another share than the one computed: more than half a point, or not over or under it."""
    found = _SHARE.search(note)
    if not found or share is None:
        return False
    said = Decimal(found[2].replace(",", "."))
    if found[1]:
        return share < said if found[1] == "oltre " else share > said
    return abs(said - share) > Decimal("0.5")
