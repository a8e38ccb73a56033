"""What loading a return keeps, and in which state it is seen: section 2 of the specification of core tables."""

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from random import Random

import pytest
from hand_made import COUNCIL, Given, core, data_set, day, load_return, write_return
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.keeping.meaning import meaning
from plumbline.dataset.loading.load import Asked, load
from plumbline.dataset.loads import Scope
from plumbline.engine.native import DuckDB
from plumbline.engine.protocol import insert
from plumbline.faults import BadInput

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

REVIEWS = "CHILD DOB REVIEW REVIEW_CODE\n"
ONE = Given(2025, {"reviews": REVIEWS + "A 010110 010624 PN1\n A 010110 011224 PN2\n B 010111 010724 PN1"})
MORE = Given(2025, {"reviews": ONE.tables["reviews"] + "\n B 010111 010125 PN3"})


def test_a_return_speaks_for_the_last_day_of_its_year_unless_told(tmp_path):
    load_return(tmp_path, ONE)
    load_return(tmp_path, replace(MORE, as_at=day("010524")))
    assert [load.as_at for load in Dataset(tmp_path / "dataset").loads()] == [date(2025, 3, 31), date(2024, 5, 1)]


def test_a_return_of_a_year_that_is_not_over_speaks_for_today(tmp_path):
    done = load_return(tmp_path, replace(ONE, year=2026), now=datetime(2025, 9, 1))
    assert done.offered.as_at == date(2025, 9, 1)


def test_a_load_records_what_it_is_and_what_it_was_given(tmp_path):
    load_return(tmp_path, ONE)
    (kept,) = Dataset(tmp_path / "dataset").loads()
    assert (kept.number, kept.scope) == (1, Scope(COUNCIL, "903", "2025"))
    assert [(file.name.rpartition("/")[2], file.size, len(file.sha256)) for file in kept.given] == [
        ("reviews.csv", 113, 64)
    ]
    assert kept.tables["reviews"].rows == 3


def test_a_record_says_which_columns_were_absent(tmp_path):
    load_return(tmp_path, Given(2025, {"reviews": "CHILD REVIEW REVIEW_CODE\n A 010624 PN1"}))
    (kept,) = Dataset(tmp_path / "dataset").loads()
    assert kept.tables["reviews"].columns_absent == ("DOB",)


@pytest.mark.parametrize(
    ("says", "table", "counted"),
    [
        ("a row without a child is kept and counted", REVIEWS + "- 010110 010624 PN1\n A 010110 010624 PN1", (2, 1, 0)),
        ("a row given twice is kept and counted", REVIEWS + "A 010110 010624 PN1\n A 010110 010624 PN1", (2, 0, 1)),
    ],
)
def test_nothing_is_dropped(tmp_path, says, table, counted):
    load_return(tmp_path, Given(2025, {"reviews": table}))
    kept = Dataset(tmp_path / "dataset").loads()[0].tables["reviews"]
    assert (kept.rows, kept.nobody, kept.repeated) == counted


def turned_rows(table: str, order: list[int]) -> str:
    head, *rows = table.strip().splitlines()
    return "\n".join([head, *(rows[at] for at in order)])


def turned_columns(table: str) -> str:
    return "\n".join(" ".join(reversed(line.split())) for line in table.strip().splitlines())


SAME = {
    "as it is": ONE.tables["reviews"],
    "its rows in another order": turned_rows(ONE.tables["reviews"], [2, 0, 1]),
    "its columns in another order": turned_columns(ONE.tables["reviews"]),
}


@pytest.mark.parametrize("again", SAME.values(), ids=SAME)
def test_the_same_loaded_again_adds_no_load(tmp_path, again):
    load_return(tmp_path, ONE)
    done = load_return(tmp_path, Given(2025, {"reviews": again}))
    assert done.outcome.load is None and len(Dataset(tmp_path / "dataset").loads()) == 1


def test_the_same_as_at_a_later_day_is_a_load_without_a_file(tmp_path):
    load_return(tmp_path, ONE)
    done = load_return(tmp_path, replace(ONE, as_at=day("300425")))
    assert done.outcome.unchanged == ("reviews",)
    assert [file.name for file in (tmp_path / "dataset/loads/000002").iterdir()] == ["load.json"]
    assert core(Dataset(tmp_path / "dataset"), "review", "person_id seen_as_at")[0] == "A 300425"


def test_a_table_that_means_the_same_is_not_written_again(tmp_path):
    header = {"header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB\n A 1 010110 WBRI - - -"}
    load_return(tmp_path, Given(2025, {**ONE.tables, **header}))
    done = load_return(tmp_path, Given(2025, {**MORE.tables, **header}, as_at=day("300425")))
    assert done.outcome.unchanged == ("header",)
    assert done.outcome.load.tables["header"].file == "000001/header.parquet"


LOADS = [
    replace(ONE, as_at=day("300624")),
    replace(MORE, as_at=day("310325")),
    replace(ONE, year=2026, as_at=day("300625")),
    replace(MORE, year=2026, as_at=day("310326")),
]
DAYS = [day(text) for text in ("300624", "310325", "300625", "310326", "010426")]


@pytest.fixture(scope="module")
def in_order(tmp_path_factory):
    """What is known on each day where loads came in the order of their days."""
    return known(data_set(tmp_path_factory.mktemp("order"), *LOADS))


def known(held: Dataset) -> list[list[str]]:
    return [core(held, "review", "person_id review_date participation seen_as_at", on) for on in DAYS]


@pytest.mark.parametrize("order", Random(13).sample(list(permutations(range(len(LOADS)))), 5))
def test_loads_in_any_order_give_the_same_states(tmp_path, in_order, order):
    assert known(data_set(tmp_path, *(LOADS[at] for at in order))) == in_order


def test_what_was_corrected_later_for_the_same_day_holds(tmp_path):
    held = data_set(tmp_path, ONE, MORE)
    assert len(core(held, "review", "person_id", day("310325"))) == 4


def test_before_the_first_load_nothing_was_known(tmp_path):
    with pytest.raises(BadInput, match="Nothing was known as at 30/03/2025: the first load speaks for 31/03/2025"):
        data_set(tmp_path, ONE).state(day("300325"))


def test_a_folder_of_several_years_is_loaded_year_by_year(tmp_path):
    both = tmp_path / "both"
    write_return(both / "2024-25", ONE)
    write_return(both / "2025-26", replace(MORE, tables={"reviews": REVIEWS + "A 010110 010625 PN1"}))
    done = load(Folder(tmp_path / "dataset"), Asked([str(both)], COUNCIL), datetime(2026, 6, 1))
    assert [(one.offered.scope.year, one.outcome.load.number) for one in done] == [(2025, 1), (2026, 2)]


def test_two_folders_of_one_year_are_refused_by_name(tmp_path):
    both = tmp_path / "both"
    write_return(both / "one", ONE)
    write_return(both / "other", MORE)
    with pytest.raises(BadInput, match="one and other both look like the return of 2025"):
        load(Folder(tmp_path / "dataset"), Asked([str(both)], COUNCIL), datetime(2026, 6, 1))


def test_the_return_of_a_year_is_what_was_loaded_and_earlier_years_stand_behind_it(tmp_path):
    found = data_set(tmp_path, ONE, replace(MORE, year=2026)).return_of(2026)
    assert {(name, years_back): table.rows for (name, years_back), table in found.tables.items()} == {
        ("reviews", 0): 4,
        ("reviews", 1): 3,
    }


cells = st.one_of(st.none(), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=3))
tables = st.lists(st.tuples(cells, cells), max_size=6)


def means(rows: list[tuple[str | None, ...]], columns: tuple[str, ...] = ("a", "b")) -> str:
    execute = DuckDB().execute
    execute(f"CREATE TABLE t ({', '.join(f'{name} VARCHAR' for name in columns)})")
    if rows:
        insert(execute, "t", rows)
    return meaning(execute, "t", columns).text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tables, tables)
def test_two_tables_mean_the_same_just_when_they_have_the_same_rows(one, other):
    assert (means(one) == means(other)) == (sorted(one, key=repr) == sorted(other, key=repr))


@settings(max_examples=30)
@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_means_nothing(rows, chance):
    turned = rows.copy()
    chance.shuffle(turned)
    assert means(rows) == means([(b, a) for a, b in turned], ("b", "a"))


@given(tables)
@settings(max_examples=20)
def test_a_blank_column_means_as_much_as_none(rows):
    assert means(rows) == means([(*row, None) for row in rows], ("a", "b", "c"))
