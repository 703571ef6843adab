"""Make the pictures of CONTRIBUTING.md from a built site: `make pictures`. As a phone shows them."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from tests.chromium import FLAGS, chromium_path  # noqa: E402 - from the project's own folder
from tests.server import serving  # noqa: E402

PHONE = {"width": 390, "height": 720}
RECORD = "/distretti/lombardia/lodi/"


def main(site: Path, folder: Path) -> None:
    """Write modulo.png and proposta.png into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=FLAGS)
        page = browser.new_page(viewport=PHONE, reduced_motion="reduce")  # type: ignore[arg-type]  # its own keys
        page.goto(f"{address}/proponi/distretto/?scheda={RECORD}")
        page.wait_for_selector("form.proposal:visible")
        _picture(page, "[data-title]", folder / "modulo.png")
        page.locator('[data-key="lead"] input').fill("Comune di Lodi, Servizio commercio")
        page.get_by_label("Ente o associazione").fill("Comune di Lodi")
        page.get_by_label("Da dove viene la notizia").fill("Delibera di Giunta n. 1")
        page.get_by_label("Dichiaro").check()
        page.get_by_role("button", name="Controlla e prepara").click()
        page.locator("[data-result]").wait_for()
        _picture(page, "[data-result]", folder / "proposta.png")
        browser.close()


def _picture(page: Page, selector: str, file: Path) -> None:
    page.evaluate("(selector) => document.querySelector(selector).scrollIntoView()", selector)
    page.screenshot(path=file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), PROJECT / "docs" / "immagini")
