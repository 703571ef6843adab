"""What pages in other languages share: heads, names of places, how far a record can be trusted, its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..language import markdown
from ..language.dates import PartialDate
from ..language.words import Own, Words, plain
from ..model import Record
from ..model.district import Indicator
from ..model.record import Source as Cited
from ..places.register import Province
from ..site import addresses, languages
from ..site.blocks import Block, Detail, Part, Phrase
from ..site.components import Built, Chip, Link, Source, Until
from ..site.output import Head, SearchEntry
from . import heads, validity

SOURCE = "source-{}"
QUALIFIERS = ("circa", "oltre")  # how the words of a source may end: "Adesioni al distretto, oltre"
_LINK = re.compile(r'href="(/[^"]*)"')


def head(words: Words, italian: str, title: str, description: Phrase, *trail: tuple[str, str], **more: Any) -> Head:
    """The head of the page beside an Italian one; `trail` has the Italian addresses of the pages above, then itself."""
    steps = ((label, languages.beside(words.code, address) if address else "") for label, address in trail)
    more = {"entry": partial(entry, words, "page", title, (), description)} | more
    return heads.head(title, plain(description), *steps, language=words.code, original=italian, **more)


def entry(words: Words, kind: str, title: str, line: Phrase = (), text: Phrase = (), keys: str = "") -> SearchEntry:
    """What the search in this language says of a page; plain texts, that can be kept."""
    texts = (str(title), plain(line), plain(text), keys)
    return SearchEntry(kind, *texts, language=words.code)


def page(words: Words, label: str, address: str) -> Link:
    """A link to the page in this language that is beside an Italian one."""
    return Link(label, languages.beside(words.code, address))


def region(words: Words, catalog: Catalog, slug: str) -> str:
    """The name of a region."""
    return words.name(catalog.places.regions[slug].name)


def region_link(words: Words, catalog: Catalog, slug: str) -> Part:
    """The name of a region, leading to its page where it has one."""
    name = region(words, catalog, slug)
    return page(words, name, addresses.region(slug)) if slug in catalog.region else name


def provinces(words: Words, found: Iterable[Province]) -> Phrase:
    """The names of provinces in a sentence."""
    return words.listed([words.name(place.name) for place in found])


def built(words: Words, catalog: Catalog) -> Built:
    """The day of the build, and what is said once that is long ago."""
    day = catalog.today
    line = words("Aggiornato il {giorno}.", giorno=words.day(day))
    then = words("Aggiornato il {giorno}: può non essere più vero.", giorno=words.day(day))
    return Built(day.isoformat(), Until(line, (day + validity.FRESH).isoformat(), then))


def detail(term: str, *values: Part | Phrase | None, note: Phrase = ()) -> tuple[Detail, ...]:
    """A term with the values that are known; nothing where none is."""
    found = tuple(value if isinstance(value, tuple) else (value,) for value in values if value)
    return (Detail(term, found, note),) if found else ()


def trust(words: Words, record: Record) -> Phrase:
    """How the record was made, whether a body has confirmed it, how new its sources are; where to correct it."""
    return (*brief(words, record), " · ", Link(words("Proponi una correzione"), addresses.change(record)))


def brief(words: Words, record: Record) -> Phrase:
    """The same without the link."""
    newest = record.newest_source
    age = words("fonte più recente: {data}", data=words.partial(newest)) if newest else words("fonti senza data")
    return (*confirmation(words, record), " · ", age)


def confirmation(words: Words, record: Record) -> Phrase:
    """Whether a body has confirmed it, else how it was made."""
    if record.confirmed:
        date = words.partial(record.confirmed.date)
        return words.phrase("Confermata il {giorno} da {ente}", giorno=date, ente=Own(record.confirmed.body))
    by_hand = record.collected == "a-mano"
    return words.phrase("Scheda scritta a mano, non confermata" if by_hand else "Scheda automatica, non confermata")


def date(words: Words, found: PartialDate | None) -> str:
    """A date, or that it is not known."""
    return words.partial(found) if found else words("non noto")


def source_number(record: Record, cited: str | None) -> int | None:
    """The place among the record's sources of what a fact cites."""
    return next((at for at, source in enumerate(record.sources, 1) if cited and source.reference == cited), None)


def source(words: Words, record: Record, cited: str | None) -> Phrase:
    """A link to the source that a fact cites, by the name of its publisher."""
    number = source_number(record, cited)
    if not number:
        return (words("non indicata"),)
    return (Link(Own(record.sources[number - 1].publisher), f"#{SOURCE.format(number)}"),)


def sources(words: Words, catalog: Catalog, record: Record) -> Block:
    """The numbered sources of a record."""
    return notes(words, catalog, record.sources)


def notes(words: Words, catalog: Catalog, cited: Iterable[Cited], *texts: Phrase) -> Block:
    """Numbered sources, with what is said before them."""
    found = tuple(
        Source(
            number,
            Own(item.publisher),
            words(catalog.kind_of(item)),
            words.partial(item.date) if item.date else words("senza data"),
            Own(item.title) if item.title else "",
            item.url or "",
        )
        for number, item in enumerate(cited, 1)
    )
    return Block(words("Fonti"), "sources", texts=texts, sources=found)


def measured(words: Words, terms: Iterable[str], item: Indicator) -> Phrase:
    """What the source says is counted, how much, and what the catalogue's terms call that.

    The words of the source come first: a term is wider, without their place, time and way to count.
    """
    qualifier = words(how) if (how := item.indicator.rpartition(", ")[2]) in QUALIFIERS else ""
    amount = (*((f"{qualifier} ",) if qualifier else ()), *words.quantity(item.value, item.unit))
    labels = plain(words.listed([words(term) for term in terms]))
    kind = (f" ({words('misura di: {che_cosa}', che_cosa=labels)})",) if labels else ()
    return (Own(item.indicator), ": ", *amount, *kind)


def explained(words: Words, text: str, terms: Iterable[str]) -> Phrase:
    """Words of a record, and what the language calls the catalogue's terms for them: none that it lacks."""
    labels = words.listed([label for term in terms if not isinstance(label := words(term), Own)])
    return (Own(text), " (", *labels, ")") if labels else (Own(text),)


def own(text: str | None) -> Phrase:
    """A text of a record, as a phrase; empty where there is none."""
    return (Own(text),) if text else ()


def original(words: Words, address: str) -> Block:
    """That the whole page is in Italian, and where."""
    link = Link(words("Leggi la pagina completa in italiano"), address)
    return Block(texts=((link,),))


def has_something(block: Block) -> bool:
    """Whether a block shows anything under its title."""
    shown = (block.prose, block.texts, block.details, block.map, block.grids, block.rows, block.items, block.chips)
    return any((*shown, block.sources))


def region_chips(words: Words, catalog: Catalog) -> tuple[Chip, ...]:
    """The regions that have districts, with how many."""
    found = ((slug, catalog.districts_of_region.get(slug, ())) for slug in (region.id for region in catalog.regions))
    address = partial(languages.beside, words.code)
    return tuple(
        Chip(region(words, catalog, slug), address(addresses.region(slug)), len(districts))
        for slug, districts in found
        if districts
    )


def written(words: Words, record: Record) -> tuple[Block, ...]:
    """What someone wrote of it in this language."""
    text = dict(record.translations).get(words.code)
    return (Block(prose=prose(words, text)),) if text else ()


def prose(words: Words, text: str) -> Markup:
    """What someone wrote in this language: what it stresses is Italian; links lead to pages in it, where there are."""
    made = markdown.html(text).replace("<em>", Markup('<em lang="it">'))
    return Markup(_LINK.sub(lambda match: _to(languages.nearest(words.code, match[1])), made))


def _to(address: str) -> str:
    return f'href="{address}"' + (' hreflang="it"' if languages.is_italian(address) else "")
