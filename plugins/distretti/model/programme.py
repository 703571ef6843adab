"""Calls, measures, protocols, laws, certification, training and research."""

from __future__ import annotations

from typing import Annotated

from ..language.dates import PartialDate
from .record import Part, Record, Statement, field
from .relation import Relation, ties
from .values import Date, DistrictId, Money, Number, ProgrammeId, Slug, Text, Time, Truth, WebAddress, Whole, choice

KINDS = {
    "bando": "Bando",
    "bando-imprese": "Bando per le imprese",
    "misura": "Misura",
    "formazione": "Formazione",
    "protocollo": "Protocollo d'intesa",
    "ricerca": "Ricerca",
    "certificazione": "Certificazione",
    "legge": "Legge",
}

CALL_KINDS = ("bando", "bando-imprese")
NATIONAL = "italia"  # the region of what is for all of Italy


class Extension(Part):
    """A later deadline."""

    closed: Date = field("Nuova scadenza", required=True)
    closes_time: Time | None = field("Ora")
    act: Text | None = field("Atto")


class Window(Part):
    """A time in which applications can be sent, where there is more than one or the act is not its first day."""

    opens: Date | None = field("Si apre")
    closes: Date = field("Si chiude", required=True)
    time: Time | None = field("Ora", "'HH:MM' fra virgolette")


class Period(Part):
    """A time in which an agreement is valid."""

    from_: Date = field("Dal", required=True, key="from")
    to: Date | None = field("Al")


class Figure(Part):
    """A dated number of the programme; `unit` is "EUR", "%" or a plural noun."""

    label: Text = field("Misura", required=True)
    value: Number = field("Valore", required=True)
    unit: Text | None = field("Unità")
    date: Date | None = field("Data")
    source: Text | None = field("Fonte")


class Programme(Record):
    """One programme; calls are those of kind `bando` (for municipalities) and `bando-imprese` (for enterprises)."""

    name: Text = field("Nome", required=True)
    kind: Annotated[str, choice(KINDS)] = field("Tipo", required=True)
    region: Slug = field("Regione", "Lo stesso nome della cartella; italia per le misure nazionali", required=True)
    whole_region: Truth = field("Per tutta la regione", "Se ogni negozio della regione può chiedere", default=False)
    district: DistrictId | None = field("Distretto")
    descends_from: ProgrammeId | None = field("Discende da")
    opened: Date | None = field("Data dell'atto o dell'annuncio")
    closed: Date | None = field("Scadenza delle domande")
    closes_time: Time | None = field("Ora della scadenza", "'HH:MM' fra virgolette")
    extensions: tuple[Extension, ...] = field("Proroghe", default=())
    windows: tuple[Window, ...] = field("Periodi per le domande", "Al posto di closed, se sono più d'uno", default=())
    until_funds_last: Truth = field("Fino a esaurimento dei fondi", default=False)
    valid_from: Date | None = field("Valido dal")
    valid_to: Date | None = field("Valido al")
    periods: tuple[Period, ...] = field("Periodi di validità", default=())
    budget_eur: Money | None = field("Risorse", "Euro, solo cifre")
    maximum_eur: Money | None = field("Contributo massimo", "Euro, solo cifre")
    leverage: Text | None = field("Leva finanziaria", "Il valore, o perché non si conosce")
    intensity: Text | None = field("Quota della spesa")
    de_minimis: Truth | None = field("Regime de minimis")
    eligible: Text | None = field("Chi può chiedere")
    expenses: tuple[Text, ...] = field("Spese ammesse", default=())
    interventions: tuple[Text, ...] = field("Interventi", default=())
    audiences: tuple[Text, ...] = field("Destinatari", "Per la formazione: a chi si rivolge", default=())
    topics: tuple[Text, ...] = field("Argomenti", "Per la formazione: che cosa si impara", default=())
    needs: tuple[Slug, ...] = field("Bisogni", "Gli id di needs.yaml a cui risponde", default=())
    themes: tuple[Slug, ...] = field("Temi", "Gli id di themes.yaml", default=())
    effects: tuple[Statement, ...] = field("Effetti", default=())
    notice_url: WebAddress | None = field("Testo del bando")
    districts_count: Whole | None = field("Distretti")
    funded_count: Whole | None = field("Finanziati")
    municipalities_count: Whole | None = field("Comuni")
    acts: tuple[Text, ...] = field("Atti", default=())
    figures: tuple[Figure, ...] = field("Cifre", default=())
    description: Text = field("Descrizione", required=True)
    related: tuple[Relation, ...] = ties()

    @property
    def is_call(self) -> bool:
        """Whether applications can be, or could be, sent for it."""
        return self.kind in CALL_KINDS

    @property
    def deadline(self) -> tuple[PartialDate, str | None] | None:
        """The last deadline there is and its time, extensions included; None where no source gives one."""
        dates = [(item.closed, item.closes_time) for item in self.extensions]
        dates += [(item.closes, item.time) for item in self.windows]
        if self.closed:
            dates.append((self.closed, self.closes_time))
        return max(dates, key=lambda pair: pair[0].last, default=None)

    @property
    def spans(self) -> tuple[Window, ...]:
        """The times in which applications can be sent, in order; without windows the one that its deadline ends."""
        if self.windows or not self.deadline:
            return tuple(sorted(self.windows, key=lambda window: window.closes.last))
        closes, time = self.deadline
        return (Window.model_construct(opens=self.opened, closes=closes, time=time),)
