"""Maps of a few classes: the areas of a table's rows, each shaded by its class, and the classes in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..places.coarse import Coarse
from ..places.outlines import Point
from ..site.components import Label
from .tables import DataTable, value_of

Classes = tuple[tuple[float, str], ...]
Shapes = dict[str, tuple[str, Point]]  # path data and the middle of each area

# By kind of column what is shown, and the classes: what is under a number is of its class. They are the same on all
# maps, so that these compare.
CLASSES: Mapping[str, tuple[str, Classes]] = {
    "count": ("Distretti nel catalogo", ((1, "nessuno"), (10, "da 1 a 9"), (100, "da 10 a 99"), (10**9, "100 e più"))),
    "percent": (
        "Quota dei comuni che sono in un distretto",
        (
            (0.05, "nessun comune"), (10, "meno del 10%"), (25, "dal 10 al 25%"), (50, "dal 25 al 50%"),
            (101, "dal 50% in su"),
        ),
    ),
}  # fmt: skip
NO_STEP, OUTSIDE = "", "regione senza scheda"
TOLERANCE = 14  # units that a border may go astray: some four pixels of a phone
SPECK = 14  # islands smaller than this, in units, are left out


@dataclass(frozen=True, slots=True)
class Hatch:
    """What tells a class where the reader's own colours have no shades: a square that is repeated, and its lines."""

    size: int
    path: str


_HATCHES = {"1": Hatch(60, "M0 60L60 0"), "2": Hatch(30, "M0 30L30 0"), "3": Hatch(24, "M0 24L24 0M0 0l24 24")}


@dataclass(frozen=True, slots=True)
class Shade:
    """A class: how dark it is ("0" to "4", "" for what the table leaves out), its words, its areas, their shapes."""

    step: str
    label: str
    areas: tuple[str, ...]
    path: str
    hatch: Hatch | None


@dataclass(frozen=True, slots=True)
class Choropleth:
    """A map 1000 units wide, and its classes from the lightest on."""

    title: str
    height: int
    shades: tuple[Shade, ...]
    labels: tuple[Label, ...]


def drawn(catalog: Catalog, table: DataTable) -> Choropleth | None:
    """The map of a table; None where it has none, where all areas are of one class, or where no shape is known."""
    found = _by_class(table)
    if len(found) < 2:
        return None
    height, shapes = catalog.memo(area_shapes, _provinces(catalog, table.areas), TOLERANCE)
    if not shapes:
        return None
    rest = [(area, catalog.places.regions[area].name) for area in sorted(shapes.keys() - {*table.areas})]
    found[NO_STEP, OUTSIDE] = rest
    shades = (
        Shade(
            step,
            label,
            tuple(name for _, name in rows),
            "".join(shapes[area][0] for area, _ in rows),
            _HATCHES.get(step),
        )
        for (step, label), rows in sorted(found.items())
        if rows
    )
    labels = (Label(*shapes[area][1], area) for area in table.areas if area.isupper() and area in shapes)
    title, _ = CLASSES[table.columns[_column(table)].kind]
    return Choropleth(title, height, tuple(shades), tuple(labels))


def _column(table: DataTable) -> int:
    return [column.key for column in table.columns].index(table.shades)


def _by_class(table: DataTable) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """The areas of each class with their names, in the order of the rows; what is not known counts as none."""
    if not table.shades:
        return {}
    place = _column(table)
    _, classes = CLASSES[table.columns[place].kind]
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for area, row in zip(table.areas, table.rows, strict=True):
        value = value_of(row[place])
        number = value if isinstance(value, int | Decimal) else 0
        step, label = next((step, label) for step, (under, label) in enumerate(classes) if number < under)
        found[str(step), label].append((area, str(value_of(row[0]))))
    return found


def _provinces(catalog: Catalog, areas: tuple[str, ...]) -> tuple[str, ...]:
    """The areas, if they are provinces; none if they are regions."""
    return areas if areas[0] in catalog.places.provinces else ()


def area_shapes(catalog: Catalog, provinces: tuple[str, ...], tolerance: int) -> tuple[int, Shapes]:
    """The height of a drawing of these provinces, by code, or else of all regions, by slug, and the shape of each.

    Of those whose shape is known; the height is 0 where none is. `tolerance` is that of `Coarse`. It follows from the
    register alone: asked for with `Catalog.memo`, it is kept from build to build.
    """
    there = {place.istat_code: place for place in catalog.places.provinces.values()}
    parts = [there[part] for part in catalog.places.boundaries.parts if part in there]
    if provinces:
        names = {place.istat_code: place.code for place in parts if place.code in provinces}
    else:
        names = {place.istat_code: place.region for place in parts}
    if not names:
        return 0, {}
    coarse = Coarse(catalog.places.boundaries, names, tolerance)
    return coarse.height, {area: (coarse.rings([area], SPECK), coarse.middle(area)) for area in sorted(coarse.areas)}
