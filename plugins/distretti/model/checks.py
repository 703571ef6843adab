"""What is wrong with a text that people typed or copied: phones, web addresses, words for nothing. In Italian."""

from __future__ import annotations

import re
from functools import lru_cache

# What people and programs write for "nothing": here a field that is absent says that.
_NOTHING = {
    "null", "none", "nil", "undefined", "nan", "nd", "n/d", "n-d", "n/a", "tbd", "todo", "xxx", "boh", "vuoto",
    "lorem ipsum", "ignoto", "ignota", "sconosciuto", "sconosciuta",
    *(f"non {word}" for word in ("noto", "nota", "disponibile", "pervenuto", "pervenuta", "so")),
    *(f"da {word}" for word in ("definire", "completare", "verificare", "confermare", "stabilire", "inserire")),
    "da compilare",
    *(f"in {word}" for word in ("attesa", "aggiornamento", "definizione")),
}  # fmt: skip
_DOTTED = re.compile(r"n\. ?[acdp]\.?")  # "n.d.", "n. a."
_BLANK = frozenset(" .…?-–—_~/*")  # texts of such signs alone
_AROUND = " .…,;:!?()[]-–—_~/*\"'«»“”"  # what such words stand in
_LONGEST_NOTHING = max(map(len, _NOTHING)) + 2

# What no plain text has, and what is said of it.
NOT_PLAIN = (
    (
        re.compile(r"<\s*[a-zA-Z/!?]|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);|\{\{|\{%|\]\(\s*\w+:"),
        "qui va testo semplice, senza codice: togli «{}»",
    ),
    (
        re.compile(r"(?<![\w/.=?&%-])[^\W\d_]+\?[^\W\d_]+(?![\w/=?&%-])"),  # "l?uva", not in an address
        "«{}»: se «?» sta per un segno perso, riscrivilo; dopo una domanda metti uno spazio",
    ),
)

_OF_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.ASCII | re.IGNORECASE)

_PHONE = re.compile(r"\+?[0-9][0-9 ./-]{4,24}", re.ASCII)
_BETWEEN_PHONES = re.compile(r"\s*[/;,]\s*|\s+-\s+|\s+(?:e|o|oppure)\s+")
_AREA_DIGITS = 4  # of the longest Italian area code: "0371/409" is one number
_SEVERAL = "sono più numeri: scrivine uno solo, gli altri in «notes»"
_MOST_AT_HOME = 11  # digits of an Italian number
_MOST_DIGITS = 15  # ITU-T E.164
_NO_PHONE = "non è un numero di telefono"
BELOW_NOUGHT = "è meno di zero: quantità e importi si scrivono senza segno"
NO_YEAR = "non è un anno credibile"


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is none: "n.d.", "null", a dash."""
    return len(text) <= _LONGEST_NOTHING and _is_nothing(text)


@lru_cache(maxsize=4096)
def _is_nothing(text: str) -> bool:
    said = text.casefold()
    return _BLANK.issuperset(said) or said.strip(_AROUND) in _NOTHING or bool(_DOTTED.fullmatch(said.strip("()[] ")))


def nothing() -> tuple[str, int]:
    """The same as a pattern of any case, and the signs of the longest text that it is asked of."""
    words, around = ("|".join(map(re.escape, sorted(signs))) for signs in (_NOTHING, _AROUND))
    blank = "|".join(map(re.escape, sorted(_BLANK)))
    return (
        rf"^(?:(?:{blank})+|(?:{around})*(?:{words})(?:{around})*|[()\[\] ]*{_DOTTED.pattern}[()\[\] ]*)$",
        _LONGEST_NOTHING,
    )


def phones() -> dict[str, str | int]:
    """What `wrong_in_phone` goes by, for a browser."""
    return {
        "form": f"^{_PHONE.pattern}$",
        "between": _BETWEEN_PHONES.pattern,
        "area": _AREA_DIGITS,
        "home": _MOST_AT_HOME,
        "digits": _MOST_DIGITS,
        "several": _SEVERAL,
        "none": _NO_PHONE,
    }


def is_of_windows(name: str) -> bool:
    """Whether Windows keeps a name for a device: no file or folder can have it, whatever its ending."""
    return bool(_OF_WINDOWS.fullmatch(name.partition(".")[0]))


def wrong_in_phone(text: str) -> str:
    """Why a text is not one number that a phone can call, "" where it is."""
    numbers = [re.sub(r"\D", "", part) for part in _BETWEEN_PHONES.split(text.removeprefix("+39"))]
    if len(numbers) > 1 and all(numbers) and (len(numbers) > 2 or len(numbers[0]) > _AREA_DIGITS):
        return _SEVERAL
    digits = sum(map(len, numbers))
    if text.startswith(("0", "3", "+39")) and not text.startswith("00") and digits > _MOST_AT_HOME:
        return _SEVERAL if _PHONE.fullmatch(text) else _NO_PHONE
    sound = _PHONE.fullmatch(text) and digits <= _MOST_DIGITS
    return "" if sound else _NO_PHONE
