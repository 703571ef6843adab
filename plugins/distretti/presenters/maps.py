"""Maps of districts, drawn from the boundaries of their municipalities: each is a picture, its links are in a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..places import outlines
from ..places.outlines import Box, Frame
from ..places.register import Municipality, Region
from ..site.components import Label, Map, Shape

Background = tuple[Frame, tuple[Shape, ...]]
Members = Mapping[str, tuple[Municipality, ...]]  # by district

WHOLE = "La mappa mostra i comuni interi, non il perimetro del distretto."
WHOLE_OF_ALL = "La mappa mostra i comuni interi, non i perimetri dei distretti."
PARTIAL = "Dove è vuota, questo catalogo non conosce distretti."
KEY = {"many": "Distretti di più comuni", "one": "Distretti di cui è noto un solo comune"}
DISTRICTS = ("{n} distretto", "{n} distretti")
LEFT_OUT = {  # what is not drawn: the sentence, the forms of its number
    "unknown": ("Senza comuni noti, e perciò non disegnati: {quanti}.", DISTRICTS),
    "ceased": ("Cessati, e perciò non disegnati: {quanti}.", DISTRICTS),
    "shapeless": (
        "Non disegnati, perché il loro confine non è noto: {quanti}.",
        ("{n} comune", "{n} comuni"),
    ),
}

SPECK = 6  # rings of the background smaller than this, in units, are left out
NAMED = 6  # no more municipalities than these have their names on the map
LETTER, LINE = 19, 42  # the room that a letter and a line of a name take, in units


class Atlas:
    """Draws the maps of a catalogue; what several maps share is made once, and follows from the register alone."""

    ambient = True  # an input of pages; what it reads, its catalogue traces

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._places = catalog.places
        self._boundaries = catalog.places.boundaries
        self._backgrounds: dict[tuple[str, ...], Background] = {}

    def district(self, district: District) -> Map | None:
        """The municipalities of a district in the outline of their provinces; None where no shape is known."""
        members = self._catalog.municipalities_of(district)
        codes = self._with_shape(members)
        if not codes:
            return None
        frame, background = self._of_provinces({code[:3] for code in codes})
        outline = self._boundaries.outline(codes)
        left_out = _left_out(shapeless=len(members) - len(codes))
        inner = sorted({*self._boundaries.borders(str, codes)} - {*outline})
        inside = [Shape("inner", frame.path(inner))] if inner else []
        return Map(
            f"Mappa dei comuni del distretto «{district.short_name}» {self._in_provinces(codes)}",
            frame.height,
            (*background, Shape("area", frame.path(outline)), *inside),
            (WHOLE, *_said(left_out)),
            labels=self._labels(frame, [place for place in members if place.istat_code in codes]),
            left_out=left_out,
        )

    def region(self, region: Region) -> Map | None:
        """The districts of a region, parted by their outlines; None where no shape is known."""
        return self._catalog.memo(_of_region, region.slug)

    def italy(self) -> Map | None:
        """All districts in the outlines of the regions; None where no shape is known."""
        return self._catalog.memo(_of_all)

    def of_region(self, region: Region) -> Map | None:
        """As `region`, drawn anew."""
        districts = self._catalog.districts_of_region.get(region.slug, ())
        provinces = {place.istat_code for place in self._places.provinces.values() if place.region == region.slug}
        return self._overview(districts, italian.in_region(region.name), lambda: self._of_provinces(provinces), "edge")

    def of_all(self) -> Map | None:
        """As `italy`, drawn anew."""
        return self._overview(self._catalog.districts, "in Italia", self._of_italy, "inner")

    def _overview(
        self, districts: Sequence[District], where: str, background: Callable[[], Background], edge: str
    ) -> Map | None:
        current = [item for item in districts if item.status != "cessato"]
        members = {item.id: self._catalog.municipalities_of(item) for item in current}
        groups = _groups(members)
        codes = [code for code in groups if self._boundaries.shape(code)]
        if not codes:
            return None
        left_out = _left_out(
            unknown=sum(not places for places in members.values()),
            ceased=len(districts) - len(members),
            shapeless=len(groups) - len(codes),
        )
        frame, behind = background()
        kinds = {kind: self._with_shape(places) for kind, places in _by_size(members).items()}
        fills = (Shape(kind, frame.path(self._boundaries.outline(found))) for kind, found in kinds.items() if found)
        return Map(
            f"Mappa dei comuni che sono in un distretto del commercio {where}",
            frame.height,
            (*behind, *fills, Shape(edge, frame.path(self._boundaries.borders(groups.get, codes)))),
            (WHOLE_OF_ALL, PARTIAL, *_said(left_out)),
            tuple((kind, KEY[kind]) for kind, found in kinds.items() if found),
            left_out=left_out,
        )

    def _with_shape(self, places: Iterable[Municipality]) -> list[str]:
        """The codes of those that can be drawn, in order."""
        return sorted({place.istat_code for place in places if self._boundaries.shape(place.istat_code)})

    def _in_provinces(self, codes: list[str]) -> str:
        names = sorted({self._places.provinces[self._places.municipalities[code].province].name for code in codes})
        return f"{'nella provincia' if len(names) == 1 else 'nelle province'} di {italian.listed(names)}"

    def _of_provinces(self, provinces: set[str]) -> Background:
        """The provinces with these three-digit codes as a whole, and borders around them."""
        key = tuple(sorted(provinces))
        if key not in self._backgrounds:
            outline = self._boundaries.around(key)
            frame = self._frame(outline)
            self._backgrounds[key] = frame, _background(frame, outline, self._boundaries.near(frame))
        return self._backgrounds[key]

    def _of_italy(self) -> Background:
        box, shapes = self._catalog.memo(_italy)
        return self._boundaries.frame(box), tuple(Shape(kind, path) for kind, path in shapes)

    def _frame(self, outline: list[int]) -> Frame:
        return self._boundaries.frame(self._boundaries.box(outline))

    def _labels(self, frame: Frame, places: Sequence[Municipality]) -> tuple[Label, ...]:
        """The names that fit: on a municipality as wide as its name, else under it where there is room."""
        if len(places) > NAMED:
            return ()
        arcs = {place: self._boundaries.shape(place.istat_code) for place in places}
        boxes = {place: frame.within(self._boundaries.box(arcs[place])) for place in places}
        labels: list[Label] = []
        taken: list[Box] = []
        for place, own in boxes.items():
            label = _label(place.name, own)
            room = _room(label)
            others = [*taken, *(box for other, box in boxes.items() if other != place)]
            if room[3] <= frame.height and not any(_overlap(room, other) for other in others):
                labels.append(label)
                taken.append(room)
        return tuple(labels)


def _of_region(catalog: Catalog, region: str) -> Map | None:
    return Atlas(catalog).of_region(catalog.places.regions[region])


def _of_all(catalog: Catalog) -> Map | None:
    return Atlas(catalog).of_all()


def _italy(catalog: Catalog) -> tuple[Box, tuple[tuple[str, str], ...]]:
    """The rectangle round all of Italy, on the grid, and kind and path of each shape of the background."""
    region = {province.istat_code: province.region for province in catalog.places.provinces.values()}
    boundaries = catalog.places.boundaries
    outline = boundaries.around(boundaries.parts)
    box = boundaries.box(outline)
    shapes = _background(boundaries.frame(box), outline, boundaries.between(region.get, boundaries.parts))
    return box, tuple((shape.kind, shape.path) for shape in shapes)


def _background(frame: Frame, outline: list[int], borders: Iterable[int]) -> tuple[Shape, ...]:
    """What is shown as a whole, and the borders in it and around it."""
    whole = set(outline)
    around = [arc for arc in borders if arc not in whole]
    return Shape("land", frame.path(outline, SPECK)), Shape("border", frame.path(around, SPECK))


def _label(name: str, box: Box) -> Label:
    """The name in the middle of a rectangle of the drawing (left, top, right, bottom), or under it if too wide."""
    half = len(name) * LETTER // 2
    left, top, right, bottom = box
    fits = right - left >= 2 * half and bottom - top >= LINE
    x = min(max(round((left + right) / 2), half), outlines.SIZE - half)
    return Label(x, round((top + bottom) / 2 + LINE / 4 if fits else bottom + LINE), name)


def _room(label: Label) -> Box:
    half = len(label.text) * LETTER // 2
    return label.x - half, label.y - LINE * 3 // 4, label.x + half, label.y + LINE // 4


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _groups(members: Members) -> dict[str, tuple[str, ...]]:
    """The districts of each municipality, by its code."""
    groups: dict[str, list[str]] = defaultdict(list)
    for district, places in members.items():
        for place in places:
            groups[place.istat_code].append(district)
    return {code: tuple(groups[code]) for code in sorted(groups)}


def _by_size(members: Members) -> dict[str, list[Municipality]]:
    """The municipalities of districts with several, and of those with one; some are of both."""
    return {
        "many": [place for places in members.values() if len(places) > 1 for place in places],
        "one": [place for places in members.values() if len(places) == 1 for place in places],
    }


def _left_out(**numbers: int) -> tuple[tuple[str, int], ...]:
    """How many are not on the map, by the reason."""
    return tuple((reason, number) for reason, number in numbers.items() if number)


def _said(left_out: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """What the map says of them."""
    return tuple(
        LEFT_OUT[reason][0].format(
            quanti=italian.count(number, *(form.removeprefix("{n} ") for form in LEFT_OUT[reason][1]))
        )
        for reason, number in left_out
    )
