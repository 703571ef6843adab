"""What follows from records taken together: who links to whom, what is where, which records use a term."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from . import italian
from .model import District, Happening, Record, Term
from .places import Municipality, Places, UnknownPlace

Key = TypeVar("Key")
Item = TypeVar("Item")


def by_id(groups: Mapping[str, Any]) -> dict[str, Any]:
    """The records of the kinds that others name, each by its id."""
    singular = {"district": "districts", "programme": "programmes", "initiative": "initiatives", "region": "regions"}
    return {one: {item.id: item for item in groups[many]} for one, many in singular.items()}


def links(groups: Mapping[str, Any]) -> dict[str, Any]:
    """The look-ups that follow from ids written in records."""
    happenings = (*groups["events"], *groups["recurring"])
    programmes = groups["programmes"]
    calls: list[tuple[str, District]] = []
    for district in groups["districts"]:
        named = dict.fromkeys([*district.calls, *(grant.programme for grant in district.grants if grant.programme)])
        calls += [(call, district) for call in named]
    return {
        "districts_of_region": _grouped((item.region, item) for item in groups["districts"]),
        "districts_of_programme": _grouped(calls),
        "happenings_of_district": _grouped((name, item) for item in happenings for name in item.districts),
        "happenings_of_initiative": _grouped((name, item) for item in happenings for name in item.initiatives),
        "initiatives_of_district": _grouped((name, item) for item in groups["initiatives"] for name in item.districts),
        "programmes_of_region": _grouped((item.region, item) for item in programmes),
        "programmes_of_district": _grouped((item.district, item) for item in programmes if item.district),
        "descendants": _grouped((item.descends_from, item) for item in programmes if item.descends_from),
    }


def by_place(groups: Mapping[str, Any], places: Places, today: dt.date) -> dict[str, Any]:
    """The look-ups by place, and the municipalities that any record names."""
    members = {item.id: _members(places, item, today) for item in groups["districts"]}
    inhabited = [(item, members[item.id]) for item in groups["districts"]]
    happenings = [(item, place_of(places, item)) for item in (*groups["events"], *groups["recurring"])]
    initiatives = [
        (item, _place(places, name, item.districts)) for item in groups["initiatives"] for name in item.municipalities
    ]
    named = {place for found in members.values() for place in found}
    named |= {place for _, place in [*happenings, *initiatives] if place}
    return {
        "members": members,
        "districts_of_province": _grouped(
            (code, item)
            for item, found in inhabited
            for code in sorted({place.province for place in found} | set(item.provinces))
        ),
        "districts_of_municipality": _grouped((place.istat_code, item) for item, found in inhabited for place in found),
        "happenings_of_municipality": _grouped((place.istat_code, item) for item, place in happenings if place),
        "initiatives_of_municipality": _grouped((place.istat_code, item) for item, place in initiatives if place),
        "municipalities": tuple(sorted(named, key=lambda place: italian.order(place.name))),
    }


def users(groups: Mapping[str, Any], vocabulary: str, terms: Iterable[Term]) -> dict[str, tuple[Record, ...]]:
    """The records that use each term, by its id: initiatives, programmes, districts, then events, the last first.

    Records write a term's words, or the ids of needs and themes.
    """
    by_word: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        for word in (term.id,) if vocabulary in ("needs", "themes") else term.words:
            by_word[word].append(term.id)
    records = (
        *groups["initiatives"], *groups["programmes"], *groups["districts"],
        *reversed(groups["events"]), *groups["recurring"],
    )  # fmt: skip
    found = (
        (identifier, record)
        for record in records
        for identifier in dict.fromkeys(
            identifier for word in getattr(record, vocabulary, ()) for identifier in by_word.get(word, ())
        )
    )
    return _grouped(found)


def _place(places: Places, name: str, districts: tuple[str, ...]) -> Municipality | None:
    regions = [None, *sorted({district.partition("/")[0] for district in districts})]
    for region in regions:
        try:
            return places.find(name, region)
        except UnknownPlace:
            continue
    return None


def _members(places: Places, district: District, today: dt.date) -> tuple[Municipality, ...]:
    return tuple(
        places.find(item.name, district.region)
        for item in district.municipalities
        if not item.to or item.to.last >= today
    )


def place_of(places: Places, event: Happening) -> Municipality | None:
    """The municipality of an event, None abroad or where no source says."""
    if not event.municipality or getattr(event, "country", None):
        return None
    return _place(places, event.municipality, event.districts)


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    groups: dict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}
