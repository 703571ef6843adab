"""Days that a text has in figures, as a person would write them: "del 16/07/2025" is "del 16 luglio 2025"."""

from __future__ import annotations

import re

from . import italian
from .dates import PartialDate

_QUOTED = re.compile("(«[^»]*»)")

# A day with the word before it that must agree with it: "il 08/11/2021" is "l'8 novembre 2021".
_FIGURES = re.compile(
    r"\b((?:il|del|dal|al) |(?:l|dell|dall|all)['’] ?)?(?<![\d/.-])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])", re.IGNORECASE
)
_AGREEING = {
    "il": italian.on, "l": italian.on, "del": italian.of, "dell": italian.of,
    "dal": italian.since, "dall": italian.since, "al": italian.until, "all": italian.until,
}  # fmt: skip


def in_words(text: str) -> str:
    """The text with its days in words; what stands between quotation marks is a source's, and stays."""
    if "/" not in text:
        return text
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith("«") else _FIGURES.sub(_said, part) for part in parts)


def _said(match: re.Match[str]) -> str:
    before, day, month, year = match.groups(default="")
    try:
        date = PartialDate.parse(f"{year}-{int(month):02d}-{int(day):02d}")
    except ValueError:
        return match[0]
    word = before.strip(" '’")
    if word.lower() not in _AGREEING:
        return f"{before}{italian.partial(date)}"
    said = _AGREEING[word.lower()](date)
    return italian.capitalised(said) if word[0].isupper() else said
