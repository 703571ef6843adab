"""The vocabularies: one file each, beside the folders of records, with the model of its entries."""

from __future__ import annotations

from .glossary import GlossaryTerm
from .initiative import Challenge
from .prose import Publisher
from .record import Part
from .vocabulary import IndicatorTerm, NamedBody, Need, ReferenceDocument, Term

# Controlled terms for words that records keep as their sources say them, or for ids that records name.
TERMS = ("services", "interventions", "attractions", "audiences", "topics", "needs", "themes")

VOCABULARIES: dict[str, type[Part]] = {
    "partners": Term,
    "challenges": Challenge,
    "publishers": Publisher,
    "bodies": NamedBody,
    "documents": ReferenceDocument,
    "glossary": GlossaryTerm,
    **dict.fromkeys(TERMS, Term),
    "needs": Need,
    "indicators": IndicatorTerm,
}
