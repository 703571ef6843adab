"""The register of Italy's municipalities, provinces and regions, read from `reference/` (ISTAT names and codes)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor
from pathlib import Path

from ..language import italian
from . import table
from .boundaries import Boundaries
from .names import Former, Names


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


CELL = 0.1  # degrees: 11 km from north to south
Cell = tuple[int, int]


def cell(latitude: float, longitude: float) -> Cell:
    """The cell of the map that a point is in: rows from the equator to the north, columns to the east."""
    return floor(latitude / CELL), floor(longitude / CELL)


class _Municipalities(Mapping[str, Municipality]):
    """The rows of the register by ISTAT code, each made a municipality when it is first asked for."""

    def __init__(self, rows: list[table.Row]) -> None:
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

    def __init__(
        self,
        rows: list[table.Row],
        former: list[table.Row],
        boundaries: Boundaries,
        bilingual: Sequence[table.Row] = (),
    ) -> None:
        self.boundaries = boundaries
        self._rows = rows
        self._former = former
        self._bilingual = {row["istat_code"]: row["name"] for row in bilingual}
        self._names = Names(rows, former, self._bilingual)
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

    def find(self, name: str, region: str | None = None) -> Municipality:
        """The municipality called `name` ("Samone (TN)" where names repeat), in the region with that slug if given.

        Raises UnknownPlace with an Italian message: unknown, ambiguous, suppressed, renamed, or of another region.
        """
        known = self._found.get((name, region))
        if known is None:
            known = self._found[name, region] = self.municipalities[self._names.code(name, region)]
        return known

    def suppressed(self, name: str, region: str) -> Former | None:
        """The municipality called so that is no more and whose successor is in the region with that slug, if one is."""
        for former in self._names.suppressed(name):
            successor = self.municipalities.get(former.successor_code)
            if successor and successor.region == region:
                return former
        return None

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

    def other_name(self, place: Municipality) -> str:
        """Its name in the other official language where it has one that differs, else ""."""
        return self._bilingual.get(place.istat_code, "")

    def other_names(self, place: Municipality) -> tuple[str, ...]:
        """All other names that people may look for it by: in the other language, and of the past."""
        return tuple(filter(None, (self.other_name(place), *self.former_names(place))))


def read_places(folder: Path) -> Places:
    """The register in a `reference` folder (comuni.csv, comuni-former.csv).

    The boundaries (comuni.topojson) and the names in two languages (comuni-bilingual.csv) may be missing. Raises
    BadRegister for another that is, and for a file that was saved otherwise than it must be.
    """
    bilingual = folder / "comuni-bilingual.csv"
    return Places(
        table.rows(folder / "comuni.csv", table.MUNICIPALITIES),
        table.rows(folder / "comuni-former.csv", table.FORMER),
        Boundaries(folder / "comuni.topojson"),
        table.rows(bilingual, table.BILINGUAL) if bilingual.exists() else (),
    )


def _municipality(row: table.Row, shared: Counter[str]) -> Municipality:
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
