"""Debian's Apache with the settings that the guide gives (docs/pubblicare.md), under a path.

The rest of them is tried by tools/attacks/servers.py. Where Apache is missing this is skipped.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tools.attacks.servers import APACHE, MODULES, blocks

from .test_hosting import free_port

GUIDE = Path(__file__).parents[1] / "docs" / "pubblicare.md"
LIBRARIES = Path("/usr/lib/apache2/modules")
SERVER = shutil.which("apache2", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
NOBODY = 65534

pytestmark = pytest.mark.skipif(
    not SERVER or not LIBRARIES.is_dir(), reason="Apache is not here: apt-get install apache2"
)


@pytest.fixture
def srv() -> Iterator[Path]:
    """A /srv that the server's user may read, with a site that is not root's."""
    with tempfile.TemporaryDirectory(dir="/tmp") as temporary:
        home = Path(temporary)
        home.chmod(0o755)
        site = home / "distretti" / "output"
        for name in ("index.html", "404.html", "tema/css/a.css", "comuni/index.html", "passaporto/index.html"):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(name)
        if os.geteuid() == 0:
            for path in (site, *site.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        yield home


def run(command: str, srv: Path, settings: Path) -> str:
    """A line of the guide with another /srv; "" of one that only does."""
    line = command.replace("/srv/", f"{srv}/").replace("tools/hosting/nginx.conf", str(settings))
    return subprocess.run(line, shell=True, capture_output=True, text=True, check=True).stdout


def test_a_site_under_a_path_is_served_as_the_guide_says(srv: Path) -> None:
    ports = (free_port(), free_port())
    text = re.sub(r"\n\s*SSL.*", "", blocks("apache")).replace("/srv/", f"{srv}/")
    text = text.replace("*:80>", f"127.0.0.1:{ports[1]}>").replace("*:443>", f"127.0.0.1:{ports[0]}>")
    (srv / "distretti.conf").write_text(text)
    guide = GUIDE.read_text("utf-8")
    link, change = re.findall(r"^(?:mkdir -p /srv/www|sed -E .*#/srv/www#).*", guide, re.MULTILINE)
    run(link, srv, srv)
    block = run(change, srv, srv / "distretti.conf")
    modules = "\n".join(f"LoadModule {name}_module {LIBRARIES}/mod_{name}.so" for name in MODULES.split())
    whole = APACHE.format(home=srv, modules=modules, block=block, host="127.0.0.1", port=ports[0])
    (srv / "apache.conf").write_text(whole)

    def ask(path: str) -> tuple[int, str | None, str]:
        connection = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=10)
        connection.request("GET", path)
        found = connection.getresponse()
        return found.status, found.headers["Cache-Control"], found.read().decode()

    with subprocess.Popen([str(SERVER), "-f", str(srv / "apache.conf"), "-DFOREGROUND"]) as server:
        try:
            for _ in range(200):
                with suppress(OSError):
                    ask("/")
                    break
                time.sleep(0.05)
            assert ask("/distretti/") == (200, "public, max-age=300", "index.html"), (srv / "error.log").read_text()
            assert ask("/distretti/comuni/")[::2] == (200, "comuni/index.html")
            assert ask("/distretti/tema/css/a.css")[:2] == (200, "public, max-age=31536000, immutable")
            assert ask("/distretti/non-c-e/") == (404, None, "404.html")
        finally:
            server.terminate()
