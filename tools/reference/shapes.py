"""Area, point, population and outlines of the municipalities (shapely, pyarrow; mapshaper for the outlines)."""

import json
import math
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tools.reference.corrections import MERGERS, NO_POPULATION
from tools.reference.sources import LIMITS_YEAR, POPULATION_YEAR, Municipality, geopop, require

MAX_BYTES = 3_200_000
NAME = "comuni.topojson"

_A, _F = 6378137.0, 1 / 298.257223563  # WGS 84
_E2 = _F * (2 - _F)
_E = math.sqrt(_E2)
_AREAS = ("Polygon", "MultiPolygon")


def _equal_area(lonlat: np.ndarray) -> np.ndarray:
    """Lambert cylindrical equal-area projection of the ellipsoid, in kilometres."""
    lon, sin = np.radians(lonlat[:, 0]), np.sin(np.radians(lonlat[:, 1]))
    q = (1 - _E2) * (sin / (1 - _E2 * sin**2) - np.log((1 - _E * sin) / (1 + _E * sin)) / (2 * _E))
    return np.column_stack([_A * lon, _A * q / 2]) / 1000


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Valid (multi)polygon; lines and points that make_valid may leave are dropped."""
    valid = geometry if geometry.is_valid else shapely.make_valid(geometry)
    if valid.geom_type in _AREAS:
        return valid
    return shapely.union_all([part for part in shapely.get_parts(valid) if part.geom_type in _AREAS])


def _inner_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Centroid, or a point inside the largest part where the centroid falls outside. -> (lon, lat)"""
    point = geometry.centroid
    if not geometry.covers(point):
        point = max(shapely.get_parts(geometry), key=lambda part: part.area).representative_point()
    return round(point.x, 5), round(point.y, 5)


def add_shapes_and_population(municipalities: dict[str, Municipality]) -> dict[str, BaseGeometry]:
    """Fill in area, point and population; return the shapes by Belfiore code."""
    meta = geopop(f"{LIMITS_YEAR}_italy_municipalities.feather", ["municipality_code", "cadastral_code"])
    today = {code: merger.new for merger in MERGERS for code in merger.old}
    belfiore = {item["municipality_code"]: today.get(item["cadastral_code"], item["cadastral_code"]) for item in meta}
    shapes = _shapes(belfiore)
    difference = sorted(set(shapes) ^ set(municipalities))
    require(not difference, f"shapes and list differ: {difference} -> add a Merger")
    population = _population(belfiore)
    without = set(municipalities) - set(population)
    require(without == NO_POPULATION, f"population missing for {sorted(without)}, expected {sorted(NO_POPULATION)}")
    for code, municipality in municipalities.items():
        municipality.population = population.get(code)
        municipality.area_km2 = round(float(shapely.transform(shapes[code], _equal_area).area), 2)
        municipality.lon, municipality.lat = _inner_point(shapes[code])
        sound = municipality.area_km2 > 0 and 35 < municipality.lat < 48 and 6 < municipality.lon < 19
        require(sound, f"odd shape: {municipality}")
    return shapes


def _shapes(belfiore: dict[int, str]) -> dict[str, BaseGeometry]:
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    for item in geopop(f"{LIMITS_YEAR}_italy_geo_municipalities.feather"):
        pieces[belfiore[item["municipality_code"]]].append(_polygons(shapely.from_wkb(item["geometry"])))
    return {
        code: parts[0] if len(parts) == 1 else _polygons(shapely.union_all(parts)) for code, parts in pieces.items()
    }


def _population(belfiore: dict[int, str]) -> Counter[str]:
    population: Counter[str] = Counter()
    for item in geopop(f"{POPULATION_YEAR}_italy_pop.feather", ["municipality_code", "tot"]):
        population[belfiore[item["municipality_code"]]] += int(item["tot"])
    return population


def write_topojson(
    folder: Path,
    work: Path,
    municipalities: list[Municipality],
    shapes: dict[str, BaseGeometry],
    mapshaper: str,
) -> None:
    """Write the boundaries of municipalities; `work` is for what lies in between."""
    _write_geojson(work / "base.geojson", municipalities, shapes)
    for command in _commands(work):
        subprocess.run([mapshaper, *command], check=True, capture_output=True, text=True)
    _finish(work / NAME, folder / NAME, {item.istat_code for item in municipalities})


def _write_geojson(path: Path, municipalities: list[Municipality], shapes: dict[str, BaseGeometry]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"istat": item.istat_code},
            "geometry": json.loads(
                shapely.to_geojson(shapely.transform(shapes[item.belfiore], lambda points: np.round(points, 6)))
            ),
        }
        for item in municipalities
    ]
    with path.open("w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file, ensure_ascii=False, separators=(",", ":"))


def _commands(work: Path) -> list[list[str]]:
    """The two calls of mapshaper; their outputs land in the work folder.

    Municipalities are simplified by Douglas-Peucker with a tolerance of 0.005 times the side of a square of equal
    area, so that a small municipality keeps its shape.
    """
    base = str(work / "base.msx")
    clean = "snap snap-interval=0.00002 -clean gap-fill-area=0.3km2 -rename-layers comuni -o"
    simplify = "-simplify variable dp keep-shapes interval=Math.sqrt(this.area)*0.005 -filter-fields istat -o"
    return [
        ["-i", str(work / "base.geojson"), *clean.split(), base],
        ["-i", base, *simplify.split(), str(work / NAME), *_form("1e6", "istat")],
    ]


def _form(quantization: str, key: str) -> list[str]:
    return ["format=topojson", f"quantization={quantization}", f"id-field={key}", "force"]


def _finish(source: Path, target: Path, ids: set[str]) -> None:
    """Drop properties that only repeat the id, check ids, sort by id, write compactly."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    (layer,) = topology["objects"].values()
    for geometry in layer["geometries"]:
        geometry["properties"] = {
            key: value for key, value in geometry["properties"].items() if value != geometry["id"]
        }
        if not geometry["properties"]:
            del geometry["properties"]
        require(geometry["type"] in _AREAS, f"{target.name}: {geometry['id']} has lost its shape")
    layer["geometries"].sort(key=lambda geometry: geometry["id"])
    written = [geometry["id"] for geometry in layer["geometries"]]
    require(sorted(ids) == written, f"{target.name}: ids differ: {sorted(ids ^ set(written))}")
    target.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    size = target.stat().st_size
    require(size <= MAX_BYTES, f"{target.name} has {size} bytes, more than {MAX_BYTES}")
