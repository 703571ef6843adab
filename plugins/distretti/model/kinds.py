"""The kinds of record, and what a record is called inside the program: its list and its id."""

from __future__ import annotations

from .district import District
from .event import Event, RecurringEvent
from .initiative import Initiative
from .programme import Programme
from .record import Record
from .region import Region

# By the name of their list, in the order in which look-ups hold them.
KINDS: dict[str, type[Record]] = {
    "districts": District,
    "events": Event,
    "recurring": RecurringEvent,
    "initiatives": Initiative,
    "programmes": Programme,
    "regions": Region,
}
KIND = {model: kind for kind, model in KINDS.items()}


def name_of(model: type[Record], identifier: str) -> str:
    """The name of a record: "districts/lombardia/lodi", "recurring/mercato-di-lodi"."""
    return f"{KIND[model]}/{identifier}"


def identity(name: str) -> tuple[type[Record], str]:
    """The kind and id of the record called so."""
    kind, _, identifier = name.partition("/")
    return KINDS[kind], identifier
