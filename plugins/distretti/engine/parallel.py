"""The same work on many things, in several processes where the platform can fork; in this one elsewhere."""

from __future__ import annotations

import mmap
import os
import pickle
import selectors
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_HEAD = struct.Struct("<BQ")  # what is sent, length of what follows
_RESULTS, _EXIT, _ERROR = range(3)
_PLACE = struct.Struct("<q")  # the place of the item a worker is at
_ENDED = -1
_BLOCK = 16  # items that a worker does before it says so


class WorkerFailed(Exception):
    """A worker raised or died; the text names in Italian what it was doing. What the disk refuses is an OSError."""


class WorkerDied(WorkerFailed):
    """A worker was ended from outside: by somebody, or by a system without memory."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parallel_map(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    processes: int,
    label: Callable[[Item], str],
    at_exit: Callable[[], Iterable[Any]] = lambda: (),
    on_exit: Callable[[Any], None] = lambda value: None,
) -> Iterator[Result]:
    """Call a function on each item in forked processes; yields the results as they come, in no fixed order.

    `label` names an item in messages. `at_exit()` runs in each worker when it has no more items; each value that it
    yields is sent to `on_exit` here. Workers see all that this process holds, as it is now; only results come back, so
    they should be small. A worker must not print: it is the copy of a process that may have threads, whose locks it
    cannot know to be free. Raises WorkerFailed, or the OSError of a worker that the disk refused something.
    """
    if processes < 2 or len(items) < 2 or not hasattr(os, "fork"):
        yield from _here(function, items, label)
        for value in at_exit():
            on_exit(value)
        return
    count = min(processes, len(items))
    places = mmap.mmap(-1, _PLACE.size * count)  # shared with the workers
    started: dict[int, tuple[int, BinaryIO]] = {}
    try:
        for number in range(count):
            started[number] = _start(function, items, number, count, places, at_exit)
        yield from _results(started, items, places, label, on_exit)
    finally:
        for process, stream in started.values():
            stream.close()
            _end(process)
        places.close()


def _here(function: Callable[[Item], Result], items: Sequence[Item], label: Callable[[Item], str]) -> Iterator[Result]:
    for item in items:
        try:
            result = function(item)
        except Exception as error:
            if _is_of_the_disk(error):
                raise
            raise WorkerFailed(f"{label(item)}:\n{traceback.format_exc()}") from error
        yield result


def _is_of_the_disk(error: Exception | None) -> bool:
    """Whether the system refused something. Other errors (jinja2.TemplateNotFound) are OSErrors by name only."""
    return isinstance(error, OSError) and error.errno is not None


def _start(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    number: int,
    count: int,
    places: mmap.mmap,
    at_exit: Callable[[], Iterable[Any]],
) -> tuple[int, BinaryIO]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb", buffering=0)
    os.close(reading)
    try:
        _silence()
        with os.fdopen(writing, "wb") as stream:
            for start in range(number * _BLOCK, len(items), count * _BLOCK):
                _send(stream, *_block(function, items, range(start, min(start + _BLOCK, len(items))), places, number))
            for value in at_exit():
                _send(stream, _EXIT, value)
            _PLACE.pack_into(places, number * _PLACE.size, _ENDED)
    finally:
        os._exit(0)  # nothing of the parent's is flushed or closed twice


def _silence() -> None:
    """In a worker: signals end it, and nothing it says is heard."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _block(
    function: Callable[[Any], Any], items: Sequence[Any], block: range, places: mmap.mmap, number: int
) -> tuple[int, Any]:
    results = []
    for place in block:
        _PLACE.pack_into(places, number * _PLACE.size, place)
        try:
            results.append(function(items[place]))
        except Exception as error:
            return _ERROR, (place, traceback.format_exc(), _sendable(error))
    return _RESULTS, results


def _sendable(error: Exception) -> Exception | None:
    """The error itself where it can be sent, for who knows what to do about it."""
    try:
        return error if isinstance(pickle.loads(pickle.dumps(error)), type(error)) else None
    except Exception:  # whatever its class does when it is copied
        return None


def _send(stream: BinaryIO, kind: int, value: Any) -> None:
    content = pickle.dumps(value, protocol=5)
    stream.write(_HEAD.pack(kind, len(content)))
    stream.write(content)
    stream.flush()
    if kind == _ERROR:
        os._exit(1)


def _results(
    started: dict[int, tuple[int, BinaryIO]],
    items: Sequence[Any],
    places: mmap.mmap,
    label: Callable[[Any], str],
    on_exit: Callable[[Any], None],
) -> Iterator[Any]:
    with selectors.DefaultSelector() as ready:
        for number, (_, stream) in started.items():
            ready.register(stream, selectors.EVENT_READ, number)
        while ready.get_map():
            for key, _ in ready.select():
                message = _message(key.fileobj)
                if message is None:
                    place = _PLACE.unpack_from(places, key.data * _PLACE.size)[0]
                    if place != _ENDED:
                        raise WorkerDied(f"{label(items[place])}: il processo che la preparava è stato interrotto")
                    ready.unregister(key.fileobj)
                    continue
                kind, value = message
                if kind == _ERROR:
                    place, trace, error = value
                    if _is_of_the_disk(error):
                        raise error
                    raise WorkerFailed(f"{label(items[place])}:\n{trace}") from error
                if kind == _EXIT:
                    on_exit(value)
                else:
                    yield from value


def _message(stream: Any) -> tuple[int, Any] | None:
    """The next message of a worker, None where there are no more."""
    head = _exactly(stream, _HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    content = _exactly(stream, length)
    return (kind, pickle.loads(content)) if len(content) == length else None


def _exactly(stream: Any, size: int) -> memoryview:
    """So many bytes, fewer where the stream ends."""
    found = memoryview(bytearray(size))
    done = 0
    while done < size and (read := stream.readinto(found[done:])):
        done += read
    return found[:done]


def _end(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
