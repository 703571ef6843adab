"""The pictures that shared links show."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from distretti.theme.picture import png

from ..site import ADDRESS, PROJECT, pelican

FONTS = sorted((PROJECT / "theme" / "social").glob("*.ttf"))
TAG = re.compile(r'<meta property="og:image(:alt|:width|:height|)" content="([^"]*)">')


def test_every_page_names_a_picture_that_is_there(published: Path) -> None:
    missing = {}
    for file in published.rglob("*.html"):
        if (
            file.relative_to(published).parts[0] in ("totem", "incorpora", "locandine")
            and file.parent.parent != published
        ):
            continue  # for screens, frames and paper: nobody shares them
        tags = dict(TAG.findall(file.read_text("utf-8")))
        picture = published / tags[""].removeprefix(f"{ADDRESS}/")
        if not (picture.is_file() and tags[":alt"] and (tags[":width"], tags[":height"]) == ("1200", "630")):
            missing[str(file)] = tags
    assert missing == {}


def test_a_district_and_a_programme_show_their_region(published: Path) -> None:
    for page in ("distretti/lombardia/lodi", "programmi/lombardia/quarto-bando-dei-distretti-del-commercio-2011"):
        tags = dict(TAG.findall((published / page / "index.html").read_text("utf-8")))
        assert tags[""] == f"{ADDRESS}/immagini/regione-lombardia.png"
        assert tags[":alt"] == "Distretti del commercio in Lombardia"


def test_pictures_are_png_of_the_right_size_and_light(published: Path) -> None:
    pictures = {file.name: file.read_bytes() for file in (published / "immagini").iterdir()}
    assert 15 <= len(pictures) <= 40, "each costs 30 ms of every publish"
    assert {name for name, content in pictures.items() if content[:8] != b"\x89PNG\r\n\x1a\n"} == set()
    assert {struct.unpack(">II", content[16:24]) for content in pictures.values()} == {(1200, 630)}
    assert {name: len(content) for name, content in pictures.items() if len(content) > 60_000} == {}
    assert len(set(pictures.values())) == len(pictures)


def test_pictures_are_the_same_bytes_each_time(moved: Path, tmp_path: Path) -> None:
    content = moved.parent / "content"
    assert pelican(tmp_path, content=content, settings="publishconf.py", siteurl=ADDRESS).returncode == 0
    both = [{file.name: file.read_bytes() for file in (root / "immagini").iterdir()} for root in (moved, tmp_path)]
    assert len(both[0]) > 3
    assert both[0] == both[1]


def test_a_preview_has_neither_pictures_nor_their_tags(site: Path) -> None:
    assert not (site / "immagini").exists()
    assert TAG.findall((site / "index.html").read_text("utf-8")) == []


@pytest.mark.parametrize("weight", ["400", "700"])
def test_the_fonts_are_those_of_the_project(weight: str) -> None:
    def drawn(text: str, named: str, weight: str = weight) -> bytes:
        return png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
            f'<text y="40" font-size="30" font-family="{named}" font-weight="{weight}">{text}</text></svg>',
            FONTS,
        )

    blank = drawn("", "Titillium Web")
    assert drawn("Città d’arte", "Titillium Web") != blank
    other = "700" if weight == "400" else "400"
    assert drawn("Città d’arte", "Titillium Web") != drawn("Città d’arte", "Titillium Web", other), "each has its file"
    assert drawn("Città d’arte", "DejaVu Sans") == blank, "no font of the system is used"


def test_what_is_not_svg_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"."):
        png("<p>no", FONTS)
