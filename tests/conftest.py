"""What several tests need, and which of them are left to ``make test``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from plumbline.reference.postcodes import open_directory
from plumbline.synthetic import sample

SHARED = Path(__file__).parents[2] / "shared"

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("plumbline", deadline=None)
settings.load_profile("plumbline")

#: Fixtures that start, build or read something big. A test that has one of them is slow,
SLOW_FIXTURES = {"browser", "older_engine", "page_of_here", "postgres", "shared", "shared_or_none", "spark", "wheel"}
#: and so is one whose module, or the module of one of whose fixtures, imports what needs the postcode directory.
NEED_POSTCODES = (open_directory, sample)


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Marks the slow tests, which ``make quick`` leaves out, beside those that say so themselves."""
    for item in items:
        if SLOW_FIXTURES & set(item.fixturenames) or any(map(_needs_postcodes, _namespaces(item))):
            item.add_marker("slow")


def _namespaces(item: pytest.Function) -> Iterator[dict[str, object]]:
    """What is imported beside the test, and beside each fixture that it uses; this file's own imports don't count."""
    yield item.function.__globals__
    for fixtures in item._fixtureinfo.name2fixturedefs.values():
        yield from (one.func.__globals__ for one in fixtures if one.func.__globals__ is not globals())


def _needs_postcodes(namespace: dict[str, object]) -> bool:
    return any(value is one for value in namespace.values() for one in NEED_POSTCODES)


@pytest.fixture
def shared_or_none() -> Path | None:
    """The reference folder beside the project, None for those who have it not."""
    return SHARED if SHARED.exists() else None


@pytest.fixture
def shared() -> Path:
    """The reference folder beside the project, for those who have it."""
    if not SHARED.exists():
        pytest.skip("the reference folder ../shared is not here")
    return SHARED
