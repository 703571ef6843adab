"""The pages that differ between two built sites, for who reviews a change: a list in Markdown, and copies of both.

    python tools/changed_pages.py BEFORE AFTER FOLDER

Writes FOLDER/prima/… and FOLDER/dopo/… with the pages that differ (as text, so that no browser runs them), and prints
the list. Pagefind's files are left out: they differ from run to run.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.same_site import differences

SHOWN = 30


def main(before: Path, after: Path, folder: Path) -> None:
    """Print the list and copy the pages."""
    pages = [path for path in differences(before, after) if path.endswith("index.html")]
    pages.sort(key=lambda path: (before / path).is_file() and (after / path).is_file())  # what came or went first
    for name, site in (("prima", before), ("dopo", after)):
        for path in pages:
            if (site / path).is_file():
                copy = folder / name / f"{path}.txt"
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(site / path, copy)
    print(f"## Pagine che cambiano: {len(pages)}\n")
    for path in pages[:SHOWN]:
        where = (
            ""
            if (before / path).is_file() and (after / path).is_file()
            else " (nuova)"
            if (after / path).is_file()
            else " (tolta)"
        )
        print(f"- /{path.removesuffix('index.html')}{where}")
    if len(pages) > SHOWN:
        print(f"- … e altre {len(pages) - SHOWN}, tutte nell'allegato")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
