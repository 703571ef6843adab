"""Pages for the street and for others' sites, in a real browser: who may frame them, what a sheet of paper holds."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .outputs.test_headers import headers_of
from .server import _Quiet, serving


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    """The site as a host serves it that reads /_headers."""

    class Hosting(_Quiet):
        def end_headers(self) -> None:
            for line in headers_of(site, self.path.partition("?")[0]):
                self.send_header(*line.split(": ", 1))
            super().end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Hosting, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_another_site_can_frame_the_embed_and_nothing_else(browser: Browser, hosted: str, tmp_path: Path) -> None:
    frames = "".join(
        f'<iframe name="{name}" src="{hosted}{address}" width="100%" height="480"></iframe>'
        for name, address in (("embed", "/incorpora/piemonte/torino/#verde"), ("page", "/distretti/piemonte/torino/"))
    )
    (tmp_path / "index.html").write_text(f"<!doctype html><p style='height:3000px'>Comune</p>{frames}", "utf-8")
    with serving(tmp_path) as other:
        page = browser.new_context(viewport={"width": 700, "height": 500}).new_page()
        page.goto(other.replace("127.0.0.1", "localhost"), wait_until="networkidle")
        embed, refused = page.frame("embed"), page.frame("page")
        assert embed is not None
        assert refused is not None
        assert embed.inner_text("h1") == "Mercati ed eventi: Distretto del Commercio di Torino"
        colour = "getComputedStyle(document.querySelector('.embed')).borderTopColor"
        assert embed.evaluate(colour) == "rgb(0, 98, 75)"
        assert page.evaluate("scrollY") == 0, "the page of the Comune stays where its reader is"
        assert refused.url == "chrome-error://chromewebdata/"
        with page.context.expect_page() as opened:
            embed.locator("li a").first.click()
        assert opened.value.url.startswith(f"{hosted}/eventi/ricorrenti/"), "in a page of its own, that no frame holds"
        page.context.close()


def test_a_poster_is_one_sheet_of_paper(browser: Browser, hosted: str, site: Path) -> None:
    posters = sorted(site.glob("locandine/*/*/index.html"), key=lambda file: -file.stat().st_size)
    assert len(posters) > 20
    page = browser.new_page()
    for file in posters[:4]:
        page.goto(f"{hosted}/{file.relative_to(site).parent.as_posix()}/")
        page.emulate_media(media="print")
        sheet = page.evaluate(
            "() => { const it = document.querySelector('main'); return [it.scrollHeight, it.clientHeight]; }"
        )
        assert sheet[0] <= sheet[1] + 1, "nothing is cut"
        made = page.pdf(prefer_css_page_size=True)
        assert made.count(b"/Type /Page\n") == 1, file
        assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", made) in ([(b"594", b"841")], [(b"595", b"842")]), "A4"
    page.close()


def test_a_preview_says_why_it_has_no_code(site: Path, published: Path) -> None:
    """What leads to an address is only where the site has one."""
    for page in ("totem/{}/index.html", "locandine/{}/index.html", "locandine/{}/timbri/index.html"):
        for folder, coded in ((site, False), (published, True)):
            text = (folder / page.format("piemonte/torino")).read_text("utf-8")
            assert bool(re.search(r'<svg class="\w+__code"|timbro\.svg"', text)) is coded
            assert ("qui non c’è un indirizzo" in text) is not coded
