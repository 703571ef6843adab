"""A content folder → records and problems. Nothing is lost in silence: every file is read, or a problem, or ignored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from ..engine import fingerprints
from ..language import markdown
from ..language.causes import cause
from ..language.problem import Problem, errors
from ..model import District, Filed, Message, ProsePage, Record, checks
from ..model.registry import VOCABULARIES, identity
from ..places.register import read_places
from ..site import addresses
from . import layout, pictures, survey, text_file, yaml_file
from .content import Content, Mark, SharedParts, contents, shown
from .layout import record_name
from .validation import validated, validated_list

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_NOT_FILES = {
    survey.LINK: "è un collegamento ad altro: metti qui il file stesso",
    survey.OTHER: "non è un file da leggere: toglilo",
}


def load(folder: Path, reference: Path) -> Content:
    """The content of `folder`, with the register of places in `folder/reference` or else in `reference`."""
    content = shared_parts(folder, reference, survey.survey(folder))
    part = content.part()
    part.documents = content.documents
    read_records(part, filter(record_name, content.paths))
    part.pages, part.problems = content.pages, sorted(content.problems + part.problems)
    return part


def shared_parts(
    folder: Path,
    reference: Path,
    stats: Mapping[str, fingerprints.Stat],
    others: Iterable[str] | None = None,
    known: SharedParts | None = None,
) -> Content:
    """All but the records: register, vocabularies, pages of words, and the files that should not be there.

    `stats` is the survey of the folder; `others` are its files that are not of records, where they are known; `known`
    is what was read of them before, where they are the same.
    """
    own = {path: stat for path, stat in stats.items() if stat[0] >= 0}
    content = Content(folder, read_places(survey.register(folder, reference)), own)
    if known:
        content.entries, content.vocabularies, content.pages, content.problems = known
        return content
    for path in stats if others is None else others:
        if stats[path][0] < 0:
            content.problems.append(_about(path, content, _NOT_FILES[stats[path][0]]))
        elif others is not None or not record_name(path):
            _safely(_read_other, path, content)
    content.problems.sort()
    return content


def read_records(content: Content, paths: Iterable[str]) -> None:
    """Read these records into the content, with what is beside them, and add their problems."""
    given = dict.fromkeys(paths)
    for path in given:
        own, *others = layout.files_of(record_name(path) or "")
        if path == own:
            _safely(_read_record, path, content, *(file for file in others if file in given))
        elif own not in given:
            content.problems.append(_about(path, content, f"accanto manca la scheda «{own.rpartition('/')[2]}»"))


def _safely(read: Callable[..., None], path: str, content: Content, *more: str) -> None:
    try:
        read(path, content, *more)
    except OSError as error:
        content.problems.append(_about(path, content, f"il file non si legge: {cause(error)}"))


def _about(path: str, content: Content, message: str) -> Problem:
    return Problem(shown(path, content.folder), 1, 1, "", message)


def _read_other(path: str, content: Content) -> None:
    file = PurePosixPath(path)
    parts = file.with_suffix("").parts
    if file.suffix == ".yaml" and len(parts) == 1 and parts[0] in VOCABULARIES:
        _read_vocabulary(path, parts[0], content)
    elif parts[0] == layout.PAGES and len(parts) == 2 and file.suffix == ".md":
        _read_page(path, parts[1], content)
    else:
        content.problems.append(_about(path, content, _unexpected(file, parts)))


def _unexpected(file: PurePosixPath, parts: tuple[str, ...]) -> str:
    if file.suffix == ".yml":
        return "il nome deve finire in .yaml"
    places = layout.places_in(parts[0]) if file.suffix == ".yaml" else []
    if places:
        return f"la scheda va in {' o in '.join(places)}"
    return "file non previsto qui: controlla cartella e nome, o toglilo"


def _read_record(path: str, content: Content, *beside: str) -> None:
    file = shown(path, content.folder)
    name = record_name(path) or ""
    model, identifier = identity(name)
    problems = misnamed = _name_problems(path.removesuffix(".yaml").split("/")[1:], file)
    given, more = _pictured(beside, content) if issubclass(model, Message) else _prose(beside, content)
    document, yaml_problems = yaml_file.read(contents(content.folder, path), file)
    problems = problems + more + yaml_problems
    if document:
        record, field_problems = validated(model, document, id=identifier, **given)
        content.documents[file] = document
        problems += field_problems
        if record and not misnamed:
            content.of(model)[identifier] = record
            mark = _mark(record)
            if mark and any(mark):
                content.marks[name] = mark
    content.problems += problems


def _mark(record: Filed) -> Mark | None:
    if isinstance(record, Message):
        return Mark(None, (), False, towns=tuple(filter(None, (record.municipality,))))
    if not isinstance(record, Record):
        return None
    tied = tuple((item.record, item.relation) for item in vars(record).get("related", ()))
    towns: tuple[str, ...] = ()
    if isinstance(record, District) and record.municipalities_complete:
        towns = tuple(member.name for member in record.municipalities)
    return Mark(record.uid, record.aliases, bool(record.withdrawn), tied, towns)


def _name_problems(parts: Sequence[str], file: str) -> list[Problem]:
    if all(SLUG.fullmatch(part) for part in parts):
        kept = [part for part in parts if checks.is_of_windows(part)]
        advice = "Windows tiene questo nome per sé, e il sito non si potrebbe copiare lì: aggiungi una parola"
        return [Problem(file, 1, 1, "", f"«{part}»: {advice}") for part in kept]
    advice = "il nome di file e cartelle vuole solo lettere minuscole senza accenti, cifre e trattini"
    return [Problem(file, 1, 1, "", f"{advice}: «{'/'.join(parts)}»")]


Given = tuple[dict[str, Any], list[Problem]]  # the fields that other files give a record, and their problems


def _prose(beside: Sequence[str], content: Content) -> Given:
    """The Markdown beside a record, and its problems."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in beside:
        file = shown(path, content.folder)
        text, more = text_file.decoded(contents(content.folder, path), file)
        problems += more + markdown.problems(text, file)
        texts[layout.language_of(path)] = text
    return {"prose": texts.pop("", ""), "translations": tuple(texts.items())}, problems


def _pictured(beside: Sequence[str], content: Content) -> Given:
    """The picture beside a message, and its problems."""
    found = ""
    problems: list[Problem] = []
    for path in beside:
        found, problems = pictures.read(content.folder / path, shown(path, content.folder))
    if len(beside) > 1:
        problems.append(_about(beside[-1], content, "il messaggio ha più immagini: tienine una"))
    return {"picture": found}, problems


def _read_vocabulary(path: str, name: str, content: Content) -> None:
    file = shown(path, content.folder)
    document, problems = yaml_file.read(contents(content.folder, path), file)
    if document:
        content.documents[file] = document
        entries, more = validated_list(VOCABULARIES[name], document)
        problems += more
        content.entries[name] = entries
    content.vocabularies[name] = "" if errors(problems) else file
    content.problems += problems


def _read_page(path: str, name: str, content: Content) -> None:
    file = shown(path, content.folder)
    text, problems = text_file.decoded(contents(content.folder, path), file)
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    if not problems and not (text.startswith("---\n") and mark):
        problems = [_about(path, content, "la pagina deve cominciare con title e description fra due righe «---»")]
    language = layout.language_of(path)
    problems += _name_problems((name.removesuffix(f".{language}") if language else name,), file)
    if language and f"{path.removesuffix(f'.{language}.md')}.md" not in content.paths:
        problems.append(_about(path, content, "manca la pagina italiana di cui questa è la traduzione"))
    if not problems:
        document, problems = yaml_file.read(f"\n{head}\n".encode(), file)
        if document:
            first = head.count("\n") + 4
            page, more = validated(ProsePage, document, id=name, body=body, language=language, first_line=first)
            problems += more + markdown.problems(body, file, first)
            if page and not errors(problems) and not addresses.is_taken(f"{layout.PAGES}/{name}"):
                content.pages[page.id] = page
    content.problems += problems
