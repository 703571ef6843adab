"""The development server, as a process of its own on a small project whose "build" copies one file."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from watchfiles import Change

from distretti.answers import Answer, Reader, answer
from distretti.serve import counts, pages_of, serve
from distretti.site.site import CSP, REFERRER

PLUGINS = Path(__file__).parent.parent / "plugins"
LIMIT = 60.0  # generous: only a failure waits this long

BUILDER = """\
import pathlib, sys, time
while pathlib.Path("wait").exists():
    time.sleep(0.02)
text = pathlib.Path("content/page.txt").read_text()
with open("builds.log", "a") as log:
    log.write(text + "\\n")
if text == "rotto":
    sys.exit("ERRORE DI PROVA")
pathlib.Path("anteprima").mkdir(exist_ok=True)
pathlib.Path("anteprima/new").write_text(text)
pathlib.Path("anteprima/new").replace("anteprima/index.html")
"""
STARTER = """\
import pathlib, signal, sys
from distretti.serve import serve
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start background jobs with SIGINT ignored
    sys.exit(serve(int(sys.argv[1]), pathlib.Path.cwd(), [sys.executable, "build.py"]))
"""


def until(happened: Callable[[], object], what: str) -> None:
    """Comes back as soon as it has happened; fails after LIMIT seconds."""
    end = time.monotonic() + LIMIT
    while not happened():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.02)


class Running:
    """A server process on the project in `root`, and what a test asks of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {**os.environ, "PYTHONPATH": f"{root / 'plugins'}{os.pathsep}{PLUGINS}", "PYTHONUTF8": "1"}
        with (root / "terminal.log").open("w") as terminal:
            command = [sys.executable, "-m", "starter", str(self.port)]
            self.process = subprocess.Popen(command, cwd=root, env=environment, stdout=terminal, stderr=terminal)

    def terminal(self) -> str:
        return (self.root / "terminal.log").read_text("utf-8")

    def builds(self) -> list[str]:
        log = self.root / "builds.log"
        return log.read_text("utf-8").split() if log.exists() else []

    def get(self, target: str) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        connection.request("GET", target)
        found = connection.getresponse()
        body = found.read().decode()
        connection.close()
        return found.status, body, dict(found.getheaders())

    def write(self, text: str, name: str = "content/page.txt") -> None:
        """As careful editors do: a new file beside, then renamed over."""
        path = self.root / name
        beside = path.with_name(f".{path.name}.swp")
        beside.write_text(text)
        beside.replace(path)

    def until_said(self, words: str, times: int = 1) -> None:
        until(lambda: self.terminal().count(words) >= times or self.process.poll() is not None, words)
        assert self.terminal().count(words) >= times, self.terminal()

    def until_shown(self, text: str) -> None:
        until(lambda: self.get("/")[1] == text, f"page «{text}»")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content", "theme", "plugins", "anteprima/lodi"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/districts/lombardia").mkdir(parents=True)
    (tmp_path / "build.py").write_text(BUILDER)
    (tmp_path / "plugins/starter.py").write_text(STARTER)
    (tmp_path / "pelicanconf.py").write_text("")
    (tmp_path / "content/page.txt").write_text("uno")
    (tmp_path / "anteprima/404.html").write_text("non c’è", encoding="utf-8")
    (tmp_path / "anteprima/lodi/index.html").write_text("Lodi")
    return tmp_path


@pytest.fixture
def running(root: Path) -> Iterator[Running]:
    server = Running(root)
    try:
        server.until_said("Sito pronto")
        yield server
    finally:
        (root / "wait").unlink(missing_ok=True)  # a build that the signal met while it was started ends too
        server.process.kill()
        server.process.wait()


def test_after_a_build_the_pages_that_changed_are_named(running: Running) -> None:
    page = running.root / "anteprima" / "distretti" / "lombardia" / "lodi"
    page.mkdir(parents=True)
    (page / "index.html").write_text("Lodi")
    running.write("name: Lodi", "content/districts/lombardia/lodi.yaml")
    running.until_said(f"Pagina: http://127.0.0.1:{running.port}/distretti/lombardia/lodi/")


def test_pages_are_those_of_records_and_of_words_that_are_there(root: Path) -> None:
    for page in ("distretti/lombardia/lodi", "eventi/ricorrenti/lodi", "metodo"):
        (root / "anteprima" / page).mkdir(parents=True)
        (root / "anteprima" / page / "index.html").write_text(page)
    files = (
        "districts/lombardia/lodi.yaml", "districts/lombardia/lodi.md", "events/ricorrenti/lodi.yaml",
        "pages/metodo.md", "districts/lombardia/nuovo.yaml", "bodies.yaml", "reference/comuni.csv",
    )  # fmt: skip
    changed = {root / "content" / file for file in files} | {root / "theme" / "templates" / "base.html"}
    assert pages_of(changed, root) == ["/distretti/lombardia/lodi/", "/eventi/ricorrenti/lodi/", "/metodo/"]


def test_serves_pages_and_404_page(running: Running) -> None:
    status, body, headers = running.get("/")
    assert (status, body) == (200, "uno")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    assert running.get("/manca/")[:2] == (404, "non c’è")
    assert running.get("/lodi")[2]["Location"] == "/lodi/"
    assert f"Sito pronto su http://127.0.0.1:{running.port} (Ctrl+C per chiudere)" in running.terminal()


def test_one_change_one_build(running: Running) -> None:
    for word in ("due", "tre", "quattro"):
        for passing in ("content/.page.txt.swp", "content/page.txt~", "content/4913", "content/.#page.txt"):
            (running.root / passing).write_text("x")
            (running.root / passing).unlink()
        running.write(word)
        running.until_shown(word)
    assert running.builds() == ["uno", "due", "tre", "quattro"]


def test_settings_count_and_output_does_not(running: Running) -> None:
    (running.root / "anteprima/other.html").write_text("x")
    running.write("SITENAME = 'x'", "pelicanconf.py")
    running.until_said("Cambiato: pelicanconf.py")
    running.until_said("Sito costruito", 2)
    running.write("due")
    running.until_shown("due")
    assert running.builds() == ["uno", "uno", "due"]


def test_changes_during_a_build_give_one_more(running: Running) -> None:
    (running.root / "wait").touch()
    running.write("due")
    running.until_said("Cambiato: content/page.txt")
    running.write("tre")
    running.write("quattro")
    (running.root / "wait").unlink()
    running.until_said("Cambiato: content/page.txt", 2)
    running.until_said("Sito costruito", 3)
    running.write("cinque")
    running.until_shown("cinque")
    assert running.builds() == ["uno", "quattro", "quattro", "cinque"]


def test_failed_build_keeps_the_old_site(running: Running) -> None:
    running.write("rotto")
    running.until_said("La costruzione non è riuscita")
    assert "ERRORE DI PROVA" in running.terminal()
    assert running.get("/")[:2] == (200, "uno")
    running.write("due")
    running.until_shown("due")


def test_first_build_that_fails_waits_for_a_correction(root: Path) -> None:
    (root / "content/page.txt").write_text("rotto")
    server = Running(root)
    try:
        server.until_said("Aspetto una correzione")
        server.write("uno")
        server.until_shown("uno")
    finally:
        server.process.kill()
        server.process.wait()


def test_changed_code_starts_the_server_again(running: Running) -> None:
    running.write("NAME = 'x'", "plugins/names.py")
    running.until_said("riavvio il server")
    running.until_said("Sito pronto", 2)
    assert running.get("/")[:2] == (200, "uno")
    assert running.builds() == ["uno", "uno"]


def test_broken_code_leaves_the_server_up(running: Running) -> None:
    running.write("def broken(:", "plugins/starter.py")
    running.until_said("Il codice nuovo non si carica")
    assert "SyntaxError" in running.terminal()
    assert running.get("/")[:2] == (200, "uno")
    running.write(STARTER, "plugins/starter.py")
    running.until_said("riavvio il server")
    running.until_said("Sito pronto", 2)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("building", [False, True])
def test_closes_in_order(running: Running, name: str, building: bool) -> None:
    if building:
        (running.root / "wait").touch()
        running.write("due")
        running.until_said("Cambiato")
    running.process.send_signal(getattr(signal, name))
    assert running.process.wait(LIMIT) == 0
    assert "Server chiuso." in running.terminal()
    assert "Traceback" not in running.terminal()


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        (["127.0.0.1"], 200), (["127.0.0.1:8000"], 200), (["localhost:9000"], 200), (["LOCALHOST"], 200),
        (["[::1]"], 200), ([], 200), (["evil.example"], 421),
        (["evil.example:8000"], 421), (["127.0.0.1.evil.example"], 421),
        (["localhost.evil.example"], 421), (["127.0.0.1@evil.example"], 421), ([""], 421), (["0.0.0.0"], 421),
        (["127.0.0.1", "evil.example"], 421),
    ],
)  # fmt: skip
def test_other_hosts_are_refused(hosts: list[str], status: int, root: Path) -> None:
    """A page of the net whose name points to this machine gets nothing of a preview (DNS rebinding)."""
    (root / "anteprima/index.html").write_text("secret")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Reader, root / "anteprima")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=LIMIT)
        connection.putrequest("GET", "/", skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        found = connection.getresponse()
        assert found.status == status
        assert (b"secret" in found.read()) == (status == 200)
        server.shutdown()


def test_port_in_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve(port, root, [sys.executable, "-c", "raise SystemExit(9)"]) == 1
    assert f"La porta {port} è già occupata" in capsys.readouterr().out


def test_impossible_port(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(70000, root) == 1
    assert "Non posso aprire la porta 70000" in capsys.readouterr().out


@pytest.mark.parametrize(
    "target",
    [
        "/../build.py", "/%2e%2e/build.py", "/..%2fbuild.py", "/lodi/../../build.py", "/..\\build.py", "/..%5cbuild.py",
        "//etc/passwd", "/%2fetc/passwd", "/C:/Windows", "/%00", "/lodi/index.html/", "/lodi//", "*", "",
        "/" + "a" * 5000,
    ],
)  # fmt: skip
def test_nothing_outside_output(root: Path, target: str) -> None:
    found = answer(root / "anteprima", target)
    assert (found.status, found.body.decode()) == (404, "non c’è")


def test_folders_without_slash_keep_the_query(root: Path) -> None:
    assert answer(root / "anteprima", "/lodi?q=a/b") == Answer(301, b"", {"Location": "/lodi/?q=a/b"})
    assert answer(root / "anteprima", "/lodi/?q=1").body == b"Lodi"


def test_folder_without_index_is_not_listed(root: Path) -> None:
    (root / "anteprima/css").mkdir()
    assert answer(root / "anteprima", "/css").status == answer(root / "anteprima", "/css/").status == 404


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("a.ics", "text/calendar; charset=utf-8"), ("a.csv", "text/csv; charset=utf-8"),
        ("a.ttl", "text/turtle; charset=utf-8"), ("a.geojson", "application/geo+json"),
        ("a.woff2", "font/woff2"), ("a.jsonld", "application/ld+json"),
        ("a.webmanifest", "application/manifest+json"), ("a.topojson", "application/json"),
        ("a.css", "text/css; charset=utf-8"), ("a.unknown", "application/octet-stream"),
    ],
)  # fmt: skip
def test_content_types(root: Path, name: str, type_: str) -> None:
    (root / "anteprima" / name).write_bytes(b"x")
    assert answer(root / "anteprima", f"/{name}").headers == {"Content-Type": type_}


@pytest.mark.parametrize("server", ["nginx", "Apache"])
def test_the_settings_of_servers_give_the_same_types(root: Path, server: str) -> None:
    """What an operator is told to write is what `serve` sends."""
    text = (PLUGINS.parent / ("tools/hosting/nginx.conf" if server == "nginx" else "docs/pubblicare.md")).read_text(
        "utf-8"
    )
    form = r"^\s+(\w+/[\w+]+)\s+(\w+);" if server == "nginx" else r"AddType (\S+) \.(\w+)\n"
    found = {suffix: type_ for type_, suffix in re.findall(form, text, re.MULTILINE)}
    assert found.keys() == {"ics", "csv", "ttl", "geojson", "jsonld"}
    for suffix, type_ in found.items():
        (root / "anteprima" / f"a.{suffix}").write_bytes(b"x")
        assert answer(root / "anteprima", f"/a.{suffix}").headers["Content-Type"].partition(";")[0] == type_


def test_the_settings_of_servers_have_the_policy_of_the_site() -> None:
    """The rest of these settings is tried with the servers themselves: tools/attacks/servers.py."""
    files = (PLUGINS.parent / path for path in ("tools/hosting/nginx.conf", "docs/pubblicare.md"))
    text = "".join(file.read_text("utf-8") for file in files)
    found = re.findall(r'Content-Security-Policy "([^"]*)"', text)
    allowed = ("$distretti_riquadri", "'none'", "*")  # nginx, Apache, Apache for what may be framed
    assert found == [f"{CSP}; frame-ancestors {who}" for who in allowed]
    assert text.count("geolocation=") == 3
    assert re.findall(r"Referrer-Policy ([\w-]+)", text) == [REFERRER] * 2


@pytest.mark.parametrize("name", [".x.swp", "x.swx", "x~", ".#x", "#x#", "4913", "sedAb1Cd2", "x.pyc"])
def test_passing_files_do_not_count(name: str) -> None:
    assert not counts(Change.modified, f"/project/content/{name}")


@pytest.mark.parametrize("name", ["lodi.yaml", "events/2024", "districts/lombardia", "style.css", "sedi.md"])
def test_real_files_and_folders_count(name: str) -> None:
    assert counts(Change.deleted, f"/project/content/{name}")
