"""How values are written: patterns, what is said of a value that has none of them, and both as JSON Schema.

The checks of `values` and readers that know JSON Schema only (editors, the form of the site) have them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BeforeValidator

from ..language import web


@dataclass(frozen=True, slots=True)
class Written(BeforeValidator):
    """In the type of a field: the check of a value, and as much of it as JSON Schema can say."""

    schema: Mapping[str, Any] = field(default_factory=dict, compare=False)


class Form:
    """A pattern that a value matches whole, and what is said of one that does not: "«25:00» non è un'ora…".

    The pattern means the same in Python and in JavaScript, which think differently of digits and letters: it names its
    own. `example` is a value that has it. `types` are what a reader of YAML that is not ours may make of such a text,
    a number; `limits` are of that number. `sort` tells the form of the site what it may be typed like ("5/12/2026").
    """

    def __init__(self, pattern: str, how: str, example: str, *types: str, sort: str = "", **limits: Any) -> None:
        self.pattern, self.how, self.example = pattern, how, example
        self._types, self._sort, self._limits = types, {"x-forma": sort} if sort else {}, limits

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema; "x-errore" is what is said."""
        types = ["string", *self._types] if self._types else "string"
        pattern = f"^(?:{self.pattern})$"
        said = {"examples": [self.example], "x-errore": self.how, **self._sort}
        return {"type": types, "pattern": pattern, **said, **self._limits}


_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_HOUR = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_YEAR = r"(?:1[89][0-9][0-9]|2[01][0-9][0-9]|2200)"

MAX_TEXT = 2000
TEXT = {
    "type": ["string", "number", "boolean"],
    "minLength": 1,
    "maxLength": MAX_TEXT,
    "not": {"type": "string", "pattern": r"<\s*[a-zA-Z/!?]"},
    "x-errore": "qui va testo semplice, senza codice",
}
TRUTH = {"enum": [True, False, "true", "false"], "x-errore": "non va bene: scrivi true (sì) o false (no)"}

SLUG = Form(_SLUG, "va scritto con lettere minuscole senza accenti, cifre e trattini", "lodi")
RECORD = Form(
    rf"{_SLUG}(?:/{_SLUG})?", "non è il nome di una scheda (cartella/nome-del-file senza .yaml)", "lombardia/lodi"
)
NAME = Form(
    rf"[a-z][a-z_-]*(?:/{_SLUG}){{1,3}}",
    "non è il nome di una scheda con la sua cartella (initiatives/nome, districts/lombardia/lodi)",
    "initiatives/tourval-cafe",
)
ADDRESS = Form(
    rf"/(?:{_SLUG}/)+", "non è un indirizzo di questo sito (/distretti/regione/nome/)", "/distretti/lombardia/lodi/"
)
WHOLE = Form(
    r"[0-9]{1,12}", "non è un numero intero: scrivi solo cifre, senza punti (1000)", "1000", "integer", minimum=0
)
NUMBER = Form(
    r"[0-9]{1,13}(?:\.[0-9]{1,6})?",
    "non è un numero: scrivi solo cifre, con il punto per i decimali (1000.5)",
    "1000.5",
    "number",
    minimum=0,
)
MONEY = Form(
    r"[0-9]{1,13}(?:\.[0-9]{1,2})?",
    "non è un importo: scrivi solo cifre, senza punti delle migliaia (162016.81)",
    "162016.81",
    "number",
    minimum=0,
)
YEAR = Form(r"(?:19|20)[0-9][0-9]", "non è un anno di quattro cifre", "2026", "integer", minimum=1900, maximum=2099)
DATE = Form(
    rf"{_YEAR}(?:-(?:0[1-9]|1[0-2])|-{_MONTH_DAY})?",
    "non è una data: scrivi AAAA-MM-GG, AAAA-MM o AAAA, di un giorno che esiste",
    "2026-12-05",
    "integer",
    sort="data",
    minimum=1800,
    maximum=2200,
)
DAY = Form(rf"{_YEAR}-{_MONTH_DAY}", "qui ci vuole il giorno intero, AAAA-MM-GG", "2026-12-05", sort="giorno")
MONTH_DAY = Form(
    _MONTH_DAY,
    "non è un giorno dell'anno: scrivi 'MM-GG' fra virgolette ('07-01')",
    "07-01",
    sort="giorno-di-ogni-anno",
)
HOUR = Form(_HOUR, "non è un'ora: scrivi 'HH:MM' fra virgolette ('09:30')", "09:30", sort="ora")
MOMENT = Form(rf"{_HOUR}|[a-zà-ù ]{{3,30}}", "non è un'ora ('09:30') né una parola (pomeriggio)", "09:30", sort="ora")
WEB = Form(
    r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/@]+\.\S+",
    f"non è un indirizzo web: {web.NO_SITE}",
    "https://www.comune.lodi.it/",
    sort="web",
)
EMAIL = Form(
    r"[A-Za-z0-9_.+-]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z]{2,}", "non è un indirizzo di posta", "ufficio@comune.lodi.it"
)
PHONE = Form(r"\+?[0-9][0-9 ./-]{4,24}", "non è un numero di telefono", "0371 4091", "integer", sort="telefono")
RULE = Form(
    r"FREQ=[A-Z]+(?:;[A-Z]+=[A-Z0-9,+-]+)*",
    "non è una regola RFC 5545 (per esempio FREQ=WEEKLY;BYDAY=SA)",
    "FREQ=WEEKLY;BYDAY=SA",
)
ZONE = Form(r"[A-Za-z]+(?:/[A-Za-z_+-]+)+", "non è un fuso orario: scrivi un nome come Europe/Paris", "Europe/Paris")
PROVINCE = Form(r"[A-Z]{2}", "non è una sigla di provincia (due lettere maiuscole)", "LO")
ISTAT = Form(r"[0-9]{2}", "non è un codice Istat di regione (due cifre)", "03")
IPA = Form(r"[A-Za-z0-9_]{1,12}", "non è un codice IPA", "c_e648")
UID = Form(r"[A-Za-z0-9@._-]{3,80}", "non è un identificativo valido", "2026-12-05-festa@distretti")
