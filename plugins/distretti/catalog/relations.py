"""What a record has in common with others: where it is, whom it names, which words it writes. The keys of look-ups."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ..language import italian
from ..model import (
    Circuit,
    District,
    Event,
    Filed,
    Happening,
    Message,
    Programme,
    Record,
    RecurringEvent,
    Region,
    Venue,
)
from ..model.links import named_by, records_named_by
from ..model.recurrence import rule
from ..model.registry import KIND_OF, TERMS
from ..places.names import UnknownPlace
from ..places.register import Municipality, Places

# The fields of each kind that have terms: asking a record for one that it cannot have is slow.
_TERMS = {model: [name for name in TERMS if name in {*model.model_fields, *vars(model)}] for model in KIND_OF}

# Fields that few records of a kind have, and pages list those.
_RARE = (
    "practices", "attractions", "certifications", "contacts", "indicators", "offer", "vacant_spaces", "disagreements",
)  # fmt: skip
_RARE_OF = {model: [name for name in _RARE if name in model.model_fields] for model in KIND_OF}
_TOLD = re.compile(r"esperienz|buon[ea] (?:pratic|pras)|\bmodello\b", re.IGNORECASE)

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_MONTHS = "|".join(map(italian.month, range(1, 13)))
_EDITION = re.compile(rf"\d+|\b[ivx]+\b|\b(?:{_MONTHS})\b|\W")

Key = TypeVar("Key")
Item = TypeVar("Item")


def words(record: Record) -> list[tuple[str, str]]:
    """The words of vocabularies that it writes, each after the name of its vocabulary."""
    return [(name, word) for name in _TERMS[type(record)] for word in getattr(record, name)]


def filled(record: Record) -> list[tuple[str, str]]:
    """Of the fields that few have those in which it has something, each after the name of its kind."""
    kind = KIND_OF[type(record)].name
    return [(kind, name) for name in _RARE_OF[type(record)] if getattr(record, name)]


def linked(record: Record) -> list[str]:
    """The names of the records that it names."""
    return [name for _, name in records_named_by(record)]


def tied(record: Record) -> list[str]:
    """The names of the records to which it says what it is."""
    return [item.record for item in getattr(record, "related", ())]


def towns(record: Filed, places: Places, today: dt.date) -> tuple[Municipality, ...]:
    """The municipalities where a record is on a day, in the order of its file; none in another country."""
    if isinstance(record, District):
        return members_of(record, places, today)
    if vars(record).get("country"):
        return ()
    districts = tuple(identifier for _, _, identifier in named_by(record, "districts"))
    districts += (record.district,) if isinstance(record, Message) else ()
    named = (named_place(places, name, districts) for _, _, name in named_by(record, "municipalities"))
    return tuple(place for place in named if place)


def standings(district: District) -> list[str]:
    """Which of the standings that readers look for it has; none where it has ceased."""
    if district.status == "cessato":
        return []
    funded = any(grant.stage not in ("richiesto", "revocato") for grant in district.grants)
    known = bool(district.recognition and district.recognition.state != "nessuno")
    found = {
        "certificati": bool(district.certifications),
        "finanziati": funded,
        "solo-riconosciuti": known and not funded,
        "nati-da-un-bando": bool(district.born_of),
    }
    return [standing for standing, has in found.items() if has]


def programmes(district: District) -> list[str]:
    """The programmes that a district took part in."""
    return [
        *([district.born_of] if district.born_of else []),
        *district.calls,
        *(grant.programme for grant in district.grants if grant.programme),
    ]


def provinces(district: District, members: Iterable[Municipality]) -> list[str]:
    """The codes of the provinces of its municipalities, and of those that sources add."""
    return sorted({place.province for place in members}.union(district.provinces))


def expires(record: District | Programme) -> bool:
    """Whether it has a recognition, or an agreement, with a last day."""
    if isinstance(record, District):
        return bool(record.recognition and record.recognition.expires)
    return bool(record.valid_to or any(period.to for period in record.periods))


def last_days(record: Filed) -> list[str]:
    """After each of these a municipality has left a district, or a card or a message is over."""
    if isinstance(record, District):
        return [item.to.last.isoformat() for item in record.municipalities if item.to]
    last = record.until if isinstance(record, Circuit) else record.to if isinstance(record, Message) else None
    return [last.last.isoformat()] if last else []


def area(event: Event, towns: Iterable[Municipality]) -> list[tuple[str, int, int]]:
    """The province, year and month of an event."""
    year, month = event.start.year, event.start.month
    return [(town.province, year, month) for town in towns if month]


def region(record: Record, towns: Iterable[Municipality]) -> str:
    """The slug of the region that a record is of; "" where it is of none."""
    if isinstance(record, Happening):
        return next((town.region for town in towns), "")
    return record.id if isinstance(record, Region) else getattr(record, "region", "") or ""


def tells(event: Event) -> bool:
    """Whether experiences are told at an event."""
    return any(_TOLD.search(item.topic or "") for item in event.programme) or bool(_TOLD.search(event.summary))


def later_months(event: Event) -> Iterator[tuple[int, int]]:
    """The year and month of each later month that begins with the event surely under way, or has one of its days."""
    if event.end:
        begun, ends = event.start.last, event.end.first
        for number in range(begun.year * 12 + begun.month, ends.year * 12 + ends.month):
            yield number // 12, number % 12 + 1
    begins = event.start.year, event.start.month
    yield from sorted({(day.year, day.month) for day in event.also} - {begins})


def market_days(market: RecurringEvent, towns: Iterable[Municipality]) -> list[tuple[str, str]]:
    """The province and each day of the week of a market."""
    return [(town.province, day) for town in towns for day in weekdays(market)]


def weekdays(record: RecurringEvent) -> list[str]:
    """The days of the week on which it is surely held, as RFC 5545 writes them, from Monday."""
    return [] if record.recurrence.approximate else list(rule(record.recurrence.rrule).weekdays)


def edition(record: Event) -> str:
    """What editions of one event have in common: its title without dates and numbers."""
    return " ".join(_EDITION.sub(" ", italian.folded(record.title)).split())


def grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    """The second of each pair by the first, in their order."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}


def namesake(record: Record) -> tuple[str, str]:
    """What two records have in common whose pages would have the same title."""
    family = "Happening" if isinstance(record, Happening) else type(record).__name__
    where = f" {record.region}" if isinstance(record, Programme) else ""
    return family + where, italian.folded(record.heading)


def members_of(district: District, places: Places, today: dt.date) -> tuple[Municipality, ...]:
    """The municipalities of a district on a day, in the order of its file."""
    return tuple(
        places.find(item.name, district.region)
        for item in district.municipalities
        if not item.to or item.to.last >= today
    )


def place_of(places: Places, record: Happening | Venue) -> Municipality | None:
    """The municipality of an event or a place, None abroad or where no source says."""
    if not record.municipality or (isinstance(record, Event) and record.country):
        return None
    return named_place(places, record.municipality, record.districts)


def named_place(places: Places, name: str, districts: tuple[str, ...]) -> Municipality | None:
    """The municipality of that name, in the region of one of the districts where names repeat; None for none."""
    regions = [None, *sorted({district.partition("/")[0] for district in districts})]
    for region in regions:
        try:
            return places.find(name, region)
        except UnknownPlace:
            continue
    return None
