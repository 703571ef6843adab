"""CSV → rows, with limits: whatever is in the file ends in rows or in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..language import italian
from ..language.problem import Problem
from ..reading.text_file import position
from .rows import NotRead, Row
from .source_map import ENCODINGS, SIGNS, SourceMap

MOST_BYTES = 32 << 20
MOST_ROWS = 100_000
MOST_COLUMNS = 300
LONGEST = 20_000  # signs of a field


def text_of(content: bytes, file: str, encoding: str) -> str:
    """The text of a file. Raises NotRead where it is no text, or in another encoding."""
    if len(content) > MOST_BYTES:
        raise NotRead(Problem(file, 1, 1, "", f"il file è troppo grande: al massimo {MOST_BYTES >> 20} MB"))
    if b"\x00" in content and encoding != "utf-16":
        raise NotRead(Problem(file, 1, 1, "", "non è un file di testo, o è in UTF-16: allora «encoding: utf-16»"))
    try:
        return content.decode(ENCODINGS[encoding])
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        before = content[:start].decode(ENCODINGS[encoding], "replace")
        other = "windows-1252" if encoding == "utf-8" else "utf-8"
        message = f"il file non è in {encoding}: cambia «encoding» nella mappa (forse {other})"
        raise NotRead(Problem(file, *position(before, len(before)), "", message)) from None


def rows(content: bytes, file: str, found: SourceMap) -> tuple[list[str], Iterator[Row]]:
    """The names of the columns, and the rows. Raises NotRead, also while rows are read."""
    text = text_of(content, file, found.encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SIGNS[found.delimiter], strict=True)
    lines = _lines(reader, file)
    _, header = next(lines, (1, []))
    columns = [italian.squeezed(name) for name in header]
    if not any(columns):
        raise NotRead(Problem(file, 1, 1, "", "il file è vuoto: la prima riga dice i nomi delle colonne"))
    if len(columns) > MOST_COLUMNS:
        raise NotRead(Problem(file, 1, 1, "", f"troppe colonne: al massimo {MOST_COLUMNS}"))
    return columns, _rows(lines, columns)


def _rows(lines: Iterator[tuple[int, list[str]]], columns: list[str]) -> Iterator[Row]:
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        wrong = "" if len(cells) == len(columns) else f"ha {len(cells)} colonne, la prima riga ne ha {len(columns)}"
        yield Row(line, dict(zip(columns, cells, strict=False)), wrong)


def _lines(reader: Iterator[list[str]], file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line where it begins."""
    number, start = 0, 1
    while True:
        before = csv.field_size_limit(LONGEST)  # others set it too
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise NotRead(Problem(file, start, 1, "", _said(str(error)))) from None
        finally:
            csv.field_size_limit(before)
        if cells is None:
            return
        number += 1
        if number > MOST_ROWS + 1:
            raise NotRead(Problem(file, start, 1, "", f"troppe righe: al massimo {MOST_ROWS}"))
        yield start, cells
        start = reader.line_num + 1  # type: ignore[attr-defined]


def _said(error: str) -> str:
    if "field larger" in error:
        return f"da qui un campo ha più di {LONGEST} caratteri: forse ci sono virgolette mai chiuse"
    if "unexpected end" in error:
        return "da qui ci sono virgolette mai chiuse"
    return "da qui le virgolette non sono a posto: dentro un campo si raddoppiano"
