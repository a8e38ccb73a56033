"""What the tests of the data set share."""

from collections.abc import Iterator

import pytest
from ssd_writer.server import programs, running_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed here, or has no user to run it")
    with running_postgres(found) as url:
        yield url
