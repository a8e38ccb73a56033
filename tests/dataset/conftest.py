"""What the tests of the data set share."""

from collections.abc import Iterator
from datetime import date

import pytest
from ssd_writer import made_up_returns, with_telltale
from ssd_writer.server import programs, running_postgres

from plumbline.synthetic.ssd import Returns, Ssd, extract


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Returns:
    """The returns of 2025 and 2026 of a made-up council."""
    return made_up_returns(tmp_path_factory.mktemp("council"), 200, 2026)


@pytest.fixture(scope="session")
def ssd(returns: Returns) -> Ssd:
    """What the data set shows of that council on 31 March 2026, with a telltale word in what no loader may read."""
    return with_telltale(extract(returns, date(2026, 3, 31)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed here, or has no user to run it")
    with running_postgres(found) as url:
        yield url
