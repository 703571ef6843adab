"""Whether a change of the code changes the site: builds a revision's and this tree's, and compares them byte for byte.

    python tools/same_site.py [REVISION]        HEAD where none is given

Both build the content of this tree, for one day. Pagefind's filter, meta and entry files differ from run to run, and
are left out. Prints the files that differ and ends with 1 where there are any.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CHANGING = re.compile(r"pagefind-entry\.json|.*\.pf_(meta|filter)")
SHOWN = 20


def built(code: Path, output: Path) -> Path:
    """The site of this tree's content and theme, built by the code of another."""
    shutil.copytree(PROJECT / "content", code / "content", dirs_exist_ok=True)
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", str(output), "-q"]
    day = 'TODAY="2026-11-28"'
    subprocess.run([*command, "-e", day], cwd=code, check=True)
    return output


def files(folder: Path) -> set[str]:
    """The files of a site by path, but those that differ from run to run."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not CHANGING.fullmatch(path.name))
    return {path.relative_to(folder).as_posix() for path in paths}


def differences(one: Path, other: Path) -> list[str]:
    """The paths of the files that only one of two sites has, or that differ, sorted."""
    here, there = files(one), files(other)
    common = sorted(here & there)
    _, differing, unreadable = filecmp.cmpfiles(one, other, common, shallow=False)
    return sorted((here ^ there) | set(differing) | set(unreadable))


def main(revision: str = "HEAD") -> int:
    """0 where both sites are the same, 1 where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        before, now = Path(folder, "before"), Path(folder, "now")
        before.mkdir()
        archive = subprocess.run(
            ["git", "archive", revision, ".", ":!content"], cwd=PROJECT, check=True, capture_output=True
        )
        subprocess.run(["tar", "-x", "-C", str(before)], input=archive.stdout, check=True)
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "--", ".", ":!content"],
            cwd=PROJECT, check=True, capture_output=True, text=True,
        ).stdout.splitlines()  # fmt: skip
        for path in listed:
            if (PROJECT / path).is_file():
                (now / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / path, now / path)
        sites = built(before, Path(folder, "site before")), built(now, Path(folder, "site now"))
        found = differences(*sites)
        count = len(files(sites[1]))
    for path in found[:SHOWN]:
        print(path)
    print(f"{len(found)} files of {count} differ from those that {revision} builds.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
