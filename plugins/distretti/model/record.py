"""What every record has: its sources, its disagreements, when it was compiled and who confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ..language import italian
from ..language.dates import PartialDate
from .values import Address, Date, Day, Text, Uid, WebAddress, choice

SOURCE_KINDS = {
    "atto": "atto",
    "ente": "ente",
    "associazione": "associazione",
    "stampa": "stampa",
    "altro": "altro",
}

ORIGINS = {
    "documento": "da un documento",
    "pubblico": "da pagine pubbliche",
}

ATTACHMENT_KINDS = {
    "accordo": "accordo",
    "mappa": "mappa",
    "programma": "programma",
    "studio-di-fattibilita": "studio di fattibilità",
    "altro": "altro documento",
}

COLLECTED = {"automatico": "con strumenti automatici", "a-mano": "a mano"}

CONFIRMATION_WAYS = {"atto": "con un atto", "pec": "con una PEC", "modulo": "con il modulo"}


def field(
    label: str,
    help: str = "",
    default: Any = None,
    required: bool = False,
    key: str | None = None,
    least: int | None = None,
) -> Any:
    """A field with the label that pages show and the help that editors read; absent means not known.

    `key` is its name in YAML where that is a word Python keeps for itself ("from"); `least` is how many items a list
    must have.
    """
    return Field(
        default=... if required else default, title=label, description=help or None, alias=key, min_length=least
    )


class Part(BaseModel):
    """A group of fields inside a record. Frozen; unknown keys are refused."""

    # What checks a kind of record is built when one is first read: a build that reads one record needs one.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and kept as its values alone: a third of what pydantic keeps."""
        return restored, (type(self), tuple(map(self.__dict__.__getitem__, fields_of(type(self)))))


@lru_cache
def fields_of(model: type[Part]) -> dict[str, int]:
    """The place of each field among the values of a record of this kind."""
    return {name: place for place, name in enumerate(model.model_fields)}


_NONE_SET: set[str] = set()  # what pydantic notes of fields that were given: nobody asks

Some = TypeVar("Some", bound=Part)


def restored(model: type[Some], values: tuple[Any, ...]) -> Some:
    """A part or record with these values, once checked, in the order of its fields."""
    made = object.__new__(model)
    put = object.__setattr__
    put(made, "__dict__", dict(zip(fields_of(model), values, strict=True)))
    put(made, "__pydantic_fields_set__", _NONE_SET)
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


class Source(Part):
    """Where a fact comes from."""

    title: Text | None = field("Titolo", "Serve quando il documento non ha un indirizzo stabile")
    publisher: Text = field("Editore", "Chi ha pubblicato la pagina o il documento", required=True)
    kind: Annotated[str, choice(SOURCE_KINDS)] | None = field(
        "Tipo", "Se manca, vale il tipo dell'editore in publishers.yaml"
    )
    url: WebAddress | None = field("Indirizzo", "L'indirizzo della pagina")
    date: Date | None = field("Data", "La data della pagina, quando la mostra")

    @property
    def reference(self) -> str:
        """How other fields name this source: its address, or "publisher, title" for a document without one."""
        return self.url or f"{self.publisher}, {self.title}"


class Claim(Part):
    """One value that one source gives."""

    value: Text = field("Valore", required=True)
    source: Text | None = field("Fonte", "L'indirizzo di una fonte della scheda; manca se la pagina non è identificata")


class Disagreement(Part):
    """What sources say differently about one thing, every value with its source."""

    about: Text = field("Argomento", required=True)
    values: tuple[Claim, ...] = field("Valori", required=True, least=1)


class Attachment(Part):
    """A document about the record; without an address it is known to exist and not to be had."""

    title: Text = field("Titolo", required=True)
    kind: Annotated[str, choice(ATTACHMENT_KINDS)] = field("Tipo", required=True)
    url: WebAddress | None = field("Indirizzo", "Manca se il documento non si trova in rete")


class Statement(Part):
    """A fact with its origin and sources."""

    text: Text = field("Fatto", required=True)
    origin: Annotated[str, choice(ORIGINS)] = field("Origine", required=True)
    sources: tuple[Text, ...] = field("Fonti", required=True, least=1)


class Practice(Part):
    """What a source calls a good practice, a positive experience or worth an award; never our own judgement."""

    text: Text = field("Che cosa ne dice la fonte", required=True)
    source: Text | None = field("Fonte")


class Confirmation(Part):
    """A body answered for the record."""

    date: Day = field("Data", required=True)
    body: Text = field("Ente", "L'ente che ha confermato la scheda", required=True)
    how: Annotated[str, choice(CONFIRMATION_WAYS)] = field("Modo", required=True)


class Withdrawal(Part):
    """The record is no longer published; a short notice stays at its address."""

    date: Day = field("Data", required=True)
    reason: Text = field("Motivo", required=True)


class Filed(Part):
    """What one file of content says. `id` is the path of the file without its ending, or without its folder."""

    id: str = field("Identificativo", "Lo dà il nome del file", default="")

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """What a catalogue hands out gets a field from its tracker when it is first read."""
            tracker = self.__dict__.get("_tracker")
            if tracker is None:
                return super().__getattr__(name)
            return None if name.startswith("__pydantic") else tracker.field(self, name)

    def __iter__(self) -> Iterator[tuple[str, Any]]:  # type: ignore[override]
        """The name and value of every field."""
        return ((name, getattr(self, name)) for name in type(self).model_fields)

    def __hash__(self) -> int:
        """Of its kind and name: equal records have them in common."""
        return hash((type(self), self.id))

    @property
    def heading(self) -> str:
        """What it is called."""
        name: str = self.name  # type: ignore[attr-defined]  # kinds without a name have a heading of their own
        return name

    @property
    def order(self) -> tuple[Any, ...]:
        """Its place in lists: by what it is called."""
        return italian.order(self.heading), self.id

    @property
    def is_public(self) -> bool:
        """Whether it can be published as far as it goes itself: no problem is in what only waits."""
        return True

    @property
    def slug(self) -> str:
        """The last piece of its address."""
        return self.id.rpartition("/")[2]


class Record(Filed):
    """What all kinds of record with a page share. `prose` is the Markdown beside the file."""

    prose: str = field("Testo", "Il file .md accanto alla scheda", default="")
    translations: tuple[tuple[str, str], ...] = field(  # (language, Markdown)
        "Testo in altre lingue", "I file accanto alla scheda, come «lodi.en.md»", default=()
    )
    compiled: Day = field("Compilata", "Il giorno in cui la scheda è stata raccolta", required=True)
    collected: Annotated[str, choice(COLLECTED)] | None = field(
        "Raccolta", "Manca solo dove la scheda è di prima del 25 novembre 2026: allora con strumenti automatici"
    )
    confirmed: Confirmation | None = field("Confermata", "Quando un ente ha confermato la scheda")
    sources: tuple[Source, ...] = field("Fonti", "Almeno una", required=True, least=1)
    disagreements: tuple[Disagreement, ...] = field("Valori in disaccordo", default=())
    practices: tuple[Practice, ...] = field("Buone pratiche", "Solo se una fonte le chiama così", default=())
    notes: Text | None = field("Note")
    aliases: tuple[Address, ...] = field("Indirizzi di prima", "Indirizzi che la scheda ha avuto", default=())
    uid: Uid | None = field("Identificativo stabile", "Resta lo stesso anche se il file cambia nome")
    withdrawn: Withdrawal | None = field("Ritirata", "Perché la scheda non è più pubblicata")

    @property
    def newest_source(self) -> PartialDate | None:
        """The date of its newest dated source, None where no source shows one."""
        dates = [source.date for source in self.sources if source.date]
        return max(dates, key=lambda date: date.last, default=None)

    @property
    def changed(self) -> PartialDate:
        """The day it was last confirmed, or compiled."""
        return self.confirmed.date if self.confirmed else self.compiled
