"""Since when findings are there and by when others were gone, from what loads' days show."""

from datetime import date

import pytest

from plumbline.explaining.first_seen import Look, first_seen, since_when

APRIL, MAY, JUNE, JULY = (date(2025, month, 28) for month in (4, 5, 6, 7))


def looks(**found):
    days = {"april": APRIL, "may": MAY, "june": JUNE, "july": JULY}
    return [Look(days[name], {} if keys is None else {"501": frozenset(keys)}) for name, keys in found.items()]


@pytest.mark.parametrize(
    ("found", "still", "fixed"),
    [
        ({"april": "ab", "may": "ab"}, {APRIL: 2}, {}),
        ({"april": "a", "may": "ab"}, {APRIL: 1, MAY: 1}, {}),
        ({"april": "ab", "may": "b"}, {APRIL: 1}, {MAY: 1}),
        ({"april": "ab", "may": "ab", "june": ""}, {}, {JUNE: 2}),
        ({"april": "a", "may": "", "june": "a"}, {APRIL: 1}, {}),
        ({"april": "a", "may": "", "june": "a", "july": ""}, {}, {JULY: 1}),
        ({"april": None, "may": "a", "june": "a"}, {MAY: 1}, {}),
        ({"april": "", "may": ""}, {}, {}),
    ],
    ids=["stays", "comes", "goes", "all go", "comes back", "goes at last", "not checked at first", "never any"],
)
def test_first_seen_and_fixed(found, still, fixed):
    seen = first_seen("501", looks(**found))
    assert (seen.still, seen.fixed) == (still, fixed)


@pytest.mark.parametrize("found", [{}, {"april": "a"}, {"april": None, "may": "a"}])
def test_one_look_says_nothing_of_since_when(found):
    assert first_seen("501", looks(**found)) is None


def test_in_words():
    seen = first_seen("501", looks(april="abcd", may="abe", june="abef"))
    assert since_when(seen, left_out=3) == (
        "What 3 loads of 28/04/2025 to 28/06/2025 show; 3 older days not looked at. 4 findings now: 2 there already on 28/04/2025, "
        "1 first seen on 28/05/2025 and 1 first seen on 28/06/2025. 2 more were found and are gone: 2 by 28/05/2025."
    )


def test_the_document_names_no_child():
    document = first_seen("501", looks(april="ab", may="b")).document()
    assert document == {
        "loads": ["2025-04-28", "2025-05-28"],
        "first_seen": {"2025-04-28": 1},
        "fixed": {"2025-05-28": 1},
    }
