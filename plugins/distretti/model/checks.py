"""What is wrong with a text that people typed or copied: phones, web addresses, words for nothing. In Italian."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import urlsplit

# What people and programs write for "nothing": here a field that is absent says that.
_NOTHING = {
    "null", "~", "none", "nil", "undefined", "nan", "n.d.", "n.d", "nd", "n/d", "n/a", "n.a.", "n.a", "n.p.", "n.c.",
    "-", "--", "---", "–", "—", "_", ".", "...", "…", "?", "??", "???", "tbd", "todo",
    "non noto", "non nota", "non disponibile", "non pervenuto", "da definire", "da completare", "sconosciuto",
}  # fmt: skip
_LONGEST_NOTHING = max(map(len, _NOTHING))

_HOST = re.compile(r"(?=.{1,253}$)(?:[\w](?:[\w-]{0,61}[\w])?\.)+[a-z]\w{1,62}\.?", re.IGNORECASE)
_SITE = re.compile(r"[^/?#]*(?://[^/?#]*)?")  # an address up to its path
_NOT_IN_ADDRESS = re.compile(r"[\s\x00-\x1f<>\"\\^`{|}]")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);")
_OPENED = {")": "(", "]": "["}

_OF_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", re.ASCII | re.IGNORECASE)

_PHONE = re.compile(r"\+?[0-9][0-9 ./-]{4,24}", re.ASCII)
_BETWEEN_PHONES = re.compile(r"\s*[/;,]\s*|\s+-\s+|\s+(?:e|o|oppure)\s+")
_AREA_DIGITS = 4  # of the longest Italian area code: "0371/409" is one number
_MOST_DIGITS = 15  # ITU-T E.164


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is none: "n.d.", "null", a dash."""
    return len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING


def is_of_windows(name: str) -> bool:
    """Whether Windows keeps a name for a device: no file or folder can have it, whatever its ending."""
    return bool(_OF_WINDOWS.fullmatch(name.partition(".")[0]))


def wrong_in_phone(text: str) -> str:
    """Why a text is not one number that a phone can call, "" where it is."""
    numbers = [re.sub(r"\D", "", part) for part in _BETWEEN_PHONES.split(text.removeprefix("+39"))]
    if len(numbers) > 1 and all(numbers) and (len(numbers) > 2 or len(numbers[0]) > _AREA_DIGITS):
        return "sono più numeri: scrivine uno solo, gli altri in «notes»"
    sound = _PHONE.fullmatch(text) and sum(map(len, numbers)) <= _MOST_DIGITS
    return "" if sound else "non è un numero di telefono"


def wrong_in_address(text: str) -> str:
    """What is wrong in a web address, "" where nothing is; also what came with it from the page it was copied from."""
    if match := _ENTITY.search(text):
        return f"contiene «{match[0]}», che nell'indirizzo è «{html.unescape(match[0])}»"
    last = text[-1]
    if last in ",;" or (last in _OPENED and text.count(_OPENED[last]) < text.count(last)):
        return f"togli «{last}» alla fine"
    if _NOT_IN_ADDRESS.search(text):
        return "contiene spazi o segni non ammessi"
    return _wrong_in_site(_SITE.match(text)[0])  # type: ignore[index]


@lru_cache(maxsize=4096)
def _wrong_in_site(start: str) -> str:
    """What is wrong in an address up to its path, "" where nothing is; the sites of sources are few."""
    advice = "scrivi un indirizzo che comincia con https:// o http://"
    try:
        parts = urlsplit(start)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return advice
    if parts.scheme not in ("http", "https"):
        return advice
    sound = "@" not in parts.netloc and _HOST.fullmatch(host)
    return "" if sound else f"il nome del sito «{parts.netloc[:40]}» non è valido"
