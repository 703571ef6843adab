"""One YAML file → plain text values, and the line and column of every key and value.

YAML 1.1 turns Italian data into something else (`NO` is Novara, `003106` a code, `12:30` a time), so every scalar stays
text here and the model converts. Only plain data is read: anchors, aliases, tags and deep nesting are refused while the
events pass by, before anything is built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problem import Problem

MAX_BYTES = 512 * 1024
MAX_DEPTH = 20

Place = tuple[int, int]
Path = tuple[str | int, ...]

# Controls but tab and newlines, bidirectional overrides (they make text read other than it is), a BOM inside, non-characters.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

_SYNTAX = (
    ("mapping values are not allowed", "i due punti dentro un testo vogliono le virgolette attorno al testo"),
    ("could not find expected ':'", "manca il segno «:» dopo il nome del campo"),
    ("did not find expected key", "manca una chiave: controlla rientri e virgolette"),
    ("did not find expected '-'", "manca il trattino dell'elenco: controlla i rientri"),
    ("found character that cannot start any token", "qui non può cominciare un valore: usa spazi al posto delle tabulazioni, "
     "e le virgolette se il testo comincia con % @ o `"),
    ("found unexpected end of stream", "virgolette o parentesi aperte e mai chiuse"),
    ("found unknown escape character", "dopo «\\» c'è un segno non ammesso: usa le virgolette semplici"),
    ("block sequence entries are not allowed", "il trattino dell'elenco qui non è ammesso: controlla i rientri"),
)


@dataclass(slots=True)
class Document:
    """The content of a file: `value` is its mapping of text, lists and mappings; places are (line, column) from 1."""

    file: str
    value: dict[str, Any] | list[Any]
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path, of_key: bool = False) -> Place:
        """Where the value at `path` (or its key) stands; where it does not exist, the nearest thing around it."""
        first, second = (self.keys, self.values) if of_key else (self.values, self.keys)
        while path and path not in first and path not in second:
            path = path[:-1]
        return first.get(path) or second.get(path) or (1, 1)

    def problem(self, path: Path, message: str, of_key: bool = False) -> Problem:
        """A problem at the place of `path`."""
        return Problem(self.file, *self.place(path, of_key), dotted(path), message)


def dotted(path: Path) -> str:
    """A path as editors read it: "sources[2].url"; list items count from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def decoded(content: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a UTF-8 file, and what is wrong with it as text: size, binary, encoding, control characters."""
    if len(content) > MAX_BYTES:
        return "", [Problem(file, 1, 1, "", f"il file è troppo grande: al massimo {MAX_BYTES // 1024} KB")]
    if b"\x00" in content:
        return "", [Problem(file, 1, 1, "", "non è un file di testo")]
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        message = "il file non è in UTF-8: salvalo con codifica UTF-8"
        return "", [Problem(file, *_position(before, len(before)), "", message)]
    return text, [
        Problem(file, *_position(text, match.start()), "", f"carattere non ammesso U+{ord(match[0]):04X}: cancellalo")
        for match in _UNWANTED.finditer(text)
    ]


def read(content: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """The document in a YAML file's bytes, or None, and all that is wrong with it as YAML (at the first broken line)."""
    text, problems = decoded(content, file)
    if problems:
        return None, problems
    builder = _Builder(file)
    try:
        builder.feed(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(error, file))
    except _Refused as refused:
        problems.append(refused.problem)
    problems.extend(builder.problems)
    if problems or builder.root is None:
        return None, problems or [Problem(file, 1, 1, "", "il file è vuoto")]
    if isinstance(builder.root, str):
        return None, [Problem(file, 1, 1, "", "ci vuole un elenco di campi «nome: valore», non un testo solo")]
    return Document(file, builder.root, builder.keys, builder.values), []


class _Refused(Exception):
    """Something that no editor needs and that could harm; stops the reading."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Turns events into values without recursion; remembers where each stood."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self._stack: list[tuple[Any, Path]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def feed(self, events: Iterator[yaml.Event]) -> None:
        """Read all events of one stream."""
        for event in events:
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
        mark = event.start_mark
        raise _Refused(Problem(self.file, mark.line + 1, mark.column + 1, "", message))

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
        if not self._is_key():
            self._attach(event.value, event)
            return
        container, path = self._stack[-1]
        key = event.value
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if key in container:
            first = self.keys[(*path, key)][0]
            self.problems.append(
                Problem(self.file, *place, dotted((*path, key)), f"il campo è scritto due volte (la prima alla riga {first})")
            )
        else:
            self.keys[(*path, key)] = place
        self._key[-1] = key

    def _attach(self, value: Any, event: yaml.Event) -> Path:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self._stack:
            self.root, path = value, ()
        else:
            container, parent = self._stack[-1]
            if isinstance(container, dict):
                key = self._key[-1]
                assert key is not None
                path = (*parent, key)
                container.setdefault(key, value)
                self._key[-1] = None
            else:
                path = (*parent, len(container))
                container.append(value)
        self.values.setdefault(path, place)
        return path


def _position(text: str, offset: int) -> Place:
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def _syntax_problem(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{error.context or ''} {error.problem or ''}"
    advice = next((advice for words, advice in _SYNTAX if words in said), "controlla rientri, due punti e virgolette")
    return Problem(file, line, column, "", f"YAML non valido: {advice}")
