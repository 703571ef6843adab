"""Prose in Markdown becomes HTML that runs nothing; what would be lost is reported."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distretti.language import markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** e *b*", "<p><strong>a</strong> e <em>b</em></p>"),
        ("## Un titolo", '<h2 id="un-titolo">Un titolo</h2>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("[x](/bandi/)", '<p><a href="/bandi/">x</a></p>'),
        ("[x](https://portici.example/ 'y')", '<p><a href="https://portici.example/" title="y">x</a></p>'),
        ("```\n<b>\n\n</b>\n```", "<pre><code>&lt;b&gt;\n\n&lt;/b&gt;\n</code></pre>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
    ],
)
def test_html(text: str, html: str) -> None:
    assert markdown.html(text) == html
    assert markdown.problems(text, "f.md") == []


def test_tables_name_their_columns() -> None:
    assert '<th scope="col">a</th>' in markdown.html("a | b\n--|--\n1 | 2\n")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", '<a href="javascript:alert(1)">x</a>', "[x](javascript:alert(1))",
        "<img src=x onerror=y>", "[x](data:text/html,y)", '<p onclick="x">y</p>', "<style>p {}</style>", "<iframe src='https://portici.example/'></iframe>",
    ],
)  # fmt: skip
def test_nothing_that_runs_comes_through_and_all_is_reported(text: str) -> None:
    html = markdown.html(text)
    assert not re.search(r"<(script|style|iframe|img)|javascript:|data:|\son\w+=", html)
    assert len(markdown.problems(text, "f.md")) >= 1


def test_places_of_problems() -> None:
    text = "Uno\n\ndue <b>tre</b> e [x](pagina)\n"
    found = [(problem.line, problem.column) for problem in markdown.problems(text, "f.md", first_line=5)]
    assert found == [(7, 5), (7, 11), (7, 22)]


@pytest.mark.parametrize("text", ["# Titolo", "Titolo\n======\n", "![x](/x.png)", "![x][y]\n\n[y]: /x.png"])
def test_what_the_page_would_lose_is_reported(text: str) -> None:
    assert len(markdown.problems(text, "f.md")) == 1


FINE = ["## Uno\n\n### Due", "| a |\n| === |", "1 < 2 e 3 > 2", "`<b>`", "~~~\n<b>\n~~~", "n. #1", "a\n\n> b", "![!"]


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine(text: str) -> None:
    assert markdown.problems(text, "f.md") == []


@given(st.text(alphabet="[]()<>`~#!*_ab:/\n \"'&;={}", max_size=60))
def test_any_text_survives(text: str) -> None:
    markdown.problems(text, "f.md")
    assert not re.search(r"<(script|style|iframe|img)", markdown.html(text))
