"""What is said of counts, wherever they are shown."""

import pytest

from plumbline.profiles.profile import Disclosure
from plumbline.profiles.words import disclosure_words, disclosures_words

BANDED, EXACT, ROUNDED = Disclosure("banded", 5), Disclosure("exact"), Disclosure("rounded", 5)
IN_BANDS = (
    "counts are in bands: 0, 1 to 5, 6 to 10 and so on; for rules about asylum seekers, health, substance misuse and "
    "motherhood: 0 to 5, 6 to 10 and so on"
)


@pytest.mark.parametrize(
    ("disclosure", "words"),
    [
        (BANDED, IN_BANDS),
        (EXACT, "counts are exact"),
        (ROUNDED, "counts are in bands: 0 to 5, 6 to 10 and so on, with 0 never told from a few"),
        (Disclosure("rounded"), "counts are rounded"),
        (Disclosure("suppressed", below=5), "counts under 5 are hidden"),
        (Disclosure("suppressed"), "small counts are hidden"),
    ],
)
def test_a_profile_says_what_its_counts_are(disclosure, words):
    assert disclosure_words(disclosure) == words


def test_of_profiles_that_are_alike_it_is_said_once():
    assert disclosures_words([EXACT, EXACT]) == "counts are exact"


def test_of_others_each_kind_is_said_with_how_many_it_is_of():
    assert disclosures_words([EXACT, BANDED, BANDED]) == f"in 2 profiles {IN_BANDS}; in 1 profile counts are exact"
