"""Maps of a few classes: the areas of a table's rows, each shaded by its class, and the classes in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..catalog.catalog import Catalog
from ..places.coarse import Coarse
from ..site.components import Label
from .tables import DataTable, value_of

Classes = tuple[tuple[float, str], ...]

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
    coarse = _coarse(catalog, table.areas)
    if not coarse:
        return None
    rest = [(area, catalog.places.regions[area].name) for area in sorted(coarse.areas.difference(table.areas))]
    found[NO_STEP, OUTSIDE] = rest
    shades = (
        Shade(
            step,
            label,
            tuple(name for _, name in rows),
            coarse.rings([area for area, _ in rows], SPECK),
            _HATCHES.get(step),
        )
        for (step, label), rows in sorted(found.items())
        if rows
    )
    labels = (Label(*coarse.middle(area), area) for area in table.areas if area.isupper() and area in coarse.areas)
    title, _ = CLASSES[table.columns[_column(table)].kind]
    return Choropleth(title, coarse.frame.height, tuple(shades), tuple(labels))


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


def _coarse(catalog: Catalog, areas: tuple[str, ...]) -> Coarse | None:
    """The shapes of all regions, or of the provinces of one."""
    provinces = {place.istat_code: place for place in catalog.places.provinces.values()}
    known = [part for part in catalog.places.boundaries.parts if part in provinces]
    if areas[0] in catalog.places.provinces:
        known = [part for part in known if provinces[part].code in areas]
        names = {part: provinces[part].code for part in known}
    else:
        names = {part: provinces[part].region for part in known}
    return Coarse(catalog.places.boundaries, names, TOLERANCE) if known else None
