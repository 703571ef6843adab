"""The one module that reads RRULE text (RFC 5545, 3.3.10): its parts, what is wrong in it, the days that it gives."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from ..language.problem import did_you_mean

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST = 1000  # dates that a rule may count

# What a frequency counts: days, weeks from Monday, months, years.
_STEPS: dict[str, Callable[[dt.date], int]] = {
    "DAILY": dt.date.toordinal,
    "WEEKLY": lambda day: (day.toordinal() - 1) // 7,
    "MONTHLY": lambda day: 12 * day.year + day.month,
    "YEARLY": lambda day: day.year,
}


def _list_of(item: str) -> str:
    return f"{item}(?:,{item})*"


_PARTS = {
    "FREQ": "|".join(_STEPS),
    "INTERVAL": "[1-9][0-9]?",
    "COUNT": "[1-9][0-9]{0,4}",
    "UNTIL": "[0-9]{8}",
    "BYDAY": _list_of("(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"),
    "BYMONTH": _list_of("(?:[1-9]|1[0-2])"),
    "BYMONTHDAY": _list_of("-?(?:[1-9]|[12][0-9]|3[01])"),
}
_NOT_HERE = ("BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "WKST")
_RULE_DAYS = {"WEEKLY": ("BYDAY",), "MONTHLY": ("BYDAY", "BYMONTHDAY"), "YEARLY": ("BYDAY", "BYMONTHDAY")}
_DAY = re.compile(r"(-?\d)?([A-Z]{2})")
_EXAMPLE = "(per esempio FREQ=WEEKLY;BYDAY=SA)"


class BadRule(ValueError):
    """A text that is no rule of ours; says in Italian what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken to pieces, its lists sorted; `days` are (which in the month or 0, "SU"), -1 is the last."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: dt.date | None = None
    days: tuple[tuple[int, str], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The days of the week that it names, each once, from Monday, whether or not it says which in the month."""
        named = {day for _, day in self.days}
        return tuple(day for day in WEEKDAYS if day in named)

    @property
    def every(self) -> tuple[str, ...]:
        """The days of the week that it names without saying which in the month."""
        return tuple(day for which, day in self.days if not which)

    @property
    def ordinals(self) -> tuple[str, ...]:
        """The others, as RFC 5545 writes them: "1SU", "-1SA"."""
        return tuple(f"{which}{day}" for which, day in self.days if which)

    @property
    def starts(self) -> bool:
        """Whether its days depend on a first day: every other week, or so many times."""
        return self.interval > 1 or self.count is not None

    @property
    def outlook_takes(self) -> bool:
        """Whether it fits the templates of MS-OXCICAL 2.1.3.2.2; else Outlook leaves out the whole event."""
        if self.frequency == "DAILY":
            return not (self.days or self.months)
        if self.frequency == "WEEKLY":
            return not self.months
        place = [*self.days, *self.month_days]
        sure = all(1 <= number <= 28 for number in self.month_days) and all(which in _PLACES for which, _ in self.days)
        wanted = 1 if self.frequency == "YEARLY" else 0
        return len(place) == 1 and sure and len(self.months) == wanted

    @property
    def parts(self) -> tuple[Rule, ...]:
        """Rules that together give its days and that programs take more readily: one for each day that has a place."""
        if self.frequency == "DAILY" and self.days and self.interval == 1:
            return (replace(self, frequency="WEEKLY"),)
        if len(self.days) > 1 and not (self.every or self.month_days):
            return tuple(replace(self, days=(day,)) for day in self.days)
        return (self,)

    def text(self, until: str = "") -> str:
        """RFC 5545: lists in order, without COUNT; `until` is written as it is given."""
        days = ",".join(f"{which or ''}{day}" for which, day in self.days)
        found = {
            "FREQ": self.frequency,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "UNTIL": until,
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": days,
        }
        return ";".join(f"{name}={value}" for name, value in found.items() if value)


_PLACES = (1, 2, 3, 4, -1)


@lru_cache(maxsize=4096)
def rule(text: str) -> Rule:
    """The rule in a text; raises BadRule."""
    parts = _named(text)
    if missing := _missing(parts):
        raise BadRule(f"alla regola «{text[:60]}» manca {missing}")
    if "COUNT" in parts and "UNTIL" in parts:
        raise BadRule("COUNT e UNTIL non vanno insieme: scrivi quante volte, oppure fino a quando")
    found = Rule(
        parts["FREQ"],
        int(parts.get("INTERVAL", 1)),
        int(parts["COUNT"]) if "COUNT" in parts else None,
        _until(parts.get("UNTIL", "")),
        tuple(sorted(_days(parts.get("BYDAY", "")), key=_order)),
        _numbers(parts.get("BYMONTH", "")),
        _numbers(parts.get("BYMONTHDAY", "")),
    )
    if found.every and found.ordinals:
        raise BadRule("BYDAY: o tutti i giorni con il loro posto nel mese (1SA,-1SU), o tutti senza")
    if found.count and found.count > MOST:
        raise BadRule(f"COUNT={found.count} è troppo: al massimo {MOST} volte")
    if not _happens(found):
        raise BadRule(f"la regola «{text[:60]}» indica un giorno che non esiste")
    return found


def _named(text: str) -> dict[str, str]:
    """The parts of a text by name, each in the form it must have."""
    if text.upper().startswith("RRULE:"):
        raise BadRule("togli «RRULE:»: la regola comincia con FREQ=")
    if re.search(r"\s", text):
        raise BadRule(f"togli gli spazi: «{''.join(text.split())[:60]}»") if "FREQ" in text.upper() else _no_rule(text)
    if text != text.upper() and "FREQ=" in text.upper():
        raise BadRule(f"la regola va in lettere maiuscole: «{text.upper()[:60]}»")
    pairs = [part.partition("=")[::2] for part in text.split(";")]
    if "FREQ" not in dict(pairs):
        raise BadRule(f"alla regola «{text[:60]}» manca FREQ") if dict(pairs).keys() & _PARTS.keys() else _no_rule(text)
    for name, value in pairs:
        _check(text, name, value)
    if len(pairs) != len(dict(pairs)):
        raise BadRule(f"nella regola «{text[:60]}» una parte è scritta due volte")
    return dict(pairs)


def _no_rule(text: str) -> BadRule:
    return BadRule(f"«{text[:60]}» non è una regola RFC 5545 {_EXAMPLE}")


def _check(text: str, name: str, value: str) -> None:
    if name in _NOT_HERE:
        raise BadRule(f"{name} qui non si usa: togli «{name}={value[:40]}», o scrivi le date in «also»")
    if name not in _PARTS:
        known = did_you_mean(name, _PARTS)
        raise BadRule(f"«{text[:60]}» non è una regola RFC 5545 {_EXAMPLE}: «{name[:20]}» non è una sua parte.{known}")
    if name == "UNTIL" and re.match(r"\d{8}T", value):
        raise BadRule(f"UNTIL vuole solo il giorno, AAAAMMGG: scrivi UNTIL={value[:8]}")
    if not re.fullmatch(_PARTS[name], value, re.ASCII):
        raise BadRule(f"«{text[:60]}» non è una regola RFC 5545 {_EXAMPLE}: {name} non può essere «{value[:40]}»")


def _until(value: str) -> dt.date | None:
    if value and not 1800 <= int(value[:4]) <= 2200:
        raise BadRule(f"UNTIL={value}: «{value[:4]}» non è un anno credibile")
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        raise BadRule(f"UNTIL={value}: questo giorno non esiste") from None


def _days(value: str) -> list[tuple[int, str]]:
    return list(dict.fromkeys((int(which or 0), day) for which, day in _DAY.findall(value)))


def _order(day: tuple[int, str]) -> tuple[bool, int, int]:
    """Places in the month from the first to the last, in each the week from Monday."""
    return day[0] < 0, day[0], WEEKDAYS.index(day[1])


def _numbers(value: str) -> tuple[int, ...]:
    return tuple(sorted({int(number) for number in value.split(",") if number}))


def _missing(parts: dict[str, str]) -> str:
    frequency = parts["FREQ"]
    if frequency != "DAILY" and not parts.keys() & _RULE_DAYS[frequency]:
        return " o ".join(_RULE_DAYS[frequency])
    return "BYMONTH" if frequency == "YEARLY" and "BYMONTH" not in parts else ""


def _happens(rule: Rule) -> bool:
    """Whether some year has one of its days; days by number or place only where the frequency is longer than a week."""
    if rule.frequency in ("DAILY", "WEEKLY") and (rule.month_days or rule.ordinals):
        return False
    return any(_of_year(rule.days, rule.month_days, rule.months, year) for year in range(2000, 2028))


def dates(rule: Rule, first: dt.date, last: dt.date, start: dt.date | None = None) -> tuple[dt.date, ...]:
    """Its days from one to another, both included; `start` is its first day, if it has one."""
    begin, end = start or first, min(rule.until or last, last)
    here = begin if rule.count else max(begin, first)
    years = range(here.year, end.year + 1)
    found = tuple(chain.from_iterable(_of_year(rule.days, rule.month_days, rule.months, year) for year in years))
    found = found[bisect_left(found, here) : bisect_right(found, end)]
    if rule.interval > 1:
        step = _STEPS[rule.frequency]
        found = tuple(day for day in found if (step(day) - step(begin)) % rule.interval == 0)
    if rule.count:
        found = found[: rule.count]
    return found[bisect_left(found, first) :] if here < first else found


@lru_cache(maxsize=8192)
def _of_year(
    days: tuple[tuple[int, str], ...], numbers: tuple[int, ...], months: tuple[int, ...], year: int
) -> tuple[dt.date, ...]:
    """The days of a year that BYDAY, BYMONTHDAY and BYMONTH let through: many rules share them."""
    return tuple(day for month in months or range(1, 13) for day in _of_month(days, numbers, year, month))


def _of_month(days: tuple[tuple[int, str], ...], numbers: tuple[int, ...], year: int, month: int) -> Iterator[dt.date]:
    length = monthrange(year, month)[1]
    for number in range(1, length + 1):
        day = dt.date(year, month, number)
        name, places = WEEKDAYS[day.weekday()], (0, (number - 1) // 7 + 1, -1 - (length - number) // 7)
        if days and not any((place, name) in days for place in places):
            continue
        if not numbers or number in numbers or number - length - 1 in numbers:
            yield day
