"""Initiatives: every fact says where it comes from, and names that repeat elsewhere get a title of their own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from distretti.catalog.catalog import Catalog, catalog
from distretti.model import Initiative
from distretti.outputs import initiatives
from distretti.presenters import initiative_facts, sections
from distretti.reading.loader import load
from distretti.site.components import Link
from distretti.site.site import Site

from ..conftest import PROJECT, REFERENCE, real_catalog

SITE = Site("Prova", "Catalogo", "", None, (), "", "", "")


def on(folder: Path) -> Catalog:
    return catalog(load(folder, REFERENCE), [], dt.date(2026, 11, 24))


def initiative(*origins: str, **fields: Any) -> Initiative:
    """An initiative with a fact of each origin, all from one document."""
    facts = [{"text": f"Fatto {origin}.", "origin": origin, "sources": ["Ente, Carta"]} for origin in origins]
    data = {"name": "Prova", "kind": "progetto", "description": "Prova.", "compiled": "2026-11-22", "facts": facts}
    sources = [{"publisher": "Altro", "url": "https://esempio.it/"}, {"publisher": "Ente", "title": "Carta"}]
    return Initiative.model_validate(data | {"sources": sources} | fields)


def test_each_fact_says_its_origin_and_its_source() -> None:
    record = initiative("documento", "pubblico")
    found = sections.numbered(record, record.facts)
    assert [(item.origin, item.sources) for item in found] == [
        ("da un documento", (2,)),
        ("da pagine pubbliche", (2,)),
    ]


def test_what_only_a_document_says_is_marked() -> None:
    paper = [{"publisher": "Ente", "title": "Carta"}]
    assert initiative_facts.only_documents(initiative("documento", sources=paper)) == (
        "Nota solo da questo documento: Ente, Carta. Nessuno dei fatti viene da pagine pubbliche."
    )
    assert initiative_facts.only_documents(initiative("documento", "pubblico", sources=paper)) == ""
    assert initiative_facts.only_documents(initiative(sources=paper)) == ""
    assert initiative_facts.only_documents(initiative("documento")) == "", "one of its sources is a public page"


def test_no_page_denies_the_public_addresses_that_it_shows() -> None:
    for page in initiatives.outputs(real_catalog(dt.date(2026, 11, 24)), SITE):
        if page.template == "initiative.html" and page.view.only_documents:
            assert [source.url for source in page.view.evidence.sources if source.url] == [], page.address


def test_unknown_facts_are_said_to_be_missing() -> None:
    unknown = initiative()
    facts = initiative_facts.facts(on(PROJECT / "tests" / "catalogue"), unknown)
    assert {"Stato", "Dal", "Luogo"}.isdisjoint({fact.term for fact in facts})
    gaps = initiative_facts.missing(unknown)
    assert {"Se è ancora attiva", "Da quando esiste", "Il luogo", "Chi la promuove"} <= set(gaps)
    told = initiative_facts.missing(initiative(status="attivo", since="2021", place="Lodi", promoters=[{"name": "A"}]))
    assert set(gaps) - set(told) == {"Se è ancora attiva", "Da quando esiste", "Il luogo", "Chi la promuove"}


def test_an_initiative_with_the_name_of_a_district_leads_to_it() -> None:
    pages = {page.address: page.view for page in initiatives.outputs(real_catalog(dt.date(2026, 11, 24)), SITE)}
    lodi = pages["/iniziative/distretto-urbano-del-commercio-di-lodi/"]
    assert (lodi.kind, [link.address for link in lodi.namesake]) == ("Iniziativa", ["/distretti/lombardia/lodi/"])
    festival = pages["/iniziative/festival-dei-distretti-del-commercio-del-piemonte-distretti-day/"]
    (link,) = festival.namesake
    assert (festival.kind, link.label) == ("Iniziativa", "l'evento, 8 aprile 2024")
    totem = pages["/iniziative/progetto-totem/"]
    assert (totem.kind, totem.namesake) == ("Sistema", ()), "it is in a district, not told of as one"


def test_real_initiatives_have_pages_axes_and_links() -> None:
    pages = {page.address: page.view for page in initiatives.outputs(real_catalog(dt.date(2026, 11, 24)), SITE)}
    assert sum(1 for address in pages if address.count("/") == 3) == 27
    assert pages["/iniziative/"].axes[0].label == "Tutte"
    assert "INDIS-Unioncamere a fine 2012" in pages["/iniziative/asse/reti-di-impresa/"].origin
    lodi = pages["/iniziative/distretto-urbano-del-commercio-di-lodi/"]
    assert lodi.head.title == "Distretto Urbano del Commercio di Lodi (iniziativa)"
    assert [row.address for row in lodi.districts] == ["/distretti/lombardia/lodi/"]
    assert [place.address for place in lodi.municipalities] == ["/comuni/lodi/"]
    assert lodi.promoters.rows[0] == (Link("Comune di Lodi", "/attori/comune/comune-di-lodi/"), "Comune")
    answers = {fact.term: [(link.label, link.address) for link in fact.values] for fact in lodi.answers}
    assert answers["Sfide"] == [
        ("2. Attrattività del territorio", "/sfide/attrattivita/"),
        ("4. Cultura di distretto", "/sfide/cultura-di-distretto/"),
    ]
    assert pages["/iniziative/gestionale-distretti/"].warning == "Da verificare"


def test_a_district_that_is_not_there_is_left_out(catalogue: Path) -> None:
    for file in (catalogue / "districts").rglob("*.yaml"):
        file.unlink()
    pages = list(initiatives.outputs(on(catalogue), SITE))
    assert all(page.view.districts == () for page in pages if page.template == "initiative.html")


def test_no_page_where_there_is_nothing(catalogue: Path) -> None:
    for file in (catalogue / "initiatives").rglob("*.yaml"):
        file.unlink()
    assert list(initiatives.outputs(on(catalogue), SITE)) == []
