"""How often a host is asked: one question at a time, with a pause after each."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAUSE = 2.0  # seconds between two questions to a host


class Pace:
    """The turns of each host, for all threads; whoever waits stops waiting when `stop` is set."""

    def __init__(self, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic) -> None:
        self.stop = threading.Event()
        self._pause, self._clock = pause, clock
        self._turns = defaultdict[str, threading.Lock](threading.Lock)
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked; nobody else asks it meanwhile."""
        with self._lock:
            turn = self._turns[host]
        with turn:
            self.stop.wait(max(0.0, self._free.get(host, 0.0) - self._clock()))
            try:
                yield
            finally:
                self._free[host] = self._clock() + self._pause
