"""values.toml says what a council's words mean; what it can't mean is refused."""

from pathlib import Path

import pytest
from given import data_set, received, write_rows

from plumbline.faults import BadInput

PERSON = "pers_person_id,pers_sex,pers_is_mother\nC1,Girl,Yes she is\nC2,boy,N\nC3,Female,"


def test_words_of_codes_and_of_yes_and_no_have_a_meaning(tmp_path: Path) -> None:
    values = '[PERS_SEX]\n"girl" = "f"\n"Boy" = "M"\n[pers_is_mother]\n"yes she is" = "Y"\n'
    data_set(tmp_path / "data", write_rows(tmp_path / "ssd_person.csv", PERSON), values=values)
    assert received(tmp_path / "data", "ssd_person", "pers_person_id, pers_sex, pers_is_mother") == [
        ("C1", "F", "Y"),
        ("C2", "M", "N"),
        ("C3", "F", None),
    ]


def test_a_column_without_codes_may_be_given_words_too(tmp_path: Path) -> None:
    workers = "invo_person_id,invo_professional_id,invo_professional_role_id\nC1,W1,Social Worker"
    values = '[invo_professional_role_id]\n"Social worker" = "CW"\n'
    held = data_set(tmp_path / "data", write_rows(tmp_path / "ssd_involvements.csv", workers), values=values)
    assert held.core("worker").project("worker_id").fetchall() == [("W1",)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ('[pers_sexx]\n"girl" = "F"', "there is no column pers_sexx"),
        ('[pers_sex]\n"girl" = "W"', "pers_sex has no code W"),
        ('pers_sex = "F"', r"write \[pers_sex\] on a line of its own"),
        ("[pers_sex", "can't be read"),
    ],
)
def test_a_values_toml_that_means_nothing_is_refused(tmp_path: Path, values: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        data_set(tmp_path / "data", write_rows(tmp_path / "ssd_person.csv", PERSON), values=values)
    assert not (tmp_path / "data" / "loads").exists()


def test_long_text_in_a_column_of_codes_is_counted_and_not_told(tmp_path: Path) -> None:
    text = "pers_person_id,pers_sex\nC1,see the note that Jane Smith of 4 Hill Street wrote"
    held = data_set(tmp_path / "data", write_rows(tmp_path / "ssd_person.csv", text), values="")
    assert held.loads()[0].tables["ssd_person"].values_unknown == {"pers_sex=(free text)": 1}
