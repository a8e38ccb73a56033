"""``plumbline sample``: which folders it writes, and what it refuses."""

import pytest
from click.testing import CliRunner

from plumbline.cli.app import app
from plumbline.faults import BadInput
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


@pytest.mark.parametrize(("arguments", "said"), [
    (("--years", "2", "--errors", "0.1"), "go without --years"),
    (("--cut", "2025-09-30", "--xml"), "go without --years"),
    (("--plan", "plan.toml"), "goes with --years or --cut"),
    (("--years", "2", "--plan", "nowhere.toml"), "nowhere.toml is not a plan that can be read"),
    (("--years", "2", "--children", "1000000"), "10,000 entries a month at most"),
    (("--years", "20"), "begin with the collection year 2013"),
])  # fmt: skip
def test_what_does_not_go_together_is_refused(tmp_path, arguments, said):
    done = sample("--out", tmp_path, *arguments)
    assert isinstance(done.exception, BadInput)
    assert said in str(done.exception)
