"""The quick reading of a YAML text that is plain data: what it says, without where it says it."""

from __future__ import annotations

from typing import Any

from yaml import (
    AliasEvent,
    CBaseLoader,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)

MAX_DEPTH = 20

_CONTENT = {ScalarEvent, MappingStartEvent, SequenceStartEvent}


def plain(text: str) -> dict[str, Any] | list[Any] | None:
    """The value of a text of which there is nothing to say, None where there may be: `yaml_file` reads that with care.

    Nearly every file goes this way only, so it is one loop that calls nothing and keeps no places.
    """
    stack: list[Any] = []  # the containers around the one at hand
    root: Any = None
    container: Any = None
    key: Any = None  # of the mapping at hand, until its value comes
    event: Any
    if "\\" in text:  # an escape may write an unwanted character
        return None
    try:
        for event in iter(CBaseLoader(text).get_event, None):
            kind = type(event)
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                container = stack.pop()
            elif kind in _CONTENT:
                if event.anchor is not None or event.tag is not None:
                    return None
                value = event.value if kind is ScalarEvent else {} if kind is MappingStartEvent else []
                if type(container) is list:
                    container.append(value)
                elif container is None:
                    root = value
                elif key is not None:
                    container[key] = value
                    key = None
                elif kind is ScalarEvent and value not in container:
                    key = value
                else:  # written twice, or no text
                    return None
                if kind is not ScalarEvent:
                    stack.append(container)
                    container = value
                    if len(stack) > MAX_DEPTH:
                        return None
            elif kind is AliasEvent or (kind is DocumentStartEvent and root is not None):
                return None
    except YAMLError:
        return None
    return None if isinstance(root, str) else root
