"""Municipalities and provinces: those of today, in the region of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...language.problem import Problem
from ...model import District, Event, Record
from ...places.names import UnknownPlace
from ..content import Content
from ..yaml_file import Path


def district_municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Every municipality of a district is one of today, in its region, once."""
    for district in content.districts.values():
        seen: set[str] = set()
        for index, membership in enumerate(district.municipalities):
            try:
                code = content.places.find(membership.name, district.region).istat_code
            except UnknownPlace as error:
                yield _about(content, district, index, str(error))
                continue
            if code in seen:
                yield _about(content, district, index, f"«{membership.name}» è già nell'elenco")
            seen.add(code)


def _about(content: Content, district: District, index: int, message: str) -> Problem:
    """A problem where the name of a municipality stands: an entry of its own, or `name` in a group."""
    document = content.document(district)
    path: Path = ("municipalities", index)
    grouped = isinstance(document.value, dict) and isinstance(document.value["municipalities"][index], dict)
    return document.problem((*path, "name") if grouped else path, message)


def event_municipalities_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """The place of an event in Italy is a municipality of today; so are those of an initiative."""
    for event in [*content.events.values(), *content.recurring.values()]:
        if event.municipality and not (isinstance(event, Event) and event.country):
            yield from _place_problems(content, event, event.municipality, ("municipality",), event.districts)
    for initiative in content.initiatives.values():
        for index, name in enumerate(initiative.municipalities):
            yield from _place_problems(content, initiative, name, ("municipalities", index), initiative.districts)


def _place_problems(
    content: Content, record: Record, name: str, path: Path, districts: tuple[str, ...]
) -> Iterator[Problem]:
    """A name that repeats in Italy is clear enough where the districts are all of one region."""
    regions = {district.partition("/")[0] for district in districts}
    message = _unknown(content, name, None)
    if message and len(regions) == 1:
        message = _unknown(content, name, regions.pop())
    if message:
        yield content.document(record).problem(path, message)


def _unknown(content: Content, name: str, region: str | None) -> str:
    try:
        content.places.find(name, region)
    except UnknownPlace as error:
        return str(error)
    return ""


def provinces_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Province codes are car plates of today, in the record's region."""
    for district in content.districts.values():
        for index, code in enumerate(district.provinces):
            yield from _province_problems(content, district, code, ("provinces", index), district.region)
    for region in content.regions.values():
        for index, figure in enumerate(region.provincial_figures):
            path: Path = ("provincial_figures", index, "province")
            yield from _province_problems(content, region, figure.province, path, region.id)


def _province_problems(content: Content, record: Record, code: str, path: Path, region: str) -> Iterator[Problem]:
    province = content.places.provinces.get(code)
    if not province:
        codes = ", ".join(sorted(p.code for p in content.places.provinces.values() if p.region == region))
        message = f"«{code}» non è la sigla di una provincia; in questa regione: {codes}"
        yield content.document(record).problem(path, message)
    elif province.region != region:
        yield content.document(record).problem(path, f"la provincia «{code}» non è in questa regione")
