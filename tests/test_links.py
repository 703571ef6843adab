"""`links`: what the addresses of the content answer, asked politely: of a server on this machine, never the network."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from distretti import __main__ as door
from distretti import links
from distretti.model import links as model_links
from distretti.model.registry import REGISTRY, Kind
from distretti.model.schema import schema
from distretti.model.written import WEB
from distretti.outgoing import addresses, asking, causes, waivers
from distretti.outgoing.asking import Answer, Asker
from distretti.outgoing.pace import Pace
from distretti.reading.loader import load
from distretti.reviewing.revision import Refused

from .conftest import PROJECT
from .test_editing import repository

__all__ = ["repository"]

TODAY = dt.date(2026, 11, 28)


class Server(ThreadingHTTPServer):
    """Answers each path as it is told, and remembers what it was asked: method, host, path."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.answers: dict[str, tuple[int, str]] = {}  # status, Location
        self.to_head: dict[str, int] = {}


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.headers["Host"], self.path))
        if self.path == "/goccia":
            with_patience(self)
            return
        status, location = self.server.answers.get(self.path, (200, ""))
        if self.command == "HEAD":
            status = self.server.to_head.get(self.path, status)
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        pass


def with_patience(handler: BaseHTTPRequestHandler) -> None:
    """An answer drop by drop, which no timeout of one reading ends."""
    try:
        for _ in range(200):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()


def to(server: Server) -> asking.Resolve:
    """All hosts are the server, but those that are said not to exist."""

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        if host.startswith("nessuno"):
            raise socket.gaierror(socket.EAI_NONAME, "")
        return [("127.0.0.1", server.server_address[1])]

    return resolve


@pytest.fixture
def ask(server: Server) -> Callable[[str], Answer]:
    return Asker(Pace(0), to(server), timeout=0.5).ask


def test_head_is_enough(server: Server, ask: Callable[[str], Answer]) -> None:
    assert ask("http://uno.example/a b?c=è&d=1#punto".replace(" ", "%20")) == Answer()
    assert server.asked == [("HEAD", "uno.example", "/a%20b?c=%C3%A8&d=1")]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 418, 429, 500, 501, 503])
def test_get_is_asked_where_head_is_not_taken(server: Server, ask: Callable[[str], Answer], status: int) -> None:
    server.to_head["/a"] = status
    assert ask("http://uno.example/a") == Answer()
    assert [method for method, _, _ in server.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("status", "said"), [(404, "non c'è più (404)"), (410, "tolta"), (503, "guasto"), (429, "aspettare")]
)
def test_what_is_not_there_says_why(server: Server, ask: Callable[[str], Answer], status: int, said: str) -> None:
    server.answers["/a"] = (status, "")
    assert said in ask("http://uno.example/a").wrong
    assert [method for method, _, _ in server.asked] == ["HEAD", "GET"]


def test_redirects_are_followed_and_only_those_for_good_are_told(server: Server, ask: Callable[[str], Answer]) -> None:
    server.answers |= {
        "/prima": (301, "/dopo"), "/dopo": (308, "http://due.example/qui"), "/oggi": (302, "/qui"),
        "/mista": (301, "/oggi"), "/giro": (302, "/giro"), "/fuori": (301, "ftp://uno.example/"), "/rotta": (301, "http://[uno/"),
        "/persa": (301, "/manca"), "/manca": (404, ""),
    }  # fmt: skip
    assert ask("http://uno.example/prima") == Answer("", "http://due.example/qui", True)
    assert ask("http://uno.example/oggi") == Answer("", "http://uno.example/qui", False)
    assert ask("http://uno.example/mista").permanent is False
    assert "senza fine" in ask("http://uno.example/giro").wrong
    assert "non è del web" in ask("http://uno.example/fuori").wrong
    assert "non è del web" in ask("http://uno.example/rotta").wrong
    assert ask("http://uno.example/persa") == Answer(causes.of_status(404), "http://uno.example/manca", True)


def test_faults_have_their_causes(server: Server, ask: Callable[[str], Answer]) -> None:
    assert "DNS" in ask("http://nessuno.example/").wrong
    assert "in tempo" in ask("http://uno.example/goccia").wrong
    assert "TLS" in ask("https://uno.example/").wrong
    assert "scrivere" in ask(f"http://{'x' * 70}.example/").wrong
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = free.getsockname()
    assert "rifiuta" in Asker(Pace(0), lambda host, port: [place]).ask("http://uno.example/").wrong


@pytest.mark.parametrize(
    ("code", "said"), [(10, "è scaduto"), (62, "di un altro sito"), (18, "firmato da chi lo usa"), (20, "manca quello")]
)
def test_certificates_have_their_causes(code: int, said: str) -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_code, error.verify_message = code, "?"
    assert said in causes.of_error(error)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/"]
)
def test_a_private_network_is_not_asked(address: str) -> None:
    assert "rete privata" in Asker(Pace(0)).ask(address).wrong


def test_a_host_waits_for_its_pause_and_others_do_not() -> None:
    now = [0.0]
    waited: list[float] = []
    pace = Pace(2.0, lambda: now[0])
    pace.stop.wait = lambda seconds=None: waited.append(seconds) is not None  # type: ignore[method-assign, assignment]
    for host in ("uno", "uno", "due", "uno"):
        with pace.turn(host):
            now[0] += 0.5
    assert waited == [0.0, 2.0, 0.0, 1.5]


def test_the_model_says_which_fields_are_addresses(repository: Path) -> None:
    """Every field of the schema that holds an address is one that is asked: none is listed by hand."""
    content = load(repository / "content", repository / "content/reference")
    every = addresses.addresses(content)
    texts = [file.read_text("utf-8") for file in (repository / "content").rglob("*.yaml")]
    written = re.findall(r"^[ -]*(?!source)\w+: (http\S+)$", "\n".join(texts), re.MULTILINE)
    assert set(every) == {url.partition("#")[0] for url in written} != set()
    for places in every.values():
        for document, path in places:
            line, _ = document.place(path)
            assert "http" in document.text.splitlines()[line - 1]


def leaves(schema: Any) -> int:
    """How many fields of a schema hold an address."""
    if isinstance(schema, dict):
        return (schema.get("pattern") == WEB.schema["pattern"]) + sum(map(leaves, schema.values()))
    return sum(map(leaves, schema)) if isinstance(schema, list) else 0


@pytest.mark.parametrize("kind", REGISTRY, ids=lambda kind: kind.one)
def test_no_field_of_the_schemas_is_forgotten(kind: Kind) -> None:
    assert sum(what == "web" for _, what in model_links._marked(kind.model)) == leaves(schema(kind))


class Found:
    """The command on a repository whose hosts are all the server."""

    def __init__(self, repository: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.content, self.server, self._capsys = repository / "content", server, capsys
        pace = Pace(0)
        monkeypatch.setattr(links, "Pace", lambda: pace)
        monkeypatch.setattr(links, "Asker", lambda pace: Asker(pace, to(server), timeout=5))

    def __call__(self, *arguments: str) -> tuple[int, str]:
        self._capsys.readouterr()
        code = door.main(["links", str(self.content), *arguments])
        said = self._capsys.readouterr()
        return code, said.out + said.err


@pytest.fixture
def command(repository: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Found:
    market = repository / "content/events/ricorrenti/mercato-dei-portici-immaginari.yaml"
    market.write_text(market.read_text("utf-8").replace("https://", "http://"), "utf-8")
    festival = repository / "content/events/2026/festa-delle-vetrine-di-prova.yaml"
    festival.write_text(festival.read_text("utf-8").replace("https://", "http://"), "utf-8")
    return Found(repository, server, monkeypatch, capsys)


MARKET = "http://portici.example/mercato"


def test_each_field_is_told_with_its_place(command: Found) -> None:
    command.server.answers |= {"/mercato": (404, ""), "/festa": (301, "/festa-nuova")}
    code, said = command("--host", "portici.example")
    assert code == 0
    lines = said.splitlines()
    place = "content/events/ricorrenti/mercato-dei-portici-immaginari.yaml:18:10: sources[1].url: avviso: "
    assert f"{place}«{MARKET}»: la pagina non c'è più (404)" in lines
    assert any("si è spostato: ora è «http://portici.example/festa-nuova»" in line for line in lines)
    assert lines[-1].startswith("Indirizzi chiesti: ")
    assert "1 spostato" in lines[-1]
    found = json.loads(command("--host", "portici.example", "--format", "json")[1])
    assert all(item["warning"] for item in found)
    assert "::warning file=content/events/ricorrenti/" in command("--host", "portici.example", "--format", "github")[1]


def test_one_address_is_asked_once_and_no_more_than_the_limit(command: Found) -> None:
    command("--host", "portici.example")
    assert len(command.server.asked) == len(set(command.server.asked))
    command.server.asked.clear()
    _, said = command("--host", "portici.example", "--limit", "1")
    assert len({path for _, _, path in command.server.asked}) <= 1
    assert "(--limit)" in said
    assert command("--limit", "0")[0] == 1


def test_only_files_that_changed_are_asked(command: Found) -> None:
    code, _ = command("--since", "HEAD")
    assert code == 0
    assert {path for _, _, path in command.server.asked} == {"/mercato", "/festa"}


def test_a_host_that_is_misspelled_is_told(command: Found) -> None:
    code, said = command("--host", "portci.example")
    assert code == 1
    assert "Forse volevi «portici.example»?" in said


def test_without_a_network_no_site_is_called_dead(
    command: Found, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    market = repository / "content/events/ricorrenti/mercato-dei-portici-immaginari.yaml"
    more = "".join(f"  - publisher: Prova\n    url: http://nessuno{n}.example/\n" for n in range(3))
    market.write_text(market.read_text("utf-8") + more, "utf-8")
    _, said = command("--since", "HEAD")
    assert said.count("DNS: il nome del sito non esiste") == 3
    market.write_text(market.read_text("utf-8").replace("portici.example", "nessuno.example"), "utf-8")
    festival = repository / "content/events/2026/festa-delle-vetrine-di-prova.yaml"
    festival.write_text(festival.read_text("utf-8").replace("portici.example", "nessuno.example"), "utf-8")
    code, said = command("--since", "HEAD")
    assert code == 1
    assert "sembra mancare la rete" in said


def test_one_site_alone_is_called_dead_only_where_another_answers(
    command: Found, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    """Offline each site seems not to exist: others are asked before one is called so."""
    market = repository / "content/events/ricorrenti/mercato-dei-portici-immaginari.yaml"
    text = market.read_text("utf-8")
    market.write_text(f"{text}  - publisher: Prova\n    url: http://nessuno.example/\n", "utf-8")
    http = {file: file.read_text("utf-8").replace("https://", "http://") for file in command.content.rglob("*.yaml")}
    for file, plain in http.items():
        file.write_text(plain, "utf-8")
    code, said = command("--host", "nessuno.example")
    assert code == 0
    assert "DNS: il nome del sito non esiste" in said
    assert len({host for _, host, _ in command.server.asked}) == 2
    monkeypatch.setattr(links, "Asker", lambda pace: Asker(pace, nowhere))
    code, said = command("--host", "nessuno.example", "--limit", "1")
    assert code == 1
    assert "sembra mancare la rete" in said
    assert "non esiste" not in said


def nowhere(host: str, port: int) -> list[tuple[str, int]]:
    """Where hosts are without a network."""
    raise socket.gaierror(socket.EAI_NONAME, "")


def test_waivers_have_a_reason_and_an_end(command: Found) -> None:
    command.server.answers["/mercato"] = (404, "")
    file = command.content.parent / "links.yaml"
    file.write_text(f"- url: {MARKET}\n  reason: Il sito si rifà in primavera.\n  until: 2199-01-01\n", "utf-8")
    _, said = command("--since", "HEAD")
    assert MARKET not in said
    assert "1 esentato" in said
    file.write_text(file.read_text("utf-8").replace("2199", "2020"), "utf-8")
    assert MARKET in command("--since", "HEAD")[1]
    file.write_text(file.read_text("utf-8").replace("until:", "fino:"), "utf-8")
    code, said = command("--since", "HEAD")
    assert code == 1
    assert "links.yaml:3:3: [1].fino: campo sconosciuto «fino»" in said


def test_waivers_that_are_of_nothing_or_over_are_told() -> None:
    text = "".join(
        f"- url: https://{host}.example/\n  reason: Prova.\n  until: {until}\n"
        for host, until in (("uno", "2026-11-27"), ("due", "2026-11-28"), ("tre", "2026-11-28"))
    )
    known, problems = waivers.read(text.encode(), "links.yaml", TODAY)
    assert problems == []
    assert known.covers("https://due.example/pagina")
    assert not known.covers("https://uno.example/pagina")
    said = list(map(str, known.remarks(["https://uno.example/a", "https://due.example/a"])))
    assert [line[:15] for line in said] == ["links.yaml:3:10", "links.yaml:7:8:"]
    assert "scaduta il 27 novembre 2026" in said[0]


def test_the_waivers_of_the_guide_are_sound() -> None:
    guide = (PROJECT / "docs" / "pubblicare.md").read_text("utf-8")
    (text,) = re.findall(r"^```yaml\n(- url: .*?)^```$", guide, re.MULTILINE | re.DOTALL)
    known, problems = waivers.read(text.encode(), "links.yaml", TODAY)
    assert problems == []
    assert known.covers("https://www.comune.esempio.it/pagina")


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="non c'è"):
        links.asked(tmp_path / "niente", tmp_path)
