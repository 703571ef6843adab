"""Sums of money in Italian texts: "162.016,81 €", "1,5 milioni di euro", "quindicimila euro"."""

from __future__ import annotations

import re

_PIECES = (
    "un[oa]?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|"
    "diciassette|diciotto|diciannove|venti?|(?:trent|quarant|cinquant|sessant|settant|ottant|novant)a?|cento?|"
    "mille|mila|mezzo"
)
_NUMBER = rf"(?:\d[\d.,]*|\b(?:{_PIECES}){{1,8}})"
_LARGE = r"(?:mila|milion[ei]|miliard[oi])\b(?:\s+e\s+mezzo)?"
_EURO = r"(?:€|euro\b)"
_AMOUNT = re.compile(rf"{_EURO}\s*\d[\d.,]*|{_NUMBER}\s*(?:{_LARGE})?\s*(?:di\s+)?{_EURO}", re.IGNORECASE)
_OF_OTHERS = r"(?!\s+di\s+(?:person|abitant|visitator|presenz|client|metri))"
_IN_NOTE = re.compile(rf"{_AMOUNT.pattern}|{_NUMBER}\s*{_LARGE}{_OF_OTHERS}", re.IGNORECASE)


def amounts(text: str, note: bool) -> list[str]:
    """The sums that a text has, sorted; in a note, which is of money already, thousands and millions are sums too."""
    return sorted(" ".join(found[0].split()) for found in (_IN_NOTE if note else _AMOUNT).finditer(text))
