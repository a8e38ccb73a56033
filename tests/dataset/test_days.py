"""A day as people give it in a notebook."""

from datetime import date, datetime

import pytest

from plumbline.dataset.days import as_date
from plumbline.faults import BadInput


@pytest.mark.parametrize(
    "written",
    [date(2026, 3, 31), "2026-03-31", "31/03/2026", datetime(2026, 3, 31, 12)],
    ids=["a date", "year first", "day first", "a moment"],
)
def test_a_day_is_a_date_or_its_text(written):
    assert as_date(written) == date(2026, 3, 31)


def test_what_is_no_day_says_how_to_write_one():
    with pytest.raises(BadInput, match="'next week' is not a day: write it as 2026-03-31"):
        as_date("next week")
