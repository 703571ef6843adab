"""What a browser needs to say of one value what the checks say: patterns and their sentences, from where these are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..language import signs, web
from . import checks, written

_LETTER, _WORD = r"\p{L}", r"\p{L}\p{N}_"


def told() -> dict[str, Any]:
    """Of texts that say nothing, signs that none may have, plain texts, addresses, days, numbers, phones."""
    plain = ((pattern.pattern, said) for pattern, said in checks.NOT_PLAIN)
    return {
        "nothing": checks.nothing(),
        "signs": signs.in_browser(),
        "text": _translated(plain),
        "web": [(f"^.{{{written.MAX_TEXT + 1}}}", web.TOO_LONG), *_translated(web.in_browser())],
        "date": written.DATE.how,
        "year": checks.NO_YEAR,
        "below": checks.BELOW_NOUGHT,
        "phone": checks.phones(),
    }


def _translated(rules: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Patterns for JavaScript, whose \\w knows no accents and which knows fewer escapes."""
    return [(_for_javascript(pattern), said) for pattern, said in rules]


def _for_javascript(pattern: str) -> str:
    pattern = pattern.replace(r"[^\W\d_]", _LETTER).replace(r"[\w]", rf"[{_WORD}]").replace(r"\"", '"')
    pattern = re.sub(r"(?<=\[)(\^?)\\w", lambda match: match[1] + _WORD, pattern)
    return pattern.replace(r"\w", f"[{_WORD}]").replace(r"\&", "&")
