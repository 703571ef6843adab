"""`python -m bench.maps CONTENT`: how long the maps of a preview take, in CPU seconds of one process."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from distretti.presenters.maps import Atlas

from . import pages

spent = 0.0


def _timed(name: str) -> None:
    real = getattr(Atlas, name)

    def timed(self: Atlas, *given: Any) -> Any:
        global spent
        begun = time.process_time()
        try:
            return real(self, *given)
        finally:
            spent += time.process_time() - begun

    setattr(Atlas, name, timed)


if __name__ == "__main__":
    for name in ("district", "region", "italy"):
        _timed(name)
    with tempfile.TemporaryDirectory() as folder:
        pages.preview(Path(sys.argv[1]), Path(folder) / "site")
    print(spent)
