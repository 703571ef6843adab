"""What a region's own law calls its districts, what it asks of them, and its dated figures."""

from __future__ import annotations

from typing import Annotated

from .district import KINDS
from .record import Part, Record, field
from .values import Date, IstatCode, Number, ProvinceCode, Text, WebAddress, choice

MEASURES = {
    "distretti": "Distretti",
    "comuni": "Comuni coinvolti",
    "contributi": "Contributi pubblici",
    "investimenti": "Investimenti",
    "imprese": "Imprese",
}


class OfficialList(Part):
    """The region's own register: it prevails over this catalogue."""

    url: WebAddress | None = field("Indirizzo")
    publisher: Text = field("Editore", required=True)
    act: Text | None = field("Atto")
    date: Date | None = field("Data")
    note: Text | None = field("Nota")


class Law(Part):
    """An act about the districts."""

    act: Text = field("Atto", required=True)
    date: Date | None = field("Data")
    topic: Text | None = field("Argomento")
    source: Text | None = field("Fonte")


class RegionalKind(Part):
    """The region's own word for a class of districts, and the kind of this catalogue it corresponds to."""

    code: Text = field("Sigla", required=True)
    name: Text = field("Nome", required=True)
    meaning: Text | None = field("Significato")
    catalogue_kind: Annotated[str, choice(KINDS)] | None = field("Tipo nel catalogo")


class RegionalFigure(Part):
    """A dated number of the whole region."""

    measure: Annotated[str, choice(MEASURES)] = field("Misura", required=True)
    value: Number = field("Valore", required=True)
    unit: Text = field("Unità", required=True)
    date: Date = field("Data", required=True)
    note: Text | None = field("Nota")
    source: Text = field("Fonte", required=True)


class ProvincialFigure(Part):
    """A dated number of one province."""

    province: ProvinceCode = field("Provincia", required=True)
    measure: Annotated[str, choice(MEASURES)] = field("Misura", required=True)
    value: Number = field("Valore", required=True)
    date: Date = field("Data", required=True)
    note: Text | None = field("Nota")
    source: Text = field("Fonte", required=True)


class Region(Record):
    """One region's page of facts; the file is named after the region."""

    name: Text = field("Nome", required=True)
    istat_code: IstatCode = field("Codice Istat", required=True)
    instrument: Text | None = field("Strumento")
    official_list: OfficialList | None = field("Elenco ufficiale")
    law: tuple[Law, ...] = field("Leggi e atti", default=())
    kinds: tuple[RegionalKind, ...] = field("Tipi previsti", default=())
    requirements: tuple[Text, ...] = field("Requisiti", default=())
    figures: tuple[RegionalFigure, ...] = field("Cifre", default=())
    provincial_figures: tuple[ProvincialFigure, ...] = field("Cifre per provincia", default=())
