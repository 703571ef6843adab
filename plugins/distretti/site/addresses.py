"""Every public address, in one place. Addresses begin and end with "/"; a page's file is `<address>index.html`."""

from __future__ import annotations

import re

from ..model import District, Event, Initiative, Part, Programme, ProsePage, RecurringEvent, Region
from ..places.register import Municipality, Province

HOME = "/"
DISTRICTS = "/distretti/"
PROVINCES = "/province/"
MUNICIPALITIES = "/comuni/"
EVENTS = "/eventi/"
RECURRING = "/eventi/ricorrenti/"
INITIATIVES = "/iniziative/"
ACTORS = "/attori/"
PROGRAMMES = "/programmi/"
CALLS = "/bandi/"
FUNDING = "/finanziamenti/"
TRAINING = "/formazione/"
GOOD_PRACTICES = "/buone-pratiche/"
ENTERPRISES = "/per-le-imprese/"
INVESTORS = "/per-investitori/"
PUBLICATIONS = "/pubblicazioni/"
CERTIFICATION = "/certificazione/"
WHAT_IS_A_DISTRICT = "/cos-e-un-distretto/"
CHALLENGES = "/sfide/"
ATTRACTIONS = "/attrattori/"
CORRECTIONS = "/segnala/"
METHOD = "/metodo/"
STATISTICS = "/statistiche/"
DATA = "/dati/"
COLUMNS = "/dati/colonne/"
USE_OF_DATA = "/come-usare-i-dati/"
DCAT = (("Turtle", "/dati/catalogo.ttl"), ("JSON-LD", "/dati/catalogo.jsonld"))
GLOSSARY = "/glossario/"
PROBLEMS = "/problemi/"
NEWS_FEED = "/feed/novita.xml"
SEARCH = "/cerca/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
HEADERS = "/_headers"
THEME = "/tema/"
REDIRECTS = "/_redirects"

_UNDER: dict[type[Part], str] = {
    District: DISTRICTS,
    Event: EVENTS,
    RecurringEvent: RECURRING,
    Initiative: INITIATIVES,
    Programme: PROGRAMMES,
    Region: DISTRICTS,
    ProsePage: HOME,
}

# Pages under /iniziative/ that are lists.
INITIATIVE_LISTS = ("asse", "intervento", "servizio", "tema")

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_OF_RECORDS = re.compile(
    rf"/distretti/{_SLUG}/(?:{_SLUG}/)?|/programmi/{_SLUG}/{_SLUG}/|/eventi/(?:ricorrenti|\d{{4}})/(?!\d+/){_SLUG}/|"
    rf"/iniziative/(?!(?:{'|'.join(INITIATIVE_LISTS)})/){_SLUG}/",
    re.ASCII,
)


def of(record: Part) -> str:
    """The address of a record's page."""
    return at(type(record), record.id)  # type: ignore[attr-defined]


def at(model: type[Part], identifier: str) -> str:
    """The address of the page of a record, or of a page of words, that may be too broken to read."""
    return f"{_UNDER[model]}{identifier}/"


def could_be_of_a_record(address: str) -> bool:
    """Whether `of` could give this address to some record: no page that the site makes by itself has one."""
    return bool(_OF_RECORDS.fullmatch(address))


def region(slug: str) -> str:
    """A region's page."""
    return at(Region, slug)


def province(place: Province) -> str:
    """A province's page."""
    return f"{PROVINCES}{place.slug}/"


def municipality(place: Municipality) -> str:
    """A municipality's page."""
    return f"{MUNICIPALITIES}{place.slug}/"


def letter(sign: str) -> str:
    """All of Italy's municipalities that begin with a letter."""
    return f"{MUNICIPALITIES}lettera/{sign}/"


def municipalities_by(key: str) -> str:
    """A file of the finder of municipalities."""
    return f"{SEARCH}comuni/{key}.json"


def year(number: int) -> str:
    """The events of a year."""
    return f"{EVENTS}{number}/"


def month(year_number: int, number: int) -> str:
    """The events of a month."""
    return f"{EVENTS}{year_number}/{number:02d}/"


def axis(identifier: str) -> str:
    """The initiatives of an axis."""
    return f"{INITIATIVES}asse/{identifier}/"


def funding(slug: str) -> str:
    """The grants of a region's districts."""
    return f"{FUNDING}{slug}/"


def statistics(name: str) -> str:
    """The statistics of a region (by slug) or of a theme."""
    return f"{STATISTICS}{name}/"


def statistics_of_province(place: Province) -> str:
    """The statistics of a province."""
    return f"{STATISTICS}province/{place.slug}/"


def indicator(identifier: str) -> str:
    """The values of an indicator, district by district."""
    return f"{STATISTICS}indicatori/{identifier}/"


def data_of(dataset: str, region: str = "", ending: str = "csv") -> str:
    """A file of open data: all of it, or what is of a region."""
    return f"{DATA}{dataset}{f'/{region}' if region else ''}.{ending}"


def record_data(record: Part) -> str:
    """A record as JSON, beside its page."""
    return f"{of(record)}scheda.json"


def document(identifier: str) -> str:
    """A document without a stable address, in the bibliography."""
    return f"{PUBLICATIONS}#{identifier}"


def actors(kind: str) -> str:
    """The bodies of a kind."""
    return f"{ACTORS}{kind}/"


# The pages of the terms of a vocabulary; what is not here has none.
_TERMS = {
    "services": f"{INITIATIVES}servizio/{{}}/",
    "interventions": f"{INITIATIVES}intervento/{{}}/",
    "themes": f"{INITIATIVES}tema/{{}}/",
    "attractions": f"{ATTRACTIONS}#{{}}",
    "audiences": f"{TRAINING}#per-{{}}",
    "topics": f"{TRAINING}#argomento-{{}}",
}


def term(vocabulary: str, identifier: str) -> str:
    """Where a term of a vocabulary is shown with what uses it; empty where its vocabulary has no pages."""
    return _TERMS.get(vocabulary, "").format(identifier)


def challenge(identifier: str) -> str:
    """A challenge's page."""
    return f"{CHALLENGES}{identifier}/"


def need(identifier: str, challenge_identifier: str = "") -> str:
    """A need on the page of a challenge, or on that of all where it belongs to none."""
    return f"{challenge(challenge_identifier) if challenge_identifier else CHALLENGES}#{identifier}"


def prose(identifier: str) -> str:
    """A page of words."""
    return at(ProsePage, identifier)


def search_index(name: str) -> str:
    """The folder of an index of the search."""
    return f"{SEARCH}{name}/"


def correction(address: str) -> str:
    """Where a correction of the page at `address` is proposed: /segnala/ with the record named in the query."""
    return f"{CORRECTIONS}?scheda={address}"


def picture(name: str) -> str:
    """The picture that shared links to a section ("eventi") or to a region ("regione-lombardia") show."""
    return f"/immagini/{name}.png"


def file(address: str) -> str:
    """The path of an address under the output folder, without a leading "/"."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")
