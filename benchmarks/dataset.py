"""CPU seconds, peak memory and disk of the year-round data set: loads, a core table as at a day, changes.

``python benchmarks/dataset.py`` writes DATASET.md beside this file: a made-up council of 5,000 children cut at each of 60 months'
ends, each cut a load, and one of 100,000 children with two cuts. Each figure is of a process of its own, with Python's start
and imports told apart. Seed 1.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
SMALL, LARGE = 5_000, 100_000
MONTHS = 60
_LAST = (2026, 3)
#: What a process does and prints: CPU seconds after its imports, and how many rows it saw.
_STEPS = {
    "core": """
from plumbline import Dataset
rows = sum(Dataset(folder).core(name, day).aggregate("count(*)").fetchall()[0][0] for name in ("episode",))
""",
    "all core tables": """
from plumbline import Dataset
from plumbline.dataset.core.making import make_core
from plumbline.engine.native import DuckDB
from plumbline.model import core
held, engine = Dataset(folder), DuckDB()
state = held.state(day)
engine.expect(state.rows)
make_core(engine.execute, held.folder, state)
rows = sum(engine.execute(f'SELECT COUNT(*) FROM "core_{name}"')[0][0] for name in core().tables)
""",
    "return": """
from plumbline import Dataset
rows = sum(one.rows for one in Dataset(folder).return_of(0, day).tables.values())
""",
    "changes": """
from plumbline import Dataset
rows = sum(sum(kinds.values()) for kinds in Dataset(folder).changes(before, day, with_rows=False).counts.values())
""",
}
_PROGRAM = """
import sys, time, resource
from datetime import date
from pathlib import Path
import plumbline.dataset.dataset, duckdb
folder, before, day = Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), date.fromisoformat(sys.argv[3])
began = time.process_time()
{step}
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows)
"""


@dataclass(frozen=True)
class Measured:
    """One step: CPU seconds of the whole process and without its start, peak memory in MB, rows."""

    what: str
    children: int
    whole: float
    own: float
    memory: float
    rows: int


def month_ends(count: int) -> list[date]:
    """So many months' ends up to that of March 2026, the earliest first."""
    last = _LAST[0] * 12 + _LAST[1] - 1
    months = [divmod(at, 12) for at in range(last - count + 1, last + 1)]
    return [date(year, month + 1, monthrange(year, month + 1)[1]) for year, month in months]


def run(arguments: list[str]) -> tuple[float, float, str]:
    """Runs a process: its CPU seconds, peak memory in MB, and what it printed."""
    environment = dict(os.environ) | {"PYTHONPATH": str(HERE.parent / "src"), "PYTHONHASHSEED": "0"}
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, env=environment) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments[:4])} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed


def measure(folder: Path, children: int, days: list[date]) -> Iterator[Measured]:
    """Makes the council, loads each cut, and looks at what is loaded."""
    cuts, held = folder / "cuts", folder / "dataset"
    asked = [part for day in days for part in ("--cut", day.isoformat())]
    run(["-m", "plumbline", "sample", "--out", str(cuts), "--children", str(children), *asked])
    start = run(["-c", "import plumbline.cli.loading, plumbline.cli.app, plumbline.dataset.loading.load"])[0]
    loads = []
    for day in days:
        loading = ["load", str(cuts / day.isoformat()), "--dataset", str(held), "--as-at", day.isoformat(), "--json"]
        whole, memory, printed = run(["-m", "plumbline", *loading])
        rows = sum(one["rows"] for one in json.loads(printed)[0]["load"]["tables"].values())
        loads.append(Measured(f"load, the most of {len(days)}", children, whole, whole - start, memory, rows))
    yield max(loads, key=lambda one: one.whole)
    for what, step in _STEPS.items():
        runs = [
            run(["-c", _PROGRAM.format(step=step), str(held), days[-2].isoformat(), days[-1].isoformat()])
            for _ in range(3)
        ]
        whole, memory, printed = min(runs)
        seen = printed.split()[2]
        yield Measured(what, children, whole, min(float(one[2].split()[0]) for one in runs), memory, int(seen))
    size = sum(file.stat().st_size for file in held.rglob("*") if file.is_file()) / 1e6
    yield Measured(f"{len(days)} loads on the disk, {size:.1f} MB", children, 0, 0, 0, 0)


def main() -> None:
    """Measures both sizes and writes DATASET.md."""
    lines = [
        "# Speed, memory and disk of the data set", "",
        "Made by `python benchmarks/dataset.py`: made-up councils (seed 1) cut at months' ends, each cut a load. CPU seconds, user and",
        "system; *own* is without Python's start and imports. Least of three runs, but for loads, where the slowest is shown.", "",
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {os.cpu_count()} cores, one used.", "",
        "| step | children | CPU, whole process | CPU, own | peak memory, MB | rows |", "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for children, months in ((SMALL, MONTHS), (LARGE, 2)):
        folder = Path(tempfile.mkdtemp())
        try:
            for one in measure(folder, children, month_ends(months)):
                lines.append(
                    f"| {one.what} | {one.children:,} | {one.whole:.2f} | {one.own:.2f} | {one.memory:.0f} | {one.rows:,} |"
                )
                print(lines[-1], flush=True)
        finally:
            shutil.rmtree(folder)
    (HERE / "DATASET.md").write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
