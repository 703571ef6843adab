"""What pages of words name in double braces: places for data, words, records, terms."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from ...language import page_words
from ...language.page_words import Place
from ...language.problem import Problem, did_you_mean
from ...model import ProsePage
from ...model.prose import IN_OTHER_LANGUAGES, NAMED, OF_RECORDS, PROSE, REQUIRED, SECTION_PAGES
from ...model.registry import PAGED, VOCABULARIES
from ...model.values import ANY
from ..content import Content, shown
from ..layout import PAGES, path_of
from . import links


def required_pages_are_there(content: Content, today: dt.date) -> Iterator[Problem]:
    """The pages that all others lead to are there, and say what the operator states; nothing of an empty folder."""
    for name, words in REQUIRED.items() if content.paths else ():
        path = path_of(f"{PAGES}/{name}")
        if path not in content.paths:
            message = "manca questa pagina, a cui le altre portano: riprendila dal progetto e adattane il testo"
            yield Problem(shown(path, content.folder), 1, 1, "", message)
        page = content.pages.get(name)
        if page is None:
            continue
        said = {place.name for place in page_words.places(page.body)} if words else set()
        for word in words:
            if word not in said:
                yield _problem(content, page, 0, f"manca «{{{{ {word} }}}}»: qui va ciò che dice chi pubblica il sito")


def required_vocabularies_are_there(content: Content, today: dt.date) -> Iterator[Problem]:
    """Every vocabulary has its file, with something in it."""
    for name in VOCABULARIES if content.paths else ():
        path = f"{name}.yaml"
        if path not in content.paths:
            yield Problem(shown(path, content.folder), 1, 1, "", "manca questo elenco: riprendi il file del progetto")
        elif content.vocabularies.get(name) and not content.vocabulary(name):
            yield Problem(shown(path, content.folder), 1, 1, "", "l'elenco è vuoto: riprendi il file del progetto")


def pages_name_what_there_is(content: Content, today: dt.date) -> Iterator[Problem]:
    """Names in double braces are those that the page may use."""
    for page in content.pages.values():
        named = IN_OTHER_LANGUAGES if page.language else NAMED.get(page.id, PROSE)
        _, sections = page_words.parsed(page.body)
        data = {place.at: place for section in sections for place in section.places}
        for place in page_words.places(page.body):
            known = (*named.data, *OF_RECORDS) if place.at in data and page.id in SECTION_PAGES else named.words
            if message := _wrong(place, known):
                yield _problem(content, page, place.at, message)


def _wrong(place: Place, known: tuple[str, ...]) -> str:
    """What is wrong with a name in double braces; empty where it is right."""
    if not place.name:
        return f"«{place.words[:40]}» non va bene: scrivi {{{{ nome }}}}, con uno spazio dopo e prima delle parentesi"
    if place.name not in known:
        there = f"qui si può scrivere: {', '.join(known)}" if known else "in questa pagina non se ne usano"
        return f"«{place.name}» non si conosce ({there}).{did_you_mean(place.name, known)}"
    if (place.name in OF_RECORDS) != bool(place.arguments):
        return f"«{place.name}» {'vuole un nome dopo i due punti' if not place.arguments else 'non vuole altro'}"
    return ""


def pages_show_all_their_data(content: Content, today: dt.date) -> Iterator[Problem]:
    """A page of sections has a place for each of its data, once, and no two sections with one anchor."""
    for page in content.pages.values():
        _, sections = page_words.parsed(page.body)
        counts = Counter(place.name for section in sections for place in section.places)
        for name in SECTION_PAGES[page.id].data if page.id in SECTION_PAGES else ():
            if counts[name] != 1:
                how = "manca" if not counts[name] else "c'è più di una volta"
                message = f"{how} «{{{{ {name} }}}}»: va su una riga sua, sotto un titolo come «## Titolo {{#ancora}}»"
                yield _problem(content, page, 0, message)
        anchors: set[str] = set()
        for section in sections:
            if section.anchor in anchors:
                yield _problem(content, page, section.at, f"due titoli hanno l'ancora «{section.anchor}»")
            anchors.add(section.anchor)


def pages_name_records_that_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Records and needs named in a page of sections are there."""
    for page in content.pages.values():
        for place in page_words.places(page.body) if page.id in SECTION_PAGES else ():
            kind = OF_RECORDS.get(place.name)
            for name in place.arguments if kind else ():
                if message := _missing(content, kind, name):
                    yield _problem(content, page, place.at, message)


def _missing(content: Content, kind: str | None, name: str) -> str:
    """What is wrong with the name of a record or need; empty where there is one."""
    if kind == "needs":
        needs = [need.id for need in content.vocabulary("needs")]
        there = name in needs or content.vocabularies.get("needs") == ""
        return "" if there else f"«{name}» non è in needs.yaml.{did_you_mean(name, needs)}"
    return links.missing(content, name, PAGED if kind in (None, ANY) else (kind,))


def _problem(content: Content, page: ProsePage, at: int, message: str) -> Problem:
    line = page.first_line + page.body.count("\n", 0, at)
    return Problem(content.files[f"pages/{page.id}"], line, at - page.body.rfind("\n", 0, at), "", message)
