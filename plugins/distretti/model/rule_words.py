"""A rule in Italian words, and whether the words of a source say another one."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from ..language import italian
from ..language.dates import MonthDay, PartialDate
from .event import Recurrence
from .recurrence import WEEKDAYS, Rule, rule

DAYS = dict(zip(WEEKDAYS, ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"), strict=True))

_WHICH = {1: "prim", 2: "second", 3: "terz", 4: "quart", 5: "quint",
          -1: "ultim", -2: "penultim", -3: "terzultim", -4: "quartultim", -5: "quintultim"}  # fmt: skip
_NUMBERS = ("", "", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci")
_MONTHS = tuple(range(1, 13))


@lru_cache(maxsize=4096)
def said(recurrence: Recurrence) -> str:
    """The rule and its season: "ogni sabato, da aprile a ottobre", "la prima e la terza domenica del mese"."""
    found = rule(recurrence.rrule)
    parts = [
        _core(found),
        _in_months(found) if found.frequency != "YEARLY" else "",
        _season(recurrence, found),
        f"dal {italian.day(recurrence.start.first)}" if recurrence.start and found.starts else "",
        f"fino {italian.until(_exact(found))}" if found.until else "",
        f"per {italian.count(found.count, 'volta', 'volte')}" if found.count else "",
    ]
    return ", ".join(filter(None, parts)).replace("dal 8 ", "dall'8 ").replace("dal 11 ", "dall'11 ")


def _exact(found: Rule) -> PartialDate:
    assert found.until
    return PartialDate(found.until.year, found.until.month, found.until.day)


def _core(found: Rule) -> str:
    if found.frequency == "DAILY":
        return _weekly(found) if found.days else _every(found.interval, "giorno", "giorni")
    if found.frequency == "WEEKLY":
        return _weekly(found)
    if found.frequency == "MONTHLY":
        if found.every and not found.month_days and found.interval == 1:
            return _weekly(found)
        of = "del mese" if found.interval == 1 else ""
        start = "" if found.interval == 1 else _every(found.interval, "mese", "mesi") + ", "
        return f"{start}{_places(found, of)}".strip()
    every = _every(found.interval, "anno", "anni")
    months = italian.listed([italian.month(month) for month in found.months])
    return f"{every} {_places(found, months if _is_date(found) else f'di {months}')}{_leap(found)}"


def _is_date(found: Rule) -> bool:
    """Whether its days are said as dates are: "il 12 e il 13 dicembre", and not "l'ultimo giorno di dicembre"."""
    return bool(found.month_days) and not found.days and len(found.months) == 1 and min(found.month_days) > 0


def _leap(found: Rule) -> str:
    return ", se è bisestile" if found.months == (2,) and found.month_days == (29,) else ""


def _every(interval: int, one: str, many: str) -> str:
    if interval == 1:
        return f"ogni {one}"
    return f"ogni {_NUMBERS[interval] if interval < len(_NUMBERS) else interval} {many}"


def _weekly(found: Rule) -> str:
    days = found.weekdays
    named = [DAYS[day] for day in days]
    if found.interval > 1:
        articles = [f"{'la' if name == 'domenica' else 'il'} {name}" for name in named]
        often = "a settimane alterne" if found.interval == 2 else _every(found.interval, "settimana", "settimane")
        return f"{often}, {italian.listed(articles)}"
    if len(days) == 7:
        return "ogni giorno"
    places = [WEEKDAYS.index(day) for day in days]
    if len(days) > 3 and places[-1] - places[0] == len(days) - 1:
        return f"ogni giorno dal {named[0]} al{'la' if named[-1] == 'domenica' else ''} {named[-1]}"
    return f"ogni {italian.listed(named)}"


def _places(found: Rule, of: str) -> str:
    """ "la prima e la terza domenica del mese", "il 12 e il 13 dicembre", "il martedì fra il 14 e il 20 novembre"."""
    if found.days and found.month_days:
        return _between(found, of.removeprefix("di "))
    if found.month_days:
        days = [_day_number(number) for number in found.month_days]
        every = f"di ogni mese{_where_there_is(found)}" if of == "del mese" else of
        return f"{italian.listed(days)} {every}".strip()
    by_day: dict[str, list[int]] = {}
    for which, day in found.days:
        by_day.setdefault(day, []).append(which)
    said = [f"{italian.listed([_place(which, day) for which in places])} {DAYS[day]}" for day, places in by_day.items()]
    return f"{italian.listed(said)} {of}".strip()


def _between(found: Rule, of: str) -> str:
    days = italian.listed([f"{'la' if day == 'SU' else 'il'} {DAYS[day]}" for day in found.weekdays])
    numbers = found.month_days
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        span = f"fra {_day_number(numbers[0])} e {_day_number(numbers[-1])}"
    else:
        span = f"se è {italian.listed([_day_number(number) for number in numbers])}"
    return f"{days} {span} {of}".strip()


def _where_there_is(found: Rule) -> str:
    """Not every month has a 29, 30 or 31."""
    if max(found.month_days) <= 28 or found.months:
        return ""
    return " che lo ha" if len(found.month_days) == 1 else ", dove c'è"


def _day_number(number: int) -> str:
    if number < 0:
        return f"{_place(number, '')} giorno" if number in _WHICH else f"il {-number}º giorno dalla fine"
    return "il 1º" if number == 1 else f"l'{number}" if number in (8, 11) else f"il {number}"


def _place(which: int, day: str) -> str:
    """ "la prima", "l'ultimo", "ogni" where it says no place."""
    if not which:
        return "ogni"
    word = _WHICH[which] + ("a" if day == "SU" else "o")
    if day and abs(which) == 5:  # not every month has one
        return f"l'eventuale {word}"
    return f"l'{word}" if word[0] in "u" else f"{'la' if day == 'SU' else 'il'} {word}"


def _in_months(found: Rule) -> str:
    return _months(found.months)


def _months(months: tuple[int, ...]) -> str:
    """ "in luglio e agosto", "da ottobre a giugno", "tranne agosto"; empty for all of them."""
    if not months or len(months) == 12:
        return ""
    first = next((month for month in months if (month - 2) % 12 + 1 not in months), months[0])
    run = [(first + step - 1) % 12 + 1 for step in range(len(months))]
    missing = [month for month in _MONTHS if month not in months]
    if len(missing) <= 2 or (sorted(run) != list(months) and len(missing) < 5):
        return f"tranne {italian.listed([italian.month(month) for month in missing])}"
    if len(months) > 2 and sorted(run) == list(months):
        return _from_to(run[0], run[-1])
    return f"in {italian.listed([italian.month(month) for month in (run if sorted(run) == list(months) else months)])}"


def _from_to(first: int, last: int) -> str:
    return f"da {italian.month(first)} a{'d' if last in (4, 8) else ''} {italian.month(last)}"


def _season(recurrence: Recurrence, found: Rule) -> str:
    first, last = recurrence.from_, recurrence.to
    if not (first and last):
        return ""
    if whole := whole_months(first, last):
        return "" if found.months and set(found.months) == set(whole) else _from_to(whole[0], whole[-1])
    return f"{_edge('dal', first)} {_edge('al', last)}"


def _edge(word: str, day: MonthDay) -> str:
    """ "dal 1º luglio", "all'8 dicembre"."""
    return f"{word}l'{italian.month_day(day)}" if day.day in (8, 11) else f"{word} {italian.month_day(day)}"


def whole_months(first: MonthDay, last: MonthDay) -> tuple[int, ...]:
    """The months of a season that begins and ends with a month."""
    if first.day != 1 or last.day < calendar.monthrange(2023, last.month)[1]:
        return ()
    return tuple((first.month + step - 1) % 12 + 1 for step in range((last.month - first.month) % 12 + 1))


_NAMES = {italian.folded(name): day for day, name in DAYS.items()} | {"domeniche": "SU", "sabati": "SA"}
_NAMED = re.compile(rf"\b({'|'.join(_NAMES)})\b")
_DAY_RANGE = re.compile(rf"\bdal(?:la)? ({'|'.join(_NAMES)}) al(?:la)? ({'|'.join(_NAMES)})\b")
_PLACED = re.compile(r"\b(prim|second|terz|quart|quint|ultim|penultim)[oa]\b(?! meta| quindicina)")
_EACH = re.compile(rf"\b(?:ogni|tutti i|tutte le) (?:{'|'.join(_NAMES)})\b")
_MONTH_NAMES = {italian.month(number): number for number in _MONTHS}
_MONTH = "|".join(_MONTH_NAMES)
_A_MONTH = re.compile(rf"(?<!\d )(?<!\d. )\b({_MONTH})\b")
_MONTH_RANGE = re.compile(rf"\bda ({_MONTH}) (?:a|ad|fino a) ({_MONTH})\b")
_LOOSE = re.compile(r"\bprimi di|\bmeta di|\bfine (?:di )?|\binizio|\battorno")


def disagreement(recurrence: Recurrence) -> str:
    """What the words of the source say and the rule does not; empty where they agree or cannot be compared."""
    text, found = italian.folded(recurrence.text), rule(recurrence.rrule)
    return _other_days(text, found) or _other_places(text, found) or _other_months(text, recurrence, found)


def contradicts(recurrence: Recurrence) -> bool:
    """Whether the words of the source name days of the week, and the rule has none of them."""
    named, held = _days(italian.folded(recurrence.text), rule(recurrence.rrule))
    return bool(named and held) and not named & held


def _other_days(text: str, found: Rule) -> str:
    named, held = _days(text, found)
    if not named or named == held or (found.month_days and not held):
        return ""
    return f"le parole dicono {_listed(named)}, la regola {_listed(held) or 'nessun giorno della settimana'}"


def _days(text: str, found: Rule) -> tuple[set[str], set[str]]:
    """The days of the week that the words name, and those of the rule."""
    named = {_NAMES[name] for name in _NAMED.findall(text)}
    for first, last in _DAY_RANGE.findall(text):
        start, end = WEEKDAYS.index(_NAMES[first]), WEEKDAYS.index(_NAMES[last])
        named |= {WEEKDAYS[(start + step) % 7] for step in range((end - start) % 7 + 1)}
    held = set(found.weekdays)
    if found.frequency == "DAILY" and not held:
        held = set(WEEKDAYS) if named else set()
    return named, held


def _listed(days: set[str]) -> str:
    return italian.listed([DAYS[day] for day in WEEKDAYS if day in days])


def _other_places(text: str, found: Rule) -> str:
    named = set(_PLACED.findall(text))
    held = {_WHICH[which] for which, _ in found.days if which}
    if held and not named and _EACH.search(text) and found.frequency == "MONTHLY" and "mese" not in text:
        return f"le parole dicono ogni settimana, la regola {_listed_places(held)}"
    if not named or named == held or _LOOSE.search(text) or (not held and not _NAMED.search(text)):
        return ""
    return f"le parole dicono {_listed_places(named)}, la regola {_listed_places(held) or 'ogni settimana'}"


def _listed_places(places: set[str]) -> str:
    return italian.listed([f"{place}o" for place in _WHICH.values() if place in places])


def _other_months(text: str, recurrence: Recurrence, found: Rule) -> str:
    named = {_MONTH_NAMES[name] for name in _A_MONTH.findall(text)}
    if not named or _LOOSE.search(text):
        return ""
    for first, last in _MONTH_RANGE.findall(text):
        start, end = _MONTH_NAMES[first], _MONTH_NAMES[last]
        named |= {(start + step - 1) % 12 + 1 for step in range((end - start) % 12 + 1)}
    if re.search(r"\besclus|\btranne\b|\beccetto\b|\bsalvo\b", text):
        named = set(_MONTHS) - named
    held = set(found.months or _MONTHS) & season_months(recurrence)
    if named == held:
        return ""
    return f"le parole dicono {_named_months(named)}, la regola {_named_months(held)}"


def season_months(recurrence: Recurrence) -> set[int]:
    """The months in which a season has a day; all where there is no season."""
    first, last = recurrence.from_, recurrence.to
    if not (first and last):
        return set(_MONTHS)
    return {(first.month + step - 1) % 12 + 1 for step in range((last.month - first.month) % 12 + 1)}


def _named_months(months: set[int]) -> str:
    return _months(tuple(sorted(months))) or "tutti i mesi"


_HALF = re.compile(
    rf"ogni ({'|'.join(_NAMES)}) (mattina|pomeriggio|sera)\b(?!.*\b(?:ogni|mattin[ao]|pomeriggio|sera)\b)"
)


def half_day(recurrence: Recurrence) -> str:
    """ "mattina", "pomeriggio" or "sera", where the words say it of the one day of the week that the rule has."""
    found, match = rule(recurrence.rrule), _HALF.match(italian.folded(recurrence.text))
    return match[2] if match and found.frequency == "WEEKLY" and found.weekdays == (_NAMES[match[1]],) else ""
