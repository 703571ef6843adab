"""Hours, days and status of events and markets."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ...language import italian
from ...language.problem import Problem
from ...model import Event, Happening, RecurringEvent
from ...model.occurrences import first_days, last_day, planned
from ..content import Content
from ..yaml_file import KeyPath

_LATEST = "06:00"  # what ends later on the day after lasts more than a night: then its last day is written
_EVENING = "15:00"  # what begins before this does not end in the night
_ITALY = {"italia", "italy", "it", "repubblica italiana", "italie", "italien"}
_SAID = "(annullat[aeio]|cancellat[aeio]|sospes[aeio]|rinviat[aeio]|rimandat[aeio]|posticipat[aeio])"
_STATUS = re.compile(rf"^\W*{_SAID}\b|\b{_SAID}\W*$", re.IGNORECASE)
_DAY = dt.timedelta(days=1)
_YEAR = dt.timedelta(days=366)
Hours = tuple[KeyPath, str | None, str | None, bool]  # where, from when to when, whether these may be on two days


def hours_are_of_a_day(content: Content, today: dt.date) -> Iterator[Problem]:
    """An end follows its start, on the same day or before the next morning; hours want a day."""
    for event in _happenings(content):
        problem = content.document(event).problem
        for path, start, end, several in _hours(event):
            if start and start == end:
                yield problem((*path, "end_time"), "la fine è uguale all'inizio")
            elif start and end and end < start:
                if several or end > _LATEST:
                    message = f"«{end}» viene prima di «{start}»: le ore sono scambiate?"
                    yield problem((*path, "end_time"), message, warning=several)
                elif start < _EVENING:
                    message = (
                        f"comincia alle {start} e finisce alle {end} di notte? Per il pomeriggio scrivi '{_later(end)}'"
                    )
                    yield problem((*path, "end_time"), message, warning=event.kind != "mercato")
        if isinstance(event, Event) and event.start and event.time and not event.start.day:
            yield problem(("time",), "c'è l'ora ma non il giorno: l'ora non andrà nei calendari", warning=True)
        if isinstance(event, Event) and event.all_day and event.time:
            yield problem(("all_day",), "o tutto il giorno, o un'ora: togli «all_day» oppure «time»")


def titles_leave_the_status_to_its_field(content: Content, today: dt.date) -> Iterator[Problem]:
    """A title that begins or ends with a status, which lists, calendars and search engines do not know: a warning."""
    for event in _happenings(content):
        said = None if event.status else _STATUS.search(event.title or "")
        if said:
            word = said[1] or said[2]
            status = "annullato" if word[:1].lower() in "acs" else "rinviato"
            message = f"il titolo dice «{word}»: toglilo e scrivi «status: {status}»"
            yield content.document(event).problem(("title",), message, warning=True)


def hours_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """No hour between 2 and 3 of the last Sunday of March, which has none; in October it is there twice: a warning."""
    for event in _happenings(content):
        for path, start, end, _ in _hours(event):
            for name, hour in (("time", start), ("end_time", end)):
                if hour and hour.startswith("02:"):
                    yield from _clock_changes(content, event, (*path, name), hour)


def _clock_changes(content: Content, event: Happening, path: KeyPath, hour: str) -> Iterator[Problem]:
    for year in _years(event):
        for month, missing in ((3, True), (10, False)):
            sunday = _last_sunday(year, month)
            if sunday in _days(event, sunday):
                what = "non esiste: si passa all'ora legale" if missing else "c'è due volte: si torna all'ora solare"
                message = f"il {sunday:%d/%m/%Y} l'ora «{hour}» {what}"
                yield content.document(event).problem(path, message, warning=not missing)
                return


def _years(event: Happening) -> range:
    """Those of a one-off event, or some from the one in which a recurring one was compiled: never those of today."""
    if isinstance(event, Event):
        return range(event.start.year, last_day(event).year + 1) if event.start else range(0)
    return range(event.compiled.year, event.compiled.year + 4) if event.compiled else range(0)


def _days(event: Happening, day: dt.date) -> set[dt.date]:
    """The days of an event that may be this one or the one before: what ends at two began the day before."""
    if isinstance(event, RecurringEvent):
        return set(planned(event.recurrence, day, day)) if event.recurrence else set()
    if isinstance(event, Event) and event.start:
        return {*first_days(event), *([event.end.exact] if event.end and event.end.exact else [])}
    return set()


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - (last.weekday() + 1) % 7 * _DAY


def days_are_in_order(content: Content, today: dt.date) -> Iterator[Problem]:
    """Other days come after the first; a booking ends before what is booked does."""
    for event in content.of(Event).values():
        problem = content.document(event).problem
        if event.also and event.end:
            yield problem(("also",), "o «end», per giorni di seguito, o «also», per giorni separati")
        if event.also and event.start and not event.start.day:
            yield problem(("also",), "per dire gli altri giorni ci vuole il primo: AAAA-MM-GG in «start»")
        for index, day in enumerate(event.also):
            if event.start and day.first <= event.start.first:
                yield problem(("also", index), f"«{day}» non viene dopo «{event.start}»")
            elif day in event.also[:index]:
                yield problem(("also", index), f"«{day}» è già nell'elenco")
        if event.start and event.booking_deadline and event.booking_deadline.first > last_day(event):
            yield problem(("booking_deadline",), f"«{event.booking_deadline}» viene dopo l'evento")
        elif event.start and event.booking_deadline and event.start.first - event.booking_deadline.first > _YEAR:
            message = f"«{event.booking_deadline}» è più di un anno prima dell'evento: controlla l'anno"
            yield problem(("booking_deadline",), message, warning=True)


def statuses_say_all(content: Content, today: dt.date) -> Iterator[Problem]:
    """What moved says its date of before; a date and a reason belong to a status."""
    for event in _happenings(content):
        problem = content.document(event).problem
        if not event.status:
            for name in ("status_date", "status_reason"):
                if getattr(event, name):
                    yield problem((name,), f"«{name}» vuole «status»", of_key=True)
        if event.status_date and event.status_date.first > today:
            yield problem(("status_date",), f"«{event.status_date}» è dopo oggi ({today.isoformat()})")
        if isinstance(event, RecurringEvent) and event.status in ("rinviato", "spostato"):
            yield problem(("status",), "un mercato che torna è confermato o annullato; una data sola va in «moved»")
        if isinstance(event, Event):
            yield from _moved(content, event)


def _moved(content: Content, event: Event) -> Iterator[Problem]:
    problem = content.document(event).problem
    if event.status == "spostato" and not event.moved_from:
        yield problem(("status",), "manca la data nuova: scrivila in «start», e quella di prima in «moved_from»")
    elif event.moved_from and event.status != "spostato":
        yield problem(("moved_from",), "«moved_from» vuole «status: spostato»", of_key=True)
    elif event.moved_from and event.moved_from == event.start:
        yield problem(("moved_from",), "la data di prima è uguale a quella nuova, «start»")


def parts_are_within(content: Content, today: dt.date) -> Iterator[Problem]:
    """The parts of an event are on its days."""
    for event in content.of(Event).values():
        for index, part in enumerate(event.parts):
            if part.day and event.start and not event.start.first <= part.day.first <= last_day(event):
                message = f"«{part.day}» non è fra i giorni dell'evento"
                yield content.document(event).problem(("parts", index, "day"), message)


def _happenings(content: Content) -> Iterator[Happening]:
    yield from content.of(Event).values()
    yield from content.of(RecurringEvent).values()


def _hours(event: Happening) -> Iterator[Hours]:
    several = isinstance(event, Event) and bool(event.end)
    yield (), event.time, event.end_time, several
    for index, part in enumerate(event.parts if isinstance(event, Event) else ()):
        yield ("parts", index), part.time, part.end_time, several and not part.day


def _later(hour: str) -> str:
    return f"{int(hour[:2]) + 12}{hour[2:]}"


def countries_are_others(content: Content, today: dt.date) -> Iterator[Problem]:
    """A country and a zone are written of what is not in Italy."""
    for event in content.of(Event).values():
        problem = content.document(event).problem
        if event.country and italian.folded(event.country).strip(" .") in _ITALY:
            yield problem(("country",), "«country» si scrive solo per un altro Paese: togli la riga")
        elif event.zone and not event.country:
            yield problem(("zone",), "«zone» è per ciò che è in un altro Paese: aggiungi «country», o togli la riga")


def parts_begin_with_the_whole(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is on one day begins no later than its parts: else a warning."""
    for event in content.of(Event).values():
        for index, part in enumerate(event.parts if event.time and not event.end else ()):
            if part.time and event.time and part.time < event.time:
                message = f"«{part.time}» è prima dell'inizio dell'evento, «{event.time}»"
                yield content.document(event).problem(("parts", index, "time"), message, warning=True)
