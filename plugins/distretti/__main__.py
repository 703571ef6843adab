"""The command line for editors and operators: `python -m distretti check`, `serve`. Loads no Pelican."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from . import commands
from .language.causes import speak_plainly
from .model.registry import REGISTRY
from .reviewing.revision import Refused


class Option(NamedTuple):
    """One argument of a command, as argparse takes it."""

    name: str
    given: dict[str, Any]


class Command(NamedTuple):
    """One command: its name, its line in the help, what it takes, what does it."""

    name: str
    help: str
    run: Callable[[argparse.Namespace], int]
    options: tuple[Option, ...]


def _option(name: str, help: str, **given: Any) -> Option:
    return Option(name, {"help": help, **given})


_CONTENT = {"default": "content", "type": Path, "help": "la cartella dei contenuti"}
_FOLDER = Option("folder", {"nargs": "?", "metavar": "cartella", **_CONTENT})
_IN_FOLDER = Option("--folder", {"metavar": "CARTELLA", **_CONTENT})
_FORM = _option("--format", "la forma dell'elenco", default="text", choices=("text", "json", "github"), dest="form")

COMMANDS = (
    Command(
        "check",
        "controlla i contenuti ed elenca tutti i problemi",
        commands.check,
        (
            _FOLDER,
            _FORM,
            _option("--since", "solo i file cambiati da quella revisione di git", metavar="REVISIONE"),
            _option("--review", "dice anche che cosa conviene rivedere di ogni scheda", action="store_true"),
        ),
    ),
    Command(
        "summary",
        "dice in parole che cosa cambia da una revisione, per chi rilegge",
        commands.summary,
        (_option("since", "per esempio main", metavar="revisione"), _FOLDER),
    ),
    Command(
        "worklist",
        "elenca le schede di distretti a cui manca qualcosa, da rivedere",
        commands.worklist,
        (_FOLDER, _option("--region", "solo di una regione: lombardia", metavar="REGIONE", default="")),
    ),
    Command(
        "new",
        "comincia una scheda: i campi obbligatori, e gli altri come commenti",
        commands.new,
        (
            _option("kind", "%(choices)s", metavar="tipo", choices=[kind.one for kind in REGISTRY]),
            _option("name", "il nome o il titolo, fra virgolette", metavar="nome"),
            _option("--region", "la cartella, per i tipi che stanno in una regione", metavar="REGIONE"),
            _IN_FOLDER,
        ),
    ),
    Command(
        "format",
        "mette in ordine i campi delle schede, senza toccare altro",
        commands.format_files,
        (_FOLDER, _option("--check", "dice soltanto quali non sono in ordine", action="store_true")),
    ),
    Command(
        "accept",
        "prende un file del modulo «Proponi» in un ramo di git",
        commands.accept,
        (
            _option("file", "il file ricevuto", type=Path),
            _IN_FOLDER,
            _option("--replace", "anche se la scheda c'è già e il file non viene da quella", action="store_true"),
        ),
    ),
    Command(
        "import",
        "prende distretti, contatti o eventi da un file di altri",
        commands.import_file,
        (
            _option("map", "che cosa è il file: docs/importare.md", metavar="mappa", type=Path),
            _option("file", "il file CSV o iCalendar", type=Path),
            _IN_FOLDER,
            _option("--check", "dice soltanto che cosa troverebbe", action="store_true"),
            _option("--commit", "un ramo di git, con un commit per ente", action="store_true"),
        ),
    ),
    Command(
        "links",
        "chiede agli indirizzi dei contenuti se rispondono ancora (va in rete)",
        commands.links,
        (
            _FOLDER,
            _FORM,
            _option("--host", "solo gli indirizzi di un sito", metavar="SITO"),
            _option("--since", "solo quelli dei file cambiati da quella revisione di git", metavar="REVISIONE"),
            _option("--limit", "al massimo tanti indirizzi", metavar="NUMERO", type=int),
            _option("--waivers", "le esenzioni, se non sono in links.yaml", metavar="FILE", type=Path),
        ),
    ),
    Command(
        "settings",
        "dice se i file delle impostazioni si leggono",
        commands.settings,
        (_option("files", "per esempio pelicanconf.py", nargs="+", type=Path),),
    ),
    Command(
        "merge",
        "unisce e pubblica le parti del sito fatte per regioni («make share»)",
        commands.merge,
        (
            _option("folders", "le cartelle delle parti", nargs="+", metavar="parte", type=Path),
            _option("--output", "la cartella da pubblicare", metavar="CARTELLA", default="output", type=Path),
        ),
    ),
    Command(
        "serve",
        "mostra il sito e lo ricostruisce a ogni modifica",
        commands.serve,
        (_option("--port", "la porta su 127.0.0.1", default=8000, type=int),),
    ),
)

_SAID = {
    "usage: ": "uso: ",
    "options": "opzioni",
    "positional arguments": "argomenti",
    "show this help message and exit": "mostra questo aiuto",
    "the following arguments are required: %s": "mancano: %s",
    "unrecognized arguments: %s": "non so che cosa sia: %s",
    "expected one argument": "ci vuole un valore",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r non si può scegliere; si può: %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r non va bene",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
}


def _italian(text: str) -> str:
    """What argparse says, in Italian."""
    return _SAID.get(text, text)


def _parser() -> argparse.ArgumentParser:
    argparse._ = _italian  # type: ignore[attr-defined]  # what argparse says by itself has no other door
    parser = argparse.ArgumentParser(
        prog="distretti", description="Strumenti del catalogo dei distretti del commercio."
    )
    named = parser.add_subparsers(dest="command", metavar="comando", required=True)
    for command in COMMANDS:
        its = named.add_parser(command.name, help=command.help)
        its.set_defaults(run=command.run)
        for option in command.options:
            its.add_argument(option.name, **option.given)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code: 1 also for what it refuses, which it says, and 130 where it was stopped."""
    speak_plainly()
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrotto.", file=sys.stderr)
        return 130
    return code


if __name__ == "__main__":
    gc.disable()  # as a build does: nothing here goes round in circles
    sys.exit(main())
