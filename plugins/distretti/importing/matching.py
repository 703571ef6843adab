"""Which of what a source says is in the catalogue already, and what the two say differently."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from ..catalog.review import is_personal
from ..language import italian
from ..language.dates import PartialDate
from ..language.problem import bare
from ..model import District, Event, Happening, RecurringEvent, wording, written
from ..model.occurrences import first_days, occurrences
from ..model.recurrence import BadRule, dates, rule
from ..model.schema import group
from ..places.names import UnknownPlace
from ..places.register import Places
from ..presenters import series
from ..reading.content import Content
from .rows import Found, Values
from .source_map import SourceMap

_MARK = re.compile(r"-\d{1,8}$", re.ASCII)  # of one of several entries of a record, in our calendars
_MARKS = 3
_YEAR, _NEAR = dt.timedelta(days=366), dt.timedelta(days=7)
_KIND = re.compile(
    r"(?:il )?(?:distretto|duc|hub|rete)\b(?: (?:urbano|diffuso|intercomunale|di prossimita|di imprese))?"
    r"(?: (?:del|di) commercio)?(?: (?:dei|degli|delle|della|del|di|dell'))? ?",
    re.IGNORECASE,
)
_SILENT = {"uid", "summary", "recurrence", "start", "also", "title"}  # compared otherwise, or ours


def uid(found: Found, source: SourceMap) -> str:
    """How a record keeps the identity that a source gives a thing, told apart from that of other sources; "" for none.

    What our uid cannot hold, or names a person, is kept as its digest.
    """
    if not found.uid:
        return ""
    host = urlsplit(source.url or "").hostname or italian.slug(source.publisher)
    name = found.uid if "@" in found.uid else f"{found.uid}@{host}"
    if re.fullmatch(written.UID.pattern, name, re.ASCII) and not is_personal(name):
        return name
    return f"{blake2b(found.uid.encode('utf-8', 'replace'), digest_size=12).hexdigest()}@{host[:50]}"


def short_name(name: str) -> str:
    """What tells a district from others in its name: "Lodi" of "Distretto Urbano del Commercio di Lodi"."""
    rest = name[match.end() :].strip() if (match := _KIND.match(name)) else name
    return rest or name


class Events:
    """What the catalogue has of events, and what was added while a file is read."""

    def __init__(self, content: Content, places: Places) -> None:
        self._places = places
        self._by_uid: dict[str, Happening] = {}
        self._by_title: defaultdict[tuple[str, str], list[Happening]] = defaultdict(list)
        for model in (Event, RecurringEvent):
            for record in content.of(model).values():
                self.add(record)

    def add(self, record: Happening) -> None:
        """Know one more."""
        for name in filter(None, (record.uid, series.uid(record))):
            self._by_uid.setdefault(name, record)
        for day in first_days(record) if isinstance(record, Event) else (None,):
            self._by_title[bare(record.title), day.isoformat() if day else ""].append(record)

    def there(self, found: Found, uid: str) -> Happening | None:
        """The record of what a source says: by its uid, else by title, day and municipality."""
        for name in (uid, *_of_record(found.uid)):
            if name in self._by_uid:
                return self._by_uid[name]
        values = found.values
        title = bare(str(values.get("title", "")))
        once = self._by_title.get((title, str(values.get("start", ""))), ())
        again = self._by_title.get((title, ""), ())
        return self._here(once, values) or self._here(again, values)

    def _here(self, records: Iterable[Happening], values: Values) -> Happening | None:
        """The one in the municipality of the values; where these have none, the only one."""
        town = self.town(values.get("municipality"))
        named = [record for record in records if not town or self.town(record.municipality) in (town, "")]
        same = [record for record in named if self.town(record.municipality) == town]
        return (same or named)[0] if same or len(named) == 1 else None

    def town(self, name: Any) -> str:
        """The code of a municipality, or its letters where it is not in the register; "" for none."""
        if not isinstance(name, str):
            return ""
        try:
            return self._places.find(name).istat_code
        except UnknownPlace:
            return bare(name)

    def differences(self, record: Happening, known: Values, found: Found, today: dt.date) -> list[str]:
        """What a record and its source say differently, in words."""
        fields = group(type(record))["properties"]
        values = dict(found.values)
        if self.town(values.get("municipality")) == self.town(record.municipality):
            values.pop("municipality", None)
        if isinstance(record, Event) and record.country:  # its hours and its town are written as they are there
            values = {key: value for key, value in values.items() if key not in ("place", "time", "end_time")}
        said = list(differing(known, {key: value for key, value in values.items() if key not in _SILENT}, fields))
        if bare(str(values.get("title", record.title))) != bare(record.title):
            said.insert(0, _says(fields["title"], record.title, values["title"]))
        if found.cancelled and record.status not in ("annullato", "rinviato"):
            said.append(_says(fields["status"], record.status, "annullato"))
        return said + list(_days(record, found, fields, today))


def _of_record(name: str) -> Iterator[str]:
    """The uids that one of our calendars may have made this one from."""
    base, _, place = name.partition("@")
    for _ in range(_MARKS + 1):
        yield f"{base}@{place}"
        if not _MARK.search(base):
            return
        base = _MARK.sub("", base)


def _days(record: Happening, found: Found, fields: wording.Fields, today: dt.date) -> Iterator[str]:
    """The days that only the source gives."""
    recurrence, start = found.values.get("recurrence"), str(found.values.get("start", ""))
    if isinstance(record, Event):
        if recurrence:
            again, day = recurrence.get("text") or recurrence.get("rrule"), _words(record.start, fields["start"])
            yield f"{label(fields['start'])}: è scritto {_shown(day)}, la fonte dice che torna, {_shown(again)}"
        elif start and start not in {day.isoformat() for day in first_days(record)} and start != str(record.start):
            yield _says(fields["start"], record.start, start)
    elif isinstance(record, RecurringEvent):
        if recurrence:
            days = [day for day in _of(recurrence, today) if day not in recurrence.get("except", ())]
        else:
            days = [start] if start else []
        held = {day.isoformat() for day, _ in held_on(record, days, today)}
        if strange := [day for day in days if day not in held]:
            more = f" (e {italian.count(len(strange) - 1, 'altra data', 'altre date')})" if len(strange) > 1 else ""
            rule_now = record.recurrence.text or record.recurrence.rrule
            yield _says(fields["recurrence"], rule_now, f"anche {_on(strange[0])}{more}")


def held_on(record: RecurringEvent, days: list[str], today: dt.date) -> set[tuple[dt.date, dt.date]]:
    """The days of the rule of a record around these days, each with that on which it is held."""
    found = occurrences(record.recurrence, *_span(days, today))
    return {pair for each in found for pair in ((each.day, each.day), (each.planned or each.day, each.day))}


def _span(days: list[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """The days between which all of these are, and the coming year."""
    found = [today, today + _YEAR, *filter(None, map(_day, days))]
    return min(found) - _NEAR, max(found) + _NEAR


def _of(recurrence: Values, today: dt.date) -> list[str]:
    """The days of a rule in the coming year; none of one that cannot be read."""
    return [day.isoformat() for day in _dates(recurrence, today, today + _YEAR) or ()]


def coming(recurrence: Values, today: dt.date) -> bool:
    """Whether a rule has a day from today on; also of one that cannot be read, which the model says."""
    found = _dates(recurrence, today, max(today, _day(recurrence.get("start")) or today) + 4 * _YEAR)
    return found is None or bool(found)


def _dates(recurrence: Values, since: dt.date, until: dt.date) -> tuple[dt.date, ...] | None:
    try:
        found = rule(str(recurrence.get("rrule")))
    except BadRule:
        return None
    first = _day(recurrence.get("start"))
    return dates(found, max(first or since, since), until, first)


def _day(text: object) -> dt.date | None:
    """The day in a text, None where it is none that anybody could mean."""
    try:
        day = dt.date.fromisoformat(str(text))
    except ValueError:
        return None
    return day if 1800 <= day.year <= 2200 else None


class Districts:
    """The districts of a region by their names."""

    def __init__(self, districts: Iterable[District]) -> None:
        self._by_name: defaultdict[str, list[District]] = defaultdict(list)
        self._by_short: defaultdict[str, list[District]] = defaultdict(list)
        for district in districts:
            self.add(district)

    def add(self, district: District) -> None:
        """Know one more."""
        for name in dict.fromkeys(map(bare, (district.name, *district.other_names))):
            self._by_name[name].append(district)
        for name in dict.fromkeys(map(bare, (district.short_name, short_name(district.name)))):
            self._by_short[name].append(district)

    def there(self, values: Values) -> list[District]:
        """Those that answer to the names of the values: more than one where these do not tell."""
        name = str(values.get("name", ""))
        short = str(values.get("short_name", "")) or short_name(name)
        return self._by_name.get(bare(name)) or self._by_short.get(bare(short)) or self._by_name.get(bare(short)) or []

    def differences(self, record: District, known: Values, found: Found) -> list[str]:
        """What a record and its source say differently, in words; any of its names will do."""
        name = str(found.values.get("name", record.name))
        names = set(map(bare, (record.name, record.short_name, *record.other_names)))
        values = {key: value for key, value in found.values.items() if key not in ("name", "short_name")}
        fields = group(District)["properties"]
        said = [_says(fields["name"], record.name, name)] if bare(name) not in names else []
        return said + list(differing(known, values, fields))


def differing(known: Values, given: Values, fields: wording.Fields, within: str = "") -> Iterator[str]:
    """What two groups of these fields say differently of those that the second one has."""
    for key, value in given.items():
        there, schema = known.get(key), fields.get(key, {})
        if isinstance(value, dict) and (there is None or isinstance(there, dict)):
            yield from differing(there or {}, value, wording.inner(schema), f"{within}{label(schema, key)}: ")
        elif there is not None and (isinstance(value, list) or isinstance(there, list)):
            yield from _lists(within + label(schema, key), _items(there, schema), _items(value, schema))
        elif there is None or not _same(str(there), str(value), key):
            yield _says(schema, there, value, within, key)


def label(schema: dict[str, Any], key: str = "") -> str:
    """What readers call a field."""
    return str(schema.get("title", key))


def _same(there: str, value: str, key: str) -> bool:
    one, other = bare(there), bare(value)
    return there == value or (bool(one) and one == other) or (key == "place" and (one in other or other in one))


def _lists(name: str, there: list[str], given: list[str]) -> Iterator[str]:
    here, said = {bare(item) for item in there}, {bare(item) for item in given}
    if more := [item for item in given if bare(item) not in here]:
        yield f"{name}: la fonte dice anche {italian.listed(list(map(_shown, more)))}"
    if less := [item for item in there if bare(item) not in said]:
        yield f"{name}: la fonte non dice {italian.listed(list(map(_shown, less)))}"


def _items(value: Any, schema: dict[str, Any]) -> list[str]:
    """The items of a list in words; what is no list is one."""
    items, inside = (value, schema.get("items", {})) if isinstance(value, list) else ([value], schema)
    return [
        str(item.get("name")) if isinstance(item, dict) and "name" in item else _words(item, inside) for item in items
    ]


def _words(value: Any, schema: dict[str, Any]) -> str:
    return wording.said(value, schema, {})


def _says(schema: dict[str, Any], there: object, value: Any, within: str = "", key: str = "") -> str:
    """ "Data: è scritto «13 dicembre 2026», la fonte dice «14 dicembre 2026»"; of a date that is none also that."""
    before = "non è scritto" if there is None else f"è scritto {_shown(_words(there, schema))}"
    says = italian.listed([_shown(item) for item in _items(value, schema)])
    none = ", che non è una data" if schema.get("x-forma") in ("data", "giorno") and not _is_date(value) else ""
    return f"{within}{label(schema, key)}: {before}, la fonte dice {says}{none}"


def _is_date(value: object) -> bool:
    try:
        return bool(PartialDate.parse(str(value)))
    except ValueError:
        return False


def _on(day: str) -> str:
    """ "il 3 gennaio 2027"."""
    return italian.on(PartialDate.parse(day))


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return f"«{text[:80]}{'…' if len(text) > 80 else ''}»"
