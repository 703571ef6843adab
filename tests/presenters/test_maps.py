"""Maps: from arcs to rings by hand, then those of the real reference data and of the real site."""

from __future__ import annotations

import gzip
import json
import marshal
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.places.boundaries import Boundaries
from distretti.places.outlines import Frame, Line, joined
from distretti.presenters.maps import WHOLE, Atlas
from distretti.reading.loader import load

from ..conftest import PROJECT, REFERENCE, TODAY, real_catalog

# Two squares side by side: arc 0 is the border between them, arcs 1 and 2 the rest of each.
SQUARES = {
    "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]]],
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "objects": {
        "squares": {
            "geometries": [
                {"id": "west", "type": "Polygon", "arcs": [[0, 1]]},
                {"id": "east", "type": "MultiPolygon", "arcs": [[[2, -1]]]},
                {"id": "nowhere", "type": None},
            ]
        }
    },
}
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


@pytest.fixture
def catalogue(catalogue: Path) -> Path:
    """With all of Italy's municipalities around."""
    shutil.rmtree(catalogue / "reference")
    return catalogue


@pytest.fixture
def squares(tmp_path: Path) -> Boundaries:
    file = tmp_path / "squares.topojson"
    file.write_text(json.dumps(SQUARES))
    return Boundaries(file)


def read(folder: Path, reference: Path = REFERENCE) -> Catalog:
    return catalog(load(folder, reference), (), TODAY)


def test_an_arc_is_walked_from_its_first_point_by_steps(squares: Boundaries) -> None:
    assert squares.shape("west") == (0, 1)
    assert tuple(map(tuple, squares.lines[1])) == ((10, 0, 0, 10), (10, 10, 0, 0))
    assert squares.shape("east") == (2, 0)
    assert squares.box([1, 2]) == (0, 0, 20, 10)


def test_a_shared_border_is_not_in_the_outline(squares: Boundaries) -> None:
    assert squares.outline(["west"]) == [0, 1]
    assert squares.outline(["west", "east", "unheard of", "nowhere"]) == [1, 2]
    assert squares.borders(str, ["west", "east"]) == [0, 1, 2]


def test_arcs_become_one_closed_ring(squares: Boundaries) -> None:
    rings = squares.outline(["west", "east"])
    plain = Frame((0, 0, 20, 10), 1, 1, 10, squares.lines)
    assert plain.path(rings) == "M10 0l-10 0 0 10 10 0 10 0 0-10z"
    assert plain.path(rings, 20) == plain.path(rings)
    assert plain.path(rings, 21) == ""


def drawn(*lines: Line, least: int = 0) -> str:
    """The path of lines on a grid of units, y down from 0."""
    return Frame((0, -100, 100, 0), 1, -1, 100, dict(enumerate(lines))).path(range(len(lines)), least)


def test_lines_that_close_nothing_stay_open() -> None:
    lines: tuple[Line, ...] = (((5, 9), (5, 5)), ((0, 5), (0, 5)), ((7, 7), (7, 7)))
    assert drawn(*lines) == "M0 0l5 5 4 0"
    assert drawn(*lines, least=50) == "M0 0l5 5 4 0"


def test_a_line_is_walked_backwards_where_it_must_be() -> None:
    ends = {3: ((0, 0), (5, 5)), 4: ((9, 5), (5, 5)), 5: ((0, 0), (9, 5))}
    assert list(joined(ends)) == [([3, ~4, ~5], (0, 0), (0, 0))]
    assert drawn(((0, 5), (0, 5)), ((9, 5), (5, 5)), ((0, 4, 9), (0, 9, 5))) == "M0 0l5 5 4 0-5 4z"


def test_points_too_near_are_left_out_and_ends_stay() -> None:
    assert drawn(((0, 1, 2, 4, 20, 21), (0, 1, 0, 0, 0, 0))) == "M0 0l4 0 16 0 1 0"


def test_a_ring_whose_end_is_near_its_last_corner_keeps_that_corner() -> None:
    """Its last two points fall on one: the way there is drawn, the closing of the ring is none."""
    assert drawn(((0, 50, 50, 0, 0), (0, 0, 50, 50, 0))) == "M0 0l50 0 0 50-50 0z"
    frame = Frame((0, -100, 100, 0), 0.1, -0.1, 100, {0: ((0, 90, 90, 1, 0), (0, 0, 90, 1, 0))})
    assert frame.path([0]) == "M0 0l9 0 0 9-9-9z"


def test_specks_are_left_out() -> None:
    """By what is drawn of them, be it one line or several."""
    speck: Line = ((0, 5, 5, 0), (0, 0, 5, 0))
    assert drawn(speck, least=5) == "M0 0l5 0 0 5z"
    assert drawn(speck, least=6) == ""
    assert drawn(((0, 5), (0, 0)), ((5, 5, 0), (0, 5, 0)), least=6) == ""


def test_north_is_up_and_the_frame_is_filled(squares: Boundaries) -> None:
    frame = squares.frame((0, 0, 100, 100))
    left, top, right, bottom = frame.within((0, 0, 100, 100))
    assert 0 < left < right < 1000
    assert 0 < top < bottom < frame.height
    assert frame.shows((90, 90, 200, 200))
    assert not frame.shows((200, 0, 300, 100))


def test_a_tall_place_has_a_drawing_not_too_tall(squares: Boundaries) -> None:
    assert squares.frame((0, 0, 10, 100)).height == 1200


def test_a_district_is_drawn_with_the_names_of_its_municipalities(catalogue: Path) -> None:
    found = read(catalogue)
    made = Atlas(found).district(found.district["lombardia/portici-immaginari"])
    assert made
    assert [shape.kind for shape in made.shapes][:3] == ["land", "border", "area"]
    assert made.notes == (WHOLE,)
    assert "nella provincia di Lodi" in made.title or "nelle province di" in made.title
    assert {label.text for label in made.labels} <= {place.name for place in found.municipalities}
    assert made == Atlas(read(catalogue)).district(found.district["lombardia/portici-immaginari"])


def test_a_missing_shape_is_said_and_the_rest_is_drawn(catalogue: Path) -> None:
    """As after a merger that the boundaries do not know yet."""
    own = shutil.copytree(REFERENCE, catalogue / "reference")
    whole = read(catalogue)
    district = next(item for item in whole.districts if len(whole.municipalities_of(item)) > 1)
    gone = whole.municipalities_of(district)[0].istat_code
    topology = json.loads((own / "comuni.topojson").read_text())
    layer = topology["objects"]["comuni"]
    layer["geometries"] = [shape for shape in layer["geometries"] if shape["id"] != gone]
    (own / "comuni.topojson").write_text(json.dumps(topology))
    atlas = Atlas(read(catalogue))
    said = "Non disegnati, perché il loro confine non è noto: 1 comune."
    made = atlas.district(district)
    region = atlas.region(whole.places.regions[district.region])
    assert made
    assert region
    assert made.notes == (WHOLE, said)
    assert said in region.notes


def test_without_boundaries_there_are_no_maps(catalogue: Path) -> None:
    own = catalogue / "reference"
    own.mkdir()
    for name in ("comuni.csv", "comuni-former.csv"):
        shutil.copy(REFERENCE / name, own)
    found = read(catalogue)
    assert found.districts
    atlas = Atlas(found)
    assert [atlas.italy(), *map(atlas.district, found.districts)] == [None] * (len(found.districts) + 1)


def test_maps_are_the_same_from_what_was_kept_of_the_boundaries(catalogue: Path, tmp_path: Path) -> None:
    """A part at a time, without the file; what is kept is plain data."""
    found = read(catalogue)
    whole = Atlas(found)
    rows = {name: marshal.dumps(row) for name, row in found.places.boundaries.rows()}
    asked: set[str] = set()

    def kept(name: str) -> Any:
        asked.add(name)
        return marshal.loads(rows[name]) if name in rows else None

    other = read(catalogue)
    other.places.boundaries = Boundaries(tmp_path / "none.topojson", kept)
    again = Atlas(other)
    district = found.district["lombardia/portici-immaginari"]
    assert again.district(district) == whole.district(district) is not None
    assert len(asked) < len(rows) / 4
    assert again.italy() == whole.italy() is not None
    for region in found.places.regions.values():
        assert again.region(region) == whole.region(region)


def test_without_what_was_kept_the_file_is_read(squares: Boundaries) -> None:
    nothing: dict[str, Any] = {}
    file = Boundaries(squares._file, nothing.get)
    assert file.shapes == squares.shapes
    assert file.shapes.keys() == {"west", "east"}


def test_every_municipality_of_the_register_has_a_shape() -> None:
    found = read(PROJECT / "tests" / "catalogue")
    assert found.places.boundaries.shapes.keys() == found.places.municipalities.keys()


def test_maps_are_on_their_pages_with_words_source_and_within_the_budget(site: Path) -> None:
    heavy, wordless, mapped = {}, [], set()
    for file in site.rglob("*.html"):
        page = file.read_text("utf-8")
        if '<figure class="map">' not in page:
            continue
        english = file.is_relative_to(site / "en")
        whole = "The map shows whole municipalities, not " if english else "La mappa mostra i comuni interi, non "
        marked = ' lang="it"' if english else ""
        title = "Map of the municipalities" if english else "Mappa dei comuni"
        name = file.parent.relative_to(site).as_posix()
        mapped.add(name)
        drawn = "".join(SVG.findall(page)).encode()
        if len(gzip.compress(drawn)) > 40_000:
            heavy[name] = len(drawn)
        caption = page.partition("<figcaption>")[2].partition("</figcaption>")[0]
        fine = (
            whole in caption
            and 'href="#attribuzione"' in caption
            and f'<p id="attribuzione"{marked}>Fonte: Istat, confini amministrativi' in page
            and 'role="img" aria-labelledby="mappa-titolo"' in page
            and f'<title id="mappa-titolo">{title}' in page
        )
        if not fine:
            wordless.append(name)
    assert heavy == {}
    assert wordless == []
    assert {"distretti", "distretti/lombardia", "distretti/lombardia/lodi"} <= mapped
    found = real_catalog()
    with_places = {f"distretti/{item.id}" for item in found.districts if found.municipalities_of(item)}
    assert with_places - mapped == set()
