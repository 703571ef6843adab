"""What editors ask of the command line beside checks: files in order, new files."""

from __future__ import annotations

from pathlib import Path

from .model.registry import identity
from .reading import survey
from .reading.formatting import formatted
from .reading.layout import record_name
from .reading.text_file import decoded


def in_order(folder: Path, write: bool) -> list[str]:
    """The files of records whose fields are not in order; they are put in order where `write` says so."""
    found = []
    for path in survey.survey(folder):
        name = record_name(path) if path.endswith(".yaml") else None
        if name and (change := _formatted(folder / path, name)):
            found.append(path)
            if write:
                (folder / path).write_bytes(change)
    return found


def _formatted(file: Path, name: str) -> bytes:
    """The file in order, b"" where it is already, or cannot be read."""
    content = file.read_bytes()
    text, problems = decoded(content, file.name)
    if problems:
        return b""
    ordered = formatted(text, identity(name)[0]).encode()
    return ordered if ordered != content else b""
