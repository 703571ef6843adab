"""One address asked for, politely: HEAD first, GET where that is a fault, redirects followed by hand."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from . import causes
from .pace import Pace

TIMEOUT = 20.0  # seconds that one answer may take, drop by drop
MOST_HOPS = 6
AGENT = "distretti-links/1 (catalogo dei distretti del commercio; controlla i collegamenti)"

_PERMANENT, _PASSING = {301, 308}, {302, 303, 307}
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"

Resolve = Callable[[str, int], list[tuple[str, int]]]


class Private(OSError):
    """The name of a site leads into a private network."""


def resolved(host: str, port: int) -> list[tuple[str, int]]:
    """Where to connect for a host of the public network. Raises Private for others: they are nobody's source."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            raise Private(host)
    return [(str(address[0]), port) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: why not, "" where it answered; where it leads now, and whether for good."""

    wrong: str = ""
    leads: str = ""
    permanent: bool = False
    reached: bool = True  # whether a server answered at all


class Asker:
    """Asks at the pace of each host; `resolve` says where a host is, and `secure` whom to trust."""

    def __init__(
        self,
        pace: Pace,
        resolve: Resolve = resolved,
        secure: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._pace, self._resolve, self._timeout = pace, resolve, timeout
        self._secure = secure or ssl.create_default_context()

    def ask(self, address: str) -> Answer:
        """What an address answers, after all redirects."""
        here, permanent = address, True
        for _ in range(MOST_HOPS):
            status, location = 0, ""
            try:
                status, location = self._status(here)
            except Private:
                return _moved("porta a una rete privata, che i lettori non vedono", address, here, permanent)
            except (OSError, http.client.HTTPException, ValueError) as error:
                reached = here != address or isinstance(error, ssl.SSLError | http.client.HTTPException)
                return replace(_moved(causes.of_error(error), address, here, permanent), reached=reached)
            if 200 <= status < 300:
                return _moved("", address, here, permanent)
            if status not in _PERMANENT | _PASSING or not location:
                return _moved(causes.of_status(status), address, here, permanent)
            permanent = permanent and status in _PERMANENT
            here = _next(here, location)
            if not here:
                return Answer("rimanda a un indirizzo che non è del web")
        return Answer("rimanda da un indirizzo all'altro senza fine")

    def _status(self, address: str) -> tuple[int, str]:
        """The status of an answer, and where it sends. Many servers know no HEAD, and say so with any fault."""
        parts = urlsplit(address)
        found = self._once(parts, "HEAD")
        return self._once(parts, "GET") if found[0] >= 400 else found

    def _once(self, parts: SplitResult, method: str) -> tuple[int, str]:
        """One question at the host's turn; the body of the answer is never read."""
        host = (parts.hostname or "").encode("idna").decode()
        secure, path = parts.scheme == "https", quote(parts.path or "/", _KEPT)
        path += f"?{quote(parts.query, _KEPT)}" if parts.query else ""
        with self._pace.turn(host):
            if self._pace.stop.is_set():
                raise TimeoutError
            port = parts.port or (443 if secure else 80)
            link = _opened(self._resolve(host, port), self._timeout)
            late = threading.Event()
            guard = threading.Timer(self._timeout, lambda: _end(link, late))  # of an answer drop by drop
            guard.start()
            try:
                if secure:
                    link = self._secure.wrap_socket(link, server_hostname=host, do_handshake_on_connect=False)
                    link.do_handshake()
                return _answered(link, host, parts, method, path)
            except (OSError, http.client.HTTPException):
                if late.is_set():
                    raise TimeoutError from None
                raise
            finally:
                guard.cancel()
                link.close()


def _next(here: str, location: str) -> str:
    """Where an answer sends, "" where that is no address of the web."""
    try:
        there = urldefrag(urljoin(here, location))[0]
        parts = urlsplit(there)
        return there if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _opened(places: list[tuple[str, int]], timeout: float) -> socket.socket:
    """A connection to the first of these that takes one."""
    error: OSError = socket.gaierror(socket.EAI_NONAME, "")
    for place in places:
        try:
            return socket.create_connection(place, timeout)
        except OSError as refused:
            error = refused
    raise error


def _answered(link: socket.socket, host: str, parts: SplitResult, method: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, parts.port or 80)
    connection.sock = link
    named = f"[{host}]" if ":" in host else host
    headers = {"User-Agent": AGENT, "Accept": "*/*", "Host": f"{named}:{parts.port}" if parts.port else named}
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Location", "")


def _end(link: socket.socket, late: threading.Event) -> None:
    """End a connection on which somebody still waits, and say that it was this."""
    late.set()
    try:
        link.shutdown(socket.SHUT_RDWR)
    except OSError:
        link.close()


def _moved(wrong: str, address: str, here: str, permanent: bool) -> Answer:
    return Answer(wrong, here if here != address else "", permanent and here != address)
