"""The command line for editors and operators: `python -m distretti check`, `serve`. Loads no Pelican."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = PROJECT / "content" / "reference"


def check(folder: Path, form: str = "text", since: str | None = None, reviewed: bool = False) -> int:
    """Print every problem of the content folder, then the warnings; 0 where there is no problem.

    `form` is "text", "json" or "github" (annotations of a pull request); `since` a revision of git: then only of the
    files that have changed from it, with what of them is worth another look. `reviewed`: that of all records.
    """
    from .checking import checked
    from .language.problem import as_annotations, as_json, errors, report
    from .revision import Refused

    try:
        problems, files, _ = checked(folder, REFERENCE, since, reviewed)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    counted = files if since is None else None
    said = {"json": as_json, "github": as_annotations}.get(form, lambda found: report(found, counted))(problems)
    print(said, end="\n" if said else "")
    return 1 if errors(problems) else 0


def format_files(folder: Path, only_check: bool) -> int:
    """Put the fields of every record in order, or say which are not; 0 where nothing is left to do."""
    from . import editing

    if not folder.is_dir():
        print(f"La cartella «{folder}» non c'è.", file=sys.stderr)
        return 1
    found = editing.in_order(folder, write=not only_check)
    if only_check and found:
        print("\n".join(f"{folder}/{path}: i campi non sono nell'ordine delle schede" for path in found))
        print(f"{len(found)} file da riordinare: python -m distretti format")
        return 1
    print("Tutte le schede sono in ordine." if not found else f"Schede riordinate: {len(found)}.")
    return 0


def summary(folder: Path, since: str) -> int:
    """Print what has changed since a revision in words, for who reviews it; 1 where it has problems."""
    from . import changes
    from .checking import checked
    from .language.problem import errors
    from .revision import Refused

    try:
        found = checked(folder, REFERENCE, since)
        print(changes.summary(folder, since, found))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 1 if errors([*found.problems, *found.elsewhere]) else 0


def worklist(folder: Path, region: str) -> int:
    """Print which records of districts lack something; 0 also where none does."""
    from . import checking
    from .revision import Refused

    try:
        lines = checking.worklist(folder, REFERENCE, region)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print("\n".join([*lines, f"{len(lines)} schede da rivedere" if len(lines) != 1 else "1 scheda da rivedere"]))
    return 0


def new(kind: str, name: str, region: str | None, folder: Path) -> int:
    """Begin a record: a file with what it must have, and all else as comments; 0 where that is done."""
    from . import editing, revision

    try:
        print(editing.begin(folder, kind, name, region))
    except revision.Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def accept(file: Path, folder: Path) -> int:
    """Take a proposal from the form of /proponi/ into a branch; 0 where that is done."""
    from . import editing, revision

    try:
        print(editing.accept(folder, file))
    except revision.Refused as refused:
        print(f"{refused}\nNon è cambiato niente.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Non riesco a leggere «{file}»: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


def import_file(mapping: Path, file: Path, folder: Path, write: bool, commit: bool) -> int:
    """Take what is new of a file of others, and print what was found; 0 where the file could be used."""
    from . import imports, revision

    try:
        print(imports.imported(folder, REFERENCE, mapping, file, write, commit))
    except revision.Refused as refused:
        print(f"{refused}\nNon è cambiato niente.", file=sys.stderr)
        return 1
    return 0


def links(chosen: argparse.Namespace) -> int:
    """Ask for the addresses of the content, and print which do not answer; 0 where they could be asked."""
    from . import links as outgoing
    from .language.problem import as_annotations, as_json, report
    from .revision import Refused

    try:
        found = outgoing.asked(chosen.folder, REFERENCE, chosen.host, chosen.since, chosen.limit, chosen.waivers)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    said = {"json": as_json, "github": as_annotations}.get(chosen.form, report)(found.problems)
    said += f"\n{found.said}" if chosen.form == "text" else ""
    print(said, end="\n" if said else "")
    return 0


def settings(files: list[Path]) -> int:
    """Say of each settings file what Python cannot read in it: Pelican would end with a traceback; 0 where it can."""
    from . import given

    found = list(filter(None, map(given.unreadable, files)))
    if found:
        print("\n".join([*found, given.STOPPED]), file=sys.stderr)
    return 1 if found else 0


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


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    from .language.causes import speak_plainly
    from .model.registry import REGISTRY

    speak_plainly()
    argparse._ = _italian  # type: ignore[attr-defined]  # what argparse says by itself has no other door
    parser = argparse.ArgumentParser(
        prog="distretti", description="Strumenti del catalogo dei distretti del commercio."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="controlla i contenuti ed elenca tutti i problemi")
    checking.add_argument("folder", nargs="?", default="content", type=Path, help="la cartella dei contenuti")
    checking.add_argument(
        "--format", default="text", choices=("text", "json", "github"), dest="form", help="la forma dell'elenco"
    )
    checking.add_argument("--since", metavar="REVISIONE", help="solo i file cambiati da quella revisione di git")
    checking.add_argument("--review", action="store_true", help="dice anche che cosa conviene rivedere di ogni scheda")
    summing = commands.add_parser("summary", help="dice in parole che cosa cambia da una revisione, per chi rilegge")
    summing.add_argument("since", metavar="revisione", help="per esempio main")
    summing.add_argument("folder", nargs="?", default="content", type=Path, help="la cartella dei contenuti")
    todo = commands.add_parser("worklist", help="elenca le schede di distretti a cui manca qualcosa, da rivedere")
    todo.add_argument("folder", nargs="?", default="content", type=Path, help="la cartella dei contenuti")
    todo.add_argument("--region", metavar="REGIONE", default="", help="solo di una regione: lombardia")
    beginning = commands.add_parser("new", help="comincia una scheda: i campi obbligatori, e gli altri come commenti")
    beginning.add_argument("kind", metavar="tipo", choices=[kind.one for kind in REGISTRY], help="%(choices)s")
    beginning.add_argument("name", metavar="nome", help="il nome o il titolo, fra virgolette")
    beginning.add_argument("--region", metavar="REGIONE", help="la cartella, per i tipi che stanno in una regione")
    beginning.add_argument("--folder", default="content", type=Path, help="la cartella dei contenuti")
    ordering = commands.add_parser("format", help="mette in ordine i campi delle schede, senza toccare altro")
    ordering.add_argument("folder", nargs="?", default="content", type=Path, help="la cartella dei contenuti")
    ordering.add_argument("--check", action="store_true", help="dice soltanto quali non sono in ordine")
    accepting = commands.add_parser("accept", help="prende un file del modulo «Proponi» in un ramo di git")
    accepting.add_argument("file", type=Path, help="il file ricevuto")
    accepting.add_argument("--folder", default="content", type=Path, help="la cartella dei contenuti")
    importing = commands.add_parser("import", help="prende distretti, contatti o eventi da un file di altri")
    importing.add_argument("map", metavar="mappa", type=Path, help="che cosa è il file: docs/importare.md")
    importing.add_argument("file", type=Path, help="il file CSV o iCalendar")
    importing.add_argument("--folder", default="content", type=Path, help="la cartella dei contenuti")
    importing.add_argument("--check", action="store_true", help="dice soltanto che cosa troverebbe")
    importing.add_argument("--commit", action="store_true", help="un ramo di git, con un commit per ente")
    asking = commands.add_parser("links", help="chiede agli indirizzi dei contenuti se rispondono ancora (va in rete)")
    asking.add_argument("folder", nargs="?", default="content", type=Path, help="la cartella dei contenuti")
    asking.add_argument(
        "--format", default="text", choices=("text", "json", "github"), dest="form", help="la forma dell'elenco"
    )
    asking.add_argument("--host", metavar="SITO", help="solo gli indirizzi di un sito")
    asking.add_argument("--since", metavar="REVISIONE", help="solo quelli dei file cambiati da quella revisione di git")
    asking.add_argument("--limit", metavar="NUMERO", type=int, help="al massimo tanti indirizzi")
    asking.add_argument("--waivers", metavar="FILE", type=Path, help="le esenzioni, se non sono in links.yaml")
    reading = commands.add_parser("settings", help="dice se i file delle impostazioni si leggono")
    reading.add_argument("files", nargs="+", type=Path, help="per esempio pelicanconf.py")
    serving = commands.add_parser("serve", help="mostra il sito e lo ricostruisce a ogni modifica")
    serving.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(arguments)
    try:
        return _run(chosen)
    except KeyboardInterrupt:
        print("Interrotto.", file=sys.stderr)
        return 130


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "check":
        return check(chosen.folder, chosen.form, chosen.since, chosen.review)
    if chosen.command == "worklist":
        return worklist(chosen.folder, chosen.region)
    if chosen.command == "summary":
        return summary(chosen.folder, chosen.since)
    if chosen.command == "new":
        return new(chosen.kind, chosen.name, chosen.region, chosen.folder)
    if chosen.command == "format":
        return format_files(chosen.folder, chosen.check)
    if chosen.command == "accept":
        return accept(chosen.file, chosen.folder)
    if chosen.command == "import":
        return import_file(chosen.map, chosen.file, chosen.folder, not chosen.check, chosen.commit and not chosen.check)
    if chosen.command == "links":
        return links(chosen)
    if chosen.command == "settings":
        return settings(chosen.files)
    from .serve import serve

    return serve(port=chosen.port, root=Path.cwd())


if __name__ == "__main__":
    sys.exit(main())
