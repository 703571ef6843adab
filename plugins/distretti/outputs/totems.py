"""/totem/: full-screen pages for screens in the street, each with its data, and how to set one up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog.catalog import Catalog
from ..language import markdown
from ..model import District, Happening, Message
from ..places.register import Municipality
from ..presenters import heads, list_items, qr, sections, street, totem_data
from ..presenters.qr import QrCode
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, ListItem, Section
from ..site.output import File, Head, Output, Page
from ..site.site import Site

TITLE = "Totem per schermi in strada"
LEAD = (
    "Una pagina a tutto schermo per una vetrina, una piazza, un ufficio: mercati ed eventi dei prossimi giorni, bandi "
    "aperti, messaggi del distretto. Basta uno schermo con un browser: niente programmi, niente iscrizioni."
)
HOW = (
    ("Come si prepara uno schermo", "schermo", (
        "Serve un computer piccolo con Chromium e la rete: va bene un Raspberry Pi 4 o 5, o un mini PC. Lo schermo "
        "può stare in orizzontale (1920×1080) o in verticale (1080×1920): la pagina si adatta da sé, e si legge da "
        "5 metri su uno schermo da 43 pollici.",
        "Il comando qui sotto, seguito dall’indirizzo del totem, si avvia all’accensione.",
        "In verticale si gira lo schermo nel sistema (su Raspberry Pi OS: Preferenze, Screen Configuration, "
        "Orientation), non nel browser. Si spengono salvaschermo e risparmio energetico.",
        "L’orologio del computer deve prendere l’ora dalla rete (NTP): le date si scelgono con quella, sempre "
        "nell’ora italiana. L’indirizzo deve cominciare con https://, altrimenti la pagina non si tiene una copia.",
    )),
    ("Che cosa fa da solo", "solo", (
        "Cambia riquadro ogni 12 secondi; un messaggio urgente passa davanti appena vale. Spazio, o il tasto "
        "«Ferma», lo ferma e lo fa ripartire.",
        "Chiede i dati ogni 5 minuti. Se la rete cade mostra gli ultimi che aveva, dice di quando sono, e riprova "
        "prima ogni 12 secondi e poi più di rado, fino a ogni 10 minuti. Anche riavviato senza rete mostra "
        "l’ultima copia.",
        "Sceglie da sé che cosa vale in questo momento: a mezzanotte cambia giorno, ciò che è finito sparisce, un "
        "mercato che passa la mezzanotte resta fino alla sua fine. Ciò che cade in una festa, se nessuna fonte dice "
        "che cosa succede, è «da confermare». Se nessuno ripubblica il sito, dice fino a quando arrivano le date. "
        "Quando esce una versione nuova della pagina la carica.",
        "Ogni 4 minuti sposta tutto di qualche punto, perché lo schermo non si segni. A chi ha chiesto meno "
        "movimento non mostra dissolvenze.",
        "Senza JavaScript la pagina è un elenco di mercati ed eventi, con la loro regola; i messaggi non ci sono, "
        "perché senza script nessuno li toglierebbe alla loro ora.",
    )),
    ("I messaggi", "messaggi", (
        "Un distretto ne scrive quanti vuole: ognuno è un file, content/messages/regione/distretto/nome.yaml, con "
        "testo, primo e ultimo giorno e, se servono, giorni della settimana, ore, luogo, indirizzo (che diventa un "
        "codice QR), priorità, immagine con la sua licenza. I campi sono in «I campi di messaggio».",
    )),
    ("Quanto ci mette un messaggio ad arrivare", "tempo", (
        "Il tempo di una pubblicazione, più al massimo 5 minuti e 12 secondi. Un messaggio nuovo rifà solo i "
        "dati dei totem che lo mostrano: la pubblicazione usa meno di 2 secondi di processore (1,5 misurati il "
        "29 novembre 2026, con 1.196 schede), e di più se la macchina ha altro da fare; poi c’è la copia sul "
        "server. Se il server dice ai browser di tenere i file per qualche minuto, la pagina li chiede lo stesso.",
    )),
)  # fmt: skip
ELSEWHERE = (
    Link("Le locandine da stampare", addresses.NOTICES),
    Link("Il riquadro per un altro sito", addresses.EMBEDS),
    Link("Il passaporto dei mercati", addresses.PASSPORT),
)
COMMAND = """```
chromium --kiosk --noerrdialogs --disable-infobars --disable-session-crashed-bubble \\
  --check-for-update-interval=31536000 https://…/totem/regione/distretto/
```"""


@dataclass(frozen=True, slots=True)
class TotemView:
    """A totem as it is without script, and what its script needs."""

    head: Head
    heading: str
    rows: tuple[ListItem, ...]
    page: Link  # where the same things are said in full
    code: QrCode | None


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page for operators, and a totem with its data where there is something to show."""
    districts = [district for district in catalog.districts if street.has_totem(catalog, district)]
    towns = street.towns_with_totem(catalog)
    yield Page(addresses.TOTEMS, "sections.html", _guide, (catalog,))
    for district in districts:
        yield Page(addresses.totem(district.id), "totem.html", _of_district, (catalog, site, district), listed=False)
        yield File(addresses.totem_data(district.id), totem_data.of_district, (catalog, district))
    for place in towns:
        name = addresses.in_town(place)
        yield Page(addresses.totem(name), "totem.html", _of_municipality, (catalog, site, place), listed=False)
        yield File(addresses.totem_data(name), totem_data.of_municipality, (catalog, place))
    for message in catalog.messages:
        if message.picture:
            yield File(addresses.picture_of(message), _picture, (catalog, message))


def _guide(catalog: Catalog) -> SectionsView:
    districts = [district for district in catalog.districts if street.has_totem(catalog, district)]
    links = tuple(Link(district.short_name, addresses.totem(district.id)) for district in districts)
    towns = tuple(
        Link(f"{place.name} ({place.province})", addresses.totem(addresses.in_town(place)))
        for place in street.towns_with_totem(catalog)
    )
    none = ("Oggi nessun distretto e nessun comune ha mercati certi, eventi in arrivo o messaggi.",)
    fields = Link("I campi di messaggio", addresses.fields_of("messaggio"))
    parts = [
        Section(title, anchor, text=text, links=(fields,) if anchor == "messaggi" else ())
        for title, anchor, text in HOW
    ]
    parts.insert(1, Section("Il comando", "comando", level=3, body=markdown.html(COMMAND)))
    if links:
        parts.append(Section(f"I totem dei distretti ({len(links)})", "distretti", links=links))
    if towns:
        parts.append(Section(f"I totem dei comuni ({len(towns)})", "comuni", links=towns))
    if not (links or towns):
        parts.append(Section("Quali ci sono", "quali", text=none))
    parts.append(Section("Anche su carta e in altri siti", "altro", links=ELSEWHERE))
    head = heads.head(TITLE, f"{LEAD} Come si prepara, e quali ci sono.", ("Totem", ""), section="")
    return sections.view(head, TITLE, LEAD, parts)


def _of_district(catalog: Catalog, site: Site, district: District) -> TotemView:
    found = street.of_district(catalog, district)
    name = heads.unique_title(catalog, district, district.name, catalog.places.regions[district.region].name)
    return _view(catalog, site, name, district.name, addresses.of(district), found)


def _of_municipality(catalog: Catalog, site: Site, place: Municipality) -> TotemView:
    found = street.of_municipality(catalog, place)
    name = f"comune di {place.name} ({place.province})"
    return _view(catalog, site, name, place.name, addresses.municipality(place), found)


def _view(catalog: Catalog, site: Site, name: str, heading: str, page: str, found: tuple[Happening, ...]) -> TotemView:
    head = heads.head(
        f"Totem: {name}",
        f"{name}: mercati, eventi e messaggi per uno schermo in strada.",
        noindex=True,
        canonical=page,
    )
    rows = tuple(list_items.event(catalog, each) for each in found if street.is_on(catalog, (each,)))
    return TotemView(head, heading, rows, Link(name, page), qr.code(site.canonical(page)))


def _picture(catalog: Catalog, message: Message) -> bytes:
    return catalog.picture(message)
