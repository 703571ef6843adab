"""Disks that are full or read-only, folders that may not be written: what a publish says and leaves.

sudo .venv/bin/python -m tools.attacks.disks
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import publishing

USER = 65534  # nobody


def attacks(disk: Path) -> Iterator[tuple[str, str, int, str]]:
    """The name of each attack, and what the publish said, ended with and was to say."""
    site = disk / "output"
    assert publishing.publish(site, 1)[0] == 0
    assert publishing.publish(site, 2)[0] == 0
    shutil.rmtree(disk / "memory")  # all is written anew
    for version, left in enumerate((0, 40, 80, 120, 400, 1000, 2000, 3000), 3):  # kilobytes
        shutil.rmtree(disk / ".output.idle", ignore_errors=True)
        ballast = disk / "ballast"
        os.sync()
        free = shutil.disk_usage(disk).free - (left << 10)
        with ballast.open("wb") as file:
            try:
                for _ in range(free >> 12):
                    file.write(bytes(1 << 12))
            except OSError:
                file.close()
        code, said = publishing.publish(site, version)
        ballast.unlink()
        yield f"full disk, {left} KB left", said, code, "disco pieno"
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    code, said = publishing.publish(site, 12)
    yield "read-only disk", said, code, "in sola lettura"
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    code, said = publishing.publish(site, 12, USER)
    yield "folder of root, publish of a user", said, code, "permesso negato"
    for path in (disk, *disk.rglob("*")):
        os.chown(path, USER, USER, follow_symlinks=False)
    (site / ".htpasswd").write_text("secret")
    (site / ".htpasswd").chmod(0o600)
    code, said = publishing.publish(site, 12, USER)
    yield "file of root among those of a user", said, code, "«.htpasswd», in"
    (site / ".htpasswd").unlink()


def main() -> int:
    """1 where a publish said or left something else than is promised."""
    bad = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        with publishing.disk(folder, 80) as disk:
            for name, said, code, sentence in attacks(disk):
                wrong = [*publishing.said_badly(said), *publishing.faults(disk / "output")]
                if (code and sentence not in said) or ("disk, " not in name and not code):  # some room may be enough
                    wrong.append(f"said: {said[-600:]}")
                bad += bool(wrong)
                print(f"{name}: {'refused' if code else 'published'}, {len(wrong)} faults", *wrong[:4], sep="\n  ")
            code, said = publishing.publish(disk / "output", 12, USER)
            print(f"and then: {'a whole site' if code == 0 else said}", *publishing.faults(disk / "output"))
            bad += code != 0
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
