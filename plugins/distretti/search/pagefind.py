"""Pages → the files of a search index, by the Pagefind binary spoken to over its `--service` protocol.

A request is the base64 of a JSON object and a comma, and so is each reply, in the order of requests. Pagefind's own
Python API waits a tenth of a second for each reply; this one sends a few, then reads as many.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import IO, Any

from ..language.causes import cause

LANGUAGE = "it"
AT_ONCE = 64  # replies of this many additions fit into a pipe
PATIENCE = 600.0  # seconds that one answer may take: that with all files of 30,000 pages takes one tenth
_NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.{}.pagefind")
_DATA = (".pf_meta", ".pf_filter", ".pf_fragment", ".pf_index")
_PATH = re.compile(r"(?:\w[\w.-]*/)*\w[\w.-]*", re.ASCII)
_RUBBISH = "Pagefind ha risposto qualcosa che non si capisce: reinstalla le librerie («make clean», poi ripeti)"


class IndexFailed(Exception):
    """There is no index; the text says in Italian why."""


def indexed(pages: Iterable[tuple[str, str]], language: str = LANGUAGE) -> dict[str, bytes]:
    """The files of an index of pages (url, HTML with Pagefind's attributes), by path: script, WebAssembly, data.

    The same pages in the same order give the same bytes, but for the meta, filter and entry files. Raises IndexFailed.
    """
    try:
        from pagefind_bin import get_executable

        program = str(get_executable())
    except (ImportError, OSError) as error:
        raise IndexFailed(f"manca il programma Pagefind ({error})") from error
    try:
        # What it complains of is of no use to an operator: what is wrong is said here.
        with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            try:
                return _files(_Service(process), pages, language)
            finally:
                process.kill()
    except OSError as error:
        raise IndexFailed(f"Pagefind non parte o si è fermato ({cause(error)})") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise IndexFailed(_RUBBISH) from None


def _files(service: _Service, pages: Iterable[tuple[str, str]], language: str) -> dict[str, bytes]:
    """The files; what is asked and answered is checked, for they are written where they say."""
    needed = {name.format(language) for name in _NEEDED}
    index = service.ask([{"type": "NewIndex", "config": {"force_language": language}}])[0]["index_id"]
    additions = ({"type": "AddFile", "index_id": index, "url": url, "file_contents": html} for url, html in pages)
    while batch := list(islice(additions, AT_ONCE)):
        service.ask(batch)
    found = service.ask([{"type": "GetFiles", "index_id": index}])[0]["files"]
    files = {
        file["path"]: base64.b64decode(file["content"])
        for file in sorted(found, key=lambda file: str(file["path"]))
        if file["path"] in needed or file["path"].endswith(_DATA)
    }
    if not files.keys() >= needed or not all(map(_PATH.fullmatch, files)):
        raise IndexFailed(_RUBBISH)
    return files


class _Service:
    """A Pagefind that waits for requests."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._process = process
        self._out: IO[bytes] = process.stdin
        self._replies = _messages(process.stdout)
        self._number = 0

    def ask(self, requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The replies to these requests; raises IndexFailed where they are too long in coming."""
        with self._within(PATIENCE):
            for request in requests:
                self._number += 1
                message = json.dumps({"message_id": self._number, "payload": request}).encode()
                self._out.write(base64.b64encode(message) + b",")
            self._out.flush()
            found = [next(self._replies) for _ in requests]
        for reply in found:
            if reply["type"] == "Error":
                raise IndexFailed(f"Pagefind dice: {reply['message']}")
        return found

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """End the program where the block takes longer: then reading and writing end too."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (IndexFailed, OSError):
            if late.is_set():
                raise IndexFailed(f"Pagefind non risponde da {seconds:.0f} secondi") from None
            raise
        finally:
            timer.cancel()


def _messages(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while read := stream.read1(1 << 20):  # type: ignore[attr-defined]
        *ended, rest = read.split(b",")
        for end in ended:
            yield json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts.clear()
        parts.append(rest)
    raise IndexFailed("Pagefind si è fermato")
