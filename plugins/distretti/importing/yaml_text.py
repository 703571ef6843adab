"""Values → the YAML that a record's file holds: texts plain where every reader takes them for the same text."""

from __future__ import annotations

import re
from typing import Any

_PLAIN = re.compile(r"[^\W\d_/][^\n]*|/[^\n]*")
_NOT_PLAIN = re.compile(r"null|yes|no|on|off|y|n|~", re.IGNORECASE)
_FOR_YAML = re.compile(r": |:$| #")
_NUMBER = re.compile(r"\d{4}(?:-\d\d){0,2}|\d{1,13}(?:\.\d+)?", re.ASCII)


def scalar(text: str) -> str:
    """A text on one line; quoted where YAML could take it for something else, as the form of the site does."""
    plain = _PLAIN.fullmatch(text) and not _FOR_YAML.search(text) and not _NOT_PLAIN.fullmatch(text)
    return text if plain or _NUMBER.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def block(value: Any, indent: str = "") -> str:
    """Lines of fields, items or a text."""
    if isinstance(value, list):
        return "".join(f"{indent}- {block(item, f'{indent}  ').lstrip()}" for item in value)
    if not isinstance(value, dict):
        return f"{indent}{scalar(str(value))}\n"
    lines = []
    for key, item in value.items():
        inside = isinstance(item, dict | list)
        lines.append(f"{indent}{key}:\n{block(item, f'{indent}  ')}" if inside else f"{indent}{key}: {scalar(item)}\n")
    return "".join(lines)
