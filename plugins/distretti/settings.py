"""What the operator writes in pelicanconf.py: checked once, with Italian messages, and what a publish warns of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, TypeAdapter

from .given import FILE
from .language import signs
from .language.words import codes
from .model import Part
from .model.record import field
from .model.values import Email, Text, WebAddress, choice, wrong
from .outputs import ALL
from .reading.validation import validated
from .reading.yaml_file import Document
from .site.components import Link
from .site.forge import FORGES
from .site.site import Owner, Site


class BadSettings(Exception):
    """Settings that cannot be used; the text tells the operator which and why, one a line."""


def _secure(address: str) -> str:
    if not address.startswith("https://"):
        raise wrong(f"«{address[:60]}» non va bene: ci vuole un indirizzo che comincia con https://")
    return address


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong("scrivi True (sì) o False (no), senza virgolette")
    return value


def _identifier(code: str) -> str:
    if not re.fullmatch(r"\w{2,12}|\d{11}", code, re.ASCII):
        raise wrong(f"«{code[:60]}» non è un codice IPA né una partita IVA di 11 cifre")
    return code


def _own(value: Any) -> Any:
    """The address of the folder that the site is in, and nothing more.

    That of this machine, with which a site is tried before it is published, passes as it is.
    """
    if isinstance(value, str) and _THIS_MACHINE.fullmatch(value):
        return value
    address: str = _SECURE.validate_python(value)
    if more := _BEYOND_FOLDER.search(address.partition("://")[2]):
        raise wrong(f"«{address[:60]}»: qui va solo l'indirizzo della cartella, togli «{more[0]}»")
    return address


def _listed(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise wrong('ci vuole un elenco fra parentesi, con una virgola dopo ogni nome: ("feed",)')
    if {*ALL} <= {name for name in value if isinstance(name, str)}:
        raise wrong("così non si pubblica niente: togli dall'elenco ciò che il sito deve avere")
    return value


def _named(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise wrong('ci vuole un elenco fra parentesi, con una virgola dopo ogni nome: ("lombardia",)')
    return value


def _fields(value: Any) -> Any:
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise wrong(
            'ci vuole un gruppo di campi con il nome fra virgolette: {"name": "Comune di …", "url": "https://…"}'
        )
    return value


def _entries(value: Any) -> tuple[tuple[str, str, str], ...]:
    """The entries of the menu: section, words, address."""
    if not isinstance(value, list | tuple):
        raise wrong(f"ci vuole un elenco di voci come {_ENTRY}")
    entries = [tuple(item) if isinstance(item, list | tuple) else () for item in value]
    for number, entry in enumerate(entries, 1):
        if len(entry) != 3 or not all(isinstance(part, str) and part.strip() for part in entry):
            raise wrong(f"la voce {number} non va bene: ci vogliono tre testi, come {_ENTRY}")
        if not _ROOTED.fullmatch(entry[2]):
            raise wrong(
                f"la voce {number}: «{entry[2][:60]}» non è un indirizzo di questo sito: scrivilo come «/eventi/»"
            )
        if entry[2] in (other[2] for other in entries[: number - 1]):
            raise wrong(f"la voce {number}: «{entry[2]}» c'è già")
    return tuple((section, words, address) for section, words, address in entries)


SecureAddress = Annotated[WebAddress, AfterValidator(_secure)]
_SECURE: TypeAdapter[str] = TypeAdapter(SecureAddress)
_BEYOND_FOLDER = re.compile(r"(?i)[?#].*|//+|[^/]+\.(?:html?|php)$|/\.{1,2}(?=/|$)", re.DOTALL)
_THIS_MACHINE = re.compile(r"http://(127\.0\.0\.1|localhost)(:\d{1,5})?/?", re.ASCII)
_ROOTED = re.compile(r"/(?:[a-z0-9-]+/)*", re.ASCII)
_ENTRY = '("eventi", "Eventi", "/eventi/")'
SiteAddress = Annotated[str, BeforeValidator(_own)]
OutputName = Annotated[str, choice(dict.fromkeys(ALL, ""))]


class OwnerSettings(Part):
    """Who owns the site."""

    name: Text = field("Nome", required=True)
    url: SecureAddress = field("Indirizzo", required=True)
    pubblico: Annotated[bool, BeforeValidator(_truth)] = field("Ente pubblico", default=True)
    codice: Annotated[Text, AfterValidator(_identifier)] | None = field("Codice IPA, o partita IVA di un privato")


class Settings(Part):
    """What the operator decides; an empty setting is None, and pages say that it is not stated."""

    name: Text = field("Nome del sito", required=True, key="SITENAME")
    url: SiteAddress | None = field("Indirizzo del sito", key="SITEURL")
    owner: Annotated[OwnerSettings, BeforeValidator(_fields)] | None = field("Titolare", key="TITOLARE")
    contact: Email | None = field("Indirizzo di posta", key="CONTATTO")
    repository: SecureAddress | None = field("Dove sono i file", key="REPOSITORY")
    forge: Annotated[str, choice({key: one.name for key, one in FORGES.items()})] = field(
        "Che cosa ospita i file", key="FORGE", default="github"
    )
    hosting: Text | None = field("Che cosa registra chi ospita il sito", key="REGISTRI")
    statement: SecureAddress | None = field("Dichiarazione AgID", key="DICHIARAZIONE_ACCESSIBILITA")
    outputs_off: Annotated[tuple[OutputName, ...], BeforeValidator(_listed)] = field(
        "Che cosa non si pubblica", key="OUTPUTS_OFF", default=()
    )
    documents: Annotated[bool, BeforeValidator(_truth)] = field("Documenti in PDF", key="PDF", default=False)
    regions: Annotated[tuple[Text, ...], BeforeValidator(_named)] = field(
        "Le regioni di una parte", key="REGIONS", default=()
    )
    compressed: Annotated[bool, BeforeValidator(_truth)] = field(
        "Copie compresse dei testi", key="COMPRESSED", default=False
    )
    menu: Annotated[tuple[tuple[str, str, str], ...], BeforeValidator(_entries)] = field(
        "Le voci del menu", key="MENU", required=True
    )
    attribution: Text = field("Di chi sono i dati di riferimento", key="ATTRIBUTION", required=True)


def read_settings(given: Mapping[str, Any]) -> Settings:
    """The settings among all of Pelican's; raises BadSettings."""
    if "OUTPUTS" in given:
        raise BadSettings(f"{FILE}: OUTPUTS: non c'è più; si pubblica tutto, tranne ciò che è in OUTPUTS_OFF")
    keys = [item.alias or name for name, item in Settings.model_fields.items()]
    written = {key: given[key] for key in keys if given.get(key) not in (None, "")}
    if refused := [f"{FILE}: {key}: {message}" for key, value in written.items() for message in _signs(value)]:
        raise BadSettings("\n".join(refused))
    settings, problems = validated(Settings, Document(FILE, written))
    if problems or not settings:
        raise BadSettings("\n".join(f"{FILE}: {problem.path}: {problem.message}" for problem in problems))
    return settings


def _signs(value: Any) -> Iterator[str]:
    """What no text may have, in a setting or inside of it."""
    if isinstance(value, str):
        yield from (message for _, message in signs.refused(value))
    elif isinstance(value, list | tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _signs(item)


def site_of(settings: Settings, preview: bool) -> Site:
    """The site that pages see. Only a public body makes it an institutional one."""
    stated = settings.owner
    owner = Owner(stated.name, stated.url, stated.pubblico, stated.codice or "") if stated else None
    institutional = bool(owner and owner.public)
    return Site(
        name=settings.name,
        tagline="Catalogo pubblico" if institutional else "Catalogo indipendente",
        url=(settings.url or "").rstrip("/"),
        owner=owner,
        menu=settings.menu,
        official_note="" if institutional else "Catalogo indipendente: fa fede l'elenco della Regione.",
        attribution=settings.attribution,
        contact=Link(settings.contact, f"mailto:{settings.contact}") if settings.contact else "",
        repository=settings.repository or "",
        forge=settings.forge,
        hosting=settings.hosting or "",
        statement=settings.statement or "",
        preview=preview,
        documents=settings.documents,
        languages=() if "foreign" in settings.outputs_off else codes(),
    )


def warnings_of(settings: Settings) -> Iterator[str]:
    """What a published site still lacks: each a sentence that says what readers find instead."""
    if not settings.url:
        yield "SITEURL non è indicato; canonical, feed e sitemap restano senza indirizzo assoluto; manca il DCAT-AP_IT."
    if not settings.owner:
        yield (
            "TITOLARE non è indicato; Privacy e Note legali dicono che manca il nome di chi pubblica; "
            "manca il DCAT-AP_IT."
        )
    elif settings.owner.pubblico and not settings.statement:
        yield (
            "DICHIARAZIONE_ACCESSIBILITA non è indicata, e un ente pubblico deve averla: si compila su "
            'form.agid.gov.it. Se il titolare è un privato, in TITOLARE scrivi "pubblico": False.'
        )
    if settings.owner and not settings.owner.codice:
        yield (
            "in TITOLARE manca il codice IPA (o la partita IVA): il catalogo dei dati in DCAT-AP_IT non è scritto, "
            "perché ogni dataset deve dire di chi è."
        )
    if not settings.contact:
        yield (
            "CONTATTO non è indicato; chi legge non sa a chi scrivere per correggere o togliere un dato; "
            "manca il DCAT-AP_IT."
        )
    if not settings.hosting:
        yield "REGISTRI non è indicato; la pagina Privacy dice che non si sa che cosa registra chi ospita il sito."
    if not settings.repository:
        yield "REPOSITORY non è indicato; le schede non portano al loro file."
