"""The page served, and a tab of Chromium with it open, driven as a person would."""

import re
import shutil
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect

from plumbline.hosting.page import Page
from plumbline.hosting.server import PageServer, server

CHROMIUM = shutil.which("chromium")
#: Without these it looks for things on the network by itself.
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-sync", "--no-first-run",
    "--no-sandbox",
)  # fmt: skip
#: Milliseconds that anything may take: minutes, for a machine with other things to do. Nothing is made slower by it.
PATIENCE = 300_000
expect.set_options(timeout=PATIENCE)


def free_port() -> int:
    """A port that nobody uses, whatever else runs on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as asked:
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def served(page: Page) -> Iterator[PageServer]:
    """A running server of a page."""
    with server(page, free_port()) as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield running
        finally:
            running.shutdown()


def patient(browser: Browser, **options: object) -> BrowserContext:
    """A new context in which everything may take its time."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    return context


@dataclass
class Tab:
    """The page in a context of its own; it keeps every address asked for and everything that went wrong."""

    context: BrowserContext
    address: str
    asked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda problem: self.problems.append(str(problem)))
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)

    def open(self) -> "Tab":
        """Loads the page and waits for its engines."""
        self.page.goto(self.address)
        return self.ready()

    def ready(self) -> "Tab":
        """Waits for the engines, or for the page to say that there will be none."""
        engines = self.page.get_by_test_id("engines")
        expect(engines).to_contain_text(re.compile("The engines (are ready|could not be started)"))
        said = engines.inner_text()
        assert "The engines are ready" in said, said
        return self

    def go_to(self, view: str) -> None:
        """Follows the link to a view."""
        self.page.locator(f":is(nav, footer) a[href='#{view}']").first.click()
        self.page.locator(f"[data-view={view}]").wait_for()

    def clear(self) -> None:
        """Presses the button that forgets everything."""
        self.go_to("privacy")
        self.page.get_by_test_id("clear-all").click()
        self.page.locator("[data-view=check]").wait_for()

    def give(self, place: str, files: Iterable[Path]) -> None:
        """Gives files to a place and waits until each has been looked at."""
        files = list(files)
        self.page.get_by_test_id(f"files-{place}").set_input_files(files)
        listed = self.page.get_by_test_id(f"listed-{place}").get_by_role("listitem")
        expect(listed.get_by_role("button", name="Remove")).to_have_count(len(files))

    def run(self) -> None:
        """Presses the button."""
        self.page.get_by_test_id("run").click()

    def check(
        self,
        this_year: Iterable[Path],
        last_year: Iterable[Path] = (),
        providers: Iterable[Path] = (),
        year: int = 0,
        authority: str = "",
    ) -> None:
        """Starts anew with these files, and waits for the result."""
        self.clear()
        self.give("this-year", [*this_year, *providers])
        if last_year := list(last_year):
            self.give("last-year", last_year)
        self.page.get_by_test_id("year").select_option(str(year))
        self.page.get_by_test_id("authority").select_option(authority)
        self.run()
        self.results()

    def results(self) -> None:
        """Waits for the result, or for the page to say why there is none."""
        result, problem = self.page.locator("[data-view=results]"), self.page.get_by_test_id("problem")
        expect(result.or_(problem).filter(visible=True)).to_be_visible()
        assert not problem.is_visible(), problem.inner_text()

    def compare(self, export: Path, as_at: str) -> None:
        """Gives a network's export, and waits for the comparison with a raw return of this day."""
        self.go_to("results")
        self.page.get_by_test_id("stage").select_option("raw")
        self.page.get_by_test_id("as-at").fill(as_at)
        self.go_to("compare")
        self.page.get_by_test_id("files-network").set_input_files(export)
        self.page.get_by_test_id("comparison-sentence").wait_for()

    def save(self, what: str) -> bytes:
        """Presses the button that saves a file, and reads it."""
        with self.page.expect_download() as saved:
            self.page.get_by_test_id(f"download-{what}").click()
        return saved.value.path().read_bytes()
