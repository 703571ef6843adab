"""Pages made of sections: their view, and what sources say where it is not said on their own record's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from ..catalog.catalog import Catalog
from ..model import Record, Statement
from ..model.record import ORIGINS
from ..site import addresses
from ..site.components import Cell, Cited, Column, Link, Section, Table
from ..site.components import Statement as Numbered
from ..site.output import Head
from . import evidence, references

NO_DATA = "Nessun dato pubblico."


@dataclass(frozen=True, slots=True)
class SectionsView:
    """A page of sections; `contents` leads to the main ones, `body` is prose that comes before them.

    A sheet of one record has under its title how far that can be trusted, after a `warning`.
    """

    head: Head
    heading: str
    lead: str
    contents: tuple[Link, ...]
    body: Markup
    sections: tuple[Section, ...]
    warning: str = ""
    trust: str = ""


def view(head: Head, heading: str, lead: str, sections: Iterable[Section], body: Markup | None = None) -> SectionsView:
    """The page, with its contents made of the sections of the second level, where there are several."""
    parts = tuple(sections)
    contents = tuple(Link(part.title, f"#{part.anchor}") for part in parts if part.level == 2)
    contents = contents if len(contents) > 1 else ()
    return SectionsView(head, heading, lead, contents, body or Markup(""), parts)


def cited(catalog: Catalog, statements: Iterable[Statement]) -> tuple[Cited, ...]:
    """Statements with links to their sources; one that several records make is said once."""
    said = tuple(
        Cited(item.text, ORIGINS[item.origin], _told_apart(source(catalog, reference) for reference in item.sources))
        for item in statements
    )
    return tuple(dict.fromkeys(said))


def numbered(record: Record, statements: Iterable[Statement]) -> tuple[Numbered, ...]:
    """Facts on their own record's page, each with its origin and the numbers of its sources."""

    def numbers(cited: Iterable[str]) -> tuple[int, ...]:
        found = (evidence.source_number(record, source) for source in cited)
        return tuple(number for number in found if number)

    return tuple(Numbered(fact.text, ORIGINS[fact.origin], numbers(fact.sources)) for fact in statements)


def source(catalog: Catalog, reference: str | None) -> Cell:
    """A source outside its record's page: the document in the bibliography, or the web page, named by its host."""
    for document in catalog.documents:
        if document.reference == reference:
            return Link(f"{document.publisher}, «{document.title.partition(' (')[0]}»", addresses.document(document.id))
    if reference and reference.startswith("http"):
        return Link(reference.split("/")[2].removeprefix("www."), reference)
    return reference or "pagina della fonte non identificata"


def _told_apart(sources: Iterable[Cell]) -> tuple[Cell, ...]:
    """The sources of one statement; links with the same words get a number, for who hears them one by one."""
    cells = tuple(sources)
    words = [cell.label for cell in cells if isinstance(cell, Link)]
    numbers = {label: count(1) for label in words if words.count(label) > 1}
    return tuple(
        Link(f"{cell.label} ({next(numbers[cell.label])})", cell.address)
        if isinstance(cell, Link) and cell.label in numbers
        else cell
        for cell in cells
    )


def disagreements(catalog: Catalog, caption: str, found: Iterable[tuple[Record, str]]) -> tuple[Table, ...]:
    """What the sources of these records say differently about these subjects: every value with its source."""
    rows: list[tuple[Cell | tuple[Cell, ...], ...]] = []
    for record, about in found:
        page = Link(references.title_of(record), f"{addresses.of(record)}#disaccordi")
        for item in record.disagreements:
            if item.about == about:
                rows += [(about, evidence.value(claim), source(catalog, claim.source), page) for claim in item.values]
    columns = (Column("Su che cosa"), Column("Valore"), Column("Fonte"), Column("Scheda"))
    return (Table(caption, columns, tuple(rows)),) if rows else ()


def needs(catalog: Catalog, *identifiers: str) -> tuple[Cited, ...]:
    """What the documents say of these needs."""
    terms = catalog.terms["needs"].named(identifiers)
    return cited(catalog, (statement for term in terms for statement in term.statements))


def facts_of(catalog: Catalog, initiative: str, words: str = "") -> tuple[Cited, ...]:
    """The facts of an initiative, those with these words; none where the initiative is not in the catalogue."""
    record = catalog.initiative.get(initiative)
    return cited(catalog, (fact for fact in record.facts if words in fact.text)) if record else ()
