"""Every data set that an earlier Plumbline wrote opens: one of each model is kept, with what was in it.

When the number of the model goes up, `cd tests/dataset && python test_past_models.py` keeps one of the new. Those of before are
never written again.
"""

import json
import shutil
import sys
from contextlib import chdir
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from plumbline.dataset.dataset import Dataset
from plumbline.dataset.folder import Folder
from plumbline.dataset.loading.load import Asked, load
from plumbline.dataset.loads import MODEL
from plumbline.model import core
from plumbline.synthetic.plan import Plan
from plumbline.synthetic.years import Shown, write_years

#: Each test makes data sets of its own: seconds in all, and so left to make test.
pytestmark = pytest.mark.slow

MODELS = Path(__file__).parent / "models"
COUNCIL, DAY, YEARS = "E08000003", date(2026, 6, 30), range(2025, 2027)
#: As few tables of each source as show every kind of thing that a load keeps.
TABLES = {
    "header", "episodes", "reviews", "oc2", "ssd_person", "ssd_cla_episodes", "ssd_cla_placement", "ssd_legal_status",
    "ssd_cla_health", "ssd_involvements",
}  # fmt: skip
EVERY_MODEL = range(1, MODEL + 1)


@pytest.fixture(scope="module", params=EVERY_MODEL)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Dataset, dict[str, Any]]:
    """A copy of the data set kept of a model, and what was found in it when it was written."""
    folder = MODELS / str(request.param)
    copy = tmp_path_factory.mktemp("kept") / "data"
    shutil.copytree(folder / "data", copy)
    return Dataset(copy), json.loads((folder / "found.json").read_text("utf-8"))


def test_every_load_is_read(kept: tuple[Dataset, dict[str, Any]]) -> None:
    held, found = kept
    assert loads(held) == found["loads"]
    assert not held.damaged
    assert {one.scope.source for one in held.loads()} == {"903", "ssd"}


@pytest.mark.parametrize("table", list(core().tables))
def test_every_core_table_is_made_with_as_many_rows(kept: tuple[Dataset, dict[str, Any]], table: str) -> None:
    held, found = kept
    assert rows_of(held, table) == found["core"].get(table, 0)


@pytest.mark.parametrize("year", [*YEARS, YEARS[-1] + 1])
def test_a_return_is_made_of_it(kept: tuple[Dataset, dict[str, Any]], year: int) -> None:
    held, found = kept
    assert return_of(held, year) == found["returns"][str(year)]


def loads(held: Dataset) -> list[dict[str, Any]]:
    return [
        {
            "of": one.scope.words,
            "as_at": one.as_at.isoformat(),
            "rows": {n: kept.rows for n, kept in one.tables.items()},
        }
        for one in held.loads()
    ]


def rows_of(held: Dataset, table: str) -> int:
    ((rows,),) = held.core(table).aggregate("count(*)").fetchall()
    return int(rows)


def return_of(held: Dataset, year: int) -> dict[str, int]:
    """The rows of each table of the return of a year."""
    return {str(name): table.rows for name, table in held.return_of(year).of_year(0).items()}


def keep(folder: Path) -> None:
    """Writes a small data set of made-up children, of two returns and an extract, and what is found in it."""
    folder = folder.resolve()
    with TemporaryDirectory() as name, chdir(name):
        given = Path("given")
        write_years(COUNCIL, 3, Shown(YEARS, ssd=(DAY,)), 2, Plan(), given)
        for file in given.rglob("*.csv"):
            if file.stem not in TABLES:
                file.unlink()
        sources = [([str(given / str(year)) for year in YEARS], None), ([str(given / f"ssd-{DAY}")], DAY)]
        for paths, as_at in sources:
            load(Folder(folder / "data"), Asked(paths, COUNCIL, as_at), datetime(2026, 7, 1, 9))
    held = Dataset(folder / "data")
    found = {
        "loads": loads(held),
        "core": {table: rows_of(held, table) for table in core().tables},
        "returns": {str(year): return_of(held, year) for year in (*YEARS, YEARS[-1] + 1)},
    }
    (folder / "found.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    if (MODELS / str(MODEL)).exists():
        sys.exit(f"One of model {MODEL} is kept already.")
    keep(MODELS / str(MODEL))
