"""The values that fields hold: strict conversions from YAML text, each with its Italian message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import BeforeValidator, InstanceOf
from pydantic_core import PydanticCustomError

from ..language.dates import MonthDay, PartialDate
from ..language.problem import did_you_mean
from . import checks
from .recurrence import BadRule, rule

_MARKUP = re.compile(r"<\s*[a-zA-Z/!?]|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);|\{\{|\{%|\]\(\s*\w+:")
_LOST_SIGN = re.compile(r"(?<![\w/.=?&%-])[^\W\d_]+\?[^\W\d_]+(?![\w/=?&%-])")  # "l?uva", not in an address
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(rf"{_SLUG}(?:/{_SLUG})?", re.ASCII)
_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII)
_MAX_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Names:
    """In the type of a field: its values are ids of a kind of record of the registry, or names of municipalities."""

    kind: str


def wrong(message: str) -> PydanticCustomError:
    """The error that a field raises; `message` reaches the editor as it is."""
    return PydanticCustomError("wrong", "{message}", {"message": message})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong("ci vuole un testo, non un elenco o un gruppo di campi")
    text = value.strip()
    if not text:
        raise wrong("il valore è vuoto: se non si conosce, togli la riga")
    if checks.says_nothing(text):
        raise wrong(f"«{text}» non dice niente: se non si conosce, togli la riga")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain_text(value: Any) -> str:
    """Text on one line, without HTML, entities, template or Markdown syntax."""
    text = " ".join(_text(value).split())
    if match := _MARKUP.search(text):
        raise wrong(f"qui va testo semplice, senza codice: togli «{match[0]}»")
    if match := _LOST_SIGN.search(text):
        raise wrong(f"«{match[0][:40]}»: se «?» sta per un segno perso, riscrivilo; dopo una domanda metti uno spazio")
    if len(text) > _MAX_TEXT:
        raise wrong(f"il testo è troppo lungo: al massimo {_MAX_TEXT} caratteri")
    return text


def _matching(pattern: str, message: str) -> Callable[[Any], str]:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: Any) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            raise wrong(f"«{text[:60]}» {message}")
        return text

    return check


_plain_slug = _matching(_SLUG, "va scritto con lettere minuscole senza accenti, cifre e trattini")


def _slug(value: Any) -> str:
    """A piece of an address, that can be a folder everywhere."""
    slug = _plain_slug(value)
    if checks.is_of_windows(slug):
        raise wrong(f"«{slug}» è un nome che Windows tiene per sé: aggiungi una parola")
    return slug


def _digits(value: Any, pattern: str, how: str) -> str:
    """The text of a number; counts and amounts are never below nought."""
    text = _text(value)
    if re.fullmatch(f"[-−]({pattern})", text, re.ASCII):
        raise wrong(f"«{text}» è meno di zero: quantità e importi si scrivono senza segno")
    if not re.fullmatch(pattern, text, re.ASCII):
        raise wrong(f"«{text[:60]}» {how}")
    return text


def _whole(value: Any) -> int:
    return int(_digits(value, r"\d{1,12}", "non è un numero intero: scrivi solo cifre, senza punti (1000)"))


def _decimal(value: Any) -> Decimal:
    how = "non è un numero: scrivi solo cifre, con il punto per i decimali (1000.5)"
    return Decimal(_digits(value, r"\d{1,13}(\.\d{1,6})?", how))


def _money(value: Any) -> Decimal:
    how = "non è un importo: scrivi solo cifre, senza punti delle migliaia (162016.81)"
    return Decimal(_digits(value, r"\d{1,13}(\.\d{1,2})?", how))


def _year(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        raise wrong(f"«{text[:60]}» non è un anno di quattro cifre")
    return int(text)


def _truth(value: Any) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise wrong(f"«{text[:60]}» non va bene: scrivi true (sì) o false (no)")
    return text == "true"


_parsed_date = lru_cache(maxsize=8192)(PartialDate.parse)


def _partial_date(value: Any) -> PartialDate:
    text = _text(value)
    try:
        date = _parsed_date(text)
    except ValueError:
        advice = "scrivi AAAA-MM-GG, AAAA-MM o AAAA, di un giorno che esiste"
        raise wrong(f"«{text[:60]}» non è una data: {advice}") from None
    if not 1800 <= date.year <= 2200:
        raise wrong(f"«{text}» non è un anno credibile")
    return date


def _day(value: Any) -> PartialDate:
    date = _partial_date(value)
    if not date.day:
        raise wrong(f"«{date}»: qui ci vuole il giorno intero, AAAA-MM-GG")
    return date


def _month_day(value: Any) -> MonthDay:
    text = _text(value)
    try:
        return MonthDay.parse(text)
    except ValueError:
        raise wrong(f"«{text[:60]}» non è un giorno dell'anno: scrivi 'MM-GG' fra virgolette ('07-01')") from None


def _web_address(value: Any) -> str:
    text = _text(value)
    if problem := "è troppo lungo" if len(text) > _MAX_TEXT else checks.wrong_in_address(text):
        raise wrong(f"«{text[:60]}» non è un indirizzo web: {problem}")
    return text


def _email(value: Any) -> str:
    text = _text(value)
    if not _EMAIL.fullmatch(text):
        raise wrong(f"«{text[:60]}» non è un indirizzo di posta")
    return text


def _rule(value: Any) -> str:
    """An RFC 5545 rule that says its days by itself."""
    text = _text(value)
    try:
        rule(text)
    except BadRule as error:
        raise wrong(str(error)) from None
    return text


def _zone(value: Any) -> str:
    text = _text(value)
    if text not in available_timezones():
        known = did_you_mean(text, available_timezones())
        raise wrong(f"«{text[:60]}» non è un fuso orario: scrivi un nome come Europe/Paris.{known}")
    return text


def _phone(value: Any) -> str:
    text = _text(value)
    if problem := checks.wrong_in_phone(text):
        raise wrong(f"«{text[:60]}» {problem}")
    return text


def choice(vocabulary: dict[str, str]) -> Callable[[Any], str]:
    """A check that lets through the keys of `vocabulary` only, with did-you-mean for the others."""

    def check(value: Any) -> str:
        text = _text(value)
        if text not in vocabulary:
            known = ", ".join(vocabulary)
            raise wrong(f"«{text[:60]}» non è tra i valori ammessi: {known}.{did_you_mean(text, vocabulary)}")
        return text

    return check


Text = Annotated[str, BeforeValidator(plain_text)]
Slug = Annotated[str, BeforeValidator(_slug)]
RecordId = Annotated[
    str, BeforeValidator(_matching(_ID.pattern, "non è il nome di una scheda (cartella/nome-del-file senza .yaml)"))
]
DistrictId = Annotated[RecordId, Names("districts")]
ProgrammeId = Annotated[RecordId, Names("programmes")]
InitiativeId = Annotated[Slug, Names("initiatives")]
MunicipalityName = Annotated[Text, Names("municipalities")]  # of the register, or with another country's a town there
Address = Annotated[
    str, BeforeValidator(_matching(rf"/(?:{_SLUG}/)+", "non è un indirizzo di questo sito (/distretti/regione/nome/)"))
]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Money = Annotated[Decimal, BeforeValidator(_money)]
Year = Annotated[int, BeforeValidator(_year)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Date = Annotated[InstanceOf[PartialDate], BeforeValidator(_partial_date)]
Day = Annotated[InstanceOf[PartialDate], BeforeValidator(_day)]
DayOfYear = Annotated[InstanceOf[MonthDay], BeforeValidator(_month_day)]
Time = Annotated[
    str, BeforeValidator(_matching(r"([01]\d|2[0-3]):[0-5]\d", "non è un'ora: scrivi 'HH:MM' fra virgolette ('09:30')"))
]
Moment = Annotated[
    str,
    BeforeValidator(
        _matching(r"([01]\d|2[0-3]):[0-5]\d|[a-zà-ù ]{3,30}", "non è un'ora ('09:30') né una parola (pomeriggio)")
    ),
]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
Email = Annotated[str, BeforeValidator(_email)]
Phone = Annotated[str, BeforeValidator(_phone)]
Rule = Annotated[str, BeforeValidator(_rule)]
Zone = Annotated[str, BeforeValidator(_zone)]
ProvinceCode = Annotated[
    str, BeforeValidator(_matching(r"[A-Z]{2}", "non è una sigla di provincia (due lettere maiuscole)"))
]
IstatCode = Annotated[str, BeforeValidator(_matching(r"\d{2}", "non è un codice Istat di regione (due cifre)"))]
IpaCode = Annotated[str, BeforeValidator(_matching(r"[A-Za-z0-9_]{1,12}", "non è un codice IPA"))]
Uid = Annotated[str, BeforeValidator(_matching(r"[A-Za-z0-9@._-]{3,80}", "non è un identificativo valido"))]
