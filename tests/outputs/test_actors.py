"""Bodies: by kind, and each with what it promotes, organises and leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.outputs import actors
from distretti.presenters import district_answer, event_facts, initiative_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Link
from distretti.site.output import Page

from ..conftest import REFERENCE, TODAY, real_catalog
from .test_territory import SITE

DISTRICT = "districts/lombardia/portici-immaginari.yaml"


def read(folder: Path) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, TODAY), TODAY)


def pages_of(found: Catalog) -> dict[str, Page]:
    return {page.address: page for page in actors.outputs(found, SITE) if isinstance(page, Page)}


def labels(page: Page, section: str) -> list[str]:
    return [row.label for part in page.view.sections if part.title == section for row in part.rows]


@pytest.fixture(scope="module")
def real() -> Catalog:
    return real_catalog()


def test_names_of_one_body_are_one_body(catalogue: Path) -> None:
    path = catalogue / "events/2026/festa-delle-vetrine-di-prova.yaml"
    path.write_text(path.read_text("utf-8") + "organisers:\n  - Comune di Fantasia\n", "utf-8")
    body = read(catalogue).organisations["Comune di Fantasia"]
    assert body.name == "Comune di Lodi"
    assert [event.title for event in body.happenings] == ["Festa delle vetrine di prova"]
    assert [district.short_name for district in body.led] == ["Portici Immaginari"]
    assert [initiative.name for initiative in body.initiatives] == ["Tessera di prova"]


def test_no_page_of_a_body_is_a_folder_that_windows_keeps(catalogue: Path) -> None:
    path = catalogue / "events/2026/festa-delle-vetrine-di-prova.yaml"
    path.write_text(path.read_text("utf-8") + "organisers:\n  - Nul\n  - COM1\n", "utf-8")
    known = read(catalogue).organisations
    assert [known[name].slug for name in ("Nul", "COM1")] == ["nul-2", "com1-2"]


def test_a_lead_with_nothing_more_to_say_is_told_by_its_municipality(real: Catalog) -> None:
    pages = pages_of(real)
    assert "/attori/comune/comune-di-acqui-terme/" not in pages
    rows = {row.label: row for part in pages["/attori/comune/"].view.sections for row in part.rows}
    assert rows["Acqui Terme"].address == "/comuni/acqui-terme/"
    assert rows["Acqui Terme"].meta == "capofila di Acqui Terme"
    assert rows["Lodi"].address == "/attori/comune/comune-di-lodi/"


@pytest.mark.parametrize(
    ("address", "section", "label"),
    [
        ("/attori/azienda-speciale-camerale/bergamo-sviluppo/", "Iniziative che promuove", "Negozi Multiservizio"),
        (
            "/attori/regione/regione-piemonte/",
            "Eventi che organizza",
            "Commercio e Distretti: un patto per lo sviluppo",
        ),
        ("/attori/comune/comune-di-lodi/", "Distretti di cui è capofila", "Lodi"),
        ("/attori/associazione-del-commercio/", "Enti citati", "Confcommercio"),
        ("/attori/associazione-di-categoria/", "Enti citati", "Coldiretti Cremona"),
        ("/attori/associazione-del-commercio/", "Enti citati", "Ascom-Confcommercio"),
        ("/attori/soggetto-senza-scopo-di-lucro/", "Enti citati", "Pro Loco di Rivarolo"),
        ("/attori/tipo-non-indicato/", "Enti citati", "MAPIC"),
    ],
)
def test_a_body_shows_what_records_say(real: Catalog, address: str, section: str, label: str) -> None:
    page = pages_of(real)[address]
    found = labels(page, section) or [row.label for part in page.view.sections for row in part.rows]
    assert label in found


def test_a_kind_that_no_record_has_is_a_line_and_no_page(real: Catalog) -> None:
    pages = pages_of(real)
    parts = pages["/attori/"].view.sections
    rows = {row.address for part in parts for row in part.rows}
    lines = {fact.term for part in parts for fact in part.facts}
    for kind, term in real.partners.items():
        cited = kind in real.organisations_of_kind
        assert (f"/attori/{kind}/" in pages, f"/attori/{kind}/" in rows, term.label in lines) == (
            cited,
            cited,
            not cited,
        )
    assert {"Banca", "Grande distribuzione", "Sindacato"} <= lines


def test_trade_associations_have_their_kind(real: Catalog) -> None:
    """None whose name says what it is stands under those of no kind."""
    unknown = [body.name for body in real.organisations_of_kind["tipo-non-indicato"]]
    assert [
        name for name in unknown if name.startswith(("Confcommercio", "Ascom ", "Confesercenti", "Coldiretti"))
    ] == []
    assert len(real.organisations_of_kind["associazione-del-commercio"]) > 30


def test_the_kind_comes_from_records_the_register_or_the_name(real: Catalog) -> None:
    names = (
        "Confesercenti", "Comune di Novara", "Fiera Millenaria", "Regione Friuli Venezia Giulia",
        "Camera di Commercio Pordenone-Udine", "Comunità montana Alta Valtellina",
    )  # fmt: skip
    assert {name: real.organisations[name].kind for name in names} == {
        "Confesercenti": "associazione-del-commercio",
        "Regione Friuli Venezia Giulia": "regione",
        "Camera di Commercio Pordenone-Udine": "camera-di-commercio",
        "Comunità montana Alta Valtellina": "ente-pubblico",
        "Comune di Novara": "comune",
        "Fiera Millenaria": "tipo-non-indicato",
    }


def test_names_with_one_slug_have_two_addresses(catalogue: Path) -> None:
    path = catalogue / "events/2026/festa-delle-vetrine-di-prova.yaml"
    path.write_text(path.read_text("utf-8") + "organisers:\n  - Circolo\n  - Circolo!\n", "utf-8")
    slugs = [body.slug for body in read(catalogue).organisations.values() if body.slug.startswith("circolo")]
    assert sorted(slugs) == ["circolo", "circolo-2"]


def test_records_lead_to_the_bodies_they_name(real: Catalog) -> None:

    lodi = real.district["lombardia/lodi"]
    lead = Link("Comune di Lodi", "/attori/comune/comune-di-lodi/")
    assert district_answer.at_hand(real, lodi)[0].values == (lead,)
    table = initiative_facts.promoters(real, real.initiative["distretto-urbano-del-commercio-di-lodi"])
    assert table
    assert table.rows[0][0] == lead
    conference = next(event for event in real.events if event.id.endswith("un-patto-per-lo-sviluppo"))
    organisers = next(fact for fact in event_facts.links(real, conference) if fact.term == "Chi organizza")
    assert organisers.values[0] == Link("Regione Piemonte", "/attori/regione/regione-piemonte/")
