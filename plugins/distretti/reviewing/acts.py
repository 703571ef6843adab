"""The acts that a record names: whether a text may be one, which of them are new, which are old ones written anew."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

NO_ACT, EDITED = "non sembra un atto", "l'atto è cambiato, non nuovo"
_NUMBER = re.compile(r"\d")
_EDITED = 0.8  # of the signs of two texts: then one is the other with a slip mended, or a digit made another
_LONG = 300  # signs in which two are compared


class Acts(NamedTuple):
    """The acts that came into a list: new ones, those that were another (was, is), texts that seem to be none."""

    new: list[str]
    edited: list[tuple[str, str]]
    others: list[str]

    @property
    def doubt(self) -> str:
        """What is to be looked at where none is new, "" for nothing."""
        return "" if self.new else EDITED if self.edited else NO_ACT if self.others else ""

    @property
    def words(self) -> list[str]:
        """Each in words, the new ones alone where there are some."""
        if self.new:
            return [f"atto nuovo: {act}" for act in self.new]
        changed = [f"atto cambiato: era {was}, ora {now}" for was, now in self.edited]
        return [*changed, *(f"{NO_ACT}: {text}" for text in self.others)]


def is_one(text: str) -> bool:
    """Whether a text may be an act: it has a number, or a year."""
    return bool(_NUMBER.search(text))


def is_edited(was: str, now: str) -> bool:
    """Whether one is the other, written a little otherwise."""
    return SequenceMatcher(None, was[:_LONG], now[:_LONG], autojunk=False).ratio() >= _EDITED


def came(before: list[str], after: list[str]) -> Acts:
    """What came into a list of acts."""
    gone = [act for act in before if act not in after]
    found = Acts([], [], [])
    for act in (act for act in after if act not in before):
        was = next((other for other in gone if is_edited(other, act)), None)
        if not is_one(act):
            found.others.append(act)
        elif was is None:
            found.new.append(act)
        else:
            found.edited.append((was, act))
    return found
