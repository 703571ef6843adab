"""One YAML file → plain text values, and the line and column of every key and value.

YAML 1.1 turns Italian data into something else (`NO` is Novara, `003106` a code, `12:30` a time), so every scalar stays
text here and the model converts. Only plain data is read: anchors, aliases, tags and deep nesting are refused while the
events pass by, before anything is built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ..language import signs
from ..language.problem import Problem
from .text_file import Place, decoded, odd_spaces, position
from .yaml_fast import MAX_DEPTH, plain

KeyPath = tuple[str | int, ...]

# Text after " #" is a comment: one space before it may be an editor's hashtag.
_HASH = re.compile(r"(?<=\S) #")
_BLOCKS = ("|", ">")  # texts of many lines, in which a hash is a hash

# What libyaml says → what to do; the first ones stand where the thing begins that was never ended.
_OPEN = (
    ("unexpected end of stream", "virgolette aperte qui e mai chiuse"),
    ("did not find expected ',' or", "parentesi aperta qui e mai chiusa, o manca una virgola"),
    ("could not find expected ':'", "manca il segno «:» dopo il nome del campo"),
)
_FIELD = re.compile(r" *(?:- +)?[a-z_]+:(?: |$)")
_SYNTAX = (
    ("mapping values are not allowed", "i due punti in un testo vogliono le virgolette, o sopra manca un «:»"),
    ("did not find expected key", "manca una chiave: controlla rientri e virgolette"),
    ("did not find expected '-'", "manca il trattino dell'elenco: controlla i rientri"),
    ("cannot start any token", "usa spazi, non tabulazioni; virgolette se il testo comincia con % @ o `"),
    ("tab character", "usa spazi, non tabulazioni"),
    ("unknown escape character", "dopo «\\» c'è un segno non ammesso: usa le virgolette semplici"),
    ("mapping keys are not allowed", "«?» da solo non dice niente: togli la riga; in un testo vuole le virgolette"),
    ("block sequence entries are not allowed", "il trattino dell'elenco qui non è ammesso: controlla i rientri"),
    ("maximum nesting depth", f"troppi livelli uno dentro l'altro: al massimo {MAX_DEPTH}"),
)


@dataclass(slots=True)
class Document:
    """The content of a file: `value` is its mapping of text, lists and mappings; places are (line, column) from 1.

    Only problems have places, and most files have none, so they are looked for in `text` when one is first asked for.
    """

    file: str
    value: dict[str, Any] | list[Any]
    text: str = ""
    _read: _Builder | None = None

    def place(self, path: KeyPath, of_key: bool = False) -> Place:
        """Where the value at `path` (or its key) stands; where it does not exist, the nearest thing around it."""
        if self._read is None:
            self._read = _Builder(self.file, self.text)
            self._read.feed()
        keys, values = self._read.keys, self._read.values
        first, second = (keys, values) if of_key else (values, keys)
        while path and path not in first and path not in second:
            path = path[:-1]
        return first.get(path) or second.get(path) or (1, 1)

    def problem(self, path: KeyPath, message: str, of_key: bool = False, warning: bool = False) -> Problem:
        """A problem, or a warning, at the place of `path`."""
        return Problem(self.file, *self.place(path, of_key), dotted(path), message, warning)

    def folded(self) -> Iterator[tuple[KeyPath, int, str]]:
        """The lines but the first of plain texts of several: the path of the text, the line's number, the line."""
        self.place(())
        lines = self.text.split("\n")
        for path, first, last in self._read.folded if self._read else ():
            for number in range(first + 1, last + 1):
                yield path, number, lines[number - 1]


def dotted(path: KeyPath) -> str:
    """A path as editors read it: "sources[2].url"; list items count from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def read(content: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document in a YAML file's bytes, or None, and what is wrong with it as YAML (up to the first broken line).

    A key written twice is a problem that leaves a document to check: the first value counts.
    """
    text, problems = decoded(content, file)
    problems = problems or list(odd_spaces(text, file))
    if problems:
        return None, problems
    value = None if _HASH.search(text) else plain(text)
    if value is not None:
        return Document(file, value, text), []
    builder = _Builder(file, text)
    try:
        builder.feed()
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error, text, file))
    except _Refused as refused:
        problems.append(refused.problem)
    if problems or builder.root is None:
        return None, problems + builder.problems or [Problem(file, 1, 1, "", "il file è vuoto")]
    if isinstance(builder.root, str):
        return None, [Problem(file, 1, 1, "", "ci vuole un elenco di campi «nome: valore», non un testo solo")]
    return Document(file, builder.root, text, builder), builder.problems


class _Refused(Exception):
    """Something that no editor needs and that could harm; stops the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Turns events into values without recursion; remembers where each stood."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.root: Any = None
        self.keys: dict[KeyPath, Place] = {}
        self.values: dict[KeyPath, Place] = {}
        self.problems: list[Problem] = []
        self.folded: list[tuple[KeyPath, int, int]] = []  # plain texts of several lines: their first and last
        self._stack: list[tuple[Any, KeyPath]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def feed(self) -> None:
        """Read all events of the text."""
        for event in yaml.parse(self.text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_reference(event)
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._refuse_reference(event)
                self._open(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._stack.pop()
                self._key.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(event, "i riferimenti (*nome) non sono ammessi: ripeti il valore")
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "un file contiene una sola scheda: togli la riga «---»")

    def _refuse(self, event: yaml.Event, message: str) -> None:
        raise _Refused(Problem(self.file, *_place_of(event.start_mark), "", message))

    def _refuse_reference(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "le ancore (&nome) non sono ammesse; se è un testo, mettilo fra virgolette")
        if event.tag is not None:
            self._refuse(event, "le etichette di tipo (!nome) non sono ammesse; se è un testo, mettilo fra virgolette")

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(event, f"troppi livelli uno dentro l'altro: al massimo {MAX_DEPTH}")
        if self._is_key():
            self._refuse(event, "il nome di un campo deve essere un testo semplice")
        container: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._attach(container, event)
        self._stack.append((container, path))
        self._key.append(None)

    def _is_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1][0], dict) and self._key[-1] is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place = _place_of(event.start_mark)
        if found := next(signs.refused(event.value), None):  # written as an escape: "\x1b"
            self.problems.append(Problem(self.file, *place, "", found[1]))
        if self._is_key():
            self._name(event.value, place)
        else:
            path = self._attach(event.value, event)
            self._cut(event, path)
            last = _place_of(event.end_mark)[0]
            if not event.style and last > place[0]:
                self.folded.append((path, place[0], last))

    def _cut(self, event: yaml.ScalarEvent, path: KeyPath) -> None:
        """A problem where a text is followed by one space and a hash: YAML leaves out the rest of the line."""
        end = event.end_mark
        lost = _HASH.match(self.text, end.index) if end and event.style not in _BLOCKS else None
        if lost:
            rest = self.text[lost.end() - 1 :].partition("\n")[0].strip()
            message = (
                f"«{rest[:60]}» non verrà pubblicato: metti il testo fra virgolette, "
                "oppure lascia due spazi prima di # se è un commento"
            )
            place = position(self.text, lost.end() - 1)
            self.problems.append(Problem(self.file, *place, dotted(path), message))

    def _name(self, key: str, place: Place) -> None:
        container, parent = self._stack[-1]
        path = (*parent, key)
        if key in container:
            message = f"il campo è scritto due volte (la prima alla riga {self.keys[path][0]})"
            self.problems.append(Problem(self.file, *place, dotted(path), message))
        else:
            self.keys[path] = place
        self._key[-1] = key

    def _attach(self, value: Any, event: yaml.Event) -> KeyPath:
        path = self._put(value)
        self.values.setdefault(path, _place_of(event.start_mark))
        return path

    def _put(self, value: Any) -> KeyPath:
        if not self._stack:
            self.root = value
            return ()
        container, parent = self._stack[-1]
        if isinstance(container, list):
            container.append(value)
            return (*parent, len(container) - 1)
        key = self._key[-1]
        assert key is not None
        container.setdefault(key, value)
        self._key[-1] = None
        return (*parent, key)


def _is_further_right(lines: list[str], number: int) -> bool:
    """Whether a line is a field by itself, but for the spaces before it, under a field that has its value already."""
    line = lines[number - 1]
    above = next((text for text in reversed(lines[: number - 1]) if text.strip() and text.lstrip()[0] != "#"), "")
    further = len(line) - len(line.lstrip()) > len(above) - len(above.lstrip(" -"))
    return bool(further and _FIELD.match(line) and _FIELD.match(above) and not above.rstrip().endswith(":"))


def _place_of(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    said = str(error)
    begun, stuck = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    known = [(advice, begun or stuck) for words, advice in _OPEN if words in said]
    known += [(advice, stuck or begun) for words, advice in _SYNTAX if words in said]
    advice, mark = known[0] if known else ("controlla rientri, due punti e virgolette", stuck or begun)
    line, column = _place_of(mark)
    if "mapping values are not allowed" in said and _is_further_right(text.split("\n"), line):
        advice = "il rientro è sbagliato: la riga comincia più a destra di quella sopra"
    named = signs.look_alikes("".join(text.split("\n")[line - 1 : line]))
    return Problem(file, line, column, "", f"YAML non valido: {advice}{f'; {named}' if named else ''}")
