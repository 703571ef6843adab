"""iCalendar (RFC 5545, RFC 7986): the entries of a record as VEVENTs, and calendars as a join of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Event, Happening, RecurringEvent
from ..model import event as words
from ..model.rule_words import said
from ..site import addresses
from . import list_items, series
from .series import Entry

MOST_EVENTS, MOST_BYTES = 1000, 248_000  # of a calendar: Google stops reading at about as many (1 MB, 1,111 events)
REFRESH = "PT12H"
COLOUR = "royalblue"  # a name of CSS 3, as RFC 7986 wants

_ROME = ZoneInfo("Europe/Rome")
_WIDTH = 75  # octets of a line (RFC 5545, 3.1)
_DAY = dt.timedelta(days=1)
_NOT_HELD = {"annullato": "ANNULLATO: ", "rinviato": "RINVIATO: "}
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Rome
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def events(catalog: Catalog, record: Happening, url: str, since: str, until: str) -> str:
    """The VEVENTs of a record from a day to another (ISO), made once for all calendars; empty where it has no day."""
    return catalog.memo(_events, record, url, since, until)


def _events(catalog: Catalog, record: Happening, url: str, since: str, until: str) -> str:
    found = series.entries(record, dt.date.fromisoformat(since), dt.date.fromisoformat(until))
    if not found:
        return ""
    changes, stamp = catalog.revision(record)
    about = _lines(_about(catalog, record, url, changes, stamp))
    return "".join(
        f"BEGIN:VEVENT\r\nDTSTAMP:{stamp}\r\n{_lines(_when(record, entry))}{about}END:VEVENT\r\n" for entry in found
    )


def calendar(name: str, about: str, address: str, texts: Iterable[str]) -> bytes:
    """A calendar of these VEVENTs; `address` is that of the page which shows the same, "" where the site has none."""
    head = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Distretti del Commercio//Calendario//IT", "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", f"DESCRIPTION:{_text(about)}",
        f"X-WR-CALDESC:{_text(about)}", "X-WR-TIMEZONE:Europe/Rome", f"COLOR:{COLOUR}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}",
        *([f"URL:{address}"] if address else []),
    ]  # fmt: skip
    return f"{_lines(head)}{_ZONE}{''.join(texts)}END:VCALENDAR\r\n".encode()


def _about(catalog: Catalog, record: Happening, url: str, changes: int, stamp: str) -> Iterator[str]:
    """What all VEVENTs of a record say."""
    doubtful = isinstance(record, RecurringEvent) and record.to_confirm
    gone = _NOT_HELD.get(record.status or "", "")
    page = f"{url}{addresses.of(record)}" if url else ""
    yield f"SUMMARY:{_text(gone + ('DA RICONFERMARE: ' if doubtful else '') + record.title)}"
    yield f"DESCRIPTION:{_text(chr(10).join(_description(record, page)))}"
    if where := _where(catalog, record):
        yield f"LOCATION:{_text(where)}"
    if place := catalog.place_of(record):
        yield f"GEO:{place.latitude:.5f};{place.longitude:.5f}"
    if page:
        yield f"URL:{page}"
    yield f"CATEGORIES:{_text(words.KINDS[record.kind])}"
    yield f"STATUS:{'CANCELLED' if gone else 'TENTATIVE' if doubtful else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if gone or doubtful else 'OPAQUE'}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{changes}"


def _where(catalog: Catalog, record: Happening) -> str:
    place = catalog.place_of(record)
    if not place:
        return list_items.where(catalog, record) or record.place or ""
    town = f"{place.name} ({place.province})"
    return f"{record.place}, {town}" if record.place else town


def _description(record: Happening, page: str) -> Iterator[str]:
    yield record.summary
    if status := status_sentence(record):
        yield status
    if isinstance(record, RecurringEvent):
        yield f"{italian.capitalised(said(record.recurrence))}."
        if record.to_confirm:
            yield "Nessuna fonte recente lo conferma: verifica prima di andare."
        if record.recurrence.exceptions:
            yield f"Eccezioni, secondo la fonte: {record.recurrence.exceptions}."
    if record.time and not _hour(record):
        until = f" alle {record.end_time}" if record.end_time else ""
        yield f"Orario: {'dalle' if until else 'ore'} {record.time}{until}."
    for part in record.parts if isinstance(record, Event) else ():
        yield f"{part.title}: {', '.join(_part(part))}." if any(_part(part)) else f"{part.title}."
    if record.booking_deadline:
        yield f"Prenotazioni entro {italian.on(record.booking_deadline)}."
    if record.accessibility:
        yield f"Accessibilità del luogo: {record.accessibility}"
    if record.online:
        yield f"In rete: {record.online}"
    if page:
        yield f"Scheda e fonti: {page}"


def _part(part: words.EventPart) -> list[str]:
    hours = f"{part.time}–{part.end_time}" if part.time and part.end_time else f"ore {part.time}" if part.time else ""
    return [text for text in (italian.partial(part.day) if part.day else "", hours, part.place) if text]


def status_sentence(record: Happening) -> str:
    """ "Annullato (annunciato il 3 dicembre 2026): maltempo.", "Spostato dal 5 dicembre 2026."; else an empty text."""
    if record.status in (None, "confermato"):
        return ""
    label = words.STATUSES[record.status]
    if isinstance(record, Event) and record.moved_from:
        label = f"{label} {italian.since(record.moved_from)}"
    told = f" (annunciato {italian.on(record.status_date)})" if record.status_date else ""
    return f"{label}{told}{f': {record.status_reason}' if record.status_reason else ''}".rstrip(".") + "."


def _hour(record: Happening) -> str | None:
    """The hour at which it begins, of one day and in Italy's time; else its days are whole, the hours in words."""
    whole = isinstance(record, Event) and (record.all_day or record.end or (record.country and not record.zone))
    return None if whole else record.time


def _when(record: Happening, entry: Entry) -> Iterator[str]:
    hour = _hour(record)
    yield f"UID:{series.uid(record, entry.mark)}"
    yield f"DTSTART{_date(record, entry.day, hour)}"
    if not hour:
        yield f"DTEND{_date(record, (entry.last or entry.day) + _DAY)}"
    elif record.end_time:
        after = _DAY if record.end_time <= hour else dt.timedelta()
        yield f"DTEND{_date(record, entry.day + after, record.end_time)}"
    if entry.rule and entry.until:
        yield f"RRULE:{entry.rule.text(_until(entry.until, hour))}"
    for day in entry.without:
        yield f"EXDATE{_date(record, day, hour)}"
    if entry.instead_of:
        yield f"RECURRENCE-ID{_date(record, entry.instead_of, hour)}"


def _date(record: Happening, day: dt.date, hour: str | None = None) -> str:
    """A whole day, or a moment of it."""
    zone = record.zone if isinstance(record, Event) else None
    if hour and zone and zone != "Europe/Rome":
        return f":{_utc(day, hour, ZoneInfo(zone))}"
    digits = day.isoformat().replace("-", "")  # strftime is slow
    return f";TZID=Europe/Rome:{digits}T{hour.replace(':', '')}00" if hour else f";VALUE=DATE:{digits}"


def _until(day: dt.date, hour: str | None) -> str:
    """The last moment of a rule: UTC where its DTSTART has an hour (RFC 5545, 3.3.10)."""
    return _utc(day, hour, _ROME) if hour else day.isoformat().replace("-", "")


@lru_cache(maxsize=1024)
def _utc(day: dt.date, hour: str, zone: ZoneInfo) -> str:
    moment = dt.datetime.combine(day, dt.time.fromisoformat(hour), zone)
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    plain = italian.typographic(value).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(lines: Iterable[str]) -> str:
    """Lines with their ends, cut where they are too long."""
    return "".join(
        [f"{line}\r\n" if len(line) <= _WIDTH and line.isascii() else _folded(line.encode()) for line in lines]
    )


def _folded(octets: bytes) -> str:
    """A line in pieces of at most 75 octets, never cut inside a sign."""
    pieces, start, width = [], 0, _WIDTH
    while len(octets) - start > width:
        end = start + width
        while octets[end] & 0xC0 == 0x80:  # inside a sign
            end -= 1
        pieces.append(octets[start:end])
        start, width = end, _WIDTH - 1  # after the space that begins the line
    return b"\r\n ".join([*pieces, octets[start:]]).decode() + "\r\n"
