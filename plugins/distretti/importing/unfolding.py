"""The lines of an iCalendar file put together again, and cut into events, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..language.problem import Problem
from .rows import NotRead

LONGEST = 20_000  # octets of what is read of one event
# The properties that records have.
READ = {"UID", "SUMMARY", "LOCATION", "URL", "CATEGORIES", "STATUS", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE",
         "EXDATE", "RECURRENCE-ID"}  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9-]+")


class Block(NamedTuple):
    """The lines of an event, unfolded, and the line where it begins."""

    line: int
    lines: list[str]


def blocks(text: str, file: str) -> Iterator[Block]:
    """The events of a calendar, without what is inside them (alarms)."""
    block: Block | None = None
    inside = 0
    for number, line in _unfolded(text):
        upper = line[:40].upper().strip()
        if upper == "BEGIN:VEVENT" and block is None:
            block, inside = Block(number, []), 0
        elif block and upper == "END:VEVENT" and not inside:
            yield block
            block = None
        elif block and upper.startswith(("BEGIN:", "END:")):
            inside = max(0, inside + (1 if upper.startswith("BEGIN:") else -1))
        elif block and not inside and (match := _NAME.match(line)) and match[0].upper() in READ:
            block.lines.append(line)
    if block:
        raise NotRead(Problem(file, block.line, 1, "", "qui comincia un evento che non finisce: manca END:VEVENT"))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers, each put together again; of one that is too long, its beginning."""
    start, pieces = 1, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t"):
            pieces.append(line[1:])
            continue
        if pieces:
            yield start, "".join(pieces)[: LONGEST + 1]
        start, pieces = number, [line]
    if pieces:
        yield start, "".join(pieces)[: LONGEST + 1]
