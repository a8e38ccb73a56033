"""A small sample of ``benchmarks/crashes.py``, which stops at the first promise that is not kept."""

import random

import crashes
import pytest

pytestmark = pytest.mark.slow  # each command is a process of its own


def test_killed_loads(tmp_path):
    assert crashes.loads_killed(tmp_path, 3, random.Random(7)).times == 3


def test_killed_forgets(tmp_path):
    assert crashes.forgets_killed(tmp_path, 3, random.Random(7), months=2).times == 3


def test_two_at_once(tmp_path):
    assert crashes.two_at_once(tmp_path, random.Random(7), 2).came == "all 4 landed"


def test_half_a_child_breaks_a_promise():
    with pytest.raises(crashes.Broken, match="half a child"):
        crashes.promise(False, "half a child is left")
