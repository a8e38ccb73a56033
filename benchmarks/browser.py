"""How long the browser page takes from dropped files to results, and what memory its tab takes; writes BROWSER.md.

The page is served on this computer to Debian's Chromium, without a window. Seconds are those that a person waits, so run
it on a machine with nothing else to do: ``make bench-web``.
"""

import csv
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from checking import SAMPLE, TWELVE
from plumbline.hosting.page import Page, the_page
from plumbline.reference.postcodes import open_directory
from plumbline.synthetic import sample

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "web"))

from driven_tab import CHROMIUM, QUIET, Tab, served  # noqa: E402

COUNCIL, YEAR = "E08000003", 2026
POSTCODES = ("HOME_POST", "PL_POST")
SCROLL = """async () => {
    const list = document.querySelector("[data-testid=findings] [role=listbox]");
    const frames = [];
    for (let at = 0, before = performance.now(); at < 200; at++) {
        list.scrollTop = (list.scrollHeight * at) / 200;
        await new Promise(requestAnimationFrame);
        frames.push(-before + (before = performance.now()));
    }
    return frames.sort((a, b) => a - b)[190];
}"""


@dataclass(frozen=True)
class Given:
    """A return to drop."""

    what: str
    this_year: list[Path]
    last_year: list[Path]
    target: float


@dataclass(frozen=True)
class Measured:
    """Seconds until the results are shown, CPU seconds of the tab's process meanwhile, its greatest memory in MB.

    ``frame`` is how long 95 of 100 frames take at most, in milliseconds, while a table's findings scroll from end to end.
    """

    what: str
    found: str
    seconds: float
    target: float
    busy: float
    memory: float
    frame: float


def returns(folder: Path) -> Iterator[Given]:
    """The returns to drop, smallest first."""
    if SAMPLE.exists():
        files = [SAMPLE / f"{name}.csv" for name in TWELVE]
        yield Given("made_up_903, two years", files, files, 5)
    council = folder / "council"
    sample(COUNCIL, 10_000 * 15 // 14, YEAR, 1, 0.1, council)
    this_year, last_year = (sorted((council / name).glob("*.csv")) for name in ("this_year", "last_year"))
    this_year.append(council / "providers.xlsx")
    yield Given("made-up council of 10,000 children, two years", this_year, last_year, 20)
    for name in ("this_year", "last_year"):
        scatter(council / name / "episodes.csv")
    yield Given("the same with postcodes from every area", this_year, last_year, 20)


def scatter(episodes: Path) -> None:
    """Puts a postcode of anywhere in the place of each."""
    directory, rng = open_directory(), Random(1)
    assert directory is not None
    with episodes.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= {name: directory.pick(rng) for name in POSTCODES if row[name]}
    with episodes.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@contextmanager
def browsing(playwright: Playwright) -> Iterator[Browser]:
    """A browser of its own for each measurement: its memory is of that alone."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield browser
    browser.close()


def loaded(browser: Browser, address: str, given: Given) -> Measured:
    """From drop to results in a page whose engines are loaded."""
    tab = Tab(browser.new_context(), address).open()
    tab.page.get_by_test_id("authority").select_option(COUNCIL)
    return measured(browser, tab, given, given.target, time.perf_counter())


def cold(browser: Browser, address: str, given: Given) -> Measured:
    """From opening the page for the first time to results, the files dropped at once."""
    tab, since = Tab(browser.new_context(), address), time.perf_counter()
    tab.page.goto(address)
    return measured(
        browser, tab, Given(f"{given.what}, from a cold page", given.this_year, given.last_year, 15), 15, since
    )


def measured(browser: Browser, tab: Tab, given: Given, target: float, since: float) -> Measured:
    """Drops the files, runs the check and waits for its results."""
    before = process(browser)[1]
    tab.page.get_by_test_id("files-this-year").set_input_files(given.this_year)
    tab.page.get_by_test_id("files-last-year").set_input_files(given.last_year)
    tab.run()
    tab.page.wait_for_url("**#results")
    expect(tab.page.get_by_test_id("findings")).to_be_visible()
    seconds = time.perf_counter() - since
    memory, busy = process(browser)
    found = tab.page.get_by_test_id("summary").get_by_role("heading").inner_text()
    tab.page.get_by_test_id("view-by").select_option("table")
    frame = tab.page.evaluate(SCROLL)
    return Measured(given.what, found, seconds, target, busy - before, memory, frame)


def process(browser: Browser) -> tuple[float, float]:
    """Greatest memory so far, in MB, and CPU seconds of the tab's process: of the largest, for one waits in reserve."""
    session = browser.new_browser_cdp_session()
    of_tabs = [one for one in session.send("SystemInfo.getProcessInfo")["processInfo"] if one["type"] == "renderer"]
    session.detach()
    return max((peak_memory(one["id"]), one["cpuTime"]) for one in of_tabs)


def peak_memory(process_id: int) -> float:
    """The most memory that a process has held, in MB."""
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measurements(page: Page, folder: Path) -> Iterator[Measured]:
    """Every measurement; the first return also from a cold page."""
    with served(page) as running, sync_playwright() as playwright:
        for at, given in enumerate(returns(folder)):
            for way in (cold, loaded) if at == 0 else (loaded,):
                with browsing(playwright) as browser:
                    yield way(browser, running.address, given)


def sizes(page: Page) -> str:
    """What the page loads, in MB; of the engines, their own JavaScript is in the worker."""
    glue = {name: content for name, content in page.shell.items() if name.startswith("assets/worker")}
    shown = {name: content for name, content in page.shell.items() if name not in glue}
    rows = {
        "the page itself, compressed": _compressed(shown),
        "Plumbline's Python, rulebook and libraries": _of(page, "python"),
        "engines: their JavaScript, compressed": _compressed(glue),
        "engines: the rest": _of(page, "engine"),
        "postcodes": _of(page, "postcodes"),
        "the made-up council, if asked for": _of(page, "demo"),
    }
    return "\n".join(
        ["| loaded | MB |", "| --- | ---: |", *(f"| {what} | {size / 1e6:.2f} |" for what, size in rows.items())]
    )


def _compressed(files: Mapping[str, bytes]) -> int:
    return sum(len(gzip.compress(content)) for content in files.values())


def _of(page: Page, purpose: str) -> int:
    return sum(len(part.content) for part in page.parts if part.purpose == purpose)


def table(found: list[Measured]) -> str:
    """The measurements as a Markdown table."""
    lines = [
        "| return | what was found | seconds | target | CPU seconds of the tab | its peak memory, MB | a frame, ms |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {m.what} | {m.found} | {m.seconds:.1f} | {m.target:.0f} | {m.busy:.1f} | {m.memory:.0f} | {m.frame:.0f} |"
        for m in found
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures and writes the results."""
    page = the_page()
    with tempfile.TemporaryDirectory(prefix="plumbline-bench-") as folder:
        found = list(measurements(page, Path(folder)))
    about = (
        f"Chromium without a window, {os.cpu_count()} cores; {os.getloadavg()[0]:.1f} processes wanted one at the end."
    )
    text = "\n\n".join(
        [
            "# The browser page, from drop to results",
            "Made by `make bench-web`: seconds that a person waits from dropping the files until the findings are shown. "
            "The engines have been loaded before, but for the cold page, which starts with nothing. A frame is what 95 of "
            "100 take at most while the findings of a table scroll from end to end.",
            about, table(found), "Loaded once and then kept by the browser:", sizes(page),
        ]
    )  # fmt: skip
    (HERE / "BROWSER.md").write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
