"""What is printed: tagged PDF, the values of the pages, the same bytes twice; what records say is never code."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from distretti.build import Build, Job
from distretti.catalog.catalog import Catalog, catalog
from distretti.model import District
from distretti.outputs import districts, foreign_investing, investor_sheets, regions, sheets, yearbook
from distretti.presenters import printed
from distretti.reading.loader import load
from distretti.site import addresses
from distretti.site.output import Document, Page
from distretti.site.site import Site
from distretti.theme import typesetting
from distretti.theme.environment import environment, renderer
from distretti.theme.term_links import glossary

from ..conftest import PROJECT, REFERENCE, TODAY, real_catalog
from ..mutants import DISTRICT, PROSE
from ..site import pelican

SITE = Site(
    "Catalogo", "", "https://esempio.it", None, (), "Fa fede l'elenco.", "Fonte: Istat.", "", documents=True,
    languages=("en",),
)  # fmt: skip
REGION = "puglia"


@cache
def render() -> Callable[[Document], bytes]:
    theme = PROJECT / "theme"
    return renderer(environment(theme / "templates", SITE, {}, glossary(())), SITE, sorted(theme.glob("social/*.ttf")))


def known(content: Path) -> Catalog:
    return catalog(load(content, REFERENCE), [], TODAY)


def documents(content: Path) -> dict[str, Document]:
    found = known(content)
    italian = list(investor_sheets.outputs(found, SITE))
    made = [*sheets.outputs(found, SITE), *yearbook.outputs(found, SITE), *italian]
    made += foreign_investing.outputs(found, SITE, italian)
    return {document.address: document for document in made if isinstance(document, Document)}


def words(content: bytes) -> str:
    """The text of a document without spaces: where lines break says nothing."""
    return "".join(leaves(content))


def leaves(content: bytes) -> list[str]:
    """The text of each of its pages, without spaces."""
    return [_bare(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\xa0", " "))


SHEET = f"/{DISTRICT.removesuffix('.yaml').replace('districts', 'distretti')}/scheda.pdf"


def test_a_sheet_is_tagged_has_a_title_and_a_language_and_is_small(catalogue: Path) -> None:
    content = render()(documents(catalogue)[SHEET])
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "it-IT"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title == "Distretto diffuso dei Portici Immaginari"
    assert {"H1", "H2", "Table", "TH", "TD", "L", "LI", "Link"} <= _roles(root["/StructTreeRoot"])
    assert len(content) <= 120_000
    assert content == render()(documents(catalogue)[SHEET])


def _roles(node: object) -> set[str]:
    """The structure types below a node of the structure tree."""
    resolved = getattr(node, "get_object", lambda: node)()
    found: set[str] = set()
    if isinstance(resolved, list):
        for child in resolved:
            found |= _roles(child)
    elif isinstance(resolved, dict):
        role = str(resolved.get("/S", ""))[1:]
        found = {role} | (_roles(resolved["/K"]) if "/K" in resolved else set())
    return found


INVESTING = SHEET.replace("scheda.pdf", "investire/scheda.pdf")
ABROAD = "/en/districts/lombardia/portici-immaginari/invest/sheet.pdf"


@pytest.mark.parametrize(("address", "language"), [(INVESTING, "it-IT"), (ABROAD, "en")])
def test_an_investor_has_the_lines_of_the_page_on_paper_in_both_languages(
    catalogue: Path, address: str, language: str
) -> None:
    found = known(catalogue)
    italian = {one.address: one for one in investor_sheets.outputs(found, SITE)}
    both = italian | {one.address: one for one in foreign_investing.outputs(found, SITE, list(italian.values()))}
    content = render()(both[address])
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert root["/Lang"] == language
    assert {"H1", "H2", "Table", "TH", "TD", "Link"} <= _roles(root["/StructTreeRoot"])
    assert len(content) <= 120_000
    assert content == render()(both[address])
    shown = words(content)
    page = both[f"{address.rpartition('/')[0]}/"].view
    tables = [*getattr(page, "sections", ())[:1], *getattr(page, "blocks", ())[:1]]
    rows = (getattr(tables[0], "tables", None) or tables[0].grids)[0].rows
    said = [_said(cell) for row in rows for cell in row]
    assert len(rows) > 3
    assert [text for text in said if _bare(text) not in shown] == []


def _said(cell: object) -> str:
    return "".join(map(_said, cell)) if isinstance(cell, tuple) else str(getattr(cell, "label", cell))


def test_italian_words_of_a_document_in_english_say_that_they_are(catalogue: Path) -> None:
    root = PdfReader(io.BytesIO(render()(documents(catalogue)[ABROAD]))).trailer["/Root"]
    assert "it" in {str(node.get("/Lang")) for node in _nodes(root["/StructTreeRoot"])}


def test_every_picture_says_in_words_what_it_shows(catalogue: Path) -> None:
    root = PdfReader(io.BytesIO(render()(documents(catalogue)[SHEET]))).trailer["/Root"]
    pictures = [node for node in _nodes(root["/StructTreeRoot"]) if node.get("/S") == "/Figure"]
    assert pictures
    assert all(str(node.get("/Alt", "")).strip() for node in pictures)


def _nodes(node: object) -> list[dict[str, object]]:
    resolved = getattr(node, "get_object", lambda: node)()
    if isinstance(resolved, list):
        return [found for child in resolved for found in _nodes(child)]
    if not isinstance(resolved, dict):
        return []
    return [resolved, *(_nodes(resolved["/K"]) if "/K" in resolved else [])]


HOSTILE = "#panic(1) $x$ *a* @b c-d `e` \\f // g [h] {i} = j"


def test_what_a_record_says_is_shown_and_never_run(catalogue: Path) -> None:
    file = catalogue / DISTRICT
    text = file.read_text("utf-8").replace(
        "description: Un distretto inventato, per le prove.", f"description: '{HOSTILE}'"
    )
    file.write_text(
        text.replace("name: Distretto diffuso", "name: 'Distretto #emph[x]").replace(
            "Immaginari\nshort", "Immaginari'\nshort"
        ),
        "utf-8",
    )
    found = words(render()(documents(catalogue)[SHEET]))
    assert _bare(HOSTILE) in found
    assert _bare("Distretto #emph[x]") in found


def test_a_district_of_which_only_the_name_is_known_has_no_sheet(catalogue: Path) -> None:
    found, there = known(catalogue), documents(catalogue)
    for district in found.districts:
        assert (addresses.sheet(district) in there) is printed.says_something(found, district)
    (catalogue / PROSE).unlink()
    bare = catalogue / DISTRICT
    bare.write_text(
        "name: Distretto solo\nshort_name: Solo\nstatus: attivo\nmunicipalities_complete: false\ncollected: a-mano\n"
        "compiled: 2026-11-20\nsources:\n  - publisher: Comune di Lodi\n    url: https://lodi.example/\n",
        "utf-8",
    )
    assert SHEET not in documents(catalogue)


@pytest.fixture(scope="module")
def real() -> Catalog:
    return real_catalog()


@pytest.fixture(scope="module")
def puglia(real: Catalog) -> tuple[Any, list[str]]:
    """The view of a region's yearbook, and its pages."""
    document = next(one for one in yearbook.outputs(real, SITE) if one.address == addresses.yearbook(2026, REGION))
    assert isinstance(document, Document)
    return document.view, leaves(render()(document))


def test_the_yearbook_says_what_the_pages_say(real: Catalog, puglia: tuple[Any, list[str]]) -> None:
    """Of each district of a region: its sentence, municipalities and money as its page has them, and its sources."""
    found = "".join(puglia[1])
    pages = {one.address: one for one in districts.outputs(real, SITE) if isinstance(one, Page)}
    chapter = next(one for one in regions.outputs(real, SITE) if one.address == addresses.region(REGION))
    assert isinstance(chapter, Page)
    assert _bare(chapter.view.lead.rstrip(".")) in found
    here: tuple[District, ...] = real.districts_of_region[REGION]
    assert _bare(f"{len(here)} distretti. Con le loro fonti") in found
    missing = []
    for district in here:
        page = pages[addresses.of(district)].view
        said = [page.heading, page.lead, *(cell.label for cell in page.municipalities)]
        said += [row[2] for row in page.grants.rows] if page.grants else []
        said += [source.publisher for source in page.evidence.sources]
        missing += [(district.id, text) for text in said if _bare(text) not in found]
    assert missing == []


def test_what_is_read_together_is_on_one_page(puglia: tuple[Any, list[str]]) -> None:
    """A table's caption with its first row, each row whole, a district's name with its facts, its foot with the end."""
    view, pages = puglia
    districts = view.regions[0].districts
    sections = [*view.regions[0].sections, *(section for item in districts for section in item.sections)]
    wholes = []
    for table in [*view.tables, *(table for section in sections for table in section.tables)]:
        rows = ["".join(map(_said, row)) for row in table.rows]
        wholes += [table.caption + "".join(column.label for column in table.columns) + rows[0], *rows[1:]]
    for item in districts:
        facts = [fact.term + "; ".join(map(_said, fact.values)) + fact.note for fact in item.sections[0].facts]
        wholes.append(item.name + item.warning + item.lead + "".join(facts))
        assert not any(_own(page).startswith(_bare(item.provenance)) for page in pages), item.name
    assert [text for text in wholes if not any(_bare(text) in page for page in pages)] == []


def _own(page: str) -> str:
    """The words of a page without its running head."""
    return page.partition("(segue)")[2] or page


def test_a_page_that_goes_on_with_a_district_says_which(puglia: tuple[Any, list[str]]) -> None:
    """At its head; a page that begins with a district's own name needs nothing there."""
    view, pages = puglia
    first = next(number for number, page in enumerate(pages) if _bare(view.regions[0].districts[0].name) in page)
    heads = [_bare(item.name + item.warning + item.lead) for item in view.regions[0].districts]
    names = [_bare(item.name) for item in view.regions[0].districts]
    last, seen = -1, 0
    for page in pages[first : next(n for n, page in enumerate(pages) if page.startswith(_bare("Fonti: Puglia")))]:
        begun = [number for number, head in enumerate(heads) if head in page]
        if begun and _own(page).startswith(heads[begun[0]]):
            assert "(segue)" not in page
        elif last >= 0:
            assert page.startswith(f"{names[last]}(segue)")
            seen += 1
        last = begun[-1] if begun else last
    assert seen > 5


def test_a_map_says_in_words_what_its_greys_mean(puglia: tuple[Any, list[str]]) -> None:
    view, pages = puglia
    drawn = view.regions[0].map
    key = "".join(meaning for _, meaning in drawn.key)
    assert {kind for kind, _ in drawn.key} == {"many", "one"}
    assert any(_bare(key + " ".join(drawn.notes)) in page for page in pages)


def test_the_index_says_each_page_of_a_municipality_once(puglia: tuple[Any, list[str]]) -> None:
    view, pages = puglia
    names = {item.anchor: _bare(item.name + item.warning + item.lead) for item in view.regions[0].districts}
    on = {anchor: number for number, page in enumerate(pages) for anchor, name in names.items() if name in page}
    index = "".join(pages[next(n for n, page in enumerate(pages) if page.startswith("Indicedeicomuni")) :])
    several = [entry for entry in view.municipalities if len(entry.districts) > 1]
    assert any(len({on[anchor] for anchor in entry.districts}) < len(entry.districts) for entry in several)
    for entry in view.municipalities:
        found = sorted({on[anchor] for anchor in entry.districts})
        assert re.search(rf"{re.escape(_bare(entry.name))}{','.join(map(str, found))}(?!,|\d)", index), entry


ANOTHER = """name: Valle d'Aosta/Vallée d'Aoste
istat_code: '02'
law:
  - act: Legge inventata 9/2019
notes: Nessun distretto trovato.
compiled: 2026-11-20
sources:
  - publisher: Gazzetta Immaginaria
    date: 2019
    url: https://gazzetta.example/legge
"""


def test_the_yearbook_has_every_region_and_names_those_of_which_nothing_is_known(catalogue: Path) -> None:
    whole = addresses.yearbook(2026)
    before = documents(catalogue)[whole].view
    assert not before.others
    assert any("scheda: Valle d'Aosta/Vallée d'Aoste." in text for text in before.foreword[0].text)
    (catalogue / "regions/valle-d-aosta-vallee-d-aoste.yaml").write_text(ANOTHER, "utf-8")
    made = documents(catalogue)
    assert not any("Aosta" in text for text in made[whole].view.foreword[0].text)
    found = words(render()(made[whole]))
    for said in ("Legge inventata 9/2019", "Nessun distretto trovato.", "1. Gazzetta Immaginaria (2019)"):
        assert _bare(said) in found
    assert _bare("Legge inventata 9/2019") not in words(render()(made[addresses.yearbook(2026, "piemonte")]))


def test_a_yearbook_prints_the_notes_that_its_own_words_lead_to(catalogue: Path) -> None:
    """Those of a district of which something is deduced, and no others."""
    file = catalogue / DISTRICT
    text = file.read_text("utf-8").replace("compiled:", "notes: Dedotto dal bando.\ncompiled:", 1)
    noted = []
    for deduced in ("", "deduced: [lead]\n"):
        file.write_text(text.replace("compiled:", f"{deduced}compiled:", 1), "utf-8")
        regions = documents(catalogue)[addresses.yearbook(2026)].view.regions
        noted.append({one.anchor: one.notes for region in regions for one in region.districts if one.notes})
    assert noted == [{}, {"lombardia-portici-immaginari": "Dedotto dal bando."}]


def test_a_yearbook_counts_apart_the_districts_that_are_no_more(catalogue: Path) -> None:
    file = catalogue / DISTRICT
    file.write_text(file.read_text("utf-8").replace("status: attivo", "status: cessato", 1), "utf-8")
    assert documents(catalogue)[addresses.yearbook(2026)].view.subtitle == (
        "3 distretti; 1 non c’è più. Con le loro fonti"
    )


def test_a_source_has_the_number_that_is_cited(catalogue: Path) -> None:
    view = documents(catalogue)[SHEET].view
    numbers = {source.number: source.publisher for source in view.sources}
    cited = re.findall(r"([^\n\[\]]+) \[(\d+)\]", "\n".join(_texts(view.record.sections)))
    assert cited
    assert all(numbers[int(number)] == name for name, number in cited)


def _texts(sections: object) -> list[str]:
    return [
        cell if isinstance(cell, str) else getattr(cell, "label", "")
        for section in sections  # type: ignore[attr-defined]
        for table in section.tables
        for row in table.rows
        for cell in row
    ]


def test_the_index_leads_each_municipality_to_its_districts(real: Catalog) -> None:
    view = next(one for one in yearbook.outputs(real, SITE) if one.address == addresses.yearbook(2026)).view  # type: ignore[union-attr]
    anchors = {district.anchor for region in view.regions for district in region.districts}
    assert len(anchors) == len(real.districts)
    wanted = {
        (place.name, district.id.replace("/", "-"))
        for district in real.districts
        for place in real.municipalities_of(district)
    }
    found = {(entry.name.rpartition(" (")[0], anchor) for entry in view.municipalities for anchor in entry.districts}
    assert found == wanted


def test_a_publish_has_the_documents_that_its_pages_lead_to(tmp_path: Path) -> None:
    content = PROJECT / "tests" / "catalogue"
    done = pelican(
        tmp_path / "site", "-e", "PDF=true", content=content, settings="publishconf.py", siteurl="https://esempio.it"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site" / SHEET[1:]).with_name("index.html").read_text("utf-8")
    assert re.search(r'href="[^"]*scheda\.pdf"', page)
    assert (tmp_path / "site" / SHEET[1:]).read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "site" / INVESTING[1:]).is_file()
    assert re.search(
        r'href="[^"]*sheet\.pdf"', (tmp_path / "site" / ABROAD[1:]).with_name("index.html").read_text("utf-8")
    )
    assert (tmp_path / "site" / ABROAD[1:]).is_file()
    assert (tmp_path / "site/pubblicazioni/annuario-2026.pdf").is_file()
    assert (tmp_path / "site/pubblicazioni/annuario-2026-piemonte.pdf").is_file()
    papers, without = _yearbooks(tmp_path / "site")
    made = {file.name for file in (tmp_path / "site/pubblicazioni").glob("*.pdf")}
    assert papers == made
    assert not without
    for file in (tmp_path / "site/distretti").glob("*/index.html"):  # a region leads to its own, where it has one
        own = {f"annuario-2026-{file.parent.name}.pdf"} & made
        assert set(re.findall(r'href="[^"]*/(annuario-[^"/]+\.pdf)"', file.read_text("utf-8"))) == own


def test_a_publish_without_documents_says_that_there_are_none(tmp_path: Path) -> None:
    content = PROJECT / "tests" / "catalogue"
    done = pelican(tmp_path / "site", content=content, settings="publishconf.py", siteurl="https://esempio.it")
    assert done.returncode == 0, done.stdout + done.stderr
    assert _yearbooks(tmp_path / "site") == (set(), True)
    assert "annuario" not in (tmp_path / "site/distretti/piemonte/index.html").read_text("utf-8")


def _yearbooks(site: Path) -> tuple[set[str], bool]:
    """Which yearbooks the page of publications leads to, and whether it says that there are none."""
    page = (site / "pubblicazioni/index.html").read_text("utf-8")
    section = page.partition('id="annuario"')[2].partition("<h2")[0]
    return set(re.findall(r'href="[^"]*/([^"/]+\.pdf)"', section)), 'class="empty"' in section


def test_without_what_makes_them_the_build_stops_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "is_there", lambda: False)
    job = Job(
        {"SITENAME": "x", "MENU": (("a", "A", "/"),), "ATTRIBUTION": "x", "PDF": True},
        *([None] * (len(Job._fields) - 1)),  # type: ignore[arg-type]  # it stops before it asks for them
    )
    with pytest.raises(SystemExit, match="make publish"):
        Build(job, None)
