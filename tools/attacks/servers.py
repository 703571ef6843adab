"""nginx and Apache of Debian with the settings that docs/pubblicare.md gives: what each address of a site answers.

.venv/bin/python -m tools.attacks.servers SITE        SITE is a published folder: output
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from distretti.engine import exchange

PROJECT = Path(__file__).resolve().parents[2]
GUIDE = PROJECT / "docs" / "pubblicare.md"
NGINX_SETTINGS = PROJECT / "tools" / "hosting" / "nginx.conf"
HOST, PORT = "127.0.0.1", 8431
MODULES = "mpm_event authz_core mime dir alias headers deflate filter"
NGINX = """
user root; daemon off; pid {home}/nginx.pid; error_log {home}/error.log;
events {{}}
http {{ access_log off; {block} }}
"""
APACHE = """
ServerRoot {home}
PidFile {home}/apache.pid
ErrorLog {home}/error.log
ServerName 127.0.0.1
User www-data
Group www-data
TypesConfig /etc/mime.types
{modules}
Listen {host}:{port}
{block}
"""


def blocks(language: str) -> str:
    """The settings that the guide has for a server."""
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))


def nginx(home: Path, root: Path) -> list[str]:
    """The command of an nginx that serves a folder."""
    text = NGINX_SETTINGS.read_text("utf-8")
    text = text.replace("listen 80;", f"listen {HOST}:{PORT + 1};")
    text = text.replace("listen 443 ssl http2;", f"listen {HOST}:{PORT};")
    text = re.sub(r"\n\s*ssl_certificate.*", "", text).replace("/srv/distretti/output", str(root))
    text = text.replace("include mime.types", "include /etc/nginx/mime.types")
    (home / "nginx.conf").write_text(NGINX.format(home=home, block=text))
    return ["nginx", "-p", str(home), "-c", str(home / "nginx.conf")]


def apache(home: Path, root: Path) -> list[str]:
    """The command of an Apache that serves a folder."""
    text = blocks("apache").replace("*:80", f"{HOST}:{PORT + 1}").replace("*:443", f"{HOST}:{PORT}")
    text = re.sub(r"\n\s*SSL.*", "", text).replace("/srv/distretti/output", str(root))
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES.split())
    (home / "apache.conf").write_text(APACHE.format(home=home, modules=modules, block=text, host=HOST, port=PORT))
    return ["apache2", "-f", str(home / "apache.conf"), "-DFOREGROUND"]


TEXTS = {".html", ".css", ".js", ".json", ".ics", ".csv", ".xml", ".geojson"}
Answer = tuple[int, dict[str, str], bytes]


def ask(path: str, **headers: str) -> Answer:
    """The status, headers and body of an address."""
    connection = http.client.HTTPConnection(HOST, PORT, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    found = connection.getresponse()
    body = found.read()
    connection.close()
    return found.status, {name.lower(): value for name, value in found.getheaders()}, body


@contextmanager
def running(command: list[str]) -> Iterator[None]:
    """A server until the block ends."""
    with subprocess.Popen(command) as server:
        for _ in range(100):
            with suppress(OSError):
                ask("/")
                break
            time.sleep(0.05)
        try:
            yield
        finally:
            server.terminate()


def faults(root: Path) -> Iterator[str]:
    """What a server of a folder does otherwise than the guide says."""
    policy = re.search("Content-Security-Policy: (.*)", (root / "_headers").read_text())
    assert policy
    year, short, always = "public, max-age=31536000, immutable", "public, max-age=300", "no-cache"

    def first(pattern: str) -> str:
        return "/" + min(file.relative_to(root).as_posix() for file in root.glob(pattern))

    for path, type_, cache in (
        ("/", "text/html; charset=utf-8", short),
        (first("tema/css/*.css"), "text/css; charset=utf-8", year),
        (first("tema/js/*.js"), "javascript; charset=utf-8", year),
        (first("tema/fonts/*.woff2"), "font/woff2", year),
        (first("cerca/attuali/date.*.bin"), "application/octet-stream", year),
        (first("cerca/attuali/parole-a.*.json"), "application/json", year),
        (first("cerca/attuali/fragment/*"), None, year),
        (first("cerca/attuali/index/*"), None, year),
        ("/cerca/attuali/elenco.json", "application/json", always),
        ("/cerca/attuali/pagefind.js", "javascript; charset=utf-8", always),
        ("/cerca/attuali/wasm.it.pagefind", None, always),
        (first("cerca/comuni/*.json"), "application/json", short),
        ("/cerca/", "text/html; charset=utf-8", short),
        ("/eventi/calendario.ics", "text/calendar; charset=utf-8", short),
        ("/dati/distretti.csv", "text/csv; charset=utf-8", short),
        (first("dati/**/*.geojson"), "application/geo+json", short),
        ("/feed/novita.xml", "xml; charset=utf-8", short),
        ("/robots.txt", "text/plain; charset=utf-8", short),
    ):
        status, headers, body = ask(path, Accept_Encoding="gzip")
        file = root / f"{path}index.html"[1:] if path.endswith("/") else root / path[1:]
        packed = headers.get("content-encoding") == "gzip"
        if status != 200 or (gzip.decompress(body) if packed else body) != file.read_bytes():
            yield f"{path}: {status}, or other bytes"
        if type_ and not headers.get("content-type", "").lower().endswith(type_):
            yield f"{path}: type {headers.get('content-type')}"
        if headers.get("cache-control") != cache:
            yield f"{path}: Cache-Control {headers.get('cache-control')}"
        if headers.get("content-security-policy") != policy[1] or headers.get("x-content-type-options") != "nosniff":
            yield f"{path}: headers of safety {headers}"
        if packed != (file.stat().st_size > 500 and file.suffix in TEXTS):
            yield f"{path}: compressed {packed}"
        if ask(path, Accept_Encoding="gzip", If_Modified_Since=headers["last-modified"])[0] != 304:
            yield f"{path}: no 304 by time"
        tag = {"If_None_Match": headers["etag"]} if "etag" in headers else {}
        if ask(path, Accept_Encoding="gzip", If_Modified_Since=headers["last-modified"], **tag)[0] != 304:
            yield f"{path}: no 304 as browsers ask"
    status, headers, _ = ask("/comuni?a=1")
    if (status, headers.get("location", "").removeprefix(f"http://{HOST}:{PORT}")) != (301, "/comuni/?a=1"):
        yield f"/comuni: {status} {headers.get('location')}"
    for path in ("/non-c-e/", "/tema/js/non-c-e.0123456789.js", "/cerca/attuali/", "/.htpasswd", "/comuni/.nascosto",
                 "/_headers", "/%2e%2e/%2e%2e/etc/passwd", "/distretti/../.htpasswd"):  # fmt: skip
        status, headers, body = ask(path)
        if status not in (404, 403, 400) or b"secret" in body or b"root:" in body or b"Index of" in body:
            yield f"{path}: {status} {body[:80]!r}"
        if status != 400 and body != (root / "404.html").read_bytes():
            yield f"{path}: not the page of wrong addresses, but {body[:80]!r}"
        if status != 400 and ("cache-control" in headers or headers.get("content-security-policy") != policy[1]):
            yield f"{path}: {headers}"
    if ask("/.well-known/prova")[2] != b"proof":
        yield "/.well-known/ is hidden"
    other = root.with_name("other")
    shutil.copytree(root, other)
    (other / "robots.txt").write_text("other")
    other.rename(exchange.idle_of(root))
    exchange.exchange(root)
    if ask("/robots.txt")[2] != b"other":
        yield "after an exchange the site of before is served"


def main() -> int:
    """1 where a server does otherwise than the guide says."""
    found = 0
    for name, command in {"nginx": nginx, "apache": apache}.items():
        with tempfile.TemporaryDirectory(dir="/tmp") as temporary:
            home = Path(temporary)
            home.chmod(0o755)
            root = home / "site"
            shutil.copytree(sys.argv[1], root)
            (root / ".htpasswd").write_text("secret")
            (root / "comuni/.nascosto").write_text("secret")
            (root / ".well-known").mkdir()
            (root / ".well-known/prova").write_text("proof")
            with running(command(home, root)):
                wrong = list(faults(root))
            print(f"{name}: {len(wrong)} faults", *wrong, sep="\n  ")
            found += len(wrong)
    return 1 if found else 0


if __name__ == "__main__":
    os.environ["PATH"] += ":/usr/sbin"
    sys.exit(main())
