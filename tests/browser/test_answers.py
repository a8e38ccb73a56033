"""The page's types of answers are those of Python's side."""

from plumbline.hosting.page_types import FILE, page_types


def test_the_page_has_the_types_as_declared():
    assert FILE.read_text("utf-8") == page_types(), "run: make generated"
