"""QR codes of addresses (ISO/IEC 18004), drawn as one path: at most 3 kB for an address of ours."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape

import segno

MARGIN = 4  # modules of white around it, that the standard asks for
LEVELS = ("m", "l")  # a code may lose a seventh of its squares, or a fourteenth: the first that is small enough
_MOST = 2_500  # bytes of a path
_MOST_OF_FILE = 3_000


@dataclass(frozen=True, slots=True)
class QrCode:
    """The code of an address: how many modules wide it is with its margin, and the path of its dark ones."""

    address: str
    size: int
    path: str


@lru_cache(maxsize=256)
def code(address: str) -> QrCode | None:
    """The code of a web address; None for "" (the preview has no address of its own)."""
    return _code(address, _safest_rows(address)) if address else None


def svg(address: str, title: str, name: str) -> bytes:
    """The same as a file of its own, 60 mm wide; under it the `title` of what it leads to, and what it is for."""
    for level in LEVELS:
        file = _file(_code(address, _rows(address, level)), title, name)
        if len(file) <= _MOST_OF_FILE:
            break
    return file


def _file(drawn: QrCode, title: str, name: str) -> bytes:
    lines = textwrap.wrap(title, drawn.size // 2)  # a sign is about half as wide as high, of which there are 3 modules
    high = drawn.size + 4 * len(lines) + 4
    size = f'viewBox="0 0 {drawn.size} {high}" width="60mm" height="{60 * high / drawn.size:.0f}mm"'
    paper = f'<path fill="#fff" d="M0 0h{drawn.size}v{high}H0z"/>'
    dark = f'<path stroke="#000" d="{drawn.path}"/>'
    font = 'font-family="sans-serif" font-size="3" text-anchor="middle"'
    words = "".join(_line(drawn, number, line) for number, line in enumerate((*lines, name)))
    start = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return f"{start}{paper}{dark}<g {font}>{words}</g></svg>\n".encode()


def _line(drawn: QrCode, number: int, text: str) -> str:
    """A line of words, below the margin of the code."""
    return f'<text x="{drawn.size / 2:g}" y="{drawn.size + 2 + 4 * number}">{escape(text)}</text>'


def packed(address: str) -> str:
    """The same for a script: how many modules wide it is, and each row of them as a hexadecimal number."""
    rows = _safest_rows(address)
    digits = -(-len(rows) // 4)
    return ":".join((str(len(rows)), *(f"{int(row, 2):0{digits}x}" for row in rows)))


def _safest_rows(address: str) -> list[str]:
    """The rows of a code ("1011…"), of the safest level whose path is small enough to load."""
    for level in LEVELS:
        rows = _rows(address, level)
        if len(_code(address, rows).path) <= _MOST:
            break
    return rows


def _rows(address: str, level: str) -> list[str]:
    return ["".join(map(str, row)) for row in segno.make_qr(address, error=level, boost_error=False).matrix]


def _code(address: str, rows: list[str]) -> QrCode:
    return QrCode(address, len(rows) + 2 * MARGIN, "".join(_path(rows)))


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
