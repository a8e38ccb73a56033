"""The rows that a rule can speak of, typed for its author. Made by ``make generated``; don't edit it."""

from ibis.expr.types import BooleanValue, DateValue, FloatingValue, IntegerValue, StringValue

from plumbline.rules.authors.common import Child, Collection, Row


class Period(Row):
    """A row of period."""

    start: DateValue
    end: DateValue
    collection: Collection
    child: Child


class _TextOfHeader:
    DOB: StringValue
    MC_DOB: StringValue
    UASC: StringValue


class Header(Row):
    """A row of header."""

    SEX: StringValue
    DOB: DateValue
    ETHNIC: StringValue
    UPN: StringValue
    MOTHER: StringValue
    MC_DOB: DateValue
    UASC: FloatingValue
    is_repeated: BooleanValue
    shares_upn: BooleanValue
    text: _TextOfHeader
    collection: Collection
    child: Child


class _TextOfEpisode:
    DECOM: StringValue
    DEC: StringValue
    PL_DISTANCE: StringValue


class _PreviousOfEpisode:
    DECOM: DateValue
    DEC: DateValue
    RNE: StringValue
    LS: StringValue
    CIN: StringValue
    PLACE: StringValue
    PLACE_PROVIDER: StringValue
    PL_POST: StringValue
    URN: StringValue
    REC: StringValue
    REASON_PLACE_CHANGE: StringValue


class _PreviousTextOfEpisode:
    DEC: StringValue


class _PreviousByEndOfEpisode:
    DEC: DateValue


class _NextUndatedFirstOfEpisode:
    DECOM: DateValue


class _ProviderOfEpisode:
    listed: BooleanValue
    place_agrees: BooleanValue
    provider_agrees: BooleanValue
    postcode_differs: BooleanValue
    is_own_authority: BooleanValue
    is_other_authority: BooleanValue
    has_authority: BooleanValue
    is_placement_authority: BooleanValue
    first_end: DateValue
    last_end: DateValue


class Episode(Row):
    """A row of episode."""

    DECOM: DateValue
    RNE: StringValue
    LS: StringValue
    CIN: StringValue
    PLACE: StringValue
    PLACE_PROVIDER: StringValue
    DEC: DateValue
    REC: StringValue
    REASON_PLACE_CHANGE: StringValue
    HOME_POST: StringValue
    PL_POST: StringValue
    URN: StringValue
    PL_LA: StringValue
    PL_LOCATION: StringValue
    PL_DISTANCE: FloatingValue
    POST_NOT_FOUND: StringValue
    number: IntegerValue
    has_previous: BooleanValue
    has_next: BooleanValue
    has_before_previous: BooleanValue
    previous_row: IntegerValue
    next_row: IntegerValue
    before_previous_row: IntegerValue
    is_earliest: BooleanValue
    is_latest: BooleanValue
    is_final: BooleanValue
    is_latest_ended: BooleanValue
    is_first_started: BooleanValue
    is_latest_started: BooleanValue
    is_first_placed_for_adoption: BooleanValue
    has_previous_by_end: BooleanValue
    previous_by_end_row: IntegerValue
    next_undated_first_row: IntegerValue
    is_first_outside_short_breaks: BooleanValue
    is_first_under_placement_order: BooleanValue
    is_latest_not_continued: BooleanValue
    short_break_days: IntegerValue
    after_adoption: BooleanValue
    had_worker_at_start: BooleanValue
    had_worker_at_end: BooleanValue
    had_worker_at_year_end: BooleanValue
    workers_known_from: DateValue
    status_run_days: IntegerValue
    text: _TextOfEpisode
    collection: Collection
    previous: _PreviousOfEpisode
    previous_text: _PreviousTextOfEpisode
    next: _PreviousOfEpisode
    next_text: _PreviousTextOfEpisode
    before_previous: _PreviousOfEpisode
    before_previous_text: _PreviousTextOfEpisode
    previous_by_end: _PreviousByEndOfEpisode
    next_undated_first: _NextUndatedFirstOfEpisode
    provider: _ProviderOfEpisode
    child: Child


class _TextOfReview:
    DOB: StringValue
    REVIEW: StringValue


class Review(Row):
    """A row of review."""

    DOB: DateValue
    REVIEW: DateValue
    REVIEW_CODE: StringValue
    text: _TextOfReview
    collection: Collection
    child: Child


class _TextOfUasc:
    DOB: StringValue
    DUC: StringValue


class Uasc(Row):
    """A row of uasc."""

    SEX: StringValue
    DOB: DateValue
    DUC: DateValue
    is_repeated: BooleanValue
    text: _TextOfUasc
    collection: Collection
    child: Child


class _TextOfOc2:
    DOB: StringValue
    SDQ_SCORE: StringValue


class Oc2(Row):
    """A row of oc2."""

    DOB: DateValue
    SDQ_SCORE: FloatingValue
    SDQ_REASON: StringValue
    CONVICTED: StringValue
    HEALTH_CHECK: StringValue
    IMMUNISATIONS: StringValue
    TEETH_CHECK: StringValue
    HEALTH_ASSESSMENT: StringValue
    SUBSTANCE_MISUSE: StringValue
    INTERVENTION_RECEIVED: StringValue
    INTERVENTION_OFFERED: StringValue
    is_repeated: BooleanValue
    text: _TextOfOc2
    collection: Collection
    child: Child


class _TextOfOc3:
    DOB: StringValue


class Oc3(Row):
    """A row of oc3."""

    DOB: DateValue
    IN_TOUCH: StringValue
    ACTIV: StringValue
    ACCOM: StringValue
    is_repeated: BooleanValue
    text: _TextOfOc3
    collection: Collection
    child: Child


class _TextOfAd1:
    DOB: StringValue
    DATE_INT: StringValue
    DATE_MATCH: StringValue


class Ad1(Row):
    """A row of ad1."""

    DOB: DateValue
    DATE_INT: DateValue
    DATE_MATCH: DateValue
    FOSTER_CARE: StringValue
    NB_ADOPTR: StringValue
    SEX_ADOPTR: StringValue
    LS_ADOPTR: StringValue
    is_repeated: BooleanValue
    text: _TextOfAd1
    collection: Collection
    child: Child


class _TextOfPlacedAdoption:
    DOB: StringValue
    DATE_PLACED: StringValue
    DATE_PLACED_CEASED: StringValue


class _PreviousOfPlacedAdoption:
    DATE_PLACED_CEASED: DateValue


class PlacedAdoption(Row):
    """A row of placed_adoption."""

    DOB: DateValue
    DATE_PLACED: DateValue
    DATE_PLACED_CEASED: DateValue
    REASON_PLACED_CEASED: StringValue
    has_previous: BooleanValue
    previous_row: IntegerValue
    is_latest: BooleanValue
    is_one_of_several_all_ended: BooleanValue
    text: _TextOfPlacedAdoption
    collection: Collection
    previous: _PreviousOfPlacedAdoption
    child: Child


class _TextOfPrevPerm:
    DOB: StringValue
    DATE_PERM: StringValue


class _ResolvedOfPrevPerm:
    DATE_PERM: DateValue


class PrevPerm(Row):
    """A row of prev_perm."""

    DOB: DateValue
    PREV_PERM: StringValue
    LA_PERM: StringValue
    DATE_PERM: DateValue
    is_repeated: BooleanValue
    text: _TextOfPrevPerm
    resolved: _ResolvedOfPrevPerm
    collection: Collection
    child: Child


class _TextOfMissing:
    DOB: StringValue
    MIS_START: StringValue
    MIS_END: StringValue


class _PreviousOfMissing:
    MIS_END: DateValue


class Missing(Row):
    """A row of missing."""

    DOB: DateValue
    MISSING: StringValue
    MIS_START: DateValue
    MIS_END: DateValue
    has_previous: BooleanValue
    previous_row: IntegerValue
    is_earliest: BooleanValue
    text: _TextOfMissing
    collection: Collection
    previous: _PreviousOfMissing
    child: Child


class _TextOfSwEpisode:
    DOB: StringValue
    SW_DECOM: StringValue
    SW_DEC: StringValue


class _PreviousOfSwEpisode:
    SW_DEC: DateValue


class SwEpisode(Row):
    """A row of sw_episode."""

    DOB: DateValue
    SW_ID: StringValue
    SW_DECOM: DateValue
    SW_DEC: DateValue
    SW_REASON: StringValue
    has_previous: BooleanValue
    has_next: BooleanValue
    previous_row: IntegerValue
    is_latest: BooleanValue
    has_previous_by_end: BooleanValue
    previous_by_end_row: IntegerValue
    is_last_to_end: BooleanValue
    one_stays: BooleanValue
    text: _TextOfSwEpisode
    collection: Collection
    previous: _PreviousOfSwEpisode
    previous_by_end: _PreviousOfSwEpisode
    child: Child


class _TextOfDolo:
    DOB: StringValue
    DOLO_START: StringValue
    DOLO_END: StringValue


class _PreviousOfDolo:
    DOLO_END: DateValue


class Dolo(Row):
    """A row of dolo."""

    DOB: DateValue
    DOLO_START: DateValue
    DOLO_END: DateValue
    has_previous: BooleanValue
    previous_row: IntegerValue
    text: _TextOfDolo
    collection: Collection
    previous: _PreviousOfDolo
    child: Child
