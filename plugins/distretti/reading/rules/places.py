"""Municipalities and provinces: those of today, in the region of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language.problem import Problem
from ...model import District, Event, Record, RecurringEvent, Region
from ...model.district import Membership
from ...model.links import named_by
from ...places.names import UnknownPlace
from ..content import Content
from ..yaml_file import KeyPath


def district_municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Every municipality of a district is one of today, or was one until it left, in its region, once."""
    for district in content.of(District).values():
        seen: set[str] = set()
        for index, membership in enumerate(district.municipalities):
            try:
                code = content.places.find(membership.name, district.region).istat_code
            except UnknownPlace as error:
                advice = _of_the_past(content, district, membership, today)
                if advice is not None:
                    yield _about(content, district, index, f"{error}{advice}")
                continue
            if code in seen:
                yield _about(content, district, index, f"«{membership.name}» è già nell'elenco")
            seen.add(code)


def _of_the_past(content: Content, district: District, member: Membership, today: dt.date) -> str | None:
    """What to add to the message of a municipality that is not one of today; None where it left before it went."""
    former = content.places.suppressed(member.name, district.region)
    if not former:
        return ""
    last = former.last_day or today.isoformat()
    if member.to and member.to.first.isoformat() <= last and member.to.last < today:
        return None
    until = f" (to: {former.last_day})" if former.last_day else " (to)"
    return f". Se era nel distretto fino alla fusione, scrivi fino a quando{until} e aggiungi il comune nuovo (from)"


def _about(content: Content, district: District, index: int, message: str) -> Problem:
    """A problem where the name of a municipality stands: an entry of its own, or `name` in a group."""
    document = content.document(district)
    path: KeyPath = ("municipalities", index)
    grouped = isinstance(document.value, dict) and isinstance(document.value["municipalities"][index], dict)
    return document.problem((*path, "name") if grouped else path, message)


def named_municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """A municipality that a record names is one of today; what is in another country names a town of that."""
    for record in content.records():
        named = () if vars(record).get("country") else named_by(record, "municipalities")
        for path, _, name in named:
            yield from _place_problems(content, record, name, path)


def _place_problems(content: Content, record: Record, name: str, path: KeyPath) -> Iterator[Problem]:
    """A name that repeats in Italy is clear enough where the districts are all of one region."""
    message = _unknown(content, name, None)
    if message:
        regions = {district.partition("/")[0] for _, _, district in named_by(record, "districts")}
        message = _unknown(content, name, regions.pop()) if len(regions) == 1 else message
    if message:
        yield content.document(record).problem(path, message)


def _unknown(content: Content, name: str, region: str | None) -> str:
    try:
        content.places.find(name, region)
    except UnknownPlace as error:
        return str(error)
    return ""


def events_are_where_their_districts_are(content: Content, today: dt.date) -> Iterator[Problem]:
    """An event in a municipality is of a district of that region: else a warning."""
    for event in (*content.of(Event).values(), *content.of(RecurringEvent).values()):
        regions = {district.partition("/")[0] for district in event.districts}
        if not event.municipality or not regions or vars(event).get("country"):
            continue
        try:
            found = content.places.find(event.municipality).region
        except UnknownPlace:  # of several regions, or a problem by itself
            continue
        if found not in regions:
            message = f"«{event.municipality}» non è nella regione di nessuno dei suoi distretti"
            yield content.document(event).problem(("municipality",), message, warning=True)


def provinces_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Province codes are car plates of today, in the record's region."""
    for district in content.of(District).values():
        for index, code in enumerate(district.provinces):
            yield from _province_problems(content, district, code, ("provinces", index), district.region)
    for region in content.of(Region).values():
        for index, figure in enumerate(region.provincial_figures):
            path: KeyPath = ("provincial_figures", index, "province")
            yield from _province_problems(content, region, figure.province, path, region.id)


def _province_problems(content: Content, record: Record, code: str, path: KeyPath, region: str) -> Iterator[Problem]:
    province = content.places.provinces.get(code)
    if not province:
        codes = ", ".join(sorted(p.code for p in content.places.provinces.values() if p.region == region))
        message = f"«{code}» non è la sigla di una provincia; in questa regione: {codes}"
        yield content.document(record).problem(path, message)
    elif province.region != region:
        yield content.document(record).problem(path, f"la provincia «{code}» non è in questa regione")
