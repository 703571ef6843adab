"""Debian's nginx with the settings that the guide gives (tools/hosting/nginx.conf), at a root and under a path.

Where nginx is missing these are skipped; `make nginx` says so. Without its module for brotli all but that is tried.
"""

from __future__ import annotations

import getpass
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from distretti.engine import exchange, fingerprints
from distretti.engine.output_folder import OutputFolder
from distretti.engine.packing import Packing
from distretti.site.output import File

from .building import publish
from .site import NEW, OLD, PROJECT, WITHDRAWN, made_once

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
SETTINGS = PROJECT / "tools" / "hosting" / "nginx.conf"
GUIDE = PROJECT / "docs" / "pubblicare.md"
TYPES = Path("/etc/nginx/mime.types")
AROUND = """
{modules}
{user}
daemon off; pid {home}/pid; error_log {home}/errors;
events {{}}
http {{
    access_log off; client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    {settings}
}}
"""
YEAR, SHORT, ASK = "public, max-age=31536000, immutable", "public, max-age=300", "no-cache"
UNPACKED = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}

pytestmark = pytest.mark.skipif(not NGINX or not TYPES.is_file(), reason="nginx is not here: apt-get install nginx")


@dataclass(frozen=True)
class Served:
    """A site that nginx serves: its folder, the port, and the path under which it is."""

    folder: Path
    port: int
    plain: int  # the port without TLS
    under: str

    def ask(self, path: str, port: int = 0, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The status, headers and body that an address of the site has."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=10)
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", f"{self.under}{path}", headers=asked)
        found = connection.getresponse()
        body = found.read()
        connection.close()
        return found.status, {name.lower(): value for name, value in found.getheaders()}, body

    def first(self, pattern: str) -> str:
        """The address of a file."""
        return f"/{min(file.relative_to(self.folder).as_posix() for file in self.folder.glob(pattern))}"

    def file(self, path: str) -> Path:
        """The file of an address."""
        return self.folder / f"{path}{'index.html' if path.endswith('/') else ''}"[1:]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def under_path(text: str) -> str:
    """The settings with a folder's name, as the guide says to change them."""
    command = re.search(r"^sed -E .*nginx\.conf", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert command
    changed = command[0].replace("/distretti/", "/catalogo/")
    done = subprocess.run(changed, shell=True, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout != text
    return done.stdout


@contextmanager
def serving(home: Path, folder: Path, under: str = "") -> Iterator[Served]:
    """A running nginx over a folder."""
    port, plain = free_port(), free_port()
    text = SETTINGS.read_text("utf-8")
    text = under_path(text) if under else text
    for old, new in (
        (r"listen 80;", f"listen 127.0.0.1:{plain};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"\n +ssl_certificate.*", ""),
        (r"root /srv/\S+;", f"root {folder};"),
        (r"include mime.types", f"include {TYPES}"),
        (r"# brotli_static on;", "brotli_static on;" if BROTLI.is_file() else ""),
    ):
        text, changes = re.subn(old, new, text)
        assert changes, old
    modules = f"load_module {BROTLI};" if BROTLI.is_file() else ""
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""  # only root may say whose workers are
    (home / "nginx.conf").write_text(AROUND.format(home=home, modules=modules, user=user, settings=text))
    command = [str(NGINX), "-p", str(home), "-e", str(home / "errors"), "-c", str(home / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        site = Served(folder / under.strip("/"), port, plain, under)
        try:
            for _ in range(200):
                assert server.poll() is None, server.stderr and server.stderr.read()
                with suppress(OSError):
                    site.ask("/")
                    break
                time.sleep(0.05)
            yield site
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def packed(moved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny published catalogue with compressed copies, and files that nobody may read beside it."""

    def make(home: Path) -> None:
        site = home / "site"
        shutil.copytree(moved, site)
        folder = OutputFolder(site, None)
        for file in filter(Path.is_file, site.rglob("*")):
            digest = fingerprints.digest(file.read_bytes())
            folder.wrote(file.relative_to(site).as_posix(), digest, fingerprints.stat_of(file.stat()))
        Packing(None, True, 1).pack(folder.paths, folder, folder.intact, lambda *_: None)
        for secret in (".htpasswd", "comuni/.nascosto"):
            (site / secret).write_text("secret")
        (site / ".well-known").mkdir()
        (site / ".well-known" / "prova").write_text("proof")

    return made_once(tmp_path_factory, "packed", make) / "site"


@pytest.fixture(scope="module", params=["", "/catalogo"], ids=["root", "path"])
def served(request: pytest.FixtureRequest, packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """That catalogue at a root, and under a path: there by a link, as the guide says."""
    home = tmp_path_factory.mktemp("nginx")
    if request.param:
        (home / "www").mkdir()
    (home / "www" / request.param.strip("/")).symlink_to(packed)
    with serving(home, home / "www", request.param) as running:
        yield running


KINDS = (
    ("", "text/html; charset=utf-8", SHORT),
    ("cerca/index.html", "text/html; charset=utf-8", SHORT),
    ("tema/css/*.css", "text/css; charset=utf-8", YEAR),
    ("tema/js/*.js", "application/javascript; charset=utf-8", YEAR),
    ("tema/fonts/*.woff2", "font/woff2", YEAR),
    ("cerca/attuali/date.*.bin", "application/octet-stream", YEAR),
    ("cerca/attuali/parole-a.*.json", "application/json", YEAR),
    ("cerca/attuali/index/*.pf_index", None, YEAR),
    ("cerca/attuali/elenco.json", "application/json", ASK),
    ("cerca/attuali/pagefind.js", "application/javascript; charset=utf-8", ASK),
    ("cerca/comuni/*.json", "application/json", SHORT),
    ("eventi/calendario.ics", "text/calendar; charset=utf-8", SHORT),
    ("dati/distretti.csv", "text/csv; charset=utf-8", SHORT),
    ("dati/**/*.geojson", "application/geo+json", SHORT),
    ("feed/novita.xml", "text/xml; charset=utf-8", SHORT),
    ("robots.txt", "text/plain; charset=utf-8", SHORT),
)


@pytest.mark.parametrize(("pattern", "kind", "cache"), KINDS, ids=[pattern or "home" for pattern, _, _ in KINDS])
@pytest.mark.parametrize("encoding", ["", "gzip", "gzip, br"])
def test_a_file_has_its_type_its_cache_and_its_bytes(
    served: Served, pattern: str, kind: str | None, cache: str, encoding: str
) -> None:
    path = served.first(pattern).removesuffix("index.html") if pattern else "/"
    status, headers, body = served.ask(path, Accept_Encoding=encoding)
    assert status == 200
    assert headers["cache-control"] == cache
    assert kind is None or headers["content-type"].lower() == kind
    assert UNPACKED[headers.get("content-encoding", "")](body) == served.file(path).read_bytes()
    asked = {"Accept_Encoding": encoding, "If_Modified_Since": headers["last-modified"]}
    assert served.ask(path, **asked)[0] == 304
    assert served.ask(path, **asked, If_None_Match=headers["etag"])[0] == 304


@pytest.mark.parametrize(
    ("encoding", "used", "ending"),
    [
        ("gzip", "gzip", ".gz"),
        pytest.param(
            "gzip, deflate, br", "br", ".br", marks=pytest.mark.skipif(not BROTLI.is_file(), reason="no brotli module")
        ),
    ],
)
def test_the_copies_made_beforehand_are_what_is_sent(served: Served, encoding: str, used: str, ending: str) -> None:
    for path in ("/", NEW, "/eventi/calendario.ics", "/dati/distretti.csv", served.first("tema/js/*.js")):
        _, headers, body = served.ask(path, Accept_Encoding=encoding)
        file = served.file(path)
        assert (headers.get("content-encoding"), headers["vary"]) == (used, "Accept-Encoding")
        assert body == file.with_name(file.name + ending).read_bytes()


def test_what_has_no_copy_is_sent_as_it_is(served: Served) -> None:
    for path in (served.first("tema/fonts/*.woff2"), served.first("**/*.png")):
        _, headers, body = served.ask(path, Accept_Encoding="gzip, br")
        assert ("content-encoding" not in headers, body) == (True, served.file(path).read_bytes())


def test_every_answer_has_the_headers_of_safety_that_the_site_says(served: Served) -> None:
    policies = dict(
        re.findall(r"^/catalogo(\S+)\n  Content-Security-Policy: (.*)$", served.file("/_headers").read_text(), re.M)
    )
    for path, pattern in (("/", "/"), (NEW, "/distretti/*"), ("/incorpora/", "/incorpora/*"), ("/non-c-e", "/")):
        _, headers, _ = served.ask(path)
        assert headers["content-security-policy"] == policies[pattern]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["permissions-policy"] == "geolocation=()"
    assert served.ask("/passaporto/")[1]["permissions-policy"] == "geolocation=(self)"


def test_an_address_without_its_slash_leads_to_the_page(served: Served) -> None:
    status, headers, _ = served.ask("/comuni?a=1")
    assert (status, headers["location"]) == (301, f"{served.under}/comuni/?a=1")


def test_who_comes_without_tls_is_led_to_it(served: Served) -> None:
    """In nginx.conf TLS has its certificates; here it has none, and the port is another."""
    status, headers, _ = served.ask("/eventi/?a=1", served.plain)
    assert (status, headers["location"]) == (301, f"https://127.0.0.1{served.under}/eventi/?a=1")


def test_the_page_of_a_record_that_moved_leads_on_and_that_of_one_withdrawn_stays(served: Served) -> None:
    status, _, body = served.ask(OLD)
    assert status == 200
    refresh = re.search(r'http-equiv="refresh" content="0; ?url=([^"]+)"', body.decode())
    assert refresh
    assert os.path.normpath(f"{OLD}{refresh[1]}") == NEW.rstrip("/")
    assert served.ask(WITHDRAWN)[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/non-c-e/", "/tema/js/non-c-e.0123456789.js", "/cerca/attuali/", "/.htpasswd", "/comuni/.nascosto",
        "/_headers", "/_redirects", "/%2e%2e/%2e%2e/etc/passwd", "/distretti/../.htpasswd",
    ],
)  # fmt: skip
def test_what_is_not_there_or_not_to_be_read_is_the_page_of_wrong_addresses(served: Served, path: str) -> None:
    status, headers, body = served.ask(path)
    assert status in (400, 404)
    assert status == 400 or body == served.file("/404.html").read_bytes()
    assert "cache-control" not in headers


def test_proofs_of_ownership_are_shown(served: Served) -> None:
    assert served.ask("/.well-known/prova")[2] == b"proof"


def test_a_publish_is_seen_at_once_and_the_index_of_before_stays(tmp_path: Path) -> None:
    """Pages that are open ask for parts of the index that they began with."""
    folder = tmp_path / "output"

    def put_out(word: str, sign: str) -> None:
        files = {"/index.html": word, f"/cerca/attuali/index/it_{sign}.pf_index": word}
        publish([File(path, bytes, (text.encode(),)) for path, text in files.items()], lambda *_: b"", folder)

    put_out("prima", "1111111")
    with serving(tmp_path, folder) as site:
        assert site.ask("/")[2] == b"prima"
        put_out("dopo", "2222222")
        assert site.ask("/")[2] == b"dopo"
        for sign, word in (("1111111", b"prima"), ("2222222", b"dopo")):
            status, headers, body = site.ask(f"/cerca/attuali/index/it_{sign}.pf_index")
            assert (status, headers["cache-control"], body) == (200, YEAR, word)
        assert exchange.idle_of(folder).is_dir()
