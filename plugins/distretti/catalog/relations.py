"""What follows from records taken together: who links to whom, what is where, which records use a term.

Each record says by itself under which keys each look-up has it (`keys`), so that a record that changes is moved in the
look-ups that it touches, and nothing else is asked again.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import log2
from typing import Any, TypeVar

from ..engine.index import WITHDRAWN, Entry
from ..language import italian
from ..model import District, Event, Happening, Initiative, Programme, Record, RecurringEvent, Region
from ..model.kinds import KIND, KINDS
from ..model.vocabularies import TERMS
from ..places.register import Municipality, Places, UnknownPlace
from ..site import addresses
from . import completeness
from .organisations import roles

# The fields of each kind that have terms: asking a record for one that it cannot have is slow.
_TERMS = {model: [name for name in TERMS if name in model.model_fields] for model in KINDS.values()}

# Fields that few records of a kind have, and pages list those.
_RARE = (
    "practices", "attractions", "certifications", "contacts", "indicators", "offer", "vacant_spaces", "disagreements",
)  # fmt: skip
_RARE_OF = {model: [name for name in _RARE if name in model.model_fields] for model in KINDS.values()}
_TOLD = re.compile(r"esperienz|buon[ea] (?:pratic|pras)|\bmodello\b", re.IGNORECASE)

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_MONTHS = "|".join(map(italian.month, range(1, 13)))
_EDITION = re.compile(rf"\d+|\b[ivx]+\b|\b(?:{_MONTHS})\b|\W")

Key = TypeVar("Key")
Item = TypeVar("Item")


def entry(record: Record, places: Places, today: dt.date) -> Entry:
    """The entry of a whole record."""
    moved = {"moved": record.aliases} if record.aliases else {}
    if record.withdrawn:
        return Entry(WITHDRAWN, (addresses.of(record),), moved)
    keys = {lookup: tuple(dict.fromkeys(found)) for lookup, found in _keys(record, places, today) if found}
    return Entry(KIND[type(record)], order(record), keys | moved)


def order(record: Record) -> tuple[Any, ...]:
    """The place of a record in its list: by Italian name, events by date."""
    if isinstance(record, Event):
        first = record.start.first.isoformat()
        return (first, record.time or "", italian.order(record.title), record.id)
    return (italian.order(record.short_name if isinstance(record, District) else _name(record)), record.id)


def _keys(record: Record, places: Places, today: dt.date) -> Iterator[tuple[str, list[Any]]]:
    yield KIND[type(record)].removesuffix("s"), [record.id]
    yield "namesakes", [namesake(record)]
    yield "words", [(name, word) for name in _TERMS[type(record)] for word in getattr(record, name)]
    yield "citations", list(roles(record))
    yield "with_field", [(KIND[type(record)], name) for name in _RARE_OF[type(record)] if getattr(record, name)]
    yield "changed_on", [str(record.changed)]
    yield "citing", [source.reference for source in record.sources if not source.url]
    yield "filled", [completeness.key(record, region_of(record, places))]
    if isinstance(record, District):
        yield from _of_district(record, places, today)
    elif isinstance(record, Happening):
        yield from _of_happening(record, places)
    elif isinstance(record, Initiative):
        found = (named_place(places, name, record.districts) for name in record.municipalities)
        codes = [place.istat_code for place in found if place]
        yield "initiatives_of_axis", [record.axis] if record.axis else []
        yield "initiatives_of_district", list(record.districts)
        yield "initiatives_of_municipality", codes
        yield "named", codes
    elif isinstance(record, Programme):
        yield "programmes_of_region", [record.region]
        yield "programmes_of_district", [record.district] if record.district else []
        yield "descendants", [record.descends_from] if record.descends_from else []
        yield "calls", [True] if record.is_call else []
    elif isinstance(record, Region):
        yield "regions_with_figures", [figure.province for figure in record.provincial_figures]


def _of_district(record: District, places: Places, today: dt.date) -> Iterator[tuple[str, list[Any]]]:
    members = members_of(record, places, today)
    codes = [place.istat_code for place in members]
    like = size(record, places, members)
    yield "districts_of_size", [like] if like else []
    yield "districts_of_region", [record.region]
    yield "districts_not_whole", [] if record.municipalities_complete else [record.region]
    yield "districts_of_programme", [
        *record.calls, *(grant.programme for grant in record.grants if grant.programme)
    ]  # fmt: skip
    yield "districts_with_grants", [record.region] if record.grants else []
    yield "districts_of_municipality", codes
    yield "districts_of_province", sorted({place.province for place in members} | set(record.provinces))
    yield "named", codes
    yield "dated", [item.to.last.isoformat() for item in record.municipalities if item.to]


def _of_happening(record: Happening, places: Places) -> Iterator[tuple[str, list[Any]]]:
    place = place_of(places, record)
    codes = [place.istat_code] if place else []
    yield "happenings_of_district", list(record.districts)
    yield "happenings_of_initiative", list(record.initiatives)
    yield "happenings_of_municipality", codes
    yield "happenings_of_region", [place.region if place else ""]
    yield "named", codes
    if isinstance(record, RecurringEvent):
        yield "certain", [] if record.to_confirm else [True]
        yield "markets_of_municipality", codes
        yield "markets_of_day", [(place.province, day) for day in weekdays(record)] if place else []
    if isinstance(record, Event):
        area = (place.province, record.start.year, record.start.month) if place and record.start.month else None
        yield "events_of_area", [area] if area else []
        yield "editions", [edition(record)]
        yield "events_of_kind", [record.kind]
        yield "events_that_tell", [True] if _tells(record) else []
        yield "events_alike", [(where, record.kind) for where in (*record.districts, *codes)]
        yield "events_of_month", [(record.start.year, record.start.month)]
        yield "events_under_way", list(_later_months(record))


def region_of(record: Record, places: Places) -> str:
    """The slug of the region that a record is of; "" where it is of none."""
    if isinstance(record, Happening):
        place = place_of(places, record)
        return place.region if place else ""
    return record.id if isinstance(record, Region) else getattr(record, "region", "")


def _tells(event: Event) -> bool:
    """Whether experiences are told at an event."""
    return any(_TOLD.search(item.topic or "") for item in event.programme) or bool(_TOLD.search(event.summary))


def _later_months(event: Event) -> Iterator[tuple[int, int]]:
    """The year and month of each month that begins with the event surely under way."""
    if event.end:
        begun, ends = event.start.last, event.end.first
        for number in range(begun.year * 12 + begun.month, ends.year * 12 + ends.month):
            yield number // 12, number % 12 + 1


def size(record: District, places: Places, members: Iterable[Municipality]) -> tuple[str, int] | None:
    """The kind of a district and a number for its people, one more for each eighth of a doubling; None if not known."""
    people = [place.population for place in members]
    if not (record.kind and record.municipalities_complete and people and all(people)):
        return None
    return record.kind, round(8 * log2(sum(number or 0 for number in people)))


def weekdays(record: RecurringEvent) -> list[str]:
    """The days of the week on which it is held, as RFC 5545 writes them, from Monday."""
    found = re.search(r"BYDAY=([^;]+)", record.recurrence.rrule)
    return [day for day in WEEKDAYS if found and day in found[1]]


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
    return family + where, italian.folded(_name(record))


def _name(record: Record) -> str:
    name: str = record.title if isinstance(record, Happening) else record.name  # type: ignore[attr-defined]
    return name


def members_of(district: District, places: Places, today: dt.date) -> tuple[Municipality, ...]:
    """The municipalities of a district on a day, in the order of its file."""
    return tuple(
        places.find(item.name, district.region)
        for item in district.municipalities
        if not item.to or item.to.last >= today
    )


def place_of(places: Places, event: Happening) -> Municipality | None:
    """The municipality of an event, None abroad or where no source says."""
    if not event.municipality or (isinstance(event, Event) and event.country):
        return None
    return named_place(places, event.municipality, event.districts)


def named_place(places: Places, name: str, districts: tuple[str, ...]) -> Municipality | None:
    """The municipality of that name, in the region of one of the districts where names repeat; None for none."""
    regions = [None, *sorted({district.partition("/")[0] for district in districts})]
    for region in regions:
        try:
            return places.find(name, region)
        except UnknownPlace:
            continue
    return None
