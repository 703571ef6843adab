"""Pages of regions, provinces and municipalities, from the tiny catalogue."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.outputs import municipalities, provinces, regions
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.output import Page
from distretti.site.site import Site
from distretti.theme import assets
from distretti.theme import environment as theme
from distretti.theme.term_links import glossary

from ..conftest import PROJECT, REFERENCE, TODAY
from ..world import replaced

SITE = Site("Prova", "Prova", "", None, (), "Catalogo indipendente: fa fede l'elenco della Regione.", "Istat", "")
MODULES = (regions, provinces, municipalities)


@pytest.fixture
def catalogue(catalogue: Path) -> Path:
    """With all of Italy's municipalities around."""
    shutil.rmtree(catalogue / "reference")
    return catalogue


def read(folder: Path) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, TODAY), TODAY)


def pages_of(folder: Path) -> dict[str, Page]:
    found = read(folder)
    made = [page for module in MODULES for page in module.outputs(found, SITE)]
    return {page.address: page for page in made if isinstance(page, Page)}


@pytest.fixture
def pages(catalogue: Path) -> dict[str, Page]:
    return pages_of(catalogue)


def amend(catalogue: Path, file: str, text: str) -> None:
    path = catalogue / file
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_only_places_that_records_name_have_a_page(pages: dict[str, Page]) -> None:
    assert sorted(pages) == [
        "/comuni/", "/comuni/codogno/", "/comuni/crema/", "/comuni/galliate/", "/comuni/lodi/", "/comuni/novara/",
        "/distretti/lombardia/", "/distretti/piemonte/",
        "/province/", "/province/cr/", "/province/lo/", "/province/no/",
    ]  # fmt: skip


def test_an_empty_catalogue_has_no_list(tmp_path: Path) -> None:
    assert pages_of(tmp_path) == {}


def test_titles_are_unique(pages: dict[str, Page]) -> None:
    titles = [page.view.head.title for page in pages.values()]
    assert len(titles) == len(set(titles))


def test_every_page_is_drawn_without_words_of_code(pages: dict[str, Page]) -> None:
    names, _ = assets.assets(PROJECT / "theme" / "static")
    render = theme.renderer(theme.environment(PROJECT / "theme" / "templates", SITE, names, glossary(())), SITE)
    for page in pages.values():
        html = render(page).decode()
        assert html.count("<h1") == 1
        assert "None" not in html
        assert "'elenco" not in html  # apostrophes are typographic


def test_a_region_leads_to_its_own_list_before_it_gives_ours(pages: dict[str, Page]) -> None:
    names, _ = assets.assets(PROJECT / "theme" / "static")
    page = pages["/distretti/lombardia/"]
    environment = theme.environment(PROJECT / "theme" / "templates", SITE, names, glossary(()))
    html = theme.renderer(environment, SITE)(page).decode()
    assert 0 < html.index('href="https://regione.example/elenco"') < html.index('id="distretti"')
    view = page.view
    assert [fact.values for fact in view.official_facts] == [
        ("Ufficio Immaginario dei Distretti",), ("non noto",), ("non nota",),
    ]  # fmt: skip


def test_a_region_says_what_is_unknown(pages: dict[str, Page]) -> None:
    view = pages["/distretti/piemonte/"].view
    assert view.official is None
    assert view.official_facts == ()
    assert view.instrument[0].values == ("non noto",)
    assert (view.law, view.kinds, view.figures) == (None, None, ())


def test_a_region_cites_the_source_of_law_and_figures(pages: dict[str, Page]) -> None:
    view = pages["/distretti/lombardia/"].view
    for table in (view.law, view.figures[0], view.provincial_figures[0]):
        assert table.rows[0][-1].address == "#fonte-1"
    assert view.figures[0].rows[0][:2] == ("2026", "2 distretti")


def test_the_newest_figure_comes_first(catalogue: Path) -> None:
    path = catalogue / "regions/lombardia.yaml"
    item = "  - measure: distretti\n    value: 2\n    unit: distretti\n    date: {}\n    source: https://regione.example/legge\n"
    later, earlier = item.format("2026"), item.format("2009-05").replace("value: 2", "value: 1400")
    path.write_text(path.read_text("utf-8").replace(later, later + earlier), "utf-8")
    table = pages_of(catalogue)["/distretti/lombardia/"].view.figures[0]
    assert [row[:2] for row in table.rows] == [("2026", "2 distretti"), ("maggio 2009", "1.400 distretti")]


def test_a_region_counts_its_districts_by_status(pages: dict[str, Page]) -> None:
    view = pages["/distretti/lombardia/"].view
    assert view.breakdown[1].values == ("1 attivo", "1 in costituzione")
    assert [(group.title, len(group.rows)) for group in view.groups] == [("Cremona", 1), ("Lodi", 1)]
    assert not view.folded


def test_many_districts_are_folded_by_province_and_one_of_two_is_in_both(catalogue: Path) -> None:
    folder = catalogue / "districts/lombardia"
    text = (folder / "botteghe-inventate.yaml").read_text("utf-8")
    for number in range(12):
        changed = text.replace("Botteghe Inventate", f"Vetrine {number}")
        (folder / f"vetrine-{number}.yaml").write_text(changed.replace("- Crema", "- Crema\n  - Lodi"), "utf-8")
    bare = re.sub(r"(?m)^municipalities:\n(?:  - .*\n)+", "", text.replace("Botteghe Inventate", "Senza comuni"))
    bare = bare.replace("provinces:\n  - CR\n", "")
    (folder / "senza-comuni.yaml").write_text(bare.replace("complete: true", "complete: false"), "utf-8")
    view = pages_of(catalogue)["/distretti/lombardia/"].view
    assert view.folded
    assert [(group.title, len(group.rows)) for group in view.groups] == [
        ("Cremona", 13), ("Lodi", 13), ("Provincia non nota", 1),
    ]  # fmt: skip
    assert [group.link.address for group in view.groups if group.link] == ["/province/cr/", "/province/lo/"]


@pytest.mark.parametrize(
    ("value", "note", "lead"),
    [
        ("2", "", "2 di 2 distretti sono in questo catalogo"),
        ("5", "", "2 di 5 distretti sono in questo catalogo"),
        ("1", "", "2 distretti in questo catalogo. L'ultima cifra trovata: 1"),
        ("5", "Domande presentate", "2 distretti in questo catalogo. L'ultima cifra trovata: 5 (domande presentate)"),
    ],
)
def test_a_region_begins_with_how_many_there_are_and_who_says_so(
    catalogue: Path, value: str, note: str, lead: str
) -> None:
    """Ours are some of a figure only where that can be: not of requests, nor of fewer than ours."""
    path = catalogue / "regions/lombardia.yaml"
    changed = f"    value: {value}\n" + (f"    note: {note}\n" if note else "")
    path.write_text(path.read_text("utf-8").replace("    value: 2\n", changed, 1), "utf-8")
    view = pages_of(catalogue)["/distretti/lombardia/"].view
    assert view.lead == lead
    assert (view.said_by.address, view.said_on) == ("#fonte-1", "2026")
    assert view.key_figures[0].source == view.said_by


def test_what_has_ceased_is_no_part_of_how_many_there_are(catalogue: Path) -> None:
    replaced(catalogue / "districts/lombardia/botteghe-inventate.yaml", "status", "cessato")
    view = pages_of(catalogue)["/distretti/lombardia/"].view
    assert view.lead == "1 di 2 distretti sono in questo catalogo, più 1 che non c’è più"


def test_a_region_without_districts_leads_to_its_list(catalogue: Path) -> None:
    for file in (catalogue / "districts/lombardia").glob("*.yaml"):
        file.unlink()
    view = pages_of(catalogue)["/distretti/lombardia/"].view
    assert view.lead.startswith("Nessun distretto in questo catalogo. L'ultima cifra trovata: 2")
    assert view.official.address == "https://regione.example/elenco"


def test_a_province_shows_its_figures_with_their_source(pages: dict[str, Page]) -> None:
    view = pages["/province/lo/"].view
    measure, value, date, _, source = view.figures.rows[0]
    assert (measure, value, date) == ("Distretti", "1", "2026")
    assert source.address == "/distretti/lombardia/#fonte-1"
    assert [row.label for row in view.districts] == ["Portici Immaginari"]
    assert [town.label for town in view.municipalities] == ["Codogno", "Lodi"]


def test_a_province_shows_what_comes_next(pages: dict[str, Page]) -> None:
    view = pages["/province/lo/"].view
    assert [row.label for row in view.events] == ["Festa delle vetrine di prova"]
    assert [(group.title, [row.label for row in group.rows]) for group in view.markets] == [
        ("Sabato", ["Mercato dei Portici Immaginari"])
    ]
    assert [(chip.label, chip.address, chip.count) for chip in view.days] == [("Sabato", "#sabato", 1)]
    assert pages["/province/no/"].view.events == ()  # known to the month only


def test_a_province_hides_no_market_to_be_confirmed(catalogue: Path) -> None:
    amend(catalogue, "events/ricorrenti/mercato-dei-portici-immaginari.yaml", "to_confirm: true\n")
    (group,) = pages_of(catalogue)["/province/lo/"].view.markets
    assert [(row.label, row.warning) for row in group.rows] == [("Mercato dei Portici Immaginari", "da riconfermare")]


def test_a_province_names_the_bodies_that_lead_support_and_organise(pages: dict[str, Page]) -> None:
    found = {getattr(cell, "label", cell) for cell in pages["/province/lo/"].view.bodies}
    assert "Comune di Lodi" in found
    assert len(found) == len(pages["/province/lo/"].view.bodies)


def test_the_list_of_municipalities_is_by_region_and_province(pages: dict[str, Page]) -> None:
    regions = pages["/comuni/"].view.regions
    found = [
        (name, number, {group.title: [row.label for row in group.rows] for group in provinces})
        for name, _, number, provinces in regions
    ]
    assert found == [
        ("Lombardia", 3, {"Cremona": ["Crema"], "Lodi": ["Codogno", "Lodi"]}),
        ("Piemonte", 2, {"Novara": ["Galliate", "Novara"]}),
    ]


def test_a_municipality_says_its_part_in_the_district(pages: dict[str, Page]) -> None:
    (lodi,), (codogno,) = (pages[f"/comuni/{name}/"].view.districts for name in ("lodi", "codogno"))
    assert "il Comune ne fa parte ed è capofila" in lodi.meta
    assert "il Comune ne fa parte · perimetro non noto: verifica che la tua via sia nel perimetro" in codogno.meta


@pytest.mark.parametrize(
    ("extent", "words"),
    [("parte", "una parte del territorio comunale: verifica"), ("intero-comune", "tutto il territorio comunale")],
)
def test_a_municipality_says_what_is_known_of_the_perimeter(catalogue: Path, extent: str, words: str) -> None:
    amend(catalogue, "districts/lombardia/portici-immaginari.yaml", f"perimeter:\n  extent: {extent}\n")
    assert words in pages_of(catalogue)["/comuni/lodi/"].view.districts[0].meta


def test_a_municipality_was_part_of_a_district_that_ended(catalogue: Path) -> None:
    path = catalogue / "districts/lombardia/portici-immaginari.yaml"
    path.write_text(path.read_text("utf-8").replace("status: attivo", "status: cessato"), "utf-8")
    row = pages_of(catalogue)["/comuni/lodi/"].view.districts[0]
    assert "il Comune ne faceva parte ed era capofila" in row.meta
    assert "verifica" not in row.meta


def test_a_municipality_without_district_says_so(catalogue: Path) -> None:
    path = catalogue / "events/2027/fiera-delle-risaie-di-fantasia.yaml"
    path.write_text(path.read_text("utf-8").replace("municipality: Novara", "municipality: Vercelli"), "utf-8")
    view = pages_of(catalogue)["/comuni/vercelli/"].view
    assert view.districts == ()
    assert view.lead == "Non lo sappiamo: nelle fonti che abbiamo letto nessun distretto comprende Vercelli."
    assert view.no_district == (
        "Fa fede l'elenco della Regione. Di un distretto della regione non conosciamo tutti i comuni."
    )
    assert [row.label for row in view.nearest] == ["Risaie di Fantasia"], "within thirty kilometres"


IS_PART = "Il Comune fa parte del distretto «Portici Immaginari»"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("attivo", f"{IS_PART} e lo guida."),
        (
            "in-costituzione",
            f"{IS_PART}, in costituzione secondo una fonte del marzo 2026, e lo guida.",
        ),
        ("da-verificare", f"{IS_PART}, che è da verificare, e lo guida."),
        ("cessato", "Il Comune faceva parte del distretto «Portici Immaginari», che non c'è più."),
    ],
)
def test_a_municipality_says_how_sure_its_district_is(catalogue: Path, status: str, said: str) -> None:
    path = catalogue / "districts/lombardia/portici-immaginari.yaml"
    text = path.read_text("utf-8").replace("status: attivo", f"status: {status}")
    path.write_text(text, "utf-8")
    assert pages_of(catalogue)["/comuni/lodi/"].view.lead == said
    path.with_name("altro.yaml").write_text(text.replace("name: Portici", "name: Altri portici"), "utf-8")
    label = {"attivo": "", "in-costituzione": " (in costituzione, 2026)", "da-verificare": " (da verificare)"}
    both = "Il Comune fa parte di 2 distretti: «Altri portici Immaginari»{0} e «Portici Immaginari»{0}."
    expected = both.format(label.get(status, " (cessato)"))
    assert pages_of(catalogue)["/comuni/lodi/"].view.lead == expected


def test_events_of_a_municipality_are_to_come_recurring_or_past(catalogue: Path) -> None:
    past = (catalogue / "events/2026/festa-delle-vetrine-di-prova.yaml").read_text("utf-8")
    past = past.replace("2026-12-05", "2026-01-05").replace("2026-12-08", "2026-01-08")
    past = past.replace("Festa", "Vecchia festa")
    (catalogue / "events/2026/vecchia-festa.yaml").write_text(past, "utf-8")
    view = pages_of(catalogue)["/comuni/lodi/"].view
    assert [row.label for row in view.upcoming] == ["Festa delle vetrine di prova"]
    assert view.recurring[0].meta.startswith("prossima data: sabato 3 aprile 2027")
    assert [row.label for row in view.past] == ["Vecchia festa delle vetrine di prova"]
    assert [row.label for row in view.initiatives] == ["Tessera di prova"]


def test_the_population_has_its_day_and_source(pages: dict[str, Page]) -> None:
    people = next(fact for fact in pages["/comuni/lodi/"].view.facts if fact.term == "Abitanti")
    assert people.values == ("44.709",)
    assert people.note == "Al 1º gennaio 2023 (Istat, CC BY)"
