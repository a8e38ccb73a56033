"""Where returns and an extract both have rows of a person, the extract holds within its window; where they differ is counted."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from given import data_set, load_into, write_rows

from plumbline.cli.app import app
from plumbline.dataset.core.both import DifferingColumn, first_day
from plumbline.dataset.dataset import Dataset

HEADER = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
RETURN = f"""
    {HEADER}
    C1,01/05/2018,S,C2,N1,U4,PR1,01/06/2018,E4A,,,,
    C1,01/05/2025,S,C2,N1,U4,PR1,,,,,,
    C1,01/09/2025,P,C2,N1,K2,PR4,,,,,,
    C2,02/05/2025,S,C2,N1,U4,PR1,,,,,,
"""
EPISODES = """
    clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_id
    1,C1,2025-05-01,S,N2,1
    2,C1,2025-08-30,P,N1,1
"""


@pytest.fixture
def held(tmp_path: Path) -> Dataset:
    """C1 is in the return and the extract, C2 in the return alone."""
    write_rows(tmp_path / "2026" / "episodes.csv", RETURN)
    write_rows(tmp_path / "ssd" / "ssd_cla_episodes.csv", EPISODES)
    found = data_set(tmp_path / "data", tmp_path / "2026")
    load_into(tmp_path / "data", tmp_path / "ssd")
    return found


def test_the_extract_holds_within_its_window_and_the_return_before_it(held: Dataset) -> None:
    rows = Dataset(held.folder.path).core("episode").project("source, person_id, start_date, need").fetchall()
    assert sorted(rows) == [
        ("903", "C1", date(2018, 5, 1), "N1"),
        ("903", "C2", date(2025, 5, 2), "N1"),
        ("ssd", "C1", date(2025, 5, 1), "N2"),
        ("ssd", "C1", date(2025, 8, 30), "N1"),
    ]


def test_a_table_that_the_extract_has_nothing_of_is_the_returns(held: Dataset) -> None:
    sources = Dataset(held.folder.path).core("legal_status").project("source").distinct().fetchall()
    assert sources == [("903",)]


def test_everybody_in_either_is_a_person_once(held: Dataset) -> None:
    rows = Dataset(held.folder.path).core("person").project("person_id, source").fetchall()
    assert sorted(rows) == [("C1", "ssd"), ("C2", "903")]


def test_differing_columns_are_counted_among_rows_of_both(held: Dataset) -> None:
    found = {one.column: one for one in Dataset(held.folder.path).differing_columns() if one.table == "episode"}
    assert found["need"] == DifferingColumn("episode", "need", rows=1, differing=1)
    assert found["start_reason"] == DifferingColumn("episode", "start_reason", rows=1, differing=0)


def test_one_source_alone_differs_from_nothing(tmp_path: Path) -> None:
    held = data_set(tmp_path / "data", write_rows(tmp_path / "ssd" / "ssd_cla_episodes.csv", EPISODES))
    assert held.differing_columns() == ()


@pytest.mark.parametrize(
    ("made", "first"),
    [(date(2026, 3, 31), date(2020, 3, 31)), (date(2028, 2, 29), date(2022, 2, 28))],
)
def test_the_window_of_an_extract_is_six_years(made: date, first: date) -> None:
    assert first_day(made) == first


def test_the_command_line_lists_the_columns_that_differ_the_most_first(held: Dataset) -> None:
    done = CliRunner().invoke(app, ["core", "differing", "--dataset", str(held.folder.path)])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].split() == ["episode", "need", "1", "of", "1", "row"]


def test_one_source_alone_has_nothing_to_differ_from(tmp_path: Path) -> None:
    write_rows(tmp_path / "2026" / "episodes.csv", RETURN)
    folder = data_set(tmp_path / "data", tmp_path / "2026").folder.path
    done = CliRunner().invoke(app, ["core", "differing", "--dataset", str(folder)])
    assert "needs both a return and an extract" in done.stdout
