"""What one process tree costs: CPU, wall, the files it wrote, and, in a run of its own, its memory."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05  # seconds between two looks at the memory

_DRAWN = re.compile(r"file rifatti (\d+)")

Stamps = dict[str, tuple[int, int]]


class Failed(Exception):
    """A build ended badly; the text is its command and what it said."""


@dataclass(frozen=True)
class Cost:
    """CPU and wall in seconds; `written` counts the files that are not those of before, `drawn` those made anew."""

    cpu: float
    wall: float
    written: int
    drawn: int = 0


@dataclass(frozen=True)
class Command:
    """What to run, where, and where it writes."""

    arguments: Sequence[str]
    folder: Path
    output: Path
    environment: Mapping[str, str]

    def start(self) -> subprocess.Popen[str]:
        environment = {**os.environ, **self.environment}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self.arguments, cwd=self.folder, env=environment, stdout=pipe, stderr=subprocess.STDOUT, text=True
        )

    def ended(self, process: subprocess.Popen[str]) -> str:
        """Wait for the end; what it said."""
        said, _ = process.communicate()
        if process.returncode:
            raise Failed(f"{' '.join(self.arguments)}\n{said}")
        return said


def cost(command: Command) -> Cost:
    """Run it once; CPU is that of the process and of all that it waited for."""
    before = stamps(command.output)
    spent, begun = _cpu(), time.perf_counter()
    said = command.ended(command.start())
    wall, cpu = time.perf_counter() - begun, _cpu() - spent
    after = stamps(command.output)
    drawn = _DRAWN.search(said)
    written = sum(before.get(path) != stamp for path, stamp in after.items())
    return Cost(cpu, wall, written, int(drawn[1]) if drawn else 0)


def stamps(folder: Path) -> Stamps:
    """When each file below was written, and its number on the disk: one of the two changes with every write."""
    found: Stamps = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            stat = os.stat(path)
            found[os.path.relpath(path, folder)] = (stat.st_mtime_ns, stat.st_ino)
    return found


def memory(command: Command) -> int | None:
    """The most memory that all processes had together, in bytes (PSS: what they share counts once); Linux only."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    process = command.start()
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_pss, _tree(process.pid))))
        time.sleep(PAUSE)
    command.ended(process)
    return most


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _tree(process: int) -> list[int]:
    """The process and all below it."""
    found = [process]
    for parent in found:
        for file in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, file.read_text().split())
            except OSError:
                continue
    return found


def _pss(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    lines = (line.split() for line in text.splitlines())
    return sum(int(line[1]) * 1024 for line in lines if line and line[0] == "Pss:")
