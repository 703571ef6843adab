"""Italian words for dates, numbers and names. Babel knows the language; no operating-system locale is asked."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from .dates import MonthDay, PartialDate

_LOCALE = "it_IT"
_ORDINAL = re.compile(r"(?<!\d)1 (?=[a-z])")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "’": "'", "‘": "'"})

_A, _E = (tuple(letters) for letters in ("AÀÁaàá", "EÈÉeèé"))  # before which "a" is "ad", and "e" is "ed"
_IN_REGION = {"Lazio": "nel Lazio", "Marche": "nelle Marche"}
_ARTICLES = {
    "Comune": "il ",
    "Consorzio": "il ",
    "Comunità": "la ",
    "Città": "la ",
    "Unione": "l'",
    "Associazione": "l'",
}


@lru_cache(maxsize=8192)
def day(date: dt.date, weekday: bool = False) -> str:
    """ "11 novembre 2021", "1º dicembre 2021", with `weekday` "giovedì 11 novembre 2021"."""
    return _ORDINAL.sub("1º ", format_date(date, "EEEE d MMMM y" if weekday else "d MMMM y", locale=_LOCALE))


@lru_cache(maxsize=1024)
def short_day(date: dt.date) -> str:
    """ "giovedì 11 novembre", without the year."""
    return _ORDINAL.sub("1º ", format_date(date, "EEEE d MMMM", locale=_LOCALE))


def hour(time: str) -> str:
    """ "9" for "09:00", "9:30" for "09:30"."""
    hours, _, minutes = time.partition(":")
    return f"{int(hours)}" if minutes == "00" else f"{int(hours)}:{minutes}"


def month_abbreviated(number: int) -> str:
    """ "nov"."""
    return month(number)[:3]


@lru_cache(maxsize=12)
def month(number: int) -> str:
    """ "novembre" for 11."""
    return str(get_month_names("wide", locale=_LOCALE)[number])


def partial(date: PartialDate) -> str:
    """ "11 novembre 2021", "novembre 2021" or "2021", as much as is known."""
    if date.day:
        return day(date.first)
    return f"{month(date.month)} {date.year}" if date.month else str(date.year)


def month_day(date: MonthDay) -> str:
    """ "1º luglio" for 07-01."""
    return f"{'1º' if date.day == 1 else date.day} {month(date.month)}"


def on(date: PartialDate) -> str:
    """With its preposition: "l'11 novembre 2021", "il 3 maggio 2022", "nell'aprile 2021", "nel 2021"."""
    return _joined("il", "l’", date) if date.day else _joined("nel", "nell’", date)


def of(date: PartialDate) -> str:
    """ "dell'11 novembre 2021", "dell'aprile 2021", "del 2021"."""
    return _joined("del", "dell’", date)


def since(date: PartialDate) -> str:
    """ "dall'11 novembre 2021", "dal novembre 2021", "dal 2021"."""
    return _joined("dal", "dall’", date)


def until(date: PartialDate) -> str:
    """ "all'11 novembre 2021", "all'agosto 2021", "al 2021"."""
    return _joined("al", "all’", date)


def _joined(full: str, elided: str, date: PartialDate) -> str:
    """The date after a word that loses its vowel before "8", "11", "aprile", "agosto" and "ottobre"."""
    vowel = date.day in (8, 11) if date.day else date.month in (4, 8, 10)
    return f"{elided}{partial(date)}" if vowel else f"{full} {partial(date)}"


def span(start: PartialDate, end: PartialDate | None) -> str:
    """ "16–18 novembre 2011", "30 aprile – 2 maggio 2022", "dicembre 2021 – gennaio 2022", or the one date there is."""
    if end is None or end == start:
        return partial(start)
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        return f"{'1º' if start.day == 1 else start.day}–{partial(end)}"
    if start.year == end.year and start.month and end.month:
        return f"{partial(start).removesuffix(f' {start.year}')} – {partial(end)}"
    return f"{partial(start)} – {partial(end)}"


def number(value: int | Decimal) -> str:
    """ "1.227", "12,5"."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else _decimal(str(value))


@lru_cache(maxsize=1024)
def _decimal(value: str) -> str:
    """Of a text, since equal decimals can be written differently."""
    return str(format_decimal(Decimal(value), locale=_LOCALE, decimal_quantization=False))


@lru_cache(maxsize=8192)
def euros(amount: Decimal) -> str:
    """ "162.016,81 €", "630.000 €": cents only where there are some."""
    whole = amount == amount.to_integral_value()
    return f"{format_decimal(amount, '#,##0' if whole else '#,##0.00', locale=_LOCALE)}\u00a0€"


_SINGULAR = {
    "comuni": "comune",
    "distretti": "distretto",
    "domande": "domanda",
    "enti": "ente",
    "imprese": "impresa",
    "persone": "persona",
    "progetti": "progetto",
}


def quantity(value: int | Decimal, unit: str) -> str:
    """A figure with its unit: "14.000.000 €", "55%", "199 distretti"."""
    if unit == "EUR":
        return euros(Decimal(value))
    if value == 1:
        unit = _SINGULAR.get(unit, unit)
    return f"{number(value)}{unit}" if unit.startswith("%") else f"{number(value)} {unit}".rstrip()


def count(amount: int, one: str, many: str) -> str:
    """ "1 comune", "1.227 comuni", "0 comuni"."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """ "Lodi, Pavia e Crema", "Lodi ed Erba"."""
    return _listed(tuple(names))


@lru_cache(maxsize=8192)
def _listed(names: tuple[str, ...]) -> str:
    listed = str(format_list(names, style="standard", locale=_LOCALE))
    if len(names) > 1 and names[-1][:1] in _E:
        return f"{listed.removesuffix(f' e {names[-1]}')} ed {names[-1]}"
    return listed


def in_region(name: str) -> str:
    """ "in Lombardia", "nel Lazio", "nelle Marche"."""
    return _IN_REGION.get(name, f"in {name}")


def at(place: str) -> str:
    """ "a Lodi", "ad Alba", "ad aprile": the d only before the same vowel."""
    return f"ad {place}" if place[:1] in _A else f"a {place}"


def the(body: str) -> str:
    """A body with its article where its first word is known to have one: "il Comune di Lodi", "l'Unione Montana …"."""
    return f"{_ARTICLES.get(body.partition(' ')[0], '')}{body}"


def capitalised(text: str) -> str:
    """The same text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def typographic(text: str) -> str:
    """The same text with ’ for ': records keep the plain sign, pages show the printed one."""
    return text.replace("'", "’") if "'" in text else text


def squeezed(text: str) -> str:
    """The text as records keep it: composed letters, one space between words."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


@lru_cache(maxsize=32768)
def folded(text: str) -> str:
    """Lower case without accents, typographic apostrophes made plain: for comparing, not for showing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=32768)
def slug(text: str) -> str:
    """The text as a piece of an address: "sant-angelo-lodigiano" for "Sant'Angelo Lodigiano"; ASCII, may be empty."""
    if text.isascii() and text.isalpha():  # one plain word, as half of the municipalities are
        return text.lower()
    return _NOT_ASCII_WORD.sub("-", folded(text)).strip("-")


def initials(names: Iterable[str]) -> list[str]:
    """The letters that names begin with, sorted, as in addresses."""
    return sorted({slug(name)[0] for name in names})


def order(text: str) -> tuple[str, str]:
    """A key that sorts as an Italian index does: accents, case and punctuation do not count but to part equals."""
    return _NOT_ASCII_WORD.sub(" ", folded(text)).strip(), text
