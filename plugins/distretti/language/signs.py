"""Signs that are not what they seem: one table of what no text may hold, and what to write instead.

Three kinds: signs that are refused wherever they stand; text that a program read with the wrong code (mojibake); signs
that are fine in a text and wrong where YAML, a date or an hour wants the plain one that looks like them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Controls but tab and newlines, a BOM inside, non-characters, and what makes text read other than it is: marks and
# overrides of direction, signs without width, tags, letters that are blank (Hangul fillers, braille), and what each
# font shows as it likes (Word's bullets). What emoji are made with is fine beside one: `_beside_no_picture`.
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufffc"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ue000-\uf8ff\U000f0000-\U0010ffff"
)
_LOST = "\ufffd"
_SOFT_HYPHEN = "\xad"
_LIGATURES = {chr(0xFB00 + place): plain for place, plain in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}

SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # for a pattern: spaces that are not the bar's
_PLAIN = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("\u2010\u2011‒–—―−", "-"),
    **dict.fromkeys("：꞉∶", ":"),
    **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
}
QUOTES, CLOSING_QUOTES, DASHES = "‘‚‛“„‟", "’”‘“", "\u2010\u2011‒–—―−"  # typographic ones, for patterns

# What UTF-8 becomes where a program takes it for another code: bytes of a sign read one by one.
_CODES = ("cp1252", "mac_roman", "cp850", "latin-1")
_MEANT = "àèéìíòóùúÀÈÉÌÒÙâêîôûçëïöüäßñœžščćđŠŽČ’‘“”–—…€°ºª«»·²³½¼×\xa0\xad•™©®"


def _misread(sign: str) -> Iterator[tuple[str, str]]:
    for code in _CODES:
        found = "".join(_byte(byte, code) for byte in sign.encode())
        yield found, sign
        if sign == "à" and code == "cp1252":  # its second byte is a no-break space, that editors make a plain one
            yield "Ã ", "à "


def _byte(byte: int, code: str) -> str:
    """A byte as a program with that code shows it; what the code has not, it lets through."""
    try:
        return bytes([byte]).decode(code)
    except UnicodeDecodeError:
        return chr(byte)


_MOJIBAKE = {found: sign for meant in _MEANT for found, sign in _misread(meant)}
_ALONE = f"{_INVISIBLE}{_LOST}{_SOFT_HYPHEN}{''.join(_LIGATURES)}"
_FIRST = re.compile(
    f"[{_ALONE}{''.join(sorted({found[0] for found in _MOJIBAKE}))}]"
)  # nearly no text has one: quick to tell
_REFUSED = re.compile(f"[{_ALONE}]|" + "|".join(map(re.escape, sorted(_MOJIBAKE, key=len, reverse=True))))
_LATIN, _OTHER = (
    "A-Za-zÀ-ÖØ-öø-ɏ",
    "\u0370-\u03a8\u03aa-\u03bf\u03c1-\u03ff\u0400-\u04ff",
)  # letters; Greek and Cyrillic ones, many of which look Latin (not Ω, π)
_FOREIGN = re.compile(f"(?<=[{_LATIN}])[{_OTHER}]|[{_OTHER}](?=[{_LATIN}])")
_IS_FOREIGN = re.compile(f"[{_OTHER}]")
_LOOK_ALIKE = re.compile(f"[{''.join(map(re.escape, _PLAIN))}]|[{SPACES}]")


_JOINER, _SELECTORS, _KEYCAP = "\u200d", "\ufe00-\ufe0f", "\u20e3"
_OF_EMOJI = re.compile(f"[{_JOINER}{_SELECTORS}]")
_WRITTEN_OUT = re.compile(r"\\U0001[0-9A-Fa-f]{4}")  # an emoji as programs write it in YAML


def refused(text: str) -> Iterator[tuple[int, str]]:
    """Where a text has what no text may have, with the message: nothing where it is plain."""
    if _FIRST.search(text):
        for match in _REFUSED.finditer(text):
            yield match.start(), _advice(match[0])
    for match in _OF_EMOJI.finditer(text):
        if _beside_no_picture(text, match.start()):
            yield match.start(), _advice(match[0])
    if _IS_FOREIGN.search(text):
        for match in _FOREIGN.finditer(text):
            yield match.start(), _FOREIGN_SAID.format(match[0], code=code(match[0]))


_LOST_SAID = "qui un segno è andato perso (U+FFFD): riscrivilo"
_HYPHEN_SAID = "trattino che non si vede (U+00AD): cancellalo"
_OTHER_SAID = "carattere non ammesso {code}: cancellalo"
_FOREIGN_SAID = "«{}» ({code}) non è una lettera latina: riscrivila"


def in_browser() -> tuple[tuple[str, str], ...]:
    """What is refused, as patterns with their sentences: {} is the sign, {code} its number."""
    return (
        (f"[{_INVISIBLE}]", _OTHER_SAID),
        (_LOST, _LOST_SAID),
        (_SOFT_HYPHEN, _HYPHEN_SAID),
        (_FOREIGN.pattern, _FOREIGN_SAID),
    )


def _beside_no_picture(text: str, at: int) -> bool:
    """Whether a joiner or a variation selector has nothing to join or to vary: then nobody sees it."""
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    drawn = _is_picture(before) or bool(_WRITTEN_OUT.fullmatch(text, max(at - 10, 0), at))
    if text[at] == _JOINER:
        after_it = _is_picture(after) or bool(_WRITTEN_OUT.match(text, at + 1))
        return not (drawn or _OF_EMOJI.match(before)) or not after_it
    return not (drawn or (before in "0123456789#*" and after == _KEYCAP)) or not before


def _is_picture(sign: str) -> bool:
    """Whether a sign is a symbol, as emoji are, or a mark that has a form as one: "‼", "ℹ"."""
    return bool(sign) and (unicodedata.category(sign) in ("So", "Sm", "Sk") or sign in "‼⁉〰ℹ")


def _advice(found: str) -> str:
    if found in _MOJIBAKE:
        seen = "".join(sign if sign.isprintable() else f"[{code(sign)}]" for sign in found.strip(" \xa0\xad"))
        return f"«{seen}» è un segno letto con il codice sbagliato: scrivi «{_MOJIBAKE[found].strip()}»"
    if found == _LOST:
        return _LOST_SAID
    if found == _SOFT_HYPHEN:
        return _HYPHEN_SAID
    if found in _LIGATURES:
        return f"«{found}» ({code(found)}) è una lettera doppia: scrivi «{_LIGATURES[found]}»"
    return _OTHER_SAID.format(code=code(found))


def code(sign: str) -> str:
    """Its number in Unicode: "U+00A0"."""
    return f"U+{ord(sign):04X}"


def look_alikes(text: str) -> str:
    """What to write for the signs of a text that only look plain ("hai scritto – (U+2013): ci vuole -"), else ""."""
    found = dict.fromkeys(_LOOK_ALIKE.findall(text))
    return "; ".join(f"hai scritto {shown(sign)}: ci vuole {_PLAIN.get(sign, 'uno spazio')}" for sign in found)


def shown(sign: str) -> str:
    """A sign as messages name it: one that is seen with its number, a space by its number alone."""
    return f"{sign} ({code(sign)})" if sign in _PLAIN else f"uno spazio non separabile ({code(sign)})"
