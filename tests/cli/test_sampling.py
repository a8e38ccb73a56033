"""``plumbline sample``: which folders it writes, and what it refuses."""

import csv

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app
from plumbline.faults import BadInput
from plumbline.model.made_up import MADE_UP
from plumbline.synthetic.plan import read_plan

#: Made-up councils need the postcode directory.
pytestmark = pytest.mark.slow


def sample(*arguments):
    return CliRunner().invoke(app, ["sample", "--children", "60", *map(str, arguments)])


def test_a_folder_for_each_year_and_each_day_with_the_plan(tmp_path):
    done = sample("--out", tmp_path, "--year", "2025", "--years", "2", "--cut", "2025-09-30", "--cut", "31/12/2025")
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "2024", "2025", "2025-09-30", "2025-12-31", "plan.toml", "providers.xlsx",
    ]  # fmt: skip
    assert read_plan(tmp_path / "plan.toml").entries_per_month > 1


def test_a_plan_written_gives_the_same_council_again(tmp_path):
    sample("--out", tmp_path / "one", "--cut", "2025-09-30")
    sample("--out", tmp_path / "two", "--cut", "2025-09-30", "--plan", tmp_path / "one" / "plan.toml")
    one, two = (sorted((tmp_path / name).rglob("*.csv")) for name in ("one", "two"))
    assert [p.read_text() for p in one] == [p.read_text() for p in two] != []


@pytest.fixture(scope="module")
def extracts(tmp_path_factory):
    """A day's return as far as it is known, and the extracts of that day and a week later."""
    out = tmp_path_factory.mktemp("extracts")
    done = sample("--out", out, "--cut", "2025-09-30", "--ssd", "2025-09-30", "--ssd", "2025-10-07")
    assert done.exit_code == 0, done.output
    return out


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_an_extract_is_a_folder_with_a_file_for_each_table(extracts):
    assert sorted(p.name for p in extracts.iterdir()) == [
        "2025-09-30", "plan.toml", "providers.xlsx", "ssd-2025-09-30", "ssd-2025-10-07",
    ]  # fmt: skip
    assert len(rows(extracts / "ssd-2025-09-30" / "ssd_cla_episodes.csv")) > 60


def test_an_extract_shows_the_same_children_in_care_as_the_return_cut_on_that_day(extracts):
    of_return = {row["CHILD"] for row in rows(extracts / "2025-09-30" / "episodes.csv") if not row["DEC"]}
    of_extract = {
        row["clae_person_id"]
        for row in rows(extracts / "ssd-2025-09-30" / "ssd_cla_episodes.csv")
        if not row["clae_cla_episode_ceased_date"]
    }
    assert of_extract == of_return != set()


def test_an_extract_loaded_without_more_ado_speaks_for_its_day(extracts, tmp_path):
    done = CliRunner().invoke(app, ["load", str(extracts / "ssd-2025-10-07"), "--dataset", str(tmp_path / "data")])
    assert "The SSD extract, as at 07/10/2025: load 1" in done.output


def test_everybody_in_an_extract_is_marked_as_made_up(extracts):
    assert all(
        row["pers_person_id"].startswith(MADE_UP) for row in rows(extracts / "ssd-2025-09-30" / "ssd_person.csv")
    )


def test_who_is_known_does_not_change_in_a_week_but_for_newcomers(extracts):
    earlier, later = (rows(extracts / f"ssd-{day}" / "ssd_person.csv") for day in ("2025-09-30", "2025-10-07"))
    known = {row["pers_person_id"]: row for row in later}
    assert [row for row in earlier if known.get(row["pers_person_id"], row) != row] == []


@pytest.mark.parametrize(("system", "column"), [("mosaic", "PERS_PERSON_ID"), ("eclipse", "pers_common_child_id")])
def test_an_extract_is_in_the_form_of_a_case_system(tmp_path, system, column):
    sample("--out", tmp_path, "--ssd", "2025-09-30", "--case-system", system)
    assert column in rows(tmp_path / "ssd-2025-09-30" / "ssd_person.csv")[0]


@pytest.mark.parametrize(("arguments", "said"), [
    (("--years", "2", "--errors", "0.1"), "go without --years"),
    (("--cut", "2025-09-30", "--xml"), "go without --years"),
    (("--ssd", "2025-09-30", "--errors", "0.1"), "go without --years"),
    (("--plan", "plan.toml"), "goes with --years, --cut or --ssd"),
    (("--years", "2", "--plan", "nowhere.toml"), "nowhere.toml is not a plan that can be read"),
    (("--years", "2", "--children", "1000000"), "10,000 entries a month at most"),
    (("--years", "20"), "begin with the collection year 2013"),
])  # fmt: skip
def test_what_does_not_go_together_is_refused(tmp_path, arguments, said):
    done = sample("--out", tmp_path, *arguments)
    assert isinstance(done.exception, BadInput)
    assert said in str(done.exception)
