"""The command line for editors and operators: `python -m distretti check`, `serve`. Loads no Pelican."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def check(folder: Path) -> int:
    """Print every problem of the content folder; 0 where there is none but warnings."""
    from .language.dates import day_of_build
    from .language.problem import errors, report
    from .reading import rules
    from .reading.loader import load

    if not folder.is_dir():
        print(f"La cartella «{folder}» non c'è.", file=sys.stderr)
        return 1
    content = load(folder, PROJECT / "content" / "reference")
    problems = content.problems + rules.broken(content, day_of_build())
    if problems:
        print(report(problems))
    if errors(problems):
        return 1
    print(f"Nessun problema in {len(content.files)} file.")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = argparse.ArgumentParser(
        prog="distretti", description="Strumenti del catalogo dei distretti del commercio."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="controlla i contenuti ed elenca tutti i problemi")
    checking.add_argument("folder", nargs="?", default="content", type=Path, help="la cartella dei contenuti")
    serving = commands.add_parser("serve", help="mostra il sito e lo ricostruisce a ogni modifica")
    serving.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return check(chosen.folder)
    from .serve import serve

    return serve(port=chosen.port, root=Path.cwd())


if __name__ == "__main__":
    sys.exit(main())
