"""Pages whose words are in content/pages/ and whose data an output makes, section by section (`page_words`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from ..catalog.catalog import Catalog
from ..language import italian, markdown, page_words
from ..language.page_words import Place, Words
from ..model import ProsePage, Record
from ..site import addresses
from ..site.components import Built, Cited, Fact, Link, ListItem, Section, Table
from . import heads, list_items, references, sections
from .sections import SectionsView


@dataclass(frozen=True, slots=True)
class Data:
    """What stands at one place of a section; `after` are sections of its own, drawn below.

    `links` are ways on from it: where there are only these, the section says that it is empty.
    """

    text: tuple[str, ...] = ()
    statements: tuple[Cited, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    rows: tuple[ListItem, ...] = ()
    links: tuple[Link, ...] = ()
    after: tuple[Section, ...] = ()


Maker = Callable[[Catalog], Data]


def page_at(catalog: Catalog, address: str) -> Iterator[ProsePage]:
    """The page of words with this address, where there is one."""
    return (page for page in catalog.pages if addresses.prose(page.id) == address)


def view(
    catalog: Catalog,
    page: ProsePage,
    menu: str,
    data: Mapping[str, Maker],
    words: Mapping[str, str] | None = None,
    built: Built | None = None,
) -> SectionsView:
    """The page: `data` makes what its places name, `words` are those of its sentences; `menu` is its entry there."""
    prose, parts = page_words.parsed(page.body)
    said = dict(words or {})
    drawn = chain.from_iterable(_section(catalog, part, data, said) for part in parts)
    head = heads.head(page.full_title or page.title, page.description, (page.title, ""), section=menu, built=built)
    body = markdown.html(page_words.filled(prose, said)) if prose.strip() else None
    return sections.view(head, page.title, page.lead or page.description, drawn, body)


def _section(catalog: Catalog, words: Words, data: Mapping[str, Maker], said: dict[str, str]) -> Iterator[Section]:
    """The section and those below it; none where all its data is empty and it does not say so."""
    shown = [_data(catalog, place, data) for place in words.places]
    if shown and not words.empty and not any(part != Data() for part in shown):
        return
    after = tuple(chain.from_iterable(part.after for part in shown))
    yield Section(
        title=words.title,
        anchor=words.anchor,
        level=words.level,
        body=markdown.html(page_words.filled(words.text, said)) if words.text else None,
        text=tuple(chain.from_iterable(part.text for part in shown)),
        statements=tuple(dict.fromkeys(chain.from_iterable(part.statements for part in shown))),
        facts=tuple(chain.from_iterable(part.facts for part in shown)),
        tables=tuple(chain.from_iterable(part.tables for part in shown)),
        rows=tuple(chain.from_iterable(part.rows for part in shown)),
        empty="" if after else page_words.filled(words.empty, said),
        links=(
            *chain.from_iterable(part.links for part in shown),
            *(Link(label, address) for label, address in words.links),
        ),
    )
    yield from after


def _data(catalog: Catalog, place: Place, data: Mapping[str, Maker]) -> Data:
    """What stands at a place; nothing where its name is not known (a problem by itself)."""
    if place.name in data:
        return data[place.name](catalog)
    return _OF_RECORDS[place.name](catalog, place) if place.name in _OF_RECORDS else Data()


def _named(catalog: Catalog, place: Place) -> Iterator[Record]:
    """The records that a place names, those that are published."""
    for name in place.arguments:
        if name in catalog.called:
            yield catalog.called[name]


def _facts(catalog: Catalog, place: Place) -> Data:
    facts = (fact for record in _named(catalog, place) for fact in getattr(record, "facts", ()))
    return Data(statements=sections.cited(catalog, (fact for fact in facts if place.words in fact.text)))


def _description(catalog: Catalog, place: Place) -> Data:
    return Data(text=tuple(str(getattr(record, "description", "") or "") for record in _named(catalog, place)))


def _link(catalog: Catalog, place: Place) -> Data:
    prefix = place.words or "Scheda"
    return Data(
        links=tuple(
            replace(link, label=f"{prefix}: {link.label}") for link in map(references.record, _named(catalog, place))
        )
    )


def _needs(catalog: Catalog, place: Place) -> Data:
    return Data(statements=sections.needs(catalog, *place.arguments))


def _events(catalog: Catalog, place: Place) -> Data:
    happenings = (catalog.happenings_of_initiative.get(record.id, ()) for record in _named(catalog, place))
    return Data(rows=tuple(list_items.event(catalog, event) for event in chain.from_iterable(happenings)))


def _role(catalog: Catalog, place: Place) -> Data:
    """The duties of a professional figure, whom its training is for, and the programmes that train the same."""
    facts: list[Fact] = []
    links: list[Link] = []
    for record in _named(catalog, place):
        duties = tuple(map(italian.capitalised, getattr(record, "services", ())))
        audiences = getattr(record, "audiences", ())
        facts += [
            Fact("Compiti", duties or ("nessun dato pubblico",)),
            Fact("Formazione rivolta a", audiences or ("nessun dato pubblico",)),
        ]
        links += (
            Link(f"Percorso: {item.name}", addresses.of(item))
            for item in catalog.programmes
            if set(item.audiences).intersection(audiences)
        )
    return Data(facts=tuple(facts), links=tuple(links))


_OF_RECORDS: Mapping[str, Callable[[Catalog, Place], Data]] = {
    "bisogni": _needs,
    "descrizione": _description,
    "eventi": _events,
    "fatti": _facts,
    "ruolo": _role,
    "scheda": _link,
}
