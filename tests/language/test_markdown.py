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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Il programma:\n- arredo\n- vetrine", [2]),
        ("Il programma:\n* arredo\n\nAltro:\n+ vetrine", [2, 5]),
        ("Il programma\nprevede:\n1. arredo\n2. vetrine", [3]),
        ("1. uno\n  - sotto\n  - sotto\n2. due", [2, 3]),
        ("- uno\n\n  - sotto", [3]),
        ("- uno\n    - sotto\n      - più sotto", [3]),
        ("1) uno\n2) due", [1, 2]),
        ("Una tabella:\n| A | B |\n| --- | --- |\n| 1 | 2 |", [2]),
        ("Una tabella:\nA | B\n:-: | ---\n1 | 2", [2]),
        ("##\xa0Titolo", [1]),
        ("-\xa0uno", [1]),
        ("[x](#uno) e [y](#due)\n\n## Uno", [1]),
    ],
)
def test_what_github_shows_otherwise_is_reported(text: str, lines: list[int]) -> None:
    assert [problem.line for problem in markdown.problems(text, "f.md")] == lines


@pytest.mark.parametrize(
    "text",
    [
        "Il programma:\n\n- arredo\n- vetrine",
        "- uno\n- due\n\n    di due\n\n    - sotto",
        "## Titolo\n- uno",
        "Nel\n2020. Poi",
        "  - uno\n  - due",
        "Un lavoro di anni\n-5 gradi",
        "| A | B |\n| --- | --- |\n| 1 | 2 |",
        "a | b\n--|--\n1 | 2",
        "Titolo\n---",
        "```\nx:\n- y\n```",
        "> a\n> - b",
        "Termine\n:   spiegazione",
        "[x](#uno)\n\n## Uno",
        "3 – 4\n– così",
        "10\xa0000",
    ],
)
def test_what_is_shown_as_on_github(text: str) -> None:
    assert markdown.problems(text, "f.md") == []


@pytest.mark.parametrize(
    "text", [" " * 400_000, "- " * 200_000, "\xa0" * 200_000, "|" * 400_000, "a\n" + "|-" * 200_000, "[a](" * 100_000]
)
def test_a_text_made_to_take_long_does_not(text: str) -> None:
    """The largest prose there may be; what grows with its square would take minutes."""
    markdown.problems(text, "f.md")


def test_internal_links_are_those_of_this_site() -> None:
    text = "[a](/bandi/) [b](/cerca/?q=x) [c](https://a.example/) [d](#e) `[f](/g/)` [h](</i/> 'j')\n\n[k]: /l/#m\n"
    assert markdown.internal_links(f"{text}\n[a](/bandi/)") == ("/bandi/", "/cerca/", "/i/", "/l/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](https://utente@portici.example/)", "il nome del sito «utente@portici.example» non è valido"),
        ("[x](https://a:b@portici.example/)", "il nome del sito «a:b@portici.example» non è valido"),
        ("[x](https://portici.example\\@altro.example/)", "contiene spazi o segni non ammessi"),
        ("[x](https://10.0.0.1/)", "il nome del sito «10.0.0.1» non è valido"),
        ("[x](http://[::1]/x.y)", "indirizzo non ammesso"),
        ("[x](//portici.example/)", "indirizzo non ammesso"),
        ("[x](/\\portici.example/)", "indirizzo non ammesso"),
        ("[x](https://portici.example/a.)", "togli «.» alla fine"),
        ("[x](https://portici.example/…)", "è troncato"),
        ("[x](https://pоrtici.example/)", "«о» (U+043E) non è una lettera latina: se è proprio quello, scrivi «xn--"),
        ("[x](https://ｐortici.example/)", "ha segni che sembrano altri: scrivi «https://portici.example»"),
        ("[x][y]\n\n[y]: https://utente@portici.example/", "non è valido"),
        ("<https://utente@portici.example/>", "il nome del sito «utente@portici.example» non è valido"),
        ("<https://pоrtici.example/>", "non è una lettera latina"),
        (
            "[x](mailto:a@portici.example?bcc=b@portici.example)",
            "«bcc=b@portici.example» non è ammesso: dopo «?» vanno",
        ),
        ("[x](mailto:a@portici.example?subject=X&cc=b@portici.example)", "non è ammesso: dopo «?»"),
        ("[x](mailto:a@portici.example,b@portici.example)", "uno solo"),
        ("[x](mailto:a@portici.example?subject=X%0D%0ABcc:b@portici.example)", "l'oggetto sta su una riga sola"),
        ("<mailto:a@portici.example?bcc=b@portici.example>", "non è ammesso: dopo «?»"),
        ("> # Titolo", "un titolo dentro una citazione o un elenco non è ammesso"),
        ("> ## Titolo", "un titolo dentro una citazione o un elenco"),
        ("- uno\n- ## due", "un titolo dentro una citazione o un elenco"),
        ("1. # uno", "un titolo dentro una citazione o un elenco"),
        ("> - ### uno", "un titolo dentro una citazione o un elenco"),
        ("> Titolo\n> ===", "un titolo dentro una citazione o un elenco"),
        ("> Titolo\n> ---", "un titolo dentro una citazione o un elenco"),
        ("> ![x](/x.png)", "le immagini qui non sono ammesse"),
        ("- ![x](/x.png)", "le immagini qui non sono ammesse"),
        ("![Foto]\n\n[foto]: /x.png", "le immagini qui non sono ammesse"),
        ("Testo\n\n[TOC]\n\n## Uno", "l'indice non si scrive: togli «[TOC]»"),
        ("> [TOC]", "l'indice non si scrive"),
        ("- [TOC]", "l'indice non si scrive"),
    ],
)
def test_what_a_link_or_a_block_hides_is_reported(text: str, said: str) -> None:
    (problem,) = markdown.problems(text, "f.md")
    assert said in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "[x](mailto:a@portici.example?subject=Una%20correzione&body=Riga%0AAltra)",
        "[x](https://città.example/a_(b)) e <https://portici.example/a?b=c#d>",
        "[x](https://xn--e1afmkfd.example/)",
        "> Una citazione\n>\n> - un elenco con il n. #1",
        "- uno # due\n- tre",
        "Il [TOC] è un indice",
        "![Foto] senza indirizzo",
        "`> # Titolo`",
    ],
)
def test_what_a_link_or_a_block_may_have(text: str) -> None:
    assert markdown.problems(text, "f.md") == []


def test_no_contents_are_written_into_a_page() -> None:
    assert markdown.html("[TOC]\n\n## Uno") == '<p>[TOC]</p>\n<h2 id="uno">Uno</h2>'
