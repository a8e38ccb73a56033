"""What gives the page to people: its parts and policy, a folder, one file, a server."""

import base64
import gzip
import hashlib
import http.client
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from driven_tab import PATIENCE, free_port, served

from plumbline.faults import BadInput
from plumbline.hosting import page as pages
from plumbline.hosting.folder import write_folder
from plumbline.hosting.page import Page, the_page
from plumbline.hosting.parts import Part
from plumbline.hosting.policy import served_policy, written_policy
from plumbline.hosting.server import server
from plumbline.hosting.single_file import single_file

SMALL = Page(
    {
        "index.html": b'<html><head><link rel="stylesheet" crossorigin href="./assets/a.css">'
        b'<script type="module" crossorigin src="./assets/a.js"></script></head><body></body></html>',
        "assets/a.js": b'"</script><!--"',
        "assets/a.css": b"p{}",
        "assets/worker-1.js": b"onmessage=1",
        "sw.js": b"PAGE",
    },
    (Part("one.bin", "engine", b"1"),),
)


#: Under "nohup make test &" Ctrl+C is ignored, and whoever is started inherits that.
PLUMBLINE = """
import signal
from plumbline.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


@pytest.fixture(scope="module")
def serving():
    with served(SMALL) as running:
        yield running


def asked(serving, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", serving.server_port)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


# the page and its parts


def test_the_parts_are_listed_with_their_sizes(page_of_here):
    listed = json.loads(page_of_here.files["parts.json"])
    assert {part["name"]: part["for"] for part in listed["parts"]} == {
        "duckdb-eh.wasm.gz": "engine", "pyodide.asm.wasm.gz": "engine", "python_stdlib.zip": "engine",
        "plumbline.tar.gz": "python", "postcodes.bin": "postcodes", "made_up_this_year.zip": "demo",
        "made_up_last_year.zip": "demo", "made_up_providers.xlsx": "demo",
    }  # fmt: skip
    for part in listed["parts"]:
        assert len(page_of_here.files[part["file"]]) == part["bytes"]


def test_without_engines_and_postcodes_it_is_under_a_megabyte(page_of_here):
    assert sum(len(gzip.compress(content)) for content in page_of_here.shell.values()) < 1_000_000


def test_the_postcodes_keep_within_their_budget(page_of_here):
    (postcodes,) = (part for part in page_of_here.parts if part.purpose == "postcodes")
    assert len(postcodes.content) < 9_000_000


def test_the_demo_holds_a_return_and_nothing_else(page_of_here):
    (demo,) = (part for part in page_of_here.parts if part.name == "made_up_this_year.zip")
    names = zipfile.ZipFile(io.BytesIO(demo.content)).namelist()
    assert {"episodes.csv", "header.csv"} < set(names) and "planted.csv" not in names


def test_the_page_is_the_same_when_made_again(page_of_here):
    assert the_page().edition == page_of_here.edition


@pytest.mark.parametrize(
    "other",
    [
        replace(SMALL, shell={**SMALL.shell, "assets/a.css": b"q{}"}),
        replace(SMALL, parts=(Part("one.bin", "engine", b"2"),)),
    ],
)
def test_any_difference_is_another_edition(other):
    assert other.edition != SMALL.edition
    assert other.files["sw.js"] != SMALL.files["sw.js"]


def test_a_part_of_other_content_has_another_place():
    assert Part("a.wasm.gz", "engine", b"1").file != Part("a.wasm.gz", "engine", b"2").file


def test_a_page_that_was_not_built_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "files", lambda _package: tmp_path / "a" / "b" / "c")
    with pytest.raises(BadInput, match="make web"):
        the_page()


# the policy


def test_the_page_carries_the_policy_for_hosts_that_send_no_header():
    assert f'content="{written_policy()}"' in SMALL.files["index.html"].decode()


@pytest.mark.parametrize("policy", [served_policy(), written_policy()])
def test_the_policy_names_no_place_but_the_pages_own(policy):
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    assert not re.search(r"https?:|\*", policy)


# a folder


def test_a_folder_holds_every_file(tmp_path):
    write_folder(SMALL, tmp_path / "deep" / "out")
    there = tmp_path / "deep" / "out"
    found = {path.relative_to(there).as_posix(): path.read_bytes() for path in there.rglob("*") if path.is_file()}
    assert found == SMALL.files
    assert list((tmp_path / "deep").iterdir()) == [there]


def test_an_earlier_page_is_replaced(tmp_path):
    write_folder(SMALL, tmp_path / "out")
    write_folder(replace(SMALL, parts=()), tmp_path / "out")
    assert not (tmp_path / "out" / "parts").exists()


@pytest.mark.parametrize("earlier", [True, False])
def test_a_folder_with_other_things_is_refused_and_left(tmp_path, earlier):
    if earlier:
        write_folder(SMALL, tmp_path)
    (tmp_path / "return.csv").write_text("CHILD")
    with pytest.raises(BadInput, match=r"return\.csv"):
        write_folder(SMALL, tmp_path)
    assert (tmp_path / "return.csv").read_text() == "CHILD"


# one file


def test_one_file_holds_parts_and_worker():
    stored = dict(
        re.findall(r'<script type="text/plain" data-(?:part=")?([\w.]+)[^>]*>([^<]*)</script>', single_file(SMALL))
    )
    assert {name: base64.b64decode(text) for name, text in stored.items()} == {
        "one.bin": b"1",
        "worker": b"onmessage=1",
    }


def test_one_file_names_no_other_file(page_of_here):
    html = single_file(page_of_here)
    head = html[: html.index('<script type="text/plain"')]
    assert not re.search(r'\b(src|href)="(?!#|data:)', re.sub(r"<(script|style)\b.*?</\1>", "", head, flags=re.S))


@pytest.mark.parametrize(("tag", "directive"), [("script", "script-src"), ("style", "style-src")])
def test_the_policy_of_one_file_lets_what_is_in_it_run(tag, directive):
    html = single_file(SMALL)
    (text,) = re.findall(rf"<{tag}(?: type=\"module\")?>(.*?)</{tag}>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert f"{directive} 'sha256-{digest}'" in policy
    assert "connect-src" not in policy and policy.startswith("default-src 'none'")


# a server


def test_the_page_is_at_its_root(serving):
    answer, content = asked(serving, "/")
    assert answer.status == 200 and content == SMALL.files["index.html"]
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/assets/a.js", "/nowhere"])
def test_every_answer_carries_the_policy(serving, path):
    headers = asked(serving, path)[0].headers
    assert headers["Content-Security-Policy"] == served_policy()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_head_has_no_body(serving):
    answer, content = asked(serving, "/assets/a.js", "HEAD")
    assert answer.status == 200 and content == b"" and answer.headers["Content-Length"] == "15"


def test_what_a_browser_has_is_not_sent_again(serving):
    tag = asked(serving, "/")[0].headers["ETag"]
    assert asked(serving, "/", **{"If-None-Match": tag})[0].status == 304


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "//etc/passwd", "/assets", "/assets/"]
)
def test_nothing_but_the_page_is_served(serving, path):
    assert asked(serving, path)[0].status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_it(serving, method):
    assert asked(serving, "/", method)[0].status == 501


def test_a_taken_port_gives_the_next(serving):
    with server(SMALL, serving.server_port) as other:
        assert serving.server_port < other.server_port <= serving.server_port + 20


def test_the_command_says_where_it_is_and_ends_quietly(page_of_here):
    port = free_port()
    command = [sys.executable, "-c", PLUMBLINE, "web", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            said = running.stdout.readline()
            assert said.startswith(f"The page is at http://127.0.0.1:{port}/ for this computer only")
            running.send_signal(signal.SIGINT)
            _, problems = running.communicate(timeout=PATIENCE / 1000)
        finally:
            running.kill()
    assert (running.returncode, problems) == (0, "")
