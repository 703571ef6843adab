"""The values that fields hold: strict conversions from YAML text, each with its Italian message."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import InstanceOf
from pydantic_core import PydanticCustomError

from ..language import web
from ..language.dates import MonthDay, PartialDate
from ..language.problem import did_you_mean
from . import checks, written
from .recurrence import BadRule, rule
from .written import Form, Written

ANY = "records"  # in place of a kind: the values say their kind themselves


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
    for pattern, message in checks.NOT_PLAIN:
        if match := pattern.search(text):
            raise wrong(message.format(match[0][:40]))
    if len(text) > written.MAX_TEXT:
        raise wrong(f"il testo è troppo lungo: al massimo {written.MAX_TEXT} caratteri")
    return text


def _matching(form: Form) -> Written:
    compiled = re.compile(form.pattern, re.ASCII)

    def check(value: Any) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            raise wrong(f"«{text[:60]}» {form.how}")
        return text

    return Written(check, schema=form.schema)


def _slug(value: Any) -> str:
    """A piece of an address, that can be a folder everywhere."""
    slug = _text(value)
    if not re.fullmatch(written.SLUG.pattern, slug, re.ASCII):
        raise wrong(f"«{slug[:60]}» {written.SLUG.how}")
    if checks.is_of_windows(slug):
        raise wrong(f"«{slug}» è un nome che Windows tiene per sé: aggiungi una parola")
    return slug


def _digits(value: Any, form: Form) -> str:
    """The text of a number; counts and amounts are never below nought."""
    text = _text(value)
    if re.fullmatch(f"[-−]({form.pattern})", text, re.ASCII):
        raise wrong(f"«{text}» {checks.BELOW_NOUGHT}")
    if not re.fullmatch(form.pattern, text, re.ASCII):
        raise wrong(f"«{text[:60]}» {form.how}")
    return text


def _whole(value: Any) -> int:
    return int(_digits(value, written.WHOLE))


def _decimal(value: Any) -> Decimal:
    return Decimal(_digits(value, written.NUMBER))


def _money(value: Any) -> Decimal:
    return Decimal(_digits(value, written.MONEY))


def _year(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(written.YEAR.pattern, text, re.ASCII):
        raise wrong(f"«{text[:60]}» {written.YEAR.how}")
    return int(text)


def _truth(value: Any) -> bool:
    text = _text(value)
    if text not in ("true", "false"):
        raise wrong(f"«{text[:60]}» {written.TRUTH['x-errore']}")
    return text == "true"


_parsed_date = lru_cache(maxsize=8192)(PartialDate.parse)


def _partial_date(value: Any) -> PartialDate:
    text = _text(value)
    try:
        date = _parsed_date(text)
    except ValueError:
        raise wrong(f"«{text[:60]}» {written.DATE.how}") from None
    if not 1800 <= date.year <= 2200:
        raise wrong(f"«{text}» {checks.NO_YEAR}")
    return date


def _day(value: Any) -> PartialDate:
    date = _partial_date(value)
    if not date.day:
        raise wrong(f"«{date}»: {written.DAY.how}")
    return date


def _month_day(value: Any) -> MonthDay:
    text = _text(value)
    try:
        return MonthDay.parse(text)
    except ValueError:
        raise wrong(f"«{text[:60]}» {written.MONTH_DAY.how}") from None


def _web_address(value: Any) -> str:
    text = _text(value)
    if problem := web.TOO_LONG if len(text) > written.MAX_TEXT else web.wrong_in_address(text):
        raise wrong(f"«{text[:60]}» non è un indirizzo web: {problem}")
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


def choice(vocabulary: dict[str, str]) -> Written:
    """A check that lets through the keys of `vocabulary` only, with did-you-mean for the others."""

    def check(value: Any) -> str:
        text = _text(value)
        if text not in vocabulary:
            known = ", ".join(vocabulary)
            raise wrong(f"«{text[:60]}» non è tra i valori ammessi: {known}.{did_you_mean(text, vocabulary)}")
        return text

    names = {"enumDescriptions": list(vocabulary.values())} if any(vocabulary.values()) else {}
    return Written(check, schema={"type": "string", "enum": list(vocabulary), **names})


Text = Annotated[str, Written(plain_text, schema=written.TEXT)]
Slug = Annotated[str, Written(_slug, schema=written.SLUG.schema)]
RecordId = Annotated[str, _matching(written.RECORD)]
DistrictId = Annotated[RecordId, Names("districts")]
ProgrammeId = Annotated[RecordId, Names("programmes")]
InitiativeId = Annotated[Slug, Names("initiatives")]
VenueId = Annotated[RecordId, Names("venues")]
RecordName = Annotated[str, _matching(written.NAME), Names(ANY)]  # with the kind: "initiatives/tourval-cafe"
MunicipalityName = Annotated[Text, Names("municipalities")]  # of the register, or with another country's a town there
Address = Annotated[str, _matching(written.ADDRESS)]
Whole = Annotated[int, Written(_whole, schema=written.WHOLE.schema)]
Number = Annotated[Decimal, Written(_decimal, schema=written.NUMBER.schema)]
Money = Annotated[Decimal, Written(_money, schema=written.MONEY.schema)]
Year = Annotated[int, Written(_year, schema=written.YEAR.schema)]
Truth = Annotated[bool, Written(_truth, schema=written.TRUTH)]
Date = Annotated[InstanceOf[PartialDate], Written(_partial_date, schema=written.DATE.schema)]
Day = Annotated[InstanceOf[PartialDate], Written(_day, schema=written.DAY.schema)]
DayOfYear = Annotated[InstanceOf[MonthDay], Written(_month_day, schema=written.MONTH_DAY.schema)]
Time = Annotated[str, _matching(written.HOUR)]
Moment = Annotated[str, _matching(written.MOMENT)]
WebAddress = Annotated[str, Written(_web_address, schema=written.WEB.schema)]
Email = Annotated[str, _matching(written.EMAIL)]
Phone = Annotated[str, Written(_phone, schema=written.PHONE.schema)]
Rule = Annotated[str, Written(_rule, schema=written.RULE.schema)]
Zone = Annotated[str, Written(_zone, schema=written.ZONE.schema)]
ProvinceCode = Annotated[str, _matching(written.PROVINCE)]
IstatCode = Annotated[str, _matching(written.ISTAT)]
IpaCode = Annotated[str, _matching(written.IPA)]
Uid = Annotated[str, _matching(written.UID)]
