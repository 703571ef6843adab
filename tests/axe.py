"""axe in a page: put there once, however often it is asked, since to read it costs as much as to ask it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .thorough import THOROUGH

Options = dict[str, Any]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE: Options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}  # passes take long to list
COLOURS: Options = {**AXE, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SCHEMES = (("light", AXE), ("dark", COLOURS))  # in the dark only colours are others
# On a desk only the layout is another: test_look.py looks at its targets and at what is cut, axe once a night.
LOOKS = [*((390, *scheme) for scheme in SCHEMES), *([(1280, "light", AXE)] if THOROUGH else [])]

# Of rows of one list, and of choices, that are alike (the same elements, classes and roles) only so many stay.
ALIKE = """most => {
  const shape = element => [element, ...element.querySelectorAll("*")]
    .map(each => `${each.tagName}.${each.className} ${each.getAttribute("role")}`).join()
  for (const list of document.querySelectorAll("ul, ol, dl, tbody, fieldset, select")) {
    const seen = {}
    for (const row of [...list.children]) {
      const kind = shape(row)
      seen[kind] = (seen[kind] ?? 0) + 1
      if (seen[kind] > most) row.remove()
    }
  }
}"""
MOST_ROWS, FEW_ROWS = (40, 15) if THOROUGH else (2, 1)

_SOURCE = Axe().axe_script


def everywhere(page: Page) -> dict[str, str]:
    """What axe finds wrong in each of LOOKS, by width and scheme; empty where there is nothing.

    Rows that are alike are looked at twice, and once at the second look, since axe takes long over hundreds of them:
    the page has fewer afterwards.
    """
    found = {}
    page.evaluate(ALIKE, MOST_ROWS)
    for width, scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if words := violations(page, options):
            found[f"{width} {scheme}"] = words
        page.evaluate(ALIKE, FEW_ROWS)
    return found


def violations(page: Page, options: Options = AXE) -> str:
    """What axe finds wrong, in words; empty where there is nothing."""
    if page.evaluate("typeof axe == 'undefined'"):
        page.evaluate(_SOURCE)
    found = AxeResults(page.evaluate("options => axe.run(document, options)", options))
    return str(found.generate_report()) if found.violations_count else ""
