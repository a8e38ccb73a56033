"""What all rows have in common, typed for authors of rules. Made by ``make generated``; don't edit it.

A value is a column of all rows: see the vocabulary for what can be said of it.
"""

from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue


class Row:
    """What every row has."""

    CHILD: StringValue
    row: IntegerValue
    collection_year: int

    def given(self, field: str) -> StringValue:
        """The field's text as the file gives it, readable or not."""
        raise NotImplementedError

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes of a code set that are valid in the collection year."""
        raise NotImplementedError


class Child:
    """What is known of the row's child."""

    header_is_loaded: BooleanValue
    has_header: BooleanValue
    mother_recorded: BooleanValue
    has_episodes: BooleanValue
    looked_after_all_year: BooleanValue
    looked_after_in_year: BooleanValue
    adopted_in_year: BooleanValue
    has_dated_episode: BooleanValue
    latest_start: DateValue
    only_short_breaks: BooleanValue
    has_other_episodes: BooleanValue
    review_recorded: BooleanValue
    has_uasc: BooleanValue
    has_oc2: BooleanValue
    has_oc3: BooleanValue
    has_header_last: BooleanValue
    has_episodes_last: BooleanValue
    seen_in_care: BooleanValue
    died_in_care: BooleanValue
    marker: StringValue
    is_marked: BooleanValue
    uasc_this_year: StringValue
    uasc_last_year: StringValue
    in_uasc_source_last: BooleanValue
    is_uasc: BooleanValue
    duc_recorded: BooleanValue
    duc_readable: BooleanValue
    duc_lacking: BooleanValue
    duc_first_outside: DateValue
    duc_last_outside: DateValue
    care_leaver_qualifies: BooleanValue
    last_adopted: BooleanValue
    too_old_for_history: BooleanValue
    short_break_days: IntegerValue
    left_care: BooleanValue
    carer_holiday_stays: IntegerValue
    mixes_short_breaks: BooleanValue
    other_episode_any_case: BooleanValue
    other_episode_in_year: BooleanValue


class Collection:
    """The dates of the collection year, and the council."""

    start: DateValue
    end: DateValue
    authority: StringValue
    adult_by: DateValue
