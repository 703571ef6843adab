"""Pages → the files of a search index, by the Pagefind binary spoken to over its `--service` protocol.

A request is the base64 of a JSON object and a comma, and so is each reply, in the order of requests. Pagefind's own
Python API waits a tenth of a second for each reply; this one sends a few, then reads as many.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any

LANGUAGE = "it"
AT_ONCE = 64  # replies of this many additions fit into a pipe
_NEEDED = ("pagefind.js", "pagefind-entry.json", f"wasm.{LANGUAGE}.pagefind")
_DATA = (".pf_meta", ".pf_filter", ".pf_fragment", ".pf_index")


class IndexFailed(Exception):
    """There is no index; the text says in Italian why."""


def indexed(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The files of an index of pages (url, HTML with Pagefind's attributes), by path: script, WebAssembly, data.

    The same pages in the same order give the same bytes, but for the meta, filter and entry files. Raises IndexFailed.
    """
    try:
        from pagefind_bin import get_executable

        program = str(get_executable())
    except (ImportError, OSError) as error:
        raise IndexFailed(f"manca il programma Pagefind ({error})") from error
    try:
        with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            try:
                return _files(_Service(process), pages)
            finally:
                process.kill()
    except OSError as error:
        raise IndexFailed(f"Pagefind non parte o si è fermato ({error})") from error


def _files(service: _Service, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    index = service.ask([{"type": "NewIndex", "config": {"force_language": LANGUAGE}}])[0]["index_id"]
    additions = ({"type": "AddFile", "index_id": index, "url": url, "file_contents": html} for url, html in pages)
    while batch := list(islice(additions, AT_ONCE)):
        service.ask(batch)
    found = service.ask([{"type": "GetFiles", "index_id": index}])[0]["files"]
    return {
        file["path"]: base64.b64decode(file["content"])
        for file in sorted(found, key=lambda file: str(file["path"]))
        if file["path"] in _NEEDED or file["path"].endswith(_DATA)
    }


class _Service:
    """A Pagefind that waits for requests."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._out: IO[bytes] = process.stdin
        self._replies = _messages(process.stdout)
        self._number = 0

    def ask(self, requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The replies to these requests."""
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


def _messages(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while read := stream.read1(1 << 20):  # type: ignore[attr-defined]
        *ended, rest = read.split(b",")
        for end in ended:
            yield json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts.clear()
        parts.append(rest)
    raise IndexFailed("Pagefind si è fermato")
