"""Case systems by the names that their makers write."""

import pytest

from plumbline.profiles.profile import CASE_SYSTEMS
from plumbline.reporting.shared.systems import system_name


def test_every_system_that_a_profile_may_name_has_a_name():
    assert [system_name(code) for code in CASE_SYSTEMS] == [
        "Mosaic", "Liquidlogic", "Eclipse", "Azeus", "CareDirector", "another system", "system not said",
    ]  # fmt: skip


def test_one_that_none_may_name_has_none():
    with pytest.raises(KeyError):
        system_name("paper")
