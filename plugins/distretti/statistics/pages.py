"""Which tables each page of statistics has: a new figure is a function and its line here.

A page is known by its kind and its key: ("italia", ""), ("regione", "lombardia"), ("provincia", "PV"), or a theme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..catalog.catalog import Catalog
from ..language import italian
from ..site import addresses
from . import (
    beside,
    claims,
    comparison,
    disputes,
    districts,
    grants,
    happenings,
    indicators,
    initiatives,
    money,
    quality,
    tallies,
    territory,
)
from .tables import DataTable

ITALY, REGION, PROVINCE = "italia", "regione", "provincia"
REGIONS, PROVINCES = "regioni", "province"  # side by side
MONEY, FIGURES, DISPUTES = "soldi", "cifre", "disaccordi"  # pages of a region too, under its own
INDICATORS, INDICATOR = "indicatori", "indicatore"  # all of them, and one by its id

Make = Callable[[Catalog, str], DataTable]
Tables = Mapping[str, Make]


class Theme(NamedTuple):
    """A subject with a page of its own."""

    title: str
    lead: str
    tables: Tables


def _all(make: Callable[[Catalog], DataTable]) -> Make:
    """A table of all regions, which needs no key."""
    return lambda catalog, _: make(catalog)


def _measure(measure: str, name: str, title: str) -> Make:
    """What sources claim of a measure in a region."""

    def make(catalog: Catalog, region: str) -> DataTable:
        where = italian.in_region(catalog.places.regions[region].name)
        found = claims.of_region(catalog.region[region], measure) if region in catalog.region else []
        return claims.table(name, f"{title} {where}, secondo le fonti", where, found, tallies.updated(catalog))

    return make


def _here(make: Callable[..., DataTable]) -> Make:
    """A table of the districts of a region."""

    def made(catalog: Catalog, region: str) -> DataTable:
        where = italian.in_region(catalog.places.regions[region].name)
        return make(catalog, tallies.districts(catalog, region), where)

    return made


def _sizes(catalog: Catalog, region: str) -> DataTable:
    where = italian.in_region(catalog.places.regions[region].name)
    return territory.sizes(catalog, tallies.towns(catalog, region), where)


OF_ITALY: Tables = {
    "distretti-per-regione": _all(beside.italy),
    "schede": _all(quality.records),
}
OF_REGION: Tables = {
    "dichiarati-e-contati": beside.claimed_and_counted,
    "differenza": districts.causes,
    "distretti-dichiarati": _measure(claims.DISTRICTS, "distretti-dichiarati", "Distretti"),
    "comuni-dichiarati": territory.claimed_shares,
    "tipi": _here(districts.kinds),
    "stati": _here(districts.statuses),
    "anni": _here(districts.years),
    "comuni-per-provincia": territory.by_province,
    "classi-di-abitanti": _sizes,
    "imprese-dichiarate": _measure("imprese", "imprese-dichiarate", "Imprese"),
    "eventi-per-provincia": happenings.provinces,
}
OF_MONEY: Tables = {
    "contributi-dichiarati": _measure("contributi", "contributi-dichiarati", "Contributi pubblici"),
    "investimenti-dichiarati": _measure("investimenti", "investimenti-dichiarati", "Investimenti"),
    "bandi": money.calls,
    "contributi": grants.grants,
}
OF_FIGURES: Tables = {"cifre-dei-programmi": claims.of_programmes}
OF_DISPUTES: Tables = {
    "disaccordi-della-regione": disputes.own_disagreements,
    "disaccordi": disputes.disagreements,
}
OF_PROVINCE: Tables = {
    "dichiarati-e-contati": beside.of_province,
    "cifre-dichiarate": claims.of_a_province,
}
THEMES: Mapping[str, Theme] = {
    "distretti": Theme(
        "Distretti: quanti, di che tipo, da quando",
        "Quanti distretti dichiarano le fonti nel tempo, quanti ne conta il catalogo, e come sono.",
        {
            "distretti-dichiarati": _all(claims.over_time),
            "tipi": lambda catalog, _: districts.kinds(catalog, districts.everywhere(catalog), "in Italia"),
            "stati": lambda catalog, _: districts.statuses(catalog, districts.everywhere(catalog), "in Italia"),
            "anni": lambda catalog, _: districts.years(catalog, districts.everywhere(catalog), "in Italia"),
        },
    ),
    "comuni": Theme(
        "Comuni e abitanti nei distretti",
        "In quanti comuni c’è un distretto, e quante persone ci vivono: ogni comune conta una volta.",
        {
            "comuni-dichiarati-e-contati": _all(beside.towns_of_italy),
            "comuni-per-regione": _all(territory.by_region),
            "classi-di-abitanti": lambda catalog, _: territory.sizes(catalog, territory.everyone(catalog), "in Italia"),
        },
    ),
    "bandi-e-soldi": Theme(
        "Bandi, contributi, investimenti",
        "Quanti bandi si conoscono e con quali soldi. Si somma solo ciò che ha lo stesso significato.",
        {
            "bandi-per-anno": _all(money.by_year),
            "bandi-per-regione": _all(money.by_region),
            "leva": _all(money.leverage),
            "soldi-dichiarati": _all(money.claimed),
        },
    ),
    "iniziative": Theme(
        "Iniziative e sfide",
        "Le iniziative per asse, servizio e tipo, e a quali sfide rispondono.",
        {
            "assi": _all(initiatives.axes),
            "servizi": _all(initiatives.services),
            "tipi": _all(initiatives.kinds),
            "sfide": _all(initiatives.challenges),
        },
    ),
    "eventi-e-mercati": Theme(
        "Eventi e mercati",
        "Gli eventi e i mercati del catalogo per mese, giorno, tipo e luogo.",
        {
            "mesi": lambda catalog, _: happenings.months(catalog, happenings.everywhere(catalog)),
            "giorni": lambda catalog, _: happenings.weekdays(catalog, happenings.everywhere(catalog)),
            "tipi": lambda catalog, _: happenings.kinds(catalog, happenings.everywhere(catalog)),
            "anni": lambda catalog, _: happenings.years(catalog, happenings.everywhere(catalog)),
            "luoghi": _all(happenings.regions),
        },
    ),
    "qualita": Theme(
        "La qualità del catalogo",
        "Che cosa è pieno e che cosa manca, su quali fonti si regge, quanto sono vecchie, chi ha confermato.",
        {
            "qualita-per-regione": _all(quality.by_region),
            "conferme": _all(quality.trust),
            "fonti-per-scheda": _all(quality.sources),
            "eta-delle-fonti": _all(quality.ages),
            "tipi-di-fonte": _all(quality.kinds_of_source),
            "campi-dei-distretti": _all(quality.of_districts),
            "campi-dei-programmi": _all(quality.of_programmes),
            "campi-degli-eventi": _all(quality.of_events),
            "campi-dei-mercati": _all(quality.of_markets),
        },
    ),
}


def tables_of(kind: str) -> Tables:
    """The tables of a page by name, in the order in which it shows them."""
    known = {
        ITALY: OF_ITALY, REGION: OF_REGION, PROVINCE: OF_PROVINCE, MONEY: OF_MONEY,
        FIGURES: OF_FIGURES, DISPUTES: OF_DISPUTES,
        REGIONS: {"confronto": _all(comparison.regions)},
        PROVINCES: {"confronto": lambda catalog, _: comparison.provinces(catalog, provinces(catalog))},
        INDICATORS: {"indicatori": _all(indicators.all_of)}, INDICATOR: {"valori": indicators.values},
    }  # fmt: skip
    return known[kind] if kind in known else THEMES[kind].tables


def table(catalog: Catalog, kind: str, key: str, name: str) -> DataTable:
    """One table of a page."""
    return tables_of(kind)[name](catalog, key)


def address_of(catalog: Catalog, kind: str, key: str) -> str:
    """The address of a page; the files of its tables are under it."""
    if kind == ITALY:
        return addresses.STATISTICS
    if kind == PROVINCE:
        return addresses.statistics_of_province(catalog.places.provinces[key])
    if kind == INDICATOR:
        return addresses.indicator(key)
    if kind in (MONEY, FIGURES, DISPUTES):
        return f"{addresses.statistics(key)}{kind}/"
    return addresses.statistics(key or kind)


def provinces(catalog: Catalog) -> list[str]:
    """The codes of the provinces that have a page: with a district or a figure, by name."""
    return tallies.by_name(catalog, {*catalog.districts_of_province, *catalog.regions_with_figures})
