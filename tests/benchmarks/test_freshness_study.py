"""A seeded sample of the study of freshness; the whole of it is benchmarks/freshness.py."""

import numpy as np
import pytest
from freshness import EIGHT_WEEKS, study, together
from freshness_tables import Law

#: A fortnight's delay on average, at the lowest rate of which anything is promised and at a busier one.
LAWS = [Law("exponential", 50), Law("a fifth after two months", 60, batch=14), Law("log-normal", 200, batch=14)]


@pytest.fixture(scope="module")
def said():
    return together([study(law, seed=3, tables=4) for law in LAWS])


@pytest.mark.slow
def test_hardly_a_table_is_falsely_called_late(said):
    assert said.weeks > 1000
    assert said.false / said.weeks < 0.01


@pytest.mark.slow
def test_a_stopped_table_is_found_in_eight_weeks(said):
    assert np.mean([days <= EIGHT_WEEKS for days in said.found]) >= 0.9
    assert np.median(said.found) <= 42


@pytest.mark.slow
def test_intervals_hold_what_came_later(said):
    assert len(said.held) >= 90
    assert 0.85 <= np.mean(said.held) <= 0.99
