"""What is drawn side by side in charts and maps is told apart by who sees no red or no green, in both schemes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from ..conftest import PROJECT
from . import colours

CSS = PROJECT / "theme" / "static" / "css"
APART = 15  # CIEDE2000: a glance is enough from about 5, and classes are compared with a key some way off
PAGE = "var(--page)"


def fills() -> dict[str, str]:
    """What fills each selector of the style sheet, by its first declaration: forced colours come after."""
    found: dict[str, str] = {}
    for selectors, body in re.findall(r"^([^\n{}@]+) \{([^}]*)\}", (CSS / "components.css").read_text("utf-8"), re.M):
        painted = re.search(r"(?:fill|stroke): (var\(--[\w-]+\))", body)
        for selector in selectors.split(", ") if painted else ():
            found.setdefault(selector.strip(), painted[1])
    return found


def neighbours() -> list[tuple[str, str]]:
    """The values that touch in a drawing: classes of a map in their order, bars and dots on the page and each other."""
    known = fills()
    shades = [known[".shade"], *(known[f".shade--{step}"] for step in range(1, 5))]
    bar, claim, dot, line = (known[name] for name in (".bar path", ".bar circle", ".chart circle", ".chart__line"))
    grid, area, hatch = known[".chart__grid"], known[".map__area"], known[".map__hatch"]
    return [
        *pairwise(shades), (bar, PAGE), (claim, PAGE), (claim, bar), (dot, PAGE), (line, PAGE),
        (line, grid), (area, PAGE), (area, known[".map__land"]), (area, hatch), (hatch, known[".map__paper"]),
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", colours.SIGHTS)
def test_neighbours_are_told_apart(scheme: str, sight: str) -> None:
    properties = colours.schemes((CSS / "tokens.css").read_text("utf-8"))[scheme]
    alike = {}
    for one, other in neighbours():
        seen = [colours.seen(colours.colour(value, properties), sight) for value in (one, other)]
        if (apart := colours.difference(*seen)) < APART:
            alike[one, other] = round(apart, 1)
    assert alike == {}


def test_red_and_green_are_not_told_apart() -> None:
    """The measure is one that can fail: a red and a green of one lightness are far apart, but not for all."""
    red, green = (0.75, 0.35, 0.2), (0.45, 0.5, 0.2)
    apart = {
        sight: colours.difference(colours.seen(red, sight), colours.seen(green, sight)) for sight in colours.SIGHTS
    }
    assert apart["all cones"] > 30
    assert apart["deuteranopia"] < 10


def test_the_measure_is_ciede2000() -> None:
    """Pairs 1, 10, 17 and 25 of the data that Sharma, Wu and Dalal publish with the formula."""
    for one, other, expected in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert colours.difference(one, other) == pytest.approx(expected, abs=1e-4)
