"""The register's CSV files: read as they must be, or refused with one Italian line (a spreadsheet saved them?)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from ..language import signs
from ..language.causes import cause

Row = dict[str, str]

_SPREADSHEET = "salvato da un foglio di calcolo? Riprendi il file di prima"


_NOT_IN_TABLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f<>{}]")
_NAME = re.compile(r"[^\W\d_][\w '’./()-]*")


class BadRegister(Exception):
    """A file of the register that cannot be used; the text is one line for who publishes."""


def _is_code(value: str) -> bool:
    return len(value) == 6 and value.isascii() and value.isdigit()


def _is_degree(value: str) -> bool:
    try:
        return abs(float(value)) <= 180  # not so for "nan"
    except ValueError:
        return False


def _is_count(value: str) -> bool:
    return not value or (value.isascii() and value.isdigit())


def _is_plate(value: str) -> bool:
    return len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()


def _is_name(value: str) -> bool:
    return bool(_NAME.fullmatch(value))


# The columns that are read, each with what its values must be; None for any text.
Columns = Mapping[str, Callable[[str], bool] | None]
MUNICIPALITIES: Columns = {
    "istat_code": _is_code, "name": bool, "province_code": _is_plate, "province_name": bool, "region_name": _is_name,
    "region_code": lambda value: len(value) == 2 and value.isdigit(), "population": _is_count,
    "lat": _is_degree, "lon": _is_degree,
}  # fmt: skip
FORMER: Columns = {
    "kind": bool, "last_day": None, "old_name": bool, "old_province": None, "name": None,
    "istat_code": lambda value: not value or _is_code(value),
}  # fmt: skip
BILINGUAL: Columns = {"istat_code": _is_code, "name": bool}


def rows(file: Path, columns: Columns) -> list[Row]:
    """The rows by column. Raises BadRegister, also where the file is missing."""
    head, *lines = _lines(file)
    if missing := [name for name in columns if name not in head]:
        raise _bad(file, 1, f"le colonne non sono quelle attese: manca «{missing[0]}»")
    found = []
    for number, line in enumerate(lines, 2):
        if len(line) != len(head):
            raise _bad(file, number, f"ci sono {len(line)} valori, le colonne sono {len(head)}")
        found.append(dict(zip(head, line, strict=True)))
    for name, sound in columns.items():
        wrong = next((place for place, row in enumerate(found) if sound and not sound(row[name])), None)
        if wrong is not None:
            raise _bad(file, wrong + 2, f"«{found[wrong][name][:40]}» in {name} non va bene{_ADVICE.get(name, '')}")
    if columns is MUNICIPALITIES:
        _refuse_odd(file, [row["istat_code"] for row in found])
    return found


def _refuse_odd(file: Path, codes: list[str]) -> None:
    """Raise BadRegister where there is no municipality, or one twice."""
    if not codes:
        raise _bad(file, 1, "non c'è nessun comune")
    if len(set(codes)) < len(codes):
        place = next(place for place, code in enumerate(codes) if code in codes[:place])
        raise _bad(file, place + 2, f"il codice «{codes[place]}» c'è già sopra")


_ADVICE = {"istat_code": ": ci vogliono sei cifre, con gli zeri davanti", "lat": " (45.36591)", "lon": " (7.77599)"}

_UNREADABLE = "virgolette aperte e mai chiuse, o un valore troppo lungo"
_TOO_LONG = re.compile(r"[^,\n]{2000,}")


def _lines(file: Path) -> list[list[str]]:
    try:
        text = contents(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(file, error.object.count(b"\n", 0, error.start) + 1, "non è in UTF-8") from None
    if sign := _NOT_IN_TABLE.search(text):
        raise _bad(file, text.count("\n", 0, sign.start()) + 1, f"c'è un segno non ammesso ({signs.code(sign[0])})")
    if long := _TOO_LONG.search(text):  # csv has a limit too, which any library may move for all
        raise _bad(file, text.count("\n", 0, long.start()) + 1, _UNREADABLE)
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [line for line in table if line] or [[]]
    except csv.Error:
        raise _bad(file, table.line_num, _UNREADABLE) from None


def contents(file: Path) -> bytes:
    """The bytes of a file of the register; raises BadRegister with the reason where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadRegister(
            f"{_shown(file)}:1:1: il file non si legge ({cause(error)}): riprendi quello di prima"
        ) from None


def _bad(file: Path, line: int, what: str) -> BadRegister:
    return BadRegister(f"{_shown(file)}:{line}:1: {what} ({_SPREADSHEET})")


def _shown(file: Path) -> str:
    return "/".join(file.parts[-3:])


def not_boundaries(file: Path) -> BadRegister:
    """The error of a file that should have boundaries and has not."""
    return BadRegister(f"{_shown(file)}:1:1: non è un TopoJSON di confini, o è tagliato: riprendi il file di prima")
