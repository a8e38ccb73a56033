"""The built page, a server of it, and a browser, made once for all tests."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from councils import COUNCIL, command
from driven_tab import CHROMIUM, PATIENCE, QUIET, Tab, patient, served
from playwright.sync_api import Browser, sync_playwright

from plumbline.hosting.page import Page, the_page
from plumbline.hosting.server import PageServer
from plumbline.synthetic import sample

BUILT = Path(__file__).parents[2] / "web" / "dist" / "index.html"


@pytest.fixture(scope="session")
def page_of_here() -> Page:
    """The page of this checkout."""
    if not BUILT.exists():
        pytest.skip("the page has not been built: make web")
    return the_page()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that Playwright fetched where the system has none."""
    with sync_playwright() as playwright:
        if CHROMIUM is None and not Path(playwright.chromium.executable_path).exists():
            pytest.skip("there is no Chromium here")
        with playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET, timeout=PATIENCE) as browser:
            yield browser


@pytest.fixture(scope="session")
def council(tmp_path_factory) -> Callable[[int], Path]:
    """Gives the folder of a made-up council of a year, with errors that both forms of a return can carry."""

    @cache
    def of(year: int) -> Path:
        folder: Path = tmp_path_factory.mktemp("council")
        sample(COUNCIL, 120, year, 1, 0.3, folder, xml=True)
        return folder

    return of


@pytest.fixture(scope="session")
def network(tmp_path_factory) -> Path:
    """The folder of a made-up network of eight councils, with its export for one of them in it."""
    folder: Path = tmp_path_factory.mktemp("networks") / "network"
    command("sample-network", "--authorities", 8, "--months", 1, "--out", folder)
    command("network", "export", folder, "--for", COUNCIL, "--out", folder / "export.zip")
    return folder


@pytest.fixture(scope="session")
def serving(page_of_here) -> Iterator[PageServer]:
    """A running server of the page."""
    with served(page_of_here) as running:
        yield running


@pytest.fixture(scope="session")
def tab(serving, browser) -> Tab:
    """The page, open, with its engines loaded: every test clears it first."""
    return Tab(patient(browser), serving.address).open()
