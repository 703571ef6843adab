"""When something comes back, in other languages: from its rule, never from the words of its source."""

from __future__ import annotations

from collections.abc import Iterable

from ..language.words import Words, plain
from ..model import rule_words
from ..model.event import Recurrence
from ..model.recurrence import WEEKDAYS, Rule, rule

_PLACES = {
    1: "il primo {giorno}", 2: "il secondo {giorno}", 3: "il terzo {giorno}", 4: "il quarto {giorno}",
    5: "il quinto {giorno}, se c'è", -1: "l'ultimo {giorno}", -2: "il penultimo {giorno}",
    -3: "il terzultimo {giorno}", -4: "il quartultimo {giorno}", -5: "il quintultimo {giorno}, se c'è",
}  # fmt: skip
_HALVES = {
    "mattina": "{giorni} di mattina", "pomeriggio": "{giorni} di pomeriggio", "sera": "{giorni} di sera",
}  # fmt: skip
_EVERY = {  # each one, every so many
    "DAILY": ("ogni giorno", "ogni {n} giorno", "ogni {n} giorni"),
    "MONTHLY": ("ogni mese", "ogni {n} mese", "ogni {n} mesi"),
    "YEARLY": ("ogni anno", "ogni {n} anno", "ogni {n} anni"),
}


def said(words: Words, recurrence: Recurrence) -> str:
    """ "every Saturday, from April to October", "the first Sunday of the month"; empty where no day is certain."""
    if recurrence.approximate:
        return ""
    found = rule(recurrence.rrule)
    half = rule_words.half_day(recurrence)
    core = _core(words, found)
    parts = [words(_HALVES[half], giorni=core) if half else core, *_season(words, recurrence, found)]
    if recurrence.start and found.starts:
        parts.append(words("dal {giorno}", giorno=words.day(recurrence.start.first)))
    if found.until:
        parts.append(words("fino al {giorno}", giorno=words.day(found.until)))
    if found.count:
        parts.append(words.count(found.count, "{n} volta", "{n} volte"))
    return ", ".join(filter(None, parts))


def _season(words: Words, recurrence: Recurrence, found: Rule) -> tuple[str, ...]:
    """The months and the days between which it is, once where they say the same."""
    months = _months(words, found) if found.frequency != "YEARLY" else ""
    start, end = recurrence.from_, recurrence.to
    if not (start and end):
        return (months,)
    days = words("dal {primo} al {ultimo}", primo=words.month_day(*start), ultimo=words.month_day(*end))
    if set(found.months) != rule_words.season_months(recurrence):
        return months, days
    return (months if rule_words.whole_months(start, end) else days,)


def _core(words: Words, found: Rule) -> str:
    monthly = found.frequency == "MONTHLY" and found.every and not found.month_days and found.interval == 1
    if found.frequency == "WEEKLY" or monthly or (found.frequency == "DAILY" and found.days):
        return _weekly(words, found)
    each, one, many = _EVERY[found.frequency]
    often = words(each) if found.interval == 1 else words.count(found.interval, one, many)
    if found.frequency == "DAILY":
        return often
    days = _days(words, found)
    if found.frequency == "MONTHLY":
        return words("{giorni} del mese", giorni=days) if found.interval == 1 else f"{often}, {days}"
    if found.month_days and not found.days and min(found.month_days) > 0:
        dates = [words.month_day(month, day) for month in found.months for day in found.month_days]
        return f"{often}, {_listed(words, dates)}"
    months = _listed(words, map(words.month, found.months))
    return f"{often}, {words('{giorni} di {mesi}', giorni=days, mesi=months)}"


def _weekly(words: Words, found: Rule) -> str:
    places = [WEEKDAYS.index(day) for day in found.weekdays]
    days = _listed(words, map(words.weekday, places))
    if found.interval == 2:
        return words("a settimane alterne, {giorni}", giorni=days)
    if found.interval > 2:
        return words.count(found.interval, "ogni settimana, {giorni}", "ogni {n} settimane, {giorni}", giorni=days)
    if len(places) == 7:
        return words("ogni giorno")
    if len(places) > 3 and places[-1] - places[0] == len(places) - 1:
        first, last = words.weekday(places[0]), words.weekday(places[-1])
        return words("ogni giorno da {primo} a {ultimo}", primo=first, ultimo=last)
    return words("ogni {giorni}", giorni=days)


def _days(words: Words, found: Rule) -> str:
    """ "the first Sunday and the third Sunday", "day 12 and day 13", "Tuesday between day 14 and day 20"."""
    numbers = found.month_days
    if found.days and numbers:
        days = _listed(words, (words.weekday(WEEKDAYS.index(day)) for day in found.weekdays))
        if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
            first, last = (words.number(number) for number in (numbers[0], numbers[-1]))
            return words("{giorni} fra il giorno {primo} e il giorno {ultimo}", giorni=days, primo=first, ultimo=last)
        return words("{giorni}, se è {numeri}", giorni=days, numeri=_numbered(words, numbers))
    if numbers:
        return _numbered(words, numbers)
    return _listed(words, (_placed(words, which, day) for which, day in found.days))


def _placed(words: Words, which: int, day: str) -> str:
    name = words.weekday(WEEKDAYS.index(day))
    return words(_PLACES[which], giorno=name) if which else words("ogni {giorni}", giorni=name)


def _numbered(words: Words, numbers: tuple[int, ...]) -> str:
    said = [words("il giorno {n}", n=words.number(number)) for number in numbers if number > 0]
    said += [_from_the_end(words, -number) for number in numbers if number < 0]
    return _listed(words, said)


def _from_the_end(words: Words, number: int) -> str:
    return words("l'ultimo giorno") if number == 1 else words("il giorno {n} dalla fine", n=words.number(number))


def _months(words: Words, found: Rule) -> str:
    months = found.months
    if not months or len(months) == 12:
        return ""
    first = next((month for month in months if (month - 2) % 12 + 1 not in months), months[0])
    run = [(first + step - 1) % 12 + 1 for step in range(len(months))]
    if len(months) > 2 and sorted(run) == list(months):
        return words("da {primo} a {ultimo}", primo=words.month(run[0]), ultimo=words.month(run[-1]))
    return words("in {mesi}", mesi=_listed(words, map(words.month, months)))


def _listed(words: Words, items: Iterable[str]) -> str:
    return plain(words.listed([*items]))
