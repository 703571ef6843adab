"""What is near and what is alike, on the tiny catalogue with copies of its records elsewhere."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from distretti.catalog import nearest
from distretti.catalog.catalog import Catalog, catalog
from distretti.places import distance
from distretti.places.register import Places
from distretti.presenters import membership, nearby
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Group

from ..conftest import REFERENCE, TODAY

DISTRICTS = "districts/lombardia/{}.yaml"
SHOPS, ARCADES = DISTRICTS.format("botteghe-inventate"), DISTRICTS.format("portici-immaginari")
MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
FAIR = "events/2026/festa-delle-vetrine-di-prova.yaml"


@pytest.fixture
def catalogue(catalogue: Path) -> Path:
    """With all of Italy's municipalities around."""
    shutil.rmtree(catalogue / "reference")
    return catalogue


def read(folder: Path) -> Catalog:
    content = load(folder, REFERENCE)
    broken = content.problems + rules.broken(content, TODAY)
    assert broken == []
    return catalog(content, broken, TODAY)


def copied(folder: Path, file: str, slug: str, /, **changes: str) -> None:
    """Copy a record under another name with other values of some keys."""
    source = folder / file
    text = source.read_text("utf-8")
    for key, value in changes.items():
        text, found = re.subn(rf"(?m)^{key}:.*(\n[ -].*)*$", f"{key}: {value}", text, count=1)
        assert found, key
    source.with_name(f"{slug}.yaml").write_text(text, "utf-8")


def said(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    return {group.anchor: [row.label for row in group.rows] for group in groups}


def test_kilometres_are_those_of_the_sphere(register: Places) -> None:
    lodi, milan, naples = (register.find(name) for name in ("Lodi", "Milano", "Napoli"))
    assert distance.kilometres(lodi, lodi) == 0
    assert distance.kilometres(lodi, milan) == pytest.approx(30, abs=2)
    assert distance.kilometres(milan, naples) == pytest.approx(659, abs=5)
    assert distance.kilometres(milan, naples) == distance.kilometres(naples, milan)
    assert nearest.said(lodi, 0, lodi) == "a Lodi"
    assert nearest.said(register.find("Alba"), 3, lodi) == "ad Alba, 3 km in linea d'aria"
    assert nearest.said(milan, 30, lodi) == "a Milano, 30 km in linea d'aria"


def test_every_town_within_reach_is_found(catalogue: Path, register: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against every distance of the register: from the corners of the country, where cells are narrow or wide."""
    found = read(catalogue)
    everywhere = tuple(register.municipalities.values())
    monkeypatch.setattr(found, "keys_of", lambda lookup: frozenset(register.municipalities))
    for name in ("Brennero", "Lampedusa e Linosa", "Claviere", "Otranto", "Milano", "Olginate", "Ponza", "Roma"):
        here = register.find(name)
        far = {town.istat_code: distance.kilometres(here, town) for town in everywhere}
        near = list(nearest.near(found, "markets_of_municipality", here))
        assert {town.istat_code for town, _ in near} == {code for code, km in far.items() if km <= nearest.FAR_KM}
        assert near[0] == (here, 0)
        kilometres = [far[town.istat_code] for town, _ in near]
        assert all(after > before - 0.1 for before, after in pairwise(kilometres)), name


def test_a_district_of_many_municipalities_does_not_hide_the_next(catalogue: Path) -> None:
    many = (
        "Tavazzano con Villavesco, San Martino in Strada, Cornegliano Laudense, Pieve Fissiraga, Massalengo, "
        "Boffalora d'Adda, Montanaso Lombardo, Corte Palasio, Ossago Lodigiano, Crespiatica, Abbadia Cerreto"
    )
    for name, towns in (("many", f"[{many}]"), ("farther", "[Paullo]")):
        copied(catalogue, ARCADES, name, name=name, short_name=name, municipalities=towns)
    found = read(catalogue)
    lodi = found.places.find("Lodi")
    names = [district.short_name for district, _, _ in membership.near(found, lodi, 9)]
    assert {"many", "farther"} <= set(names)


def test_the_nearest_districts_come_first_and_far_or_ended_ones_not_at_all(catalogue: Path) -> None:
    for name, town, status in (
        ("paullo", "Paullo", "attivo"), ("milano", "Milano", "attivo"), ("sondrio", "Sondrio", "attivo"),
        ("ended", "Tavazzano con Villavesco", "cessato"),
    ):  # fmt: skip
        copied(catalogue, ARCADES, name, name=name, short_name=name, municipalities=f"[{town}]", status=status)
    found = read(catalogue)
    here = found.district["lombardia/portici-immaginari"]
    assert found.municipalities_of(here)[0].name == "Lodi"
    near = said(nearby.of_district(found, here))["vicini"]
    assert near[0] == "paullo"
    assert "sondrio" not in near
    assert "ended" not in near
    assert here.short_name not in near
    outside = found.places.find("Casalpusterlengo")
    assert said(nearby.of_municipality(found, outside, (), ())).keys() == {"mercati-vicini"}, "these are its answer"
    assert next(row.label for row in nearby.districts_near(found, outside)) == here.short_name


def test_a_municipality_leads_to_those_of_its_districts_the_nearest_first(catalogue: Path) -> None:
    copied(catalogue, ARCADES, "other", name="other", short_name="other", municipalities="[Lodi, Milano, Paullo]")
    found = read(catalogue)
    lodi = found.places.find("Lodi")
    groups = nearby.of_municipality(found, lodi, found.districts_of_municipality[lodi.istat_code], ())
    (fellows,) = (group for group in groups if group.anchor == "simili")
    assert [row.label for row in fellows.rows] == ["Paullo", "Codogno", "Milano"]
    assert fellows.rows[0].meta == "a 14 km in linea d'aria · other"


def test_a_market_leads_to_those_near_it_and_to_those_of_its_day(catalogue: Path) -> None:
    for name, town in (("codogno", "Codogno"), ("paullo", "Paullo")):
        copied(catalogue, MARKET, name, title=name, municipality=town)
    found = read(catalogue)
    (market,) = (item for item in found.recurring if item.municipality == "Lodi")
    groups = said(nearby.of_recurring(found, market))
    assert groups["vicini"] == ["paullo", "codogno"]
    assert "stesso-giorno" not in groups, "those near are not said twice"
    (codogno,) = (item for item in found.recurring if item.title == "codogno")
    assert market.title in said(nearby.of_recurring(found, codogno))["vicini"]


def test_an_event_leads_to_its_other_editions(catalogue: Path) -> None:
    changes = {"title": "Festa delle vetrine di prova 2026, dicembre", "start": "2026-12-20", "end": "2026-12-21"}
    copied(catalogue, FAIR, "altra", **changes)
    found = read(catalogue)
    event = next(item for item in found.events if item.id == "2026/festa-delle-vetrine-di-prova")
    groups = said(nearby.of_event(found, event))
    assert groups["edizioni"] == ["Festa delle vetrine di prova 2026, dicembre"]
    assert "Festa delle vetrine di prova 2026, dicembre" not in groups.get("simili", [])
