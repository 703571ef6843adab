"""A folder served on this machine: to the browser of the tests and to the checkers."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fresh = 0
    late: Mapping[str, float] = {}

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Begin the answer, after a while where this address is late."""
        time.sleep(self.late.get(self.path, 0))
        return super().send_head()

    def end_headers(self) -> None:
        """Theme files have a hash in their name and may be kept, as /_headers tells public hosts; pages may not."""
        if "/tema/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        elif self.path.partition("?")[0].endswith("/"):  # else browsers guess how long a page of this day is fresh
            self.send_header("Cache-Control", f"public, max-age={self.fresh}" if self.fresh else "no-cache")
        super().end_headers()


class _Reporting(_Quiet):
    """Pages without their policy, which is only reported: nothing is blocked and every breach is told."""

    policy = ""

    def do_GET(self) -> None:
        """Send a page as it is but for its policy; anything else as it is."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix != ".html" or not file.is_file():
            return super().do_GET()
        body, found = _META.subn(b"", file.read_bytes())
        assert found == 1, f"{file}: no policy to take away"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy-Report-Only", self.policy)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@functools.lru_cache(maxsize=1000)
def _compressed(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


class _Compressing(_Quiet):
    """As a public host sends files: compressed."""

    def do_GET(self) -> None:
        """Send the file compressed."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return self.send_error(404)
        body = _compressed(file, file.stat().st_mtime_ns)
        self.send_response(200)
        kind = self.guess_type(str(file))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(
    folder: Path,
    report_only: str = "",
    compressed: bool = False,
    fresh: int = 0,
    port: int = 0,
    late: Mapping[str, float] | None = None,
) -> Iterator[str]:
    """The address, without a final slash, at which the folder is served; `report_only` is the policy of its pages.

    `fresh`: for how many seconds a browser may show a page again without asking. `late`: after how many seconds an
    address is answered, which may change meanwhile.
    """
    kind: type[_Quiet] = type("_Fresh", (_Quiet,), {"fresh": fresh, "late": {} if late is None else late})
    if report_only:
        kind = type("_Reported", (_Reporting,), {"policy": report_only})
    handler = functools.partial(_Compressing if compressed else kind, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a browser that leaves before the last byte
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
