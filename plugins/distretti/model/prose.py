"""A prose page and the publishers' vocabulary."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from .record import SOURCE_KINDS, Part, field
from .values import Slug, Text, choice


class Publisher(Part):
    """What kind of publisher stands behind a source: it classifies publishers, not facts."""

    name: Text = field("Editore", required=True)
    kind: Annotated[str, BeforeValidator(choice(SOURCE_KINDS))] = field("Tipo", required=True)


class ProsePage(Part):
    """A page of words: title, one sentence for search engines, and Markdown."""

    id: Slug = field("Identificativo", required=True)
    title: Text = field("Titolo", required=True)
    description: Text = field("Descrizione", "Una frase, per i motori di ricerca", required=True)
    body: str = field("Testo", required=True)
