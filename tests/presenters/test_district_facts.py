"""What a district's page says it knows, and what it says nobody has published."""

from __future__ import annotations

from pathlib import Path

from distretti.catalog.catalog import catalog
from distretti.presenters import district_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Fact, Link

from ..conftest import REFERENCE, TODAY

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
