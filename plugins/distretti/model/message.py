"""What a district says on its totems: a few words, from a day to a day, on some days and at some hours."""

from __future__ import annotations

from typing import Annotated, Any

from .record import Filed, Part, field
from .values import Day, MunicipalityName, Text, Time, WebAddress, choice

DAYS = {
    "lunedi": "Lunedì",
    "martedi": "Martedì",
    "mercoledi": "Mercoledì",
    "giovedi": "Giovedì",
    "venerdi": "Venerdì",
    "sabato": "Sabato",
    "domenica": "Domenica",
}

MIDNIGHT = "00:00"  # as an hour at which something ends, that of the day after
URGENT, USUAL = "urgente", "normale"
PRIORITIES = {URGENT: "Urgente: prima di tutto il resto", USUAL: "Normale"}

PICTURES = ("jpg", "png", "webp")  # the endings of the picture beside a message, which has its name


class Hours(Part):
    """At which hours of its days it is shown, in Italy; the last minute is not."""

    from_: Time = field("Dalle", "'HH:MM' fra virgolette", required=True, key="from")
    to: Time = field(
        "Alle", "'HH:MM' fra virgolette; da quest'ora non si vede più, '00:00' è la fine del giorno", required=True
    )


class Image(Part):
    """What must be known of the picture beside the message, for it to be shown."""

    alt: Text = field("Che cosa si vede", "Per chi non la vede", required=True)
    licence: Text = field(
        "Licenza", "Per esempio CC BY 4.0, o «Di proprietà del Comune, uso consentito»", required=True
    )
    author: Text | None = field("Autore")
    url: WebAddress | None = field("Indirizzo", "La pagina da cui viene")


class Message(Filed):
    """One message of a district. It has no page: totems show it while it holds."""

    text: Text = field("Testo", "Al massimo 200 caratteri: si legge da cinque metri", required=True)
    by: Text | None = field("Chi lo dice", "L'ente o l'associazione; se manca, parla il distretto")
    from_: Day = field("Dal", "Il primo giorno", required=True, key="from")
    to: Day = field("Al", "L'ultimo giorno, compreso", required=True)
    days: tuple[Annotated[str, choice(DAYS)], ...] = field("Giorni", "Se mancano, tutti", default=())
    hours: Hours | None = field("Ore", "Se mancano, tutto il giorno")
    municipality: MunicipalityName | None = field("Comune", "Se manca, vale in tutti i comuni del distretto")
    place: Text | None = field("Luogo", "La via o la piazza di cui si parla")
    link: WebAddress | None = field("Indirizzo", "La pagina per saperne di più: il totem ne mostra il codice QR")
    priority: Annotated[str, choice(PRIORITIES)] = field("Priorità", default=USUAL)
    image: Image | None = field("Immagine", "Che cosa si sa dell'immagine che sta accanto, con lo stesso nome")
    picture: str = field("File dell'immagine", "Lo dà il file accanto: fine del nome e impronta", default="")

    @property
    def district(self) -> str:
        """The id of the district that says it."""
        return self.id.rpartition("/")[0]

    @property
    def heading(self) -> str:
        """What it says."""
        return self.text

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place in lists: urgent ones first, then by first day."""
        return self.priority != URGENT, str(self.from_), self.id
