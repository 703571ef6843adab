"""What a proposal changes in the files that are no records: pages, vocabularies, registers, prose; line by line."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, NamedTuple

from ..language import italian
from ..language.problem import Problem
from ..reading.content import shown
from . import revision

SHOWN = 20  # lines of a file that are shown
WIDE = 200  # signs of a line that are shown
_COMPARED = 2000  # lines of a file in which those that moved are told from those that changed
_ENTRY = 200  # lines above one in which the entry of a vocabulary that has it begins
_REGISTERS = "reference/"
_OF_BODIES = {
    "publishers.yaml": "per le proposte che verranno, chi è un ente o un atto lo dice questo file",
    "bodies.yaml": "quali nomi sono lo stesso ente, in tutto il sito, lo dice questo file",
}


class Line(NamedTuple):
    """A line that came or went: its number in the file that has it, the beginning of the entry that it is of."""

    how: Literal["aggiunta", "tolta"]
    number: int
    text: str
    entry: str

    def __str__(self) -> str:
        within = f" (in «{cut(self.entry)}»)" if self.entry else ""
        return f"{self.how} la riga {self.number}{within}: {cut(self.text) or '(vuota)'}"


class Text(NamedTuple):
    """A file that differs from a revision: how, in words; its lines."""

    path: str
    how: str
    lines: list[Line]

    @property
    def shown(self) -> list[Line]:
        """Those that are shown: the first, and some of each sort where there are both."""
        if len(self.lines) <= SHOWN:
            return self.lines
        gone, came = ([line for line in self.lines if line.how == how] for how in ("tolta", "aggiunta"))
        some = min(len(came), max(SHOWN - len(gone), SHOWN // 2))
        kept = {id(line) for line in (*gone[: SHOWN - some], *came[:some])}
        return [line for line in self.lines if id(line) in kept]

    @property
    def counted(self) -> str:
        """ "aggiunte 2 righe, tolta 1 riga", "" where no line differs."""
        found = Counter(line.how for line in self.lines)
        told = [f"{way[:-1]}{'a' if count == 1 else 'e'} {_rows(count)}" for way, count in sorted(found.items())]
        return ", ".join(told)


def changed(folder: Path, since: str, paths: Iterable[str]) -> Iterator[Text]:
    """What differs in each of these files."""
    for path in paths:
        old, new = revision.bytes_at(folder, since, path), revision.bytes_of(folder / path)
        there = os.path.lexists(folder / path)
        how = ("cambiato" if there else "tolto") if old is not None else "nuovo"
        before, after = _lines(old), _lines(new)
        if (there and new is None) or before is None or after is None:
            link = (folder / path).is_symlink()
            yield Text(path, f"{how}; {'è un collegamento ad altro' if link else 'non è un testo che si legga'}", [])
        elif old == new:
            yield Text(path, "cambiano solo i permessi del file", [])
        else:
            lines = list(differing(path, before, after))
            yield Text(path, how if lines or how != "cambiato" else "cambiano solo i fine riga", lines)


def differing(path: str, before: list[str], after: list[str]) -> Iterator[Line]:
    """The lines that went and came, in the order of the file; of which entry they are is said of those shown."""
    told: Counter[str] = Counter()
    for gone, came in _places(before, after):
        for how, numbers, lines in (("tolta", gone, before), ("aggiunta", came, after)):
            for number in numbers:
                entry = _entry(lines, number) if told[how] < SHOWN and path.endswith(".yaml") else ""
                told[how] += 1
                yield Line(how, number + 1, lines[number], entry)  # type: ignore[arg-type]


def warnings(folder: Path, since: str, paths: Iterable[str]) -> Iterator[Problem]:
    """One for each line of a register of places that differs; one for each file that says who is a body."""
    found = sorted(path for path in paths if path.startswith(_REGISTERS) or path in _OF_BODIES)
    for text in changed(folder, since, found):
        file = shown(text.path, folder)
        told = f"{text.how}; {text.counted}" if text.counted else text.how
        if text.path in _OF_BODIES:
            yield _warning(file, 1, f"{told}; {_OF_BODIES[text.path]}")
            continue
        yield _warning(file, 1, f"registro dei comuni: {told}; si confronta con la fonte che dice il suo README")
        last = max((line.number for line in text.lines if line.how == "aggiunta"), default=1)
        for line in text.shown:
            yield _warning(file, line.number if line.how == "aggiunta" else min(line.number, last), f"{line}")
        if len(text.lines) > SHOWN:
            yield _warning(file, last, f"e altre {_rows(len(text.lines) - SHOWN)}")


def cut(text: str) -> str:
    """A line as far as it is shown, without what cannot be."""
    line = " ".join(text[: WIDE * 2].split())
    line = line if len(line) <= WIDE and len(text) <= WIDE * 2 else f"{line[:WIDE]}… ({len(text)} segni)"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _warning(file: str, line: int, message: str) -> Problem:
    return Problem(file, line, 1, "", message, warning=True)


def _rows(count: int) -> str:
    return italian.count(count, "riga", "righe")


def _lines(content: bytes | None) -> list[str] | None:
    """The lines of a text, none of a file that is not there; None of what is no text."""
    try:
        text = (content or b"").decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.splitlines()


def _places(before: list[str], after: list[str]) -> Iterator[tuple[Iterable[int], Iterable[int]]]:
    """The numbers of the lines that went, and of those that came in their place."""
    start = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(before), len(after)) if start is None else start
    ends = zip(reversed(before[start:]), reversed(after[start:]), strict=False)
    shortest = min(len(before), len(after)) - start
    same = next((place for place, (one, two) in enumerate(ends) if one != two), shortest)
    were, are = before[start : len(before) - same], after[start : len(after) - same]
    if max(len(were), len(are)) > _COMPARED:
        gone, came = Counter(were) - Counter(are), Counter(are) - Counter(were)
        yield list(_of(gone, were, start)), list(_of(came, are, start))
        return
    for what, one, two, three, four in SequenceMatcher(None, were, are).get_opcodes():
        if what != "equal":
            yield range(start + one, start + two), range(start + three, start + four)


def _of(wanted: Counter[str], lines: list[str], start: int) -> Iterator[int]:
    for place, line in enumerate(lines, start):
        if wanted[line]:
            wanted[line] -= 1
            yield place


def _entry(lines: list[str], number: int) -> str:
    """The first line of the entry of a list that a line is of, "" where it is that itself, or none is near."""
    if lines[number].startswith("- "):
        return ""
    above = range(number, max(number - _ENTRY, -1), -1)
    return next((lines[place][2:] for place in above if lines[place].startswith("- ")), "")
