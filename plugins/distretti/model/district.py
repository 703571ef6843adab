"""A commerce district, hub, network of enterprises or street centre."""

from __future__ import annotations

from typing import Annotated, Any

from ..language import italian
from . import written
from .record import Attachment, Part, Record, field
from .relation import Relation, ties
from .values import (
    Date,
    DistrictId,
    Email,
    IpaCode,
    Money,
    Number,
    Phone,
    ProgrammeId,
    ProvinceCode,
    Slug,
    Text,
    Truth,
    WebAddress,
    Whole,
    Year,
    choice,
    wrong,
)
from .written import Written

KINDS = {
    "urbano": "Urbano",
    "diffuso": "Diffuso",
    "hub-urbano": "Hub urbano",
    "hub-di-prossimita": "Hub di prossimità",
    "rete-di-imprese": "Rete di imprese",
    "centro-integrato-di-via": "Centro integrato di via",
    "centro-commerciale-naturale": "Centro commerciale naturale",
}

STATUSES = {
    "attivo": "Attivo",
    "in-costituzione": "In costituzione",
    "da-verificare": "Da verificare",
    "cessato": "Cessato",
}

RECOGNITIONS = {
    "iscritto": "Iscritto nell'elenco regionale",
    "riconosciuto": "Riconosciuto",
    "istituito": "Istituito",
    "nessuno": "Nessun riconoscimento",
}

EXTENTS = {"intero-comune": "Tutto il territorio comunale", "parte": "Una parte del territorio comunale"}

GRANT_SHARES = {"imprese": "imprese", "enti": "enti"}

GRANT_ROLES = {"initial": "importo iniziale", "increment": "aggiunta", "total": "totale"}

GRANT_STAGES = {
    "richiesto": "richiesto",
    "ammesso": "ammesso",
    "concesso": "concesso",
    "liquidato": "liquidato",
    "revocato": "revocato",
}

PROGRESS = {"previsto": "Previsto", "in-corso": "In corso", "concluso": "Concluso"}

REGISTRIES = {"ipa": "da una raccolta dell'indice IPA"}

DEDUCED = {"kind": "il tipo", "lead": "il capofila", "recognition": "il riconoscimento"}

MANAGER = {"si": "c'è", "no": "non c'è"}


def _named(value: Any) -> Any:
    """A plain name stands for a membership with nothing more to say."""
    if isinstance(value, list):
        raise wrong("ci vuole il nome di un comune, o un gruppo con name, from, to, act")
    return {"name": value} if isinstance(value, str) else value


class Membership(Part):
    """A municipality of the district, with the days it joined and left where an act gives them."""

    name: Text = field("Comune", "Il nome Istat; «Samone (TN)» se il nome non è unico", required=True)
    from_: Date | None = field("Dal", key="from")
    to: Date | None = field("Al")
    act: Text | None = field("Atto")


_Named = Annotated[Membership, Written(_named, schema=written.TEXT)]


class Grant(Part):
    """Public money for the district under one measure."""

    measure: Text = field("Misura", required=True)
    programme: ProgrammeId | None = field("Programma")
    year: Year | None = field("Anno")
    amount_eur: Money | None = field("Importo", "Euro, solo cifre; manca se la fonte non lo dà")
    approximate: Truth = field("Arrotondato", default=False)
    share: Annotated[str, choice(GRANT_SHARES)] | None = field("Per chi", "A chi vanno i soldi")
    role: Annotated[str, choice(GRANT_ROLES)] | None = field("Parte", "initial + increment = total")
    stage: Annotated[str, choice(GRANT_STAGES)] | None = field("Fase")
    beneficiary: Text | None = field("Beneficiario", "Un ente, mai una persona")
    note: Text | None = field("Nota")
    source: Text | None = field("Fonte")

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is said of its amount in words of its own: who gets it, its note."""
        return tuple(text for text in (self.beneficiary, self.note) if text)


class Recognition(Part):
    """What the region says of the district, apart from whether it works."""

    state: Annotated[str, choice(RECOGNITIONS)] = field("Riconoscimento", required=True)
    act: Text | None = field("Atto")
    date: Date | None = field("Data")
    expires: Date | None = field("Scadenza")


class Certification(Part):
    """A certificate that a third party gave the district; the catalogue gives none."""

    scheme: Text = field("Marchio", required=True)
    level: Text | None = field("Livello")
    body: Text | None = field("Rilasciata da")
    date: Date | None = field("Data")
    expires: Date | None = field("Scadenza")
    source: Text = field("Fonte", required=True)


class Perimeter(Part):
    """Which part of its municipalities the district covers."""

    extent: Annotated[str, choice(EXTENTS)] = field("Estensione", required=True)
    text: Text | None = field("Descrizione")
    streets: tuple[Text, ...] = field("Vie", default=())
    map_url: WebAddress | None = field("Mappa")
    act: Text | None = field("Atto")


class Partner(Part):
    """A body that signed or supports the district."""

    name: Text = field("Nome", required=True)
    kind: Slug | None = field("Tipo", "Un id di partners.yaml")
    role: Text | None = field("Ruolo")
    since: Date | None = field("Dal")


class Governance(Part):
    """Who steers the district."""

    steering: Text | None = field("Cabina di regia")
    manager: Annotated[str, choice(MANAGER)] | None = field("Manager di distretto", "si o no, senza nomi")
    notes: Text | None = field("Note")


class Contacts(Part):
    """How to reach the district: bodies and offices only, never persons."""

    office: Text | None = field("Ufficio")
    email: Email | None = field("E-mail")
    pec: Email | None = field("PEC")
    phone: Phone | None = field("Telefono")
    hours: Text | None = field("Orari")
    url: WebAddress | None = field("Pagina web")
    registry: Annotated[str, choice(REGISTRIES)] | None = field(
        "Registro della PEC", "Se la PEC è quella del Comune capofila, presa da un registro pubblico"
    )
    registry_date: Date | None = field("Data del registro")
    source: Text | None = field("Fonte della PEC")


class Network(Part):
    """A national or international network that the district belongs to."""

    name: Text = field("Nome", required=True)
    url: WebAddress = field("Indirizzo", required=True)


class Indicator(Part):
    """A measured value of the district."""

    indicator: Text = field("Indicatore", required=True)
    value: Number = field("Valore", required=True)
    unit: Text = field("Unità", required=True)
    date: Date = field("Data", required=True)
    source: Text = field("Fonte", required=True)


class District(Record):
    """One district; its region is the folder of its file."""

    name: Text = field("Nome", "Il nome ufficiale, se si conosce", required=True)
    short_name: Text = field("Nome breve", "Ciò che lo distingue in un elenco", required=True)
    other_names: tuple[Text, ...] = field("Altri nomi", default=())
    kind: Annotated[str, choice(KINDS)] | None = field("Tipo")
    status: Annotated[str, choice(STATUSES)] = field("Stato", required=True)
    recognition: Recognition | None = field("Riconoscimento")
    certifications: tuple[Certification, ...] = field("Certificazioni", "Quelle di terzi, con la fonte", default=())
    since: Date | None = field("Dal")
    deduced: tuple[Annotated[str, choice(DEDUCED)], ...] = field(
        "Campi dedotti", "Quelli che nessuna fonte dice: si ricavano da altro, e le note dicono da che cosa", default=()
    )
    aggregates: tuple[DistrictId, ...] = field("Mette insieme", "I distretti di un'aggregazione", default=())
    lead: Text | None = field("Capofila")
    lead_ipa: IpaCode | None = field("Codice IPA del capofila")
    provinces: tuple[ProvinceCode, ...] = field("Province", default=())
    municipalities: tuple[Annotated[Membership, Written(_named, schema=written.TEXT)], ...] = field(
        "Comuni", default=()
    )
    municipalities_complete: Truth = field("Elenco dei comuni completo", required=True)
    perimeter: Perimeter | None = field("Perimetro")
    partners: tuple[Partner, ...] = field("Partner", default=())
    governance: Governance | None = field("Governo del distretto")
    contacts: Contacts | None = field("Contatti")
    born_of: ProgrammeId | None = field("Nato dal bando", "Quello con cui è stato istituito o riconosciuto")
    calls: tuple[ProgrammeId, ...] = field("Bandi a cui ha partecipato", default=())
    grants: tuple[Grant, ...] = field("Contributi", default=())
    description: Text | None = field("Descrizione")
    strategy: Text | None = field("Strategia", "Che cosa vuole fare, o la fase che viene")
    progress: Annotated[str, choice(PROGRESS)] | None = field("Stato di avanzamento del programma")
    offer: Text | None = field("Mix merceologico", "Che cosa vendono i negozi, se una fonte lo dice")
    vacant_spaces: Text | None = field("Spazi sfitti", "Quanti o quali, se una fonte lo dice")
    networks: tuple[Network, ...] = field("Reti di cui fa parte", default=())
    attachments: tuple[Attachment, ...] = field("Documenti", default=())
    interventions: tuple[Text, ...] = field("Interventi", default=())
    attractions: tuple[Text, ...] = field("Attrattori", default=())
    indicators: tuple[Indicator, ...] = field("Indicatori", default=())
    stamps: Whole | None = field("Timbri", "Quanti ne servono per la raccolta del passaporto; se manca, tutti")
    related: tuple[Relation, ...] = ties()

    @property
    def region(self) -> str:
        """The slug of its region."""
        return self.id.partition("/")[0]

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place in lists: by its short name."""
        return italian.order(self.short_name), self.id
