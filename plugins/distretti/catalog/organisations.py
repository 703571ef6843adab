"""The organisations that records cite, each with what it promotes, organises, leads and supports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from ..engine.index import Index
from ..engine.tracking import HAS
from ..language import italian
from ..model import District, Happening, Initiative, NamedBody, Record
from ..model.checks import is_of_windows
from ..model.registry import starting_with
from ..places.names import UnknownPlace
from ..places.register import Municipality, Places
from ..site import addresses

NOT_STATED = "tipo-non-indicato"
_LONGEST_SLUG = 100
_FIRST = starting_with("initiatives", "events", "recurring", "districts")

# In the index: an organisation by each of its names; those of a kind. Of each its name, kind, slug, the ISTAT code of
# the municipality that it is ("" for none), and the names of records by role: plain data, quick to keep.
BY_NAME, OF_KIND = "organisations", "organisations_of_kind"
Known = tuple[str, str, str, str, tuple[tuple[str, tuple[str, ...]], ...]]

MUNICIPALITY, REGION = "comune", "regione"

# Organisations whose name says what they are, as organisers, partners and leads are often written without a kind.
_SAID_BY_NAME = {
    **dict.fromkeys(
        (
            "ascom ",
            "ascom-confcommercio ",
            "associazione commercianti ",
            "confcommercio ",
            "confesercenti ",
            "unione commercianti ",
        ),
        "associazione-del-commercio",
    ),
    **dict.fromkeys(
        ("cia ", "cna ", "coldiretti ", "confagricoltura ", "confartigianato ", "lapam "), "associazione-di-categoria"
    ),
    **dict.fromkeys(("pro loco ", "slow food "), "soggetto-senza-scopo-di-lucro"),
    **dict.fromkeys(
        (
            "distretto ",
            "duc ",
        ),
        "distretto",
    ),
    **dict.fromkeys(("politecnico ", "universita "), "centro-di-ricerca-universita"),
    "fondazione ": "fondazione",
    "camera di commercio ": "camera-di-commercio",
    "comunita montana ": "ente-pubblico",
    "unione dei comuni ": "ente-pubblico",
    "unione di comuni ": "ente-pubblico",
    "unione montana ": "ente-pubblico",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under the name that pages show; `kind` is an id of partners.yaml or `NOT_STATED`.

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
    """The organisations that a record cites: name, kind where it gives one, field of `Organisation` for the record."""
    if isinstance(record, Initiative):
        yield from ((promoter.name, promoter.kind, "initiatives") for promoter in record.promoters)
    elif isinstance(record, Happening):
        yield from ((name, None, "happenings") for name in record.organisers)
    elif isinstance(record, District):
        if record.lead:
            yield record.lead, None, "led"
        yield from ((partner.name, partner.kind, "supported") for partner in record.partners)


def put(index: Index, entries: Iterable[NamedBody], places: Places) -> set[tuple[str, str]]:
    """Put all into the index, by each name that records or bodies.yaml give them; the queries with another answer."""
    by_name = _by_name(index, list(entries), places)
    of_kind: dict[str, list[Known]] = defaultdict(list)
    for name, known in by_name.items():
        if name == known[0]:
            of_kind[known[1]].append(known)
    changed = {
        query for name in index.replace(BY_NAME, by_name) for query in ((BY_NAME, name), (f"{HAS}{BY_NAME}", name))
    }
    kinds = {kind: tuple(organisations) for kind, organisations in of_kind.items()}
    return changed | {(OF_KIND, kind) for kind in index.replace(OF_KIND, kinds)}


def changed_entries(index: Index, before: Iterable[NamedBody], now: Iterable[NamedBody]) -> set[tuple[str, str]]:
    """The queries for those of which bodies.yaml says something else now; for what follows for others see `put`."""
    names = {name for entry in set(before) ^ set(now) for name in (entry.name, *entry.other_names)}
    known = filter(None, (index.names_for(BY_NAME, name) for name in names))
    return {(BY_NAME, name) for name in names} | {(OF_KIND, one[1]) for one in known}


def organisation(
    known: Known, entries: Iterable[NamedBody], places: Places, record: Callable[[str], Any]
) -> Organisation:
    """What the index keeps as the value that pages see; `record` gives the record of a name."""
    name, kind, slug, code, cited = known
    entry = next((entry for entry in entries if entry.name == name), None)
    roles = {role: tuple(map(record, names)) for role, names in cited}
    return Organisation(name, kind, slug, entry, places.municipalities[code] if code else None, **roles)


def _by_name(index: Index, entries: list[NamedBody], places: Places) -> dict[str, Known]:
    """In the order of the names that pages show, then the other names."""
    shown = {name: entry for entry in entries for name in (entry.name, *entry.other_names)}
    kinds = {entry.name: entry.kind for entry in shown.values() if entry.kind}
    records: dict[str, dict[str, list[str]]] = {entry.name: {} for entry in shown.values()}
    for record, name, kind, role in _citations(index):
        if kind:
            kinds.setdefault(_shown(name, shown), kind)
        records.setdefault(_shown(name, shown), {}).setdefault(role, []).append(record)
    made: dict[str, Known] = {}
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
    citations = [(record, *key) for key in index.keys("citations") for record in index.names_for("citations", key)]
    return sorted(citations, key=lambda item: (_FIRST.index(item[0].partition("/")[0]), index.order(item[0]), item[1]))


def _shown(name: str, entries: Mapping[str, NamedBody]) -> str:
    return entries[name].name if name in entries else name


def _municipality(places: Places, name: str) -> Municipality | None:
    """The municipality that an organisation is, where its name is that of the register."""
    for start in ("Comune di ", "Comune d'"):
        if name.startswith(start):
            with suppress(UnknownPlace):
                return places.find(name.removeprefix(start))
    return None


def _kind(places: Places, name: str, place: Municipality | None) -> str:
    """The kind that a name says by itself: a municipality, a region, or one whose first words say what it is."""
    if place:
        return MUNICIPALITY
    if italian.slug(name) in {f"regione-{slug}" for slug in places.regions}:
        return REGION
    words = f"{italian.folded(name)} "
    said = (kind for start, kind in _SAID_BY_NAME.items() if words.startswith(start))
    return next(said, NOT_STATED)


def _free_slug(name: str, kind: str, taken: set[tuple[str, str]]) -> str:
    """The last piece of its address, which then counts as taken: one of the same kind may be called like it.

    It becomes a folder, whose name may not be empty (a name of signs only), longer than 255 bytes, or a Windows device.
    """
    plain = italian.slug(name)[:_LONGEST_SLUG].rstrip("-") or "senza-lettere"
    slugs = chain([plain], (f"{plain}-{number}" for number in count(2)))
    free = next(slug for slug in slugs if (kind, slug) not in taken and not is_of_windows(slug))
    taken.add((kind, free))
    return free
