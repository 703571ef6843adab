"""What each command of the command line does: chosen arguments → an exit code. Loads a part only when it is asked for.

What cannot be done is Refused; `__main__` says it.
"""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = PROJECT / "content" / "reference"
UNCHANGED = "Non è cambiato niente."


def check(chosen: Namespace) -> int:
    """Print every problem of the content folder, then the warnings; 0 where there is no problem.

    `form` is "text", "json" or "github" (annotations of a pull request); `since` a revision of git: then only of the
    files that have changed from it, with what of them is worth another look. `review`: that of all records.
    """
    from .checking import checked
    from .language.problem import as_annotations, as_json, errors, report, stopped
    from .reviewing.revision import Refused

    try:
        problems, files, _ = checked(chosen.folder, REFERENCE, chosen.since, chosen.review)
    except Refused as refused:
        _print(stopped(str(refused)) if chosen.form == "github" else "")
        raise
    counted = files if chosen.since is None else None
    forms = {"json": as_json, "github": as_annotations}
    _print(forms.get(chosen.form, lambda found: report(found, counted))(problems))
    return 1 if errors(problems) else 0


def format_files(chosen: Namespace) -> int:
    """Put the fields of every record in order, or say which are not; 0 where nothing is left to do."""
    from . import editing
    from .reviewing.revision import Refused

    if not chosen.folder.is_dir():
        raise Refused(f"La cartella «{chosen.folder}» non c'è.")
    found = editing.in_order(chosen.folder, write=not chosen.check)
    if chosen.check and found:
        print("\n".join(f"{chosen.folder}/{path}: i campi non sono nell'ordine delle schede" for path in found))
        print(f"{len(found)} file da riordinare: python -m distretti format")
        return 1
    print("Tutte le schede sono in ordine." if not found else f"Schede riordinate: {len(found)}.")
    return 0


def summary(chosen: Namespace) -> int:
    """Print what has changed since a revision in words, for who reviews it; 1 where it has problems."""
    from . import changes
    from .checking import checked
    from .language.problem import errors
    from .reviewing.revision import Refused

    if not chosen.folder.is_dir():
        print(
            changes.unreadable(f"La cartella «{chosen.folder}» non c'è: la proposta la toglie, o le dà un altro nome.")
        )
        return 1
    try:
        found, why = checked(chosen.folder, REFERENCE, chosen.since), ""
    except Refused as refused:
        found, why = None, str(refused)
    print(changes.summary(chosen.folder, chosen.since, found, why))
    return 0 if found and not errors([*found.problems, *found.elsewhere]) else 1


def worklist(chosen: Namespace) -> int:
    """Print which records of districts lack something; 0 also where none does."""
    from . import checking

    lines = checking.worklist(chosen.folder, REFERENCE, chosen.region)
    print("\n".join([*lines, f"{len(lines)} schede da rivedere" if len(lines) != 1 else "1 scheda da rivedere"]))
    return 0


def new(chosen: Namespace) -> int:
    """Begin a record: a file with what it must have, and all else as comments; 0 where that is done."""
    from . import editing

    print(editing.begin(chosen.folder, chosen.kind, chosen.name, chosen.region))
    return 0


def accept(chosen: Namespace) -> int:
    """Take a proposal from the form of /proponi/ into a branch; 0 where that is done."""
    from . import editing
    from .language.causes import cause
    from .reviewing.revision import Refused

    try:
        print(editing.accept(chosen.folder, chosen.file, chosen.replace))
    except Refused as refused:
        raise Refused(f"{refused}\n{UNCHANGED}") from None
    except OSError as error:
        raise Refused(f"Non riesco a leggere «{chosen.file}»: {cause(error)}.") from None
    return 0


def import_file(chosen: Namespace) -> int:
    """Take what is new of a file of others, and print what was found; 0 where the file could be used."""
    from . import imports
    from .reviewing.revision import Refused

    write, commit = not chosen.check, chosen.commit and not chosen.check
    try:
        print(imports.imported(chosen.folder, REFERENCE, chosen.map, chosen.file, write, commit))
    except Refused as refused:
        raise Refused(f"{refused}\n{UNCHANGED}") from None
    return 0


def links(chosen: Namespace) -> int:
    """Ask for the addresses of the content, and print which do not answer; 0 where they could be asked."""
    from . import links as outgoing
    from .language.problem import as_annotations, as_json, report

    found = outgoing.asked(chosen.folder, REFERENCE, chosen.host, chosen.since, chosen.limit, chosen.waivers)
    said = {"json": as_json, "github": as_annotations}.get(chosen.form, report)(found.problems)
    _print(said + (f"\n{found.said}" if chosen.form == "text" else ""))
    return 0


def settings(chosen: Namespace) -> int:
    """Say of each settings file what Python cannot read in it: Pelican would end with a traceback; 0 where it can."""
    from . import given

    found = list(filter(None, map(given.unreadable, chosen.files)))
    if found:
        print("\n".join([*found, given.STOPPED]), file=sys.stderr)
    return 1 if found else 0


def merge(chosen: Namespace) -> int:
    """Publish the site that shares of it make together, and print what was done; 0."""
    from . import shares  # what a build needs, and no other command

    _print(shares.merge([folder.resolve() for folder in chosen.folders], chosen.output.resolve(), PROJECT))
    return 0


def serve(chosen: Namespace) -> int:
    """Show the site, and build it again at each change, until it is stopped."""
    from . import serve as server

    gc.enable()  # it goes on for hours
    return server.serve(port=chosen.port, root=Path.cwd())


def _print(said: str) -> None:
    print(said, end="\n" if said else "")
