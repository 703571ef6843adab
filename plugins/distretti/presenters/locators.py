"""Where records are, small enough for a row: a province's outline, drawn once for a region, and dots in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..catalog.catalog import Catalog
from ..model import District
from ..places.coarse import Coarse
from ..places.register import Municipality, Province
from ..site import addresses
from ..site.components import Spot

SIDE = 100  # units of the square in which a province is drawn
GRID, FINE = 4, 2  # dots nearer than this to each other are one: in a row, beside a heading
TOLERANCE = 12  # units of the region's drawing that a border may go astray
SPECK = 25  # islands smaller than this, in the same units, are left out
Square = tuple[int, int, int]  # left, top, side


class Locators:
    """Draws the provinces of each region, and finds records in them; what several rows share is made once."""

    ambient = True  # an input of pages; what it reads, its catalogue traces

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._boundaries = catalog.places.boundaries
        self._coarse: dict[str, Coarse | None] = {}
        self._squares: dict[str, Square] = {}

    def district(self, district: District) -> Spot | None:
        """A district in the province that has most of its municipalities; None where no shape is known."""
        members = self._catalog.municipalities_of(district)
        if not members:
            return None
        (province, _), *_ = Counter(place.province for place in members).most_common(1)
        return self.places(province, [place for place in members if place.province == province])

    def districts(self, place: Province, districts: Iterable[District]) -> Spot | None:
        """A province with the municipalities of its districts."""
        members = {town for item in districts for town in self._catalog.municipalities_of(item)}
        inside = [town for town in members if town.province == place.code]
        return self.places(place.code, inside, FINE) or self.province(place)

    def province(self, place: Province) -> Spot | None:
        """The outline of a province alone."""
        coarse = self._of(place.region)
        there = coarse and place.code in coarse.areas
        return Spot(f"{addresses.silhouettes(place.region)}#{place.slug}", "") if there else None

    def places(self, province: str, places: Sequence[Municipality], grid: int = GRID) -> Spot | None:
        """Municipalities of the province with this code."""
        region = self._catalog.places.provinces[province].region
        if not self._of(region):
            return None
        dots = sorted({dot for place in places for dot in self._dots(province, region, place, grid)})
        path = "".join(f"M{x} {y}h0" for x, y in dots)
        return Spot(f"{addresses.silhouettes(region)}#{province.lower()}", path) if dots else None

    def drawing(self, region: str) -> str:
        """The outlines of a region's provinces as SVG, each by the code of its province."""
        coarse = self._of(region)
        symbols = "".join(self._symbol(coarse, code) for code in sorted(coarse.areas)) if coarse else ""
        return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'

    def outline(self, region: str) -> tuple[str, int]:
        """All of a region as path data 1000 units wide, and how high it is; ("", 0) where no shape is known."""
        coarse = self._of(region)
        return (coarse.rings(sorted(coarse.areas), SPECK), coarse.height) if coarse else ("", 0)

    def _symbol(self, coarse: Coarse, code: str) -> str:
        left, top, side = self._square(coarse, code)
        path = coarse.rings([code], SPECK)
        return f'<symbol id="{code.lower()}" viewBox="{left} {top} {side} {side}"><path d="{path}"/></symbol>'

    def _of(self, region: str) -> Coarse | None:
        if region not in self._coarse:
            parts = set(self._boundaries.parts)
            there = [place for place in self._catalog.places.provinces.values() if place.region == region]
            names = {place.istat_code: place.code for place in there if place.istat_code in parts}
            self._coarse[region] = Coarse(self._boundaries, names, TOLERANCE) if names else None
        return self._coarse[region]

    def _square(self, coarse: Coarse, code: str) -> Square:
        """The square round a province in the drawing of its region."""
        if code not in self._squares:
            arcs = self._boundaries.edge(self._catalog.places.provinces[code].istat_code)
            west, north, east, south = coarse.within(self._boundaries.box(arcs))
            side = max(east - west, south - north) + 2 * TOLERANCE
            self._squares[code] = (west + east - side) // 2, (north + south - side) // 2, side
        return self._squares[code]

    def _dots(self, province: str, region: str, place: Municipality, grid: int) -> Iterable[tuple[int, int]]:
        coarse, shape = self._of(region), self._boundaries.shape(place.istat_code)
        if coarse and shape:
            left, top, side = self._square(coarse, province)
            west, north, east, south = coarse.within(self._boundaries.box(shape))
            middle = ((west + east) / 2 - left, (north + south) / 2 - top)
            yield tuple(round(SIDE * way / side / grid) * grid for way in middle)  # type: ignore[misc]
