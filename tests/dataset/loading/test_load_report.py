"""What a load says, as a person reads it: what it lacked, what it held that is not known, what it could not use."""

from pathlib import Path

import pytest
from given import write_rows

from plumbline.cli.app import app

EXPECTED = Path(__file__).parent / "expected" / "load_report.txt"
FILES = {
    "ssd_person.csv": """
        pers_person_id,pers_sex,pers_dob,pers_forename,loaded_by
        C1,M,2010-05-03,Jane,night
        C1,M,2010-05-03,Jane,night
        C2,Boy,soon,Jane,night
        ,F,2011-01-01,Jane,night
    """,
    "ssd_sdq_scores.csv": """
        csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_score,loaded_by,mood
        1,C1,2025-09-01,14.0,night,good
    """,
    "ssd_cla_visits.csv": """
        clav_cla_id,clav_person_id,clav_cla_visit_date,loaded_by
        77,C1,2025-09-01,night
    """,
    "ssd_version_log.csv": "version_number\n1.4.5",
}


def test_the_report_of_a_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in FILES.items():
        write_rows(tmp_path / "extract" / name, text)
    asked = ["load", str(tmp_path / "extract"), "--dataset", str(tmp_path / "data"), "--as-at", "2026-03-31"]
    with pytest.raises(SystemExit) as ended:
        app(asked, standalone_mode=False)
    assert ended.value.code == 0
    assert capsys.readouterr().out == EXPECTED.read_text("utf-8")
