"""Links of prose to pages of this site that are not there: known only once all pages are listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

from . import outputs
from .catalog.catalog import Catalog
from .engine.index import Index
from .language import markdown
from .language.problem import Problem, did_you_mean
from .model.registry import name_of
from .reading.content import Content, contents, shown
from .reading.layout import files_of, path_of
from .reading.text_file import decoded
from .site import addresses
from .site.output import Output
from .site.site import Site

Linking = Mapping[str, list[str]]  # address → the files of prose that link to it


def linking(content: Content, index: Index) -> Linking:
    """The addresses of this site that the published prose links to."""
    found = _in_pages(content)
    for address in index.filled("prose_links"):
        found[address] += [files_of(name)[1] for name in index.names_for("prose_links", address)]
    return found


def _in_pages(content: Content) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for page in content.pages.values():
        for address in markdown.internal_links(page.body):
            found[address].append(path_of(f"pages/{page.id}"))
    return found


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
        message = f"«{address[:80]}» non porta a nessuna pagina del sito.{did_you_mean(address, there)}"
        for path in linked[address]:
            file = shown(path, content.folder)
            text, _ = decoded(contents(content.folder, path), file)
            found += markdown.link_problem(text, file, address, message)
    return sorted(found)


def in_whole(content: Content, known: Catalog) -> list[Problem]:
    """The same for a content that was read whole, and its catalogue: all pages are listed, none is made."""
    linked = _in_pages(content)
    for record in content.records():
        for address in markdown.internal_links(record.prose):
            linked[address].append(files_of(name_of(type(record), record.id))[1])
    there = _listed(known) if linked else set()
    dead = [address for address in linked if addresses.file(address) not in there]
    return problems(content, linked, dead, lambda: map(address_of, there))


def _listed(known: Catalog) -> set[str]:
    """The files of the whole site."""
    site, listed = Site("", "", "", None, (), "", "", ""), list[Output]()
    for name in outputs.ALL:
        module = import_module(f"{outputs.__name__}.{name}")
        listed += module.outputs(known, site, *([listed] if name in outputs.WITH_SITE_MAP else []))
    return {addresses.file(output.address) for output in listed}


def address_of(path: str) -> str:
    """The address of a file of the site."""
    return f"/{path.removesuffix('index.html')}"
