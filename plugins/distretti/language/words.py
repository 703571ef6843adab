"""Other languages: for each a table of words in `words/<code>.po`, by the Italian ones; numbers and dates by Babel.

A table is a gettext catalogue, which translators have tools for. Its header says the locale ("Language: en_GB").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, get_day_names, get_month_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from .dates import PartialDate
from .italian import typographic

Phrase = tuple[Any, ...]  # texts, and links with a `label`

FOLDER = Path(__file__).with_suffix("")
_PLACE = re.compile(r"\{(\w+)\}")
_MONDAY = dt.date(2024, 1, 1)


class Own(str):
    """A text in Italian on a page of another language: of a record or its source, or one that no table has."""

    __slots__ = ()
    language = "it"

    def __new__(cls, text: str) -> Own:
        """The same text with the printed apostrophe."""
        return super().__new__(cls, typographic(text))


class _Missing(NullTranslations):
    """What a table answers for a word that it lacks: the Italian one."""

    def gettext(self, message: str) -> str:
        return Own(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return Own(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return Own(message)


def codes() -> tuple[str, ...]:
    """The languages that have a table: "en"."""
    return _codes(FOLDER)


@lru_cache
def _codes(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in folder.glob("*.po")))


def words(code: str) -> Words:
    """The words of a language."""
    return _read(FOLDER / f"{code}.po")


@lru_cache
def _read(file: Path) -> Words:
    with file.open("rb") as stream:
        table = read_po(stream)
    compiled = BytesIO()
    write_mo(compiled, table)
    compiled.seek(0)
    return Words(file.stem, str(table.locale), GNUTranslations(compiled))


@lru_cache
def _countries() -> dict[str, str]:
    """The codes of countries by their Italian names."""
    return {name: code for code, name in Locale("it").territories.items()}


class Words:
    """The words of a language, asked for by the Italian ones; {names} in a text are filled."""

    def __init__(self, code: str, locale: str, table: GNUTranslations) -> None:
        table.add_fallback(_Missing())
        self.code, self.locale, self._table = code, Locale.parse(locale), table

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied by its name."""
        return words, (self.code,)

    def __call__(self, italian: str, **values: Any) -> str:
        """A text; `Own` where the table lacks it."""
        found = self._table.gettext(italian)
        return type(found)(found.format(**values)) if values else found

    def phrase(self, italian: str, **values: Any) -> Phrase:
        """A text with parts in it that are links, or in another language."""
        return _filled(self._table.gettext(italian), values)

    def count(self, amount: int, one: str, many: str, **values: Any) -> str:
        """A text in the form that goes with a number, which is its {n}."""
        found = self._table.ngettext(one, many, amount)
        return type(found)(found.format(n=self.number(amount), **values))

    def piece(self, italian: str) -> str:
        """A piece of an address."""
        return str(self._table.pgettext("indirizzo", italian))

    def name(self, italian: str) -> str:
        """The name of a place: where the language has none of its own the Italian one, which is no missing word."""
        return self._table.pgettext("luogo", italian)

    def country(self, italian: str) -> str:
        """The name of a country; `Own` where Babel knows none by the Italian one."""
        code = _countries().get(italian)
        return self.locale.territories[code] if code in self.locale.territories else Own(italian)

    @cached_property
    def native(self) -> str:
        """How the language calls itself: "English"."""
        return str(self.locale.get_language_name(self.locale.language) or self.code).capitalize()

    def day(self, date: dt.date, weekday: bool = False) -> str:
        """ "11 November 2021", with `weekday` "Thursday, 11 November 2021"."""
        return format_date(date, "full" if weekday else "long", locale=self.locale)

    def month_day(self, month: int, day: int) -> str:
        """ "11 November"."""
        return format_skeleton("MMMMd", dt.date(2024, month, day), locale=self.locale)

    def partial(self, date: PartialDate) -> str:
        """As much of a date as is known."""
        if date.day:
            return self.day(date.first)
        return format_skeleton("yMMMM", date.first, locale=self.locale) if date.month else str(date.year)

    def span(self, start: PartialDate, end: PartialDate | None) -> str:
        """From one date to another, or the one there is."""
        if end is None or end == start:
            return self.partial(start)
        if start.day and end.day:
            return format_interval(start.first, end.first, "yMMMMd", locale=self.locale)
        return f"{self.partial(start)} – {self.partial(end)}"

    def month(self, number: int) -> str:
        """A month's name, in a sentence."""
        return str(get_month_names("wide", locale=self.locale)[number])

    def weekday(self, number: int) -> str:
        """The name of a day of the week, in a sentence; Monday is 0."""
        return str(get_day_names("wide", locale=self.locale)[number])

    def number(self, value: int | Decimal) -> str:
        """ "1,227"."""
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def euros(self, amount: Decimal) -> str:
        """ "€630,000"; cents only where there are some."""
        pattern = self.locale.currency_formats["standard"].pattern
        whole = amount == amount.to_integral_value()
        return format_currency(
            amount, "EUR", pattern.replace(".00", "") if whole else pattern, locale=self.locale, currency_digits=False
        )

    def quantity(self, amount: int | Decimal, unit: str) -> Phrase:
        """A figure with its unit: "€14,000,000", "55%", "199 districts"; a unit that the table lacks is Italian."""
        if unit == "EUR":
            return (self.euros(Decimal(amount)),)
        number, said = self.number(amount), self(unit)
        close = unit.startswith("%") and "0%" in self.locale.percent_formats[None].pattern
        parts = (number, *(() if close else (" ",)), said)
        return parts if isinstance(said, Own) else ("".join(parts),)

    def listed(self, items: Sequence[Any]) -> Phrase:
        """Texts and links as a list in a sentence."""
        names = [f"{{_{number}}}" for number in range(len(items))]
        pattern = format_list(names, style="standard", locale=self.locale)
        return _filled(pattern, {f"_{number}": item for number, item in enumerate(items)})


def plain(parts: str | Phrase) -> str:
    """A phrase as plain text."""
    if isinstance(parts, str):
        return str(parts)
    return "".join(str(part if isinstance(part, str) else part.label) for part in parts)


def _filled(text: str, values: dict[str, Any]) -> Phrase:
    """A text taken apart at its {names}, the values in their places; nothing empty is in it."""
    found: list[Any] = []
    for place, piece in enumerate(_PLACE.split(text)):
        value = values[piece] if place % 2 else type(text)(piece)
        found += value if isinstance(value, tuple) else (value,)
    return tuple(part for part in found if part != "")
