"""Dates and hours: ends after starts, no known day after today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language.dates import PartialDate
from ...language.problem import Problem
from ...model import District, Event, Initiative, Programme, Record, RecurringEvent
from ..content import Content
from ..yaml_file import KeyPath

# Until this day every record was collected by automatic tools, and need not say so.
LAST_AUTOMATIC_DAY = dt.date(2026, 11, 24)

_YEAR, _FAR = 366, 31  # days
_FIRST_YEAR, _OLDEST = 2025, 1990  # of records, of sources
_SHORT = {"convegno", "firma", "incontro", "missione", "premio", "presentazione"}


def ends_follow_starts(content: Content, today: dt.date) -> Iterator[Problem]:
    """What ends does not end before it starts: days, periods, hours of one day."""
    for record in content.records():
        for path, start, end in _spans(record):
            if start and end and end.last < start.first:
                yield content.document(record).problem(path, f"«{end}» viene prima di «{start}»")


def events_have_likely_lengths(content: Content, today: dt.date) -> Iterator[Problem]:
    """Nothing lasts two years; warnings of a year, and of an end far from the start of what takes a day or a few."""
    for event in content.of(Event).values():
        ends: list[tuple[KeyPath, PartialDate]] = [(("end",), event.end)] if event.end else []
        ends += [(("also", len(event.also) - 1), event.also[-1])] if event.also else []
        for path, end in ends if event.start else ():
            days = (end.first - event.start.last).days
            if days > _YEAR or (event.kind in _SHORT and days > _FAR):
                message = f"la fine è {days} giorni dopo l'inizio: controlla le due date"
                yield content.document(event).problem(path, message, warning=days <= 2 * _YEAR)


def times_are_likely(content: Content, today: dt.date) -> Iterator[Problem]:
    """Warnings of years that are far from those of the catalogue: a digit is easily another."""
    for record in content.records():
        for path, wrong in _unlikely(record, today):
            yield content.document(record).problem(path, f"{wrong}: controlla l'anno", warning=True)


def _unlikely(record: Record, today: dt.date) -> Iterator[tuple[KeyPath, str]]:
    if record.compiled and record.compiled.year < _FIRST_YEAR:
        yield ("compiled",), f"«{record.compiled}» è prima che il catalogo nascesse"
    if record.confirmed and record.compiled and record.confirmed.date.first < record.compiled.first:
        yield ("confirmed", "date"), f"«{record.confirmed.date}» è prima di «{record.compiled}» (compiled)"
    for index, source in enumerate(record.sources):
        if source.date and source.date.year < _OLDEST:
            yield ("sources", index, "date"), f"«{source.date}» è lontana dai distretti del commercio"
    if isinstance(record, Programme):
        for name, start, end, most in (
            ("closed", record.opened, record.closed, 5), ("valid_to", record.valid_from, record.valid_to, 15),
        ):  # fmt: skip
            if start and end and end.year - start.year > most:
                yield (name,), f"«{end}» è più di {most} anni dopo «{start}»"
    if isinstance(record, District):
        if record.since and record.since.year < _OLDEST:
            yield ("since",), f"«{record.since}» è lontano dai distretti del commercio"
        for index, grant in enumerate(record.grants):
            if grant.year and not _OLDEST < grant.year <= today.year + 1:
                yield ("grants", index, "year"), f"«{grant.year}» è lontano da oggi"
        for index, membership in enumerate(record.municipalities):
            if membership.from_ and membership.from_.first > today:
                yield ("municipalities", index, "from"), f"«{membership.from_}» è dopo oggi"


def what_is_active_has_begun(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is active or over has begun."""
    records: list[District | Initiative] = [*content.of(District).values(), *content.of(Initiative).values()]
    for record in records:
        if record.since and record.since.first > today and record.status in ("attivo", "concluso", "cessato"):
            message = f"«{record.since}» è dopo oggi ({today.isoformat()}), e lo stato è «{record.status}»"
            yield content.document(record).problem(("since",), message)


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
        for index, window in enumerate(record.windows):
            yield ("windows", index, "closes"), window.opens, window.closes
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
