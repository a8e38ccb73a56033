"""Values that other records settle: the records to the one reading, or None. Rows are of child 1 unless they say so."""

import pytest

from plumbline.reference.providers import Provider
from plumbline.repairing.identifiers import check_letter_holds

UPN = "H801200001001"
OTHERS = "B201012345678"
BORN, OTHER = {"DOB": "01/01/2010"}, {"DOB": "01/01/2011"}
HOME = Provider("SC400001", "K2", "PR4", "", "M11AE")
AGENCY = Provider("SC400002", "U1,U4", "PR4", "", "M1 1AE")

NUMBERS = [
    # what it shows, kind, table, field, this and last year's rows, new
    ("O for 0", "upn_typed_wrong", "header", "UPN", {"header": [{"UPN": UPN.replace("0", "O", 1)}]}, UPN),
    ("I for 1, space", "upn_typed_wrong", "header", "UPN", {"header": [{"UPN": "H80I 2000 01001"}]}, UPN),
    ("a digit wrong has many readings", "upn_typed_wrong", "header", "UPN", {"header": [{"UPN": "H801200001002"}]}, None),
    ("a right one stays", "upn_typed_wrong", "header", "UPN", {"header": [{"UPN": UPN}]}, None),
    ("a reason for none", "upn_typed_wrong", "header", "UPN", {"header": [{"UPN": "UNl"}]}, "UN1"),
    ("too short", "upn_typed_wrong", "header", "UPN", {"header": [{"UPN": "12345"}]}, None),
    (
        "a digit wrong that last year has right", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": "H801200001002"}], "header_last": [{"UPN": UPN}]}, UPN,
    ),
    (
        "the letter wrong", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": "B801200001001"}], "header_last": [{"UPN": UPN}]}, UPN,
    ),
    (
        "another child's last year", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": "H801200001002"}], "header_last": [{"CHILD": "2", "UPN": UPN}]}, None,
    ),
    (
        "two errors apart", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": "H801200001022"}], "header_last": [{"UPN": UPN}]}, None,
    ),
    (
        "last year's letter fails too", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": "H801200001002"}], "header_last": [{"UPN": "H801200001003"}]}, None,
    ),
    (
        "another child's number", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": OTHERS}], "header_last": [{"UPN": UPN}, {"CHILD": "2", "UPN": OTHERS}]}, UPN,
    ),
    (
        "a row that is another child's", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": OTHERS}, {"UPN": UPN}], "header_last": [{"UPN": UPN}, {"CHILD": "2", "UPN": OTHERS}]}, None,
    ),
    (
        "a new number", "upn_as_last_year", "header", "UPN",
        {"header": [{"UPN": OTHERS}], "header_last": [{"UPN": UPN}]}, None,
    ),
    (
        "a digit too many", "child_typed_wrong", "episodes", "CHILD",
        {"episodes": [{"CHILD": "91001"}], "header": [{"CHILD": "1001"}, {"CHILD": "1002"}]}, "1001",
    ),
    (
        "a digit wrong, no birth date", "child_typed_wrong", "episodes", "CHILD",
        {"episodes": [{"CHILD": "1003"}], "header": [{"CHILD": "1001"}]}, None,
    ),
    (
        "zeros lost", "zeros_lost", "reviews", "CHILD",
        {"reviews": [{"CHILD": "12"}], "header": [{"CHILD": "0012"}]}, "0012",
    ),
    (
        "zeros too many in one table", "zeros_lost", "header", "CHILD",
        {"header": [{"CHILD": "12"}], "episodes": [{"CHILD": "12"}], "reviews": [{"CHILD": "0012"}]}, None,
    ),
    (
        "zeros lost in every table", "zeros_lost", "header", "CHILD",
        {"header": [{"CHILD": "12"}], "episodes": [{"CHILD": "12"}], "header_last": [{"CHILD": "0012"}]}, "0012",
    ),
    (
        "zeros lost in the header", "zeros_lost", "header", "CHILD",
        {"header": [{"CHILD": "12"}], "episodes": [{"CHILD": "0012"}], "oc2": [{"CHILD": "0012"}]}, "0012",
    ),
    (
        "zeros lost, two children could be meant", "zeros_lost", "reviews", "CHILD",
        {"reviews": [{"CHILD": "12"}], "header": [{"CHILD": "0012"}, {"CHILD": "012"}]}, None,
    ),
    (
        "both are children", "zeros_lost", "header", "CHILD",
        {"header": [{"CHILD": "12"}, {"CHILD": "0012"}]}, None,
    ),
    (
        "born on other days", "zeros_lost", "reviews", "CHILD",
        {"reviews": [{"CHILD": "12", "DOB": "01/01/2010"}], "header": [{"CHILD": "0012", "DOB": "02/01/2010"}]}, None,
    ),
    (
        "shortened, two children fit", "shortened_by_excel", "reviews", "CHILD",
        {"reviews": [{"CHILD": "1.23E+05"}], "header": [{"CHILD": "123456"}, {"CHILD": "123457"}]}, None,
    ),
    (
        "shortened, one child fits", "shortened_by_excel", "reviews", "CHILD",
        {"reviews": [{"CHILD": "1.23E+05"}], "header": [{"CHILD": "123456"}, {"CHILD": "128456"}]}, "123456",
    ),
    (
        "shortened, the birth date tells", "shortened_by_excel", "reviews", "CHILD",
        {
            "reviews": [{"CHILD": "1.23E+05", "DOB": "01/01/2010"}],
            "header": [{"CHILD": "123456", "DOB": "01/01/2010"}, {"CHILD": "123457", "DOB": "02/01/2010"}],
        },
        "123456",
    ),
    (
        "O for 0 in a child's number", "child_typed_wrong", "reviews", "CHILD",
        {"reviews": [{"CHILD": "1O01"}], "header": [{"CHILD": "1001"}]}, "1001",
    ),
    (
        "a digit wrong, born the same day", "child_typed_wrong", "reviews", "CHILD",
        {"reviews": [{"CHILD": "1002"} | BORN], "header": [{"CHILD": "1001"} | BORN]}, "1001",
    ),
    (
        "a digit wrong, born another day", "child_typed_wrong", "reviews", "CHILD",
        {"reviews": [{"CHILD": "1002"} | OTHER], "header": [{"CHILD": "1001"} | BORN]}, None,
    ),
    (
        "a digit off, but a child of its own", "child_typed_wrong", "reviews", "CHILD",
        {"reviews": [{"CHILD": "1002"} | BORN], "header": [{"CHILD": "1001"} | BORN, {"CHILD": "1002"} | BORN]}, None,
    ),
    (
        "a child of last year", "child_typed_wrong", "reviews", "CHILD",
        {
            "reviews": [{"CHILD": "1002"} | BORN], "header": [{"CHILD": "1001"} | BORN],
            "header_last": [{"CHILD": "1002"} | BORN],
        }, None,
    ),
    (
        "in the header, the child's others elsewhere", "child_typed_wrong", "header", "CHILD",
        {"header": [{"CHILD": "1OO1"}], "episodes": [{"CHILD": "1001"}]}, "1001",
    ),
    ("stray characters", "urn_typed_wrong", "episodes", "URN", {"episodes": [{"URN": "'SC 400001"}]}, "SC400001"),
    ("too few X", "urn_typed_wrong", "episodes", "URN", {"episodes": [{"URN": "xxxxxx"}]}, "XXXXXXX"),
    (
        "on the list but for a look-alike", "urn_typed_wrong", "episodes", "URN",
        {"episodes": [{"URN": "SC4O0001"}], "providers": [HOME, AGENCY]}, "SC400001",
    ),
    (
        "not on the list under any reading", "urn_typed_wrong", "episodes", "URN",
        {"episodes": [{"URN": "SC 400009"}], "providers": [HOME, AGENCY]}, None,
    ),
]  # fmt: skip

FIRST = {"DECOM": "01/05/2025", "RNE": "S", "DEC": "01/08/2025", "REC": "X1", "LS": "C1", "CIN": "N1", "PLACE": "K2",
         "PLACE_PROVIDER": "PR4", "PL_POST": "M1 1AE", "URN": "SC400001"}  # fmt: skip
SECOND = FIRST | {"DECOM": "01/08/2025", "RNE": "L", "LS": "C2", "DEC": "", "REC": ""}
MOVED = SECOND | {"RNE": "P", "LS": "C1", "PLACE": "U4", "URN": "SC400002"}
AT_HOME = FIRST | {"HOME_POST": "M1 1AE"}
OPEN = FIRST | {"DECOM": "01/01/2025", "DEC": "", "REC": ""}

STATED = [
    # what it shows, table, field, row, tables, new
    ("a blank birth date", "oc2", "DOB", 0, {"oc2": [{}], "header": [BORN]}, "01/01/2010"),
    ("an impossible one", "header", "DOB", 0, {"header": [{"DOB": "01/01/2100"}], "oc2": [BORN]}, "01/01/2010"),
    ("one against one", "oc2", "DOB", 0, {"oc2": [OTHER], "header": [BORN]}, None),
    ("one against two", "oc2", "DOB", 0, {"oc2": [OTHER], "header": [BORN], "reviews": [BORN]}, "01/01/2010"),
    (
        "one against two, with last year", "header", "DOB", 0,
        {"header": [OTHER], "header_last": [BORN], "reviews": [BORN]}, "01/01/2010",
    ),
    (
        "one against one and one", "oc2", "DOB", 0,
        {"oc2": [OTHER], "header": [BORN], "reviews": [BORN], "oc3": [OTHER]}, None,
    ),
    ("last year alone", "header", "DOB", 0, {"header": [OTHER], "header_last": [BORN]}, None),
    ("last year, where this year's is blank", "header", "DOB", 0, {"header": [{}], "header_last": [BORN]}, "01/01/2010"),
    (
        "another child's row: the date is that child's", "oc2", "DOB", 0,
        {"oc2": [{"DOB": "07/06/2005"}], "header": [BORN, {"CHILD": "22", "DOB": "07/06/2005"}], "reviews": [BORN]}, None,
    ),
    (
        "a typing error that is some other child's date", "oc2", "DOB", 0,
        {"oc2": [OTHER], "header": [BORN, {"CHILD": "22"} | OTHER], "reviews": [BORN]}, "01/01/2010",
    ),
    (
        "two headers of one child", "header", "ETHNIC", 0,
        {"header": [{}, {}], "header_last": [{"ETHNIC": "WBRI"}]}, None,
    ),
    (
        "a row whose birth date is not the child's", "header", "ETHNIC", 0,
        {"header": [OTHER], "reviews": [BORN], "header_last": [{"ETHNIC": "WBRI"}]}, None,
    ),
    (
        "last year's sex by this year's code", "header", "SEX", 0,
        {"header": [{"SEX": "X"}], "header_last": [{"SEX": "1"}]}, "M",
    ),
    (
        "sex against header and last year", "uasc", "SEX", 0,
        {"uasc": [{"SEX": "F"}], "header": [{"SEX": "M"}], "header_last": [{"SEX": "M"}]}, "M",
    ),
    ("a group", "header", "ETHNIC", 0, {"header": [{}], "header_last": [{"ETHNIC": "WBRI"}]}, "WBRI"),
    ("a group not known last year", "header", "ETHNIC", 0, {"header": [{}], "header_last": [{"ETHNIC": "NOBT"}]}, None),
    ("a reason for no UPN may be gone", "header", "UPN", 0, {"header": [{}], "header_last": [{"UPN": "UN1"}]}, None),
    ("the record left open", "episodes", "CIN", 0, {"episodes": [OPEN | {"CIN": "N9"}], "episodes_last": [OPEN]}, "N1"),
    (
        "another valid code than last year", "episodes", "CIN", 0,
        {"episodes": [OPEN | {"CIN": "N2"}], "episodes_last": [OPEN]}, None,
    ),
    (
        "last year's placement is of a code that split", "episodes", "PLACE", 0,
        {"episodes": [OPEN | {"PLACE": "Q1"}], "episodes_last": [OPEN | {"PLACE": "Z1"}]}, None,
    ),
    (
        "the start left open", "episodes", "DECOM", 0,
        {"episodes": [OPEN | {"DECOM": "31/02/2025"}], "episodes_last": [OPEN]}, "01/01/2025",
    ),
    ("the status before", "episodes", "LS", 1, {"episodes": [FIRST, MOVED | {"LS": "C9"}]}, "C1"),
    ("a status that changed", "episodes", "LS", 1, {"episodes": [FIRST, SECOND | {"LS": "C9"}]}, None),
    ("the placement before", "episodes", "PL_POST", 1, {"episodes": [FIRST, SECOND | {"PL_POST": ""}]}, "M1 1AE"),
    ("a home not given", "episodes", "HOME_POST", 1, {"episodes": [AT_HOME, SECOND]}, "M1 1AE"),
    (
        "a home typed wrong", "episodes", "HOME_POST", 1,
        {"episodes": [AT_HOME, SECOND | {"HOME_POST": "MM1 1AE"}]}, "M1 1AE",
    ),
    (
        "another home, or none", "episodes", "HOME_POST", 1,
        {"episodes": [AT_HOME, SECOND | {"HOME_POST": "ZZ99 3VZ"}]}, None,
    ),
    ("no postcode", "episodes", "PL_POST", 1, {"episodes": [FIRST, SECOND | {"PL_POST": "ZZ99 9ZZ"}]}, "M1 1AE"),
    ("a typing error", "episodes", "PL_POST", 1, {"episodes": [FIRST, SECOND | {"PL_POST": "M1 1AI"}]}, "M1 1AE"),
    ("one that may be new", "episodes", "PL_POST", 1, {"episodes": [FIRST, SECOND | {"PL_POST": "M1 9ZZ"}]}, None),
    ("a placement that changed", "episodes", "PL_POST", 1, {"episodes": [FIRST, MOVED | {"PL_POST": ""}]}, None),
    (
        "another child's episode", "episodes", "PL_POST", 1,
        {"episodes": [FIRST | {"CHILD": "2"}, SECOND | {"PL_POST": ""}]}, None,
    ),
    (
        "the home at the postcode", "episodes", "URN", 0,
        {"episodes": [FIRST | {"URN": ""}], "providers": [HOME, AGENCY]}, "SC400001",
    ),
    (
        "the home's postcode", "episodes", "PL_POST", 0,
        {"episodes": [FIRST | {"PL_POST": ""}], "providers": [HOME]}, "M1 1AE",
    ),
    (
        "an agency's postcode is not the carer's", "episodes", "PL_POST", 0,
        {"episodes": [MOVED | {"PL_POST": ""}], "providers": [AGENCY]}, None,
    ),
    (
        "a provider of another kind of placement", "episodes", "PLACE_PROVIDER", 0,
        {"episodes": [MOVED | {"PLACE_PROVIDER": "", "URN": "SC400001"}], "providers": [HOME]}, None,
    ),
    ("a filler", "episodes", "URN", 1, {"episodes": [FIRST | {"URN": "XXXXXXX"}, SECOND | {"URN": ""}]}, None),
    (
        "a sound code against the list alone", "episodes", "PLACE_PROVIDER", 0,
        {"episodes": [FIRST | {"PLACE_PROVIDER": "PR0"}], "providers": [HOME]}, None,
    ),
    (
        "a sound code against the list and last year", "episodes", "PLACE_PROVIDER", 0,
        {"episodes": [OPEN | {"PLACE_PROVIDER": "PR0"}], "episodes_last": [OPEN], "providers": [HOME]}, "PR4",
    ),
]  # fmt: skip

CHAINED = [
    # what it shows, kind, field, row, episodes, new
    ("an end", "end_of_episode", "DEC", 0, [FIRST | {"DEC": "31/02/2025"}, SECOND], "01/08/2025"),
    ("an end before the start", "end_of_episode", "DEC", 0, [FIRST | {"DEC": "01/01/1990"}, SECOND], "01/08/2025"),
    ("an end that leaves a gap", "end_of_episode", "DEC", 0, [FIRST | {"DEC": "01/07/2025"}, SECOND], None),
    ("an end of care", "end_of_episode", "DEC", 0, [FIRST | {"DEC": "", "REC": "E4A"}, SECOND], None),
    ("nothing follows", "end_of_episode", "DEC", 0, [FIRST | {"DEC": ""}], None),
    ("a start", "start_of_episode", "DECOM", 1, [FIRST, SECOND | {"DECOM": "31/02/2025"}], "01/08/2025"),
    ("a start into care", "start_of_episode", "DECOM", 1, [FIRST, SECOND | {"DECOM": "", "RNE": "S"}], None),
    ("X1", "shown_by_the_episodes", "REC", 0, [FIRST | {"REC": "X9"}, SECOND], "X1"),
    (
        "not X1 across a gap",
        "shown_by_the_episodes",
        "REC",
        0,
        [FIRST | {"DEC": "01/07/2025", "REC": ""}, SECOND],
        None,
    ),
    ("only the status changed", "shown_by_the_episodes", "RNE", 1, [FIRST, SECOND | {"RNE": "Q"}], "L"),
    ("no child's number", "shown_by_the_episodes", "RNE", 0, [FIRST | {"CHILD": "", "RNE": "Q"}], None),
    ("who cares is not known", "shown_by_the_episodes", "RNE", 1, [FIRST, MOVED | {"RNE": "Q"}], None),
]


@pytest.mark.parametrize(
    ("shows", "kind", "name", "field", "context", "new"), NUMBERS, ids=[case[0] for case in NUMBERS]
)
def test_a_number(read, shows, kind, name, field, context, new):
    assert read(kind, name, field, **context) == new


@pytest.mark.parametrize(("shows", "name", "field", "row", "context", "new"), STATED, ids=[case[0] for case in STATED])
def test_a_value_stated_elsewhere(read, shows, name, field, row, context, new):
    assert read("stated_elsewhere", name, field, row, **context) == new


@pytest.mark.parametrize(
    ("shows", "kind", "field", "row", "episodes", "new"), CHAINED, ids=[case[0] for case in CHAINED]
)
def test_a_value_that_the_chain_of_episodes_shows(read, shows, kind, field, row, episodes, new):
    assert read(kind, "episodes", field, row, episodes=episodes) == new


@pytest.mark.parametrize(("last_year", "new"), [([], "S"), ([OPEN], None)])
def test_a_first_episode_begun_this_year_is_the_start_of_care(read, last_year, new):
    context = {"episodes": [FIRST | {"RNE": "Q"}], "episodes_last": last_year}
    assert read("shown_by_the_episodes", "episodes", "RNE", **context) == new


@pytest.mark.parametrize(
    ("code", "held", "new"),
    [("", "31/12/2013", "PN0"), ("PN9", "31/12/2013", "PN0"), ("", "01/01/2014", None), ("PN1", "31/12/2013", None)],
)
def test_under_four_there_is_one_review_code(read, code, held, new):
    review = BORN | {"REVIEW": held, "REVIEW_CODE": code}
    assert read("review_before_the_fourth_birthday", "reviews", "REVIEW_CODE", reviews=[review]) == new


def test_two_kinds_that_read_a_value_differently_leave_it(propose):
    swapped = {"DOB": "05/25/2010"}
    assert propose("header", "DOB", header=[swapped]) == ("25/05/2010", "day_and_month_swapped")
    assert propose("header", "DOB", header=[swapped], oc2=[{"DOB": "26/05/2010"}]) is None


def test_a_number_of_last_year_whose_letter_fails_settles_nothing(propose):
    assert propose("header", "UPN", header=[{"UPN": "H801200001002"}], header_last=[{"UPN": "H801200001003"}]) is None


def test_a_blank_is_only_filled_from_other_records(propose):
    assert propose("header", "SEX", header=[{}]) is None


@pytest.mark.parametrize("upn", [UPN, "B201012345678", "N20101234567A"])
def test_the_check_letter_holds_for_one_letter_only(upn):
    holding = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if check_letter_holds(letter + upn[1:])]
    assert holding == [upn[0]]
