"""The bodies that records cite, each with what it promotes, organises, leads and supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from ..engine.index import Index
from ..engine.tables import HAS
from ..language import italian
from ..model import District, Event, Happening, Initiative, NamedBody, Record, RecurringEvent
from ..model.kinds import identity
from ..places.register import Municipality, Places, UnknownPlace
from ..site import addresses

NOT_STATED = "tipo-non-indicato"
_LONGEST_SLUG = 100
_FIRST = (Initiative, Event, RecurringEvent, District)

# In the index: a body by each of its names, those of a kind. A row: name, kind, slug, ISTAT code, records
# by role.
TABLE, OF_KIND = "bodies", "bodies_of_kind"
Row = tuple[str, str, str, str, tuple[tuple[str, tuple[str, ...]], ...]]

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

    @property
    def address(self) -> str:
        """Where it is told of: its own page, or that of the municipality that it is."""
        if self.place and not self.has_page:
            return addresses.municipality(self.place)
        return f"{addresses.actors(self.kind)}{self.slug}/"


def roles(record: Record) -> Iterator[tuple[str, str | None, str]]:
    """The bodies that a record cites: name, kind where it gives one, field of Body to which the record goes."""
    if isinstance(record, Initiative):
        yield from ((promoter.name, promoter.kind, "initiatives") for promoter in record.promoters)
    elif isinstance(record, Happening):
        yield from ((name, None, "happenings") for name in record.organisers)
    elif isinstance(record, District):
        if record.lead:
            yield record.lead, None, "led"
        yield from ((partner.name, partner.kind, "supported") for partner in record.partners)


def put(index: Index, entries: Iterable[NamedBody], places: Places) -> set[tuple[str, str]]:
    """Put every body into the index, by each name that records or bodies.yaml give it; what of it is another now."""
    rows = _rows(index, list(entries), places)
    of_kind: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows.items():
        if name == row[0]:
            of_kind[row[1]].append(row)
    changed = {query for name in index.replace(TABLE, rows) for query in ((TABLE, name), (f"{HAS}{TABLE}", name))}
    kinds = {kind: tuple(found) for kind, found in of_kind.items()}
    return changed | {(OF_KIND, kind) for kind in index.replace(OF_KIND, kinds)}


def changed_entries(index: Index, before: Iterable[NamedBody], now: Iterable[NamedBody]) -> set[tuple[str, str]]:
    """The queries for bodies of which bodies.yaml says something else now; for what follows for others see `put`."""
    names = {name for entry in set(before) ^ set(now) for name in (entry.name, *entry.other_names)}
    rows = filter(None, (index.names_for(TABLE, name) for name in names))
    return {(TABLE, name) for name in names} | {(OF_KIND, row[1]) for row in rows}


def body(row: Row, entries: Iterable[NamedBody], places: Places, record: Callable[[str], Any]) -> Body:
    """The body of a row of the index."""
    name, kind, slug, code, cited = row
    entry = next((entry for entry in entries if entry.name == name), None)
    roles = {role: tuple(map(record, names)) for role, names in cited}
    return Body(name, kind, slug, entry, places.municipalities[code] if code else None, **roles)


def _rows(index: Index, entries: list[NamedBody], places: Places) -> dict[str, Row]:
    """In the order of the names that pages show, then the other names."""
    shown = {name: entry for entry in entries for name in (entry.name, *entry.other_names)}
    kinds = {entry.name: entry.kind for entry in shown.values() if entry.kind}
    records: dict[str, dict[str, list[str]]] = {entry.name: {} for entry in shown.values()}
    for record, name, kind, role in _citations(index):
        if kind:
            kinds.setdefault(_shown(name, shown), kind)
        records.setdefault(_shown(name, shown), {}).setdefault(role, []).append(record)
    made: dict[str, Row] = {}
    taken: set[tuple[str, str]] = set()
    for name in sorted(records, key=italian.order):
        place = _municipality(places, name)
        kind = kinds.get(name) or _kind(places, name, place)
        slug = _free_slug(name, kind, taken)
        cited = tuple((role, tuple(names)) for role, names in records[name].items())
        made[name] = name, kind, slug, place.istat_code if place else "", cited
    return made | {name: made[entry.name] for name, entry in shown.items()}


def _citations(index: Index) -> list[tuple[str, str, str | None, str]]:
    """Record, name, kind and role of each citation, initiatives first: the first kind given to a name counts."""
    found = [(record, *key) for key in index.keys("citations") for record in index.names_for("citations", key)]
    return sorted(found, key=lambda item: (_FIRST.index(identity(item[0])[0]), index.order(item[0]), item[1]))


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
