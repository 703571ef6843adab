"""The definition of every kind of record: fields, labels, help and the rules of one field. Knows no files and no pages.

A field of a record is written here once; checks, Italian messages, labels on pages and open data come from it.
"""

from .district import District
from .event import Event, Happening, RecurringEvent
from .glossary import GlossaryTerm
from .initiative import Challenge, Initiative
from .programme import Programme
from .prose import ProsePage, Publisher
from .record import Disagreement, Part, Record, Source, Statement
from .region import Region
from .vocabulary import IndicatorTerm, NamedBody, Need, ReferenceDocument, Term, Vocabulary

__all__ = [
    "Challenge", "Disagreement", "District", "Event", "GlossaryTerm", "Happening", "IndicatorTerm", "Initiative",
    "NamedBody", "Need", "Part", "Programme", "ProsePage", "Publisher", "Record", "RecurringEvent",
    "ReferenceDocument", "Region", "Source", "Statement", "Term", "Vocabulary",
]  # fmt: skip
