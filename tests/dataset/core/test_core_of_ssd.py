"""An extract gives the same core tables as the council's own returns, but for what is listed."""

from collections import Counter

import pytest
from given import DAY, data_set, load_into, write_returns
from ssd_writer import write_postgres

from plumbline.dataset.dataset import Dataset
from plumbline.model import core
from plumbline.synthetic.ssd import ECLIPSE, VENDORS, Returns, Vendor, extract, write_csv, written

#: The made-up council takes some seconds.
pytestmark = pytest.mark.slow

#: Tables of which every row and every column that both sources have is the same.
THE_SAME = (
    "person", "episode", "period", "placement", "legal_status", "review", "missing", "previous_permanence", "adoption", "care_leaver",
    "worker", "immigration_status", "mother",
)  # fmt: skip
#: What the return says of a whole year the SSD says of a day: the year is all that can be the same. Each with the rows of the
#: return that the SSD can have, and why no others.
BY_YEAR = {
    "sdq": ("score IS NOT NULL", "score", "One vendor's script has the reasons and never fills them."),
    "conviction": ("TRUE", "person_id", "The return tells of convictions alone, too."),
    "substance_misuse": ("identified", "received", "Who misuses nothing has no row."),
    "health_check": (
        "status = 'completed' AND kind <> 'immunisations'", "kind", "What was not done has other words or no row; of immunisations the latest.",
    ),
}  # fmt: skip
_YEAR = "COALESCE(reported_year, YEAR({0}) + CASE WHEN MONTH({0}) >= 4 THEN 1 ELSE 0 END)"


@pytest.fixture(scope="module")
def of_returns(returns: Returns, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("of_returns")
    write_returns(returns, folder / "returns")
    held = folder / "data"
    load_into(held, folder / "returns", as_at=None)
    return Dataset(held)


@pytest.fixture(scope="module", params=[*VENDORS, "PostgreSQL"], ids=lambda one: getattr(one, "name", one))
def of_extract(
    request: pytest.FixtureRequest, returns: Returns, postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Dataset:
    """The council's extract on the last day of its latest return, as a vendor writes it, or in a database."""
    folder = tmp_path_factory.mktemp("of_extract")
    vendor = request.param if isinstance(request.param, Vendor) else ECLIPSE
    tables = written(extract(returns, DAY, beyond=False), vendor)
    if vendor is request.param:
        write_csv(tables, folder / "extract", vendor)
        return data_set(folder / "data", folder / "extract")
    write_postgres(tables, postgres)
    return data_set(folder / "data", postgres)


def rows(held: Dataset, table: str, columns: str, where: str = "TRUE") -> Counter[tuple[object, ...]]:
    return Counter(held.core(table).filter(where).project(columns).fetchall())


@pytest.mark.parametrize("table", THE_SAME)
def test_rows_are_the_same(of_returns: Dataset, of_extract: Dataset, table: str) -> None:
    both = [field.name for field in core().table(table).fields if field.columns_903 and field.columns_ssd]
    # a child of a mother in care is a person of the SSD, and in no return
    where = "person_id NOT LIKE '%B'" if table == "person" else "TRUE"
    assert len(both) > 1
    assert rows(of_extract, table, ", ".join(both), where) == rows(of_returns, table, ", ".join(both))


@pytest.mark.parametrize("table", BY_YEAR)
def test_answers_for_a_year_are_events_in_it(of_returns: Dataset, of_extract: Dataset, table: str) -> None:
    where, column, _ = BY_YEAR[table]
    columns = f"person_id, {_YEAR.format(core().table(table).event)}, {column}"
    found = rows(of_extract, table, columns, where)
    assert found == rows(of_returns, table, columns, where)
    assert table in ("conviction", "substance_misuse") or found


def test_home_is_the_same_postcode_from_an_earlier_day(of_returns: Dataset, of_extract: Dataset) -> None:
    joined = "person_id, postcode"
    assert rows(of_extract, "address", joined, "kind = 'home'") == rows(of_returns, "address", joined)
