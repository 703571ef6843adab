"""Challenges, needs, themes, services, interventions and attractions: what the documents say, and what uses each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.outputs import attractions, challenges, event_pages, initiatives, programmes, terms, venue_pages
from distretti.outputs import terms as terms_output
from distretti.presenters import term_facts
from distretti.reading.loader import load
from distretti.site.components import Link
from distretti.site.site import Site

from ..conftest import PROJECT, REFERENCE, real_catalog

SITE = Site("Prova", "Catalogo", "", None, (), "", "", "")
LOMBARDIA = Link(
    "Regione Lombardia, DG Commercio, Turismo e Servizi, «I Distretti del Commercio»",
    "/pubblicazioni/#distretti-lombardi-2011",
)


def on(folder: Path) -> Catalog:
    return catalog(load(folder, REFERENCE), [], dt.date(2026, 11, 24))


@pytest.fixture(scope="module")
def real() -> Catalog:
    return real_catalog(dt.date(2026, 11, 24))


@pytest.fixture(scope="module")
def views(real: Catalog) -> dict[str, Any]:
    made = (challenges, terms, attractions, initiatives, programmes, event_pages)
    return {page.address: page.view for output in made for page in output.outputs(real, SITE)}


@pytest.mark.parametrize(
    ("slug", "needs", "initiatives_there", "programmes_there", "words"),
    [
        ("evoluzione", 1, 7, 1, "catalizzatore del potenziale locale inespresso"),
        ("attrattivita", 2, 5, 0, "anche in vista di Expo 2015"),
        ("investitori", 3, 5, 0, "Cannes, 16-18 novembre 2011 (MAPIC)"),
        ("cultura-di-distretto", 2, 12, 1, "nell'AdP Competitività"),
        ("governance", 2, 8, 2, "la grande distribuzione, i proprietari immobiliari, i sindacati"),
        ("laboratorio", 3, 6, 1, "un marchio sull'efficacia gestionale e strategica"),
    ],
)
def test_each_challenge_has_its_words_needs_and_records(
    views: dict[str, Any], slug: str, needs: int, initiatives_there: int, programmes_there: int, words: str
) -> None:
    view = views[f"/sfide/{slug}/"]
    assert (len(view.needs), len(view.initiatives), len(view.programmes)) == (
        needs,
        initiatives_there,
        programmes_there,
    )
    assert words in " ".join(item.text for item in view.statements)
    assert {item.sources for item in view.statements} == {(LOMBARDIA,)}
    assert [chip.address for chip in view.challenges if chip.current] == [f"/sfide/{slug}/"]


def test_events_of_a_challenge_are_those_of_its_initiatives(views: dict[str, Any]) -> None:
    years = [int(row.address.split("/")[2]) for row in views["/sfide/governance/"].events]
    assert years == sorted(years, reverse=True)
    addresses = [row.address for row in views["/sfide/investitori/"].events]
    assert addresses.count("/eventi/2011/mapic-2011/") == 1


def test_every_need_is_shown_once_with_its_document(real: Catalog, views: dict[str, Any]) -> None:
    shown = [need for address, view in views.items() if address.startswith("/sfide/") for need in view.needs]
    assert sorted(need.anchor for need in shown) == sorted(term.id for term in real.terms["needs"].terms)
    assert all(statement.sources for need in shown for statement in need.statements)
    assert len(views["/sfide/"].needs) == 29 - 13


def test_a_need_says_how_many_answer_it(views: dict[str, Any]) -> None:
    said = {need.anchor: need.answers for view in views.values() for need in getattr(view, "needs", ())}
    assert said["lavorare-insieme"] == "Nessuna iniziativa nota."
    assert said["spopolamento"] == "Rispondono a questo bisogno 2 iniziative."
    assert said["sostenibilita-dello-strumento"] == "Rispondono a questo bisogno 1 iniziativa e 1 programma."
    assert said["isolamento-degli-anziani"] == "Risponde a questo bisogno 1 iniziativa."


def test_a_need_without_challenge_is_linked_on_the_list(real: Catalog) -> None:
    needs = {need.id: need for need in term_facts.needs(real)}
    assert term_facts.need_address(real, needs["spopolamento"]) == "/sfide/#spopolamento"
    assert term_facts.need_address(real, needs["ruoli-chiari"]) == "/sfide/governance/#ruoli-chiari"


def test_a_service_says_the_words_of_the_sources(views: dict[str, Any]) -> None:
    (group,) = views["/iniziative/servizio/angolo-di-assaggio/"].groups
    assert [row.label for row in group.rows] == ["Tourval Cafè"]
    assert group.rows[0].meta.endswith("nelle fonti: «angolo di assaggio dei prodotti tipici»")
    lead = views["/iniziative/servizio/sportello-di-servizi-pubblici/"].groups[0]
    assert [row.label for row in lead.rows] == ["Negozi Multiservizio", "Tourval Cafè"]


def test_an_intervention_is_followed_across_kinds_of_record(views: dict[str, Any]) -> None:
    groups = {group.title: group.rows for group in views["/iniziative/intervento/riqualificazione-estetica/"].groups}
    assert {title: len(rows) for title, rows in groups.items()} == {"Iniziative": 1, "Distretti": 3}
    assert len(views["/iniziative/intervento/contributi-alle-imprese/"].groups[0].rows) == 21


def test_a_term_that_lists_nothing_has_no_page_and_no_link(views: dict[str, Any]) -> None:
    terms = [view for view in views.values() if isinstance(view, terms_output.TermView)]
    assert terms
    assert all(view.groups for view in terms)
    assert not any(address.endswith("/sostegno-alla-domanda/") for address in views)
    chips = [chip for view in terms for chip in view.terms]
    assert {chip.address for chip in chips} <= views.keys()
    assert all(chip.count for chip in chips)


def test_a_theme_has_its_initiatives_programmes_and_events(views: dict[str, Any]) -> None:
    view = views["/iniziative/tema/sviluppo-locale/"]
    assert [(group.title, len(group.rows)) for group in view.groups] == [
        ("Iniziative", 4), ("Programmi", 3), ("Eventi", 2), ("Domande", 1),
    ]  # fmt: skip
    assert "nelle fonti" not in "".join(row.meta for group in view.groups for row in group.rows)
    assert "presidio di vitalità urbana" in views["/iniziative/tema/coesione-sociale/"].statements[0].text


def test_chips_count_what_uses_each_term(views: dict[str, Any]) -> None:
    counts = {title: {chip.label: chip.count for chip in chips} for title, chips in views["/iniziative/"].vocabularies}
    assert list(counts) == ["Servizi", "Interventi", "Temi"]
    assert counts["Servizi"]["Monitoraggio e dati"] == 8
    assert counts["Interventi"]["Contributi alle imprese"] == 21
    assert counts["Interventi"].get("Qualificazione dell'offerta") is None


def test_attractions_say_what_is_known_and_what_is_not(views: dict[str, Any]) -> None:
    view = views["/attrattori/"]
    found = {item.anchor: [row.label for row in item.rows] for item in view.attractions}
    assert len(found["botteghe-storiche"]) == 2
    assert found["paesaggio"] == []
    count = len(list((PROJECT / "content" / "districts").rglob("*.yaml")))
    assert f"Su {count} distretti, quelli con un attrattore nelle fonti sono 8." in view.unknown
    assert [item.anchor for item in view.attractions if "contesto storico" in item.context] == ["prodotti-tipici"]
    assert view.links[0].address == "/sfide/attrattivita/"


def test_a_product_says_its_mark_only_where_a_source_does(catalogue: Path) -> None:
    """On the page of attractions, in the rows of who has it, on the place that sells it."""
    product = """- id: formaggi-inventati
  label: Formaggi inventati
  description: Un prodotto inventato.
  words: [formaggi inventati]
  product:
    area: Lodigiano inventato
    source: https://portici.example/formaggi
"""
    vocabulary = catalogue / "attractions.yaml"
    vocabulary.write_text(vocabulary.read_text("utf-8") + product, "utf-8")
    for mark, said, word in (("", "la fonte non lo dice", ""), ("    mark: dop\n", "DOP", " (DOP)")):
        vocabulary.write_text(vocabulary.read_text("utf-8") + mark, "utf-8")
        small = on(catalogue)
        (page,) = attractions.outputs(small, SITE)
        ((name, shown, area, users, source),) = page.view.products.rows
        assert (name.address, shown, area) == ("#formaggi-inventati", said, "Lodigiano inventato")
        assert [link.address for link in users] == ["/luoghi/lombardia/loggia-inventata/"]
        assert source.address == "https://portici.example/formaggi"
        last = page.view.attractions[-1]
        assert ([row.address for row in last.rows], last.facts[0].values) == ([users[0].address], (said,))
        (place,) = (page.view for page in venue_pages.outputs(small, SITE))
        links = [value for fact in place.facts if fact.term == "Prodotti" for value in fact.values]
        assert links == [Link(f"formaggi inventati{word}", "/attrattori/#formaggi-inventati")]


def test_records_lead_to_their_terms(views: dict[str, Any]) -> None:
    shops = views["/iniziative/negozi-multiservizio/"]
    assert "Minori costi dei servizi pubblici" in shops.effects[0].text
    assert [table.caption for table in shops.terms] == ["Servizi", "A chi si rivolge", "Argomenti"]
    assert shops.terms[1].rows[0][1][0].address.startswith("/formazione/#per-")
    words = {row[0]: [link.address for link in row[1]] for row in shops.terms[0].rows}
    assert words["funzioni pubbliche"] == ["/iniziative/servizio/sportello-di-servizi-pubblici/"]
    assert len(words["formazione e consulenza"]) == 2
    training = views["/programmi/piemonte/protocollo-d-intesa-per-i-distretti-del-commercio/"]
    assert [fact.term for fact in training.answers] == ["Bisogni", "Temi"]
    facts = {fact.term: fact.values for fact in views["/eventi/2011/mapic-2011/"].facts}
    assert [link.address for link in facts["Temi"]] == ["/iniziative/tema/investitori/"]


def test_a_word_without_a_term_is_said_to_have_none(catalogue: Path) -> None:
    small = on(catalogue)
    (services, *_) = term_facts.tables(small, small.initiatives[0])
    assert services.rows[1] == ("consegna a casa", ("nessun termine",))
    assert term_facts.linked(small, "attractions", ["senza termine"]) == ("senza termine",)


def test_pages_without_vocabularies_still_speak(catalogue: Path) -> None:
    for name in ("challenges", "needs", "themes", "services", "interventions", "attractions"):
        (catalogue / f"{name}.yaml").unlink()
    small = on(catalogue)
    assert list(terms.outputs(small, SITE)) == []
    (page,) = challenges.outputs(small, SITE)
    assert (page.view.challenges, page.view.needs, page.view.themes) == ((), (), ())
    (page,) = attractions.outputs(small, SITE)
    assert page.view.attractions == ()
