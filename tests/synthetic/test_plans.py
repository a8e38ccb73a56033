"""A plan is read from a file, written out in full, and refused in words where it says what there is not."""

import re
from pathlib import Path

import pytest

from plumbline.faults import BadInput
from plumbline.synthetic.plan import Plan, plan_as_toml, read_plan

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "made-up-data.md"
CHANGE = '[[change]]\nrate = "moves"\ngroup = { age = "10 to 15", placement = "residential" }\nfrom = "2024-10"\ntimes = 1.5\n'


def read(tmp_path, text):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def test_what_is_left_out_is_as_by_default(tmp_path):
    assert read(tmp_path, "") == Plan()
    assert read(tmp_path, "[moves]\nfostering = 0.8\n").moves == {**Plan().moves, "fostering": 0.8}


@pytest.mark.parametrize(
    "text", ["", "girls = 0.5\nentries_per_month = 12\n", CHANGE, CHANGE.replace("{ ", '{ sex = "girl", ')]
)
def test_a_plan_written_out_is_read_back(tmp_path, text):
    plan = read(tmp_path, text)
    assert read(tmp_path, plan_as_toml(plan)) == plan


@pytest.mark.parametrize(("text", "said"), [
    ("moves", "not a plan that can be read"),
    ("movs = 1", "'movs' is no rate: there are entries_per_month"),
    ("moves = 1", "moves is a table with a number for each of: fostering"),
    ("[moves]\nfoster = 1", "'foster' is no key of moves: there are fostering"),
    ("girls = 1.5", "girls is a number from 0 to 1"),
    ("girls = true", "girls is a number from 0 to 1"),
    ("[exits]\n'under 1' = -1", "exits.under 1 is a number from 0"),
    ("[missing]\n'under 1' = 200", "missing.under 1 is a number from 0 to 100"),
    ("[exit_kinds]\n" + "".join(f'"{kind}" = 0\n' for kind in Plan().exit_kinds), "exit_kinds has nothing above 0"),
    ("change = 1", "write each change under [[change]]"),
    ("[[change]]\nrate = 'moves'", "a change has rate, from and times"),
    (CHANGE.replace("moves", "girls"), "'girls' is no rate that can change: there are entries"),
    (CHANGE.replace("moves", "exits"), "'placement' is no group of exits: there are age, sex, asylum"),
    (CHANGE.replace("10 to 15", "teenagers"), "'teenagers' is no age: there are under 1"),
    (CHANGE.replace("2024-10", "October"), "from is a month"),
])  # fmt: skip
def test_what_there_is_not_is_refused_in_words(tmp_path, text, said):
    with pytest.raises(BadInput) as refused:
        read(tmp_path, text)
    assert said in str(refused.value)


def test_the_guide_shows_the_default_plan_and_a_change_that_is_taken(tmp_path):
    plan, change = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert read(tmp_path, plan) == Plan()
    assert read(tmp_path, change) == read(tmp_path, CHANGE)
