"""What is wrong with the content, where, and what to do: the one shape in which every room reports to editors."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from .italian import folded

REMARK = "da rivedere: "  # what begins so is worth another look, and nobody has done it just now
_LONGEST_WORD = 200  # nobody mistypes a longer one, and comparing it with every municipality takes long


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one place. `line` and `column` count from 1; `path` is the field ("sources[2].url"), may be empty.

    A `warning` is no mistake for sure: an editor looks at it, and its record is published all the same.
    Sorts by file, line, column. `str()` gives `file:line:column: campo: messaggio` ("avviso: " before the message of
    a warning), the form editors' tools can follow, on one line whatever the field or the name of the file holds: what
    cannot be shown is a �.
    """

    file: str
    line: int
    column: int
    path: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        field = f"{self.path}: " if self.path else ""
        field += "avviso: " if self.warning else ""
        line = " ".join(f"{self.file}:{self.line}:{self.column}: {field}{self.message}".split())
        return line if line.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


_NO_LETTER = re.compile(r"[\W_]+")


def bare(word: str) -> str:
    """The letters and digits of a word without accents and case: what is left where signs are typed otherwise."""
    return _NO_LETTER.sub("", folded(word))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A final sentence with the known word nearest to `word` (" Forse volevi «diffuso»?"), or an empty string.

    First the one that differs in accents, case and signs only ("Forli'" is «Forlì»), then the most alike.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    by_folded = {name.casefold(): name for name in known}
    same = bare(word)
    exact = next((name for name in by_folded.values() if bare(name) == same), "") if same else ""
    near = [] if exact else difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.72)
    found = exact or (by_folded[near[0]] if near else "")
    return f" Forse volevi «{found}»?" if found else ""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are no warnings: a record with one is not published."""
    return [problem for problem in problems if not problem.warning]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """The others."""
    return [problem for problem in problems if problem.warning]


def report(problems: Iterable[Problem], files: int | None = None) -> str:
    """All problems, sorted, one a line without repeats, then the warnings, with a final count in Italian.

    `files` is how many were looked at, said where there is no mistake.
    """
    found = sorted(set(problems))
    wrong, warned = errors(found), warnings(found)
    return "\n".join([*map(str, wrong), *map(str, warned), f"{_count(wrong, files)}{_and_warnings(warned)}"])


def as_json(problems: Iterable[Problem]) -> str:
    """All problems, sorted, as a JSON list of their fields, for other programs."""
    fields = ("file", "line", "column", "path", "message", "warning")
    found = [{name: getattr(problem, name) for name in fields} for problem in sorted(set(problems))]
    return json.dumps(found, ensure_ascii=False, indent=1)


def as_annotations(problems: Iterable[Problem]) -> str:
    """A line for each problem that GitHub shows beside the line of the file (workflow commands).

    Remarks come last: of each step it shows ten.
    """
    found = sorted(set(problems), key=lambda problem: (problem.message.startswith(REMARK), problem))
    return "\n".join(map(_annotation, found))


def stopped(why: str) -> str:
    """The same of what has no place: why nothing could be looked at."""
    return f"::error::{_escaped(why)}"


def _annotation(problem: Problem) -> str:
    level = "warning" if problem.warning else "error"
    place = f"file={_escaped(problem.file, ':,')},line={problem.line},col={problem.column}"
    said = f"{problem.path}: {problem.message}" if problem.path else problem.message
    return f"::{level} {place}::{_escaped(said)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _count(wrong: list[Problem], files: int | None) -> str:
    if not wrong:
        return "Nessun problema" + (f" in {files} file" if files is not None else "")
    count = f"{len(wrong)} problemi" if len(wrong) != 1 else "1 problema"
    return f"{count} in {len({problem.file for problem in wrong})} file"


def _and_warnings(warned: list[Problem]) -> str:
    if not warned:
        return ""
    return "; 1 avviso" if len(warned) == 1 else f"; {len(warned)} avvisi"
