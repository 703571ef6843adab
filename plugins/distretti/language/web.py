"""What is wrong in an address of the web or of mail that people typed or copied. In Italian."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

_NAME = r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[a-z]\w{1,62}\.?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_NAME}", re.IGNORECASE)
_SITE = re.compile(r"[^/?#]*(?://[^/?#]*)?")  # an address up to its path
_NOT_IN_ADDRESS = re.compile(r"[\s\x00-\x1f<>\"\\^`{|}]")
_ENTITIES = ("&amp;", "&lt;", "&gt;", "&quot;")
_ENTITY = re.compile(rf"{'|'.join(_ENTITIES)}|&(?:#\d+|#x[0-9a-fA-F]+);")
_ENDS = re.compile(r"(?:[.,;»”’]|%20)\Z")
_OPENED = {")": "(", "]": "["}
_OWN_LETTERS = re.compile(
    r"[^\W_A-Za-z0-9ß-öø-İĳ-ķĺ-ž]"
)  # letters that are none of European languages written in Latin
_MAIL = re.compile(r"mailto:[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}(?:\?(.*))?", re.IGNORECASE | re.ASCII | re.DOTALL)
_MAIL_FIELD = re.compile(r"(?:subject|body)=[^&\s]*", re.IGNORECASE)
NO_SITE, TOO_LONG = "scrivi un indirizzo che comincia con https:// o http://", "è troppo lungo"
_ENTITY_THERE, _EXTRA = "contiene «{}», che nell'indirizzo è «{}»", "togli «{}» alla fine"
_CUT, _SPACES = "è troncato («…»): copialo intero", "contiene spazi o segni non ammessi"
_NO_HOST = "il nome del sito «{}» non è valido"
_LINE_END = re.compile(r"%0[ad]", re.IGNORECASE)


def wrong_in_address(text: str) -> str:
    """What is wrong in a web address, "" where nothing is; also what came with it from the page it was copied from."""
    if match := _ENTITY.search(text):
        return _ENTITY_THERE.format(match[0], html.unescape(match[0]))
    if extra := _after_address(text):
        return _EXTRA.format(extra)
    if "…" in text:
        return _CUT
    if _NOT_IN_ADDRESS.search(text):
        return _SPACES
    return _wrong_in_site(_SITE.match(text)[0])  # type: ignore[index]


def in_browser() -> tuple[tuple[str, str], ...]:
    """The same in patterns of any case, each with its sentence: nearly all that is told of an address."""
    return (
        *((re.escape(entity), _ENTITY_THERE.format(entity, html.unescape(entity))) for entity in _ENTITIES),
        (r"(?:[.,;»”’]|%20)+$", _EXTRA),
        ("…", _CUT),
        (_NOT_IN_ADDRESS.pattern, _SPACES),
        ("^(?!https?://)", NO_SITE),
        (rf"^https?://(?!{_NAME}(?::\d*)?(?:[/?#]|$))([^/?#]*)", _NO_HOST),
    )


def wrong_in_mail(text: str) -> str:
    """What is wrong in a "mailto:" address, "" where nothing is: one who gets it, a subject, a text."""
    match = _MAIL.fullmatch(text)
    if not match:
        return "un indirizzo di posta si scrive mailto:nome@esempio.it, uno solo"
    fields = match[1].split("&") if match[1] else []
    if other := next((field for field in fields if not _MAIL_FIELD.fullmatch(field)), ""):
        return f"«{other[:30]}» non è ammesso: dopo «?» vanno solo subject e body"
    if any(_LINE_END.search(field) for field in fields if not field.lower().startswith("body=")):
        return "l'oggetto sta su una riga sola"
    return ""


def _after_address(text: str) -> str:
    """What stands at the end of an address and is of the sentence that it was copied from: "]."."""
    end = len(text)
    while end and (_ENDS.search(text, 0, end) or _closes(text[:end])):
        end -= 3 if text[:end].endswith("%20") else 1
    return text[end:]


def _closes(text: str) -> bool:
    """Whether it ends with a bracket that it does not open."""
    return text[-1] in _OPENED and text.count(_OPENED[text[-1]]) < text.count(text[-1])


@lru_cache(maxsize=4096)
def _wrong_in_site(start: str) -> str:
    """What is wrong in an address up to its path, "" where nothing is; the sites of sources are few."""
    if not start.isascii() and (wrong := _wrong_letters(start)):
        return wrong
    try:
        parts = urlsplit(start)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return NO_SITE
    if parts.scheme not in ("http", "https"):
        return NO_SITE
    sound = "@" not in parts.netloc and _HOST.fullmatch(host)
    return "" if sound else _NO_HOST.format(parts.netloc[:40])


def _wrong_letters(start: str) -> str:
    """What a site's name has that looks like other signs than it is; "" where nothing: "è" is written as it is."""
    plain = unicodedata.normalize("NFKC", start)
    if plain != unicodedata.normalize("NFC", start):
        return f"il nome del sito ha segni che sembrano altri: scrivi «{plain[:60]}»"
    if found := _OWN_LETTERS.search(plain):
        name = plain.partition("://")[2] or plain
        return (
            f"nel nome del sito «{found[0]}» (U+{ord(found[0]):04X}) non è una lettera latina: se è proprio quello, "
            f"scrivi «{_punycode(name)[:60]}»"
        )
    return ""


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "xn--…"
