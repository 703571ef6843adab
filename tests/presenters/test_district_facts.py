"""What a district's page says it knows, in a sentence and in facts, and what it says nobody has published."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.catalog import completeness
from distretti.catalog.catalog import Catalog, catalog
from distretti.model import District
from distretti.presenters import district_answer, district_facts, district_gaps
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Fact, Link

from ..conftest import REFERENCE, TODAY, real_content

FILE = "districts/lombardia/portici-immaginari.yaml"


def read(folder: Path, text: str = "") -> tuple[Catalog, District]:
    path = folder / FILE
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    content = load(folder, REFERENCE)
    found = catalog(content, content.problems + rules.broken(content, TODAY), TODAY)
    return found, found.district["lombardia/portici-immaginari"]


def facts_with(folder: Path, text: str = "") -> dict[str, Fact]:
    return {fact.term: fact for fact in district_facts.facts(*read(folder, text))}


def gaps_with(folder: Path, text: str = "") -> tuple[str, ...]:
    return district_gaps.missing(*read(folder, text), events=True)


TWO = "  - Lodi\n  - name: Codogno\n    from: 2023-05\n"
ONE = "  - Lodi\n"
UNKNOWN = "municipalities_complete: true", "municipalities_complete: false"
URBAN = "diffuso\n", "urbano\n"
LED = ", lo guida il Comune di Lodi."
OF_TWO = "di 2 comuni in provincia di Lodi"

SENTENCES = [  # what the record says instead, and the sentence
    ([], f"È un distretto diffuso {OF_TWO}{LED}"),
    ([UNKNOWN], "È un distretto diffuso in provincia di Lodi, con almeno 2 comuni; lo guida il Comune di Lodi."),
    (
        [(TWO, ONE), UNKNOWN, ("lead: Comune di Lodi\n", "")],
        "È un distretto diffuso in provincia di Lodi: ne fa parte Lodi, forse con altri comuni.",
    ),
    ([(TWO, ONE), URBAN], f"È un distretto urbano a Lodi{LED}"),
    ([(TWO, ONE), URBAN, ("name: Portici Immaginari", "name: Lodi")], f"È il distretto urbano di Lodi{LED}"),
    (
        [(TWO, "  - Abbadia Cerreto\n"), ("diffuso\n", "hub-urbano\n"), ("lead: Comune di Lodi", "lead: Unione Nord")],
        "È un hub urbano ad Abbadia Cerreto, in provincia di Lodi; lo guida l'Unione Nord.",
    ),
    (
        [("diffuso\n", "rete-di-imprese\n"), ("attivo", "cessato")],
        f"Era una rete di imprese {OF_TWO}, la guidava il Comune di Lodi.",
    ),
    ([("diffuso\n", "diffuso\ndeduced: [kind, lead]\n")], f"È un distretto del commercio {OF_TWO}."),
    (
        [("attivo", "in-costituzione")],
        f"È un distretto diffuso in costituzione {OF_TWO}{LED} Lo dice una fonte del marzo 2026.",
    ),
    (
        [("attivo", "da-verificare")],
        f"È un distretto diffuso {OF_TWO}{LED} Lo conosciamo solo da fonti vecchie o indirette.",
    ),
]


@pytest.mark.parametrize(("changes", "said"), SENTENCES, ids=range(len(SENTENCES)))
def test_a_district_is_said_in_a_sentence(catalogue: Path, changes: list[tuple[str, str]], said: str) -> None:
    region = catalogue / "regions/lombardia.yaml"
    region.write_text(
        region.read_text("utf-8").replace("Distretto diffuso di prova", "Distretto Diffuso del Commercio")
    )
    text = (catalogue / FILE).read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    (catalogue / FILE).write_text(text, "utf-8")
    assert district_answer.sentence(*read(catalogue)) == said


def test_a_name_alone_is_little_and_a_fact_is_not(catalogue: Path) -> None:
    file = catalogue / "districts/lombardia/botteghe-inventate.yaml"
    name = "name: Via\nshort_name: Via\nkind: urbano\nstatus: da-verificare\nprovinces: [LO]\nsince: 2011\n"
    end = "municipalities_complete: false\ncompiled: 2026-11-20\nsources:\n  - publisher: A\n    title: B\n"
    for more, bare in (("", True), ("lead: Comune di Lodi\n", False), ("municipalities: [Lodi]\n", False)):
        file.write_text(name + more + end, "utf-8")
        found = read(catalogue)[0]
        assert completeness.is_bare(found.district["lombardia/botteghe-inventate"]) is bare
        assert [item.id for item in found.bare_districts.get(True, ())] == ["lombardia/botteghe-inventate"] * bare


def test_what_no_source_says_is_said_to_be_missing_unless_the_notes_tell_it(catalogue: Path) -> None:
    gaps = gaps_with(catalogue)
    act = "Riconoscimento della Regione"
    assert {act, "Perimetro: può essere solo una parte del territorio comunale", "Spazi sfitti"} <= set(gaps)
    assert not {"Capofila: chi lo guida", "Contributi pubblici ricevuti", "Mercati ed eventi"} & set(gaps)
    told = gaps_with(catalogue, "notes: Riconosciuto con determina 13724 del 16/07/2025.\n")
    assert set(gaps) - set(told) == {act}


def test_how_to_reach_a_district_is_not_missing_where_it_has_a_site_among_its_sources(catalogue: Path) -> None:
    contact = "Contatti: un telefono, un'e-mail o un sito del distretto"
    assert contact in gaps_with(catalogue)
    assert f"{contact} (qui c'è solo la PEC)" in gaps_with(catalogue, "contacts:\n  pec: a@pec.example\n")
    site = "  - publisher: Distretto dei Portici\n    url: https://portici.example/chi-siamo\n"
    text = (catalogue / FILE).read_text("utf-8").replace("contacts:\n  pec: a@pec.example\n", "")
    (catalogue / FILE).write_text(text + site, "utf-8")
    found, district = read(catalogue)
    assert not [gap for gap in district_gaps.missing(found, district, events=True) if gap.startswith("Contatti")]
    (fact,) = district_answer.contacts(district)
    assert fact.values == (Link("portici.example", "https://portici.example/chi-siamo"),)


def test_a_kind_that_its_region_names_in_several_ways_has_its_plain_name(catalogue: Path) -> None:
    region = catalogue / "regions/lombardia.yaml"
    text = region.read_text("utf-8")
    assert facts_with(catalogue)["Tipo"].values == ("Distretto diffuso di prova",)
    again = "  - code: DG\n    name: Distretto grande\n    catalogue_kind: diffuso\n"
    region.write_text(text.replace("kinds:\n", f"kinds:\n{again}", 1), "utf-8")
    assert facts_with(catalogue)["Tipo"].values == ("Distretto diffuso del commercio",)


def test_what_a_source_says_is_a_fact_of_its_own(catalogue: Path) -> None:
    facts = facts_with(
        catalogue,
        "strategy: Riaprire i portici.\nprogress: in-corso\noffer: Scarpe\n"
        "networks:\n  - name: Rete Inventata\n    url: https://rete.example/\n"
        "attachments:\n  - title: Studio\n    kind: studio-di-fattibilita\n"
        "  - title: Accordo\n    kind: accordo\n    url: https://portici.example/accordo\n",
    )
    assert facts["Strategia"].values == ("Riaprire i portici.",)
    assert facts["Stato di avanzamento"].values == ("In corso",)
    assert facts["Reti"].values == (Link("Rete Inventata", "https://rete.example/"),)
    assert facts["Documenti"].values == (
        "Studio (studio di fattibilità): non disponibile in rete",
        Link("Accordo (accordo)", "https://portici.example/accordo"),
    )
    assert "Spazi sfitti" not in facts


def test_an_aggregation_and_its_districts_lead_to_each_other(catalogue: Path) -> None:
    facts = facts_with(catalogue, "aggregates:\n  - lombardia/botteghe-inventate\n")
    assert [link.address for link in facts["Mette insieme"].values] == ["/distretti/lombardia/botteghe-inventate/"]
    content = load(catalogue, REFERENCE)
    found = catalog(content, content.problems, TODAY)
    part = district_facts.facts(found, found.district["lombardia/botteghe-inventate"])
    (back,) = [fact.values for fact in part if fact.term == "Fa parte di"]
    assert [link.address for link in back] == ["/distretti/lombardia/portici-immaginari/"]


def test_real_aggregations_and_their_districts_have_the_same_municipalities() -> None:
    content = real_content()
    found = catalog(content, content.problems, TODAY)
    groups = [district for district in found.districts if district.aggregates]
    assert groups
    for group in groups:
        parts = [found.district[name] for name in group.aggregates]
        towns = {place.name for part in parts for place in found.municipalities_of(part)}
        assert towns == {place.name for place in found.municipalities_of(group)}, group.id


def test_a_pec_from_a_registry_is_said_to_be_that(catalogue: Path) -> None:
    facts_with(
        catalogue,
        "contacts:\n  office: Comune di Lodi, capofila\n  pec: comune@pec.example\n  registry: ipa\n"
        "  registry_date: 2026-01-26\n  source: https://portici.example/contributo\n",
    )
    content = load(catalogue, REFERENCE)
    assert content.problems + rules.broken(content, TODAY) == []
    found = catalog(content, [], TODAY)
    facts = {fact.term: fact for fact in district_answer.contacts(found.district["lombardia/portici-immaginari"])}
    assert facts["PEC"].values == (
        Link("comune@pec.example", "mailto:comune@pec.example"),
        Link("Fonte: Gazzetta dei Portici Immaginari", "#fonte-1"),
    )
    assert facts["PEC"].note == "PEC del Comune capofila, da una raccolta dell'indice IPA del 26 gennaio 2026."
    assert "Ufficio" not in facts, "the lead itself is no other office"
