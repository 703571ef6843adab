"""A power cut after a publish: the bytes of an ext4 disk are copied some seconds after it, and the copy is mounted.

    sudo .venv/bin/python -m tools.attacks.power_cut [--unflushed] [SECONDS ...]      0 3 9 where none are given

What the system holds in memory and has not written is lost in the copy, as it is when the power goes. Counts the files
of the served site that are empty or not of the site's version. `--unflushed` publishes without the flush before the
exchange, to see that the attack finds what it should.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import publishing

UNFLUSHED = (
    "from distretti.engine import exchange; exchange.flush = lambda folder: None; from pelican import main; main()"
)


def copied(image: Path, folder: Path) -> list[str]:
    """What is wrong with the served site of a disk as its bytes are now."""
    copy, mounted = folder / "copy", publishing.emptied(folder / "seen")
    subprocess.run(["cp", "--sparse=always", str(image), str(copy)], check=True)
    subprocess.run(["mount", "-o", "loop", str(copy), str(mounted)], check=True)
    try:
        return list(publishing.faults(mounted / "output"))
    finally:
        subprocess.run(["umount", str(mounted)], check=True)


def main(arguments: list[str]) -> int:
    """1 where a cut left a site that is not whole."""
    flushed = "--unflushed" not in arguments
    waits = [float(each) for each in arguments if each != "--unflushed"] or [0.0, 3.0, 9.0]
    bad = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with publishing.disk(folder, 600) as disk:
            for version, wait in enumerate(waits, 1):
                command = publishing.command(disk / "output", version)
                if not flushed:
                    command[1:3] = ["-c", UNFLUSHED]
                subprocess.run(command, cwd=publishing.PROJECT, check=True, stdout=subprocess.DEVNULL)
                time.sleep(wait)
                wrong = copied(folder / "disk", folder)
                bad += bool(wrong)
                files = sum(1 for _ in (disk / "output").rglob("*.*"))
                print(
                    f"cut {wait:g} s after publish {version}: {len(wrong)} wrong of {files} files",
                    *wrong[:3],
                    sep="\n  ",
                )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
