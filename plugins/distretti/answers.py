"""What the development server answers: files of a folder, to readers on this machine only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".nt": "application/n-triples",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".topojson": "application/json",
    ".ttl": "text/turtle; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".yaml": "application/yaml; charset=utf-8",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP: status, body and the headers besides Content-Length and Cache-Control."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def answer(output: Path, target: str) -> Answer:
    """The answer to GET `target` ("/a/?q"): a file of `output`, 301 for a folder without slash, 404.html with 404."""
    path, mark, query = target.partition("?")
    if (found := _file(output, path)) is not None:
        return Answer(200, found[1], {"Content-Type": _TYPES.get(found[0], "application/octet-stream")})
    if _file(output, f"{path}/") is not None:
        return Answer(301, b"", {"Location": f"{path}/{mark}{query}"})
    missing = _file(output, "/404.html") or ("", b"Pagina non trovata.")
    return Answer(404, missing[1], {"Content-Type": _TYPES[".html"]})


_ELSEWHERE = Answer(421, b"Questo server risponde solo a 127.0.0.1 e a localhost.", {"Content-Type": _TYPES[".txt"]})


def is_this_machine(host: str) -> bool:
    """Whether a Host header names this machine, at any port (tunnels have their own).

    Any other name is that of a page elsewhere, whose server says that its address is 127.0.0.1 (DNS rebinding).
    """
    return (
        re.fullmatch(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", host.strip(), re.ASCII | re.IGNORECASE) is not None
    )


def _file(output: Path, path: str) -> tuple[str, bytes] | None:
    """Suffix and bytes of the file at an address path, index.html for "…/"; None if there is none inside `output`."""
    names = unquote(path).removeprefix("/").split("/")
    if names[-1] == "":
        names[-1] = "index.html"
    if any(name in {"", ".", ".."} or set(name) & set("\\:\0") for name in names):
        return None
    file = output.joinpath(*names)
    try:
        return file.suffix, file.read_bytes()
    except OSError:
        return None


class Reader(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, output: Path, *arguments: Any) -> None:
        self.output = output
        super().__init__(*arguments)

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host", [])
        found = answer(self.output, self.path) if all(map(is_this_machine, hosts)) else _ELSEWHERE
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    do_HEAD = do_GET

    def log_message(self, *_: Any) -> None:
        """Says nothing: the terminal is for builds."""
