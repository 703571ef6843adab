"""Every public address, in one place. Addresses begin and end with "/"; a page's file is `<address>index.html`."""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from ..language.words import codes
from ..model import District, Filed, Message, Record
from ..model.registry import KIND_OF, KINDS, REGISTRY, Kind
from ..places.register import Municipality, Province

HOME = "/"
DISTRICTS = KINDS["districts"].address
PROVINCES = "/province/"
MUNICIPALITIES = "/comuni/"
EVENTS = KINDS["events"].address
RECURRING = KINDS["recurring"].address
TODAY = "/eventi/oggi/"
WEEKEND = "/eventi/fine-settimana/"
ARCHIVE = "/eventi/archivio/"
TO_CONFIRM = "/eventi/da-riconfermare/"
SUBSCRIBE = "/eventi/calendari/"
DEADLINES = "/scadenze/"
INITIATIVES = KINDS["initiatives"].address
ACTORS = "/attori/"
PROGRAMMES = KINDS["programmes"].address
VENUES = KINDS["venues"].address
VENUES_BY_SERVICE = f"{VENUES}per-servizio/"
CALLS = "/bandi/"
FUNDING = "/finanziamenti/"
TRAINING = "/formazione/"
GOOD_PRACTICES = "/buone-pratiche/"
ENTERPRISES = "/per-le-imprese/"
INVESTORS = "/per-investitori/"
INVESTING, SHEET_FILE, SHEET_DATA = "investire/", "scheda.pdf", "scheda.csv"  # under a district's page
PUBLICATIONS = "/pubblicazioni/"
PUBLIC_SERVICES = KINDS["public_services"].address
CIRCUITS = KINDS["circuits"].address
CHECKUPS = KINDS["checkups"].address
FORUM = KINDS["questions"].address
CERTIFICATION = "/certificazione/"
STANDINGS = "/distretti-per-condizione/"
WHAT_IS_A_DISTRICT = "/cos-e-un-distretto/"
CHALLENGES = "/sfide/"
ATTRACTIONS = "/attrattori/"
CORRECTIONS = "/segnala/"
METHOD = "/metodo/"
STATISTICS = "/statistiche/"
DATA = "/dati/"
COLUMNS = "/dati/colonne/"
SCHEMAS = "/schemi/"
PROPOSALS = "/proponi/"
CONFIRMATIONS = "/conferme/"
NEWSROOM = "/redazione/"
PROPOSED = (  # the kinds that have a form
    "recurring", "events", "districts", "initiatives", "programmes", "venues", "questions", "circuits",
    "public_services",
)  # fmt: skip
USE_OF_DATA = "/come-usare-i-dati/"
DCAT = (("Turtle", "/dati/catalogo.ttl"), ("JSON-LD", "/dati/catalogo.jsonld"))
GLOSSARY = "/glossario/"
TOTEMS = KINDS["messages"].address
EMBEDS = "/incorpora/"
NOTICES = "/locandine/"
PASSPORT = "/passaporto/"
_LONGEST_STAMP = 60  # signs of a name in it
PROBLEMS = "/problemi/"
NEWS_FEED = "/feed/novita.xml"
EVENTS_FEED = "/feed/eventi.xml"
DEADLINES_FEED = "/feed/scadenze.xml"
FORUM_FEED = "/feed/forum.xml"
SEARCH = "/cerca/"
NOT_FOUND = "/404.html"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
HEADERS = "/_headers"
MANIFEST = "/manifest.webmanifest"
THEME = "/tema/"
PICTURES = "/immagini/"
REDIRECTS = "/_redirects"

# The names that no record of a kind may have: the site's own pages have them beside those of the records.
_TAKEN = {"events": r"\d+", "initiatives": "asse|intervento|servizio|tema", "questions": "per"}  # months, lists
_TAKEN_AT_HOME = {
    address.split("/")[1]
    for address in (
        *(kind.address for kind in REGISTRY), PROVINCES, MUNICIPALITIES, CALLS,
        CHALLENGES, ATTRACTIONS, STANDINGS, GLOSSARY, PROBLEMS, NEWS_FEED, THEME,
        SEARCH, STATISTICS, DATA, DEADLINES, PICTURES, SCHEMAS, PROPOSALS, CONFIRMATIONS, NEWSROOM,
        EMBEDS, NOTICES, PASSPORT,
    )
} | {*codes()}  # fmt: skip

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_INSIDE = {"": "", "region": f"{_SLUG}/", "year": r"\d{4}/"}  # of kinds that have pages


def _pattern(kind: Kind) -> str:
    taken = f"(?!(?:{_TAKEN[kind.name]})/)" if kind.name in _TAKEN else ""
    return f"{kind.address}{_INSIDE[kind.inside]}{taken}{_SLUG}/"


_OF_RECORDS = re.compile("|".join(_pattern(kind) for kind in REGISTRY if kind.paged), re.ASCII)


def of(record: Filed) -> str:
    """The address of a record's page."""
    return f"{KIND_OF[type(record)].address}{record.id}/"


def at(name: str) -> str:
    """The address of the record, or page of words, called so ("pages/metodo"); it may be too broken to read."""
    kind, _, identifier = name.partition("/")
    return f"{KINDS[kind].address}{identifier}/" if kind in KINDS else prose(identifier)


def is_taken(name: str) -> bool:
    """Whether the site's own pages have the address of the record, or page of words, called so."""
    kind, _, identifier = name.partition("/")
    slug = identifier.rpartition("/")[2]
    if kind not in KINDS:
        return slug in _TAKEN_AT_HOME
    return bool(re.fullmatch(_TAKEN.get(kind, "(?!)"), slug, re.ASCII))


def could_be_of_a_record(address: str) -> bool:
    """Whether `of` could give this address to some record: no page that the site makes by itself has one."""
    return bool(_OF_RECORDS.fullmatch(address))


def outlives_its_page(path: str) -> bool:
    """Whether a page that is open may ask for the file at this path later: of the theme, of an index, of the finder."""
    asked = (THEME, SEARCH, weekend_around("").removesuffix(".json"))
    return f"/{path}".startswith(asked) and not path.endswith(".html")


def sheet(district: District) -> str:
    """A district's sheet for print."""
    return f"{of(district)}{SHEET_FILE}"


def comparison_for_investors(region: str) -> str:
    """The districts of a region side by side, for who would invest."""
    return f"{INVESTORS}{region}/"


def compared(district: District) -> str:
    """Its row there, chosen: js/compare.js reads the query."""
    region, _, name = district.id.partition("/")
    return f"{comparison_for_investors(region)}?scelti={district.id}#d-{name}"


def investor_sheet(district: District) -> str:
    """What a district has to show to who would invest, on a page to print."""
    return f"{of(district)}{INVESTING}"


def investor_sheet_pdf(district: District) -> str:
    """The same on paper."""
    return f"{investor_sheet(district)}{SHEET_FILE}"


def investor_sheet_csv(district: District) -> str:
    """The same as data."""
    return f"{investor_sheet(district)}{SHEET_DATA}"


def standing(name: str) -> str:
    """The districts of a standing: certified, funded."""
    return f"{STANDINGS}{name}/"


def yearbook(year: int, region: str = "") -> str:
    """The yearbook of Italy, or of a region."""
    return f"{PUBLICATIONS}annuario-{year}{f'-{region}' if region else ''}.pdf"


def region(slug: str) -> str:
    """A region's page."""
    return f"{KINDS['regions'].address}{slug}/"


def province(place: Province) -> str:
    """A province's page."""
    return f"{PROVINCES}{place.slug}/"


def venues(region: str) -> str:
    """The places of a region."""
    return f"{VENUES}{region}/"


def silhouettes(region: str) -> str:
    """The outlines of a region's provinces, drawn small for the rows of lists."""
    return f"{PROVINCES}sagome-{region}.svg"


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


def day(date: dt.date) -> str:
    """The events and markets of a day, where its month has too many for one page."""
    return f"{month(date.year, date.month)}{date.day:02d}/"


def kind(identifier: str) -> str:
    """The events and markets of a kind."""
    return f"{EVENTS}tipo/{identifier}/"


def weekly(page: str, name: str) -> str:
    """The markets of a list that come back on a day of the week, or so often, where it has too many for one page."""
    return f"{page}cadenza/{name}/"


def events_of_region(slug: str) -> str:
    """The events and markets of a region."""
    return f"{EVENTS}regione/{slug}/"


def events_of_province(slug: str) -> str:
    """The events and markets of a province."""
    return f"{EVENTS}provincia/{slug}/"


def events_feed(slug: str) -> str:
    """The Atom feed of a region's events."""
    return f"/feed/eventi-{slug}.xml"


def calendar(page: str) -> str:
    """The calendar (iCalendar) of what the page at an address is about."""
    return f"{page}calendario.ics"


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


def comparison(kind: str, measure: str = "") -> str:
    """Regions ("regioni") or provinces ("province") side by side, by name or with the most of a measure first."""
    return f"{STATISTICS}{kind}/{f'per-{measure}/' if measure else ''}"


def indicator(identifier: str) -> str:
    """The values of an indicator, district by district."""
    return f"{STATISTICS}indicatori/{identifier}/"


def data_of(dataset: str, region: str = "", ending: str = "csv") -> str:
    """A file of open data: all of it, or what is of a region."""
    return f"{DATA}{dataset}{f'/{region}' if region else ''}.{ending}"


def schema(kind: str) -> str:
    """The JSON Schema of the files of a kind: "distretto"."""
    return f"{SCHEMAS}{kind}.json"


def fields_of(kind: str) -> str:
    """The fields of the files of a kind, for editors."""
    return f"{SCHEMAS}{kind}/"


def proposal(kind: str) -> str:
    """The form for a record of a kind: "distretto"."""
    return f"{PROPOSALS}{kind}/"


def confirmations(region: str) -> str:
    """Which records of a region a body has answered for."""
    return f"{CONFIRMATIONS}{region}/"


def newsroom(region: str) -> str:
    """What editors could do next in a region."""
    return f"{NEWSROOM}{region}/"


def letter_to(record: Record) -> str:
    """The letter that asks a body to read its record, beside the record's page."""
    return f"{of(record)}lettera.txt"


def record_data(record: Record) -> str:
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


def questions_for(reader: str) -> str:
    """The questions of the forum that serve a kind of reader."""
    return f"{FORUM}per/{reader}/"


def challenge(identifier: str) -> str:
    """A challenge's page."""
    return f"{CHALLENGES}{identifier}/"


def need(identifier: str, challenge_identifier: str = "") -> str:
    """A need on the page of a challenge, or on that of all where it belongs to none."""
    return f"{challenge(challenge_identifier) if challenge_identifier else CHALLENGES}#{identifier}"


def prose(identifier: str) -> str:
    """A page of words."""
    return f"{HOME}{identifier}/"


def totem(of: str) -> str:
    """The totem of a district, by its id, or of a municipality, by `in_town`."""
    return f"{TOTEMS}{of}/"


def in_town(place: Municipality) -> str:
    """A municipality as pages for the street name it beside districts: "comuni/lodi"."""
    return f"comuni/{place.slug}"


def totem_data(of: str) -> str:
    """What a totem shows, that its script asks for again and again."""
    return f"{totem(of)}dati.json"


def picture_of(message: Message) -> str:
    """The picture of a message that has one, with its fingerprint in its name."""
    ending, _, fingerprint = message.picture.partition(".")
    return f"{TOTEMS}{message.id}.{fingerprint}.{ending}"


def embed(of: str) -> str:
    """A page made to stand in other sites, of a district, by its id, or of a municipality, by `in_town`."""
    return f"{EMBEDS}{of}/"


def notice(district: District) -> str:
    """The poster of a district."""
    return f"{NOTICES}{district.id}/"


def stamp_sheet(district: District) -> str:
    """The QR codes of all that a district has to stamp, on a sheet."""
    return f"{notice(district)}timbri/"


def stamp(record: Record) -> str:
    """Where a record is stamped in the passport: what its QR code says."""
    return f"{PASSPORT}#{stamp_id(record)}"


def stamp_id(record: Record) -> str:
    """The name of a record in the passport, short for its QR code: "r-mercato-di-lodi"; a long one is cut."""
    name = f"{KIND_OF[type(record)].one[0]}-{record.id.replace('/', '-')}"
    if len(name) <= _LONGEST_STAMP:
        return name
    return f"{name[: _LONGEST_STAMP - 7].rstrip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def stamp_code(record: Record) -> str:
    """The QR code of that address, to print."""
    return f"{of(record)}timbro.svg"


def search_index(name: str) -> str:
    """The folder of an index of the search."""
    return f"{SEARCH}{name}/"


def weekend_around(cell: str) -> str:
    """What is on this week-end in a degree of latitude and longitude ("45-9"), for the script of the home page."""
    return f"{WEEKEND}cella-{cell}.json"


def correction(address: str) -> str:
    """Where a correction of the page at `address` is proposed: /segnala/ with the record named in the query."""
    return f"{CORRECTIONS}?scheda={address}"


def part(address: str, number: int) -> str:
    """A part of the whole list of a page's events; they count from 1."""
    return f"{address}elenco/{number}/"


def change(record: Record) -> str:
    """The form with a record filled in, or /segnala/ for a kind that has none."""
    kind = KIND_OF[type(record)]
    return f"{proposal(kind.one)}?scheda={of(record)}" if kind.name in PROPOSED else correction(of(record))


def sitemap(number: int) -> str:
    """A part of the sitemap, where one file is not enough; they count from 1."""
    return f"/sitemap-{number}.xml"


def picture(name: str) -> str:
    """The picture that shared links to a section ("eventi") or to a region ("regione-lombardia") show."""
    return f"{PICTURES}{name}.png"


def file(address: str) -> str:
    """The path of an address under the output folder, without a leading "/"."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")
