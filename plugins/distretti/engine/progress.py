"""How far a long build is, for a person who waits at a terminal; elsewhere only what was done in the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PAUSE = 1.0  # seconds between two lines


class Progress:
    """Told what is being done, it says so now and then; `laps` are the seconds that each stage took."""

    def __init__(self, say: Callable[[str], object] = print) -> None:
        self._say = say
        self._shown = sys.stdout.isatty()
        self._begun = self._last = self._lap = time.monotonic()
        self.laps: dict[str, float] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """So much of so many is done."""
        now = time.monotonic()
        if self._shown and now - self._last > PAUSE:
            self._say(f"{what}: {done} di {total}, {_seconds(now - self._begun)}")
            self._last = now

    def lap(self, stage: str) -> None:
        """A stage has ended."""
        now = time.monotonic()
        self.laps[stage] = self.laps.get(stage, 0.0) + now - self._lap
        self._lap = now

    def end(self, done: str) -> None:
        """What was done, and in what time: one line, and one more at a terminal."""
        print(f"Distretti: {done}; {_seconds(time.monotonic() - self._begun)}.")
        if self._shown:
            self._say(", ".join(f"{stage} {_seconds(seconds)}" for stage, seconds in self.laps.items()))


def _seconds(number: float) -> str:
    return f"{number:.1f} s".replace(".", ",")
