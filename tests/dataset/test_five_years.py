"""Five real-looking returns of one council, the reference's sample: what the data set must make of them."""

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.keeping.meaning import meaning
from plumbline.dataset.loading.load import Asked, load
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import literal

SHARED = Path(__file__).parents[3] / "shared"
SAMPLE = SHARED / "samples" / "five_years"
COUNCIL = "E08000003"
YEARS = range(2018, 2023)
#: Rows of the core tables after the first return.
FIRST = {
    "person": 819, "episode": 1460, "period": 717, "placement": 1279, "legal_status": 904, "review": 3480, "sdq": 670,
    "health_check": 2680, "conviction": 321, "care_leaver": 126,
}  # fmt: skip
#: Episodes that were open in a return and are missing from the next.
UNCONFIRMED = {2019: 88, 2020: 40, 2021: 25, 2022: 21}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SAMPLE.exists(), reason="the reference folder ../shared is not here"),
]


def files(year: int) -> list[str]:
    return [str(file) for file in sorted(SAMPLE.glob(f"{year - 1}-*.csv"))]


def loaded(folder: Path, years: list[int]) -> Dataset:
    for year in years:
        load(Folder(folder), Asked(files(year), COUNCIL, year=year), datetime(2026, 6, 1))
    return Dataset(folder)


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    return loaded(tmp_path_factory.mktemp("five") / "dataset", list(YEARS))


def end_of(year: int) -> date:
    return date(year, 3, 31)


def test_the_whole_folder_is_loaded_year_by_year(tmp_path):
    done = load(Folder(tmp_path / "dataset"), Asked([str(SAMPLE)], COUNCIL), datetime(2026, 6, 1))
    assert [one.offered.scope.year for one in done] == list(YEARS)


def test_the_core_tables_after_the_first_return(five):
    rows = {name: five.core(name, end_of(2018)).count("*").fetchall()[0][0] for name in FIRST}
    assert rows == FIRST


def test_the_placements_open_at_the_end_of_the_first_year(five):
    stays = five.core("placement", end_of(2018)).filter("end_date IS NULL OR end_date > DATE '2018-03-31'")
    assert stays.count("*").fetchall() == [(436,)]


def test_what_became_of_episodes_from_the_first_to_the_second(five):
    counts = five.changes(end_of(2018), end_of(2019), with_rows=False).counts["episode"]
    assert {kind: counts.get(kind, 0) for kind in ("added", "ended", "withdrawn", "unconfirmed")} == {
        "added": 628,
        "ended": 346,
        "withdrawn": 0,
        "unconfirmed": 88,
    }


@pytest.mark.parametrize(("year", "count"), UNCONFIRMED.items())
def test_episodes_that_were_open_and_are_missing_are_unconfirmed(five, year, count):
    counts = five.changes(end_of(year - 1), end_of(year), with_rows=False).counts["episode"]
    assert (counts["unconfirmed"], counts.get("withdrawn", 0)) == (count, 0)


@pytest.mark.parametrize("year", YEARS)
def test_as_at_the_end_of_each_year_every_table_is_given_back_row_for_row(five, year):
    """Against the files, read by DuckDB alone."""
    for name, table in five.return_of(year, end_of(year)).of_year(0).items():
        engine = DuckDB()
        listed = ", ".join(
            f'NULLIF(TRIM("{column}"), \'\') AS "{column}"' for column in table.columns if column != "line"
        )
        read = "all_varchar = true, header = true, nullstr = ''"
        given, back = literal(str(SAMPLE / table.file.rpartition("/")[2])), literal(engine.put("back.csv", table.csv))
        engine.execute(f"CREATE VIEW given AS SELECT {listed} FROM read_csv({given}, {read})")
        engine.execute(f"CREATE VIEW back AS SELECT * EXCLUDE line FROM read_csv({back}, {read})")
        columns = [column for column in table.columns if column != "line"]
        assert meaning(engine.execute, "back", columns) == meaning(engine.execute, "given", columns), name
        engine.forget_files()


def test_each_loaded_again_adds_nothing(tmp_path):
    held = loaded(tmp_path / "dataset", [2018, 2019])
    again = loaded(tmp_path / "dataset", [2019, 2018])
    assert again.loads() == held.loads()


@pytest.mark.parametrize("seed", range(2))
def test_loaded_in_any_order_the_states_are_the_same(tmp_path, five, seed):
    turned = loaded(tmp_path / "dataset", Random(seed).sample(list(YEARS), len(YEARS)))
    for year in YEARS:
        for name in ("episode", "placement", "person", "sdq"):
            one, other = (set(held.core(name, end_of(year)).fetchall()) for held in (five, turned))
            assert one == other
