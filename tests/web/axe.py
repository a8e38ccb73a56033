"""What axe-core finds on a page of Chromium, and whether the page is wider than its window."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
#: A wide window and the narrowest that a page must fit (WCAG 2.2, 1.4.10).
WIDTHS = (1280, 320)


def violations(page: Page) -> list[tuple[str, str, list[str]]]:
    """Each violation on the page as it stands: its name, what it is, and where."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [(one["id"], one["help"], [node["html"][:200] for node in one["nodes"]]) for one in found]


def scrolls_sideways(page: Page) -> bool:
    """Whether something is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
