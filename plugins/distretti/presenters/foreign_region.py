"""A region's page in other languages, and maps with their words."""

from __future__ import annotations

from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language.words import Own, Words, plain
from ..language.words import words as words_of
from ..model import District, Region
from ..model import district as terms
from ..model import region as measures
from ..site import addresses, languages
from ..site.blocks import Block, Detail, Grid, Phrase, Row
from ..site.components import Column, Link, Map
from . import foreign, maps, region_facts
from .foreign import detail, own
from .maps import Atlas


def drawn(words: Words, found: Map | None, title: str) -> Map | None:
    """A map with its title, key and notes in words of the language."""
    if not found:
        return None
    key = tuple((kind, words(maps.KEY[kind])) for kind, _ in found.key)
    whole = words("La mappa mostra i comuni interi, non il perimetro dei distretti.")
    notes = (whole, *(_left_out(words, reason, number) for reason, number in found.left_out))
    labels = tuple(replace(label, text=Own(label.text)) for label in found.labels)
    return replace(found, title=title, key=key, notes=notes, labels=labels)


def _left_out(words: Words, reason: str, number: int) -> str:
    said, forms = maps.LEFT_OUT[reason]
    return words(said, quanti=words.count(number, *forms))


def lead(words: Words, catalog: Catalog, region: Region) -> Phrase:
    """How many districts the catalogue has, beside the newest count of a source."""
    number = len(catalog.districts_of_region.get(region.id, ()))
    here = words.count(number, "{n} distretto in questo catalogo.", "{n} distretti in questo catalogo.")
    figure = region_facts.counted(region)
    if not figure:
        return here, " ", words("Quanti siano in tutto, nessuna fonte letta lo dice.")
    publisher = plain(foreign.source(words, region, figure.source))
    said = words.phrase(
        "L'ultima cifra trovata: {n} ({fonte}, {data}).",
        n=words.number(figure.value), fonte=Own(publisher), data=words.partial(figure.date),
    )  # fmt: skip
    return here, " ", *said


def note(region: Region) -> Phrase:
    """What the source adds to its count."""
    figure = region_facts.counted(region)
    return (" ", *own(figure.note)) if figure and figure.note else ()


def row(catalog: Catalog, code: str, district: District) -> Row:
    """A district in a list."""
    words = words_of(code)
    places = catalog.municipalities_of(district)
    codes = ", ".join(province.code for province in catalog.provinces_of(district))
    counted = words.count(len(places), "{n} comune", "{n} comuni") if len(places) > 1 else ""
    if counted and not district.municipalities_complete:
        counted = words("almeno {quanti}", quanti=counted)
    line = " · ".join(filter(None, (codes, counted)))
    said = district.kind if district.kind and "kind" not in district.deduced else ""
    tags = (words(terms.KINDS[said]),) if said else ()
    warning = "" if district.status == "attivo" else words(terms.STATUSES[district.status])
    link = Link(Own(district.short_name), languages.beside(code, addresses.of(district)))
    return Row(link, (line,) if line else (), tags, warning)


def blocks(words: Words, catalog: Catalog, atlas: Atlas, region: Region) -> tuple[Block, ...]:
    """The page, in the order in which it is read."""
    districts = catalog.districts_of_region.get(region.id, ())
    rows = tuple(catalog.memo(row, words.code, district) for district in districts)
    name = foreign.region(words, catalog, region.id)
    title = words("Mappa dei comuni che sono in un distretto in {regione}", regione=name)
    candidates = (
        Block(details=tuple(_official(words, region))),
        Block(map=drawn(words, atlas.region(catalog.places.regions[region.id]), title)),
        *foreign.written(words, region),
        Block(words("Distretti"), "districts", rows=rows),
        Block(words("Tipi di distretto, con le parole della Regione"), "kinds", grids=_kinds(words, region)),
        Block(words("Cifre con la loro data"), "figures", grids=_figures(words, region)),
        Block(words("Leggi e atti"), "law", grids=_law(words, region)),
        Block(words("Requisiti (in italiano)"), "requirements", items=tuple(own(text) for text in region.requirements)),
        foreign.sources(words, catalog, region),
    )
    return (*filter(foreign.has_something, candidates), foreign.original(words, addresses.of(region)))


def _official(words: Words, region: Region) -> tuple[Detail, ...]:
    """The region's own list, its instrument, its markets."""
    found = region.official_list
    link = Link(Own(found.publisher), found.url) if found and found.url else Own(found.publisher) if found else None
    return (
        *detail(words("Elenco ufficiale della Regione"), link or words("non noto")),
        *detail(words("Strumento"), own(region.instrument)),
    )


def _kinds(words: Words, region: Region) -> tuple[Grid, ...]:
    rows = tuple(
        (
            (Own(kind.name), f" ({kind.code})"),
            (words(terms.KINDS[kind.catalogue_kind]) if kind.catalogue_kind else words("non indicato"),),
            own(kind.meaning) or (words("non indicato"),),
        )
        for kind in region.kinds
    )
    return _grid(words, "Tipi di distretto", ("Nome", "Tipo nel catalogo", "Significato"), rows)


def _figures(words: Words, region: Region) -> tuple[Grid, ...]:
    rows: list[tuple[Phrase, ...]] = []
    for figure in sorted(region.figures, key=lambda one: one.date.last, reverse=True):
        source = foreign.source(words, region, figure.source)
        rows.append(
            (
                (words(measures.MEASURES[figure.measure]),),
                words.quantity(figure.value, figure.unit),
                (words.partial(figure.date),),
                own(figure.note) or ("–",),
                source,
            )
        )
    return _grid(words, "Cifre dichiarate dalle fonti", ("Misura", "Valore", "Data", "Nota", "Fonte"), tuple(rows))


def _law(words: Words, region: Region) -> tuple[Grid, ...]:
    rows = tuple(
        (own(law.act), (foreign.date(words, law.date),), own(law.topic) or (words("non indicato"),),
         foreign.source(words, region, law.source))
        for law in sorted(region.law, key=region_facts.newest_first)
    )  # fmt: skip
    return _grid(words, "Leggi e atti sui distretti", ("Atto", "Data", "Argomento", "Fonte"), rows)


def _grid(
    words: Words, caption: str, labels: tuple[str, ...], rows: tuple[tuple[Phrase, ...], ...]
) -> tuple[Grid, ...]:
    return (Grid(words(caption), tuple(Column(words(label)) for label in labels), rows),) if rows else ()
