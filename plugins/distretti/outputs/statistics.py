"""Statistics: Italy, each region, each province, each theme, and three files for each of their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..presenters import heads
from ..site import addresses
from ..site.components import Chip, Link
from ..site.output import File, Head, Output, Page, collection
from ..site.site import Site
from ..statistics import choropleth, comparison, indicators, pages, tables
from ..statistics.shown import Shown, shown

NAME = "Statistiche"
COMPARED = (pages.REGIONS, pages.PROVINCES)
HERE = (NAME, addresses.STATISTICS)
MORE = Link("Come si contano queste cifre", addresses.METHOD), Link("Tutti i dati da scaricare", addresses.DATA)
MANY = 4  # a page with more tables begins with links to them
ACCENTED = {"eta": "età", "qualita": "qualità"}
NO_ENTRY = None  # left out of the search: who names a region or a province means its own page


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """A page of figures: what others claim first, then what the catalogue counts."""

    head: Head
    heading: str
    lead: str
    contents: tuple[Link, ...]
    tables: tuple[Shown, ...]
    chips: tuple[tuple[str, tuple[Chip, ...]], ...]
    more: tuple[Link, ...]
    has_orders: bool = False  # whether its chips lead to the same rows in other orders


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The pages, and under the address of each the files of its tables."""
    yield Page(addresses.STATISTICS, "statistics.html", _italy, (catalog,))
    yield from _files(catalog, site, pages.ITALY, "")
    for theme in pages.THEMES:
        yield Page(addresses.statistics(theme), "statistics.html", _theme, (catalog, theme))
        yield from _files(catalog, site, theme, "")
    for region in catalog.regions:
        yield Page(addresses.statistics(region.id), "statistics.html", _region, (catalog, region.id))
        yield from _files(catalog, site, pages.REGION, region.id)
        for kind, make in ((pages.MONEY, _money), (pages.FIGURES, _figures), (pages.DISPUTES, _disputes)):
            yield Page(pages.address_of(catalog, kind, region.id), "statistics.html", make, (catalog, region.id))
            yield from _files(catalog, site, kind, region.id)
    yield Page(addresses.statistics(pages.INDICATORS), "statistics.html", _indicators, (catalog,))
    yield from _files(catalog, site, pages.INDICATORS, "")
    for identifier in indicators.with_data(catalog):
        yield Page(addresses.indicator(identifier), "statistics.html", _indicator, (catalog, identifier))
        yield from _files(catalog, site, pages.INDICATOR, identifier)
    for kind in COMPARED:
        yield Page(addresses.comparison(kind), "statistics.html", _compared, (catalog, kind, ""))
        yield from _files(catalog, site, kind, "")
        for measure in comparison.MEASURES:
            address = addresses.comparison(kind, measure.key)
            yield Page(address, "statistics.html", _compared, (catalog, kind, measure.key), listed=False)
    for code in pages.provinces(catalog):
        address = pages.address_of(catalog, pages.PROVINCE, code)
        yield Page(address, "statistics.html", _province, (catalog, code))
        yield from _files(catalog, site, pages.PROVINCE, code)


def _files(catalog: Catalog, site: Site, kind: str, key: str) -> Iterator[File]:
    makes: tuple[tuple[str, Callable[..., bytes]], ...] = (("csv", _csv), ("json", _json), ("metadata.json", _metadata))
    address = pages.address_of(catalog, kind, key)
    for name in pages.tables_of(kind):
        for ending, make in makes:
            yield File(f"{address}{name}.{ending}", make, (catalog, site, kind, key, name))


def _csv(catalog: Catalog, site: Site, kind: str, key: str, name: str) -> bytes:
    return tables.as_csv(pages.table(catalog, kind, key, name), _whole(site))


def _json(catalog: Catalog, site: Site, kind: str, key: str, name: str) -> bytes:
    return tables.as_json(pages.table(catalog, kind, key, name), _whole(site))


def _metadata(catalog: Catalog, site: Site, kind: str, key: str, name: str) -> bytes:
    page = pages.address_of(catalog, kind, key)
    return tables.as_metadata(pages.table(catalog, kind, key, name), _whole(site), page, site.licence_url)


def _whole(site: Site) -> tables.Address:
    """Site addresses as files write them: whole where the site has an address."""
    return lambda address: site.canonical(address) if address.startswith("/") and site.url else address


def _view(
    catalog: Catalog, kind: str, key: str, head: Head, lead: str, *chips: tuple[str, tuple[Chip, ...]]
) -> StatisticsView:
    address = pages.address_of(catalog, kind, key)
    made = [make(catalog, key) for make in pages.tables_of(kind).values()]
    drawn = tuple(shown(table, address, choropleth.drawn(catalog, table)) for table in made)
    contents = tuple(Link(_short(table.name), f"#{table.name}") for table in drawn) if len(drawn) > MANY else ()
    return StatisticsView(head, head.title, lead, contents, drawn, chips, MORE)


def _short(name: str) -> str:
    """A table's name in few words, for the links at the top of a long page: "Comuni per provincia"."""
    return italian.capitalised(" ".join(ACCENTED.get(word, word) for word in name.split("-")))


def _themes(current: str = "") -> tuple[str, tuple[Chip, ...]]:
    chips = [
        Chip(theme.title.partition(":")[0], addresses.statistics(name), current=name == current)
        for name, theme in pages.THEMES.items()
    ]
    return "Per argomento", (*chips, Chip("Indicatori", addresses.statistics(pages.INDICATORS)))


def _regions(catalog: Catalog) -> tuple[str, tuple[Chip, ...]]:
    chips = [Chip(item.name, addresses.statistics(item.id)) for item in catalog.regions]
    both = (Chip(f"{kind.capitalize()} a confronto", addresses.comparison(kind)) for kind in COMPARED)
    return "Per regione", (*chips, *both)


def _italy(catalog: Catalog) -> StatisticsView:
    total = italian.count(len(catalog.districts), "distretto", "distretti")
    lead = (
        f"Le fonti dichiarano, il catalogo conta: qui si leggono insieme. Nel catalogo ci sono {total}; ogni numero "
        "ha la regola con cui è contato e l’elenco che c’è dietro."
    )
    title = "Statistiche sui distretti del commercio"
    head = heads.head(
        title, f"{total} del commercio: quanti ne dichiarano le fonti, quanti ne conta il catalogo, con i dati.",
        (NAME, ""), section="statistiche", structured=collection(title, addresses.STATISTICS, len(catalog.districts)),
    )  # fmt: skip
    return _view(catalog, pages.ITALY, "", head, lead, _themes(), _regions(catalog))


def _theme(catalog: Catalog, name: str) -> StatisticsView:
    theme = pages.THEMES[name]
    head = heads.head(theme.title, theme.lead, HERE, (theme.title.partition(":")[0], ""), section="statistiche")
    return _view(catalog, name, "", head, theme.lead, _themes(name))


def _region(catalog: Catalog, slug: str) -> StatisticsView:
    name = catalog.places.regions[slug].name
    where = italian.in_region(name)
    counted = italian.count(len(catalog.districts_of_region.get(slug, ())), "distretto", "distretti")
    lead = f"Che cosa dichiarano le fonti, con data ed editore, e che cosa conta il catalogo: {counted} {where}."
    title = f"Statistiche {where}: distretti, comuni, soldi"
    head = heads.head(title, lead, HERE, (name, ""), section="statistiche", entry=NO_ENTRY)
    codes = [code for code in pages.provinces(catalog) if catalog.places.provinces[code].region == slug]
    more = (
        Chip("Bandi e soldi", pages.address_of(catalog, pages.MONEY, slug)),
        Chip("Cifre dei programmi", pages.address_of(catalog, pages.FIGURES, slug)),
        Chip("Le fonti non sono d’accordo", pages.address_of(catalog, pages.DISPUTES, slug)),
    )
    near = ("Vedi anche", (*more, Chip(f"Distretti {where}", addresses.region(slug))))
    return _view(catalog, pages.REGION, slug, head, lead, near, _of_provinces(catalog, codes))


def _money(catalog: Catalog, slug: str) -> StatisticsView:
    where = italian.in_region(catalog.places.regions[slug].name)
    lead = "I soldi che le fonti dichiarano, bando per bando. Si somma solo ciò che ha lo stesso significato."
    return _part(catalog, pages.MONEY, slug, f"Bandi, contributi, investimenti {where}", "Bandi e soldi", lead)


def _figures(catalog: Catalog, slug: str) -> StatisticsView:
    where = italian.in_region(catalog.places.regions[slug].name)
    lead = "Quanti distretti, comuni, progetti, euro: le cifre che le fonti danno di ogni programma e di ogni bando."
    return _part(catalog, pages.FIGURES, slug, f"Le cifre dei programmi {where}", "Cifre dei programmi", lead)


def _disputes(catalog: Catalog, slug: str) -> StatisticsView:
    where = italian.in_region(catalog.places.regions[slug].name)
    lead = "Dove due fonti dicono cose diverse il catalogo non sceglie: qui ci sono tutti i valori."
    return _part(catalog, pages.DISPUTES, slug, f"Dove le fonti non sono d’accordo {where}", "Disaccordi", lead)


def _part(catalog: Catalog, kind: str, slug: str, title: str, step: str, lead: str) -> StatisticsView:
    name = catalog.places.regions[slug].name
    trail = HERE, (name, addresses.statistics(slug)), (step, "")
    head = heads.head(title, lead, *trail, section="statistiche", entry=NO_ENTRY)
    return _view(catalog, kind, slug, head, lead)


def _of_provinces(catalog: Catalog, codes: Sequence[str]) -> tuple[str, tuple[Chip, ...]]:
    found = (catalog.places.provinces[code] for code in codes)
    chips = (
        Chip(
            place.name, addresses.statistics_of_province(place), len(catalog.districts_of_province.get(place.code, ()))
        )
        for place in found
    )
    return "Per provincia", tuple(chips)


def _province(catalog: Catalog, code: str) -> StatisticsView:
    place = catalog.places.provinces[code]
    region = catalog.places.regions[place.region]
    counted = italian.count(len(catalog.districts_of_province.get(code, ())), "distretto", "distretti")
    lead = f"Che cosa dichiarano le fonti e che cosa conta il catalogo: {counted} in provincia di {place.name}."
    head = heads.head(
        f"Statistiche in provincia di {place.name}", lead, HERE, ("Province", addresses.comparison(pages.PROVINCES)),
        (place.name, ""), section="statistiche", entry=NO_ENTRY,
    )  # fmt: skip
    more = (Chip(region.name, addresses.statistics(region.slug)),) if region.slug in catalog.region else ()
    near = (*more, Chip(f"Provincia di {place.name}", addresses.province(place)))
    return _view(catalog, pages.PROVINCE, code, head, lead, ("Vedi anche", near))


def _indicators(catalog: Catalog) -> StatisticsView:
    lead = "Che cosa si è misurato nei distretti, secondo le fonti pubbliche: visite, negozi sfitti, negozi persi."
    head = heads.head("Indicatori dei distretti del commercio", lead, HERE, ("Indicatori", ""), section="statistiche")
    view = _view(catalog, pages.INDICATORS, "", head, lead)
    return replace(view, more=(Link("Segnala un dato pubblico", addresses.CORRECTIONS), *view.more))


def _indicator(catalog: Catalog, identifier: str) -> StatisticsView:
    term = indicators.term_of(catalog, identifier)
    head = heads.head(
        f"{term.label} nei distretti del commercio", term.description, HERE,
        ("Indicatori", addresses.statistics(pages.INDICATORS)), (term.label, ""), section="statistiche",
    )  # fmt: skip
    view = _view(
        catalog, pages.INDICATOR, identifier, head, "I valori che una fonte pubblica dà, distretto per distretto."
    )
    return replace(view, more=(Link("Segnala un dato pubblico", addresses.CORRECTIONS), *view.more))


def _compared(catalog: Catalog, kind: str, key: str) -> StatisticsView:
    """Regions or provinces side by side, by name or, on a page that no search engine needs, by a measure."""
    measure = next((column for column in comparison.MEASURES if column.key == key), None)
    what = kind.capitalize()
    title = f"{what} a confronto{f': {measure.label}' if measure else ''}"
    order = f"le prime per {measure.label.lower()}" if measure else "per nome"
    lead = f"Distretti, comuni, abitanti, eventi e mercati, {order}."
    last = ((what, addresses.comparison(kind)), (measure.label, "")) if measure else ((what, ""),)
    head = heads.head(title, lead, HERE, *last, section="statistiche", noindex=bool(measure))
    table = pages.table(catalog, kind, "", "confronto")
    by = [Chip("Nome", addresses.comparison(kind), current=not measure)]
    by += [Chip(it.label, addresses.comparison(kind, it.key), current=it == measure) for it in comparison.MEASURES]
    drawn = shown(comparison.by(table, measure) if measure else table, addresses.comparison(kind))
    return StatisticsView(head, title, lead, (), (drawn,), (("Ordina per", tuple(by)),), MORE, has_orders=True)
