"""A word that readers may not know, explained."""

from __future__ import annotations

from .record import Part, Source, field
from .values import Slug, Text


class GlossaryTerm(Part):
    """An entry of the glossary. Pages link the first use of the term, or of one of its forms, to its explanation."""

    id: Slug = field("Identificativo", "L'ancora nella pagina del glossario", required=True)
    term: Text = field("Termine", required=True)
    abbreviations: tuple[Text, ...] = field("Sigle", "Con le loro maiuscole: DUC", default=())
    forms: tuple[Text, ...] = field("Altre forme", "Plurali e altri modi di dirlo", default=())
    definition: Text = field("Spiegazione", required=True)
    sources: tuple[Source, ...] = field("Fonti", "Quando la spiegazione viene da una legge o da una scheda", default=())
    see: tuple[Slug, ...] = field("Vedi anche", "Gli id di altri termini", default=())

    @property
    def words(self) -> tuple[str, ...]:
        """Every way to write it."""
        return (self.term, *self.abbreviations, *self.forms)
