"""The definition of every kind of record: fields, labels, help, rules of one field. Opens no file and makes no page.

A field of a record is written here once; checks, Italian messages, labels on pages and open data come from it. A kind
is a module here and a line in `registry`; `links` finds the fields whose types say that they name other records,
`in_browser` has what a browser needs to say the same of one value, `wording` says a value as the site does.
"""

from .checkup import Checkup
from .circuit import Circuit
from .district import District
from .event import Event, Happening, RecurringEvent
from .glossary import GlossaryTerm
from .initiative import Challenge, Initiative
from .message import Message
from .programme import Programme
from .prose import ProsePage, Publisher
from .public_service import PublicService
from .question import Question
from .record import Disagreement, Filed, Part, Record, Source, Statement
from .region import Region
from .venue import Venue
from .vocabulary import IndicatorTerm, NamedBody, Need, ReferenceDocument, Term, Vocabulary

__all__ = [
    "Challenge", "Checkup", "Circuit", "Disagreement", "District", "Event", "Filed", "GlossaryTerm", "Happening",
    "IndicatorTerm", "Initiative", "Message", "NamedBody", "Need", "Part", "Programme", "ProsePage", "PublicService",
    "Publisher", "Question", "Record", "RecurringEvent", "ReferenceDocument", "Region", "Source", "Statement", "Term",
    "Venue", "Vocabulary",
]  # fmt: skip
