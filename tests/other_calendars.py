"""Calendars of a built site in ical.js beside icalendar; as a program: `tests/other_calendars.py output`.

ical.js comes from package-lock.json (`npm ci`). Where khal is installed, it reads the smallest calendars too.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":  # run as a file: the project's folder is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import calendar_oracle as oracle

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = 5  # calendars for khal, whose import is slow


def ical_js(files: list[Path], first: dt.date, last: dt.date) -> dict[Path, set[oracle.Instant]]:
    """What ical.js finds in each file."""
    command = ["node", "tests/ical_js.mjs", first.isoformat(), last.isoformat(), *map(str, files)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    found: dict[Path, set[oracle.Instant]] = {file: set() for file in files}
    for line in filter(None, done.stdout.splitlines()):
        file, uid, moment = line.split("\t")
        found[Path(file)].add((oracle.base(uid), moment.replace(".000Z", "+00:00")))
    return found


def khal(file: Path, first: dt.date, last: dt.date) -> int:
    """How many occurrences khal lists."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "eventi").mkdir()
        where = f"[calendars]\n[[prova]]\npath = {root}/eventi\n[sqlite]\npath = {root}/khal.db\n"
        form = "[locale]\nlocal_timezone = Europe/Rome\ndefault_timezone = Europe/Rome\nlongdateformat = %Y-%m-%d\n"
        (root / "config").write_text(where + form)
        command = ["khal", "-c", str(root / "config")]
        subprocess.run([*command, "import", "--batch", "-a", "prova", str(file)], check=True, capture_output=True)
        span = [first.isoformat(), (last + oracle.DAY).isoformat()]
        listed = subprocess.run(
            [*command, "list", "--once", "--format", "{uid}", "--day-format", "", *span],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return len(listed.stdout.split())


def main(folder: Path) -> int:
    """Say where two programs differ; 1 where they do."""
    first = dt.date.today()
    last = dt.date(first.year + 1, 12, 31)
    files = [file for file in sorted(folder.rglob("*.ics")) if b"BEGIN:VEVENT" in file.read_bytes()]
    other, different, total = ical_js(files, first, last), 0, 0
    for file in files:
        ours = set(oracle.expanded(file.read_bytes(), first, last))
        total += len(ours)
        if differs := {instant for instant in ours ^ other[file] if re.match(r"\d{4}", instant[1])}:
            different += 1
            print(f"{file}: {len(differs)} date diverse, per esempio {sorted(differs)[0]}")
    print(f"ical.js: {len(files)} calendari, {total} date, {different} diversi da icalendar")
    if shutil.which("khal"):
        for file in sorted(files, key=lambda each: each.stat().st_size)[:SAMPLE]:
            print(f"khal: {file.relative_to(folder)}: {khal(file, first, last)} date")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
