"""QR codes of addresses (ISO/IEC 18004), drawn as one path: at most 3 kB for an address of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape

import segno

MARGIN = 4  # modules of white around it, that the standard asks for
_MOST = 2_500  # bytes of a path whose code may lose a seventh of its squares (level M); a longer one a fourteenth (L)


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
    rows, path = _drawn(address)
    return QrCode(address, len(rows) + 2 * MARGIN, path)


def svg(address: str, title: str) -> bytes:
    """The same as a file of its own, to print at any size; `title` is what it leads to."""
    drawn = code(address)
    assert drawn
    size = f'viewBox="0 0 {drawn.size} {drawn.size}" width="60mm" height="60mm"'
    paper = f'<path fill="#fff" d="M0 0h{drawn.size}v{drawn.size}H0z"/>'
    dark = f'<path stroke="#000" d="{drawn.path}"/>'
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{escape(title)}</title>'
    return f"{start}{paper}{dark}</svg>\n".encode()


def packed(address: str) -> str:
    """The same for a script: how many modules wide it is, and each row of them as a hexadecimal number."""
    rows, _ = _drawn(address)
    digits = -(-len(rows) // 4)
    return ":".join((str(len(rows)), *(f"{int(row, 2):0{digits}x}" for row in rows)))


def _drawn(address: str) -> tuple[list[str], str]:
    """The rows of a code ("1011…") and their path: of the safest level that is small enough to load."""
    for level in ("m", "l"):
        found = segno.make_qr(address, error=level, boost_error=False)
        rows = ["".join(map(str, row)) for row in found.matrix]
        path = "".join(_path(rows))
        if len(path) <= _MOST:
            break
    return rows, path


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
