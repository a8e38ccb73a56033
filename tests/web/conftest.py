"""The built page, a server of it, and a browser, made once for all tests."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tab import Tab

from plumbline.hosting.page import Page, the_page
from plumbline.hosting.server import PageServer, server

BUILT = Path(__file__).parents[2] / "web" / "dist" / "index.html"
CHROMIUM = shutil.which("chromium")
#: Without these it looks for things on the network by itself.
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync", "--no-first-run",
    "--no-sandbox",
)  # fmt: skip


@pytest.fixture(scope="session")
def page_of_here() -> Page:
    """The page of this checkout."""
    if not BUILT.exists():
        pytest.skip("the page has not been built: make web")
    return the_page()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        with playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser:
            yield browser


@pytest.fixture
def serving(page_of_here) -> Iterator[PageServer]:
    """A server of the page, for one test."""
    yield from served(page_of_here)


@pytest.fixture(scope="session")
def tab(page_of_here, browser) -> Iterator[Tab]:
    """The page, open, with its engines loaded: every test clears it first."""
    for running in served(page_of_here):
        yield Tab(browser.new_context(), running.address).open()


def served(page: Page) -> Iterator[PageServer]:
    """A running server, stopped afterwards."""
    with server(page) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()
