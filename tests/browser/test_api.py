"""What the page asks of the API, and what it is answered."""

import json

import pytest
from click.testing import CliRunner

from plumbline.browser.engine import TabEngine
from plumbline.cli.app import app
from plumbline.engine.protocol import EngineError
from plumbline.profiles.schema import problems
from plumbline.synthetic import sample

COUNCIL = "E08000003"
HEADER = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/01/2010,WBRI,UN1,,\n"
EPISODES = (
    b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    b"1,01/05/2025,S,C2,N1,U1,PR1,,,,,,SC000001\n"
)
LAST_YEARS = EPISODES.replace(b"2025", b"2024")
CHECK = {"year": 0, "authority": "", "accepted": {}, "only": ""}
OF_COUNCIL = CHECK | {"year": 2026, "authority": COUNCIL}


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    sample(COUNCIL, 60, 2026, 3, 0.3, folder)
    return folder


def take(ask, key, name, content, place="this_year"):
    return ask("take", content, key=key, name=name, place=place)


def take_folder(ask, folder, place):
    for path in sorted(folder.glob("*.csv")):
        take(ask, f"{place}-{path.stem}", path.name, path.read_bytes(), place)


def keys(shown):
    """The keys of a result's findings."""
    return [finding[-1] for finding in shown["findings"]]


def test_a_file_is_told_by_what_it_holds(ask, council):
    episodes = take(ask, "a", "episodes.csv", EPISODES)
    assert (episodes["tables"], episodes["year"], episodes["unusable"]) == (["episodes"], 2026, "")
    providers = take(ask, "b", "homes.xlsx", (council / "providers.xlsx").read_bytes())
    assert (providers["tables"], providers["providers"]) == ([], True)
    odd = take(ask, "c", "odd.csv", b"A,B\n1,2\n")
    assert "these columns are not those of a table of the return" in odd["unusable"]


def test_a_check_finds_what_the_command_line_finds(ask, council):
    take_folder(ask, council / "this_year", "this_year")
    take_folder(ask, council / "last_year", "last_year")
    take(ask, "providers", "providers.xlsx", (council / "providers.xlsx").read_bytes())
    shown = ask("check", **OF_COUNCIL)
    arguments = ["check", council / "this_year", "--last-year", council / "last_year", "--providers"]
    arguments += [council / "providers.xlsx", "--year", "2026", "--authority", COUNCIL, "--json"]
    expected = json.loads(CliRunner().invoke(app, [str(one) for one in arguments]).stdout)
    assert json.loads(ask("save", file="findings.json"))["findings"] == expected["findings"]
    assert keys(shown) == [finding["key"] for finding in expected["findings"]]
    assert sum(line["rows"] for line in shown["head"]["summary"]) == len(keys(shown))


def test_what_was_not_checked_is_said_with_the_reason(ask):
    take(ask, "a", "episodes.csv", EPISODES)
    reasons = {one["reason"] for one in ask("check", **CHECK)["not_checked"]}
    assert "Last year's episodes file was not given." in reasons


def test_the_council_is_found_from_the_homes(ask, council, postcodes):
    if postcodes is None:
        pytest.skip("there is no postcode directory here")
    take_folder(ask, council / "this_year", "this_year")
    assert ask("check", **CHECK)["authority"] == COUNCIL


def test_moved_and_removed_files_are_where_they_were_put(ask):
    take(ask, "a", "episodes.csv", EPISODES)
    take(ask, "b", "older.csv", LAST_YEARS)
    assert "Two files hold this year's episodes table" in ask("check", **CHECK)["problem"]
    ask("move", key="b", place="last_year")
    assert "problem" not in ask("check", **CHECK)
    ask("remove", key="a")
    assert ask("check", **CHECK)["problem"] == "Put at least one file of this year's return under This year."


def test_no_file_stays_in_the_engine(ask, database):
    take(ask, "a", "header.csv", HEADER)
    ask("check", **OF_COUNCIL)
    assert database.files == []


def test_after_clearing_there_is_nothing(ask):
    take(ask, "a", "header.csv", HEADER)
    ask("check", **OF_COUNCIL)
    ask("clear")
    assert ask("save", file="findings.json") == {"problem": "Check a return first."}


def test_marks_come_back_as_they_were_saved(ask):
    take(ask, "a", "header.csv", HEADER.replace(b",M,", b",9,"))
    key = keys(ask("check", **OF_COUNCIL))[0]
    marks = {key: {"status": "done", "reason": "asked Ann"}}
    read = ask("marks", ask("save", file="accepted.csv", marks=marks), name="accepted.csv")
    assert read["marks"] == marks
    assert key in read["keys"]


def test_a_profile_is_shown_and_saved(ask):
    take(ask, "a", "header.csv", HEADER)
    ask("check", **OF_COUNCIL)
    given = {"stage": "raw", "as_at": "2026-05-01", "case_system": "mosaic", "exact": False, "despite_faults": False}
    assert ask("profile", **given)["preview"].startswith("This will leave the council:")
    assert list(problems(json.loads(ask("save", file="profile.json", **given)))) == []


def test_a_profile_needs_a_council(ask):
    take(ask, "a", "header.csv", HEADER)
    ask("check", **CHECK | {"year": 2026})
    given = {"stage": "raw", "as_at": "2026-05-01", "case_system": "mosaic", "exact": False, "despite_faults": False}
    assert "A profile needs the council" in ask("profile", **given)["problem"]


def test_a_profile_needs_the_day_of_its_data(ask):
    take(ask, "a", "header.csv", HEADER)
    ask("check", **OF_COUNCIL)
    given = {"stage": "raw", "as_at": "", "case_system": "mosaic", "exact": False, "despite_faults": False}
    assert ask("profile", **given)["problem"] == "Say on which day the data was taken from the case system."


def test_no_profile_of_a_return_with_a_fault_unless_insisted(ask):
    lines = b"".join(b"%d,M,2010-05-%02d,WBRI,UN1,,\n" % (child, child) for child in range(1, 21))
    take(ask, "a", "header.csv", HEADER.partition(b"\n")[0] + b"\n" + lines)
    assert any(one["fault"] for one in ask("check", **OF_COUNCIL)["diagnoses"])
    given = {"stage": "raw", "as_at": "2026-05-01", "case_system": "mosaic", "exact": False}
    assert "No profile is made of this return yet" in ask("profile", **given, despite_faults=False)["problem"]
    assert "preview" in ask("profile", **given, despite_faults=True)


def test_a_fault_says_where_and_holds_no_value(ask):
    problem = ask("check", **CHECK | {"year": "Mary Smith"})["problem"]
    assert "Mary" not in problem


def test_an_engine_that_fails_says_of_what_kind(database):
    with pytest.raises(EngineError) as failed:
        TabEngine(database).execute("SELECT nothing FROM nowhere")
    assert failed.value.kind == "CatalogException"


def test_days_and_large_numbers_cross_whole(database):
    engine = TabEngine(database)
    rows = engine.execute(
        "SELECT DATE '2026-03-31', 4611686018427387904, NULL UNION ALL SELECT NULL, 1, 'x' ORDER BY 2"
    )
    assert [str(rows[1][0]), rows[1][1], rows[0][0], rows[0][2]] == ["2026-03-31", 2**62, None, "x"]
