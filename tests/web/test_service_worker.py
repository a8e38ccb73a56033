"""The page's service worker: what was loaded stays, an old edition goes."""

import time
from dataclasses import replace

import pytest
from driven_tab import PATIENCE, patient, served

from plumbline.hosting.page import Page
from plumbline.hosting.parts import Part

KEPT = "async () => { const names = await caches.keys(); return names.sort(); }"
PARTS = (
    "async () => (await (await caches.open('plumbline-parts')).keys()).map((one) => new URL(one.url).pathname.slice(1))"
)
REGISTERED = "() => new Promise((done) => { navigator.serviceWorker.oncontrollerchange = done; navigator.serviceWorker.register('sw.js'); })"
UPDATE = "async () => { await (await navigator.serviceWorker.getRegistration()).update(); }"
NEXT_WAITS = "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"
FETCHED = "async (file) => (await fetch(file)).text()"


@pytest.fixture
def first(page_of_here):
    """A small page with the real service worker."""
    shell = {"index.html": b"<html><head></head><body>first</body></html>", "sw.js": page_of_here.shell["sw.js"]}
    return Page(shell, (Part("same.bin", "engine", b"same"), Part("other.bin", "engine", b"old")))


@pytest.fixture
def serving(first):
    with served(first) as running:
        yield running


@pytest.fixture
def visited(browser, serving, first):
    """A visit to the first edition that fetched its parts."""
    context = patient(browser)
    page = context.new_page()
    page.goto(serving.address)
    page.evaluate(REGISTERED)
    for part in first.parts:
        page.evaluate(FETCHED, part.file)
    yield context, page
    context.close()


def test_shell_and_parts_are_there_without_a_network(visited, first):
    context, page = visited
    context.set_offline(True)
    page.reload()
    assert page.locator("body").inner_text() == "first"
    assert page.evaluate(FETCHED, first.parts[0].file) == "same"


def opened_anew(context, address, text):
    """A tab with the page, as soon as a new one shows the text."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        page = context.new_page()
        page.goto(address)
        if page.get_by_text(text).count():
            return page
        page.close()
        time.sleep(0.1)
    raise AssertionError(f"no tab shows {text}")


def test_a_new_edition_takes_over_and_keeps_the_parts_it_shares(visited, serving, first):
    second = Page(
        {**first.shell, "index.html": b"<html><head></head><body>second</body></html>"},
        (first.parts[0], replace(first.parts[1], content=b"new")),
    )
    serving.files, serving.edition = second.files, second.edition
    context, page = visited
    page.evaluate(UPDATE)
    page.wait_for_function(NEXT_WAITS)
    page.close()  # it takes over when no tab shows the page any longer

    page = opened_anew(context, serving.address, "second")
    assert page.evaluate(KEPT) == ["plumbline-parts", f"plumbline-shell-{second.edition}"]
    assert page.evaluate(PARTS) == [first.parts[0].file]
