"""The settings that Pelican and the doors use themselves: refused in Italian where Pelican would fail in its own way.

Loads little: a build with nothing to do looks at them too. What pages show is checked by `settings`.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from .language.causes import cause
from .language.dates import BadDay, parsed_day

FILE = "pelicanconf.py"
STOPPED = "Non è stato costruito niente: correggi le impostazioni."
PLUGIN = f"{__package__}.plugin"
OWN = (
    "ATTRIBUTION", "COMPRESSED", "CONTATTO", "DICHIARAZIONE_ACCESSIBILITA", "MENU", "OUTPUTS_OFF", "REGIONS",
    "REGISTRI", "REPOSITORY", "SITENAME", "SITEURL", "STRICT", "TITOLARE", "TODAY", "WORKERS",
)  # fmt: skip
MOST_WORKERS = 256


_PATHS = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH")
_TRUTHS = ("STRICT", "LOAD_CONTENT_CACHE", "DELETE_OUTPUT_DIRECTORY")
# What Pelican would make pages and files of by itself, beside those of the plugin.
_EMPTY = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS", "THEME_STATIC_PATHS", "DIRECT_TEMPLATES")
_LISTS, _LIST = (list, tuple, set, frozenset), "un elenco fra parentesi quadre ([…])"

Settings = Mapping[str, Any]


def forms(given: Settings, defaults: Settings) -> None:
    """Raise SystemExit with a sentence for each setting of a wrong form; `defaults` are Pelican's own."""
    whole = {**defaults, **given}
    found = [*_paths(given), *_texts(whole, given), *_doors(given), *_plugins(whole), *_as_pelican_has(given, defaults)]
    _refuse([*found, *_misspelt(given, defaults), *_of_pelican(whole)])


def folders(given: Settings, defaults: Settings) -> None:
    """Raise SystemExit with a sentence for each folder that is not there; paths are whole by now."""
    _refuse(_not_there({name: os.fspath(given[name]) for name in _PATHS if given.get(name) is not None}))


# What Python says of a settings file that it cannot read → what to do.
_SYNTAX = (
    ("was never closed", "parentesi aperta qui e mai chiusa"),
    ("unterminated", "virgolette aperte qui e mai chiuse"),
    ("unmatched", "parentesi chiusa qui e mai aperta"),
    ("does not match", "la parentesi non è quella che si è aperta"),
    ("invalid character", "segno che Python non conosce: riscrivi le virgolette con la tastiera"),
    ("forgot a comma", "forse manca una virgola"),
    ("indent", "i rientri non tornano: le impostazioni cominciano a inizio riga"),
    ("cannot assign", "prima di «=» va il nome dell'impostazione"),
    ("forgot to close", "virgolette o parentesi mai chiuse"),
)


def unreadable(file: Path) -> str:
    """Why Python cannot read a settings file, with line and column, and what to do; "" where it can."""
    try:
        compile(file.read_bytes(), str(file), "exec")
    except SyntaxError as error:
        advice = next(
            (mend for words, mend in _SYNTAX if words in error.msg), "controlla virgolette, parentesi e virgole"
        )
        return f"{file}:{error.lineno or 1}:{error.offset or 1}: {advice}"
    except ValueError:
        return f"{file}:1:1: non è un file di testo"
    except OSError as error:
        return f"{file}:1:1: il file non si legge: {cause(error)}"
    return ""


def _refuse(sentences: Iterable[str]) -> None:
    if found := [f"{FILE}: {sentence}" for sentence in sentences]:
        raise SystemExit("\n".join([*found, STOPPED]))


def _paths(given: Settings) -> Iterator[str]:
    for name in _PATHS:
        path = given.get(name, "-")
        if not isinstance(path, str | os.PathLike) or not os.fspath(path):
            yield f"{name}: ci vuole il percorso di una cartella fra virgolette, non {_shown(path)}"
        elif "\0" in os.fspath(path):
            yield f"{name}: il percorso ha un segno non ammesso: {_shown(path)}"


def _not_there(paths: Mapping[str, str]) -> Iterator[str]:
    for name, path in paths.items():
        if name == "THEME" and not os.path.isdir(path) and _is_of_pelican(path):
            continue  # one of Pelican's own, by its name
        if name in ("PATH", "THEME") and not os.path.isdir(path):
            yield f"{name}: la cartella {_shown(path)} non c'è"
        elif name == "THEME" and not os.path.isdir(os.path.join(path, "templates")):
            yield f"{name}: in {_shown(path)} non c'è la cartella templates/ di un tema"
        elif os.path.exists(path) and not os.path.isdir(path):
            yield f"{name}: {_shown(path)} è un file: ci vuole una cartella"


def _is_of_pelican(theme: str) -> bool:
    found = find_spec("pelican")
    where = os.path.dirname(found.origin) if found and found.origin else ""
    return os.path.isdir(os.path.join(where, "themes", theme))


def _texts(whole: Settings, given: Settings) -> Iterator[str]:
    if "SITENAME" not in given:  # Pelican has one of its own
        yield "SITENAME: manca il nome del sito"
    if not isinstance(whole.get("SITEURL", ""), str):
        yield 'SITEURL: ci vuole un testo fra virgolette ("https://…"), o "" se l\'indirizzo non c\'è ancora'
    if whole.get("TIMEZONE", "Europe/Rome") != "Europe/Rome":
        yield f'TIMEZONE: il sito è in ora italiana: scrivi "Europe/Rome", non {_shown(whole["TIMEZONE"])}'
    if whole.get("DEFAULT_LANG", "it") != "it":
        yield f'DEFAULT_LANG: il sito è in italiano: scrivi "it", non {_shown(whole["DEFAULT_LANG"])}'


def _doors(given: Settings) -> Iterator[str]:
    for name in _TRUTHS:
        if name in given and not isinstance(given[name], bool):
            yield f"{name}: scrivi True (sì) o False (no), senza virgolette, non {_shown(given[name])}"
    workers = given.get("WORKERS", 0)
    if type(workers) is not int or not 0 <= workers <= MOST_WORKERS:
        yield (
            "WORKERS: ci vuole un numero intero senza virgolette, da 0 (quanti sono i processori) "
            f"a {MOST_WORKERS}, non {_shown(workers)}"
        )
    today = given.get("TODAY")
    if today not in (None, "") and type(today) is not dt.date:
        try:
            parsed_day(today)
        except BadDay as error:
            yield f"TODAY: {error}"


def _plugins(whole: Settings) -> Iterator[str]:
    listed = whole.get("PLUGINS")
    if not isinstance(listed, _LISTS):
        yield f"PLUGINS: ci vuole {_LIST}, non {_shown(listed)}: PLUGINS = [plugin]"
        return
    names = {item.__name__ if isinstance(item, ModuleType) else item for item in listed if _names_one(item)}
    for item in listed:
        if not _names_one(item):
            yield f"PLUGINS: {_shown(item)} non è un plugin: ci vuole un modulo, o il suo nome fra virgolette"
        elif isinstance(item, str) and not whole.get("PLUGIN_PATHS") and not _there(item):
            yield f"PLUGINS: il plugin {_shown(item)} non c'è: controlla il nome, o installalo"
    if PLUGIN not in names:
        yield "PLUGINS: manca il plugin del catalogo, e senza non si costruisce niente: PLUGINS = [plugin]"


def _names_one(item: Any) -> bool:
    return isinstance(item, ModuleType) or (isinstance(item, str) and bool(item))


def _there(name: str) -> bool:
    for known in (f"pelican.plugins.{name}", name):
        try:
            if find_spec(known):
                return True
        except (ImportError, ValueError, AttributeError):
            continue
    return False


def _as_pelican_has(given: Settings, defaults: Settings) -> Iterator[str]:
    """Pelican's other settings have the form of what it has by itself."""
    for name, default in defaults.items():
        if name not in given or name in {*OWN, *_PATHS, *_TRUTHS, "PLUGINS"}:
            continue
        value = given[name]
        if isinstance(default, _LISTS) and not isinstance(value, _LISTS) and not (name == "LOCALE" and _text(value)):
            yield f"{name}: ci vuole {_LIST}, non {_shown(value)}"
        elif isinstance(default, dict) and not isinstance(value, Mapping):
            yield f"{name}: ci vuole un gruppo fra parentesi graffe ({{…}}), non {_shown(value)}"
        elif name == "PAGINATION_PATTERNS" and not all(isinstance(rule, _LISTS) and len(rule) == 3 for rule in value):
            yield f"{name}: ci vuole un elenco di regole, di tre valori ciascuna: di solito la riga si toglie"
    if given.get("PELICAN_CLASS", defaults.get("PELICAN_CLASS")) != defaults.get("PELICAN_CLASS"):
        yield "PELICAN_CLASS: togli la riga: il sito si costruisce con la classe di Pelican"


def _of_pelican(whole: Settings) -> Iterator[str]:
    """What would have Pelican publish things of its own."""
    for name in _EMPTY:
        if isinstance(whole.get(name), _LISTS) and whole[name]:
            yield f"{name}: le pagine e i file li fa il plugin del catalogo: lascia l'elenco vuoto ([])"
    for name in sorted(whole):
        if name.startswith("FEED_ALL_") and whole[name]:
            yield f"{name}: il sito fa da sé i suoi feed: scrivi None"


def _misspelt(given: Settings, defaults: Settings) -> Iterator[str]:
    """Names that nobody reads and that are nearly one of the catalogue's; "OUTPUTS" has an answer of its own."""
    for name in sorted(given):
        if name not in defaults and name not in OWN and name != "OUTPUTS" and name.isupper():
            near = difflib.get_close_matches(name, (*OWN, *_PATHS, *_TRUTHS, "PLUGINS"), n=1, cutoff=0.8)
            if near:
                yield f"{name}: questa impostazione non c'è. Forse volevi «{near[0]}»?"


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _shown(value: Any) -> str:
    """A value as the operator wrote it, short and on one line."""
    text = value if isinstance(value, str) else repr(value)
    return f"«{''.join(sign if sign.isprintable() else '�' for sign in text[:60])}»" if text else "un testo vuoto"
