"""The bodies that records cite, each with what it promotes, organises, leads and supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, NamedTuple

from . import italian
from .model import District, Happening, Initiative, NamedBody, Record
from .places import Municipality, Places, UnknownPlace

NOT_STATED = "tipo-non-indicato"
_LONGEST_SLUG = 100
MUNICIPALITY, REGION = "comune", "regione"

# Public bodies whose name says what they are, as organisers and leads are written without a kind.
_SAID_BY_NAME = {
    "camera di commercio ": "camera-di-commercio",
    "comunita montana ": "ente-pubblico",
    "unione dei comuni ": "ente-pubblico",
    "unione di comuni ": "ente-pubblico",
    "unione montana ": "ente-pubblico",
}


@dataclass(frozen=True, slots=True)
class Body:
    """One body under the name that pages show; `kind` is an id of partners.yaml or `NOT_STATED`.

    `place` is the municipality that it is, where its name is that of the register.
    """

    name: str
    kind: str
    slug: str
    entry: NamedBody | None
    place: Municipality | None
    initiatives: tuple[Initiative, ...] = ()
    happenings: tuple[Happening, ...] = ()
    led: tuple[District, ...] = ()
    supported: tuple[District, ...] = ()

    @property
    def has_page(self) -> bool:
        """Whether there is more to say of it than the districts that it leads, which its municipality's page says."""
        return bool(self.entry or self.initiatives or self.happenings or self.supported or not self.place)


def bodies(
    initiatives: Iterable[Initiative],
    happenings: Iterable[Happening],
    districts: Iterable[District],
    entries: Iterable[NamedBody],
    places: Places,
) -> dict[str, Body]:
    """Every body by each name that records or bodies.yaml give it, in the order of the names that pages show."""
    cited = [*_promoters(initiatives), *_organisers(happenings), *_leads_and_partners(districts)]
    shown = {name: entry for entry in entries for name in (entry.name, *entry.other_names)}
    kinds = {entry.name: entry.kind for entry in shown.values() if entry.kind}
    for citation in cited:
        if citation.kind:
            kinds.setdefault(_shown(citation.name, shown), citation.kind)
    names = {_shown(citation.name, shown) for citation in cited} | {entry.name for entry in shown.values()}
    records: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for citation in cited:
        records[_shown(citation.name, shown)][citation.role].append(citation.record)
    made: dict[str, Body] = {}
    taken: set[tuple[str, str]] = set()
    for name in sorted(names, key=italian.order):
        place = _municipality(places, name)
        kind = kinds.get(name) or _kind(places, name, place)
        slug = _free_slug(name, kind, taken)
        roles = {role: tuple(found) for role, found in records[name].items()}
        made[name] = Body(name, kind, slug, shown.get(name), place, **roles)
    return made | {name: made[entry.name] for name, entry in shown.items()}


class _Citation(NamedTuple):
    """A body's name in a record, the kind that the record gives, and the field of Body to which the record goes."""

    name: str
    kind: str | None
    role: str
    record: Record


def _promoters(initiatives: Iterable[Initiative]) -> Iterator[_Citation]:
    for initiative in initiatives:
        for promoter in initiative.promoters:
            yield _Citation(promoter.name, promoter.kind, "initiatives", initiative)


def _organisers(happenings: Iterable[Happening]) -> Iterator[_Citation]:
    for happening in happenings:
        for name in happening.organisers:
            yield _Citation(name, None, "happenings", happening)


def _leads_and_partners(districts: Iterable[District]) -> Iterator[_Citation]:
    for district in districts:
        if district.lead:
            yield _Citation(district.lead, None, "led", district)
        for partner in district.partners:
            yield _Citation(partner.name, partner.kind, "supported", district)


def _shown(name: str, entries: Mapping[str, NamedBody]) -> str:
    return entries[name].name if name in entries else name


def _municipality(places: Places, name: str) -> Municipality | None:
    """The municipality that a body is, where its name is that of the register."""
    for start in ("Comune di ", "Comune d'"):
        if name.startswith(start):
            with suppress(UnknownPlace):
                return places.find(name.removeprefix(start))
    return None


def _kind(places: Places, name: str, place: Municipality | None) -> str:
    """The kind that a name says by itself: a municipality, a region, a body that says what it is."""
    if place:
        return MUNICIPALITY
    if italian.slug(name) in {f"regione-{slug}" for slug in places.regions}:
        return REGION
    said = (kind for start, kind in _SAID_BY_NAME.items() if italian.folded(name).startswith(start))
    return next(said, NOT_STATED)


def _free_slug(name: str, kind: str, taken: set[tuple[str, str]]) -> str:
    """The last piece of a body's address, which then counts as taken: one of the same kind may be called like it.

    It becomes a folder, whose name may not be empty (a name of signs only) nor longer than 255 bytes.
    """
    plain = italian.slug(name)[:_LONGEST_SLUG].rstrip("-") or "senza-lettere"
    slugs = chain([plain], (f"{plain}-{number}" for number in count(2)))
    free = next(slug for slug in slugs if (kind, slug) not in taken)
    taken.add((kind, free))
    return free
