"""Pages in other languages: every word is of the language's table, or Italian and marked so; each leads back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from babel.dates import get_month_names
from babel.messages.catalog import Catalog as Table
from babel.messages.pofile import read_po, write_po

from distretti.catalog.catalog import Catalog, catalog
from distretti.language import words as tables
from distretti.model.district import Indicator
from distretti.outputs import foreign, foreign_investing, foreign_pages, investor_sheets
from distretti.presenters import foreign as shared
from distretti.reading.loader import load
from distretti.site import languages
from distretti.site.output import Output, Page
from distretti.theme import assets, environment
from distretti.theme.term_links import glossary

from .. import building
from ..conftest import PROJECT, REFERENCE, TODAY, real_catalog
from .test_outputs import SITE

MADE = "sl"  # four forms of a word after a number, and a dual: as far from Italian as the tables must go
_INSIDE = re.compile(r"‹[^‹›]*›")
_HOST = re.compile(r"[\w.@-]+\.[a-z]{2,}\S*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def made_table(folder: Path) -> None:
    """A language whose words are the Italian ones between ‹ and ›, beside the real ones."""
    folder.mkdir()
    with (tables.FOLDER / "en.po").open("rb") as stream:
        english = read_po(stream)
    made = Table(locale=MADE)
    for message in english:
        many = isinstance(message.id, tuple)
        if message.context == "indirizzo":
            made.add(message.id, message.string.replace("s/", "x/"), context=message.context)
        elif message.id and not message.context:
            made.add(message.id, [f"‹{message.id[1]}›"] * made.num_plurals if many else f"‹{message.id}›")
    with (folder / f"{MADE}.po").open("wb") as stream:
        write_po(stream, made)


@pytest.fixture
def made(tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The pages of the tiny catalogue in the made language, by address."""
    made_table(tmp_path / "words")
    monkeypatch.setattr(tables, "FOLDER", tmp_path / "words")
    return drawn(catalog(load(catalogue, REFERENCE), [], TODAY), MADE)


def drawn(found: Catalog, code: str) -> dict[str, str]:
    """The pages in a language, drawn."""
    site = replace(SITE, languages=(code,))
    names, _ = assets.assets(PROJECT / "theme" / "static")
    templates = PROJECT / "theme" / "templates"
    render = environment.renderer(environment.environment(templates, site, names, glossary(())), site)
    outputs: list[Output] = []
    for module in building.modules():
        outputs += building.listed(module, found, site, outputs)
    return {
        page.address: render(page).decode()
        for page in outputs
        if isinstance(page, Page) and page.address.startswith(languages.home(code))
    }


def words_of(html: str) -> list[str]:
    """The words of three letters or more that a page has outside of ‹ and ›, and of what is marked as Italian."""
    document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)

    def inside(element) -> Iterator[str]:  # type: ignore[no-untyped-def]
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            return
        if element.get("lang", MADE) == MADE:
            yield element.text or ""
            yield from filter(None, map(element.get, ("aria-label", "data-label", "data-then")))
            for child in element:
                yield from inside(child)
        for child in element:
            yield child.tail or "" if element.get("lang", MADE) == MADE else ""

    said = " ".join(inside(document.find("body")))
    while _INSIDE.search(said):
        said = _INSIDE.sub("", said)
    return _LETTERS.findall(_HOST.sub("", said))


def test_a_language_needs_one_table(made: dict[str, str]) -> None:
    """Beside its words a page has names of days and months by Babel, hosts, and names of files and licences."""
    calendar = {tables.words(MADE).month(number) for number in range(1, 13)}
    calendar |= {tables.words(MADE).weekday(number) for number in range(7)}
    short = get_month_names("abbreviated", locale=MADE).values()
    known = calendar | {name.rstrip(".") for name in short} | {"CSV", "JSON", "DUC", "DID"}
    strange = {(address, word) for address, html in made.items() for word in words_of(html) if word not in known}
    assert len(made) > 12
    assert strange == set()
    assert all(f'<html lang="{MADE}">' in html for html in made.values())


def test_addresses_are_of_the_language_and_lead_back(made: dict[str, str]) -> None:
    page = made[f"/{MADE}/districtx/lombardia/portici-immaginari/"]
    assert f'hreflang="{MADE}" href="https://esempio.it/{MADE}/districtx/lombardia/portici-immaginari/"' in page
    for language in ("it", "x-default"):
        assert f'hreflang="{language}" href="https://esempio.it/distretti/lombardia/portici-immaginari/"' in page
    assert '<a href="../../../../distretti/lombardia/portici-immaginari/" hreflang="it" lang="it">Italiano</a>' in page


def test_the_sheet_for_investors_leads_to_the_italian_one_and_back(catalogue: Path) -> None:
    pages = drawn(catalog(load(catalogue, REFERENCE), [], TODAY), "en")
    sheet = "distretti/lombardia/portici-immaginari/investire/"
    page = pages["/en/districts/lombardia/portici-immaginari/invest/"]
    assert f'hreflang="it" href="https://esempio.it/{sheet}"' in page
    assert f'<a href="../../../../../{sheet}" hreflang="it" lang="it">Italiano</a>' in page
    assert languages.versions(("en",), f"/{sheet}")[0].address == "/en/districts/lombardia/portici-immaginari/invest/"


def test_no_word_of_the_real_site_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that code asks for by a name of a record's value are seen only where a record has it."""
    missing = set()
    for name in ("gettext", "ngettext"):
        monkeypatch.setattr(tables._Missing, name, lambda _, *asked: missing.add(asked) or tables.Own(asked[0]))
    found = real_catalog()
    names = {(term.label,) for term in found.terms["attractions"].terms}  # of products, which have only one
    for code in tables.codes():
        pages = [page for _, page in foreign._pages(found, SITE, foreign.Atlas(found), code)]
        for page in pages:
            assert page.view.words.code == code
        italian = list(investor_sheets.outputs(found, SITE))
        site = replace(SITE, languages=(code,))
        more = [page for page in foreign_investing.outputs(found, site, italian) if isinstance(page, Page)]
        assert all(page.view.blocks for page in more)
        for _, _, make, inputs in foreign_pages._pages(found, SITE, code):
            assert make(*inputs).words.code == code
    assert missing - names == set()


def test_what_someone_wrote_in_a_language_is_on_its_page(catalogue: Path) -> None:
    district, page = "districts/lombardia/portici-immaginari", "pages/cos-e-un-distretto"
    (catalogue / f"{district}.en.md").write_text(
        "Arcades (*portici*) **up** in [a region](/distretti/lombardia/), [calls](/bandi/).\n", "utf-8"
    )
    (catalogue / f"{page}.en.md").write_text("---\ntitle: What it is\ndescription: In short.\n---\nAn area.\n", "utf-8")
    content = load(catalogue, REFERENCE)
    assert [problem for problem in content.problems if "en.md" in problem.file] == []
    pages = drawn(catalog(content, [], TODAY), "en")
    page_of_district = pages["/en/districts/lombardia/portici-immaginari/"]
    assert (
        'Arcades (<em lang="it">portici</em>) <strong>up</strong> in <a href="../../../../en/districts/lombardia/">'
        in page_of_district
    )
    assert '<a href="../../../../bandi/" hreflang="it">calls</a>' in page_of_district
    assert "An area." in pages["/en/what-is-a-district/"]
    assert 'href="../en/what-is-a-district/"' in pages["/en/"]
    assert "Arcades" not in pages["/en/districts/lombardia/"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("districts/lombardia/portici-immaginari.xx.md", "accanto manca la scheda «portici-immaginari.xx.yaml»"),
        ("districts/lombardia/di-nessuno.en.md", "accanto manca la scheda «di-nessuno.yaml»"),
        ("pages/di-nessuno.en.md", "manca la pagina italiana di cui questa è la traduzione"),
    ],
)
def test_a_translation_of_nothing_is_said(catalogue: Path, file: str, said: str) -> None:
    (catalogue / file).write_text("---\ntitle: A\ndescription: B\n---\nText.\n", "utf-8")
    found = [problem for problem in load(catalogue, REFERENCE).problems if problem.file == f"catalogue/{file}"]
    assert [problem.message for problem in found] == [said]


@pytest.mark.parametrize(
    ("indicator", "terms", "said"),
    [
        ("Adesioni al distretto, oltre", ("Adesioni al distretto",),
         "Adesioni al distretto, oltre: more than 1,349 visitors (a measure of: Members of the district)"),
        ("Negozi censiti, circa", (), "Negozi censiti, circa: about 1,349 visitors"),
        ("Visite, nel mese di dicembre", ("Visite e presenze",),
         "Visite, nel mese di dicembre: 1,349 visitors (a measure of: Visits and presences)"),
    ],
)  # fmt: skip
def test_a_figure_is_of_what_its_source_says_and_the_term_is_wider(
    indicator: str, terms: tuple[str, ...], said: str
) -> None:
    item = Indicator.model_validate(
        {"indicator": indicator, "value": "1349", "unit": "visitatori", "date": "2026-03", "source": "Prova"}
    )
    phrase = shared.measured(tables.words("en"), terms, item)
    assert tables.plain(phrase) == said
    assert isinstance(phrase[0], tables.Own)
    assert all(not isinstance(part, tables.Own) for part in phrase[1:])


def test_a_term_that_the_language_has_no_word_for_says_nothing_twice() -> None:
    english = tables.words("en")
    assert tables.plain(shared.explained(english, "chiocciola alpina", ["Chiocciola alpina"])) == "chiocciola alpina"
    assert tables.plain(shared.explained(english, "passi", ["Visite e presenze"])) == "passi (Visits and presences)"
