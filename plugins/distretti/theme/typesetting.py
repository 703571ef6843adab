"""Documents: a source in typst's language and a view → PDF/UA, the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

STANDARD: Literal["ua-1"] = "ua-1"  # tagged, with title and language; typst refuses what it knows not to conform
_MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # not the clock: what the data are of is printed in the document


def is_there() -> bool:
    """Whether documents can be made here: only `make publish` and `make pdf` install what does it."""
    try:
        import typst  # noqa: F401 - whether it is there is what is asked
    except ImportError:
        return False
    return True


def pdf(source: str, view: Any, base: str, fonts: Sequence[Path]) -> bytes:
    """The document: no font of the system, no network. Values are data to the source, never a part of it.

    `base` is the address of the site, before those of links. ValueError where typst refuses.
    """
    import typst

    try:
        made: bytes = typst.compile(
            source.encode(),
            font_paths=typst.Fonts(False, False, [str(font.parent) for font in fonts[:1]]),
            ignore_system_fonts=True,
            sys_inputs={"view": json.dumps(_plain(view), ensure_ascii=False), "base": base},
            pdf_standards=[STANDARD],
            timestamp=_MADE,
        )
        return made
    except typst.TypstError as error:
        raise ValueError(f"typst: {error.message}") from error


def _plain(value: Any) -> Any:
    """A view as JSON has it; a text in another language than the document's says in which."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    language = getattr(value, "language", "")
    return {"text": str(value), "language": language} if language else value
