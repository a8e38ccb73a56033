"""What each word of the rules says of a value, of a blank and of two blanks, asked of DuckDB."""

from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.engine.native import DuckDB
from plumbline.rules import vocabulary as words

MARCH, APRIL, MAY = date(2025, 3, 31), date(2025, 4, 1), date(2025, 5, 1)
#: What DuckDB answers where something is neither so nor not so.
NEITHER = None

days = st.none() | st.dates(date(2025, 1, 1), date(2025, 1, 5))


@cache
def engine() -> DuckDB:
    return DuckDB()


def answer(condition: Any) -> bool | None:
    """What DuckDB makes of a condition."""
    return engine().execute(str(ibis.to_sql(condition, dialect="duckdb")))[0][0]


def value(content: Any, kind: str, instead: Any) -> Any:
    """A value or a blank of that type. Ibis itself compares literal blanks, so a blank is made by DuckDB."""
    if content is not None:
        return ibis.literal(content, type=kind)
    return ibis.literal(instead, type=kind).nullif(ibis.literal(instead, type=kind))


def day(content: date | None) -> Any:
    return value(content, "date", APRIL)


def text(content: str | None) -> Any:
    return value(content, "string", "x")


def number(content: float | None) -> Any:
    return value(content, "float64", 0.0)


def truth(content: bool | None) -> Any:
    return value(content, "boolean", True)


def episode(end: date | None = None, written: str | None = None, status: str | None = None) -> Any:
    """An episode of the year to 31 March 2025: its end as it was read, and as it is written in the file."""
    texts = {"DEC": text(written), "REC": text(None), "LS": text(status)}
    year = SimpleNamespace(start=day(date(2024, 4, 1)), end=day(MARCH))
    return SimpleNamespace(DEC=day(end), LS=text(status), collection=year, given=texts.__getitem__)


@pytest.mark.parametrize(("value", "known"), [(day(APRIL), True), (day(None), False), (truth(False), True)])
def test_a_value_is_known_or_there_is_none(value, known):
    assert answer(words.known(value)) is known
    assert answer(words.no(value)) is not known


@pytest.mark.parametrize(("condition", "turned"), [(True, False), (False, True), (NEITHER, NEITHER)])
def test_unless_turns_a_condition_round_and_leaves_a_blank_as_it_is(condition, turned):
    assert answer(words.unless(truth(condition))) is turned


@pytest.mark.parametrize("word", ["same_day", "before", "on_or_before", "after", "on_or_after"])
@pytest.mark.parametrize(("first", "second"), [(None, APRIL), (APRIL, None), (None, None)])
def test_a_blank_comes_neither_before_nor_after_nor_on_the_same_day(word, first, second):
    assert answer(getattr(words, word)(day(first), day(second))) is False


@pytest.mark.parametrize(
    ("word", "earlier", "equal", "later"),
    [
        ("same_day", False, True, False),
        ("before", True, False, False),
        ("on_or_before", True, True, False),
        ("after", False, False, True),
        ("on_or_after", False, True, True),
    ],
)
def test_two_days_in_each_order(word, earlier, equal, later):
    compare = getattr(words, word)
    pairs = [(MARCH, APRIL), (APRIL, APRIL), (MAY, APRIL)]
    assert [answer(compare(day(a), day(b))) for a, b in pairs] == [earlier, equal, later]


@settings(deadline=None, max_examples=40)
@given(days, days)
def test_of_two_known_days_exactly_one_of_before_same_day_and_after_holds(a, b):
    said = [answer(word(day(a), day(b))) for word in (words.before, words.same_day, words.after)]
    assert said.count(True) == (a is not None and b is not None)
    assert said.count(True) + said.count(False) == 3


@pytest.mark.parametrize(
    ("value", "inside"),
    [(MARCH, False), (APRIL, True), (date(2025, 4, 15), True), (MAY, True), (date(2025, 5, 2), False), (None, False)],
)
def test_within_includes_the_first_and_the_last_day(value, inside):
    assert answer(words.within(day(value), day(APRIL), day(MAY))) is inside


@pytest.mark.parametrize(
    ("value", "inside"),
    [(date(2024, 3, 31), False), (date(2024, 4, 1), True), (MARCH, True), (APRIL, False), (None, False)],
)
def test_the_collection_year_is_from_1_april_to_31_march(value, inside):
    assert answer(words.in_collection_year(episode(), day(value))) is inside


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        (date(2025, 4, 1), date(2025, 4, 8), True),
        (date(2025, 4, 8), date(2025, 4, 1), True),
        (date(2025, 4, 1), date(2025, 4, 9), False),
        (date(2025, 4, 9), date(2025, 4, 1), False),
        (date(2025, 4, 1), None, False),
        (None, None, False),
    ],
)
def test_days_apart_count_either_way(a, b, near):
    assert answer(words.days_apart_at_most(7, day(a), day(b))) is near


@pytest.mark.parametrize(
    ("a", "b", "agree", "same"),
    [
        ("E1", "E1", True, True),
        ("E1", "e1", False, False),
        ("E1", None, False, False),
        (None, "E1", False, False),
        (None, None, False, True),
    ],
)
def test_two_blanks_are_the_same_but_agree_on_nothing(a, b, agree, same):
    assert answer(words.agree(text(a), text(b))) is agree
    assert answer(words.same(text(a), text(b))) is same
    assert answer(words.differs(text(a), text(b))) is not same


@pytest.mark.parametrize(("value", "listed"), [("E1", True), ("e1", False), ("E11", False), (None, False)])
def test_one_of_the_codes(value, listed):
    assert answer(words.one_of(text(value), ("E1", "E2"))) is listed


@pytest.mark.parametrize(("value", "listed"), [(1.0, True), (0.5, False), (None, False)])
def test_one_of_the_numbers(value, listed):
    assert answer(words.one_of(number(value), (0.0, 1.0))) is listed


@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize(("value", "listed"), [("E1", True), ("X1", False)])
def test_none_of_the_codes_is_told_what_a_blank_is(value, listed, blank):
    assert answer(words.none_of(text(value), ("E1", "E2"), blank=blank)) is not listed
    assert answer(words.none_of(text(None), ("E1", "E2"), blank=blank)) is blank


@pytest.mark.parametrize(
    ("end", "written", "blank", "unreadable"),
    [(None, None, True, False), (None, "31/02/2025", False, True), (MARCH, "31/03/2025", False, False)],
)
def test_an_unreadable_date_is_not_blank(end, written, blank, unreadable):
    row = episode(end, written)
    assert answer(words.blank(row, "DEC")) is blank
    assert answer(words.filled(row, "DEC")) is not blank
    assert answer(words.unreadable(row, "DEC")) is unreadable


@pytest.mark.parametrize(("written", "any_filled", "any_blank"), [(None, False, True), ("x", True, True)])
def test_of_several_fields_one_filled_or_one_blank_is_enough(written, any_filled, any_blank):
    row = episode(None, written)
    assert answer(words.any_filled(row, ("DEC", "REC"))) is any_filled
    assert answer(words.any_blank(row, ("DEC", "REC"))) is any_blank


def test_no_field_is_blank_where_all_are_filled():
    assert answer(words.any_blank(episode(None, "x", "E1"), ("DEC", "LS"))) is False


@pytest.mark.parametrize(("status", "short"), [("V3", True), ("V4", True), ("V2", False), (None, False)])
def test_an_episode_is_a_short_break_or_outside_them(status, short):
    assert answer(words.short_break(episode(status=status))) is short
    assert answer(words.outside_short_breaks(episode(status=status))) is not short


@pytest.mark.parametrize(("end", "goes_on"), [(MARCH, False), (APRIL, False), (MAY, True), (None, True)])
def test_an_episode_without_an_end_goes_on_after_any_day(end, goes_on):
    assert answer(words.goes_on_after(episode(end), day(APRIL))) is goes_on


@pytest.mark.parametrize(("end", "last"), [(APRIL, APRIL), (None, MARCH)])
def test_an_episode_without_an_end_lasts_to_the_end_of_the_year(end, last):
    assert answer(words.same_day(words.last_day(episode(end)), day(last))) is True


@pytest.mark.parametrize(
    ("value", "fits", "starts", "is_one"),
    [("1", True, False, True), ("SW1", False, True, False), ("1\n", False, False, False), (None, False, False, False)],
)
def test_a_blank_fits_no_pattern(value, fits, starts, is_one):
    assert answer(words.matches(text(value), "[0-9]")) is fits
    assert answer(words.starts_with(text(value), "SW")) is starts
    assert answer(words.is_number(text(value), 1)) is is_one


@pytest.mark.parametrize(
    "made", [words.birthday(day(None), 18), words.days_after(day(None), 5), words.year_before(day(None))]
)
def test_a_day_counted_from_a_blank_is_not_known(made):
    assert answer(words.no(made)) is True


@pytest.mark.parametrize(("start", "end"), [(None, APRIL), (APRIL, None), (None, None)])
def test_days_from_or_to_a_blank_are_not_known(start, end):
    assert answer(words.no(words.days_between(day(start), day(end)))) is True
