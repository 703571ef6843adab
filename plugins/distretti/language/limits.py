"""How much of one thing a prose may have: more of it no person writes, and Markdown takes ages or fails at it.

Python-Markdown looks for the end of each sign that it finds open: what it takes grows with the square of their number
in a paragraph ("<": in a text), and it goes into lists and quotations by calling itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST_SIGNS = 100_000  # of a prose
LONGEST = 10_000  # signs of a paragraph
MOST_ALIKE = 200  # signs of one kind in a paragraph that may open something
DEEPEST = 6  # lists and quotations one inside the other
MOST_ANGLES = 1_000  # signs "<" in a prose
MOST_LINES = 100  # in a row that explain something (": …")

_OPENING = "[]<>*_`&(!~{\\"
_PARAGRAPH = re.compile(r"(?:^.*\S.*\n?)+", re.MULTILINE)
_MARKS = re.compile(r"^(?:[ \t]+|>|[-*+](?=\s)|\d{1,9}[.)](?=\s))+", re.MULTILINE)
_MARK = re.compile(r">|[-*+]|\d+[.)]|    |\t")
_EXPLAINS = re.compile(r"^ {0,3}: ", re.MULTILINE)


def exceeded(text: str) -> Iterator[tuple[int, str]]:
    """Where a prose has too much of something, with what to do; nothing where it can be read in no time."""
    if len(text) > MOST_SIGNS:
        yield 0, f"il testo è troppo lungo: al massimo {MOST_SIGNS} caratteri"
        return
    if text.count("<") > MOST_ANGLES:
        yield text.index("<"), f"troppi segni «<» nel testo: al massimo {MOST_ANGLES}"
        return
    for paragraph in _PARAGRAPH.finditer(text):
        if message := _in_paragraph(paragraph[0]):
            yield paragraph.start(), message
            return
    for marks in _MARKS.finditer(text):
        if len(_MARK.findall(marks[0])) > DEEPEST:
            yield marks.start(), f"troppi livelli uno dentro l'altro, fra elenchi e citazioni: al massimo {DEEPEST}"
            return


def _in_paragraph(text: str) -> str:
    if len(text) > LONGEST:
        return f"il paragrafo è troppo lungo: al massimo {LONGEST} caratteri, poi una riga vuota"
    for sign in _OPENING:
        if text.count(sign) > MOST_ALIKE:
            return f"troppi segni «{sign}» in un paragrafo: al massimo {MOST_ALIKE}"
    if len(_EXPLAINS.findall(text)) > MOST_LINES:
        return f"troppe righe che cominciano con «:»: al massimo {MOST_LINES} di seguito"
    return ""
