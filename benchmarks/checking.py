"""CPU seconds, peak memory and instructions of ``plumbline check``, as a whole process, beside another checkout's.

``python benchmarks/checking.py [OTHER]`` writes RESULTS.md beside this file: made-up councils of three sizes, and the twelve
tables of the shared sample where it is there, each with a last year. Where OTHER is given, such as a checkout of the parent
commit, both are measured turn by turn in the one run. Instructions are counted by valgrind where it is installed: noise
can't move them.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "shared" / "samples" / "made_up_903"
TWELVE = (
    "header", "episodes", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption", "previous_permanence",
    "missing", "sw_episodes", "DoLo",
)  # fmt: skip
SIZES = (1_000, 10_000, 100_000)
REPEATS = 3


@dataclass(frozen=True)
class Checkout:
    """The sources measured, with a cache of their own, filled before anything is measured."""

    name: str
    root: Path

    def environment(self, folder: Path) -> dict[str, str]:
        """What a process of this checkout runs in."""
        own = {"PYTHONPATH": str(self.root / "src"), "XDG_CACHE_HOME": str(folder / f"cache-{self.name}")}
        return dict(os.environ) | own | {"PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Measured:
    """One way of running the check: the least CPU seconds of a few runs, the most memory and the files written, in MB."""

    who: str
    what: str
    children: int
    seconds: float
    memory: float
    written: float = 0.0
    instructions: float = 0.0


@dataclass(frozen=True)
class Bench:
    """The checkouts to measure, turn by turn, and a folder to work in."""

    checkouts: tuple[Checkout, ...]
    folder: Path

    def measure(
        self, what: str, children: int, arguments: list[str], repeats: int, *, files: bool = False, count: bool = False
    ) -> Iterator[Measured]:
        """Runs ``plumbline check`` of each checkout with the arguments as processes of their own."""
        outs = {one.name: self.folder / f"report-{one.name}-{children}" for one in self.checkouts}
        given = {name: [*arguments, *(["--out", str(out)] if files else ["--json"])] for name, out in outs.items()}
        runs: dict[str, list[tuple[float, float]]] = {one.name: [] for one in self.checkouts}
        for one in self.checkouts:
            self._run(one, given[one.name])  # which fills the caches
        for _ in range(repeats):
            for one in self.checkouts:
                runs[one.name].append(self._run(one, given[one.name]))
        for one in self.checkouts:
            seconds, memory = (column for column in zip(*runs[one.name], strict=True))
            written = sum(file.stat().st_size for file in outs[one.name].iterdir()) / 1e6 if files else 0.0
            counted = self._instructions(one, given[one.name]) if count else 0.0
            yield Measured(one.name, what, children, min(seconds), max(memory), written, counted)

    def _run(self, one: Checkout, arguments: list[str]) -> tuple[float, float]:
        command = [sys.executable, "-m", "plumbline", "check", *arguments]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=one.environment(self.folder)) as run:
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
        if run.returncode:
            raise SystemExit(f"{one.name}: plumbline check {' '.join(arguments)} ended with {run.returncode}")
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

    def _instructions(self, one: Checkout, arguments: list[str]) -> float:
        """Billions of instructions; 0 without valgrind."""
        if not shutil.which("valgrind"):
            return 0.0
        counting = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
        done = subprocess.run(
            [*counting, sys.executable, "-m", "plumbline", "check", *arguments],
            env=one.environment(self.folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
        return int(found[1].replace(",", "")) / 1e9 if found else 0.0

    def measurements(self) -> Iterator[Measured]:
        """Every measurement, smallest first."""
        if SAMPLE.exists():
            files = [str(SAMPLE / f"{name}.csv") for name in TWELVE]
            given = [*files, *(part for file in files for part in ("--last-year", file)), "--quiet"]
            yield from self.measure("made_up_903, `--json`", 2_675, given, REPEATS + 2, count=True)
            yield from self.measure("made_up_903, all files", 2_675, given, REPEATS, files=True)
        for size in SIZES:
            yield from self._council(size)

    def _council(self, size: int) -> Iterator[Measured]:
        council = self.folder / str(size)
        lives = str(size * 15 // 14)  # about fourteen of fifteen lives are in this year's return
        sample = ["sample", "--children", lives, "--errors", "0.1", "--out", str(council)]
        subprocess.run([sys.executable, "-m", "plumbline", *sample], check=True, stdout=subprocess.DEVNULL)
        with (council / "this_year" / "header.csv").open() as header:
            children = sum(1 for _ in header) - 1
        given = [str(council / "this_year"), "--last-year", str(council / "last_year"), "--year", "2026",
                 "--providers", str(council / "providers.xlsx"), "--authority", "E08000003", "--quiet"]  # fmt: skip
        repeats = 1 if size > 10_000 else REPEATS
        yield from self.measure("made-up council, `--json`", children, given, repeats)
        if size <= 10_000:
            yield from self.measure("made-up council, all files", children, given, repeats, files=True)


def table(found: list[Measured]) -> str:
    """The measurements as a Markdown table."""
    lines = [
        "| run | children | checkout | CPU seconds | ms per child | instructions, billions | peak memory, MB | files, MB |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {m.what} | {m.children:,} | {m.who} | {m.seconds:.2f} | {1000 * m.seconds / m.children:.2f} | "
        f"{f'{m.instructions:.2f}' if m.instructions else '—'} | {m.memory:.0f} | "
        f"{f'{m.written:.1f}' if m.written else '—'} |"
        for m in found
    ]
    return "\n".join(lines)


def main(others: list[str]) -> None:
    """Measures and writes the results."""
    named = [Checkout("the one before", Path(other).resolve()) for other in others]
    with tempfile.TemporaryDirectory(prefix="plumbline-bench-") as folder:
        bench = Bench((*named, Checkout("this", HERE.parent)), Path(folder))
        found = list(bench.measurements())
    about = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {os.cpu_count()} cores, one used."
    text = "\n".join(
        ["# Speed and memory of a check", "", "Made by `make bench`; CPU seconds of the whole process, user and system,",
         "least of several runs; the largest council is run once. The data set's own figures are in DATASET.md, FORGETTING.md and FRESHNESS.md.", "", about, "", table(found), ""]
    )  # fmt: skip
    notes = HERE / "where-the-time-goes.md"
    (HERE / "RESULTS.md").write_text(text + ("\n" + notes.read_text("utf-8") if notes.exists() else ""), "utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
