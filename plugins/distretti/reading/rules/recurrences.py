"""Rules of recurrence beside their season, their single dates and the words of their source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language import italian
from ...language.dates import PartialDate
from ...language.problem import Problem
from ...model import RecurringEvent
from ...model.event import Recurrence
from ...model.occurrences import has_dates, planned
from ...model.recurrence import rule
from ...model.rule_words import contradicts, disagreement
from ..content import Content
from ..yaml_file import KeyPath

# When what is said to be then can begin.
_HOURS = {"mattin": ("00:00", "13:00"), "pomerigg": ("11:30", "20:00"), "serale": ("15:00", "23:59")}
_MOST = 366  # single dates of one kind
_NEAR = dt.timedelta(days=45)


def rules_have_dates(content: Content, today: dt.date) -> Iterator[Problem]:
    """Rule, first day, end and season together give a date, and each of its months has its part in the season."""
    for event, recurrence in _recurrences(content):
        problem = content.document(event).problem
        found = rule(recurrence.rrule)
        if (recurrence.from_ or recurrence.start or found.until) and not has_dates(recurrence):
            what = "in questa stagione" if recurrence.from_ else "fra il primo giorno e la fine"
            yield problem(("recurrence", "rrule"), f"la regola non dà nessuna data {what}")
        elif months := _out_of_season(recurrence):
            message = f"la regola nomina mesi fuori dalla stagione: {', '.join(map(str, months))}"
            yield problem(("recurrence", "rrule"), message, warning=True)


def _out_of_season(recurrence: Recurrence) -> list[int]:
    first, last = recurrence.from_, recurrence.to
    if not (first and last):
        return []
    months = {(first.month + step - 1) % 12 + 1 for step in range((last.month - first.month) % 12 + 1)}
    return [month for month in rule(recurrence.rrule).months if month not in months]


def first_days_are_of_the_rule(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is every other week, or so many times, says from which day; that day is one of the rule."""
    for event, recurrence in _recurrences(content):
        problem = content.document(event).problem
        if rule(recurrence.rrule).starts and not recurrence.start:
            advice = "con INTERVAL o COUNT ci vuole «start»: il primo giorno, AAAA-MM-GG"
            yield problem(("recurrence", "rrule"), advice)
        if recurrence.start and recurrence.start.first not in planned(recurrence, *_around(recurrence.start)):
            yield problem(("recurrence", "start"), _not_of_the_rule(recurrence, recurrence.start))


def single_dates_fit_the_rule(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is left out or moved is a day of the rule, and is said once."""
    for event, recurrence in _recurrences(content):
        problem = content.document(event).problem
        seen: set[PartialDate] = set()
        for path, day in _left_out(recurrence):
            if day.first not in planned(recurrence, day.first, day.first):
                yield problem(path, _not_of_the_rule(recurrence, day))
            elif day in seen:
                yield problem(path, f"«{day}» è già scritto fra le date tolte o spostate")
            seen.add(day)
        for name, given in (("except", recurrence.except_), ("moved", recurrence.moved), ("also", recurrence.also)):
            if len(given) > _MOST:
                yield problem(("recurrence", name), f"sono troppe date: al massimo {_MOST}", of_key=True)


def added_dates_are_new(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is added, or moved to, is no day of the rule but one that is left out, and is said once."""
    for event, recurrence in _recurrences(content):
        problem = content.document(event).problem
        gone = {day for _, day in _left_out(recurrence)}
        seen: set[PartialDate] = set()
        for path, day in _added(recurrence):
            if day in gone and path[1] == "also":
                yield problem(path, f"«{day}» è fra le date tolte o spostate: o l'una o l'altra")
            elif day in seen:
                yield problem(path, f"«{day}» è già scritto fra le date in più o spostate")
            elif day not in gone and day.first in planned(recurrence, day.first, day.first):
                yield problem(path, f"«{day}» è già una data della regola")
            seen.add(day)


def _left_out(recurrence: Recurrence) -> Iterator[tuple[KeyPath, PartialDate]]:
    for index, day in enumerate(recurrence.except_):
        yield ("recurrence", "except", index), day
    for index, item in enumerate(recurrence.moved):
        yield ("recurrence", "moved", index, "from"), item.from_


def _added(recurrence: Recurrence) -> Iterator[tuple[KeyPath, PartialDate]]:
    for index, item in enumerate(recurrence.moved):
        yield ("recurrence", "moved", index, "to"), item.to
    for index, day in enumerate(recurrence.also):
        yield ("recurrence", "also", index), day


def words_agree_with_the_rule(content: Content, today: dt.date) -> Iterator[Problem]:
    """The words of the source name the days of the week, places in the month and months of the rule.

    Else a warning; a problem where no day of the words is one of the rule. Not where the words are all that counts.
    """
    for event, recurrence in _recurrences(content):
        if (said := disagreement(recurrence)) and not recurrence.approximate:
            yield content.document(event).problem(("recurrence", "text"), said, warning=not contradicts(recurrence))


def words_agree_with_the_hour(content: Content, today: dt.date) -> Iterator[Problem]:
    """A morning of the words is no hour of the evening: else a warning."""
    for event, recurrence in _recurrences(content):
        text = italian.folded(recurrence.text)
        said = {word: hours for word, hours in _HOURS.items() if word in text}
        if event.time and len(said) == 1:
            ((word, (first, last)),) = said.items()
            if not first <= event.time <= last:
                message = f"le parole dicono «{word}…», l'ora è «{event.time}»"
                yield content.document(event).problem(("recurrence", "text"), message, warning=True)


def _not_of_the_rule(recurrence: Recurrence, day: PartialDate) -> str:
    near = planned(recurrence, *_around(day))
    nearest = min(near, key=lambda other: abs(other - day.first), default=None)
    return f"«{day}» non è un giorno della regola.{f' Forse volevi «{nearest}»?' if nearest else ''}"


def _around(day: PartialDate) -> tuple[dt.date, dt.date]:
    return day.first - _NEAR, day.first + _NEAR


def _recurrences(content: Content) -> Iterator[tuple[RecurringEvent, Recurrence]]:
    for event in content.of(RecurringEvent).values():
        if event.recurrence:
            yield event, event.recurrence
