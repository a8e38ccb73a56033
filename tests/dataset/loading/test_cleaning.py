"""Cleaning gives one spelling to what means the same, and changes nothing that is clean."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.dataset.loading.cleaning import clean_rows
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import literal
from plumbline.model import Field

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

ENGINE = DuckDB()
TYPES = ("text", "date", "partial_date", "number", "boolean")
#: What stands in the columns of a case system, and anything else.
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
    st.dates().map(str),
    st.datetimes().map(str),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.floats(0, 1000).map(str),
    st.sampled_from(["NULL", " y ", "N", "true", "1900-01-01 00:00:00.000", "zz/05/2019", "31/02/2024", "2024-02-31"]),
)


def cleaned(kind: str, values: Sequence[str | None], *, capitals: bool = True) -> list[str | None]:
    field = Field("value", kind, "Value", "A value.")
    rows = ", ".join(f"({n}, CAST({literal(value)} AS VARCHAR))" for n, value in enumerate(values))
    query = clean_rows(
        [field], {"value": "given"}, f"(SELECT given FROM (VALUES {rows}) AS v(n, given) ORDER BY n)", capitals=capitals
    )
    return [value for (value,) in ENGINE.execute(query)]


@pytest.mark.parametrize("kind", TYPES)
@given(values=st.lists(VALUES, min_size=1, max_size=20))
def test_what_is_clean_stays_as_it_is(kind: str, values: list[str | None]) -> None:
    once = cleaned(kind, values)
    assert cleaned(kind, once) == once


CASES = [
    ("text", " White\u00a0British\t", "WHITE\u00a0BRITISH"),
    ("text", "  ", None),
    ("text", "null", None),
    ("date", "2024-03-01T00:00:00", "2024-03-01"),
    ("date", "2024-03-01 00:00:00.000", "2024-03-01"),
    ("date", "1/3/2024 00:00", "2024-03-01"),
    ("date", "1900-01-01 00:00:00", None),
    ("date", "01/01/1900", None),
    ("date", "2024-02-31", "2024-02-31"),
    ("partial_date", "zz/05/2019", "ZZ/05/2019"),
    ("partial_date", "2019-05-04 00:00:00", "04/05/2019"),
    ("number", "12.0", "12"),
    ("number", "12.50", "12.50"),
    ("number", "many", "many"),
    ("boolean", "TRUE", "Y"),
    ("boolean", "0", "N"),
    ("boolean", "perhaps", "PERHAPS"),
]


@pytest.mark.parametrize(("kind", "given", "expected"), CASES)
def test_a_value_is_cleaned_by_its_type(kind: str, given: str, expected: str | None) -> None:
    assert cleaned(kind, [given]) == [expected]


def test_words_of_peoples_own_are_trimmed_alone() -> None:
    assert cleaned("text", [" Why so many?\n"], capitals=False) == ["Why so many?"]
