"""QR codes of addresses (ISO/IEC 18004), drawn as one path: at most 3 kB for an address of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

MARGIN = 4  # modules of white around it, that the standard asks for
_MOST = 100  # signs of an address whose code may lose a seventh of its squares; a longer one a fourteenth


@dataclass(frozen=True, slots=True)
class QrCode:
    """The code of an address: how many modules wide it is with its margin, and the path of its dark ones."""

    address: str
    size: int
    path: str


@lru_cache(maxsize=256)
def code(address: str) -> QrCode | None:
    """The code of a web address; None for "" (the preview has no address of its own)."""
    if not address:
        return None
    rows = _rows(address)
    return QrCode(address, len(rows) + 2 * MARGIN, "".join(_path(rows)))


def packed(address: str) -> str:
    """The same for a script: how many modules wide it is, and each row of them as a hexadecimal number."""
    rows = _rows(address)
    digits = -(-len(rows) // 4)
    return ":".join((str(len(rows)), *(f"{int(row, 2):0{digits}x}" for row in rows)))


def _rows(address: str) -> list[str]:
    found = segno.make_qr(address, error="m" if len(address) <= _MOST else "l", boost_error=False)
    return ["".join(map(str, row)) for row in found.matrix]


def _path(rows: list[str]) -> Iterator[str]:
    """A line for each run of dark modules, each moved to from the end of the one before; lines are in mid-module."""
    yield f"M{MARGIN} {MARGIN}.5"
    at = 0, 0
    for row, column, length in _runs(rows):
        if (row, column) != at:
            yield f"m{column - at[1]} {row - at[0]}"
        yield f"h{length}"
        at = row, column + length


def _runs(rows: list[str]) -> Iterator[tuple[int, int, int]]:
    """The row, the first column and the length of each run of dark modules."""
    for number, row in enumerate(rows):
        column = 0
        for sign, run in groupby(row):
            length = len(list(run))
            if sign == "1":
                yield number, column, length
            column += length
