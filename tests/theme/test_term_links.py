"""The glossary: a page of anchors, and the first use of a term in every other page's text leading there, once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from markupsafe import escape

from distretti.language import italian
from distretti.model import GlossaryTerm
from distretti.theme.term_links import glossary

from ..conftest import PROJECT, real_content

TERMS = [
    GlossaryTerm(id="capofila", term="capofila", forms=("ente capofila",), definition="x"),
    GlossaryTerm(id="duc", term="distretto urbano del commercio", abbreviations=("DUC",), definition="x"),
    GlossaryTerm(id="distretto", term="distretto", forms=("distretti",), definition="x"),
    GlossaryTerm(id="protocollo", term="protocollo d'intesa", forms=("L.R.",), definition="x"),
]
GLOSSARY = glossary(TERMS)


def linked(text: str, explained: set[str] | None = None) -> list[tuple[str, str]]:
    """The (id, words) of the links made in a text, and nothing else of it changed."""
    html = GLOSSARY.linked(GLOSSARY.parts(text), set() if explained is None else explained, "../g/")
    link = re.compile(r'<a class="term" href="\.\./g/#([^"]+)">(.*?)</a>')
    assert link.sub(r"\2", html) == text
    return link.findall(html)


def test_only_the_first_use_of_a_term_is_linked_whatever_its_form() -> None:
    assert linked("Il capofila, l’ente capofila e il capofila") == [("capofila", "capofila")]


def test_what_the_page_has_explained_is_not_linked_again() -> None:
    explained: set[str] = set()
    assert linked("Il capofila", explained) == [("capofila", "capofila")]
    assert linked("Il capofila dei distretti", explained) == [("distretto", "distretti")]


def test_the_longest_words_win() -> None:
    assert linked("Un distretto urbano del commercio") == [("duc", "distretto urbano del commercio")]
    assert linked("L’ente capofila") == [("capofila", "ente capofila")]


def test_capitals_matter_for_abbreviations_only() -> None:
    assert linked("CAPOFILA e Distretto") == [("capofila", "CAPOFILA"), ("distretto", "Distretto")]
    assert linked("duc Duc") == []
    assert linked("(DUC)") == [("duc", "DUC")]


@pytest.mark.parametrize("text", ["capofilante", "DUCA", "1DUC", "sottodistretto", "capofilà", "L.R"])
def test_only_whole_words_are_terms(text: str) -> None:
    assert linked(text) == []


@pytest.mark.parametrize("text", ["protocollo d’intesa", "protocollo d'intesa", "Protocollo d’Intesa", "l.r. 6/2010"])
def test_apostrophes_and_points_are_found_as_they_are_printed(text: str) -> None:
    assert [identifier for identifier, _ in linked(text)] == ["protocollo"]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/capofila/">il capofila</a>',
        '<h2 id="capofila">Il capofila</h2>',
        "<h3>Il <em>capofila</em></h3>",
        '<th scope="col">Capofila</th>',
        "<code>capofila</code>",
        "<pre><code>capofila\ncapofila</code></pre>",
        '<a href="https://x.it/?a>capofila"><em>altro</em> capofila</a>',
    ],
)
def test_links_headings_table_headers_and_attributes_are_left_alone(html: str) -> None:
    assert linked(html) == []
    assert linked(f"{html} <p>capofila</p>") == [("capofila", "capofila")]


def test_a_glossary_without_terms_changes_nothing() -> None:
    assert glossary([]).parts("capofila <b>") == ("capofila <b>",)


def test_every_word_of_the_real_glossary_is_found() -> None:
    terms = real_content().vocabulary("glossary")
    assert len(terms) > 25
    real = glossary(terms)
    for term in terms:
        for word in term.words:
            assert f'#{term.id}">' in real.linked(real.parts(escape(italian.typographic(word))), set(), "/"), word


def test_pages_link_a_term_once_and_never_in_a_link_heading_or_header(site: Path) -> None:
    inside = re.compile(r'<(h[1-6]|th|button|a)\b(?: [^>]*)?>(?:(?!</\1>).)*?<a class="term"', re.DOTALL)
    repeated, misplaced, total = {}, {}, 0
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        found = Counter(re.findall(r'<a class="term" href="[^"#]*#([^"]+)"', text))
        total += found.total()
        repeated |= {(file.name, name): count for name, count in found.items() if count > 1}
        misplaced |= {str(file): match[0] for match in inside.finditer(text)}
    assert repeated == {}
    assert misplaced == {}
    assert total > 1500


def test_a_district_leads_to_the_words_of_its_page(site: Path) -> None:
    page = (site / "distretti" / "lombardia" / "lodi" / "index.html").read_text("utf-8")
    term = '<a class="term" href="../../../glossario/#{}">{}</a>'
    assert f'<p class="lead">È il {term.format("distretto-urbano", "distretto urbano")} di Lodi, lo guida il' in page
    assert f"<dt>{term.format('capofila', 'Capofila')}</dt>" in page


@pytest.mark.parametrize("name", ["glossario/index.html", "404.html"])
def test_the_glossary_and_the_lost_page_link_no_terms(site: Path, name: str) -> None:
    assert 'class="term"' not in (site / name).read_text("utf-8")


def test_the_glossary_explains_every_term_with_its_sources(site: Path) -> None:
    page = (site / "glossario" / "index.html").read_text("utf-8")
    for term in real_content().vocabulary("glossary"):
        assert f'<div id="{term.id}"><dt>' in page
        assert f"<dd>{escape(italian.typographic(term.definition))}</dd>" in page
    assert "Legge 29 dicembre 1993, n. 580, articolo 1" in page
    assert (
        "mette a sistema gli attori, aggrega la domanda di servizi e infrastrutture, fornisce beni collettivi" in page
    )
    assert '"@type":"DefinedTermSet"' in page


def test_every_template_glosses_its_lead() -> None:
    plain = [
        file.name
        for file in (PROJECT / "theme" / "templates").rglob("*.html")
        if 'class="lead">{{ page.' in file.read_text("utf-8")
    ]
    assert sorted(plain) == ["404.html", "glossary.html", "problems.html"]
