"""Links: ids of records, terms of vocabularies, cited sources."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any

from ...language import italian
from ...language.problem import Problem, did_you_mean
from ...model import District, Initiative, Programme, Record
from ...model.links import named_by
from ...model.programme import NATIONAL
from ...model.registry import KINDS, PAGED
from ...model.values import ANY
from ..content import Content
from ..layout import record_name
from ..yaml_file import KeyPath


def linked_records_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Every id written in a record is the id of a file."""
    for record in content.records():
        for path, kind, identifier in named_by(record, *KINDS):
            if not content.has(f"{kind}/{identifier}"):
                ids = [name.partition("/")[2] for name in content.files if name.startswith(f"{kind}/")]
                yield content.document(record).problem(
                    path, f"non c'è nessuna scheda «{identifier}».{did_you_mean(identifier, ids)}"
                )
        for path, _, name in named_by(record, ANY):
            if message := missing(content, name):
                yield content.document(record).problem(path, message)


def missing(content: Content, name: str, kinds: Collection[str] = PAGED) -> str:
    """What is wrong with a record's name that says its kind ("initiatives/tourval-cafe"); empty where there is one."""
    if name.partition("/")[0] in kinds and content.has(name):
        return ""
    if name.partition("/")[0] not in kinds:
        example = "initiatives/nome-della-scheda"
        return f"«{name}» non va bene: scrivi la cartella e il nome della scheda, come «{example}»"
    meant = record_name(f"{name}.yaml")  # where the path of its file was written: "events/ricorrenti/mercato-di-lodi"
    known = [other for other in content.files if other.partition("/")[0] == name.partition("/")[0] or other == meant]
    hint = f" Forse volevi «{meant}»?" if meant in known else did_you_mean(name, known)
    return f"non c'è nessuna scheda «{name}».{hint}"


def ties_are_said_once(content: Content, today: dt.date) -> Iterator[Problem]:
    """No record is tied to itself, nor twice in one way to another: not even by what that one says."""
    for name, mark in sorted(content.marks.items()):
        for index, (other, relation) in enumerate(mark.tied):
            message = ""
            if other == name:
                message = "la scheda è collegata a sé stessa: qui va il nome di un'altra"
            elif (other, relation) in mark.tied[:index]:
                message = f"«{other}» con lo stesso legame è già scritto sopra"
            elif other < name and other in content.marks and (name, relation) in content.marks[other].tied:
                message = f"«{other}» dice già lo stesso legame con questa: si scrive in una sola delle due"
            if message:
                yield content.document_at(content.files[name]).problem(("related", index, "record"), message)


def linked_records_are_of_the_region(content: Content, today: dt.date) -> Iterator[Problem]:
    """Districts and programmes name those of their own region, or programmes for all of Italy."""
    for record in (*content.of(District).values(), *content.of(Programme).values()):
        own = record.id.partition("/")[0]
        for path, kind, identifier in named_by(record, "districts", "programmes"):
            region = identifier.partition("/")[0]
            if region not in (own, NATIONAL) and own != NATIONAL and content.has(f"{kind}/{identifier}"):
                message = f"«{identifier}» è di un'altra regione: questa scheda è di «{own}»"
                yield content.document(record).problem(path, message)


def programmes_descend_from_others(content: Content, today: dt.date) -> Iterator[Problem]:
    """No programme descends from itself."""
    for programme in content.of(Programme).values():
        if programme.descends_from == programme.id:
            message = "il programma discende da sé stesso: qui va quello da cui viene"
            yield content.document(programme).problem(("descends_from",), message)


def publishers_are_written_alike(content: Content, today: dt.date) -> Iterator[Problem]:
    """A publisher of publishers.yaml has the capitals and accents that it has there."""
    names = {publisher.name for publisher in content.vocabulary("publishers")}
    folded = {italian.folded(name): name for name in sorted(names)}
    for record in content.records() if names else ():
        for index, source in enumerate(record.sources):
            if source.publisher not in names and (known := folded.get(italian.folded(source.publisher))):
                message = f"in publishers.yaml è scritto «{known}»: scrivilo uguale"
                yield content.document(record).problem(("sources", index, "publisher"), message)


def partner_kinds_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Kinds of partner are those of partners.yaml (a broken vocabulary is a problem by itself, once)."""
    if content.vocabularies.get("partners") == "":
        return
    for record in content.records():
        name, bodies = _bodies(record)
        kinds = [term.id for term in content.vocabulary("partners")] if bodies else []
        for index, body in enumerate(bodies):
            if body.kind and body.kind not in kinds:
                message = f"«{body.kind}» non è in partners.yaml.{did_you_mean(body.kind, kinds)}"
                yield content.document(record).problem((name, index, "kind"), message)


def _bodies(record: Record) -> tuple[str, tuple[Any, ...]]:
    """The name of the field for the bodies that a record gives with their kind, and those bodies."""
    if isinstance(record, Initiative):
        return "promoters", record.promoters
    return "partners", record.partners if isinstance(record, District) else ()


def bodies_are_told_apart(content: Content, today: dt.date) -> Iterator[Problem]:
    """In bodies.yaml kinds are those of partners.yaml, and a name means one body."""
    file = content.vocabularies.get("bodies")
    if not file or content.vocabularies.get("partners") == "":
        return
    kinds = [term.id for term in content.vocabulary("partners")]
    seen: set[str] = set()
    folded: set[str] = set()
    for index, body in enumerate(content.vocabulary("bodies")):
        document = content.document_at(file)
        if body.kind and body.kind not in kinds:
            message = f"«{body.kind}» non è in partners.yaml.{did_you_mean(body.kind, kinds)}"
            yield document.problem((index, "kind"), message)
        names: list[tuple[KeyPath, str]] = [((index, "name"), body.name)]
        names += [((index, "other_names", number), name) for number, name in enumerate(body.other_names)]
        for path, name in names:
            if name in seen or italian.folded(name) in folded:
                yield document.problem(path, f"«{name}» è già il nome di un ente di questo elenco")
            seen.add(name)
        folded |= {italian.folded(name) for _, name in names}  # of one body they are ways to write it


def challenges_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Numbers of challenges in initiatives are those of challenges.yaml."""
    for initiative in content.of(Initiative).values():
        yield from _unknown_challenges(content, content.file(initiative), initiative.challenges, ("challenges",))


def challenges_of_needs_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Numbers of challenges in needs are those of challenges.yaml."""
    for place, need in enumerate(content.vocabulary("needs")):
        file = content.vocabularies["needs"]
        yield from _unknown_challenges(content, file, need.challenges, (place, "challenges"))


def _unknown_challenges(content: Content, file: str, numbers: tuple[int, ...], path: KeyPath) -> Iterator[Problem]:
    known = {challenge.number for challenge in content.vocabulary("challenges")} if numbers else ()
    for index, number in enumerate(numbers if content.vocabularies.get("challenges") != "" else ()):
        if number not in known:
            message = f"non c'è nessuna sfida {number} in challenges.yaml"
            yield content.document_at(file).problem((*path, index), message)


def terms_exist(content: Content, today: dt.date) -> Iterator[Problem]:
    """Needs and themes that records name are those of needs.yaml and themes.yaml."""
    for name in ("needs", "themes"):
        if content.vocabularies.get(name) == "":
            continue
        for record in content.records():
            named = vars(record).get(name, ())
            known = [term.id for term in content.vocabulary(name)] if named else []
            for index, identifier in enumerate(named):
                if identifier not in known:
                    message = f"«{identifier}» non è in {name}.yaml.{did_you_mean(identifier, known)}"
                    yield content.document(record).problem((name, index), message)


def statements_cite_documents(content: Content, today: dt.date) -> Iterator[Problem]:
    """What a vocabulary says of a term cites web addresses, or documents of documents.yaml."""
    if content.vocabularies.get("documents") == "":
        return
    known = {document.reference for document in content.vocabulary("documents")}
    for file in content.vocabularies.values():
        for path, cited in _citations(content.document_at(file).value, ()) if file else ():
            if cited not in known and not cited.startswith("https://"):
                message = f"la fonte citata non è in documents.yaml né un indirizzo https.{did_you_mean(cited, known)}"
                yield content.document_at(file).problem(path, message)


def sources_are_listed(content: Content, today: dt.date) -> Iterator[Problem]:
    """Wherever a record cites a source, it is one of the record's sources."""
    for record in content.records():
        known = {source.reference for source in record.sources}
        if not known:  # a problem by itself: not one more for every citation
            continue
        for index, source in enumerate(record.sources):
            if not source.url and not source.title:
                yield content.document(record).problem(("sources", index), "serve url, oppure title per un documento")
        document = content.document(record)
        if _cited(document.value) <= known:
            continue
        for path, cited in _citations(document.value, ()):
            if cited not in known:
                message = "la fonte citata non è fra le fonti della scheda (sources)."
                yield document.problem(path, message + did_you_mean(cited, known))


def _plain(text: str) -> str:
    """As the model keeps it."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _cited(whole: Any) -> set[str]:
    """All texts that `_citations` finds, without their paths: those are for problems only, and cost more."""
    texts = []
    values = [whole]
    for value in values:
        if type(value) is dict:
            for key, item in value.items():
                if type(item) is not str:
                    if key == "sources" and value is not whole and type(item) is list:
                        texts += [text for text in item if type(text) is str]
                    else:
                        values.append(item)
                elif key == "source":
                    texts.append(item)
        elif type(value) is list:
            values += [item for item in value if type(item) is not str]
    return set(map(_plain, texts))


def _citations(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The texts under `source`, and under `sources` of anything but the record itself."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source" and isinstance(item, str):
                yield (*path, key), _plain(item)
            elif key == "sources" and path and isinstance(item, list):
                texts = ((index, text) for index, text in enumerate(item) if isinstance(text, str))
                yield from (((*path, key, index), _plain(text)) for index, text in texts)
            else:
                yield from _citations(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _citations(item, (*path, index))
