"""The built page, made once for all tests of it."""

from pathlib import Path

import pytest

from plumbline.hosting.page import Page, the_page

BUILT = Path(__file__).parents[2] / "web" / "dist" / "index.html"


@pytest.fixture(scope="session")
def page_of_here() -> Page:
    """The page of this checkout."""
    if not BUILT.exists():
        pytest.skip("the page has not been built: make web")
    return the_page()
