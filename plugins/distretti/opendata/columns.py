"""What a dataset is: its columns, explained in the words of the model, and the columns that several have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..catalog.catalog import Catalog
from ..language.dates import PartialDate
from ..model.programme import NATIONAL
from ..model.record import Part
from ..site import addresses

Value = Any  # str, int, Decimal, bool or None: what JSON can say
Rows = Iterator[tuple[Value, ...]]

LIST = "; "  # between the values of a cell that holds several


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its title, its type in a Table Schema, what it means; `key` makes rows unique."""

    name: str
    title: str
    type: str = "string"
    description: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of the same things. `rows` gives those of a region's slug, and under "" those of none.

    `split` says whether each region has its own files; `point` are the columns of latitude and longitude, if any.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    rows: Callable[[Catalog, str], Rows]
    split: bool = False
    point: bool = False
    themes: tuple[str, ...] = ("ECON",)  # of the EU vocabulary of data themes


def described(model: type[Part], key: str, name: str, type: str = "string", more: str = "") -> Field:
    """A column that holds a field of the model, explained as editors read it."""
    field = model.model_fields[key]
    said = " ".join(part for part in (field.description or "", more) if part)
    return Field(name, str(field.title), type, said)


ID = Field(
    "id", "Identificativo", description="La cartella e il nome del file: cambia solo se la scheda cambia nome", key=True
)
PAGE = Field(
    "scheda", "Pagina", description="L’indirizzo della pagina; con scheda.json in fondo, tutta la scheda in JSON"
)
REGION = Field(
    "regione_istat", "Codice Istat della regione", description="Due cifre, come testo: 03; vuoto: tutta Italia"
)
DISTRICT = Field("distretto", "Distretto", description="L’id del distretto")
TRUST = (
    Field("compilata", "Compilata", "date", "Il giorno in cui la scheda è stata raccolta"),
    Field("confermata", "Confermata", "date", "Il giorno in cui un ente ha risposto della scheda; vuoto: nessuno"),
    Field(
        "fonte_recente", "Fonte più recente", description="La data della fonte più nuova: AAAA, AAAA-MM o AAAA-MM-GG"
    ),
    Field("fonti", "Fonti", "integer", "Quante fonti ha la scheda"),
    PAGE,
)
PLACE = (
    Field("comune", "Comune", description="Il nome Istat; la città se è all’estero"),
    Field("comune_istat", "Codice Istat del comune", description="Sei cifre, come testo: 098031"),
    Field("provincia", "Provincia", description="La sigla"),
    REGION,
    Field("lat", "Latitudine", "number", "Del comune, non del luogo: WGS 84"),
    Field("lon", "Longitudine", "number", "Del comune, non del luogo: WGS 84"),
)


def dated(date: PartialDate | None) -> str | None:
    """The date as far as it is known, in ISO form."""
    return str(date) if date else None


def trust(record: Any) -> tuple[Value, ...]:
    """The values of TRUST."""
    confirmed = record.confirmed.date if record.confirmed else None
    newest = record.newest_source
    return str(record.compiled), dated(confirmed), dated(newest), len(record.sources), addresses.of(record)


def joined(values: Iterable[str]) -> str | None:
    """Several values in one cell, None for none."""
    return LIST.join(values) or None


def region_code(catalog: Catalog, slug: str) -> str | None:
    """ISTAT's code of a region, None for what is national."""
    return None if slug == NATIONAL else catalog.places.regions[slug].code
