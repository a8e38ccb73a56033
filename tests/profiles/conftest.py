"""A profile to change; and the attacker, who is a benchmark's."""

import sys
from pathlib import Path

import pytest
from small_profile import PROFILE

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))


@pytest.fixture
def profile():
    return PROFILE
