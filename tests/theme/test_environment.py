"""What is quick about drawing pages changes nothing of them: escaping, links, what pages share, JSON-LD."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from markupsafe import Markup, escape

from distretti.model import GlossaryTerm
from distretti.site.output import Head, Page
from distretti.site.site import Site
from distretti.theme import assets, environment
from distretti.theme.compiler import escape_text, to_html
from distretti.theme.links import PageLinks
from distretti.theme.term_links import glossary

from ..conftest import PROJECT

MENU = (("distretti", "Distretti", "/distretti/"), ("eventi", "Eventi", "/eventi/"))
SITE = Site("Nome", "Motto", "", None, MENU, "Non ufficiale", "Fonte", "contatto")
TERMS = (GlossaryTerm(id="capofila", term="capofila", definition="x"),)


@pytest.mark.parametrize("text", [*map(chr, range(32, 127)), "", "perché – no", "a & b < c > d \"e\" 'f'"])
def test_every_text_is_escaped(text: str) -> None:
    assert escape_text(text) == escape(text)
    assert type(escape_text(text)) is Markup
    assert to_html(text) == escape(text.replace("'", "’"))


def test_what_is_no_plain_text_is_escaped_as_its_type_says() -> None:
    class Text(str):
        __slots__ = ()

    assert to_html(Text("<b>")) == "&lt;b&gt;"
    assert to_html(Markup("<b>'")) == "<b>'"
    assert to_html(12) == "12"


def test_links_follow_the_depth_of_the_page() -> None:
    words = PageLinks("/catalogo", {}, glossary(TERMS))
    found = []
    for page in ("/", "/a/", "/a/b/", "/404.html"):
        words.begin(page)
        prose = words.prose(Markup('<a href="/x/?a=1&amp;b">x</a>'))
        found.append((words.href("/"), words.href("/x/?a=1&b='2'"), prose))
    rest = "x/?a=1&amp;b=&#39;2&#39;"
    assert found == [
        (root, root + rest, f'<a href="{root}x/?a=1&amp;b">x</a>') for root in ("./", "../", "../../", "/catalogo/")
    ]


def test_terms_are_linked_once_a_page_though_texts_are_remembered() -> None:
    words = PageLinks("", {}, glossary(TERMS))
    for page, root in (("/a/", "../"), ("/a/b/", "../../")):
        words.begin(page)
        link = f'<a class="term" href="{root}glossario/#capofila">capofila</a>'
        assert words.glossed("il capofila <b>") == f"il {link} &lt;b&gt;"
        assert words.glossed("il capofila <b>") == "il capofila &lt;b&gt;"
    words.begin("/glossario/")
    assert words.glossed("il capofila <b>") == "il capofila &lt;b&gt;"


def test_what_pages_share_still_tells_where_each_is() -> None:
    names, _ = assets.assets(PROJECT / "theme" / "static")
    render = environment.renderer(
        environment.environment(PROJECT / "theme" / "templates", SITE, names, glossary(())), SITE
    )

    def places(address: str, section: str) -> list[tuple[str, str]]:
        class View:
            head = Head("Titolo", "Descrizione", section=section)
            heading = text = "Testo"
            links = ()

        page = render(Page(address, "404.html", View)).decode()
        menu = page[page.index('<nav class="menu"') : page.index("</nav>")]
        assert page.count('href="../../metodo/"' if address.count("/") == 3 else 'href="../metodo/"') == 2
        return re.findall(r'href="([^"]+)" aria-current="(\w+)"', menu)

    for _ in range(2):
        assert places("/distretti/", "distretti") == [("../distretti/", "page")]
        assert places("/eventi/", "eventi") == [("../eventi/", "page")]
        assert places("/a/", "eventi") == [("../eventi/", "true")]
        assert places("/a/b/", "eventi") == [("../../eventi/", "true")]
        assert places("/a/", "") == []


def test_addresses_in_json_are_absolute_and_nothing_else_is() -> None:
    url = "https://esempio.it/l'area"
    data: list[dict[str, Any]] = [
        {"@id": "/a/", "name": 'x:"/b/', "list": ["/c/", '["/d/', "e", "/f/"], "end": ":"},
        {"more": {"item": "/</script>"}},
        {"text": 'a,"/g/', "quote": '"', "slash": "\\", "url": "https://altro.it/"},
    ]

    def absolute(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: absolute(item) for key, item in value.items()}
        if isinstance(value, list):
            return [absolute(item) for item in value]
        return url + value if value.startswith("/") else value

    text = environment.structured(data, url)
    assert json.loads(text) == absolute(data)
    assert "<" not in text
    assert json.loads(environment.structured(data)) == data
    assert environment.structured([], url) == ""
