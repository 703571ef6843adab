"""Content to measure with: as many districts and events as asked, copied from the project's own records.

The real files are the templates, so lengths, lists and rare fields come in their true proportion. The copy k of a
record is named after it in letters (by numbers all copies would be editions of one event), its municipalities move
37 k places on in the register of their region, and its links lead to the copy k of what they led to. The same amount
gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from distretti.places.names import UnknownPlace
from distretti.places.register import Places, read_places

STEP = 37  # municipalities
EVENTS_PER_DISTRICT = 5
KINDS = ("districts", "programmes", "events")  # what grows; the rest stays as it is
AS_THEY_ARE = ("initiatives", "places", "circuits")  # but for the districts that they name

# Where a record names itself, its places and other records: the last key of the path, and what stands there.
NAMES = {"districts": ("name", "short_name"), "programmes": ("name",), "events": ("title",)}
LINKS = {
    "aggregates": "districts",
    "calls": "programmes",
    "programme": "programmes",
    "descends_from": "programmes",
    "district": "districts",
    "districts": "districts",
}

LETTERS = str.maketrans("0123456789", "abcdefghjk")

Piece = tuple[str, str]  # what it is ("", "name", "place", a kind of record) and its text


@dataclass(frozen=True)
class Template:
    """A real record as the pieces between which nothing changes."""

    kind: str
    id: str
    region: str  # "" where the record is of none
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Copies:
    """How many copies of each record of a kind there are: `amount` records, in rounds over all of them."""

    templates: Sequence[Template]
    amount: int

    def all(self) -> Iterator[tuple[Template, int]]:
        """Every record to write; the last round, not whole, takes records at equal distances."""
        rounds, rest = divmod(self.amount, len(self.templates))
        for number in range(rounds):
            yield from ((template, number) for template in self.templates)
        yield from ((self.templates[place * len(self.templates) // rest], rounds) for place in range(rest))

    def ids(self) -> list[str]:
        return [_copied(template.id, number) for template, number in self.all()]


def write(real: Path, folder: Path, items: int) -> int:
    """Write `items` districts and events, the programmes that go with them and all the rest; how many records."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(real, folder, ignore=lambda parent, names: KINDS if Path(parent) == real else ())
    places = read_places(real / "reference")
    districts = max(1, items // (EVENTS_PER_DISTRICT + 1))
    found = {kind: templates(real, kind, places) for kind in (*KINDS, *AS_THEY_ARE)}
    scaled = districts * len(found["programmes"]) // len(found["districts"])
    programmes = max(len(found["programmes"]), scaled)  # pages of words lead to the real ones
    amounts = {"districts": districts, "programmes": programmes, "events": items - districts}
    copies = {kind: Copies(found[kind], amount) for kind, amount in amounts.items()}
    copies |= {kind: Copies(found[kind], len(found[kind])) for kind in AS_THEY_ARE}
    draw = Writer(places, {kind: Targets(copies[kind].ids()) for kind in ("districts", "programmes")}).text
    written = 0
    for kind, each in copies.items():
        for template, number in each.all():
            file = folder / kind / f"{_copied(template.id, number)}.yaml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(draw(template, number), "utf-8")
            written += 1
    return written


def _copied(identifier: str, number: int) -> str:
    return f"{identifier}-{number}" if number else identifier


def templates(real: Path, kind: str, places: Places) -> list[Template]:
    """The real records of a kind, in the order of their ids."""
    files = sorted((real / kind).rglob("*.yaml"))
    return [_template(file, kind, file.relative_to(real / kind).with_suffix("").as_posix(), places) for file in files]


def _template(file: Path, kind: str, identifier: str, places: Places) -> Template:
    text = file.read_text("utf-8")
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(root, yaml.MappingNode), file
    abroad = any(key.value == "country" for key, _ in root.value)
    spots = [
        (node.start_mark.index, node.end_mark.index, what, str(node.value))
        for path, node in _scalars(root, ())
        if (what := _meaning(kind, path, abroad))
    ]
    pieces: list[Piece] = []
    ends = [0, *(end for _, end, _, _ in spots)]
    for before, (start, _, what, value) in zip(ends, spots, strict=False):
        pieces += (("", text[before:start]), (what, value))
    pieces.append(("", text[ends[-1] :]))
    region = identifier.partition("/")[0] if kind in ("districts", "programmes") else _region(pieces, places)
    return Template(kind, identifier, region, tuple(pieces))


def _scalars(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    """Every value of a document in its order with the keys that lead to it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value, path)
    else:
        yield path, node


def _meaning(kind: str, path: tuple[str, ...], abroad: bool) -> str:
    if len(path) == 1 and path[0] in NAMES.get(kind, ()):
        return "name"
    if path in (("municipalities",), ("municipalities", "name")) or (path == ("municipality",) and not abroad):
        return "place"
    return LINKS.get(path[-1], "")


def _region(pieces: Sequence[Piece], places: Places) -> str:
    """The region of an event: that of its districts, or of its municipality where its name is one of Italy's."""
    for what, value in pieces:
        if what == "districts":
            return value.partition("/")[0]
    for what, value in pieces:
        if what == "place":
            try:
                return places.find(value).region
            except UnknownPlace:
                return ""
    return ""


class Targets:
    """Where links to one kind of record may lead."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.known = set(ids)
        self.by_region: dict[str, list[str]] = {}
        for identifier in ids:
            self.by_region.setdefault(identifier.partition("/")[0], []).append(identifier)
        self.all = list(ids)

    def of(self, identifier: str, number: int) -> str:
        """The copy that goes with copy `number`; another of its region, or of Italy, where there is none."""
        for wanted in (_copied(identifier, number), identifier):
            if wanted in self.known:
                return wanted
        others = self.by_region.get(identifier.partition("/")[0], self.all)
        return others[sum(identifier.encode()) % len(others)]


class Writer:
    """Draws the copies of templates."""

    def __init__(self, places: Places, targets: dict[str, Targets]) -> None:
        self.places, self.targets = places, targets
        self.towns: dict[str, list[str]] = {}
        amounts = Counter(place.name for place in places.municipalities.values())
        for place in places.municipalities.values():
            name = f"{place.name} ({place.province})" if amounts[place.name] > 1 else place.name
            self.towns.setdefault(place.region, []).append(name)
        self.place_in = {region: {name: at for at, name in enumerate(names)} for region, names in self.towns.items()}

    def text(self, template: Template, number: int) -> str:
        """The file of one copy; the copy 0 is the record itself, its links to what is there."""
        return "".join(
            value if not what else self._piece(template, number, what, value) for what, value in template.pieces
        )

    def _piece(self, template: Template, number: int, what: str, value: str) -> str:
        if what == "name":
            said = f"{value} {str(number).translate(LETTERS)}" if number else value
        elif what == "place":
            said = self._moved(value, template.region, number)
        else:
            said = self.targets[what].of(value, number)
        return json.dumps(said, ensure_ascii=False) if "'" in said or ":" in said or '"' in said else said

    def _moved(self, name: str, region: str, number: int) -> str:
        towns = self.towns.get(region)
        if not number or not towns:
            return name
        known = self.place_in[region]
        if name not in known:
            place = self.places.find(name, region)
            name = place.name if place.name in known else f"{place.name} ({place.province})"
        return towns[(known[name] + STEP * number) % len(towns)]
