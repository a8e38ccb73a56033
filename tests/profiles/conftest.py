"""A profile to change."""

import pytest
from small_profile import PROFILE


@pytest.fixture
def profile():
    return PROFILE
