"""How to have the dates of the catalogue in one's own calendar, program by program, and which calendars there are."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog.catalog import Catalog
from ..presenters import event_chips, lists, sections
from ..presenters.sections import SectionsView
from ..site import addresses
from ..site.components import Link, Section
from ..site.output import Output, Page
from ..site.site import Site

LEAD = (
    "Chi si abbona a un calendario trova le date nuove senza fare altro, e vede ciò che è annullato o spostato. "
    "Non serve un'iscrizione: basta l'indirizzo."
)
HOW = (
    ("Google Calendar", "google", (
        "Dal computer: «Google Calendar» nel riquadro della pagina, poi «Aggiungi». Da un telefono Android non si può: "
        "si fa una volta dal computer, e poi si vede anche sul telefono.",
        "Google rilegge il calendario da sé, dopo 12–24 ore: una data annullata oggi può comparire domani.",
    )),
    ("iPhone, iPad e Mac", "apple", (
        "Tocca «Abbonati» e conferma. La frequenza si sceglie nelle impostazioni del calendario; di suo Apple può "
        "aspettare anche una settimana.",
    )),
    ("Outlook", "outlook", (
        "Copia l'indirizzo, poi «Aggiungi calendario» e «Sottoscrivi dal Web» (o «Da Internet»). Outlook rilegge "
        "da sé, di solito entro un giorno.",
    )),
    ("Thunderbird, Nextcloud e altri", "altri", (
        "Copia l'indirizzo e aggiungilo come calendario in rete in formato iCalendar. Su Android c'è ICSx⁵, che "
        "legge l'indirizzo e lo mostra nel calendario del telefono.",
    )),
    ("Il file", "file", (
        "«Scarica il file» dà una copia di oggi: non si aggiorna, e ciò che poi è annullato resta. Va bene per un "
        "evento solo.",
    )),
)  # fmt: skip
RULES = (
    "Ci sono gli eventi di cui si conosce il giorno e le date certe dei mercati, fino al 31 dicembre dell'anno "
    "prossimo. Un evento resta un anno dopo la fine.",
    "Non ci sono le date che cadono in una festa nazionale, se nessuna fonte dice se il mercato si tiene: sono nelle "
    "pagine, come «da confermare».",
    "I mercati che nessuna fonte recente conferma sono in un calendario a parte, che lo dice nel nome.",
    "Gli eventi di cui si sa solo il mese non sono nei calendari: ogni pagina dice quanti sono.",
)


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """/eventi/calendari/."""
    if catalog.events or catalog.recurring:
        yield Page(addresses.SUBSCRIBE, "sections.html", _view, (catalog,))


def _view(catalog: Catalog) -> SectionsView:
    pages = [
        Link("Tutti gli eventi e i mercati certi", addresses.EVENTS),
        Link("Da riconfermare", addresses.TO_CONFIRM),
        *(Link(chip.label, chip.address) for chip in (*event_chips.regions(catalog), *event_chips.kinds(catalog))),
    ]
    more = (
        "Anche ogni provincia, ogni distretto e ogni comune con un evento o un mercato ha il suo, nella propria pagina."
    )
    return sections.view(
        lists.CALENDARS.head(
            "Abbonarsi al calendario degli eventi e dei mercati: Google, Apple, Outlook e altri programmi."
        ),
        lists.CALENDARS.title,
        LEAD,
        (
            *(Section(title, anchor, text=text) for title, anchor, text in HOW),
            Section("Che cosa c'è e che cosa no", "contenuto", text=RULES),
            Section("Quali calendari ci sono", "quali", text=(more,), links=tuple(pages)),
        ),
    )
