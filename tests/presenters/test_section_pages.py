"""Pages whose words are in content/pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.language import page_words
from distretti.model.prose import OF_RECORDS, SECTION_PAGES
from distretti.presenters import section_pages
from distretti.presenters.section_pages import Data
from distretti.presenters.sections import SectionsView
from distretti.reading.loader import load
from distretti.site.site import Site

from ..conftest import REFERENCE, TODAY, real_catalog

# The page → the output that makes its data.
MODULES = {
    "attori": "actors",
    "buone-pratiche": "good_practices",
    "certificazione": "certification",
    "finanziamenti": "funding",
    "formazione": "training",
    "per-investitori": "investors",
    "per-le-imprese": "enterprises",
    "pubblicazioni": "publications",
}
PAGE = """---
title: Prova
description: Una prova.
lead: La prima frase.
---
Prosa.

## Primo {#primo}

Al {{ oggi }}.

{{ aperti }}

> Niente al {{ oggi }}.

- [Bandi](/bandi/)

### Secondo {#secondo}

Si vede solo con i dati.

{{ da-verificare }}

## Terzo {#terzo}

{{ servizi }}
{{ scheda: initiatives/tessera-di-prova | Vedi }}
"""


@pytest.fixture(scope="module")
def real() -> Catalog:
    return real_catalog()


def maker(data: Data) -> Callable[[Catalog], Data]:
    return lambda _: data


def shown(folder: Path, **data: Data) -> SectionsView:
    """The page above, with this data at its places."""
    (folder / "pages/per-le-imprese.md").write_text(PAGE, "utf-8")
    found = catalog(load(folder, REFERENCE), [], TODAY)
    (page,) = section_pages.page_at(found, "/per-le-imprese/")
    makers = {name: maker(data.get(name.replace("-", "_"), Data())) for name in SECTION_PAGES[page.id].data}
    return section_pages.view(found, page, "bandi", makers, {"oggi": "28 novembre"})


def test_without_data_a_section_says_so_or_is_not_there(catalogue: Path) -> None:
    view = shown(catalogue)
    assert (view.heading, view.lead, str(view.body)) == ("Prova", "La prima frase.", "<p>Prosa.</p>")
    assert [part.anchor for part in view.sections] == ["primo", "terzo"]
    assert (str(view.sections[0].body), view.sections[0].empty) == ("<p>Al 28 novembre.</p>", "Niente al 28 novembre.")
    assert [(link.label, link.address) for link in view.sections[0].links] == [("Bandi", "/bandi/")]
    assert [link.label for link in view.sections[1].links] == ["Vedi: Tessera di prova"]


def test_data_stands_at_its_place(catalogue: Path) -> None:
    view = shown(catalogue, da_verificare=Data(text=("Un dato.",)))
    assert [(part.anchor, part.level, part.text) for part in view.sections[:2]] == [
        ("primo", 2, ()),
        ("secondo", 3, ("Un dato.",)),
    ]


@pytest.mark.parametrize("name", SECTION_PAGES)
def test_every_place_has_its_maker(name: str) -> None:
    module = import_module(f"distretti.outputs.{MODULES[name]}")
    assert set(module.DATA) == set(SECTION_PAGES[name].data)


def test_every_place_of_records_has_its_maker() -> None:
    assert section_pages._OF_RECORDS.keys() == OF_RECORDS.keys()


@pytest.mark.parametrize("name", SECTION_PAGES)
def test_what_a_page_asks_of_records_is_there(name: str, real: Catalog) -> None:
    """No word after a bar misses what it means to choose: that would be said to be no public data."""
    (page,) = [page for page in real.pages if page.id == name]
    for section in page_words.parsed(page.body)[1]:
        for place in section.places:
            if place.name in OF_RECORDS:
                assert section_pages._data(real, place, {}) != Data(), place


@pytest.mark.parametrize("name", SECTION_PAGES)
def test_no_name_in_braces_is_left(name: str, real: Catalog) -> None:
    module = import_module(f"distretti.outputs.{MODULES[name]}")
    for page in module.outputs(real, Site("Prova", "", "", None, (), "", "", "")):
        if page.address == f"/{name}/":
            assert re.findall(r"\{\{|\}\}", repr(page.view)) == []
            break
    else:
        pytest.fail(name)
