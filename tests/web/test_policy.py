"""The browser itself refuses whatever would leave the page, however it is given to people."""

from dataclasses import replace

import pytest
from driven_tab import PATIENCE, patient, served

from plumbline.hosting.single_file import single_file

ELSEWHERE = "http://127.0.0.2:9/"
#: Ways out, by the part of the policy that bars each.
WAYS = {
    "connect-src": "fetch(address).catch(() => {})",
    "img-src": "new Image().src = address",
    "script-src-elem": "document.head.append(Object.assign(document.createElement('script'), { src: address }))",
    "style-src-elem": "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address }))",
    "form-action": "document.body.appendChild(Object.assign(document.createElement('form'), { action: address })).submit()",
    "frame-src": "document.body.append(Object.assign(document.createElement('iframe'), { src: address }))",
    "script-src": "setTimeout('1')",
}
REFUSED = """(address) => new Promise((done) => {
    addEventListener("securitypolicyviolation", (refused) => done(refused.effectiveDirective));
    setTimeout(() => done("nothing was refused"), PATIENCE);
    WAY;
})""".replace("PATIENCE", str(PATIENCE))


@pytest.fixture(scope="module")
def serving(page_of_here):
    with served(page_of_here) as running:
        yield running


@pytest.fixture(scope="module", params=["served", "one file"])
def opened(request, page_of_here, serving, browser, tmp_path_factory):
    """The page without its parts: nothing but its policy is wanted here."""
    file = tmp_path_factory.mktemp("one") / "plumbline.html"
    file.write_text(single_file(replace(page_of_here, parts=())), "utf-8")
    context = patient(browser, service_workers="block")
    page = context.new_page()
    page.goto(serving.address if request.param == "served" else file.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize("directive", WAYS)
def test_a_way_out_is_barred(opened, directive):
    assert opened.evaluate(REFUSED.replace("WAY", WAYS[directive]), ELSEWHERE) == directive
