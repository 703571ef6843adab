"""What an incremental build rests on: a page says by itself what makes it, from values that can be compared."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pelicanconf
import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.model import Part
from distretti.model.prose import SECTION_PAGES
from distretti.outputs import problems
from distretti.places.register import Municipality, Province, Region
from distretti.presenters import agenda, heads, long_lists, markets
from distretti.presenters.locators import Locators
from distretti.presenters.maps import Atlas
from distretti.reading.loader import load
from distretti.site.components import Link
from distretti.site.output import File, Output, Page
from distretti.site.site import Owner, Site
from distretti.theme import assets

from .. import building
from ..conftest import PROJECT, REFERENCE, TODAY
from ..mutants import DISTRICT, EVENT, MARKET, SHOPS

OWNER = Owner("Comune di Prova", "https://www.comune.example.it/", True, "c_x999")
CONTACT = Link("dati@comune.example.it", "mailto:dati@comune.example.it")
SITE = Site(
    "Prova", "Catalogo", "https://esempio.it", OWNER, pelicanconf.MENU, "", "", CONTACT,
    preview=False, documents=True, languages=("en",),
)  # fmt: skip
ALLOWED = (
    Catalog, Site, Atlas, Locators, Part, Municipality, Province, Region, str, int, dt.date, bytes, type(None),
)  # fmt: skip


def listed(folder: Path) -> list[Output]:
    """All that the tiny catalogue publishes, with the real pages of words, an old address and a withdrawn record."""
    own = shutil.ignore_patterns(*(f"{name}.md" for name in SECTION_PAGES))
    shutil.copytree(PROJECT / "content" / "pages", folder / "pages", dirs_exist_ok=True, ignore=own)
    for file, text in (
        (SHOPS, "aliases:\n  - /distretti/lombardia/vetrine/\n"),
        (EVENT, "withdrawn:\n  date: 2026-11-21\n  reason: Scheda doppia.\n"),
    ):
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(text)
    market = folder / MARKET  # also in winter, for posters
    market.write_text(market.read_text("utf-8").replace("  from: '04-01'\n  to: '10-31'\n", ""), "utf-8")
    found = catalog(load(folder, REFERENCE), [], TODAY)
    outputs: list[Output] = list(assets.assets(PROJECT / "theme" / "static")[1])
    with pytest.MonkeyPatch.context() as patch:  # as if it were a large one, with all pages that go on elsewhere
        patch.setattr(markets, "MOST", 0)
        patch.setattr(agenda, "MOST", 0)
        patch.setattr(long_lists, "MOST", 0)
        for module in (*building.modules(), problems):
            before = len(outputs)
            outputs += building.listed(module, found, SITE, outputs)
            assert len(outputs) > before, module
    return outputs


def values(inputs: Any) -> Iterator[Any]:
    """The values in tuples, however deep."""
    if isinstance(inputs, tuple):
        for item in inputs:
            yield from values(item)
    else:
        yield inputs


def made(output: Output) -> Any:
    return output.content if isinstance(output, File) else output.view


def test_inputs_are_few_plain_values(catalogue: Path) -> None:
    """No computed table, mapping, list or function: what is computed from the catalogue is computed by `make`."""
    strange = {
        (output.address, type(value))
        for output in listed(catalogue)
        for value in values(output.inputs)
        if not isinstance(value, ALLOWED)
    }
    assert strange == set()


def test_what_makes_a_view_is_a_function_of_a_module(catalogue: Path) -> None:
    for output in listed(catalogue):
        assert getattr(sys.modules[output.make.__module__], output.make.__name__) is output.make, output.address


def test_a_view_made_twice_is_the_same(catalogue: Path) -> None:
    for output in listed(catalogue):
        one, other = made(output), made(output)
        assert one == other, output.address
        entries = [view.head.entry() for view in (one, other) if isinstance(output, Page) and view.head.entry]
        assert entries[:1] == entries[1:], output.address


def test_listing_makes_no_view(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def head(*_: Any, **__: Any) -> None:
        raise AssertionError("a view was made")

    monkeypatch.setattr(heads, "head", head)
    outputs = listed(catalogue)
    district = next(item for item in outputs if item.address == f"/distretti/{DISTRICT.split('/', 1)[1][:-5]}/")
    with pytest.raises(AssertionError, match="a view was made"):
        made(district)
