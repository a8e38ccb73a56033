"""Values that can be read without looking at other records: old value to the one reading, or None."""

import pytest

from plumbline.model import code_sets
from plumbline.reference.providers import Provider

CODES = [
    # kind, year, table, field, old, new
    ("code_of_another_year", 2026, "header", "SEX", "1", "M"),
    ("code_of_another_year", 2025, "header", "SEX", "2", "F"),
    ("code_of_another_year", 2024, "header", "SEX", "M", "1"),
    ("code_of_another_year", 2024, "header", "SEX", "1", None),
    ("code_of_another_year", 2024, "header", "SEX", "U", None),
    ("code_of_another_year", 2026, "episodes", "PLACE", "Z1", None),
    ("code_of_another_year", 2026, "episodes", "PLACE", "P2", None),
    ("code_of_another_year", 2026, "episodes", "PLACE", "H5", None),
    ("code_of_another_year", 2025, "episodes", "PLACE", "H5", None),
    ("code_in_words", 2026, "header", "SEX", "male", "M"),
    ("code_in_words", 2026, "header", "SEX", "M - Male", "M"),
    ("code_in_words", 2026, "header", "SEX", "boy", None),
    ("code_in_words", 2024, "header", "SEX", "Male", "1"),
    ("code_in_words", 2026, "episodes", "LS", "Full  care order", "C2"),
    ("code_in_words", 2026, "episodes", "LS", "C2: full care order (s31)", "C2"),
    ("code_in_words", 2026, "episodes", "LS", "C1 - or C2", None),
    ("yes_or_no", 2026, "oc2", "CONVICTED", "TRUE", "1"),
    ("yes_or_no", 2026, "oc2", "CONVICTED", "n", "0"),
    ("yes_or_no", 2026, "oc2", "CONVICTED", "maybe", None),
    ("yes_or_no", 2026, "oc3", "IN_TOUCH", "y", "YES"),
    ("yes_or_no", 2026, "oc3", "ACTIV", "no", None),
    ("code_typed_wrong", 2026, "episodes", "LS", "Cl", "C1"),
    ("code_typed_wrong", 2026, "episodes", "LS", "C 2", "C2"),
    ("code_typed_wrong", 2026, "episodes", "LS", "C3", None),
    ("code_typed_wrong", 2026, "episodes", "PLACE", "'U4'", "U4"),
    ("code_typed_wrong", 2026, "episodes", "PLACE", "U4/U5", None),
    ("code_typed_wrong", 2026, "episodes", "REC", "EII", "E11"),
    ("code_typed_wrong", 2026, "header", "ETHNIC", "W0TH", "WOTH"),
    ("code_typed_wrong", 2026, "oc3", "ACCOM", "O", "0"),
    ("code_typed_wrong", 2026, "oc2", "CONVICTED", "1.0", "1"),
    ("code_typed_wrong", 2026, "oc2", "CONVICTED", "01", "1"),
    ("code_typed_wrong", 2026, "oc2", "CONVICTED", "-1", None),
    ("code_typed_wrong", 2026, "oc2", "CONVICTED", "0/1", None),
    ("code_typed_wrong", 2026, "oc2", "CONVICTED", "1?", None),
    ("code_one_typing_error_away", 2026, "episodes", "REASON_PLACE_CHANGE", "CARLP", "CARPL"),
    ("code_one_typing_error_away", 2026, "header", "ETHNIC", "WOT", None),
    ("code_one_typing_error_away", 2026, "header", "ETHNIC", "WOTHH", "WOTH"),
    ("code_one_typing_error_away", 2026, "header", "ETHNIC", "MWBX", None),
    ("code_one_typing_error_away", 2026, "reviews", "REVIEW_CODE", "P0N", "PN0"),
    ("code_one_typing_error_away", 2026, "reviews", "REVIEW_CODE", "PN9", None),
    ("code_one_typing_error_away", 2026, "episodes", "LS", "D", None),
    ("worker_typed_wrong", 2026, "sw_episodes", "SW_ID", "S W1234O", "SW12340"),
    ("worker_typed_wrong", 2026, "sw_episodes", "SW_ID", "5W12345", "SW12345"),
    ("worker_typed_wrong", 2026, "sw_episodes", "SW_ID", "SW12345", None),
    ("worker_typed_wrong", 2026, "sw_episodes", "SW_ID", "12345", None),
    ("worker_typed_wrong", 2026, "sw_episodes", "SW_ID", "XX9", None),
    ("number_written_otherwise", 2026, "oc2", "SDQ_SCORE", "12.0", "12"),
    ("number_written_otherwise", 2026, "oc2", "SDQ_SCORE", "1O", "10"),
    ("number_written_otherwise", 2026, "oc2", "SDQ_SCORE", "12.5", None),
    ("number_written_otherwise", 2026, "oc2", "SDQ_SCORE", "-4", None),
    ("number_written_otherwise", 2026, "oc2", "SDQ_SCORE", "12", None),
]

DATES = [
    # kind, field of the header, old, new
    ("day_and_month_swapped", "DOB", "05/25/2010", "25/05/2010"),
    ("day_and_month_swapped", "DOB", "05/12/2010", None),
    ("day_and_month_swapped", "DOB", "31/02/2010", None),
    ("day_and_month_swapped", "DOB", "02/31/2010", None),
    ("day_and_month_swapped", "DOB", "02/29/2012", "29/02/2012"),
    ("date_in_another_form", "DOB", "2010-05-25", "25/05/2010"),
    ("date_in_another_form", "DOB", "2010-05-25T00:00:00", "25/05/2010"),
    ("date_in_another_form", "DOB", "2010-05-25 00:00:00.000", "25/05/2010"),
    ("date_in_another_form", "DOB", "25/05/2010 00:00", "25/05/2010"),
    ("date_in_another_form", "DOB", "25-05-2010", "25/05/2010"),
    ("date_in_another_form", "DOB", "5.5.2010", "05/05/2010"),
    ("date_in_another_form", "DOB", "25 05 2010", "25/05/2010"),
    ("date_in_another_form", "DOB", "25//05/2010", "25/05/2010"),
    ("date_in_another_form", "DOB", "25052010", "25/05/2010"),
    ("date_in_another_form", "DOB", "20100525", "25/05/2010"),
    ("date_in_another_form", "DOB", "25/O5/20l0", "25/05/2010"),
    ("date_in_another_form", "DOB", "2 5/05/2010", "25/05/2010"),
    ("date_in_another_form", "DOB", "lI/05/2010", "11/05/2010"),
    ("date_in_another_form", "DOB", "ZZ/05/2010", None),
    ("date_in_another_form", "DOB", "2010-02-30", None),
    ("date_in_another_form", "DOB", "25/05", None),
    ("date_in_another_form", "DOB", "unknown", None),
    ("month_in_words", "DOB", "25 May 2010", "25/05/2010"),
    ("month_in_words", "DOB", "25-Sept-2010", "25/09/2010"),
    ("month_in_words", "DOB", "May 5th, 2010", "05/05/2010"),
    ("month_in_words", "DOB", "Tuesday 25 May 2010", "25/05/2010"),
    ("month_in_words", "DOB", "25-May-10", "25/05/2010"),
    ("month_in_words", "DOB", "25 Ma 2010", None),
    ("month_in_words", "DOB", "May 2010", None),
    ("year_of_two_digits", "DOB", "25/05/10", "25/05/2010"),
    ("year_of_two_digits", "DOB", "25/05/99", None),
    ("year_of_two_digits", "DOB", "25/05/30", None),
    ("year_of_two_digits", "DOB", "05/25/10", "25/05/2010"),
    ("year_of_two_digits", "DOB", "12-05-10", None),
    ("excel_day_number", "DOB", "40323", "25/05/2010"),
    ("excel_day_number", "DOB", "40323.0", "25/05/2010"),
    ("excel_day_number", "DOB", "20000", None),
    ("excel_day_number", "DOB", "60000", None),
    ("excel_day_number", "MC_DOB", "40323", None),
]

POSTCODES = [
    ("M1 1AE", None),
    ("M11AE", None),
    ("M1-1AE", "M1 1AE"),
    ("M1 lAE", "M1 1AE"),
    ("Ml 1AE", "M1 1AE"),
    ("M1 1A0", None),
    ("S014 0AA", "SO14 0AA"),
    ("W15 1SU", None),
    ("ZZ99 9ZZ", None),
    ("M1", None),
]


@pytest.mark.parametrize(("kind", "year", "name", "field", "old", "new"), CODES)
def test_a_code(read, kind, year, name, field, old, new):
    assert read(kind, name, field, year=year, **{name: [{field: old}]}) == new


@pytest.mark.parametrize(("kind", "field", "old", "new"), DATES)
def test_a_date(read, kind, field, old, new):
    assert read(kind, "header", field, header=[{field: old}]) == new


@pytest.mark.parametrize(("old", "new"), POSTCODES)
def test_a_postcode(read, old, new):
    assert read("postcode_typed_wrong", "episodes", "PL_POST", episodes=[{"PL_POST": old}]) == new


def test_a_date_with_dashes_is_left_where_another_of_its_column_has_the_month_first(read):
    rows = [{"DOB": "05-06-2010"}, {"CHILD": "2", "DOB": "05-25-2010"}]
    assert read("date_in_another_form", "header", "DOB", header=rows) is None
    assert read("date_in_another_form", "header", "DOB", row=1, header=rows) == "25/05/2010"


@pytest.mark.parametrize(("listed", "new"), [("K3", "K3"), ("K2", None), ("K2,K3", "K3")])
def test_h5_became_k3_only_where_ofsted_lists_the_provider_so(read, listed, new):
    providers = [Provider("SC400001", listed, "PR4", "", "M1 1AE")]
    episodes = [{"PLACE": "H5", "URN": "SC400001"}]
    assert read("code_of_another_year", "episodes", "PLACE", episodes=episodes, providers=providers) == new


def test_every_code_that_went_out_of_use_has_one_successor_or_is_known_to_have_none_or_several():
    without = {
        (name, code.code)
        for name, codes in code_sets().items()
        for code in codes.codes
        if code.until and not code.became
    }
    assert without == {("place", "P2"), ("place", "Z1")}


def test_a_successor_is_a_code_of_the_same_set_that_outlives_it():
    for codes in code_sets().values():
        by_code = {code.code: code for code in codes.codes}
        for code in codes.codes:
            if code.became:
                assert by_code[code.became].valid_in(code.until + 1)
