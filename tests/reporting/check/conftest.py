"""A small return that was really checked: two children, three rules, with both years' records."""

from dataclasses import replace

import pytest

from plumbline.checking.check import check
from plumbline.checking.diagnosis import Diagnosis
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.reading.returns import Note

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
THIS_YEAR = {
    "header": [HEADER, "A1,1,03/04/2012,WBRI,UN1,,", "B2,2,01/01/2015,WBRI,UN1,,"],
    "episodes": [
        EPISODES,
        "A1,01/05/2025,S,C2,N1,U4,PR1,14/09/2025,X1,CARPL,,,",
        "A1,01/09/2025,P,C2,N1,K2,PR4,,,,,,",
        "B2,01/05/2025,S,C2,N1,U4,PR1,,,,,,",
    ],
}
LAST_YEAR = {"header": [HEADER, "A1,1,04/03/2012,WBRI,UN1,,"]}


@pytest.fixture(scope="session")
def result(tmp_path_factory):
    """Two findings: a date of birth that is not last year's, and episodes that overlap. One rule is not checked."""
    folders = [tmp_path_factory.mktemp(name) for name in ("this_year", "last_year")]
    for folder, tables in zip(folders, (THIS_YEAR, LAST_YEAR), strict=True):
        for name, lines in tables.items():
            (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    given = read_return(folders[:1], folders[1:])
    only = ["105", "203", "501"]
    return check(given, here(), year=2026, authority="E08000003", only=only, with_records=True)


@pytest.fixture(scope="session")
def faulty(result):
    """The same with all that may stand above the list: a fault of the whole return, a note, one finding accepted; made up."""
    cause = Diagnosis(
        "dates_in_another_form", "All 9 dates are in another form.", "Repairing the return reads them.", "repair",
        values=9, findings=1, command="plumbline repair",
    )  # fmt: skip
    reading = replace(result.reading, notes=[Note("not_used", "notes.txt", "it is no table of the return.")])
    accepted = {result.findings[0].key: "the court changed it"}
    return replace(result, diagnoses=(cause,), reading=reading, accepted=accepted, made_up=True)
