"""Calendars of a built site in ical.js beside icalendar; as a program: `tests/other_calendars.py output`.

ical.js comes from package-lock.json (`npm ci`). Where khal is installed, it reads some calendars too, from the smallest
to the largest.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

if __name__ == "__main__":  # run as a file: the project's folder is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests import calendar_oracle as oracle

PROJECT = Path(__file__).resolve().parents[1]
SAMPLE = 12  # calendars for khal, whose import is slow: from the smallest to the largest
KHAL = """[calendars]
[[prova]]
path = {root}/eventi
[sqlite]
path = {root}/khal.db
[locale]
local_timezone = Europe/Rome
default_timezone = Europe/Rome
longdateformat = %Y-%m-%d
timeformat = %H:%M
"""

Found = dict[Path, set[oracle.Instant]]


def ical_js(files: list[Path], first: dt.date, last: dt.date) -> dict[Path, set[oracle.Instant]]:
    """What ical.js finds in each file."""
    command = ["node", "tests/ical_js.mjs", first.isoformat(), last.isoformat(), *map(str, files)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    found: dict[Path, set[oracle.Instant]] = {file: set() for file in files}
    for line in filter(None, done.stdout.splitlines()):
        file, uid, moment = line.split("\t")
        found[Path(file)].add((oracle.base(uid), moment.replace(".000Z", "+00:00")))
    return found


def khal(file: Path, first: dt.date, last: dt.date) -> set[oracle.Instant]:
    """What khal finds in a file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "eventi").mkdir()
        (root / "config").write_text(KHAL.format(root=root))
        command = ["khal", "-c", str(root / "config")]
        subprocess.run([*command, "import", "--batch", "-a", "prova", str(file)], check=True, capture_output=True)
        span = [first.isoformat(), (last + oracle.DAY).isoformat()]
        listed = subprocess.run(
            [*command, "list", "--format", "{uid}\t{start-date-long}\t{start-time}", "--day-format", "", *span],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    lines = (line.split("\t") for line in listed.stdout.splitlines() if line)
    return {(oracle.base(uid), _moment(day, time)) for uid, day, time in lines}


def _moment(day: str, time: str) -> str:
    """As the oracle writes it: a date, or a moment in UTC."""
    moment = dt.datetime.fromisoformat(f"{day}T{time or '00:00'}").replace(tzinfo=oracle.ROME)
    return moment.astimezone(dt.UTC).isoformat() if time else day


def main(folder: Path) -> int:
    """Say where two programs differ; 1 where they do."""
    first = dt.date.today()
    last = dt.date(first.year + 1, 12, 31)
    files = [file for file in sorted(folder.rglob("*.ics")) if b"BEGIN:VEVENT" in file.read_bytes()]
    ours = {file: _within(oracle.expanded(file.read_bytes(), first, last), first, last) for file in files}
    different = _compare("ical.js", ours, ical_js(files, first, last), first, last)
    if shutil.which("khal"):
        sample = sorted(files, key=lambda each: each.stat().st_size)[:: max(1, len(files) // SAMPLE)]
        found = {file: khal(file, first, last) for file in sample}
        different += _compare("khal", {file: ours[file] for file in sample}, found, first, last)
    else:
        print("khal: non c’è (su Debian e Ubuntu: sudo apt-get install khal)")
    return 1 if different else 0


def _compare(name: str, ours: Found, other: Found, first: dt.date, last: dt.date) -> int:
    """How many calendars differ, each said."""
    different = 0
    for file, instants in ours.items():
        if differs := instants ^ _within(other[file], first, last):
            different += 1
            print(f"{name}: {file}: {len(differs)} date diverse, per esempio {sorted(differs)[0]}")
    total = sum(map(len, ours.values()))
    print(f"{name}: {len(ours)} calendari, {total} date, {different} diversi da icalendar")
    return different


def _within(instants: Iterable[oracle.Instant], first: dt.date, last: dt.date) -> set[oracle.Instant]:
    """Those that begin between two days: programs list what began before and goes on, each in its way."""
    return {each for each in instants if first.isoformat() <= each[1][:10] <= last.isoformat()}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
