"""Print a new empty folder for what the tests write: in memory where there is enough, else with other temporary files.

The tests make and remove some 200,000 files; on ext4 that takes longer than all they prove.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # Linux's; others have none
ENOUGH = 6 << 30  # bytes free; the tests use some 2 at the most, and browsers need memory too


def main() -> None:
    """Make the folder and print its path."""
    in_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    print(tempfile.mkdtemp(prefix="distretti-", dir=MEMORY if in_memory else None))


if __name__ == "__main__":
    main()
