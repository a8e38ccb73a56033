"""What several tests need."""

from pathlib import Path

import pytest
from hypothesis import settings

SHARED = Path(__file__).parents[2] / "shared"

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("plumbline", deadline=None)
settings.load_profile("plumbline")


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
