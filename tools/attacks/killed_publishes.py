"""Publishes that are killed at any moment, while readers read: no page may be missing, cut short or of two versions.

    .venv/bin/python -m tools.attacks.killed_publishes [HOW MANY] [SEED]      60, 20261129 where not given

Others' files are in the folder too: a password file must keep its rights at every read.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from . import publishing

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


class Reader(threading.Thread):
    """Reads pages, the assets that they ask for and the password file until it is told to stop."""

    def __init__(self, site: Path, seed: int) -> None:
        super().__init__(daemon=True)
        self.site, self.chance = site, random.Random(seed)
        self.pages = [
            file.relative_to(site) for file in site.rglob("*.html") if "Versione" in file.read_text("utf-8")
        ]  # fmt: skip
        self.reads, self.wrong, self.over = 0, list[str](), False

    def run(self) -> None:
        """Read."""
        while not self.over:
            page = self.chance.choice(self.pages)
            try:
                text = (self.site / page).read_text("utf-8")
                publishing.version_of(text)
                for asset in publishing.assets_of(text):
                    if not (self.site / asset).stat().st_size:
                        raise ValueError(f"{asset} is empty")
                rights = (self.site / ".htpasswd").stat()
                if (rights.st_mode & 0o777, rights.st_mtime) != (0o600, 1e9):
                    raise ValueError(f".htpasswd has other rights or time: {rights}")
            except (OSError, ValueError) as error:
                self.wrong.append(f"{page}: {error}")
            self.reads += 1


def main(arguments: list[str]) -> int:
    """1 where a reader got anything wrong, or what is served is not one whole version."""
    many, seed = [*map(int, arguments), *(60, 20261129)[len(arguments) :]]
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "output"
        publishing.publish(site, 0)
        (site / ".htpasswd").write_text("secret")
        (site / ".htpasswd").chmod(0o600)
        os.utime(site / ".htpasswd", (1e9, 1e9))
        begun = time.monotonic()
        publishing.publish(site, 1)
        whole = time.monotonic() - begun
        readers = [Reader(site, seed + number) for number in range(2)]
        for reader in readers:
            reader.start()
        wrong: list[str] = []
        killed, version = 0, 1
        while killed < many:
            version += 1
            with subprocess.Popen(
                publishing.command(site, version), cwd=publishing.PROJECT, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            ) as build:  # fmt: skip
                time.sleep(chance.uniform(0.2, 1) * whole)
                if build.poll() is None:
                    os.killpg(build.pid, chance.choice(SIGNALS))
                killed += build.wait() != 0
            wrong += publishing.faults(site)
        code, said = publishing.publish(site, version + 1)
        wrong += [said] if code else publishing.faults(site)
        for reader in readers:
            reader.over = True
            reader.join()
            wrong += reader.wrong
        reads = sum(reader.reads for reader in readers)
    print(
        f"{killed} of {version} publishes killed (seed {seed}): {len(wrong)} wrong of {reads} reads",
        *wrong[:5],
        sep="\n  ",
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
