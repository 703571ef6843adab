"""The pictures that shared links show: the home page's, one for each section of the menu, one for each region.

A picture for each of thousands of pages would cost minutes; a district and a programme show their region's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import heads
from ..presenters.locators import Locators
from ..site import addresses
from ..site.output import Output, Picture
from ..site.site import Site

LINE = 24  # characters of the title that surely fit a line
LINES = 3
WIDE, HIGH = 560, 470  # pixels that an outline takes at most


@dataclass(frozen=True, slots=True)
class SocialView:
    """The words in a picture: the title in its lines, and one line under it; the outline of a region behind them."""

    title: tuple[str, ...]
    subtitle: str
    outline: str = ""  # of the region, as path data 1000 units wide
    place: str = ""  # the transform that puts it on the right


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """All of them; none where the site has no address, since pages name them by their whole address only."""
    if not site.url:
        return
    yield Picture(addresses.picture("home"), "social.svg", _home, (catalog,))
    for section, label, _ in site.menu:
        yield Picture(addresses.picture(section), "social.svg", _view, (label, "Distretti del commercio"))
    locators = Locators(catalog)
    for region in catalog.regions:
        cover = heads.region_cover(catalog, region.id)
        if cover:
            yield Picture(cover.address, "social.svg", _region, (catalog, locators, region.id, cover.alt))


def _home(catalog: Catalog) -> SocialView:
    return _view("Trova un distretto del commercio", _districts(len(catalog.districts)))


def _region(catalog: Catalog, locators: Locators, region: str, title: str) -> SocialView:
    districts = len(catalog.districts_of_region.get(region, ()))
    view = _view(title, _districts(districts) if districts else "Norme, cifre e fonti")
    outline, height = locators.outline(region)
    scale = min(WIDE / 1000, HIGH / height) if height else 0
    left, top = 1200 - 1000 * scale - 24, (520 + 14 - height * scale) / 2
    return replace(view, outline=outline, place=f"translate({left:.0f} {top:.0f}) scale({scale:.3f})")


def _view(title: str, subtitle: str) -> SocialView:
    lines = textwrap.wrap(title, LINE, max_lines=LINES, placeholder="…", break_on_hyphens=False)
    return SocialView(tuple(lines), subtitle)


def _districts(count: int) -> str:
    return f"{italian.count(count, 'distretto', 'distretti')} in catalogo, con le fonti"
