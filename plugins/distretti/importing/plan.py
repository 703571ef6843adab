"""A file of others and its map → the files to write, and the report of all that was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..language import italian
from ..language.dates import PartialDate
from ..language.problem import Problem
from ..model import District, Event, Filed, Happening, Record, RecurringEvent, checks, wording
from ..model.registry import name_of
from ..model.schema import group
from ..reading.content import Content
from ..reading.layout import path_of
from ..reading.validation import MISSING
from ..reading.yaml_file import Document
from . import agendas, cells, contacts, matching, sheets, sound
from .report import Report
from .rows import Found, NotRead, Values, joined, nested
from .source_map import CONTACTS, DISTRICTS, ICS, IPA, SourceMap, missing_columns, models, properties

LONGEST = 70  # signs of a file's name
_NAMELESS = ("manca il titolo", "manca il nome")


class Change(NamedTuple):
    """A file to write: its path, its text, the body that it is of, whether it is there already."""

    path: str
    text: str
    body: str
    there: bool


class Plan:
    """What is to be done with a file: `changes` in the order of its rows, and the report."""

    def __init__(self, content: Content, source: SourceMap, today: dt.date) -> None:
        self.content, self.source, self.today = content, source, today
        self.changes: list[Change] = []
        self.report = Report()
        self._taken = {path.casefold() for path in content.paths}

    def districts(self, every: Iterator[Found]) -> None:
        """Plan rows of a list of districts."""
        region = self.source.region
        there = [each for each in self.content.of(District).values() if each.region == region]
        known = matching.Districts(there)
        for found in every:
            values = joined(nested(self.source.values), found.values)
            same = known.there(values)
            if self._refused(found, f"«{values.get('name', '')}»"):
                continue
            if len(same) > 1:
                names = italian.listed([f"«{each.name}»" for each in same])
                self._refuse(found, f"«{values['name']}»: più schede rispondono a questo nome, {names}")
            elif same:
                self._compare(found, same[0], list(known.differences(same[0], self._written(same[0]), found)))
            else:
                name = str(values.get("name", ""))
                given = {"short_name": matching.short_name(name), "status": "da-verificare",
                         "municipalities_complete": "false"}  # fmt: skip
                if record := self._begin(found, District, joined(given, values), name, f"{region}/"):
                    known.add(record)

    def events(self, every: Iterator[Found]) -> None:
        """Plan what happens."""
        known = matching.Events(self.content, self.content.places)
        for found in every:
            self._event(found, known)

    def _event(self, found: Found, known: matching.Events) -> None:
        town = {"municipality": self.source.municipality} if self.source.municipality else {}
        found.values = town | found.values
        values = joined(nested(self.source.values), found.values)
        title, uid = str(values.get("title", "")), matching.uid(found, self.source)
        same = known.there(found, uid)
        if found.moves and not _is_moved(same, found, self.today):
            advice = "cambia una data sola di ciò che torna: a mano, in «moved» o «except»"
            day = italian.partial(PartialDate.parse(found.moves))
            self._refuse(found, f"«{title}», {day}: {advice}")
        elif self._refused(found, f"«{title}»"):
            pass
        elif same and found.moves:
            self._compare(found, same, [])
        elif same:
            self._compare(found, same, known.differences(same, self._written(same), found, self.today))
        elif found.cancelled:
            self._refuse(found, f"«{title}»: è annullato, e nel catalogo non c'è")
        elif "recurrence" in values and not matching.coming(values["recurrence"], self.today):
            self._refuse(found, f"«{title}»: torna, ma non ha più date da oggi in poi")
        else:
            given = {"summary": f"Evento annunciato da {self.source.publisher}."}
            model = RecurringEvent if "recurrence" in values else Event
            folder = "" if model is RecurringEvent else f"{str(values.get('start', ''))[:4]}/"
            whole = given | values | ({"uid": uid} if uid else {})
            if record := self._begin(found, model, whole, title, folder):
                known.add(record)

    def contacts(self, every: Iterator[Found]) -> None:
        """Plan rows of a registry: districts get what they lack of the contacts of their lead."""
        leads = contacts.by_lead(self.content)
        for found in every:
            districts = leads.get(str(found.values.get(IPA, "")).casefold(), [])
            if not districts and (IPA in found.values or not found.wrong):
                self.report.others += 1
            elif not self._refused(found, f"«{found.values.get(IPA, '')}»"):
                self._contacts(found, districts)

    def _contacts(self, found: Found, districts: list[District]) -> None:
        """One line of the report for the row: what is new where anything is, else what differs, else that it is."""
        given = found.values.get("contacts", {})
        new, different, refused = list[str](), list[str](), list[str]()
        for district in districts:
            path, known = path_of(name_of(District, district.id)), self._written(district)
            both = {key: value for key, value in given.items() if key in known.get("contacts", {})}
            fields = group(District)["properties"]
            said = list(matching.differing(known, {"contacts": both} if both else {}, fields))
            different += [f"{path}: {'; '.join(said)}"] if said else []
            if any(change.path == path for change in self.changes):
                refused.append(f"{path}: un'altra riga ha lo stesso codice IPA")
            elif lacking := contacts.lacking(known, given):
                text = contacts.with_contacts(self.content, district, lacking, self.source)
                name = name_of(District, district.id)
                wrong = sound.checked(self.content, self.today, name, text).problems if text else []
                if wrong or not text:
                    advice = _said(wrong[0], found) if wrong else "i contatti che ci sono vanno completati a mano"
                    refused.append(f"{path}: {advice}")
                else:
                    self.changes.append(Change(path, text, district.lead or district.name, True))
                    inside = wording.inner(fields["contacts"])
                    new.append(f"{path}: {', '.join(matching.label(inside.get(key, {}), key) for key in lacking)}")
        line = f"riga {found.line}: "
        self.report.left += [f"{line}{advice}" for advice in found.left]
        if new:
            self.report.new.append(line + "; ".join([*new, *different, *refused]))
        elif refused:
            self.report.refused.append(line + "; ".join([*refused, *different]))
        elif different:
            self.report.different.append(line + "; ".join(different))
        else:
            self.report.same.append(f"{line}{italian.listed([each.lead or each.name for each in districts[:1]])}")

    def _begin(self, found: Found, model: Any, values: Values, title: str, folder: str) -> Any:
        """Plan a new record, and say it; None where it is not sound."""
        called = str(values.get("short_name", title))
        place = self._place(model, called, folder, str(values.get("municipality", "")))
        if not place:
            why = (
                f"«{title}»: da questo titolo non viene nessun nome di file" if title else _NAMELESS[model is District]
            )
            return self._refuse(found, why)
        whole = values | {
            "collected": "automatico",
            "compiled": self.today.isoformat(),
            "sources": [contacts.described(self.source, found.page)],
        }
        text = sound.text_of(model, whole)
        record, document, problems = sound.checked(self.content, self.today, place, text)
        if problems or document is None:
            return self._refuse(found, "; ".join(_said(problem, found) for problem in problems), title)
        path = path_of(place)
        self._taken.add(path.casefold())
        self.content.documents[document.file] = document  # a later row may be of the same thing
        self.changes.append(Change(path, text, _body(record, self.source), False))
        self.report.new.append(f"riga {found.line}: «{title}», {path}")
        self.report.left += [f"riga {found.line}, {advice}" for advice in found.left]
        return record

    def _place(self, model: type[Filed], title: str, folder: str, town: str) -> str:
        """The name of a new record that no other has; "" where the title gives none."""
        slug = _cut(italian.slug(title))
        if not slug:
            return ""
        slug = f"{slug}-1" if checks.is_of_windows(slug) or slug.isdigit() else slug
        beside = _cut(f"{slug}-{italian.slug(town)}".strip("-"))
        for name in (slug, beside, *(f"{beside}-{number}" for number in range(2, 1000))):
            place = name_of(model, f"{folder}{name}")
            if path_of(place).casefold() not in self._taken:
                return place
        return ""

    def _written(self, record: Record) -> Values:
        value = self.content.document(record).value
        return value if isinstance(value, dict) else {}

    def _compare(self, found: Found, record: Record, said: list[str]) -> None:
        path = path_of(name_of(type(record), record.id))
        if record.withdrawn:
            self.report.same.append(f"riga {found.line}: {path}, ritirata")
        elif said:
            self.report.different.append(f"riga {found.line}: {path}: {'; '.join(said)}")
        else:
            self.report.same.append(f"riga {found.line}: {path}")

    def _refused(self, found: Found, what: str) -> bool:
        """Whether a row cannot be read; it is said."""
        if found.wrong:
            self._refuse(found, f"{what}: {'; '.join(found.wrong)}" if what != "«»" else "; ".join(found.wrong))
        return bool(found.wrong)

    def _refuse(self, found: Found, why: str, title: str = "") -> None:
        named = f"«{title}»: " if title else ""
        self.report.refused.append(f"riga {found.line}: {named}{why}")


def plan(content: Content, source: SourceMap, document: Document, file: str, given: bytes, today: dt.date) -> Plan:
    """What to do with a file, by its map. Raises NotRead where it, or the map for it, cannot be used."""
    made = Plan(content, source, today)
    every = _found(content, source, document, file, given)
    {CONTACTS: made.contacts, DISTRICTS: made.districts}.get(source.kind, made.events)(every)
    return made


def _found(content: Content, source: SourceMap, document: Document, file: str, given: bytes) -> Iterator[Found]:
    if source.format == ICS:
        return agendas.found(given, file, source, content.places)
    if source.kind == DISTRICTS and not content.has(f"regions/{source.region}"):
        advice = f"manca la scheda della Regione, regions/{source.region}.yaml: si comincia da quella"
        raise NotRead(document.problem(("region",), advice))
    columns, rows = sheets.rows(given, file, source)
    if problems := list(missing_columns(columns, source, document, file)):
        raise NotRead(*problems)
    fields = properties(models(source))
    return (cells.found(row, source, fields) for row in rows)


def _is_moved(record: Happening | None, found: Found, today: dt.date) -> bool:
    """Whether a record says already that a day of its rule is held on another."""
    if not isinstance(record, RecurringEvent):
        return False
    start = str(found.values.get("start", found.moves))
    held = matching.held_on(record, [found.moves, start], today)
    return (found.moves, start) in {(planned.isoformat(), day.isoformat()) for planned, day in held}


def _cut(slug: str) -> str:
    """A piece of an address that is not too long, without half a word."""
    return slug if len(slug) <= LONGEST else slug[:LONGEST].rpartition("-")[0] or slug[:LONGEST]


def _said(problem: Problem, found: Found) -> str:
    """What is wrong with a record that is not there, at the column that filled the field."""
    field = problem.path.replace("[1]", "")
    column = next((each for name, each in found.columns.items() if field == name or field.startswith(f"{name}.")), "")
    column = column or next((each for name, each in found.columns.items() if field.startswith(f"{name}[")), "")
    where = f"colonna «{column}», campo «{problem.path}»: " if column else f"campo «{problem.path}»: "
    missing = problem.message == MISSING
    advice = ". La mappa lo dice in «columns», o in «values» se è uguale per tutte le righe" if missing else ""
    return f"{where if problem.path else ''}{problem.message}{advice}"


def _body(record: Any, source: SourceMap) -> str:
    """Who answers for a record: who organises or leads it, its municipality, else who published it."""
    if isinstance(record, District):
        return record.lead or record.name
    if record.organisers:
        return str(record.organisers[0])
    return f"Comune di {record.municipality}" if record.municipality else source.publisher
