"""Pages in other languages that are not of records: how to invest, data, search, and what someone wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..catalog.catalog import Catalog
from ..language import page_words
from ..language.words import Own, Words, words
from ..model import ProsePage
from ..opendata.datasets import DATASETS
from ..presenters import foreign, foreign_investing, references
from ..site import addresses, languages
from ..site.blocks import Block, BlocksView, Grid, Phrase
from ..site.components import Column, Link
from ..site.output import Output, Page
from ..site.site import Site

# What an investor asks: the field of districts that says it, its column, what is said where no district has it.
_ASKED = (
    ("contacts", "Con contatti pubblici", "Contatti"),
    ("indicators", "Con indicatori", "Indicatori, come i flussi di visitatori"),
    ("offer", "Con il mix merceologico", "Mix merceologico: che cosa vendono i negozi"),
    ("vacant_spaces", "Con gli spazi sfitti", "Spazi sfitti"),
)


@dataclass(frozen=True, slots=True)
class SearchView(BlocksView):
    """The search: `index` is where its index is; the blocks are lists for who has no script."""

    index: str = ""


def outputs(catalog: Catalog, site: Site, site_map: Sequence[Output]) -> Iterator[Output]:
    """The pages of each language beside those of `site_map`."""
    beside = {page.address for page in site_map if isinstance(page, Page)}
    for code in site.languages:
        for italian, template, make, inputs in _pages(catalog, site, code):
            if italian in beside:
                yield Page(languages.beside(code, italian), f"foreign/{template}.html", make, inputs)


def _pages(
    catalog: Catalog, site: Site, code: str
) -> Iterator[tuple[str, str, Callable[..., BlocksView], tuple[Any, ...]]]:
    """The Italian address, the template, what makes the view, from what."""
    yield addresses.INVESTORS, "page", _invest, (catalog, code)
    yield addresses.DATA, "page", _data, (site, code)
    yield addresses.SEARCH, "search", _search, (catalog, code)
    written = {page.id: page for page in catalog.translated_pages}
    for page in written.values():
        if page.language == code:
            name = page.id.removesuffix(f".{code}")
            codes = tuple(other for other in site.languages if f"{name}.{other}" in written)
            yield addresses.prose(name), "page", _prose, (site, page, codes)


def _prose(site: Site, page: ProsePage, codes: tuple[str, ...]) -> BlocksView:
    words_ = words(page.language)
    address = addresses.prose(page.id.removesuffix(f".{page.language}"))
    said = {"sito": site.name, "indirizzo": site.url}
    made = foreign.prose(words_, page_words.filled(page.body, said))
    head = foreign.head(words_, address, page.title, (page.description,), (page.title, ""), languages=codes)
    return BlocksView(head, words_, page.title, (page.lead or page.description,), (Block(prose=made),))


def _invest(catalog: Catalog, code: str) -> BlocksView:
    words_ = words(code)
    title = words_("Investire in un distretto del commercio")
    lead = words_.phrase(
        "Che cosa si sa dei distretti regione per regione, a chi chiedere, e che cosa nessuno ha pubblicato."
    )
    official = tuple(
        (foreign.region_link(words_, catalog, region.id), ": ", Link(Own(region.official_list.publisher), link.address))
        for region in catalog.regions
        if region.official_list and (link := references.official_list(catalog, region.id))
    )
    missing = tuple((words_(label),) for field, _, label in _ASKED if not catalog.with_field.get(("districts", field)))
    ask = words_.phrase(
        "Per un distretto: i contatti e il capofila sono nella sua pagina. Per una regione: chi pubblica il suo elenco."
    )
    ceased = foreign_investing.not_counted(words_, len(catalog.ceased_districts.get("", ())))
    keys = words_("come investire, finanziamenti, bandi, contributi, incentivi, opportunità, locali sfitti, flussi")
    return BlocksView(
        head=foreign.head(
            words_,
            addresses.INVESTORS,
            title,
            lead,
            (title, ""),
            section="invest",
            entry=partial(foreign.entry, words_, "page", title, (), lead, keys),
        ),
        words=words_,
        heading=title,
        lead=lead,
        blocks=(
            Block(words_("Che cosa si sa"), "known", texts=ceased, grids=_known(words_, catalog)),
            Block(words_("A chi chiedere"), "ask", texts=(ask,), items=official),
            *(
                (Block(words_("Che cosa non si sa di nessun distretto"), "unknown", items=missing, searched=False),)
                if missing
                else ()
            ),
        ),
    )


def _known(words_: Words, catalog: Catalog) -> tuple[Grid, ...]:
    """Districts of each region that have not ceased, and how many of them say what an investor asks."""
    rows: list[tuple[Phrase, ...]] = []
    for region in catalog.regions:
        districts = {item.id for item in catalog.districts_of_region.get(region.id, ()) if item.status != "cessato"}
        if not districts:
            continue
        saying = (catalog.with_field.get(("districts", field), ()) for field, _, _ in _ASKED)
        counts = (len(districts), *(sum(one.id in districts for one in found) for found in saying))
        beside = foreign.page(words_, words_("Confronto"), addresses.comparison_for_investors(region.id))
        link = foreign.region_link(words_, catalog, region.id)
        rows.append(((link,), *((words_.number(count),) for count in counts), (beside,)))
    labels = ("Distretti", *(label for _, label, _ in _ASKED))
    amounts = (Column(words_(label), "amount") for label in labels)
    columns = (Column(words_("Regione")), *amounts, Column(words_("Uno accanto all'altro")))
    return (Grid(words_("Che cosa si sa dei distretti, per regione"), columns, tuple(rows)),) if rows else ()


def _data(site: Site, code: str) -> BlocksView:
    words_ = words(code)
    title = words_("Dati aperti sui distretti del commercio")
    lead = words_.phrase("Tutto il catalogo come dati, da scaricare e riusare citando la fonte: licenza CC BY 4.0.")
    notes = (
        words_.phrase(
            "I nomi delle colonne e i testi sono in italiano. Una cella vuota vuol dire che il dato non è noto."
        ),
        words_.phrase("I codici Istat di regioni e comuni uniscono questi dati ad altri."),
    )
    columns = tuple(Column(words_(label)) for label in ("Che cosa", "File", "Colonne"))
    rows = tuple(
        (
            (words_(dataset.title),),
            (_file(name, "csv"), " ", _file(name, "json")),
            (Link(words_("Le colonne, in italiano"), f"{addresses.COLUMNS}#{name}"),),
        )
        for name, dataset in DATASETS.items()
    )
    return BlocksView(
        head=foreign.head(words_, addresses.DATA, title, lead, (title, ""), section="data"),
        words=words_,
        heading=title,
        lead=lead,
        blocks=(
            Block(texts=notes),
            Block(words_("File"), "files", grids=(Grid(words_("File da scaricare"), columns, rows),)),
            foreign.original(words_, addresses.DATA),
        ),
    )


def _file(name: str, ending: str) -> Link:
    return Link(ending.upper(), addresses.data_of(name, ending=ending))


def _search(catalog: Catalog, code: str) -> SearchView:
    words_ = words(code)
    title = words_("Cerca nel catalogo")
    lead = words_.phrase(
        "Nomi di distretti, comuni e regioni, in italiano o in questa lingua, e ogni parola di queste pagine."
    )
    lists = (
        ("Distretti, regione per regione", addresses.DISTRICTS),
        ("Mercati ed eventi", addresses.EVENTS),
        ("Investire in un distretto del commercio", addresses.INVESTORS),
    )
    items = tuple((foreign.page(words_, words_(label), address),) for label, address in lists)
    head = foreign.head(words_, addresses.SEARCH, title, lead, (words_("Cerca"), ""), section="search", entry=None)
    block = Block(
        words_("Oppure scegli da un elenco"), "lists", items=items, chips=foreign.region_chips(words_, catalog)
    )
    return SearchView(head, words_, title, lead, (block,), index=languages.index(code))
