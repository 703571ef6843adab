"""Links of prose to pages of this site that are not there, or have no such place: known once all pages are listed."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from markupsafe import Markup

from . import outputs
from .catalog.catalog import Catalog
from .engine.index import Index
from .language import markdown, page_words
from .language.problem import Problem, did_you_mean
from .model.registry import name_of
from .reading.content import Content, contents, shown
from .reading.layout import files_of, path_of
from .reading.text_file import decoded
from .site import addresses
from .site.components import Source
from .site.output import Output, Page
from .site.site import Site

Linking = Mapping[str, list[str]]  # address → the files of prose that link to it
# The places in a page that a link can lead to; None for a page of which they are not known.
Anchors = frozenset[str] | None
Read = Callable[[str], Iterable[str]]

_KNOWN = ("prose.html", "correction.html", "sections.html", "glossary.html")  # templates whose anchors the view has
_SHOWN = 3  # pages that a sentence names
ALIKE = 0.6  # of two parts of an address: a slip or two of the keyboard
_FRAME = ("contenuto",)  # of every page


def linking(content: Content, index: Index) -> Linking:
    """The addresses of this site that the published prose links to."""
    return _linking(content, index, "prose_links", markdown.internal_links)


def anchored(content: Content, index: Index) -> Linking:
    """Those that have an anchor, with it."""
    return _linking(content, index, "prose_anchors", markdown.anchored_links)


def _linking(content: Content, index: Index, lookup: str, read: Read) -> Linking:
    found = _in_pages(content, read)
    for address in index.filled(lookup):
        found[address] += [files_of(name)[1] for name in index.names_for(lookup, address)]
    return found


def _in_pages(content: Content, read: Read) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for page in content.pages.values():
        for address in read(page.body):
            found[address].append(path_of(f"pages/{page.id}"))
    return found


def _in_prose(content: Content, read: Read) -> Linking:
    """The same for a content that was read whole."""
    found = _in_pages(content, read)
    for record in content.records():
        for address in read(record.prose):
            found[address].append(files_of(name_of(type(record), record.id))[1])
    return found


def anchors_of(output: Output) -> Anchors:
    """The places in a page of words or sections that links can lead to; makes its view."""
    if not isinstance(output, Page) or output.template not in _KNOWN:
        return None
    return frozenset((*_FRAME, *_anchors(output.view)))


def _anchors(value: Any) -> Iterator[str]:
    if isinstance(value, Markup):
        yield from markdown.heading_ids(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _anchors(item)
    elif isinstance(value, Source):
        yield from ("fonti", value.anchor)  # their list, and itself
    elif is_dataclass(value):
        for field in fields(value):
            inside = getattr(value, field.name)
            if field.name in ("anchor", "id"):
                yield inside
            elif field.name != "head":
                yield from _anchors(inside)


def target(link: str) -> str:
    """The file of the page that an address with an anchor leads to."""
    return addresses.file(link.partition("#")[0])


def lost(content: Content, linked: Linking, anchors: Mapping[str, Anchors]) -> list[Problem]:
    """A problem for each link to a place that its page has not; `anchors` are those of pages, by their file."""
    found: list[Problem] = []
    for link, known in lost_places(content, linked, anchors).items():
        page, _, anchor = link.partition("#")
        nearest = did_you_mean(f"#{anchor}", map("#{}".format, sorted(known)))
        message = f"in «{page[:80]}» non c'è nessun titolo «#{anchor[:60]}».{nearest}"
        found += _at_links(content, linked[link], link, message)
    return found


def lost_places(content: Content, linked: Iterable[str], anchors: Mapping[str, Anchors]) -> dict[str, frozenset[str]]:
    """The links to a place that its page has not, each with the places that it has.

    A section of a page's words that shows nothing today, so that it is not drawn, is a place all the same.
    """
    found: dict[str, frozenset[str]] = {}
    declared = sections(content)
    for link in sorted(linked):
        page, _, anchor = link.partition("#")
        known = anchors.get(target(link))
        if anchor and known is not None and anchor not in known | declared.get(page, frozenset()):
            found[link] = known | declared.get(page, frozenset())
    return found


def sections(content: Content) -> dict[str, frozenset[str]]:
    """The places of the sections of pages of words, drawn today or not, by the address of the page."""
    parsed = ((page.id, page_words.parsed(page.body)[1]) for page in content.pages.values())
    return {addresses.prose(name): frozenset(words.anchor for words in found) for name, found in parsed if found}


def problems(
    content: Content, linked: Linking, dead: Iterable[str], known: Callable[[], Iterable[str]]
) -> list[Problem]:
    """A problem for each link to one of the `dead` addresses, with the nearest of those `known`.

    A link to a record that is too broken to be published is not one more problem.
    """
    found: list[Problem] = []
    gone = sorted({*dead} - {addresses.at(name) for name in content.files})
    there = list(known()) if gone else []
    for address in gone:
        message = (
            f"«{address[:80]}» non porta a nessuna pagina del sito.{did_you_mean(address, _alike(address, there))}"
        )
        found += _at_links(content, linked[address], address, message)
    return sorted(found)


def _alike(address: str, there: Iterable[str]) -> Iterator[str]:
    """The addresses of which every part is like that of this one: what they share above says nothing of a page."""
    parts = address.strip("/").split("/")
    for other in there:
        others = other.strip("/").split("/")
        if len(others) == len(parts) and all(map(_like, parts, others)):
            yield other


@lru_cache(maxsize=1024)
def _like(one: str, other: str) -> bool:
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() > ALIKE


def _at_links(content: Content, paths: Iterable[str], address: str, message: str) -> Iterator[Problem]:
    for path in paths:
        file = shown(path, content.folder)
        text, _ = decoded(contents(content.folder, path), file)
        yield from markdown.link_problem(text, file, address, message)


def in_whole(content: Content, known: Catalog) -> list[Problem]:
    """All of them for a content that was read whole, and its catalogue: only pages are made that anchors lead to."""
    linked, places = _in_prose(content, markdown.internal_links), _in_prose(content, markdown.anchored_links)
    there = _listed(known) if linked else {}
    dead = [address for address in linked if addresses.file(address) not in there]
    anchors = {path: anchors_of(there[path]) for path in map(target, places) if path in there}
    return problems(content, linked, dead, lambda: map(address_of, there)) + lost(content, places, anchors)


def _listed(known: Catalog) -> dict[str, Output]:
    """What makes the whole site, by file."""
    site, listed = Site("", "", "", None, (), "", "", ""), list[Output]()
    for name in outputs.ALL:
        module = import_module(f"{outputs.__name__}.{name}")
        listed += module.outputs(known, site, *([listed] if name in outputs.WITH_SITE_MAP else []))
    return {addresses.file(output.address): output for output in listed}


def address_of(path: str) -> str:
    """The address of a file of the site."""
    return f"/{path.removesuffix('index.html')}"


def of_pages(
    dead: Mapping[str, list[str]], files: Container[str], said: Iterable[str], off: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """A sentence for each dead link of drawn pages, and one for each output that is `off` and that pages lead to.

    `dead` has the files that lead to each name, `files` are those of the site. What was `said` of prose, which has a
    line and a column, is not said again; `off` are the files that the operator has switched off, each with its output.
    """
    known = {_name(link) for link in said}
    found: defaultdict[str, set[str]] = defaultdict(set)
    missed: defaultdict[str, set[str]] = defaultdict(set)
    for name, paths in dead.items():
        file = name.partition("#")[0]
        if name in known or file in known:
            continue
        (missed[off[file]] if file in off else found[name if file in files else file]).update(paths)
    return [_dead(name, sorted(paths)) for name, paths in sorted(found.items())], [
        f"Attenzione: OUTPUTS_OFF toglie «{name}», a cui portano {len(paths)} pagine: {_some(sorted(paths))}."
        for name, paths in sorted(missed.items())
    ]


def _name(link: str) -> str:
    """An address of the site as pages' links are known: by file, with "#place" where it has one."""
    page, mark, place = link.partition("#")
    return f"{addresses.file(page)}{mark}{place}"


def _dead(name: str, paths: list[str]) -> str:
    file, mark, place = name.partition("#")
    what = f"non ha nessun punto «#{place[:60]}»" if mark and place else "non è una pagina né un file del sito"
    return f"Collegamento che non porta a niente: «{address_of(file)}» {what}; è in {_some(paths)}."


def _some(paths: list[str]) -> str:
    more = f" e altre {len(paths) - _SHOWN}" if len(paths) > _SHOWN else ""
    return ", ".join(map(address_of, paths[:_SHOWN])) + more
