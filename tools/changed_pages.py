"""The pages that differ between two built sites, for who reviews a change: a list in Markdown, and copies of both.

    git diff --name-only -z … | python tools/changed_pages.py BEFORE AFTER FOLDER

The paths of the changed files, inside the content folder, come from the standard input, a NUL after each: the pages of
their records are listed first, then those that came or went, then the rest. Writes FOLDER/prima/… and FOLDER/dopo/…
with the pages that differ (as text, so that no browser runs them), and prints the list. Pagefind's files are left out:
they differ from run to run.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from distretti.reading.layout import page_name, record_name
from distretti.site import addresses
from tools.same_site import differences

SHOWN = 30


def main(before: Path, after: Path, folder: Path, changed: Iterable[str] = ()) -> None:
    """Print the list and copy the pages; `changed` are the files of the content that differ."""
    pages = [path for path in differences(before, after) if path.endswith("index.html")]
    own = {addresses.file(addresses.at(name)) for path in changed if (name := record_name(path) or page_name(path))}
    pages.sort(key=lambda path: (path not in own, (before / path).is_file() and (after / path).is_file()))
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
    one, other, into = map(Path, sys.argv[1:4])
    main(one, other, into, os.fsdecode(sys.stdin.buffer.read()).split("\0"))
