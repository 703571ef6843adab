"""Dates and hours: ends after starts, no known day after today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language.dates import PartialDate
from ...language.problem import Problem
from ...model import District, Event, Happening, Programme, Record, RecurringEvent
from ..content import Content
from ..yaml_file import KeyPath

# Until this day every record was collected by automatic tools, and need not say so.
LAST_AUTOMATIC_DAY = dt.date(2026, 11, 24)

_YEAR, _FAR = 366, 31  # days
_SHORT = {"convegno", "firma", "incontro", "missione", "premio", "presentazione"}


def ends_follow_starts(content: Content, today: dt.date) -> Iterator[Problem]:
    """What ends does not end before it starts: days, periods, hours of one day."""
    for record in content.records():
        for path, start, end in _spans(record):
            if start and end and end.last < start.first:
                yield content.document(record).problem(path, f"«{end}» viene prima di «{start}»")
        # A market that ends after midnight is written with the hour it ends: only equal hours are wrong for sure.
        if isinstance(record, Happening) and record.time and record.time == record.end_time:
            yield content.document(record).problem(("end_time",), "la fine è uguale all'inizio")


def events_have_likely_lengths(content: Content, today: dt.date) -> Iterator[Problem]:
    """Warnings of what lasts more than a year, and of an end far from the start of what takes a day or a few."""
    for event in content.of(Event).values():
        days = (event.end.first - event.start.last).days if event.start and event.end else 0
        if days > _YEAR or (event.kind in _SHORT and days > _FAR):
            message = f"la fine è {days} giorni dopo l'inizio: controlla le due date"
            yield content.document(event).problem(("end",), message, warning=True)


def _spans(record: Record) -> Iterator[tuple[KeyPath, PartialDate | None, PartialDate | None]]:
    if isinstance(record, Event):
        yield ("end",), record.start, record.end
    if isinstance(record, District):
        for index, membership in enumerate(record.municipalities):
            yield ("municipalities", index, "to"), membership.from_, membership.to
        if record.recognition:
            yield ("recognition", "expires"), record.recognition.date, record.recognition.expires
        for index, certificate in enumerate(record.certifications):
            yield ("certifications", index, "expires"), certificate.date, certificate.expires
    if isinstance(record, Programme):
        yield ("closed",), record.opened, record.closed
        yield ("valid_to",), record.valid_from, record.valid_to
        for index, extension in enumerate(record.extensions):
            yield ("extensions", index, "closed"), record.opened, extension.closed
        for index, period in enumerate(record.periods):
            yield ("periods", index, "to"), period.from_, period.to


def seasons_have_two_ends(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is seasonal says both when it begins and when it ends."""
    for event in content.of(RecurringEvent).values():
        season = event.recurrence
        if season and (season.from_ is None) != (season.to is None):
            given, missing = ("to", "from") if season.from_ is None else ("from", "to")
            yield content.document(event).problem(("recurrence", given), f"con «{given}» ci vuole anche «{missing}»")


def known_days_are_past(content: Content, today: dt.date) -> Iterator[Problem]:
    """The days on which something was compiled, confirmed, published or withdrawn are not after today."""
    for record in content.records():
        dates: list[tuple[KeyPath, PartialDate | None]] = [(("compiled",), record.compiled)]
        dates += [(("confirmed", "date"), record.confirmed.date)] if record.confirmed else []
        dates += [(("withdrawn", "date"), record.withdrawn.date)] if record.withdrawn else []
        dates += [(("sources", index, "date"), source.date) for index, source in enumerate(record.sources)]
        for path, date in dates:
            if date and date.first > today:
                yield content.document(record).problem(path, f"«{date}» è dopo oggi ({today.isoformat()})")


def late_records_say_how_they_were_collected(content: Content, today: dt.date) -> Iterator[Problem]:
    """A record of after the first collection says whether a person or a tool wrote it: pages repeat it."""
    for record in content.records():
        if record.compiled and record.compiled.first > LAST_AUTOMATIC_DAY and not record.collected:
            advice = "aggiungi «collected: a-mano», oppure «collected: automatico» se l'ha scritta un programma"
            yield content.document(record).problem(("compiled",), f"manca come è stata raccolta la scheda: {advice}")
