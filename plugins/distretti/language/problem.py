"""What is wrong with the content, where, and what to do: the one shape in which every room reports to editors."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST_WORD = 200  # nobody mistypes a longer one, and comparing it with every municipality takes long


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one place, or with `warning` what may be one: it stops nothing.

    `line` and `column` count from 1; `path` is the field ("sources[2].url"), may be empty.

    Sorts by file, line, column. `str()` gives `file:line:column: campo: messaggio`, the form editors' tools can follow,
    on one line whatever the field or the name of the file holds: what cannot be shown is a �.
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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A final sentence with the known word nearest to `word` (" Forse volevi «diffuso»?"), or an empty string."""
    if len(word) > _LONGEST_WORD:
        return ""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.72)
    return f" Forse volevi «{by_folded[near[0]]}»?" if near else ""


def report(problems: Iterable[Problem]) -> str:
    """All problems, sorted, one a line, with a final count in Italian; no repeats."""
    ordered = sorted(set(problems))
    files = len({problem.file for problem in ordered})
    wrong, warnings = len(errors(ordered)), len(ordered) - len(errors(ordered))
    counts = [f"{wrong} problemi" if wrong != 1 else "1 problema"] if wrong or not warnings else []
    counts += [f"{warnings} avvisi" if warnings != 1 else "1 avviso"] if warnings else []
    return "\n".join([*map(str, ordered), f"{' e '.join(counts)} in {files} file"])


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are not warnings: a record that has one cannot be published."""
    return [problem for problem in problems if not problem.warning]
