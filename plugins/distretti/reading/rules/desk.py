"""What people are helped with: questions and their answers, services and self-checks of a region, cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ...language import italian
from ...language.problem import Problem, did_you_mean
from ...model import Checkup, Circuit, PublicService, Question, Record
from ..content import Content
from ..yaml_file import KeyPath


def regions_of_services_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """The region of a public service, and of a question of a self-check, is one of Italy."""
    for record in (*content.of(PublicService).values(), *content.of(Checkup).values()):
        for path, region in _regions(record):
            if region and region not in content.places.regions:
                hint = did_you_mean(region, content.places.regions)
                yield content.document(record).problem(path, f"«{region}» non è una regione italiana.{hint}")


def _regions(record: Record) -> Iterator[tuple[KeyPath, str | None]]:
    if isinstance(record, PublicService):
        yield ("region",), record.region
    if isinstance(record, Checkup):
        for index, question in enumerate(record.questions):
            yield ("questions", index, "region"), question.region


def checkups_ask_once(content: Content, today: dt.date) -> Iterator[Problem]:
    """No question of a self-check stands twice."""
    for checkup in content.of(Checkup).values():
        asked = [(question.region, italian.folded(question.ask)) for question in checkup.questions]
        for index, question in enumerate(asked):
            if question in asked[:index]:
                yield content.document(checkup).problem(("questions", index, "ask"), "questa domanda c'è già sopra")


def questions_wait_for_an_answer(content: Content, today: dt.date) -> Iterator[Problem]:
    """A question without an answer is not published: a warning, so that it is not forgotten."""
    for question in content.of(Question).values():
        written: Any = content.document(question).value
        if not question.is_public and not written.get("answers"):  # else what is wrong with these is said
            message = "non ha ancora una risposta: non si pubblica finché in answers non ce n'è una, con la sua fonte"
            yield content.document(question).problem(("name",), message, warning=True)


def answers_follow_their_question(content: Content, today: dt.date) -> Iterator[Problem]:
    """An answer comes after its question, not after today, and rests on sources of the record."""
    for question in content.of(Question).values():
        document = content.document(question)
        if question.asked and question.asked.first > today:
            yield document.problem(("asked",), f"«{question.asked}» è dopo oggi ({today.isoformat()})")
        for index, answer in enumerate(question.answers):
            if question.asked and answer.date.last < question.asked.first:
                message = f"«{answer.date}» viene prima della domanda, «{question.asked}»"
                yield document.problem(("answers", index, "date"), message)
            elif answer.date.first > today:
                yield document.problem(("answers", index, "date"), f"«{answer.date}» è dopo oggi ({today.isoformat()})")
            if not question.sources:
                message = "mancano le fonti della scheda (sources): una risposta senza fonte non si pubblica"
                yield document.problem(("answers", index, "sources"), message)


def circuits_in_force_have_not_ended(content: Content, today: dt.date) -> Iterator[Problem]:
    """What ends does not end before it began; an active card whose last day has passed is to be looked at."""
    for circuit in content.of(Circuit).values():
        document = content.document(circuit)
        if circuit.since and circuit.until and circuit.until.last < circuit.since.first:
            yield document.problem(("until",), f"«{circuit.until}» viene prima di «{circuit.since}»")
        elif circuit.until and circuit.until.last < today and circuit.status == "attivo":
            message = f"è «attivo» ma finisce il {circuit.until}: se è finito scrivi «concluso», se dura cambia la data"
            yield document.problem(("until",), message, warning=True)


def circuits_say_who_issues_them(content: Content, today: dt.date) -> Iterator[Problem]:
    """Of a card readers must know whose it is: a warning where no source says it."""
    for circuit in content.of(Circuit).values():
        if not circuit.issuer:
            message = "non dice chi la rilascia: cerca una fonte che dica «issuer»"
            yield content.document(circuit).problem(("name",), message, warning=True)
