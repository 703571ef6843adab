"""The register of Italy's municipalities, provinces and regions, read from `reference/` (ISTAT names and codes)."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor
from pathlib import Path

from ..language import italian
from ..language.problem import did_you_mean
from .boundaries import Boundaries

_WITH_PROVINCE = re.compile(r"(.+) \(([A-Z]{2})\)")


@dataclass(frozen=True, slots=True)
class Region:
    """An Italian region; `code` is ISTAT's ("03"), `slug` the name of its folder ("lombardia")."""

    code: str
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province or metropolitan city; `code` is the car plate's ("LO"), `istat_code` has three digits."""

    code: str
    name: str
    istat_code: str
    region: str  # slug

    @property
    def slug(self) -> str:
        """Its piece of an address: "lo"."""
        return self.code.lower()


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today. `population` is None where the register has none; degrees are WGS 84."""

    istat_code: str
    name: str
    province: str  # code
    region: str  # slug
    slug: str  # unique in Italy
    population: int | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Former:
    """A name of the past: `kind` is "suppressed" or "renamed", `successor` today's name or "" where unknown."""

    kind: str
    name: str
    province: str
    successor: str
    last_day: str


CELL = 0.1  # degrees: 11 km from north to south
Cell = tuple[int, int]


def cell(latitude: float, longitude: float) -> Cell:
    """The cell of the map that a point is in: rows from the equator to the north, columns to the east."""
    return floor(latitude / CELL), floor(longitude / CELL)


class UnknownPlace(ValueError):
    """No municipality answers to the name; the text is the message for editors."""


class _Municipalities(Mapping[str, Municipality]):
    """The rows of the register by ISTAT code, each made a municipality when it is first asked for."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._rows = {row["istat_code"]: row for row in rows}
        self._made: dict[str, Municipality] = {}

    @cached_property
    def _shared(self) -> Counter[str]:
        """How many municipalities have each slug."""
        return Counter(italian.slug(row["name"]) for row in self._rows.values())

    def __getitem__(self, code: str) -> Municipality:
        if code not in self._made:
            self._made[code] = _municipality(self._rows[code], self._shared)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Places:
    """The register, with look-ups by name; the ids of `boundaries` are ISTAT codes."""

    def __init__(self, rows: list[dict[str, str]], former: list[dict[str, str]], boundaries: Boundaries) -> None:
        self.boundaries = boundaries
        self._rows = rows
        self._former = former
        self._found: dict[tuple[str, str | None], Municipality] = {}
        regions = {row["region_name"]: row["region_code"] for row in rows}
        self.regions = {
            italian.slug(name): Region(code, name, italian.slug(name)) for name, code in sorted(regions.items())
        }
        self.provinces = {
            code: Province(code, row["province_name"], row["istat_code"][:3], italian.slug(row["region_name"]))
            for code, row in {row["province_code"]: row for row in rows}.items()
        }
        self.municipalities: Mapping[str, Municipality] = _Municipalities(rows)  # all, by ISTAT code

    @cached_property
    def _by_name(self) -> dict[str, list[dict[str, str]]]:
        names: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in self._rows:
            names[row["name"]].append(row)
        return names

    def find(self, name: str, region: str | None = None) -> Municipality:
        """The municipality called `name` ("Samone (TN)" where names repeat), in the region with that slug if given.

        Raises UnknownPlace with an Italian message: unknown, ambiguous, suppressed, renamed, or of another region.
        """
        known = self._found.get((name, region))
        if known is None:
            known = self._found[name, region] = self.municipalities[self._code(name, region)]
        return known

    def _code(self, name: str, region: str | None) -> str:
        plain = name.replace("’", "'")
        match = _WITH_PROVINCE.fullmatch(plain)
        plain, province = (match[1], match[2]) if match else (plain, None)
        named = self._by_name.get(plain, [])
        fitting = [
            row
            for row in named
            if province in (None, row["province_code"]) and region in (None, italian.slug(row["region_name"]))
        ]
        if len(fitting) == 1:
            return fitting[0]["istat_code"]
        if fitting:
            choices = italian.listed([f"{plain} ({row['province_code']})" for row in fitting])
            raise UnknownPlace(f"più comuni si chiamano «{plain}»: scrivi la provincia, uno fra {choices}")
        if named:
            where = italian.listed([f"{row['region_name']} ({row['province_code']})" for row in named])
            raise UnknownPlace(f"«{name}» non è in questa regione o provincia, è in {where}")
        raise UnknownPlace(self._unknown(name, plain, region))

    @cached_property
    def _former_names(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, dict[str, None]] = defaultdict(dict)
        for row in self._former:
            if row["kind"] != "recoded" and row["istat_code"]:
                names[row["istat_code"]][row["old_name"]] = None
        return {code: tuple(found) for code, found in names.items()}

    def former_names(self, place: Municipality) -> tuple[str, ...]:
        """The names of municipalities of the past that this one stands for today."""
        return self._former_names.get(place.istat_code, ())

    def _unknown(self, name: str, plain: str, region: str | None) -> str:
        for former in self._formers():
            if former.name == plain:
                return _former_message(former)
        near = (row["name"] for row in self._rows if region in (None, italian.slug(row["region_name"])))
        return f"«{name}» non è il nome di un comune di oggi secondo l'Istat.{did_you_mean(plain, near)}"

    def _formers(self) -> Iterator[Former]:
        for row in self._former:
            if row["kind"] != "recoded":
                yield Former(row["kind"], row["old_name"], row["old_province"], row["name"], row["last_day"])


def read_places(folder: Path) -> Places:
    """The register in a `reference` folder (comuni.csv, comuni-former.csv); OSError where they are missing.

    The boundaries (comuni.topojson) may be missing.
    """
    boundaries = Boundaries(folder / "comuni.topojson")
    return Places(_rows(folder / "comuni.csv"), _rows(folder / "comuni-former.csv"), boundaries)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        names = next(rows)
        return [dict(zip(names, row, strict=True)) for row in rows if row]


def _municipality(row: dict[str, str], shared: Counter[str]) -> Municipality:
    slug = italian.slug(row["name"])
    return Municipality(
        row["istat_code"],
        row["name"],
        row["province_code"],
        italian.slug(row["region_name"]),
        f"{slug}-{row['province_code'].lower()}" if shared[slug] > 1 else slug,
        int(row["population"]) if row["population"] else None,
        float(row["lat"]),
        float(row["lon"]),
    )


def _former_message(former: Former) -> str:
    if former.kind == "renamed":
        return f"il comune «{former.name}» oggi si chiama «{former.successor}»"
    if not former.successor:
        return f"il comune «{former.name}» ({former.province}) è stato soppresso"
    return (
        f"il comune «{former.name}» ({former.province}) è stato soppresso"
        f"{f' (ultimo giorno {former.last_day})' if former.last_day else ''}: oggi è «{former.successor}»"
    )
