"""Places: found by network, service and region, on what they belong to; what nobody has published is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.model import Initiative
from distretti.outputs import districts, initiatives, municipalities, recurring, venue_pages, venues
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Link
from distretti.site.site import Site

from ..conftest import REFERENCE, TODAY, problems_of, real_catalog, real_content

SITE = Site("Prova", "Catalogo", "", None, (), "", "", "")
FILE = "places/lombardia/loggia-inventata.yaml"
LOGGIA = "/luoghi/lombardia/loggia-inventata/"


def read(folder: Path) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, TODAY), TODAY)


def views(module: object, found: Catalog) -> dict[str, object]:
    return {page.address: page.view for page in module.outputs(found, SITE) if page.template != ""}  # type: ignore[attr-defined]


def test_a_place_is_found_by_network_region_and_service(catalogue: Path) -> None:
    pages = views(venues, read(catalogue))
    assert list(pages) == ["/luoghi/", "/luoghi/per-servizio/", "/luoghi/lombardia/"]
    for address, group in (
        ("/luoghi/", "mercato-coperto"), ("/luoghi/lombardia/", "mercato-coperto"),
        ("/luoghi/per-servizio/", "carta-di-prova"),
    ):  # fmt: skip
        (only,) = pages[address].groups  # type: ignore[attr-defined]
        assert (only.anchor, [row.address for row in only.rows]) == (group, [LOGGIA])
    chips = {chip.address for chip in pages["/luoghi/"].regions + pages["/luoghi/"].services}  # type: ignore[attr-defined]
    assert chips == {"/luoghi/", "/luoghi/lombardia/", "/luoghi/per-servizio/#carta-di-prova"}


def test_a_place_is_on_what_it_belongs_to(catalogue: Path) -> None:
    found = read(catalogue)
    for module, address in (
        (districts, "/distretti/lombardia/portici-immaginari/"),
        (municipalities, "/comuni/lodi/"),
        (initiatives, "/iniziative/tessera-di-prova/"),
    ):
        page = next(page for page in module.outputs(found, SITE) if page.address == address)
        assert [row.address for row in page.view.venues] == [LOGGIA], address


def test_a_market_leads_to_its_place_and_the_place_to_its_market(catalogue: Path) -> None:
    found = read(catalogue)
    market = next(page.view for page in recurring.outputs(found, SITE) if "portici" in page.address)
    assert Link("Loggia Inventata, Lodi", LOGGIA) in [value for fact in market.facts for value in fact.values]
    (place,) = views(venue_pages, found).values()
    assert [row.address for row in place.happenings] == ["/eventi/ricorrenti/mercato-dei-portici-immaginari/"]  # type: ignore[attr-defined]


def test_hours_say_of_when_they_are_and_from_where(catalogue: Path) -> None:
    (place,) = views(venue_pages, read(catalogue)).values()
    hours = next(fact for fact in place.facts if fact.term == "Orari")  # type: ignore[attr-defined]
    assert hours.values == ("ogni giorno, dalle 8 alle 20", Link("Comune di Lodi", "#fonte-1"))
    assert hours.note == "Dell’ottobre 2026."
    (catalogue / FILE).write_text((catalogue / FILE).read_text("utf-8").replace("  date: 2026-10\n", "", 1), "utf-8")
    (place,) = views(venue_pages, read(catalogue)).values()
    hours = next(fact for fact in place.facts if fact.term == "Orari")  # type: ignore[attr-defined]
    assert hours.note == "La fonte non dice di quando sono: verifica."


@pytest.mark.parametrize(
    ("latitude", "longitude", "said"),
    [
        ("45.3146", "9.5034", ""),
        ("45.4642", "9.1900", "il punto è fuori dal comune di Lodi, a 25 km dal confine"),
        ("9.5034", "45.3146", "km dal confine"),  # the wrong way round
    ],
)
def test_a_point_outside_its_municipality_is_a_warning(
    catalogue: Path, latitude: str, longitude: str, said: str
) -> None:
    with (catalogue / FILE).open("a", encoding="utf-8") as file:
        file.write(f"coordinates:\n  latitude: {latitude}\n  longitude: {longitude}\n")
    found = [problem for problem in problems_of(catalogue) if problem.file.endswith(FILE)]
    assert [(problem.warning, said in problem.message) for problem in found] == ([(True, True)] if said else [])
    assert len(read(catalogue).venues) == 1, "a warning stops nothing"


def test_what_nobody_has_published_is_said_with_the_way_to_send_it() -> None:
    found = real_catalog()
    page = next(page.view for page in venues.outputs(found, SITE) if page.address == "/luoghi/")
    told = {link.address: text for text, link in page.missing}
    assert "25 locali" in told["/iniziative/tourval-cafe/"]
    assert "cinque negozi" in told["/iniziative/negozi-multiservizio/"]
    assert all("elenco pubblico" in text for text in told.values())
    assert page.propose.address == "/proponi/luogo/"
    known = next(group.rows for group in page.groups if group.anchor == "tourval-cafe")
    assert f"qui ne sono {len(known)}" in told["/iniziative/tourval-cafe/"]


def test_no_real_place_has_a_fact_that_its_markets_do_not_say() -> None:
    """What there is began with the records of markets and of Tourval: the sources are theirs."""
    content = real_content()
    cited = {source.reference for happening in content.lists["recurring"].values() for source in happening.sources}
    cited |= {source.reference for item in content.of(Initiative).values() for source in item.sources}
    for venue in content.lists["venues"].values():
        if venue.collected == "automatico":
            assert {source.reference for source in venue.sources} <= cited, venue.id
