"""/forum/: questions of readers with the answers of bodies and editors, by whom they serve and theme; their feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Question
from ..model.question import ASKERS, READERS, Answer
from ..presenters import atom, desk, evidence, heads, list_items, own_pages
from ..search import desk_documents
from ..site import addresses
from ..site.components import Cell, Chip, Evidence, Group, Link, ListItem
from ..site.output import File, Head, Output, Page, collection
from ..site.site import Site

NAME = "Forum"
TITLE = "Domande e risposte sui distretti del commercio"
NEWEST = 50
HOW = (
    "Una domanda si manda da «Segnala», e si pubblica quando un ente o la redazione può rispondere con una fonte. "
    "Di chi chiede non si pubblica il nome."
)


@dataclass(frozen=True, slots=True)
class ForumView:
    """Questions; the chips lead to those for each kind of reader."""

    head: Head
    heading: str
    lead: str
    how: str
    ask: Link
    answer: Link
    readers: tuple[Chip, ...]
    themes: tuple[Group, ...]
    districts: tuple[Group, ...]
    rows: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: who gives it and when, and where it comes from."""

    by: str
    date: str
    text: str
    sources: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its answers."""

    head: Head
    heading: str
    asked: str
    detail: str
    answers: tuple[Answered, ...]
    districts: tuple[ListItem, ...]
    about: tuple[Cell, ...]
    others: tuple[ListItem, ...]
    ask: Link
    evidence: Evidence


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """All questions and their feed, also of none; those for each kind of reader; a page for each."""
    yield Page(addresses.FORUM, "forum.html", _list, (catalog, ""))
    yield File(addresses.FORUM_FEED, _feed, (catalog, site))
    for reader in READERS:
        if reader in catalog.questions_for:
            yield Page(addresses.questions_for(reader), "forum.html", _list, (catalog, reader))
    for question in catalog.questions:
        yield Page(addresses.of(question), "question.html", _view, (catalog, site, question), question)


def _list(catalog: Catalog, reader: str) -> ForumView:
    questions = catalog.questions_for.get(reader, ()) if reader else catalog.questions
    heading = f"{TITLE}: {READERS[reader][:1].lower()}{READERS[reader][1:]}" if reader else TITLE
    total = italian.count(len(questions), "domanda con risposta", "domande con risposta")
    lead = f"{total}, ognuna con chi risponde, il giorno e le fonti."
    address = addresses.questions_for(reader) if reader else addresses.FORUM
    trail = ((NAME, addresses.FORUM), (READERS[reader], "")) if reader else ((NAME, ""),)
    return ForumView(
        head=heads.head(
            heading,
            lead,
            *trail,
            structured=collection(heading, address, len(questions)),
            feed=addresses.FORUM_FEED,
        ),
        heading=heading,
        lead=lead,
        how=HOW,
        ask=Link("Fai una domanda", addresses.correction(addresses.FORUM)),
        answer=Link("Rispondi per un ente", addresses.proposal("domanda")),
        readers=_chips(catalog, reader),
        themes=() if reader else _by_theme(catalog),
        districts=() if reader else _by_district(catalog),
        rows=tuple(map(desk.question_with_answer, _newest(questions))),
    )


def _by_theme(catalog: Catalog) -> tuple[Group, ...]:
    """The questions of each theme that has some, each as often as it has themes."""
    found = ((term, catalog.users["themes"].get(term.id, ())) for term in catalog.terms["themes"].terms)
    asked = ((term, [user for user in users if isinstance(user, Question)]) for term, users in found)
    return tuple(Group(term.label, _anchor(term.id), _rows(questions)) for term, questions in asked if questions)


def _anchor(theme: str) -> str:
    return f"tema-{theme}"


def _by_district(catalog: Catalog) -> tuple[Group, ...]:
    """The questions of each district that has some."""
    found = ((district, catalog.questions_of_district.get(district.id, ())) for district in catalog.districts)
    return tuple(
        Group(district.short_name, f"distretto-{district.id.replace('/', '-')}", _rows(questions))
        for district, questions in found
        if questions
    )


def _rows(questions: Iterable[Question]) -> tuple[ListItem, ...]:
    return tuple(map(desk.question, questions))


def _chips(catalog: Catalog, current: str) -> tuple[Chip, ...]:
    chips = [Chip("Tutte", addresses.FORUM, len(catalog.questions), not current)]
    for reader, label in READERS.items():
        if found := catalog.questions_for.get(reader):
            chips.append(Chip(label, addresses.questions_for(reader), len(found), reader == current))
    return tuple(chips)


def _newest(questions: Sequence[Question]) -> list[Question]:
    """By their newest answer, those of one day in the order of the list."""
    return sorted(questions, key=lambda question: question.answers[0].date.last, reverse=True)


def _view(catalog: Catalog, site: Site, question: Question) -> QuestionView:
    known = [catalog.district[item] for item in question.districts if item in catalog.district]
    return QuestionView(
        head=heads.head(
            heads.unique_title(catalog, question, question.name, italian.partial(question.asked)),
            question.answers[0].text,
            (NAME, addresses.FORUM),
            (question.name, ""),
            structured=_structured(site, question),
            correction=addresses.change(question),
            feed=addresses.FORUM_FEED,
            entry=lambda: desk_documents.question(catalog, question),
        ),
        heading=question.name,
        asked=f"Chiede {ASKERS[question.by]}, {italian.on(question.asked)}",
        detail=question.detail or "",
        answers=tuple(_answered(catalog, question, answer) for answer in question.answers),
        districts=tuple(list_items.district(catalog, district) for district in known),
        about=(
            *(Link(READERS[reader], addresses.questions_for(reader)) for reader in question.readers),
            *(
                Link(term.label, f"{addresses.FORUM}#{_anchor(term.id)}")
                for term in catalog.terms["themes"].named(question.themes)
            ),
        ),
        others=_others(catalog, question),
        ask=Link("Fai una domanda", addresses.correction(addresses.FORUM)),
        evidence=evidence.of(catalog, site, question),
    )


def _answered(catalog: Catalog, question: Question, answer: Answer) -> Answered:
    """Of what rests on this catalogue the sources are its pages, as far as their names are there."""
    sources = tuple(
        cell
        for source in answer.sources
        for cell in own_pages.named(catalog, question, source) or (evidence.source_link(question, source),)
    )
    return Answered(desk.answered_by(answer.body), italian.on(answer.date), answer.text, sources)


def _others(catalog: Catalog, question: Question) -> tuple[ListItem, ...]:
    """A few more for the same readers."""
    found = [item for reader in question.readers for item in catalog.questions_for.get(reader, ())]
    return tuple(desk.question(item) for item in dict.fromkeys(found) if item.id != question.id)[:4]


def _structured(site: Site, question: Question) -> dict[str, Any]:
    """schema.org QAPage: the newest answer is the accepted one; who asks has no name."""
    answers = [
        {
            "@type": "Answer",
            "text": answer.text,
            "dateCreated": str(answer.date),
            "author": {"@type": "Organization", "name": answer.body or (site.owner.name if site.owner else site.name)},
            "url": f"{addresses.of(question)}#risposta-{number}",
        }
        for number, answer in enumerate(question.answers, 1)
    ]
    about: dict[str, Any] = {
        "@type": "Question",
        "name": question.name,
        "text": question.detail or question.name,
        "dateCreated": str(question.asked),
        "answerCount": len(answers),
        "acceptedAnswer": answers[0],
    }
    if answers[1:]:
        about["suggestedAnswer"] = answers[1:]
    return {"@context": "https://schema.org", "@type": "QAPage", "url": addresses.of(question), "mainEntity": about}


def _feed(catalog: Catalog, site: Site) -> bytes:
    entries = [
        atom.Entry(
            atom.name_of(question),
            question.name,
            addresses.of(question),
            f"{question.answers[0].date}T00:00:00Z",
            f"{desk.answered_by(question.answers[0].body)}: {question.answers[0].text}",
        )
        for question in _newest(catalog.questions)[:NEWEST]
    ]
    empty = "" if entries else f"{catalog.today.isoformat()}T00:00:00Z"
    return atom.feed(site, f"{site.name}: {NAME.lower()}", addresses.FORUM_FEED, addresses.FORUM, empty, entries)
