"""What forgetting costs: 60 monthly loads of a made-up return, a tenth of whose rows are others each month.

python benchmarks/forgetting.py [--lives 5600] [--loads 60] [--out benchmarks/FORGETTING.md]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from plumbline.dataset.folder import Folder
from plumbline.dataset.forgetting.forget import Asked, forget, look_for, older_than
from plumbline.dataset.keeping.incoming import Incoming, Offered
from plumbline.dataset.keeping.keep import keep
from plumbline.dataset.loading.returns import offered
from plumbline.dataset.loading.years_apart import years_apart
from plumbline.dataset.loads import Scope
from plumbline.engine.native import DuckDB
from plumbline.reading.find import find
from plumbline.synthetic import sample

NOW = datetime(2026, 11, 27, 12)


def build(folder: Folder, given: Path, loads: int) -> str:
    """Keeps so many loads of one return; gives a child that is in all of them."""
    (year,) = years_apart(find([given]), 2026)
    engine = DuckDB()
    first = offered(engine, year, "", None, NOW)
    for table in first.tables:
        engine.execute(f"CREATE TABLE of_{table.name} AS SELECT * FROM ({table.query}) AS t")
    (child,) = engine.execute('SELECT MIN("CHILD") FROM of_episodes')[0]
    for month in range(loads):
        tables = [_in_month(table, month) for table in first.tables]
        as_at = date(2021, 11, 1) + timedelta(days=30 * month)
        keep(engine, folder, folder.kept().loads, Offered(Scope("", "903", "2026"), as_at, NOW, (), tables))
    engine.forget_files()
    return str(child)


def _in_month(table: Incoming, month: int) -> Incoming:
    """The table with its last column other in a tenth of its rows."""
    last = table.columns[-1]
    listed = ", ".join(f'"{name}"' for name in table.columns[:-1])
    query = f'SELECT "line", {listed}, CASE WHEN ("line" + {month}) % 10 = 0 THEN \'{month}\' ELSE "{last}" END AS "{last}" FROM of_{table.name}'
    return Incoming(table.name, query, table.columns, table.people, line_given=True)


def cpu(what: str, task: Callable[[], object]) -> str:
    """A line of the page: what a task costs."""
    began = time.process_time()
    task()
    return f"| {what} | {time.process_time() - began:.2f} |\n"


def main() -> None:
    """Builds, measures, writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lives", type=int, default=5600, help="nine in ten of them are in the return")
    parser.add_argument("--loads", type=int, default=60)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("FORGETTING.md"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        sample("E08000003", asked.lives, 2026, 1, 0.0, Path(work) / "given")
        folder = Folder(Path(work) / "data")
        child = build(folder, Path(work) / "given" / "this_year", asked.loads)
        files = list(folder.loads_folder.rglob("*.parquet"))
        size = sum(one.stat().st_size for one in files) / 1e6
        table = "".join(
            [
                cpu("look for a child and its links", lambda: look_for(folder, "", [child])),
                cpu("find who is older than six years", lambda: older_than(folder, "", 6, NOW.date())),
                cpu("forget the child", lambda: forget(folder, Asked(frozenset([child]), ""), NOW)),
                cpu("open the data set afterwards", folder.kept),
            ]
        )
    text = _PAGE.format(loads=asked.loads, children=round(asked.lives * 0.9), files=len(files), size=size, table=table)
    asked.out.write_text(text, "utf-8")
    print(text)


_PAGE = """# What forgetting costs

`python benchmarks/forgetting.py` writes this page: {loads} loads of a made-up return of about {children:,} children, a tenth of whose rows are
others in each, so that nearly every table of every load is a file of its own: {files} files, {size:.1f} MB. The child is in most of them.

| what | CPU seconds |
| --- | ---: |
{table}"""


if __name__ == "__main__":
    main()
