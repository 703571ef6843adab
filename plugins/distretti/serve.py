"""The development server: builds the preview, serves it on this machine only, builds again at every change.

Each build is a process of its own, so changed code counts; the server itself starts again when the package changes.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import Change, watch

from .answers import Reader
from .reading import layout
from .site import addresses

PREVIEW = "anteprima"
BUILD = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", PREVIEW)
_HOST = "127.0.0.1"
MOST_PAGES = 5  # that are named after a build
_FOLDERS = ("content", "theme", "plugins")
_SETTINGS = ("pelicanconf.py", "publishconf.py")

# Hidden files, back-ups, and what vim (4913), Emacs, sed -i and Python leave for a moment beside the real file.
_PASSING = re.compile(r"\..*|4913|#.*#|.*~|.*\.(sw[a-z]|tmp|bak|orig)|sed\w{6}|__pycache__|.*\.py[co](\.\d+)?")


def serve(port: int, root: Path, build: Sequence[str] = BUILD) -> int:
    """Serves until Ctrl+C or SIGTERM; the exit code: 0, or 1 if the port cannot be had (said in Italian).

    `root` holds content/, theme/, plugins/; `build` runs there and writes anteprima/. A failed build changes nothing.
    """
    root = root.resolve()
    try:
        server = _Server((_HOST, port), partial(Reader, root / PREVIEW))
    except (OSError, OverflowError) as error:
        _say(_port_refused(port, error))
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _follow(root, build, f"http://{_HOST}:{server.server_port}")
        again = True
    except KeyboardInterrupt:
        again = False
    server.shutdown()
    server.server_close()
    _say("Il codice è cambiato: riavvio il server." if again else "Server chiuso.")
    return _start_again() if again else 0


def _follow(root: Path, build: Sequence[str], address: str) -> None:
    """Builds now and after every change; comes back only when the server has to start again with new code."""
    folders = [root / name for name in _FOLDERS if (root / name).is_dir()]
    settings = _settings(root)
    ready = False
    # The time-outs give a first turn at once, with the watch already on: a change during the first build is not lost.
    # They also look at the settings, which cannot be watched one by one: writing by rename would end the watch.
    for events in watch(*folders, watch_filter=counts, step=100, rust_timeout=200, yield_on_timeout=True):
        before, settings = settings, _settings(root)
        changed = {Path(path) for _, path in events} | {path for path in settings if settings[path] != before[path]}
        if not ready:
            _say("Costruisco il sito…")
            what = "Sito pronto" if _build(root, build) else "Aspetto una correzione"
            _say(f"{what} su {address} (Ctrl+C per chiudere)")
            ready = True
        elif changed:
            _say(f"Cambiato: {_names(changed, root)}")
            if any(path.suffix == ".py" and root / "plugins" in path.parents for path in changed) and _code_loads(root):
                return
            if _build(root, build):
                for page in pages_of(changed, root)[:MOST_PAGES]:
                    _say(f"Pagina: {address}{page}")


def pages_of(changed: set[Path], root: Path) -> list[str]:
    """The addresses of the pages of the records and of the words that were changed, as far as there is such a page."""
    paths = (path.relative_to(root / "content").as_posix() for path in changed if root / "content" in path.parents)
    names = {layout.record_name(path) or layout.page_name(path) for path in paths}
    found = sorted(addresses.at(name) for name in names if name)
    return [address for address in found if (root / PREVIEW / addresses.file(address)).is_file()]


def counts(_change: Change, path: str) -> bool:
    """Whether a change of this path is worth a build: false for what editors and Python leave for a moment."""
    return not _PASSING.fullmatch(Path(path).name)


def _settings(root: Path) -> dict[Path, tuple[int, int]]:
    """When the settings files were last written, and how long they are; a file that is missing counts as (0, 0)."""
    found = {root / name: (0, 0) for name in _SETTINGS}
    for path in found:
        if path.exists():
            state = path.stat()
            found[path] = (state.st_mtime_ns, state.st_size)
    return found


def _build(root: Path, build: Sequence[str]) -> bool:
    """Runs one build to its end, whether it went well; its own messages go to the terminal as they come."""
    start = time.monotonic()
    with subprocess.Popen(build, cwd=root) as process:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.terminate()
            raise
    seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
    if code == 0:
        _say(f"Sito costruito in {seconds} s")
    else:
        _say(f"La costruzione non è riuscita ({seconds} s): l’errore è qui sopra, resta il sito di prima.")
    return code == 0


def _names(changed: set[Path], root: Path) -> str:
    """Up to three of the changed files, and how many more."""
    names = sorted(path.relative_to(root).as_posix() for path in changed)
    rest = len(names) - 3
    return ", ".join(names[:3]) + (f" e {'un altro' if rest == 1 else f'altri {rest}'}" if rest > 0 else "")


def _code_loads(root: Path) -> bool:
    """Whether the program that is running could start again with the code as it is now; Python's error is shown."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    module = spec.name if spec else __name__
    loads = subprocess.run([sys.executable, "-c", f"import {module}"], cwd=root, check=False).returncode == 0
    if not loads:
        _say("Il codice nuovo non si carica: il server resta con quello di prima; l’errore è qui sopra.")
    return loads


def _start_again() -> int:
    """This same command in place of this process, or (Windows) in one that it waits for; the exit code."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 0


def _port_refused(port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return (
            f"La porta {port} è già occupata, forse da un altro «make serve»: chiudilo, "
            f"oppure scegli un’altra porta, per esempio «make serve PORT={port + 1}»."
        )
    return f"Non posso aprire la porta {port}: {error}. Scegline un’altra fra 1024 e 65535: «make serve PORT=8001»."


def _say(message: str) -> None:
    print(message, flush=True)


class _Server(ThreadingHTTPServer):
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port in silence
    daemon_threads = True

    def handle_error(self, *arguments: Any) -> None:
        """Passes over browsers that go away half-way; anything else is a mistake of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*arguments)
