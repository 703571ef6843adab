"""Facts as pages draw them: a record's cite its numbered sources, a vocabulary's the sources themselves."""

from __future__ import annotations

from collections.abc import Iterable

from . import wording
from .elements import Cell, Link, Statement
from .model import Record
from .model import Statement as Said
from .model.record import ORIGINS


def of_record(record: Record, said: Iterable[Said]) -> tuple[Statement, ...]:
    """Facts of a record, each with its origin and the numbers of its sources."""

    def numbers(cited: Iterable[str]) -> tuple[int, ...]:
        found = (wording.source_number(record, source) for source in cited)
        return tuple(number for number in found if number)

    return tuple(Statement(fact.text, ORIGINS[fact.origin], numbers(fact.sources)) for fact in said)


def of_vocabulary(said: Iterable[Said]) -> tuple[Statement, ...]:
    """What a vocabulary quotes, each with its origin and the sources it cites: links, or names of documents."""
    return tuple(Statement(fact.text, ORIGINS[fact.origin], (), tuple(map(_cell, fact.sources))) for fact in said)


def _cell(cited: str) -> Cell:
    return Link(cited.split("/")[2], cited) if cited.startswith("https://") else cited
