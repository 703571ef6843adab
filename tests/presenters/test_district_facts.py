"""What a district's page says it knows, and what it says nobody has published."""

from __future__ import annotations

from pathlib import Path

from distretti.catalog.catalog import catalog
from distretti.presenters import contact_facts, district_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Fact, Link

from ..conftest import PROJECT, REFERENCE, TODAY

FILE = "districts/lombardia/portici-immaginari.yaml"


def facts_with(folder: Path, text: str = "") -> dict[str, Fact]:
    path = folder / FILE
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    content = load(folder, REFERENCE)
    found = catalog(content, content.problems + rules.broken(content, TODAY), TODAY)
    district = found.district["lombardia/portici-immaginari"]
    return {fact.term: fact for fact in district_facts.facts(found, district)}


def test_what_no_source_says_is_one_fact(catalogue: Path) -> None:
    missing = "strategia, stato di avanzamento, mix merceologico, spazi sfitti, reti e documenti"
    assert facts_with(catalogue)["Nessun dato pubblico su"].values == (missing,)


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
    assert facts["Nessun dato pubblico su"].values == ("spazi sfitti",)


def test_an_aggregation_and_its_districts_lead_to_each_other(catalogue: Path) -> None:
    facts = facts_with(catalogue, "aggregates:\n  - lombardia/botteghe-inventate\n")
    assert [link.address for link in facts["Mette insieme"].values] == ["/distretti/lombardia/botteghe-inventate/"]
    content = load(catalogue, REFERENCE)
    found = catalog(content, content.problems, TODAY)
    part = district_facts.facts(found, found.district["lombardia/botteghe-inventate"])
    (back,) = [fact.values for fact in part if fact.term == "Fa parte di"]
    assert [link.address for link in back] == ["/distretti/lombardia/portici-immaginari/"]


def test_real_aggregations_and_their_districts_have_the_same_municipalities() -> None:
    content = load(PROJECT / "content", REFERENCE)
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
    facts = {fact.term: fact for fact in contact_facts.contacts(found.district["lombardia/portici-immaginari"])}
    assert facts["PEC"].values == (
        Link("comune@pec.example", "mailto:comune@pec.example"),
        Link("Gazzetta dei Portici Immaginari", "#fonte-1"),
    )
    assert facts["PEC"].note == "PEC del Comune capofila, da una raccolta dell'indice IPA del 26 gennaio 2026."
    assert (facts["Ufficio"].values, facts["Ufficio"].note) == (("Comune di Lodi, capofila",), "")
