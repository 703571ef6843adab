"""Stamps of the passport: one for what stands in one place, and why a place has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.outputs import notices, passport, stamp_sheets, venue_pages
from distretti.presenters import stamps, street
from distretti.site import addresses

from ..conftest import real_catalog
from .test_calendars import SITE, edit, read

MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
LOGGIA = "places/lombardia/loggia-inventata.yaml"
SURE = "summary: Un mercato"
STAMPED = "Timbra il passaporto dei mercati"


def venue_of(folder: Path) -> tuple[str, list[str]]:
    """What the page of the place says of its stamp, and the labels of its links."""
    (page,) = venue_pages.outputs(read(folder), SITE)
    return page.view.no_stamp, [link.label for link in page.view.tools]


def test_a_hall_in_which_a_market_with_a_stamp_is_held_has_none_of_its_own(catalogue: Path) -> None:
    said, links = venue_of(catalogue)
    assert said == "Questo luogo non ha un timbro suo: c’è quello del mercato."
    assert links == ["Timbra: Mercato dei Portici Immaginari"]
    edit(catalogue, MARKET, SURE, f"to_confirm: true\n{SURE}")
    assert venue_of(catalogue) == ("", [STAMPED, "Il codice QR del timbro, da stampare"])


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("network:", "status: chiuso\nnetwork:", "il luogo è chiuso"),
        ("network:", "status: da-verificare\nnetwork:", "non si sa se il luogo è ancora attivo"),
        ("network: mercato-coperto", "network: area-di-mercato", "qui non conosciamo mercati certi"),
    ],
)
def test_a_place_says_why_it_has_no_stamp(catalogue: Path, old: str, new: str, why: str) -> None:
    edit(catalogue, MARKET, SURE, f"to_confirm: true\n{SURE}")
    edit(catalogue, LOGGIA, old, new)
    said, links = venue_of(catalogue)
    assert said.endswith(f": {why}.")
    assert links == []


def test_a_district_whose_markets_are_to_be_confirmed_says_why_it_has_no_totem(catalogue: Path) -> None:
    def why() -> str:
        found = read(catalogue)
        return street.why_no_tools(found, found.district["lombardia/portici-immaginari"])

    assert why() == ""
    edit(catalogue, MARKET, SURE, f"to_confirm: true\n{SURE}")
    edit(catalogue, LOGGIA, "network:", "status: chiuso\nnetwork:")
    for folder in ("messages", "events/2026"):
        for file in (catalogue / folder).rglob("*.yaml"):
            file.unlink()
    assert why() == "Totem, riquadro e locandina non ci sono: i mercati del distretto sono da riconfermare."


def test_the_lists_of_posters_and_sheets_have_all_that_there_are() -> None:
    found = real_catalog()
    (guide, *posters) = notices.outputs(found, SITE)
    by_anchor = {part.anchor: part for part in guide.view.sections}
    assert {link.address for link in by_anchor["distretti"].links} == {page.address for page in posters}
    sheets = {page.address: page for page in stamp_sheets.outputs(found, SITE)}
    assert {link.address for link in by_anchor["timbri"].links} == {*sheets}
    passports = next(page for page in passport.outputs(found, SITE) if page.address == "/passaporto/").view
    assert len(sheets) == len(passports.collections)
    assert {code.address for page in sheets.values() for code in page.view.codes} == {
        addresses.stamp_code(record) for district in found.districts for record in stamps.of_district(found, district)
    }
    assert str(len(posters)) in by_anchor["distretti"].text[0], "why there are fewer than totems"
    ids = [addresses.stamp_id(record) for record in stamps.every(found)]
    assert len(ids) == len({*ids})
    assert max(map(len, ids)) <= 60
