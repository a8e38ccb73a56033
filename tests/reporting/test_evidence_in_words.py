"""Evidence as one line of a spreadsheet."""

import csv

import pytest

from plumbline.checking.check import check
from plumbline.checking.native import here
from plumbline.reading.find import read_return
from plumbline.reporting.check.evidence_in_words import EvidenceInWords
from plumbline.reporting.check.evidence_texts import EvidenceTexts
from plumbline.reporting.check.findings_csv import findings_csv

EPISODES = """CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
A,01/06/2025,S,C2,N1,U4,PR1,04/06/2025,X1,CARPL,,,XXXXXXX
A,02/06/2025,P,C2,N1,A3,PR1,,,,,,XXXXXXX
B,02/06/2025,S,C2,N1,U4,PR1,01/07/2025,X1,,,,XXXXXXX
"""
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA,F,03/06/2025,WBRI,UN1,,\nB,F,03/06/2015,WBRI,UN1,,\n"
DECISIONS = "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nB,03/06/2015,,,\n"

WORDS = {
    "501": "previous episode, line 2: DEC 04/06/2025",
    "302": "header, line 2: DOB 03/06/2025; earliest episode: yes",
    "388": "DEC: 01/07/2025; no next episode",
    "551": "placed_adoption: no row",
}


@pytest.fixture
def result(tmp_path):
    for name, text in {"episodes": EPISODES, "header": HEADER, "placed_adoption": DECISIONS}.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return check(read_return([tmp_path]), here(), year=2026, only=list(WORDS))


@pytest.mark.parametrize("code", WORDS)
def test_evidence_names_other_rows_and_facts_and_not_what_is_blamed(result, code):
    told = zip(result.findings, EvidenceTexts(result, EvidenceInWords()), strict=True)
    *_, words = (words for one, words in told if one.code == code and one.table.name == "episodes")
    assert words == WORDS[code]


def test_every_line_of_the_csv_has_it_last(result):
    head, *lines = csv.reader("".join(findings_csv(result)).splitlines())
    assert head[-1] == "evidence"
    assert {line[0]: line[-1] for line in lines if line[2] == "episodes"} == WORDS
