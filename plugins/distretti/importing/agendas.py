"""iCalendar → what it says of each event. Only the few properties that records have are read, each event by itself.

Zones are known by their names: a VTIMEZONE of the file could be anything, and is not read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import icalendar
from icalendar.prop import vCategory, vDDDLists, vDDDTypes, vDuration, vRecur, vText, vUri

from ..language import italian
from ..language.problem import Problem, bare
from ..language.web import wrong_in_address
from ..model import event as words
from ..places.names import UnknownPlace
from ..places.register import Places
from . import moments, rules
from .cells import private, wrong_in
from .rows import Found, NotRead
from .sheets import text_of
from .source_map import SourceMap
from .unfolding import LONGEST, Block, blocks

MOST_EVENTS = 10_000

_STATUS = re.compile(r"(annullat[oa]|rinviat[oa]|da riconfermare)\s*[:–-]\s*", re.IGNORECASE)
_TOWN = re.compile(r"(?:(?P<place>.*),\s*)?(?P<town>[^,]+)")
_DAY = dt.timedelta(days=1)


class _Broken(Exception):
    """What of an event cannot be understood, in Italian."""


def found(content: bytes, file: str, source: SourceMap, places: Places) -> Iterator[Found]:
    """What a calendar says of each of its events. Raises NotRead, also on the way."""
    text = text_of(content, file, source.encoding)
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise NotRead(Problem(file, 1, 1, "", "non è un calendario iCalendar: manca BEGIN:VCALENDAR"))
    for number, block in enumerate(blocks(text, file), 1):
        if number > MOST_EVENTS:
            raise NotRead(Problem(file, block.line, 1, "", f"troppi eventi: al massimo {MOST_EVENTS}"))
        yield _of(block, source, places)


def _of(block: Block, source: SourceMap, places: Places) -> Found:
    made = Found(block.line)
    if sum(map(len, block.lines)) > LONGEST:
        made.wrong.append(f"è troppo lungo: al massimo {LONGEST} caratteri")
        return made
    try:
        event = icalendar.Event.from_ical("\r\n".join(["BEGIN:VEVENT", *block.lines, "END:VEVENT", ""]))
        if not isinstance(event, icalendar.Event):
            raise _Broken("non si legge come evento")
        _describe(made, event, source, places)
        _date(made, event)
    except _Broken as broken:
        made.wrong.append(str(broken))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, OSError):  # the last for odd zones
        made.wrong.append("non si legge: una sua data o un suo valore non è scritto come vuole iCalendar")
    return made


def _describe(made: Found, event: Any, source: SourceMap, places: Places) -> None:
    made.uid = _text(event, "UID")
    title = _text(event, "SUMMARY")
    if match := _STATUS.match(title):
        made.cancelled = not match[1].lower().startswith("da ")
        title = title[match.end() :]
    made.cancelled |= _text(event, "STATUS").upper() == "CANCELLED"
    _put(made, "title", title, "SUMMARY")
    _place(made, _text(event, "LOCATION"), source, places)
    labels = {bare(label): key for key, label in words.KINDS.items()} | {bare(key): key for key in words.KINDS}
    meant = {bare(word): kind for word, kind in source.words.get("kind", {}).items()}
    known = (meant | labels).get
    kinds = [kind for word in _categories(event) if (kind := known(bare(word)))]
    if kinds:
        _put(made, "kind", kinds[0], "CATEGORIES")
    url = event.get("URL")
    page = str(url) if isinstance(url, vUri | vText) else ""
    made.page = page if page and not wrong_in_address(page) else ""


def _place(made: Found, text: str, source: SourceMap, places: Places) -> None:
    """The place and its municipality, where the end of the text is the name of one: "Piazza Roma, Lodi (LO)"."""
    match = _TOWN.fullmatch(text) if not source.municipality else None
    if match:
        try:
            places.find(match["town"].strip())
            _put(made, "municipality", match["town"].strip(), "LOCATION")
            text = match["place"] or ""
        except UnknownPlace:
            pass
    _put(made, "place", text, "LOCATION")


def _put(made: Found, name: str, text: str, column: str) -> None:
    text = italian.squeezed(text)
    if not text:
        return
    if advice := wrong_in(text):
        made.wrong.append(f"{column}: {advice}")
    elif advice := private(name, text):
        made.left.append(f"{column}: {advice}")
    else:
        made.put(name, text, column)


def _text(event: Any, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        raise _Broken(f"{name} è scritto più volte")
    return str(value).strip() if isinstance(value, str) else ""


def _categories(event: Any) -> list[str]:
    given = event.get("CATEGORIES")
    groups = given if isinstance(given, list) else [given]
    return [str(word) for group in groups if isinstance(group, vCategory) for word in group.cats]


def _date(made: Found, event: Any) -> None:
    """The days and hours of an event, in Rome."""
    start, end = _moment(event, "DTSTART"), _end(event)
    if start is None:
        raise _Broken("manca DTSTART")
    (day, hour), zone_kept = moments.in_rome(start), moments.keeps_rome(start)
    last, last_hour = moments.in_rome(end) if end is not None else (day, "")
    if end is not None and not last_hour and not hour:
        last -= _DAY  # the end of whole days is the day after the last
    if last < day or (last == day and last_hour and last_hour < hour):
        raise _Broken("DTEND viene prima di DTSTART")
    nightly = last == day + _DAY and last_hour <= hour and hour
    several = last > day and not nightly
    recurrence = event.get("RRULE")
    moved = _moment(event, "RECURRENCE-ID")
    if moved is not None:
        made.moves = moments.in_rome(moved)[0].isoformat()
    made.put("start", day.isoformat(), "DTSTART")
    if several:
        made.put("end", last.isoformat(), "DTEND")
        if hour:
            made.left.append("DTSTART, DTEND: le ore di ciò che dura più giorni")
    elif hour and (zone_kept or recurrence is None):
        made.put("time", hour, "DTSTART")
        if last_hour and last_hour != hour:
            made.put("end_time", last_hour, "DTEND")
    elif hour:
        made.left.append("DTSTART: l'ora, che nel fuso della fonte cambia rispetto all'Italia")
    added = [moment.isoformat() for moment in sorted(_days(event, "RDATE")) if moment > day]
    if recurrence is None:
        if added:
            made.put("also", added, "RDATE")
        return
    _recur(made, event, start, added, several)


def _recur(made: Found, event: Any, start: dt.date, added: list[str], several: bool) -> None:
    recurrence = event.get("RRULE")
    if not isinstance(recurrence, vRecur):
        raise _Broken("RRULE: è scritta più volte" if isinstance(recurrence, list) else "RRULE: non è una regola")
    if several:
        raise _Broken("torna e dura più giorni: una scheda ricorrente ha giorni singoli, scrivila a mano")
    day, hour = moments.in_rome(start)
    if isinstance(start, dt.datetime) and start.date() != day:
        raise _Broken("RRULE: in Italia comincia in un altro giorno, e i giorni della regola sarebbero sbagliati")
    try:
        text: str = recurrence.to_ical().decode()  # type: ignore[no-untyped-call]
        values = rules.recurrence(text, day, hour, _days(event, "EXDATE"), added)
    except rules.BadRule as bad:
        raise _Broken(f"RRULE: {bad}") from None
    del made.values["start"]
    made.put("recurrence", values, "RRULE")


def _moment(event: Any, name: str) -> dt.date | None:
    value = event.get(name)
    if value is None:
        return None
    if isinstance(value, list):
        raise _Broken(f"{name} è scritto più volte")
    moment = getattr(value, "dt", None) if isinstance(value, vDDDTypes) else None
    if not isinstance(moment, dt.date):
        raise _Broken(f"{name}: non è una data")
    if not 1800 <= moment.year <= 2200:
        raise _Broken(f"{name}: «{moment.year}» non è un anno credibile")
    _known_zone(moment, value.params.get("TZID"), name)
    return moment


def _known_zone(moment: Any, zone: str | None, name: str) -> None:
    if zone and isinstance(moment, dt.datetime) and moment.tzinfo is None:
        raise _Broken(f"{name}: il fuso orario «{str(zone)[:40]}» non è conosciuto")


def _end(event: Any) -> dt.date | None:
    if (end := _moment(event, "DTEND")) is not None:
        return end
    start, length = _moment(event, "DTSTART"), event.get("DURATION")
    span = length.td if isinstance(length, vDuration) else getattr(length, "dt", None)
    if start is None or not isinstance(span, dt.timedelta):
        return None
    return start + span


def _days(event: Any, name: str) -> set[dt.date]:
    """The days of a list of dates, in Rome."""
    given = event.get(name)
    found = set[dt.date]()
    for group in given if isinstance(given, list) else [given] if given is not None else []:
        if not isinstance(group, vDDDLists):
            raise _Broken(f"{name}: non sono date")
        for item in group.dts:
            if not isinstance(item.dt, dt.date):
                raise _Broken(f"{name}: è un periodo, non una data")
            _known_zone(item.dt, item.params.get("TZID") or group.params.get("TZID"), name)
            found.add(moments.in_rome(item.dt)[0])
    return found
