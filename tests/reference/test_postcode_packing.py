"""The postcode directory on its way to a browser."""

import pytest

from plumbline.reference.postcode_packing import packed, unpacked
from plumbline.reference.postcodes import open_directory

#: What a person may be asked to load for postcodes, in bytes.
BUDGET = 9_000_000


def test_it_comes_out_as_it_went_in_and_within_its_budget():
    directory = open_directory()
    if directory is None:
        pytest.skip("there is no postcode directory here")
    small = packed(directory.content)
    assert len(small) < BUDGET
    assert unpacked(small) == directory.content[:]
