"""Made-up councils: clean ones pass every rule that is built, and planted errors are found."""

import pytest

from plumbline.checking.check import check
from plumbline.reading.find import read_return
from plumbline.synthetic import sample

COUNCIL = "E08000003"


def checked(folder, year):
    given = read_return([folder / "this_year"], [folder / "last_year"], [folder / "providers.xlsx"])
    return check(given, year=year, authority=COUNCIL)


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_clean_council_has_no_findings(tmp_path, year, seed):
    sample(COUNCIL, 600, year, seed, 0.0, tmp_path)
    result = checked(tmp_path, year)
    assert [(line.code, line.rows) for line in result.summary()] == []
    assert len(result.ran) > 70


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_every_planted_error_is_found(tmp_path, year):
    planted = sample(COUNCIL, 1500, year, 3, 0.3, tmp_path)
    found = {(f.code, f.table, f.row) for f in checked(tmp_path, year).findings}
    assert len({p.rule for p in planted}) > 20
    assert [p for p in planted if (p.rule, p.table, p.row) not in found] == []


def test_the_same_seed_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        sample(COUNCIL, 100, 2026, 7, 0.2, tmp_path / name)
    one, two = ((tmp_path / name).rglob("*.csv") for name in ("one", "two"))
    assert [p.read_bytes() for p in sorted(one)] == [p.read_bytes() for p in sorted(two)]
