"""The bodies that records cite, each with what it promotes, organises, leads and supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

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


@dataclass(slots=True)
class Body:
    """One body under the name that pages show; `kind` is an id of partners.yaml or `NOT_STATED`.

    `place` is the municipality that it is, where its name is that of the register.
    """

    name: str
    kind: str
    slug: str
    entry: NamedBody | None
    place: Municipality | None
    initiatives: list[Initiative] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    led: list[District] = field(default_factory=list)
    supported: list[District] = field(default_factory=list)

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
    made = {
        name: _body(places, name, kinds.get(name, ""), shown.get(name)) for name in sorted(names, key=italian.order)
    }
    _number(made)
    for citation in cited:
        getattr(made[_shown(citation.name, shown)], citation.role).append(citation.record)
    return made | {name: made[entry.name] for name, entry in shown.items()}


class _Citation(NamedTuple):
    """A body's name in a record, the kind that the record gives, and the list of Body to which the record goes."""

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


def _body(places: Places, name: str, kind: str, entry: NamedBody | None) -> Body:
    """Its kind comes from its name where no record gives one: a municipality, a region, a body that says what it is."""
    place = None
    for start in ("Comune di ", "Comune d'"):
        if name.startswith(start):
            place = _place(places, name.removeprefix(start))
    regions = {f"regione-{slug}" for slug in places.regions}
    said = (kind for start, kind in _SAID_BY_NAME.items() if italian.folded(name).startswith(start))
    known = MUNICIPALITY if place else REGION if italian.slug(name) in regions else next(said, NOT_STATED)
    return Body(name, kind or known, _slug(name), entry, place)


def _slug(name: str) -> str:
    """A name becomes a folder, whose name may not be empty (a name of signs only) nor longer than 255 bytes."""
    return italian.slug(name)[:_LONGEST_SLUG].rstrip("-") or "senza-lettere"


def _place(places: Places, name: str) -> Municipality | None:
    try:
        return places.find(name)
    except UnknownPlace:
        return None


def _number(made: dict[str, Body]) -> None:
    """Bodies of one kind whose names make one slug: the later ones, in the order of names, get a number."""
    taken: set[tuple[str, str]] = set()
    for body in made.values():
        slug, number = body.slug, count(2)
        while (body.kind, body.slug) in taken:  # another body may already be called like this one with a number
            body.slug = f"{slug}-{next(number)}"
        taken.add((body.kind, body.slug))
