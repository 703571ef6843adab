"""Controlled terms beside the words of the sources, and the documents that statements cite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from .record import Part, Statement, field
from .values import Date, Slug, Text, Whole, choice

MARKS = {"dop": "DOP", "igp": "IGP", "pat": "PAT", "deco": "De.Co.", "nessuno": "Nessun marchio"}


class Term(Part):
    """An entry of a vocabulary. `words` are the words of sources that it stands for: records keep theirs."""

    id: Slug = field("Identificativo", required=True)
    label: Text = field("Nome", required=True)
    description: Text = field("Spiegazione", required=True)
    words: tuple[Text, ...] = field("Parole delle fonti", "Come le scrivono le schede", default=())
    statements: tuple[Statement, ...] = field("Che cosa dicono le fonti", default=())


class TypicalProduct(Part):
    """What a source says of a product of a territory; its mark only where the source states it."""

    mark: Annotated[str, choice(MARKS)] | None = field("Marchio", "Solo se la fonte lo dice; nessuno: dice che non c'è")
    area: Text | None = field("Zona", "Dove si fa, come lo dice la fonte")
    source: Text = field("Fonte", "Un indirizzo https, o un documento di documents.yaml", required=True)


class AttractionTerm(Term):
    """What makes places recognisable; a product of the territory says its mark."""

    product: TypicalProduct | None = field("Prodotto tipico", "Solo se è un prodotto")


class IndicatorTerm(Term):
    """Something measured in districts: `description` is its definition."""

    unit: Text = field("Unità", required=True)


class NamedBody(Part):
    """A body that records cite: the name that pages show, its kind, and the other names that mean the same body."""

    name: Text = field("Nome", required=True)
    kind: Slug | None = field("Tipo", "Un id di partners.yaml")
    other_names: tuple[Text, ...] = field("Altri nomi", "Come la chiamano le schede", default=())
    statements: tuple[Statement, ...] = field("Che cosa dicono le fonti", default=())


class Need(Term):
    """What a document says is missing or to be done."""

    challenges: tuple[Whole, ...] = field("Sfide", "I numeri di challenges.yaml a cui appartiene", default=())


class ReferenceDocument(Part):
    """A document without a stable address, from which statements of `origin: documento` come."""

    id: Slug = field("Identificativo", required=True)
    publisher: Text = field("Editore", required=True)
    title: Text = field("Titolo", required=True)
    date: Date | None = field("Data")
    note: Text | None = field("Nota")

    @property
    def reference(self) -> str:
        """How statements name it: "publisher, title"."""
        return f"{self.publisher}, {self.title}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of one vocabulary, in the order of its file."""

    terms: tuple[Term, ...] = ()

    def of(self, words: Iterable[str]) -> tuple[Term, ...]:
        """The terms that stand for any of these words of sources; a word that no term lists has none."""
        said = set(words)
        return tuple(term for term in self.terms if said.intersection(term.words))

    def named(self, identifiers: Iterable[str]) -> tuple[Term, ...]:
        """The terms with these ids."""
        asked = set(identifiers)
        return tuple(term for term in self.terms if term.id in asked)
