"""Districts and regions as printed matter has them: the same values as their pages, without what only a screen does.

A fact that leads to a source of its page ("#fonte-2") names it by the number that it has in print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ..catalog import completeness
from ..catalog.catalog import Catalog
from ..language import day_words, italian
from ..model import District, Event, Record, RecurringEvent
from ..site.blocks import Block, Phrase
from ..site.components import Cell, Disagreement, Fact, Link, ListItem, Section, Source, Table, Until
from ..site.site import Site
from . import district_answer, district_facts, evidence, list_items, term_facts

_CITED = re.compile(r"#fonte-(\d+)")
MOST = 12  # markets and events that a printed record lists; its page has all


@dataclass(frozen=True, slots=True)
class Printed:
    """A district in print; `sources` are the numbers of its sources where the document has them."""

    name: str
    anchor: str
    warning: str
    lead: str
    sections: tuple[Section, ...]
    notes: str
    disagreements: tuple[Disagreement, ...]
    provenance: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A document of few pages: of sections, or of blocks in another language."""

    title: str
    language: str
    publisher: str
    kicker: str
    footer: str
    trust: str | Phrase
    lead: str | Phrase
    licence: str
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(slots=True)
class Sources:
    """The sources of a document, each once, numbered as they come."""

    catalog: Catalog
    known: dict[tuple[str, str, str], Source] = field(default_factory=dict)

    def of(self, record: Record) -> tuple[int, ...]:
        """The numbers of a record's sources, in its own order."""
        return tuple(self._number(source) for source in evidence.sources(self.catalog, record))

    def _number(self, source: Source) -> int:
        key = source.publisher, source.title, source.url
        return self.known.setdefault(key, replace(source, number=len(self.known) + 1)).number

    @property
    def listed(self) -> tuple[Source, ...]:
        """All of them by number."""
        return tuple(self.known.values())


def says_something(catalog: Catalog, district: District) -> bool:
    """Whether a sheet would say more than its name."""
    return not completeness.is_bare(district)


def district(catalog: Catalog, district: District, sources: Sources, whole: bool, level: int = 2) -> Printed:
    """A district; `whole` with all that its page says, else with what a yearbook has room for."""
    numbers = sources.of(district)
    shown = [*_short(catalog, district), *(_more(catalog, district) if whole else ())]
    return Printed(
        name=district.name,
        anchor=district.id.replace("/", "-"),
        warning=district_facts.warning(district),
        lead=district_answer.sentence(catalog, district),
        sections=sections(shown, numbers, level),
        notes=notes(district) if whole or district.deduced else "",  # they say what is deduced from what
        disagreements=disagreements(district, numbers) if whole else (),
        provenance=evidence.provenance(district).statement,
        sources=numbers,
    )


def sections(shown: Iterable[Section], numbers: tuple[int, ...], level: int) -> tuple[Section, ...]:
    """Those that say something, under headings of this level, with their sources by the numbers of the document."""
    return tuple(_numbered(replace(section, level=level), numbers) for section in shown if _says(section))


def notes(record: Record) -> str:
    """A record's notes; "" for none."""
    return italian.typographic(day_words.in_words(record.notes or ""))


def disagreements(record: Record, numbers: tuple[int, ...]) -> tuple[Disagreement, ...]:
    """Where its sources disagree, these named by their numbers in the document."""
    return tuple(map(_renumbered(numbers), evidence.disagreements(record)))


def _short(catalog: Catalog, district: District) -> list[Section]:
    places = [place.name for place in catalog.municipalities_of(district)]
    title = f"Comuni ({len(places)})" if district.municipalities_complete else "Comuni noti"
    known = (*district_answer.at_hand(catalog, district), *district_facts.facts(catalog, district))
    first = Section("", "", facts=tuple(fact for fact in known if not _is_of_places(fact)))
    grants = district_facts.grants(catalog, district)
    back, coming = _happenings(catalog, district)
    return [
        replace(first, text=(district.description,) if district.description else ()),
        Section(title, "comuni", text=(", ".join(places),) if places else ()),
        Section("Contributi", "contributi", tables=(grants,) if grants else ()),
        Section("Mercati e fiere", "mercati", rows=back),
        Section("Eventi in programma", "eventi", rows=coming),
    ]


def _is_of_places(fact: Fact) -> bool:
    """Whether a fact is the list of municipalities, which has a section of its own."""
    return fact.term in ("Comune", "Comuni")


def _more(catalog: Catalog, district: District) -> list[Section]:
    partners, indicators = district_facts.partners(catalog, district), district_facts.indicators(district)
    return [
        Section("Comuni entrati e usciti", "cambiamenti", text=district_facts.changes(district)),
        Section("Perimetro", "perimetro", facts=district_facts.perimeter(district)),
        Section("Governo del distretto", "governo", facts=district_facts.governance(district),
                tables=(partners,) if partners else ()),
        Section("Indicatori", "indicatori", tables=(indicators,) if indicators else ()),
        Section("Interventi", "interventi", text=_joined(catalog, "interventions", district.interventions)),
        Section("Attrattori", "attrattori", text=_joined(catalog, "attractions", district.attractions)),
        Section("Iniziative", "iniziative",
                rows=tuple(map(list_items.initiative, catalog.initiatives_of_district.get(district.id, ())))),
    ]  # fmt: skip


def _happenings(catalog: Catalog, district: District) -> tuple[tuple[ListItem, ...], tuple[ListItem, ...]]:
    """What comes back, by its rule in words; what is to come, by its dates: neither is of the day of print."""
    events = catalog.happenings_of_district.get(district.id, ())
    back = [event for event in events if isinstance(event, RecurringEvent)]
    coming = [event for event in events if isinstance(event, Event) and not catalog.is_over(event)]
    return _rows(catalog, back), _rows(catalog, coming)


def _rows(catalog: Catalog, events: list[Any]) -> tuple[ListItem, ...]:
    rows = tuple(list_items.event(catalog, event) for event in events[:MOST])
    left = len(events) - len(rows)
    return (*rows, ListItem(f"e altri {left} nella pagina del distretto", "")) if left else rows


def _joined(catalog: Catalog, vocabulary: str, words: tuple[str, ...]) -> tuple[str, ...]:
    cells = term_facts.linked(catalog, vocabulary, words)
    return ("; ".join(map(said, cells)),) if cells else ()


def said(cell: Cell) -> str:
    """The words of a cell."""
    return cell if isinstance(cell, str) else cell.text if isinstance(cell, Until) else cell.label


def _says(section: Section) -> bool:
    return bool(section.facts or section.text or section.tables or section.rows)


def _renumbered(numbers: tuple[int, ...]) -> Callable[[Disagreement], Disagreement]:
    def renumbered(item: Disagreement) -> Disagreement:
        claims = (replace(claim, sources=tuple(numbers[one - 1] for one in claim.sources)) for claim in item.claims)
        return replace(item, claims=tuple(claims))

    return renumbered


def _numbered(section: Section, numbers: tuple[int, ...]) -> Section:
    facts = tuple(replace(fact, values=tuple(_cited(cell, numbers) for cell in fact.values)) for fact in section.facts)
    return replace(section, facts=facts, tables=tuple(_of_table(table, numbers) for table in section.tables))


def _of_table(table: Table, numbers: tuple[int, ...]) -> Table:
    """A table whose cells name sources by their numbers in the document."""
    rows = tuple(
        tuple(
            tuple(_cited(one, numbers) for one in cell) if isinstance(cell, tuple) else _cited(cell, numbers)
            for cell in row
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _cited(cell: Cell, numbers: tuple[int, ...]) -> Cell:
    found = _CITED.fullmatch(cell.address) if isinstance(cell, Link) else None
    return f"{cell.label} [{numbers[int(found[1]) - 1]}]" if found and isinstance(cell, Link) else cell


def updated(records: Iterable[Record]) -> str:
    """The day of the newest of these records, in words; "" for none."""
    newest = max((record.changed for record in records), key=lambda date: date.last, default=None)
    return italian.partial(newest) if newest else ""


def publisher(site: Site) -> str:
    """Who publishes the document."""
    return site.owner.name if site.owner else site.name


def licence(site: Site, address: str) -> str:
    """What may be done with a document, and where its page is."""
    where = f" La versione accessibile e aggiornata è la pagina {site.canonical(address)}" if site.url else ""
    return (
        f"Dati con licenza Creative Commons Attribuzione 4.0 (CC BY 4.0): si citano «{site.name}» e la pagina.{where}"
    )
